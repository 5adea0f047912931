//! What is wrong, asked or worth a look in a round.

use crate::faults::{fault_line, file_of};
use crate::forms::form_fault_line;
use crate::lang::{Lang, say};
use crate::numbers;
use crate::questions::questions_text;
use crate::warnings::warning_line;
use anzhi_core::fault::Table;
use anzhi_core::outcome::Standing;
use anzhi_core::round::Round;
use anzhi_core::warning::Warning;
use anzhi_schemes::FormFault;
use anzhi_tables::{Faults, Headers};
use std::collections::BTreeMap;

/// All faults, a line each, and how many there are.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// files.insert("lots.csv".into(), "候选人,签号,抽签人,日期\n21,two,me,2026-07-23\n".into());
/// let reading = anzhi_tables::read_round(&files)?;
/// let faults = reading.round.err().ok_or("no fault")?;
/// let text = anzhi_report::faults_text(&faults, &reading.files, anzhi_report::Lang::En);
/// assert!(text.starts_with("1 fault; nothing is scored"));
/// assert!(text.contains("lots.csv line 2, “签号”: ") && text.ends_with("[malformed-count]\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn faults_text(faults: &Faults, files: &BTreeMap<Table, String>, lang: Lang) -> String {
    let form =
        |(table, fault): &(Table, FormFault)| form_fault_line(&file_of(*table, files, lang), fault, lang);
    let forms = faults.forms.iter().map(form);
    let tables = faults.tables.iter().map(|fault| fault_line(fault, files, lang));
    let lines: Vec<String> = forms.chain(tables).collect();
    let (count, in_english, lines) = (lines.len(), numbers::count(lines.len(), "fault"), lines.join("\n"));
    say!(
        lang,
        "有{count}处差错，改正之前不计分、不安置：\n{lines}\n",
        "{in_english}; nothing is scored or placed before they are mended:\n{lines}\n"
    )
}

/// All warnings, a line each; empty if there are none.
///
/// ```
/// use anzhi_core::warning::{Warning, WarningCode};
/// use anzhi_report::{Lang, warnings_text};
///
/// let warning = Warning::on(WarningCode::LotUnneeded, &"19".parse()?);
/// assert!(warnings_text(&[warning], Lang::En).ends_with("[lot-unneeded]\n"));
/// assert_eq!(warnings_text(&[], Lang::En), "");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn warnings_text(warnings: &[Warning], lang: Lang) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let (count, in_english) = (warnings.len(), numbers::count(warnings.len(), "warning"));
    let lines: String =
        warnings.iter().map(|warning| format!("- {}\n", warning_line(warning, lang))).collect();
    say!(
        lang,
        "提示{count}条（不影响结果，请留意）：\n{lines}",
        "{in_english}, without effect on the result:\n{lines}"
    )
}

/// A round without faults: how far it has come, and what is asked.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let text = anzhi_report::check_text(&round, &standing, &Default::default(), anzhi_report::Lang::Zh);
/// assert!(text.starts_with("各表没有差错。"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_text(round: &Round, standing: &Standing, headers: &Headers, lang: Lang) -> String {
    let (people, vacancies) = (round.candidates().len(), round.vacancies().len());
    let seats: u64 = round.vacancies().iter().map(|vacancy| u64::from(vacancy.seats)).sum();
    let mut text = say!(
        lang,
        "各表没有差错。候选人{people}人，岗位{vacancies}个、名额{seats}个。\n",
        "No faults. Candidates: {people}; vacancies: {vacancies} with {seats} seats.\n"
    );
    if round.waits_for_exam() {
        text.push_str(lang.pick(
            "尚无考试成绩表，只能计考核成绩。\n",
            "There are no marks yet: only the assessment can be scored.\n",
        ));
    }
    if standing.questions.is_empty() {
        text.push_str(lang.pick("没有待决问题。\n", "No questions are open.\n"));
    } else {
        text.push_str(&questions_text(round, &standing.questions, headers, lang));
    }
    text
}
