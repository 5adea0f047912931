//! `audit`: what an inspector looks at first, and whom to compare with the paper files.

use crate::arguments;
use crate::commands::Talk;
use crate::exit::Exit;
use crate::records::{not_signable, read};
use anzhi_record::audit::Audit;
use anzhi_report::json as forms;
use anzhi_tables::read_round;

/// Verifies a record, signatures aside, and lists what to look at in it, or draws a sample.
pub(crate) fn audit(args: &arguments::Audit, talk: Talk) -> Result<Exit, Exit> {
    let (record, lang) = (read(&args.record, talk)?, talk.lang);
    let audit = match Audit::of(&record, Some(&read_round)) {
        Ok(audit) => audit,
        Err(report) => {
            talk.answer(
                || anzhi_report::audit_refused_text(&report, &args.record, lang),
                || forms::verify_json(&report, lang),
            )?;
            return Ok(not_signable(&report));
        }
    };
    match args.sample.map(|people| usize::try_from(people).unwrap_or(usize::MAX)) {
        Some(people) => {
            let sample = audit.sample(people, args.seed.as_ref());
            talk.answer(
                || anzhi_report::sample_text(&audit, &sample, &args.record, lang),
                || forms::audit_sample_json(&audit, &sample),
            )?;
        }
        None => talk.answer(
            || anzhi_report::audit_text(&audit, &args.record, lang),
            || forms::audit_json(&audit, &args.record, lang),
        )?,
    }
    Ok(Exit::Done)
}
