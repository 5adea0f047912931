//! Steps that work on rows of the file: which are taken, left out, classed and priced.

use super::{Before, Teller};
use crate::lang::say;
use crate::questions::gap_name;
use anzhi_core::facts::Cell;
use anzhi_core::points::Points;
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{Best, Classify, OncePer, Param, Per, Price, Token};

impl Teller<'_> {
    pub(super) fn selected(&self, gave: &Gave) -> Option<String> {
        let Gave::Rows(rows) = gave else { return None };
        let lang = self.lang;
        if rows.is_empty() {
            return Some(lang.pick("档案中没有这类记载", "the file holds nothing of this kind").into());
        }
        let count = rows.len();
        let list: Vec<String> = rows.iter().map(|row| self.row(*row)).collect();
        let list = list.join(lang.pick("；", "; "));
        Some(say!(lang, "档案记载{count}条：{list}", "{count} in the file: {list}"))
    }

    /// Each row that went in and did not come out.
    pub(super) fn removed(&self, before: Before<'_>, gave: &Gave, because: &str, out: &mut Vec<String>) {
        for row in gone(before, gave) {
            let row = self.short(row);
            out.push(say!(self.lang, "{row}不计：{because}", "{row} does not count: {because}"));
        }
    }

    pub(super) fn best(&self, best: &Best) -> String {
        let (lang, n) = (self.lang, best.n);
        match (best.per, n) {
            (Per::All, 1) => lang.pick("只计最高一项", "only the highest counts").into(),
            (Per::All, _) => say!(lang, "只计最高{n}项", "only the highest {n} count"),
            (Per::Class, _) => say!(lang, "同一等次最多计{n}次", "at most {n} of a class count"),
            (Per::Points, _) => say!(lang, "同一分值最多计{n}次", "at most {n} of equal points count"),
        }
    }

    /// Only what is counted as another class than it is called.
    pub(super) fn classed(&self, classify: &Classify, gave: &Gave, out: &mut Vec<String>) {
        let Gave::Classed(rows) = gave else { return };
        let ladder = self.scoring.ladder(classify.ladder);
        for (row, class) in rows {
            let name = ladder.classes.get(usize::from(*class)).map_or("", |class| class);
            if self.called(*row).is_none_or(|own| own == name) {
                continue;
            }
            let row = self.short(*row);
            out.push(if self.is_worth_nothing(*class) {
                say!(self.lang, "{row}不计分", "{row} gives no points")
            } else {
                say!(self.lang, "{row}按“{name}”一档计", "{row} counts as “{name}”")
            });
        }
    }

    /// Whether the item states that a class gives no points.
    fn is_worth_nothing(&self, class: u16) -> bool {
        let points = self.price.and_then(|price| price.points.get(usize::from(class)));
        points.is_some_and(|points| *points == Param::Stated(Points::ZERO))
    }

    /// What a row calls itself: its first category.
    fn called(&self, row: u16) -> Option<&str> {
        let (schema, row) = (&self.scoring.facts, self.found(row)?);
        row.cells.iter().zip(0..).find_map(|(cell, place)| {
            let column = anzhi_core::facts::ColumnId(place);
            match (cell, schema.field_kind(self.source, row.table, column)?) {
                (Cell::Category(category), anzhi_core::facts::FieldKind::Category(set)) => {
                    Some(schema.set(set).term(*category))
                }
                (Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Flag(_), _)
                | (Cell::Number(_) | Cell::Text(_), _) => None,
            }
        })
    }

    pub(super) fn priced(&self, price: &Price, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let lang = self.lang;
        let Gave::Entries(rows) = gave else { return };
        if rows.is_empty() {
            return;
        }
        let one = |(row, points): &(u16, Points)| {
            let row = self.short(*row);
            say!(lang, "{row}{points}分", "{row}: {points}")
        };
        let list = rows.iter().map(one).collect::<Vec<_>>().join(lang.pick("，", ", "));
        out.push(say!(lang, "分值：{list}", "points: {list}"));
        let Some((_, Gave::Classed(classes))) = before else { return };
        for (row, class) in classes {
            if let Some(Param::Gap(gap)) = price.points.get(usize::from(*class)) {
                let name = gap_name(self.round, &self.scoring.gap(*gap).key, lang);
                let (row, paper) = (self.short(*row), self.filled_by(*gap));
                out.push(say!(
                    lang,
                    "{row}：计分办法没有规定{name}的分值，由裁定{paper}补定",
                    "{row}: the paper leaves out {name}; a ruling{paper} fills it"
                ));
            }
        }
    }

    pub(super) fn once(&self, once: &OncePer, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let stays = gave.rows();
        let cause = |row: u16| self.found(row).and_then(|row| row.cells.get(usize::from(once.field.0)));
        for row in gone(before, gave) {
            let kept = stays.iter().find(|other| cause(**other) == cause(row));
            let (gone, kept) = (self.short(row), kept.map_or_else(String::new, |row| self.short(*row)));
            out.push(say!(
                self.lang,
                "{gone}不计：与{kept}事由相同，只计分高的一项，同分的计日期在先的",
                "{gone} does not count: of the same cause as {kept}, the higher counts, of equals the earlier"
            ));
        }
    }

    pub(super) fn tokens(&self, token: &Token, before: Before<'_>, gave: &Gave) -> Option<String> {
        let (Gave::Entries(rows), Some((_, Gave::Entries(full)))) = (gave, before) else { return None };
        if rows.len() < 2 {
            return None;
        }
        let rest = token.rest;
        let heaviest = rows.iter().find(|entry| full.contains(entry) && entry.1 != rest);
        let heaviest = heaviest.or(rows.first()).map_or_else(String::new, |(row, _)| self.short(*row));
        Some(say!(
            self.lang,
            "受多次处分：{heaviest}最重，全额计算；其余每次计{rest}分",
            "several: {heaviest} is the heaviest and counts in full, each further one {rest}"
        ))
    }
}

fn gone(before: Before<'_>, gave: &Gave) -> Vec<u16> {
    let stays = gave.rows();
    let went_in = before.map(|(_, gave)| gave.rows()).unwrap_or_default();
    went_in.into_iter().filter(|row| !stays.contains(row)).collect()
}
