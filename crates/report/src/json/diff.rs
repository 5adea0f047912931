//! The answer of `diff`.

use super::FORMAT;
use super::diff_people::{
    PersonDiffJson, RowChangeJson, WarningChangeJson, person, row, severity_word, warning,
};
use super::questions::ReadyJson;
use super::verify::FindingJson;
use crate::diff::{first_findings, paper_words, stated_words};
use crate::lang::Lang;
use anzhi_record::diff::{Both, Diff, PaperChange, StatedChange, Succession, VacancyDiff, WholeDiff};
use anzhi_record::verify::Report;
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `diff`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DiffJson {
    /// The version of the format.
    pub format: u32,
    /// The record that is replaced.
    pub old: ComparedRecordJson,
    /// The record that replaces it.
    pub new: ComparedRecordJson,
    /// What differs; absent if one of them does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differences: Option<DifferencesJson>,
}

/// One of two records.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ComparedRecordJson {
    /// The folder.
    pub record: String,
    /// The fingerprint: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The id of the round, if its statement can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Whether it holds when computed anew; signatures are not judged.
    pub holds: bool,
    /// The first of what was found, if it does not hold.
    pub findings: Vec<FindingJson>,
    /// How much more was found.
    pub more: usize,
}

/// What differs between two records that hold.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferencesJson {
    /// `named`, if the new record says that it replaces the old one; `none`, `other`, `reversed` or `same`.
    pub succession: String,
    /// The fingerprint of the record that the new one says to replace, where it is another one than the old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Whether the secrets of the rounds are the same; if not, no codes were compared.
    pub same_secret: bool,
    /// The people of whom something differs: by severity, whether they have another vacancy, rank in the old record.
    pub people: Vec<PersonDiffJson>,
    /// The vacancies of which something differs.
    pub vacancies: Vec<VacancyDiffJson>,
    /// The round as a whole.
    pub whole: WholeDiffJson,
    /// The rulings by which those who moved would keep the vacancy that they had.
    pub keeping: Vec<ReadyJson>,
}

/// What differs of a vacancy.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct VacancyDiffJson {
    /// Which.
    pub id: String,
    /// `input` or `bookkeeping`.
    pub severity: String,
    /// Its row in the table, and the rulings on it.
    pub rows: Vec<RowChangeJson>,
    /// The seats that nobody has in the end, by the old record; absent where there is no such vacancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_old: Option<u32>,
    /// The same by the new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_new: Option<u32>,
    /// The warnings.
    pub warnings: Vec<WarningChangeJson>,
}

/// What differs of the round as a whole.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WholeDiffJson {
    /// The papers that are others.
    pub papers: Vec<PaperChangeJson>,
    /// What the headings and the statements say otherwise.
    pub stated: Vec<StatedChangeJson>,
    /// The stages that only one of the records holds.
    pub stages: Vec<StageDiffJson>,
    /// The rulings and answers that are about nobody and about no vacancy.
    pub rows: Vec<RowChangeJson>,
    /// The warnings that are about nobody and about no vacancy.
    pub warnings: Vec<WarningChangeJson>,
    /// The files as handed in that are others, by `added`, `changed` or `removed` and name.
    pub originals: Vec<(String, String)>,
    /// How many people chose in a turn of another number.
    pub turns: usize,
}

/// A paper that is another.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PaperChangeJson {
    /// `scoring` (the scheme), `ranking` or `choosing`.
    pub part: String,
    /// Issuer, short name and edition in the old record; absent if it has no such paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The same in the new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Whether it scores otherwise; if not, the file only is another.
    pub scores_otherwise: bool,
    /// The same in words.
    pub text: String,
}

/// Something that a heading or a statement says otherwise.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StatedChangeJson {
    /// The path of its key, such as `round.title` or `counts.placed`.
    pub path: String,
    /// `input` or `bookkeeping`.
    pub severity: String,
    /// What the old record says; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What the new record says; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The same in words.
    pub text: String,
}

/// A stage that only one of the records holds.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StageDiffJson {
    /// `removed`, if the new record does not hold it, or `added`.
    pub how: String,
    /// `plan`, `scores`, `exams` or `ranking`.
    pub stage: String,
    /// Its fingerprint: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
}

/// What differs between two records that hold, as a form; `names` is how the two are called.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/after-meeting")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// # let seal = |files: &std::collections::BTreeMap<String, Vec<u8>>| -> Result<_, Box<dyn std::error::Error>> {
/// #     let reading = anzhi_tables::read_round(files)?;
/// #     let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// #     let scheme = reading.scheme.ok_or("no scheme")?;
/// #     let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// #     Ok(record.ok_or("questions are open")?)
/// # };
/// use anzhi_record::diff::{Both, diff};
/// use anzhi_report::{Lang, json::diff_json};
///
/// let old = seal(&files)?;
/// let rulings = String::from_utf8(files["rulings.csv"].clone())?;
/// files.insert("rulings.csv".into(), rulings.replace("候选人/04,,A01", "候选人/04,,B01").into_bytes());
/// let new = seal(&files)?;
/// let diff = diff(&old, &new, None).map_err(|_| "one of them does not hold")?;
/// let form = diff_json(&diff, Both { old: "2026", new: "2026-1" }, Lang::En);
/// let told = form.differences.ok_or("refused")?;
/// assert_eq!((form.old.holds, told.succession.as_str(), told.same_secret), (true, "other", true));
/// let person = &told.people[0];
/// assert_eq!((person.id.as_str(), person.severity.as_str()), ("04", "placement"));
/// let moved = person.moved.as_ref().ok_or("not moved")?;
/// assert_eq!(moved.new.as_ref().and_then(|end| end.vacancy.as_deref()), Some("B01"));
/// assert_eq!((moved.causes[1].cause.as_str(), moved.keep.as_str()), ("ruling_made", "ruled"));
/// assert_eq!((person.rows[0].table.as_str(), person.rows[0].how.as_str()), ("rulings", "changed"));
/// assert_eq!((told.vacancies[0].left_old, told.vacancies[0].left_new), (Some(0), Some(1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff_json(diff: &Diff, names: Both<&str>, lang: Lang) -> DiffJson {
    let records = diff.sides.as_ref().map(|side| ComparedRecordJson {
        record: String::new(),
        fingerprint: Some(side.fingerprint.to_string()),
        round: Some(side.round.heading().id.to_string()),
        holds: true,
        findings: Vec::new(),
        more: 0,
    });
    let (succession, replaces) = match diff.succession {
        Succession::Named => ("named", None),
        Succession::None => ("none", None),
        Succession::Other(other) => ("other", Some(other.to_string())),
        Succession::Reversed => ("reversed", None),
        Succession::Same => ("same", None),
    };
    DiffJson {
        format: FORMAT,
        old: ComparedRecordJson { record: names.old.into(), ..records.old },
        new: ComparedRecordJson { record: names.new.into(), ..records.new },
        differences: Some(DifferencesJson {
            succession: succession.into(),
            replaces,
            same_secret: !diff.other_secret,
            people: diff.people.iter().map(|one| person(diff, one, lang)).collect(),
            vacancies: diff.vacancies.iter().map(|one| vacancy(diff, one, lang)).collect(),
            whole: whole(diff, &diff.whole, lang),
            keeping: diff.keeping().into_iter().map(ReadyJson::of).collect(),
        }),
    }
}

/// Two records of which one does not hold, as a form.
///
/// ```
/// use anzhi_record::{Package, diff::{Both, diff}};
/// use anzhi_report::{Lang, json::diff_refused_json};
///
/// let nothing = Package::default();
/// let reports = diff(&nothing, &nothing, None).err().ok_or("it holds")?;
/// let form = diff_refused_json(&reports, Both { old: "2026", new: "2026-1" }, Lang::En);
/// assert!(form.differences.is_none() && !form.old.holds && form.old.findings[0].code == "missing-file");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff_refused_json(reports: &Both<Report>, names: Both<&str>, lang: Lang) -> DiffJson {
    let record = |report: &Report, name: &str| {
        let holds = report.holds();
        let (findings, more) = if holds { (Vec::new(), 0) } else { first_findings(report, lang) };
        let finding = |(code, text): (&str, String)| FindingJson { code: code.into(), text };
        ComparedRecordJson {
            record: name.into(),
            fingerprint: report.fingerprint.map(|fingerprint| fingerprint.to_string()),
            round: report.statement.as_ref().map(|statement| statement.round.id.clone()),
            holds,
            findings: findings.into_iter().map(finding).collect(),
            more,
        }
    };
    let (old, new) = (record(&reports.old, names.old), record(&reports.new, names.new));
    DiffJson { format: FORMAT, old, new, differences: None }
}

fn vacancy(diff: &Diff, vacancy: &VacancyDiff, lang: Lang) -> VacancyDiffJson {
    VacancyDiffJson {
        id: vacancy.id.to_string(),
        severity: severity_word(vacancy.severity).into(),
        rows: vacancy.rows.iter().map(|one| row(diff, one, lang)).collect(),
        left_old: vacancy.left.old,
        left_new: vacancy.left.new,
        warnings: vacancy.warnings.iter().map(|one| warning(*one)).collect(),
    }
}

fn whole(diff: &Diff, whole: &WholeDiff, lang: Lang) -> WholeDiffJson {
    let stages = whole.stages.iter().map(|change| StageDiffJson {
        how: change.how.as_str().into(),
        stage: change.stage.stage.clone(),
        fingerprint: change.stage.fingerprint.clone(),
    });
    let originals = whole.originals.iter().map(|change| (change.how.as_str().into(), change.name.clone()));
    WholeDiffJson {
        papers: whole.papers.iter().map(|change| paper(change, lang)).collect(),
        stated: whole.stated.iter().map(|change| stated(change, lang)).collect(),
        stages: stages.collect(),
        rows: whole.rows.iter().map(|one| row(diff, one, lang)).collect(),
        warnings: whole.warnings.iter().map(|one| warning(*one)).collect(),
        originals: originals.collect(),
        turns: whole.turns,
    }
}

fn paper(change: &PaperChange, lang: Lang) -> PaperChangeJson {
    PaperChangeJson {
        part: change.part.word().into(),
        old: change.names.old.clone(),
        new: change.names.new.clone(),
        scores_otherwise: change.scores_otherwise,
        text: paper_words(change, lang),
    }
}

fn stated(change: &StatedChange, lang: Lang) -> StatedChangeJson {
    StatedChangeJson {
        path: change.path.clone(),
        severity: severity_word(change.severity).into(),
        old: change.values.old.clone(),
        new: change.values.new.clone(),
        text: stated_words(change, lang),
    }
}
