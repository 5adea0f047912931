//! The exam, and how it and the assessment make a total.

use super::Show;
use super::page::Page;
use super::step::gap_of;
use crate::lang::say;
use crate::numbers::count;
use anzhi_core::points::Points;
use anzhi_core::scheme::{AssumedOf, Convert, ExamRule, RoundTo};
use anzhi_core::steps::Param;

impl Show<'_> {
    pub(super) fn exam(&self, page: &mut Page) {
        let lang = self.lang;
        page.part(lang.pick("考试和总成绩", "Exam and total"));
        match &self.scoring.exam {
            Some(exam) => self.exam_rule(page, exam),
            None => page.line(1, lang.pick("不设考试。", "There is no exam.")),
        }
        self.assessment(page);
        self.total(page);
        if let Some(exam) = &self.scoring.exam {
            page.assume_all(1, lang.pick("考试", "exam"), &exam.assumptions);
        }
    }

    fn exam_rule(&self, page: &mut Page, exam: &ExamRule) {
        let lang = self.lang;
        page.named(1, lang.pick("条款", "Clause"), Some(&exam.clause));
        page.named(1, lang.pick("出处", "Source"), exam.source.as_deref());
        let (full, places) = (exam.full_mark, exam.mark_places);
        let english = count(places, "decimal place");
        page.line(
            1,
            &say!(
                lang,
                "考试成绩：满分{full}分，最多{places}位小数",
                "Marks: out of {full}, with at most {english}"
            ),
        );
        let (factor, round) = (self.figure(exam.factor), self.rounded(exam.round));
        let part = match exam.convert {
            Convert::Mark => say!(lang, "考试成绩 × {factor}", "mark × {factor}"),
            Convert::Hundred => {
                say!(lang, "考试成绩 × 100 ÷ {full} × {factor}", "mark × 100 ÷ {full} × {factor}")
            }
            Convert::Top => say!(
                lang,
                "考试成绩 × 100 ÷ 同类人员中的最高考试成绩 × {factor}",
                "mark × 100 ÷ the top mark of the same population × {factor}"
            ),
        };
        page.line(1, &say!(lang, "考试折算分 = {part}，{round}", "Exam part = {part}, {round}"));
        self.gap_of(page, exam.factor);
        if let Some(gate) = &exam.gate {
            let (least, clause) = (gate.at_least, &gate.clause);
            page.line(
                1,
                &say!(
                    lang,
                    "考试成绩不到{least}分的，不参加排名（{clause}）",
                    "Whoever has a mark below {least} is not ranked ({clause})"
                ),
            );
        }
        if let Some((low, high)) = exam.target_share {
            page.line(
                1,
                &say!(
                    lang,
                    "考试在总成绩中的平均占比，原文预期为{low}至{high}；只供对照，超出时提示，不影响计分",
                    "The paper aims at an average share of the exam in the totals of {low} to {high}; a warning is \
                     given outside of it, and no score depends on it"
                ),
            );
        }
    }

    fn gap_of(&self, page: &mut Page, figure: Param<Points>) {
        if let Some(gap) = gap_of(figure) {
            page.line(1, &self.gap_here(gap));
        }
    }

    fn assessment(&self, page: &mut Page) {
        let lang = self.lang;
        let rule = &self.scoring.assessment;
        if let Some(cap) = rule.cap {
            page.line(1, &say!(lang, "考核成绩最多计{cap}分", "The assessment counts at most {cap} points"));
        }
        if let Some((factor, round)) = rule.part {
            let (figure, round) = (self.figure(factor), self.rounded(round));
            page.line(
                1,
                &say!(
                    lang,
                    "考核折算分 = 考核成绩 × {figure}，{round}（总成绩不含考试的人员，考核成绩不折算）",
                    "Assessment part = assessment × {figure}, {round} (for those without an exam as it is)"
                ),
            );
            self.gap_of(page, factor);
        }
        self.note(page, 1, "assessment", &AssumedOf::Assessment);
    }

    /// The total, with and without an exam as far as there are such people.
    fn total(&self, page: &mut Page) {
        let lang = self.lang;
        let part = match self.scoring.assessment.part {
            Some(_) => lang.pick("考核折算分", "assessment part"),
            None => lang.pick("考核成绩", "assessment"),
        };
        let populations = &self.scoring.populations;
        let round = self.scoring.total.map_or_else(String::new, |to: RoundTo| {
            let to = self.rounded(to);
            say!(lang, "，{to}", ", {to}")
        });
        let exam = self.scoring.exam.is_some();
        if exam && (populations.is_empty() || populations.iter().any(|population| population.exam)) {
            page.line(
                1,
                &say!(lang, "总成绩 = {part} + 考试折算分{round}", "Total = {part} + exam part{round}"),
            );
        }
        if !exam || populations.iter().any(|population| !population.exam) {
            let who = if exam { lang.pick("（不含考试的人员）", " (without an exam)") } else { "" };
            page.line(1, &say!(lang, "总成绩{who} = 考核成绩{round}", "Total{who} = assessment{round}"));
        }
        self.note(page, 1, "total", &AssumedOf::Total);
    }
}
