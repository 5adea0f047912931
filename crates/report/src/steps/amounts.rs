//! Steps that read or give one amount: categories, lengths, points.

use super::{Before, Teller};
use crate::lang::say;
use crate::numbers::count;
use crate::questions::gap_name;
use anzhi_core::condition::Subject;
use anzhi_core::facts::{AttributeId, Branch, CategoryId};
use anzhi_core::scheme::Unit;
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{Lookup, Param, Shared, Use};

impl Teller<'_> {
    /// Which attribute decided, and by which track where there is a choice.
    pub(super) fn category(&self, subject: Subject, gave: &Gave) -> Option<String> {
        let lang = self.lang;
        let Gave::Category(category) = *gave else { return None };
        let schema = &self.scoring.facts;
        let dossier = self.round.dossier(self.candidate);
        let choice = match subject {
            Subject::Choice(choice) => choice,
            Subject::Attribute(id) => {
                let attribute = schema.attribute(id);
                let term = dossier.attribute(id).to_normal(schema, attribute.kind);
                let title = &attribute.title;
                return Some(say!(lang, "{title}为“{term}”", "{title} is “{term}”"));
            }
            Subject::Field(_) => return None,
        };
        let choice = schema.choice(choice);
        let term = schema.set(choice.set).term(category);
        let filled: Vec<(String, CategoryId, &str)> = choice
            .branches
            .iter()
            .filter_map(|branch| match branch {
                Branch::Attribute(id, equal) => {
                    let own = dossier.category(*id)?;
                    let to = *equal.get(usize::from(own.0))?;
                    let attribute = schema.attribute(*id);
                    Some((dossier.attribute(*id).to_normal(schema, attribute.kind), to, &*attribute.title))
                }
                Branch::Fixed(_) => None,
            })
            .collect();
        let chosen = filled.iter().find(|(_, to, _)| *to == category);
        let because = match choice.track() {
            None if filled.len() < 2 => String::new(),
            None => lang.pick("就高计，", "the highest counts: ").into(),
            Some(by) => {
                let (title, kind) = (&schema.attribute(by).title, schema.attribute(by).kind);
                let track = dossier.attribute(by).to_normal(schema, kind);
                match (filled.len(), track.is_empty()) {
                    (0 | 1, true) => String::new(),
                    (_, _) => say!(lang, "{title}为“{track}”，", "{title} is “{track}”: "),
                }
            }
        };
        Some(match chosen {
            Some((own, _, title)) if own != term => {
                say!(lang, "{because}{title}“{own}”对应“{term}”", "{because}{title} “{own}” equals “{term}”")
            }
            Some((_, _, title)) => say!(lang, "{because}{title}为“{term}”", "{because}{title} is “{term}”"),
            None => say!(lang, "{because}按“{term}”计", "{because}counted as “{term}”"),
        })
    }

    pub(super) fn looked_up(&self, lookup: &Lookup, before: Before<'_>, gave: &Gave) -> Option<String> {
        let Gave::Points(points) = gave else { return None };
        let in_english = count(points, "point");
        let param = match before {
            Some((_, Gave::Category(category))) => lookup.points.get(usize::from(category.0)),
            Some(_) | None => None,
        };
        Some(match param {
            Some(Param::Gap(gap)) => {
                let name = gap_name(self.round, &self.scoring.gap(*gap).key, self.lang);
                let paper = self.filled_by(*gap);
                say!(
                    self.lang,
                    "计分办法没有规定{name}，经裁定{paper}补定为{points}分",
                    "the paper leaves out {name}; a ruling{paper} fills it: {in_english}"
                )
            }
            Some(Param::Stated(_)) | None => say!(self.lang, "得{points}分", "gives {in_english}"),
        })
    }

    /// A number of the candidate.
    pub(super) fn number(&self, attribute: AttributeId, gave: &Gave) -> Option<String> {
        let Gave::Quantity(number) = gave else { return None };
        let title = &self.scoring.facts.attribute(attribute).title;
        Some(say!(self.lang, "{title}为{number}", "{title} is {number}"))
    }

    /// What a shared table says, and whether a ruling filled it in.
    pub(super) fn shared(&self, shared: &Shared, before: Before<'_>, gave: &Gave) -> Option<String> {
        let (Gave::Points(number) | Gave::Quantity(number)) = gave else { return None };
        let Some((_, Gave::Category(category))) = before else { return None };
        let table = self.scoring.table(shared.table);
        let term = self.scoring.facts.set(table.set).term(*category);
        let unit = self.unit_of(shared.unit);
        Some(match table.values.get(usize::from(category.0)) {
            Some(Param::Gap(gap)) => {
                let paper = self.filled_by(*gap);
                say!(
                    self.lang,
                    "计分办法没有规定“{term}”的数值，经裁定{paper}补定为{number}{unit}",
                    "the paper leaves out “{term}”; a ruling{paper} fills it: {number} {unit}"
                )
            }
            Some(Param::Stated(_)) | None => {
                say!(self.lang, "“{term}”查表为{number}{unit}", "the table says {number} {unit} for “{term}”")
            }
        })
    }

    /// Which values the item goes on from, and what they came to.
    pub(super) fn used(&self, used: &Use, gave: &Gave) -> Option<String> {
        let lang = self.lang;
        let names = used.values.iter().map(|value| &*self.scoring.value(*value).title);
        let names = names.collect::<Vec<_>>().join(lang.pick("”“", "”, “"));
        Some(match gave {
            Gave::Points(number) | Gave::Quantity(number) => {
                say!(lang, "“{names}”为{number}", "“{names}”: {number}")
            }
            Gave::Classed(_) | Gave::Entries(_) | Gave::Rows(_) => {
                let rows: Vec<String> = gave.rows().into_iter().map(|row| self.short(row)).collect();
                let rows = match rows.is_empty() {
                    true => lang.pick("没有可计的", "nothing").into(),
                    false => rows.join(lang.pick("、", ", ")),
                };
                say!(lang, "取“{names}”的结果：{rows}", "goes on from “{names}”: {rows}")
            }
            Gave::Category(_) | Gave::Quantities(_) | Gave::Spans(_) => {
                say!(lang, "取“{names}”的结果", "goes on from “{names}”")
            }
        })
    }

    pub(super) fn unit_of(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.lang.pick("天", "days"),
            Unit::Month => self.lang.pick("个月", "months"),
            Unit::Number => "",
            Unit::Points => self.lang.pick("分", "points"),
            Unit::Year => self.lang.pick("年", "years"),
        }
    }

    /// The sum, unless there was nothing to add.
    pub(super) fn sum(&self, before: Before<'_>, gave: &Gave) -> Option<String> {
        let Gave::Points(points) = gave else { return None };
        let empty = matches!(before, Some((_, Gave::Entries(entries))) if entries.is_empty());
        let in_english = count(points, "point");
        (!empty).then(|| say!(self.lang, "合计{points}分", "together {in_english}"))
    }
}
