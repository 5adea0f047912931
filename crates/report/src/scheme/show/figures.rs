//! Figures in words: points, units, roundings, and the marks of gaps.

use super::Show;
use crate::lang::say;
use crate::numbers::count;
use crate::questions::gap_title;
use crate::words::way;
use anzhi_core::date::TimeUnit;
use anzhi_core::points::{Points, Rounding};
use anzhi_core::scheme::{Fills, GapId, RoundTo, Unit};
use anzhi_core::steps::Param;

/// In what a number is counted: so many years, months, days, or nothing at all.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) struct Count {
    pub(super) unit: Unit,
    /// How many of them make one.
    pub(super) every: u16,
}

impl Count {
    pub(super) fn one(unit: Unit) -> Self {
        Self { unit, every: 1 }
    }
}

/// The unit of a time as that of a number.
pub(super) fn unit_of(unit: TimeUnit) -> Unit {
    match unit {
        TimeUnit::Day => Unit::Day,
        TimeUnit::Month => Unit::Month,
        TimeUnit::Year => Unit::Year,
    }
}

impl Show<'_> {
    /// How a gap is marked where its figure would stand.
    pub(super) fn mark(&self, gap: GapId) -> String {
        let number = usize::from(gap.0) + 1;
        say!(self.lang, "【缺项{number}】", "[gap {number}]")
    }

    /// A plain number, or the mark of its gap.
    pub(super) fn figure(&self, param: Param<Points>) -> String {
        match param {
            Param::Stated(points) => points.to_string(),
            Param::Gap(gap) => self.mark(gap),
        }
    }

    /// So many points; below zero they are taken away.
    pub(super) fn points(&self, param: Param<Points>) -> String {
        match param {
            Param::Stated(points) if points.is_negative() => {
                let points = points.to_string();
                let points = points.trim_start_matches('-');
                let english = count(points, "point");
                say!(self.lang, "减{points}分", "less {english}")
            }
            Param::Stated(points) => {
                let english = count(points, "point");
                say!(self.lang, "{points}分", "{english}")
            }
            Param::Gap(gap) => self.mark(gap),
        }
    }

    /// So many of a unit.
    pub(super) fn amount(&self, param: Param<Points>, of: Count) -> String {
        let Count { unit, every } = of;
        let number = self.figure(param);
        let noun = self.noun(unit);
        match (unit, every) {
            (Unit::Number, _) => number,
            (Unit::Points, _) => self.points(param),
            (Unit::Day | Unit::Month | Unit::Year, 0 | 1) => {
                let english = count(&number, noun);
                say!(self.lang, "{number}{noun}", "{english}")
            }
            (Unit::Day | Unit::Month | Unit::Year, _) => {
                let (times, period) = (count(&number, "time"), count(every, noun));
                say!(self.lang, "{number}个{every}{noun}", "{times} {period}")
            }
        }
    }

    /// For each of a unit, as it stands before a figure in Chinese and behind it in English.
    pub(super) fn each(&self, of: Count) -> String {
        let Count { unit, every } = of;
        let noun = self.lang.pick(if unit == Unit::Month { "月" } else { self.noun(unit) }, self.noun(unit));
        match (unit, every) {
            (Unit::Number | Unit::Points, _) => self.lang.pick("每单位", "for each 1").into(),
            (Unit::Day | Unit::Month | Unit::Year, 0 | 1) => say!(self.lang, "每{noun}", "for each {noun}"),
            (Unit::Day | Unit::Month | Unit::Year, _) => {
                let (noun, period) = (self.noun(unit), count(every, noun));
                say!(self.lang, "每{every}{noun}", "for each {period}")
            }
        }
    }

    /// What a unit is called.
    pub(super) fn noun(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.lang.pick("天", "day"),
            Unit::Month => self.lang.pick("个月", "month"),
            Unit::Number => "",
            Unit::Points => self.lang.pick("分", "point"),
            Unit::Year => self.lang.pick("年", "year"),
        }
    }

    /// Where and how something is rounded.
    pub(super) fn rounded(&self, to: RoundTo) -> String {
        let (lang, places) = (self.lang, to.places);
        let how = match to.mode {
            Rounding::Down => lang.pick("多余的位数舍去", "rounded down"),
            Rounding::HalfEven => lang.pick("四舍六入五成双", "rounded half to even"),
            Rounding::HalfUp => lang.pick("四舍五入", "rounded half up"),
            Rounding::Up => lang.pick("有余数即进一", "rounded up"),
        };
        if places == 0 {
            return say!(lang, "{how}，取整数", "{how} to a whole number");
        }
        let english = count(places, "decimal place");
        say!(lang, "{how}，保留{places}位小数", "{how} to {english}")
    }

    /// A gap: its number, what is missing, why, and what can fill it.
    pub(super) fn gap(&self, id: GapId) -> String {
        let lang = self.lang;
        let gap = self.scoring.gap(id);
        let (number, name) = (usize::from(id.0) + 1, gap_title(self.scoring, &gap.key, lang));
        let (key, why, fills) = (&gap.key, &gap.why, self.fills(&gap.fills));
        say!(
            lang,
            "缺项{number}：{name}；原因：{why}；{fills}（裁定中写作：缺项/{key}）",
            "Gap {number}: {name}; why: {why}; {fills} (in rulings: gap/{key})"
        )
    }

    /// A gap where it is met; the list at the end says the rest.
    pub(super) fn gap_here(&self, id: GapId) -> String {
        let (number, why) = (usize::from(id.0) + 1, &self.scoring.gap(id).why);
        say!(self.lang, "缺项{number}：{why}", "Gap {number}: {why}")
    }

    /// Ways of which a ruling picks one, each with its word in rulings.
    pub(super) fn ways(&self, id: GapId, ways: impl Iterator<Item = String>) -> Vec<Vec<String>> {
        let lang = self.lang;
        let words = match &self.scoring.gap(id).fills {
            Fills::Words(words) => &**words,
            Fills::Date | Fills::Points => &[],
        };
        let head = vec![lang.pick("裁定中写作", "in rulings").into(), lang.pick("计法", "way").into()];
        let rows = ways.zip(words).map(|(way, word)| vec![word.to_string(), way]);
        std::iter::once(head).chain(rows).collect()
    }

    /// That a ruling picks one of the ways that follow.
    pub(super) fn by_ruling(&self, id: GapId) -> String {
        let mark = self.mark(id);
        say!(
            self.lang,
            "按{mark}的裁定，从下列计法中选定一种",
            "as a ruling on {mark} says, one of these ways"
        )
    }

    fn fills(&self, fills: &Fills) -> String {
        let lang = self.lang;
        match fills {
            Fills::Date => lang.pick("由裁定补定日期", "a ruling gives a date").into(),
            Fills::Points => lang.pick("由裁定补定数值", "a ruling gives a figure").into(),
            Fills::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| way(word, lang)).collect();
                let words = words.join(lang.pick("；", "; "));
                say!(lang, "由裁定选定一种：{words}", "a ruling picks one of: {words}")
            }
        }
    }
}
