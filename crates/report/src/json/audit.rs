//! What an inspector looks at first, for programs.

use super::FORMAT;
use crate::audit::{Told, title, told};
use crate::lang::Lang;
use anzhi_record::audit::{Audit, Lead, Sample, Sampled, SampledFact, Subject};
use anzhi_tables::layout::file_names;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The answer of `audit`, of a record that holds.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AuditJson {
    /// The version of the format.
    pub format: u32,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// How many signatures lie in the record; whose they are was not judged.
    pub signatures: usize,
    /// What was looked for, the most telling first; all of them are there.
    pub subjects: Vec<SubjectJson>,
}

/// What was found about one thing.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SubjectJson {
    /// `basis`, `record`, `stages`, `rulings`, `seats`, `signatures`, `kept_away`, `lots`, `vacancies`, `near`,
    /// `evidence`, `entries`, `excluded`, `caps` or `warnings`.
    pub subject: String,
    /// What people call it.
    pub title: String,
    /// What to look at, the most telling first.
    pub leads: Vec<LeadJson>,
}

/// Something to look at. It says that something deserves a look, and never that it is wrong.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct LeadJson {
    /// The stable code.
    pub code: String,
    /// Whom it is about; of `near` who would have moved, then who had the vacancy, of `placed-by-ruling` who was placed,
    /// then who would have had the seat.
    pub candidates: Vec<String>,
    /// Which vacancies it is about.
    pub vacancies: Vec<String>,
    /// What else it names: objects of rulings and of postings, stages, items.
    pub objects: Vec<String>,
    /// Its figures by name, as decimal numbers or words.
    pub figures: BTreeMap<String, String>,
    /// The same in words.
    pub text: String,
    /// The command that shows more of it, or the file of the record in which it stands.
    pub more: String,
}

/// The leads of a record as a form.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::Audit;
/// use anzhi_report::{Lang, json::audit_json};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let form = audit_json(&audit, "2026".as_ref(), Lang::En);
/// let near = form.subjects.iter().find(|subject| subject.subject == "near").ok_or("none")?;
/// let lead = &near.leads[0];
/// assert_eq!((&lead.candidates[..], lead.figures["difference"].as_str()), (&["18".into(), "19".into()][..], "0"));
/// assert_eq!(lead.more, "anzhi explain \"2026\" 18");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn audit_json(audit: &Audit<'_>, record: &Path, lang: Lang) -> AuditJson {
    let subject = |subject: Subject| SubjectJson {
        subject: subject.as_str().into(),
        title: title(subject, lang).into(),
        leads: audit
            .leads()
            .iter()
            .filter(|lead| lead.subject() == subject)
            .map(|lead| lead_json(audit, lead, record, lang))
            .collect(),
    };
    AuditJson {
        format: FORMAT,
        fingerprint: audit.fingerprint().to_string(),
        signatures: audit.endorsements(),
        subjects: Subject::ALL.into_iter().map(subject).collect(),
    }
}

fn lead_json(audit: &Audit<'_>, lead: &Lead, record: &Path, lang: Lang) -> LeadJson {
    let (round, _) = audit.round();
    let Told { text, people, vacancies, objects, figures, more } = told(audit, lead, lang);
    LeadJson {
        code: lead.code().into(),
        candidates: people.into_iter().map(|who| round.candidate(who).id().to_string()).collect(),
        vacancies: vacancies.into_iter().map(|vacancy| round.vacancy(vacancy).id.to_string()).collect(),
        objects,
        figures: figures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        text,
        more: more.words(audit, record, lang),
    }
}

/// The answer of `audit --sample`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AuditSampleJson {
    /// The version of the format.
    pub format: u32,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// The seed; absent if none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
    /// Of how many people.
    pub of: usize,
    /// Who was drawn, in the order of drawing.
    pub people: Vec<SampledJson>,
}

/// Somebody who was drawn.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SampledJson {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The line of `round/candidates.csv`, from 1.
    pub line: u32,
    /// The facts that were drawn, in the order of the tables.
    pub facts: Vec<SampledFactJson>,
}

/// A line of a table to be held against a paper file.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SampledFactJson {
    /// The file of the record.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// The cells that are filled, by their English headers, but for the evidence.
    pub cells: BTreeMap<String, String>,
    /// The paper that proves it; absent if none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// A sample as a form.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::Audit;
/// use anzhi_report::json::audit_sample_json;
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let form = audit_sample_json(&audit, &audit.sample(3, Some(&"seed".parse()?)));
/// assert_eq!((form.people.len(), form.of, form.seed.as_deref()), (3, 25, Some("seed")));
/// let (person, fact) = (&form.people[0], &form.people[0].facts[0]);
/// assert!(fact.file.starts_with("round/") && fact.cells.values().any(|cell| *cell == person.id));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn audit_sample_json(audit: &Audit<'_>, sample: &Sample) -> AuditSampleJson {
    let fact = |SampledFact { table, line, cells, evidence }: &SampledFact| SampledFactJson {
        file: format!("round/{}.csv", file_names(*table).0),
        line: *line,
        cells: cells.iter().map(|(column, cell)| (column.key.clone(), cell.clone())).collect(),
        evidence: Some(evidence.clone()).filter(|evidence| !evidence.is_empty()),
    };
    let person = |Sampled { id, name, line, facts }: &Sampled| SampledJson {
        id: id.clone(),
        name: name.clone(),
        line: *line,
        facts: facts.iter().map(fact).collect(),
    };
    AuditSampleJson {
        format: FORMAT,
        fingerprint: audit.fingerprint().to_string(),
        seed: sample.seed.as_ref().map(|seed| seed.as_str().into()),
        of: sample.of,
        people: sample.people.iter().map(person).collect(),
    }
}
