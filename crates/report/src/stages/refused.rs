//! Why nothing was sealed behind stages, with the ruling lines that would cover what was changed.

use super::findings::stage_sentence;
use super::{change_words, to_words};
use crate::lang::{Lang, say};
use crate::questions::ready_text;
use anzhi_core::digest::ShortCode;
use anzhi_core::fault::Table;
use anzhi_core::question::ReadyLine;
use anzhi_core::round::Round;
use anzhi_record::stage::{Judged, StageChange, StageFinding};
use anzhi_tables::Headers;

/// What keeps a stage or a record from being sealed: each change with the line of the table of rulings that would
/// cover it, and whatever else does not hold.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/small")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// # let reading = anzhi_tables::read_round(&files)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{NotSealed, StageKind, seal_stage};
/// use anzhi_report::{Lang, stages_refused_text};
///
/// let date = "2026-05-20".parse()?;
/// let plan = seal_stage((&round, &scheme), StageKind::Plan, date, &[]).map_err(|why| format!("{why:?}"))?;
/// let marks = String::from_utf8(files["exams.csv"].clone())?.replace("91.5", "95.5");
/// files.insert("exams.csv".into(), marks.into_bytes());
/// # let reading = anzhi_tables::read_round(&files)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let refused = seal_stage((&round, &scheme), StageKind::Exams, date, &[plan]);
/// let Err(NotSealed::Refused(judged)) = refused else { return Err("sealed".into()) };
/// let text = stages_refused_text(&round, &judged, &reading.headers, Lang::Zh);
/// assert!(text.contains("\n       公示后变更,考试/3,"), "{text}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stages_refused_text(round: &Round, judged: &Judged, headers: &Headers, lang: Lang) -> String {
    let count = judged.findings.len();
    let mut text = say!(
        lang,
        "与已封存的公示环节不符，共{count}处，没有写入任何文件：\n",
        "{count} in all does not agree with the stages that were sealed; nothing was written:\n"
    );
    for (number, finding) in (1..).zip(&judged.findings) {
        let code = finding.code();
        let Some((from, to, change)) = uncovered(finding) else {
            let sentence = stage_sentence(finding, lang);
            text.push_str(&format!("\n{number}. {sentence} [{code}]\n"));
            continue;
        };
        let (what, to) = (change_words(change, lang), to_words(to, lang));
        let ready = ready_text(round, &ready_line(change), true, headers, lang);
        text.push_str(&say!(
            lang,
            "\n{number}. {what}（在环节{from}之后、{to}之前改动），没有裁定 [{code}]\n   确有依据的，报有权机关决定后填一行；没有依据的，改回原样：\n{ready}",
            "\n{number}. {what}, from {from} to {to}, without a ruling [{code}]\n   If it is right, have it decided and fill in this line; if not, put it back:\n{ready}"
        ));
    }
    text
}

fn uncovered(finding: &StageFinding) -> Option<(&str, Option<&str>, &StageChange)> {
    if let StageFinding::ChangedWithoutRuling { from, to, change } = finding {
        Some((from, to.as_deref(), change))
    } else {
        None
    }
}

/// The ruling that would cover a change; people fill in who decided, when and by which document.
pub(crate) fn ready_line(change: &StageChange) -> ReadyLine {
    let code = |code: Option<ShortCode>| Some(code.map(|code| code.to_string()).unwrap_or_default());
    let cells = vec![
        ("kind", Some("change".to_owned())),
        ("object", Some(change.object.to_string())),
        ("old", code(change.old)),
        ("new", code(change.new)),
        ("who", None),
        ("date", None),
        ("document", None),
    ];
    ReadyLine { table: Table::Rulings, cells }
}

/// More stages than a record holds.
///
/// ```
/// use anzhi_report::{Lang, too_many_stages};
///
/// assert!(too_many_stages(Lang::En).contains("99"));
/// ```
pub fn too_many_stages(lang: Lang) -> &'static str {
    lang.pick("一个年度最多封存99个环节。\n", "A record holds at most 99 stages.\n")
}
