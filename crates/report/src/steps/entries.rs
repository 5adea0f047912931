//! Steps on rows that have points: what a class gives, factors, and which of several rows count.

use super::{Before, Teller};
use crate::lang::say;
use crate::questions::gap_name;
use anzhi_core::facts::{Cell, ColumnId};
use anzhi_core::points::Points;
use anzhi_core::scheme::GapId;
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{Best, By, KeepKey, OncePer, Param, Per, Price, Tariff, Times, Token};
use std::cmp::Reverse;

impl Teller<'_> {
    pub(super) fn priced(&self, price: &Price, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let lang = self.lang;
        let (Gave::Entries(rows), Some((_, Gave::Classed(classes)))) = (gave, before) else { return };
        if rows.is_empty() {
            return;
        }
        let one = |(place, (row, points)): (usize, &(u16, Points))| {
            let (row, note) = (self.short(*row), self.place_of_class(price, classes, place));
            say!(lang, "{row}{points}分{note}", "{row}: {points}{note}")
        };
        let list = rows.iter().enumerate().map(one).collect::<Vec<_>>().join(lang.pick("，", ", "));
        out.push(say!(lang, "分值：{list}", "points: {list}"));
        for (place, (row, class)) in classes.iter().enumerate() {
            let gaps: Vec<GapId> = match price.points.get(usize::from(*class)) {
                Some(Tariff::Each(Param::Gap(gap))) => vec![*gap],
                Some(Tariff::Totals(totals)) => {
                    totals.get(nth(classes, place)).into_iter().filter_map(gap).collect()
                }
                Some(Tariff::Each(Param::Stated(_))) | None => Vec::new(),
            };
            for gap in gaps {
                let name = gap_name(self.round, &self.scoring.gap(gap).key, lang);
                let (row, paper) = (self.short(*row), self.filled_by(gap));
                out.push(say!(
                    lang,
                    "{row}：计分办法没有规定{name}，由裁定{paper}补定",
                    "{row}: the paper leaves out {name}; a ruling{paper} fills it"
                ));
            }
        }
    }

    /// Which of its class a row is, where the class gives totals.
    fn place_of_class(&self, price: &Price, classes: &[(u16, u16)], place: usize) -> String {
        let Some((_, class)) = classes.get(place) else { return String::new() };
        let Some(Tariff::Totals(totals)) = price.points.get(usize::from(*class)) else {
            return String::new();
        };
        let (before, class) = (nth(classes, place), self.class_name(price.ladder, *class));
        let count = before + 1;
        match totals.get(before) {
            Some(total) => {
                let total = match total {
                    Param::Stated(total) => total.to_string(),
                    Param::Gap(gap) => self.filling(*gap).into(),
                };
                say!(
                    self.lang,
                    "（第{count}个“{class}”，{count}个共{total}分）",
                    " (number {count} of “{class}”, {total} together)"
                )
            }
            None => {
                let most = totals.len();
                say!(
                    self.lang,
                    "（第{count}个“{class}”，只计{most}个）",
                    " (number {count} of “{class}”, of which {most} count)"
                )
            }
        }
    }

    /// Each row whose points a factor changed.
    pub(super) fn multiplied(&self, times: &Times, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let (Gave::Entries(rows), Some((_, Gave::Entries(full)))) = (gave, before) else { return };
        let (factor, because) = (self.figure(times.factor), self.wording().because(times.when.as_ref()));
        for ((row, points), (_, own)) in rows.iter().zip(full).filter(|(after, before)| after != before) {
            let row = self.short(*row);
            out.push(say!(
                self.lang,
                "{row}：{because}{own} × {factor}，计{points}分",
                "{row}: {because}{own} × {factor} = {points}"
            ));
        }
    }

    pub(super) fn best(&self, best: &Best) -> String {
        let (lang, n) = (self.lang, best.n);
        let most = match best.by {
            By::Magnitude => lang.pick("最重", "heaviest"),
            By::Points => lang.pick("最高", "highest"),
        };
        match (best.per, n) {
            (Per::All, 1) => say!(lang, "只计{most}一项", "only the {most} counts"),
            (Per::All, _) => say!(lang, "只计{most}{n}项", "only the {most} {n} count"),
            (Per::Class, _) => match best.by {
                By::Magnitude => {
                    say!(lang, "同一等次只计最重{n}次", "only the heaviest {n} of a class count")
                }
                By::Points => say!(lang, "同一等次最多计{n}次", "at most {n} of a class count"),
            },
            (Per::Points, _) => say!(lang, "同一分值最多计{n}次", "at most {n} of equal points count"),
        }
    }

    pub(super) fn once(&self, once: &OncePer, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let stays = gave.rows();
        let cause = |row: u16| self.found(row).and_then(|row| row.cells.get(usize::from(once.field.0)));
        let kept_by = self.kept_by(once);
        for row in super::rows::gone(before, gave) {
            let kept = stays.iter().find(|other| cause(**other) == cause(row));
            let (gone, kept) = (self.short(row), kept.map_or_else(String::new, |row| self.short(*row)));
            out.push(say!(
                self.lang,
                "{gone}不计：与{kept}事由相同，{kept_by}",
                "{gone} does not count: of the same cause as {kept}, {kept_by}"
            ));
        }
    }

    /// Which of several of one cause counts.
    fn kept_by(&self, once: &OncePer) -> String {
        let lang = self.lang;
        let mut words = String::new();
        let mut last: Option<&KeepKey> = None;
        for key in &once.keep {
            let what = match key {
                KeepKey::Class => lang.pick("等次高的", "the higher class").into(),
                KeepKey::Earliest => lang.pick("日期在先的", "the earlier").into(),
                KeepKey::Latest => lang.pick("日期在后的", "the later").into(),
                KeepKey::Magnitude => lang.pick("分量重的", "the heavier").into(),
                KeepKey::Points => lang.pick("分高的", "the higher").into(),
                KeepKey::Prefer(when) => {
                    let when = self.wording().words(when);
                    say!(lang, "属于“{when}”的", "what is “{when}”")
                }
            };
            let equals = match last {
                None => {
                    words = say!(lang, "只计{what}一项", "{what} counts");
                    last = Some(key);
                    continue;
                }
                Some(KeepKey::Points) => "同分",
                Some(KeepKey::Class) => "同等次",
                Some(KeepKey::Earliest | KeepKey::Latest | KeepKey::Magnitude | KeepKey::Prefer(_)) => {
                    "仍相同"
                }
            };
            words.push_str(&say!(lang, "，{equals}的计{what}", ", of equals {what}"));
            last = Some(key);
        }
        words
    }

    pub(super) fn tokens(&self, token: &Token, before: Before<'_>, gave: &Gave) -> Option<String> {
        let (Gave::Entries(rows), Some((_, Gave::Entries(full)))) = (gave, before) else { return None };
        if rows.len() < 2 {
            return None;
        }
        let date = |row: u16| token.date.map(|column| self.date_in(row, column));
        let heaviest =
            full.iter().min_by_key(|(row, points)| (Reverse(points.magnitude()), date(*row), *row));
        let (heaviest, rest) =
            (heaviest.map_or_else(String::new, |(row, _)| self.short(*row)), self.points(token.rest));
        if full.iter().any(|(_, points)| points.is_negative()) {
            return Some(say!(
                self.lang,
                "受多次处分：{heaviest}最重，全额计算；其余每次计{rest}",
                "several: {heaviest} is the heaviest and counts in full, each further one {rest}"
            ));
        }
        Some(say!(
            self.lang,
            "有多项：{heaviest}最高，全额计算；其余每项计{rest}",
            "several: {heaviest} is the highest and counts in full, each further one {rest}"
        ))
    }

    /// The date in a column of a row; what has none comes last.
    fn date_in(&self, row: u16, column: ColumnId) -> (bool, Option<anzhi_core::date::Date>) {
        match self.found(row).and_then(|row| row.cells.get(usize::from(column.0))) {
            Some(Cell::Date(date)) => (false, Some(*date)),
            Some(Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_))
            | None => (true, None),
        }
    }
}

/// How many rows of its class stand before a row.
fn nth(classes: &[(u16, u16)], place: usize) -> usize {
    let own = classes.get(place).map(|(_, class)| class);
    classes.iter().take(place).filter(|(_, class)| Some(class) == own).count()
}

fn gap(param: &Param<Points>) -> Option<GapId> {
    match param {
        Param::Stated(_) => None,
        Param::Gap(gap) => Some(*gap),
    }
}
