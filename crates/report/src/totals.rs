//! How a total came about: assessment, exam, rounding, for each kind of vacancy where it depends on one.

use crate::lang::{Lang, say};
use crate::numbers;
use anzhi_core::points::{Points, Rounding};
use anzhi_core::round::Round;
use anzhi_core::scheme::{Convert, ExamRule, RoundTo, Signed};
use anzhi_core::sheet::Sheet;
use anzhi_core::steps::Param;

/// The lines from the assessment to the total.
pub(crate) fn totals_text(round: &Round, sheet: &Sheet, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    let mut text = assessment(round, sheet, lang);
    let counts = sheet.population.is_none_or(|id| scoring.population(id).exam);
    match scoring.exam.as_ref().filter(|_| counts) {
        None => {
            if scoring.exam.is_some() {
                text.push_str(lang.pick(
                    "（这类人员只以考核成绩计总成绩，不计考试）\n",
                    "(For these people the assessment alone is the total)\n",
                ));
            }
            let assessment = lang.pick("即考核成绩，", "the assessment, ");
            text.push_str(&total_line(round, sheet, assessment, lang));
        }
        Some(rule) => match sheet.exam {
            Some(exam) => {
                text.push_str(&exam_lines(round, sheet, rule, lang));
                let own = sheet.weighted.unwrap_or(sheet.assessment);
                let part = numbers::total(round, exam.points);
                text.push_str(&total_line(round, sheet, &format!("{own} + {part} = "), lang));
            }
            None => text.push_str(before_the_exam(scoring.signed, lang)),
        },
    }
    text.push_str(&by_kind(round, sheet, lang));
    text
}

/// The line that names the paper behind a clause, if it has one of its own.
pub(crate) fn source(source: Option<&str>, lang: Lang) -> String {
    source.map_or_else(String::new, |source| say!(lang, "   来源：{source}\n", "   Source: {source}\n"))
}

fn assessment(round: &Round, sheet: &Sheet, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    let assessment = sheet.assessment;
    let cap = scoring.assessment.cap.filter(|cap| *cap == assessment);
    let cap = cap.map_or_else(String::new, |cap| say!(lang, "（最高{cap}分）", " (at most {cap})"));
    let mut text = say!(lang, "考核成绩：{assessment}分{cap}\n", "Assessment: {assessment}{cap}\n");
    if let (Some(weighted), Some((factor, round_to))) = (sheet.weighted, scoring.assessment.part) {
        let (factor, rounding) = (figure(round, factor), rounded(round_to, lang));
        text.push_str(&say!(
            lang,
            "考核折算：{assessment} × {factor}，{rounding}，计{weighted}分\n",
            "The assessment counts: {assessment} × {factor}, {rounding}: {weighted}\n"
        ));
    }
    text
}

fn exam_lines(round: &Round, sheet: &Sheet, rule: &ExamRule, lang: Lang) -> String {
    let Some(exam) = sheet.exam else { return String::new() };
    let (mark, factor) = (exam.mark, figure(round, rule.factor));
    let over = match rule.convert {
        Convert::Mark => None,
        Convert::Hundred => Some(rule.full_mark),
        Convert::Top => round.cohort().top_mark(sheet.population),
    };
    let converted = over.map_or_else(String::new, |over| format!(" × 100 ÷ {over}"));
    let why = match rule.convert {
        Convert::Mark => "",
        Convert::Hundred => lang.pick("（折合为百分制）", " (out of a hundred)"),
        Convert::Top => lang.pick("（以最高分为100分折算）", " (the top mark counts as a hundred)"),
    };
    let (rounding, part) = (rounded(rule.round, lang), numbers::total(round, exam.points));
    let (clause, source) = (&rule.clause, source(rule.source.as_deref(), lang));
    say!(
        lang,
        "考试：成绩{mark}分{converted}{why} × {factor}，{rounding}，计{part}分\n   条款：{clause}\n{source}",
        "Exam: mark {mark}{converted}{why} × {factor}, {rounding}: {part}\n   Clause: {clause}\n{source}"
    )
}

fn total_line(round: &Round, sheet: &Sheet, sum: &str, lang: Lang) -> String {
    let Some(total) = sheet.total else { return String::new() };
    let total = numbers::total(round, total);
    let rounding = round.scheme().scoring.total;
    let rounding = rounding.map_or_else(String::new, |to| {
        let how = rounded(to, lang);
        say!(lang, "（{how}）", " ({how})")
    });
    say!(lang, "总成绩：{sum}{total}分{rounding}\n", "Total: {sum}{total}{rounding}\n")
}

fn by_kind(round: &Round, sheet: &Sheet, lang: Lang) -> String {
    let mut text = String::new();
    for kind in &sheet.by_kind {
        let name = &round.scheme().scoring.kinds[usize::from(kind.kind.0)];
        let assessment = kind.assessment;
        let total = kind.total.map_or_else(String::new, |total| {
            let total = numbers::total(round, total);
            say!(lang, "，总成绩{total}分", ", total {total}")
        });
        text.push_str(&say!(
            lang,
            "选报“{name}”岗位的：考核成绩{assessment}分{total}\n",
            "For vacancies of the kind “{name}”: assessment {assessment}{total}\n"
        ));
    }
    text
}

fn before_the_exam(signed: Signed, lang: Lang) -> &'static str {
    match signed {
        Signed::Assessment => {
            lang.pick("（未含考试，签认考核成绩）\n", "(Before the exam; the assessment is what is signed)\n")
        }
        Signed::Whole => lang.pick("（未含考试，不能签认）\n", "(Before the exam; not to be signed yet)\n"),
    }
}

/// A figure as stated, or as a ruling fills it.
fn figure(round: &Round, param: Param<Points>) -> String {
    match param {
        Param::Stated(figure) => figure.to_string(),
        Param::Gap(gap) => round.filling(gap).map_or_else(String::new, |(ruling, _)| ruling.new.to_string()),
    }
}

fn rounded(RoundTo { places, mode }: RoundTo, lang: Lang) -> String {
    let mode = rounding(mode, lang);
    say!(lang, "{mode}到小数点后{places}位", "{mode} to {places} places")
}

/// A way of rounding in words.
pub(crate) fn rounding(mode: Rounding, lang: Lang) -> &'static str {
    match mode {
        Rounding::Down => lang.pick("舍去", "rounded down"),
        Rounding::HalfEven => lang.pick("四舍六入五成双", "rounded half to even"),
        Rounding::HalfUp => lang.pick("四舍五入", "rounded half up"),
        Rounding::Up => lang.pick("进一", "rounded up"),
    }
}
