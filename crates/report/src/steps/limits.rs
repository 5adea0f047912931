//! Caps in words: what was at most to be had, and what was cut to what.

use super::{Before, Teller};
use crate::lang::say;
use anzhi_core::points::Points;
use anzhi_core::scheme::LadderId;
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{ClassLimit, Limit, Param};

/// Rows and their points.
type Rows = [(u16, Points)];

impl Teller<'_> {
    /// What a limit cut; it is silent where nothing passed it, unless a ruling said what it is.
    pub(super) fn limited(&self, limit: &Limit, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        match (limit, before, gave) {
            (Limit::Points { at_least, to }, Some((_, Gave::Points(sum))), Gave::Points(points)) => {
                self.bounded(*at_least, *to, *sum, *points, out);
            }
            (Limit::All(limit), Some((_, Gave::Entries(full))), Gave::Entries(rows)) => {
                let limit = self.points(*limit);
                let what = say!(self.lang, "各项合计不超过{limit}", "all together at most {limit}");
                out.extend(self.cuts(&what, full, rows, |_| true));
            }
            (Limit::BestClass(ladder, limits), Some((_, Gave::Entries(full))), Gave::Entries(rows)) => {
                let counted = full.iter().filter(|(_, points)| *points > Points::ZERO);
                let Some(class) = counted.filter_map(|(row, _)| self.class_of(*row)).max() else { return };
                let Some(limit) = limits.of(class) else { return };
                let (class, limit) =
                    (self.class_name(*ladder, class), self.class_limit(limits, class, limit));
                let what = say!(
                    self.lang,
                    "最高等次为“{class}”，各项合计不超过{limit}",
                    "the highest class is “{class}”: all together at most {limit}"
                );
                out.extend(self.cuts(&what, full, rows, |_| true));
            }
            (Limit::Class(ladder, limits), Some((_, Gave::Entries(full))), Gave::Entries(rows)) => {
                self.cut_by_class(*ladder, limits, (full, rows), out);
            }
            (Limit::All(_) | Limit::BestClass(..) | Limit::Class(..) | Limit::Points { .. }, _, _) => {}
        }
    }

    fn cut_by_class(
        &self,
        ladder: LadderId,
        limits: &ClassLimit,
        (full, rows): (&Rows, &Rows),
        out: &mut Vec<String>,
    ) {
        let mut classes: Vec<u16> = full.iter().filter_map(|(row, _)| self.class_of(*row)).collect();
        classes.sort_unstable();
        classes.dedup();
        for class in classes {
            let Some(limit) = limits.of(class) else { continue };
            let (name, limit) = (self.class_name(ladder, class), self.class_limit(limits, class, limit));
            let what = say!(self.lang, "“{name}”累计不超过{limit}", "“{name}” together at most {limit}");
            out.extend(self.cuts(&what, full, rows, |row| self.class_of(row) == Some(class)));
        }
    }

    /// The limit of a class, and whether it is the price of the next higher one.
    fn class_limit(&self, limits: &ClassLimit, class: u16, limit: Param<Points>) -> String {
        let figure = self.points(limit);
        match limits {
            ClassLimit::NextClass { prices, .. } if usize::from(class) + 1 < prices.len() => {
                say!(self.lang, "高一等次一次的分值{figure}", "{figure}, which one of the next class gives")
            }
            ClassLimit::NextClass { .. } | ClassLimit::Stated(_) => figure,
        }
    }

    /// What passed a limit, row by row.
    fn cuts(&self, what: &str, full: &Rows, rows: &Rows, concerned: impl Fn(u16) -> bool) -> Option<String> {
        let lang = self.lang;
        let cut = full.iter().zip(rows).filter(|(before, after)| before != after && concerned(before.0));
        let cut: Vec<String> = cut
            .map(|((row, own), (_, left))| {
                let row = self.short(*row);
                match *left == Points::ZERO {
                    true => say!(lang, "{row}{own}分不再计", "{row} ({own}) no longer counts"),
                    false => say!(lang, "{row}由{own}分减为{left}分", "{row} counts {left} instead of {own}"),
                }
            })
            .collect();
        let cut = cut.join(lang.pick("，", ", "));
        (!cut.is_empty()).then(|| say!(lang, "{what}：{cut}", "{what}: {cut}"))
    }

    fn bounded(
        &self,
        at_least: Option<Param<Points>>,
        to: Option<Param<Points>>,
        sum: Points,
        points: Points,
        out: &mut Vec<String>,
    ) {
        let bound = if points < sum { to } else { at_least };
        let Some(bound) = bound.filter(|_| points != sum).map(|bound| self.points(bound)) else { return };
        out.push(match points < sum {
            true => say!(
                self.lang,
                "最多计{bound}：{sum}分按{points}分计",
                "at most {bound}: {sum} counts as {points}"
            ),
            false => say!(
                self.lang,
                "最少计{bound}：{sum}分按{points}分计",
                "at least {bound}: {sum} counts as {points}"
            ),
        });
    }

    /// The class of a row, as far as it has one.
    fn class_of(&self, row: u16) -> Option<u16> {
        self.classes.iter().find(|(classed, _)| *classed == row).map(|(_, class)| *class)
    }
}
