//! What an inspector looks at first, in words (监督核查要点).

mod caps;
mod entries;
mod evidence;
mod head;
mod kept_away;
mod lots;
mod near;
mod rulings;
mod sample;
mod seats;
mod signatures;
mod stages;
mod told;
mod vacancies;
mod whole;

use crate::lang::{Lang, say};
use crate::warnings::warning_line;
use anzhi_record::audit::{Audit, Lead, Subject};
use std::path::Path;

pub use head::audit_refused_text;
pub use sample::sample_text;
pub(crate) use told::{Teller, Told};

/// So many leads of a subject are shown in the text; the form for programs has them all.
const SHOWN: usize = 10;

/// The leads of a record as a text: by subject, the most telling first, each with its figures and where more of it stands.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::Audit;
/// use anzhi_report::{Lang, audit_text};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let text = audit_text(&audit, "2026".as_ref(), Lang::En);
/// let first = text.lines().find(|line| line.starts_with("1. ")).ok_or("nothing")?;
/// assert!(first.starts_with("1. The round names no roster") && first.ends_with("→ anzhi verify \"2026\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn audit_text(audit: &Audit<'_>, record: &Path, lang: Lang) -> String {
    let mut text = head::head(audit, record, lang);
    let mut silent = Vec::new();
    for subject in Subject::ALL {
        let leads: Vec<&Lead> = audit.leads().iter().filter(|lead| lead.subject() == subject).collect();
        let title = title(subject, lang);
        if leads.is_empty() {
            // What the record says of roster and plan stands in the head, for paper to confirm.
            silent.extend((subject != Subject::Basis).then_some(title));
            continue;
        }
        let count = leads.len();
        text.push_str(&say!(lang, "\n【{title}】{count}条\n", "\n[{title}] {count}\n"));
        for (n, lead) in (1..).zip(leads.iter().take(SHOWN)) {
            let told = told(audit, lead, lang);
            let more = told.more.words(audit, record, lang);
            text.push_str(&format!("{n}. {} → {more}\n", told.text));
        }
        if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) {
            text.push_str(&say!(
                lang,
                "另有{more}条，全部见 --format json\n",
                "and {more} more; --format json has all\n"
            ));
        }
    }
    text.push_str(&head::end(&silent, record, lang));
    text
}

/// What a subject is called.
pub(crate) fn title(subject: Subject, lang: Lang) -> &'static str {
    match subject {
        Subject::Basis => lang.pick("移交名册、岗位计划", "Roster and plan"),
        Subject::Record => lang.pick("案卷", "The record"),
        Subject::Stages => lang.pick("公示环节", "Postings"),
        Subject::Rulings => lang.pick("裁定", "Rulings"),
        Subject::Seats => lang.pick("直接安置、会后撤销和递补", "Seats by ruling"),
        Subject::Signatures => lang.pick("签认、答复", "Signatures and answers"),
        Subject::KeptAway => lang.pick("放弃、缺席、超时、迟到", "Who did not choose in turn"),
        Subject::Lots => lang.pick("抽签", "Lots"),
        Subject::Vacancies => lang.pick("岗位条件", "Conditions of vacancies"),
        Subject::Near => lang.pick("相差不足半分", "Within half a point"),
        Subject::Evidence => lang.pick("没有写明依据", "Without evidence"),
        Subject::Entries => lang.pick("录入、核对", "Who entered and who checked"),
        Subject::Excluded => lang.pick("不予排名", "Not ranked"),
        Subject::Caps => lang.pick("达到上限", "At the cap"),
        Subject::Warnings => lang.pick("其他提示", "Other warnings"),
    }
}

/// A lead in words.
pub(crate) fn told(audit: &Audit<'_>, lead: &Lead, lang: Lang) -> Told {
    let teller = Teller::new(audit, lang);
    match lead {
        Lead::Basis(lead) => whole::basis(&teller, *lead),
        Lead::Record(lead) => whole::record(&teller, lead),
        Lead::Stage(lead) => stages::told(&teller, lead),
        Lead::Ruling(lead) => rulings::told(&teller, lead),
        Lead::Seat(lead) => seats::told(&teller, *lead),
        Lead::Signature(lead) => signatures::told(&teller, lead),
        Lead::KeptAway(lead) => kept_away::told(&teller, *lead),
        Lead::Lot(lead) => lots::told(&teller, lead),
        Lead::Vacancy(lead) => vacancies::told(&teller, lead),
        Lead::Near(lead) => near::told(&teller, lead),
        Lead::Evidence(lead) => evidence::told(&teller, lead),
        Lead::Entry(lead) => entries::told(&teller, lead),
        Lead::Excluded(lead) => seats::excluded(&teller, *lead),
        Lead::Cap(lead) => caps::told(&teller, lead),
        Lead::Warning(warning) => {
            let who = warning.candidate.as_ref().and_then(|id| teller.round.find_candidate(id.as_str()));
            let vacancy = warning.vacancy.as_ref().and_then(|id| teller.round.find_vacancy(id.as_str()));
            let told = Told::new(warning_line(warning, lang));
            let told = told.of(who).at(vacancy);
            match who {
                Some(who) => told.explained(who),
                None => told,
            }
        }
    }
}
