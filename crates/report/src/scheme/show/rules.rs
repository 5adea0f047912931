//! Items in the order of the sheet, each behind the values that it needs.

use super::Show;
use super::page::Page;
use super::step::Teller;
use crate::lang::say;
use anzhi_core::condition::{Bound, Condition};
use anzhi_core::facts::Source;
use anzhi_core::scheme::{Item, ValueId};
use anzhi_core::steps::{Kind, Pipeline, Step};

impl Show<'_> {
    pub(super) fn rules(&self, page: &mut Page) {
        let lang = self.lang;
        page.part(lang.pick("考核计分项", "Items of the assessment"));
        page.line(0, lang.pick("各项得分相加，为考核成绩。", "The items added up are the assessment."));
        if !self.scoring.values.is_empty() {
            page.line(
                0,
                lang.pick(
                    "中间值本身不计分，只供后面的计分项、条件和排序使用。",
                    "Values give no points; items, conditions and the ranking behind them use them.",
                ),
            );
        }
        let mut told = Vec::new();
        for (number, item) in (1..).zip(&self.scoring.items) {
            let mut needed = Vec::new();
            self.needs(&item.pipeline, item.when.as_ref(), &mut needed);
            self.values(page, &needed, &mut told);
            self.item(page, number, item);
        }
        let rest: Vec<ValueId> = (0..).map(ValueId).take(self.scoring.values.len()).collect();
        self.values(page, &rest, &mut told);
    }

    /// Those of the values that have not been told yet.
    fn values(&self, page: &mut Page, values: &[ValueId], told: &mut Vec<ValueId>) {
        for value in values {
            if !told.contains(value) {
                told.push(*value);
                self.value(page, *value);
            }
        }
    }

    fn item(&self, page: &mut Page, number: usize, item: &Item) {
        let (lang, title, key) = (self.lang, &item.title, &item.key);
        page.gap();
        page.line(0, &say!(lang, "{number}. {title}（{key}）", "{number}. {title} ({key})"));
        page.named(1, lang.pick("归入小计", "Subtotal"), item.heading.as_deref());
        page.named(1, lang.pick("条款", "Clause"), Some(&item.clause));
        page.named(1, lang.pick("出处", "Source"), item.source.as_deref());
        if let Some(when) = &item.when {
            let when = self.those(when);
            page.line(
                1,
                &say!(
                    lang,
                    "适用范围：{when}；其他人本项计0分",
                    "For whom: {when}; everybody else has 0 points"
                ),
            );
        }
        if !item.kinds.is_empty() {
            let kinds = self.kinds_named(&item.kinds);
            page.line(
                1,
                &say!(
                    lang,
                    "只计入选择类别为{kinds}的岗位时的总成绩",
                    "Counts only in the total for vacancies of the kind {kinds}"
                ),
            );
        }
        self.steps(page, &item.pipeline);
        page.assume_all(1, title, &item.assumptions);
    }

    fn value(&self, page: &mut Page, id: ValueId) {
        let lang = self.lang;
        let value = self.scoring.value(id);
        let (title, key) = (&value.title, &value.key);
        page.gap();
        page.line(0, &say!(lang, "中间值“{title}”（{key}）", "Value “{title}” ({key})"));
        page.named(1, lang.pick("条款", "Clause"), value.clause.as_deref());
        if let Some(when) = &value.when {
            let when = self.those(when);
            page.line(
                1,
                &say!(
                    lang,
                    "适用范围：{when}；其他人没有可计的记录和时间，数值为0",
                    "For whom: {when}; everybody else has no entries and times here, and a number is 0"
                ),
            );
        }
        self.steps(page, &value.pipeline);
        page.assume_all(1, title, &value.assumptions);
    }

    fn steps(&self, page: &mut Page, pipeline: &Pipeline) {
        let lang = self.lang;
        page.line(1, lang.pick("计法：", "Rule:"));
        let mut teller = Teller::new(*self, pipeline.source().unwrap_or(Source::Events));
        self.told(page, 2, &mut teller, pipeline.steps());
    }

    /// Steps with their numbers; below a choice of ways the steps of each.
    fn told(&self, page: &mut Page, depth: usize, teller: &mut Teller<'_>, steps: &[(Step, Kind)]) {
        let lang = self.lang;
        for (number, (step, _)) in (1..).zip(steps) {
            let before = teller.clone();
            let rule = teller.rule(step);
            let words = &rule.words;
            page.line(depth, &say!(lang, "（{number}）{words}", "({number}) {words}"));
            rule.gaps.iter().for_each(|gap| page.line(depth + 2, &self.gap_here(*gap)));
            if !rule.rows.is_empty() {
                page.table(depth + 2, &rule.rows);
            }
            let Step::OneOf(one_of) = step else { continue };
            let mut ends = Vec::new();
            for (name, way) in one_of.names(self.scoring).iter().zip(one_of.ways()) {
                page.line(depth + 2, &say!(lang, "“{name}”：", "“{name}”:"));
                let mut own = before.clone();
                self.told(page, depth + 3, &mut own, way.steps());
                ends.push(own);
            }
            teller.join(&ends);
        }
    }

    /// The values that steps and a condition need, each behind those that it needs itself.
    fn needs(&self, pipeline: &Pipeline, when: Option<&Condition>, out: &mut Vec<ValueId>) {
        let mut named = pipeline.uses().to_vec();
        when.into_iter().for_each(|when| named_by(when, &mut named));
        for id in named {
            let value = self.scoring.value(id);
            self.needs(&value.pipeline, value.when.as_ref(), out);
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
}

/// The values that a condition names.
fn named_by(when: &Condition, out: &mut Vec<ValueId>) {
    match when {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| named_by(part, out)),
        Condition::Not(part) => named_by(part, out),
        Condition::HasClass { value, .. } | Condition::Rows { value, .. } => out.push(*value),
        Condition::Value { value, bound, .. } => {
            out.push(*value);
            match bound {
                Bound::Stated(_) => {}
                Bound::Value(other) => out.push(*other),
            }
        }
        Condition::AfterCutoff { .. }
        | Condition::Day { .. }
        | Condition::Filled { .. }
        | Condition::Has { .. }
        | Condition::In { .. }
        | Condition::Is { .. }
        | Condition::Kind(_)
        | Condition::Number { .. }
        | Condition::Same { .. }
        | Condition::Since { .. } => {}
    }
}
