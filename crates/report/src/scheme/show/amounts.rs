//! Steps that read or give one amount: categories, numbers, look-ups, values, calculations.

use super::figures::Count;
use super::step::{Rule, Teller};
use crate::lang::say;
use anzhi_core::condition::Subject;
use anzhi_core::scheme::Unit;
use anzhi_core::steps::{Attribute, Compute, Expression, Kind, Lookup, ReadNumber, Round, Shared, Use};

impl Teller<'_> {
    pub(super) fn attribute(&self, attribute: &Attribute) -> String {
        let name = self.wording().subject(attribute.subject);
        say!(self.lang, "看本人的{name}；空缺的，为差错", "Looks at {name} of the person; a blank is a fault")
    }

    pub(super) fn number(&self, number: &ReadNumber) -> String {
        let name = self.wording().subject(Subject::Attribute(number.attribute));
        say!(
            self.lang,
            "取本人的{name}所填的数；空缺的，为差错",
            "Takes the number {name} of the person; a blank is a fault"
        )
    }

    pub(super) fn lookup(&self, lookup: &Lookup) -> Rule {
        let lang = self.lang;
        let by = self.read.clone().unwrap_or_else(|| self.show.set_title(lookup.set));
        let head = vec![by, lang.pick("分值", "points").into()];
        let terms = self.scoring.facts.set(lookup.set).terms.iter().zip(&lookup.points);
        let rows = terms
            .map(|(term, points)| vec![term.to_string(), self.show.cell(*points, Count::one(Unit::Points))]);
        let words = lang.pick("按下表计分：", "Points by this table:").to_owned();
        Rule { rows: std::iter::once(head).chain(rows).collect(), ..words.into() }
    }

    pub(super) fn shared(&self, shared: &Shared) -> String {
        let name = self.show.shared_table(shared.table);
        say!(self.lang, "从{name}查得数值", "Takes the figure from {name}")
    }

    pub(super) fn used(&self, used: &Use) -> String {
        let (lang, titles) = (self.lang, self.titles(&used.values));
        if used.values.len() == 1 {
            return say!(lang, "取中间值{titles}的结果", "Goes on from the value {titles}");
        }
        match used.kind {
            Kind::Classed | Kind::Entries | Kind::Rows => say!(
                lang,
                "取中间值{titles}的全部记录；同一条记录在其中出现两次的，为差错",
                "Takes the entries of the values {titles} together; an entry that stands in two of them is a fault"
            ),
            Kind::Spans => {
                say!(lang, "取中间值{titles}的全部时间", "Takes the times of the values {titles} together")
            }
            Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Category => {
                say!(lang, "中间值{titles}相加", "Adds the values {titles}")
            }
        }
    }

    pub(super) fn compute(&self, compute: &Compute) -> String {
        let lang = self.lang;
        let formula = self.formula(&compute.is, false);
        let noun = self.show.noun(compute.unit);
        let unit = match compute.unit {
            Unit::Number => lang.pick("，结果不带单位", ", without a unit").into(),
            Unit::Day | Unit::Month | Unit::Points | Unit::Year => {
                say!(lang, "，结果以{noun}计", ", in {noun}s")
            }
        };
        let round = compute.round.map_or_else(String::new, |to| {
            let to = self.show.rounded(to);
            say!(lang, "；{to}", "; {to}")
        });
        say!(lang, "计算：{formula}{unit}{round}", "Calculates {formula}{unit}{round}")
    }

    /// A calculation as people write it; within another one it may need brackets.
    fn formula(&self, is: &Expression, within: bool) -> String {
        let lang = self.lang;
        match is {
            Expression::Greatest(parts) => self.extreme(parts, ["较大", "最大", "greatest"], within),
            Expression::Least(parts) => self.extreme(parts, ["较小", "最小", "least"], within),
            Expression::Number(number) => number.to_string(),
            Expression::Product(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.formula(part, true)).collect();
                parts.join(" × ")
            }
            Expression::Sum(parts) => {
                let mut sum = String::new();
                for (place, (added, part)) in parts.iter().enumerate() {
                    let sign = match (place, *added) {
                        (0, true) => "",
                        (0, false) => "−",
                        (_, true) => " + ",
                        (_, false) => " − ",
                    };
                    sum.push_str(sign);
                    sum.push_str(&self.formula(part, true));
                }
                if within { say!(lang, "（{sum}）", "({sum})") } else { sum }
            }
            Expression::Value(value) => self.titles(&[*value]),
        }
    }

    /// The greatest or least of several.
    fn extreme(&self, parts: &[Expression], [of_two, of_more, english]: [&str; 3], within: bool) -> String {
        let lang = self.lang;
        let parts: Vec<String> = parts.iter().map(|part| self.formula(part, true)).collect();
        let most = if parts.len() == 2 { of_two } else { of_more };
        let parts =
            parts.join(if parts.len() == 2 { lang.pick("与", " and ") } else { lang.pick("、", ", ") });
        let text = say!(lang, "{parts}中{most}的", "the {english} of {parts}");
        if within { say!(lang, "（{text}）", "({text})") } else { text }
    }

    pub(super) fn round(&self, round: &Round) -> String {
        let to = self.show.rounded(round.to);
        say!(self.lang, "得分的取舍：{to}", "Points are {to}")
    }
}
