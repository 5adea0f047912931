//! Two records held against each other, to be read: by severity, and everything about a person in one place.

mod head;
mod keep;
mod person;
mod reasons;
mod refused;
mod rows;
mod whole;

use crate::lang::{Lang, say};
use anzhi_record::diff::{Both, Diff, MoveKind, PersonDiff, VacancyDiff};
use anzhi_record::verify::Severity;

pub(crate) use person::figure_words;
pub(crate) use reasons::{cause_words, why_not_words};
pub use refused::diff_refused_text;
pub(crate) use refused::first_findings;
pub(crate) use rows::row_words;
pub(crate) use whole::{paper_words, stated_words};

/// So many people, vacancies and lines are shown of each severity in the text; the form for programs has them all.
const SHOWN: usize = 20;

/// What people stand together for in the text: the severities, the first of them by whether the vacancy is another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Section {
    Moved,
    Otherwise,
    Order,
    Score,
    Input,
    Bookkeeping,
}

impl Section {
    const ALL: [Self; 6] =
        [Self::Moved, Self::Otherwise, Self::Order, Self::Score, Self::Input, Self::Bookkeeping];

    fn of(person: &PersonDiff) -> Self {
        match (person.severity, person.moved.as_ref().map(|moved| moved.kind)) {
            (Severity::Placement, Some(MoveKind::Elsewhere)) => Self::Moved,
            (Severity::Placement, Some(MoveKind::Otherwise) | None) => Self::Otherwise,
            (severity, _) => Self::of_severity(severity),
        }
    }

    fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Placement => Self::Moved,
            Severity::Order => Self::Order,
            Severity::Score => Self::Score,
            Severity::Input => Self::Input,
            Severity::Bookkeeping => Self::Bookkeeping,
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Moved => lang.pick("岗位有变", "Another vacancy"),
            Self::Otherwise => {
                lang.pick("岗位未变而结果有变", "The same vacancy or none, but by another way")
            }
            Self::Order => lang.pick("名次、组别有变", "Order"),
            Self::Score => lang.pick("分数有变", "Scores"),
            Self::Input => lang.pick("录入有变", "What was handed in"),
            Self::Bookkeeping => lang.pick("记载有变", "Bookkeeping"),
        }
    }
}

/// What differs between two records that hold; `names` is how the two are called.
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
/// use anzhi_report::{Lang, diff_text};
///
/// let old = seal(&files)?;
/// let rulings = String::from_utf8(files["rulings.csv"].clone())?;
/// files.insert("rulings.csv".into(), rulings.replace("候选人/04,,A01", "候选人/04,,B01").into_bytes());
/// let new = seal(&files)?;
/// let names = Both { old: "2026", new: "2026-1" };
/// let told = |a, b| Ok::<_, String>(diff_text(&diff(a, b, None).map_err(|_| "refused")?, names, Lang::Zh));
/// assert!(told(&old, &new)?.contains("【岗位有变】1人"));
/// assert!(told(&old, &old)?.ends_with("两次给出的是同一份案卷，没有不同。\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff_text(diff: &Diff, names: Both<&str>, lang: Lang) -> String {
    let mut text = head::head(diff, names, lang);
    if diff.is_empty() {
        return text;
    }
    for section in Section::ALL {
        text.push_str(&section_text(diff, section, lang));
    }
    text
}

/// Everything of one severity.
fn section_text(diff: &Diff, section: Section, lang: Lang) -> String {
    let people: Vec<&PersonDiff> =
        diff.people.iter().filter(|person| Section::of(person) == section).collect();
    let vacancies: Vec<&VacancyDiff> =
        diff.vacancies.iter().filter(|vacancy| Section::of_severity(vacancy.severity) == section).collect();
    let mut text = match section {
        Section::Input => whole::inputs(diff, lang),
        Section::Bookkeeping => whole::bookkeeping(diff, lang),
        Section::Moved | Section::Order | Section::Otherwise | Section::Score => String::new(),
    };
    let shown = vacancies.iter().take(SHOWN).map(|vacancy| whole::vacancy(diff, vacancy, lang));
    text.extend(shown);
    text.push_str(&more(vacancies.len(), "vacancy", lang));
    let shown = (1..).zip(&people).take(SHOWN);
    text.extend(shown.map(|(n, person)| person::block(diff, n, person, lang)));
    text.push_str(&more(people.len(), "person", lang));
    if text.is_empty() {
        return text;
    }
    if section == Section::Moved {
        text.push_str(&keep::keeping(diff, lang));
    }
    let (title, n) = (section.title(lang), people.len());
    match (n, lang) {
        (0, Lang::Zh) => format!("\n【{title}】\n{text}"),
        (0, Lang::En) => format!("\n[{title}]\n{text}"),
        (_, _) => {
            let in_english = in_people(n);
            say!(lang, "\n【{title}】{n}人\n{text}", "\n[{title}] {in_english}\n{text}")
        }
    }
}

/// That more of them are not shown, if there are more.
fn more(all: usize, of: &str, lang: Lang) -> String {
    let Some(more) = all.checked_sub(SHOWN).filter(|more| *more > 0) else { return String::new() };
    let (zh, en) = match of {
        "vacancy" => (format!("另有{more}个岗位"), format!("{more} more vacancies")),
        "person" => (format!("另有{more}人"), format!("{more} more people")),
        _ => (format!("另有{more}处"), format!("{more} more")),
    };
    say!(lang, "{zh}，用 --format json 查看。\n", "{en}; --format json has them all.\n")
}

/// A number of people in English.
fn in_people(number: usize) -> String {
    if number == 1 { "1 person".into() } else { format!("{number} people") }
}
