//! `diff`: what a correction changed from one record to the next.

use crate::arguments::Diff;
use crate::commands::Talk;
use crate::exit::Exit;
use crate::records;
use anzhi_record::diff::Both;
use anzhi_report::json as forms;
use anzhi_tables::read_round;

/// Holds two records against each other. It is a report: that something differs is no failure.
pub(crate) fn diff(args: &Diff, talk: Talk) -> Result<Exit, Exit> {
    let (old, new) = (records::read(&args.old, talk), records::read(&args.new, talk));
    let (old, new) = (old?, new?);
    let paths = Both { old: args.old.display().to_string(), new: args.new.display().to_string() };
    let names = Both { old: &*paths.old, new: &*paths.new };
    match anzhi_record::diff::diff(&old, &new, Some(&read_round)) {
        Ok(diff) => {
            talk.answer(
                || anzhi_report::diff_text(&diff, names, talk.lang),
                || forms::diff_json(&diff, names, talk.lang),
            )?;
            Ok(Exit::Done)
        }
        Err(reports) => {
            talk.answer(
                || anzhi_report::diff_refused_text(&reports, names, talk.lang),
                || forms::diff_refused_json(&reports, names, talk.lang),
            )?;
            let refuted = [&reports.old, &reports.new].into_iter().any(records::is_refuted);
            Ok(if refuted { Exit::No } else { Exit::CouldNot })
        }
    }
}
