//! Steps that work on rows of the file: which are taken, left out and classed.

use super::{Before, Teller};
use crate::lang::say;
use anzhi_core::facts::Cell;
use anzhi_core::points::Points;
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{Classify, Param, SelectRows, Shift, Tariff, Way};

impl Teller<'_> {
    pub(super) fn selected(&self, rows: &SelectRows, gave: &Gave) -> Option<String> {
        let Gave::Rows(found) = gave else { return None };
        let lang = self.lang;
        let which = rows.when.as_ref().map_or_else(String::new, |when| {
            let when = self.wording().words(when);
            say!(lang, "（{when}）", " ({when})")
        });
        if found.is_empty() {
            return Some(say!(
                lang,
                "档案中没有这类记载{which}",
                "the file holds nothing of this kind{which}"
            ));
        }
        let count = found.len();
        let list: Vec<String> = found.iter().map(|row| self.row(*row)).collect();
        let list = list.join(lang.pick("；", "; "));
        Some(say!(lang, "档案记载{count}条{which}：{list}", "{count} in the file{which}: {list}"))
    }

    /// Each row that went in and did not come out.
    pub(super) fn removed(&self, before: Before<'_>, gave: &Gave, because: &str, out: &mut Vec<String>) {
        for row in gone(before, gave) {
            let row = self.short(row);
            out.push(say!(self.lang, "{row}不计：{because}", "{row} does not count: {because}"));
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
        points.is_some_and(|points| *points == Tariff::Each(Param::Stated(Points::ZERO)))
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

    /// Which rows count as another class than before, why, and what held at the end of the ladder.
    pub(super) fn shifted(&self, shift: &Shift, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let lang = self.lang;
        let (Gave::Classed(rows), Some((_, Gave::Classed(from)))) = (gave, before) else { return };
        let because = self.wording().because(shift.when.as_ref());
        let steps = shift.by.unsigned_abs();
        for ((row, to), (_, from)) in rows.iter().zip(from).filter(|(to, from)| to != from) {
            let moved = i32::from(*to) - i32::from(*from);
            let (row, to, from) =
                (self.short(*row), self.class_name(shift.ladder, *to), self.class_name(shift.ladder, *from));
            out.push(if moved != i32::from(shift.by) {
                let end = self.end_of(shift);
                say!(
                    lang,
                    "{row}：{because}“{from}”{end}，按“{to}”计",
                    "{row}: {because}“{from}” {end}, it counts as “{to}”"
                )
            } else if shift.by > 0 {
                say!(
                    lang,
                    "{row}：{because}由“{from}”提高{steps}等，按“{to}”计",
                    "{row}: {because}raised by {steps} from “{from}”, it counts as “{to}”"
                )
            } else {
                say!(
                    lang,
                    "{row}：{because}由“{from}”降低{steps}等，按“{to}”计",
                    "{row}: {because}lowered by {steps} from “{from}”, it counts as “{to}”"
                )
            });
        }
    }

    /// That there is nothing beyond a class, and who says what then holds.
    fn end_of(&self, shift: &Shift) -> String {
        let by = match shift.end {
            Way::Gap(gap, _) => self.by_ruling(gap),
            Way::Stated(_) => String::new(),
        };
        match shift.by > 0 {
            true => say!(self.lang, "提高后超过最高一等{by}", "would be raised past the highest class{by}"),
            false => say!(self.lang, "降低后低于最低一等{by}", "would be lowered past the lowest class{by}"),
        }
    }
}

pub(super) fn gone(before: Before<'_>, gave: &Gave) -> Vec<u16> {
    let stays = gave.rows();
    let went_in = before.map(|(_, gave)| gave.rows()).unwrap_or_default();
    went_in.into_iter().filter(|row| !stays.contains(row)).collect()
}
