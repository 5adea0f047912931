//! Score sheets on the screen: for signing, and line by line.

use crate::lang::{Lang, say};
use crate::placement::heading;
use crate::steps::item_sentences;
use crate::words::{give_up, kept_away, tie_key};
use anzhi_core::outcome::{ExamShare, Scores};
use anzhi_core::round::{CandidateRef, GiveUpKind, Round};
use anzhi_core::scheme::{Consequence, Signed};
use anzhi_core::sheet::{Sheet, SheetDigest};
use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

/// The sheet of every candidate, for reading and signing.
pub fn sheets_text(round: &Round, scores: &Scores, lang: Lang) -> String {
    let mut text = heading(round, lang);
    for candidate in round.all_candidates() {
        let person = round.candidate(candidate);
        let (id, name) = (person.id(), &person.name);
        text.push_str(&say!(lang, "\n计分表　{id}号　{name}\n", "\nScore sheet · {id} · {name}\n"));
        match scores.sheet(candidate) {
            Some(scored) => text.push_str(&sheet_text(round, candidate, scored, lang)),
            None => {
                text.push_str(lang.pick(
                    "有待裁定的事项，尚不能计分。\n",
                    "A ruling is needed before a score can be given.\n",
                ))
            }
        }
    }
    text
}

/// A table of all sheets: a line per candidate, a column per item, the code to sign.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// assert!(anzhi_report::score_table(&round, &scores, anzhi_report::Lang::Zh).contains("签认码"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score_table(round: &Round, scores: &Scores, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    let mut builder = Builder::default();
    let mut head = vec![lang.pick("编号", "id").to_owned(), lang.pick("姓名", "name").to_owned()];
    head.extend(scoring.items.iter().map(|item| item.title.to_string()));
    head.push(lang.pick("考核", "assessment").into());
    let with_exam = round.cohort().exam_held;
    if with_exam {
        head.extend([lang.pick("考试折算", "exam"), lang.pick("总成绩", "total")].map(String::from));
        head.push(lang.pick("考试占比", "exam share").into());
    }
    head.push(lang.pick("签认码", "code to sign").into());
    builder.push_record(head);
    for candidate in round.all_candidates() {
        let person = round.candidate(candidate);
        let mut line = vec![person.id().to_string(), person.name.to_string()];
        match scores.sheet(candidate) {
            Some((sheet, digest)) => {
                line.extend(sheet.items.iter().map(|item| item.points.to_string()));
                line.push(sheet.assessment.to_string());
                if with_exam {
                    line.push(sheet.exam.map_or_else(String::new, |exam| format!("{:.2}", exam.points)));
                    line.push(sheet.total.map_or_else(String::new, |total| format!("{total:.2}")));
                    line.push(share(sheet));
                }
                line.push(
                    code(round, sheet, digest)
                        .unwrap_or_else(|| lang.pick("未含考试", "before the exam").into()),
                );
            }
            None => line.push(lang.pick("待裁定", "waits for a ruling").into()),
        }
        builder.push_record(line);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    table.modify(Columns::new(2..), Alignment::right());
    format!("{table}\n")
}

/// The share of the exam in one total, or a dash.
fn share(sheet: &Sheet) -> String {
    let parts = sheet.exam.zip(sheet.total).map(|(exam, total)| (exam.points, total));
    ExamShare::of(parts.into_iter()).map_or_else(|| "—".into(), ExamShare::to_four_places)
}

/// The code to sign; none while the exam is missing and the whole sheet is to be signed.
pub(crate) fn code(round: &Round, sheet: &Sheet, digest: &SheetDigest) -> Option<String> {
    let signed = round.scheme().scoring.signed;
    let ready = signed == Signed::Assessment || sheet.total.is_some();
    ready.then(|| digest.code(signed).to_string())
}

/// One sheet line by line: clause, facts, steps, points; then the totals and the code.
pub(crate) fn sheet_text(
    round: &Round,
    candidate: CandidateRef,
    scored: &(Sheet, SheetDigest),
    lang: Lang,
) -> String {
    let (sheet, digest) = scored;
    let scheme = round.scheme();
    let mut text = String::new();
    for (number, line) in (1..).zip(&sheet.items) {
        let item = scheme.scoring.item(line.item);
        let (title, points, clause) = (&item.title, line.points, &item.clause);
        text.push_str(&say!(
            lang,
            "{number}. {title}：{points}分\n   依据：{clause}\n",
            "{number}. {title}: {points} points\n   Clause: {clause}\n"
        ));
        for sentence in item_sentences(round, candidate, line, lang) {
            text.push_str(&format!("   - {sentence}\n"));
        }
        for assumption in &item.assumptions {
            text.push_str(&say!(lang, "   （假定：{assumption}）\n", "   (Assumption: {assumption})\n"));
        }
    }
    let exam = scheme.scoring.exam.iter().flat_map(|exam| &exam.assumptions);
    let open = scheme.ranking.assumptions.iter().chain(&scheme.choosing.assumptions);
    for assumption in scheme.identity.assumptions.iter().chain(exam).chain(open) {
        text.push_str(&say!(lang, "（假定：{assumption}）\n", "(Assumption: {assumption})\n"));
    }
    text.push_str(&rules(round, lang));
    let assessment = sheet.assessment;
    text.push_str(&say!(lang, "考核成绩：{assessment}分\n", "Assessment: {assessment}\n"));
    if let (Some(exam), Some(total), Some(rule)) = (sheet.exam, sheet.total, &scheme.scoring.exam) {
        let (mark, places, factor) = (exam.mark, rule.places, rule.factor);
        let decimals = usize::try_from(places).unwrap_or(0);
        let (part, total) = (format!("{:.decimals$}", exam.points), format!("{total:.decimals$}"));
        let clause = &rule.clause;
        let mode = rounding(rule.mode, lang);
        text.push_str(&say!(
            lang,
            "考试：成绩{mark}分 × {factor}，{mode}到小数点后{places}位，计{part}分\n   依据：{clause}\n总成绩：{assessment} + {part} = {total}分\n",
            "Exam: mark {mark} × {factor}, {mode} to {places} places: {part}\n   Clause: {clause}\nTotal: {assessment} + {part} = {total}\n"
        ));
        let share = share(sheet);
        text.push_str(&say!(lang, "考试占总成绩：{share}\n", "Share of the exam: {share}\n"));
    } else if scheme.scoring.exam.is_some() {
        text.push_str(match scheme.scoring.signed {
            Signed::Assessment => lang.pick(
                "（未含考试，签认考核成绩）\n",
                "(Before the exam; the assessment is what is signed)\n",
            ),
            Signed::Whole => {
                lang.pick("（未含考试，不能签认）\n", "(Before the exam; not to be signed yet)\n")
            }
        });
    }
    if let Some(code) = code(round, sheet, digest) {
        text.push_str(&say!(
            lang,
            "签认码：{code}　　本人签字：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿\n",
            "Code to sign: {code}    Signature: ____________    Date: ____________\n"
        ));
    }
    text
}

/// What the checked scheme does with equal totals and with those kept from choosing: the rule itself, whatever the
/// scheme's own words for it are.
fn rules(round: &Round, lang: Lang) -> String {
    let scheme = round.scheme();
    let keys = scheme.ranking.ties.iter().map(|key| tie_key(round, *key, lang));
    let lot = lang.pick("抽签，签号小者在先", "the smaller lot goes first").to_owned();
    let keys = keys.chain([lot]).collect::<Vec<_>>().join(lang.pick("，", ", "));
    let kinds = GiveUpKind::WORDS.map(|(kind, ..)| match scheme.choosing.consequence(kind) {
        Consequence::EndOfList => kept_away(round, kind, lang),
        Consequence::Out => {
            let what = give_up(kind, lang);
            say!(lang, "{what}，不再选岗", "{what}, no further turn")
        }
    });
    let kinds = kinds.join(lang.pick("；", "; "));
    say!(lang, "同分排序：{keys}\n选岗规则：{kinds}\n", "Equal totals: {keys}\nChoosing: {kinds}\n")
}

fn rounding(mode: anzhi_core::points::Rounding, lang: Lang) -> &'static str {
    use anzhi_core::points::Rounding;
    match mode {
        Rounding::Down => lang.pick("舍去", "rounded down"),
        Rounding::HalfEven => lang.pick("四舍六入五成双", "rounded half to even"),
        Rounding::HalfUp => lang.pick("四舍五入", "rounded half up"),
        Rounding::Up => lang.pick("进一", "rounded up"),
    }
}
