//! Steps that read or give one amount: categories, lengths, points.

use super::{Before, Teller};
use crate::lang::say;
use crate::numbers::count;
use crate::questions::gap_name;
use anzhi_core::condition::Subject;
use anzhi_core::date::TimeUnit;
use anzhi_core::facts::{AttributeId, Branch, CategoryId};
use anzhi_core::points::Points;
use anzhi_core::scheme::Unit;
use anzhi_core::sheet::{Gave, Stretch};
use anzhi_core::steps::{Band, Lookup, Measure, Param, Rest, Scale, Shared, Span, Step, Use, Way};

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
                    "计分办法没有规定{name}的分值，经裁定{paper}补定为{points}分",
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

    fn unit_of(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.lang.pick("天", "days"),
            Unit::Month => self.lang.pick("个月", "months"),
            Unit::Number => "",
            Unit::Points => self.lang.pick("分", "points"),
            Unit::Year => self.lang.pick("年", "years"),
        }
    }

    pub(super) fn span(&self, span: &Span, gave: &Gave) -> Option<String> {
        let Gave::Spans(spans) = gave else { return None };
        let Stretch { from, to, .. } = spans.first()?;
        let title = &self.scoring.facts.attribute(span.from).title;
        Some(say!(
            self.lang,
            "自{title}{from}起，至计算截止日{to}",
            "from {from} ({title}) to the cut-off on {to}"
        ))
    }

    pub(super) fn measured(&self, measure: &Measure, before: Before<'_>, gave: &Gave) -> Option<String> {
        let Gave::Quantity(quantity) = gave else { return None };
        let lang = self.lang;
        let unit = self.unit(measure.unit);
        let Some((_, Gave::Spans(spans))) = before else { return None };
        let [Stretch { from, to, .. }] = spans[..] else {
            return Some(say!(lang, "计{quantity}{unit}", "{quantity} {unit}"));
        };
        let (full, part) = from.full_units_to(to, measure.unit, self.scoring.anniversary);
        let in_english = count(full, &format!("{}{unit}", if part { "full " } else { "" }));
        let way = match &measure.rest {
            Way::Stated(rest) => Some(rest),
            Way::Gap(..) => None,
        };
        Some(match (part, way) {
            (false, _) => say!(
                lang,
                "正好满{full}{unit}，计{quantity}{unit}",
                "exactly {in_english}, counted as {quantity}"
            ),
            (true, Some(Rest::Up)) => say!(
                lang,
                "满{full}{unit}有余，不足一{unit}的按一{unit}计，共{quantity}{unit}",
                "{in_english} and a part, which counts as one more: {quantity}"
            ),
            (true, Some(Rest::Down)) => say!(
                lang,
                "满{full}{unit}有余，不足一{unit}的不计，共{quantity}{unit}",
                "{in_english} and a part, which does not count: {quantity}"
            ),
            (
                true,
                Some(Rest::HalfUp | Rest::OverHalfUp | Rest::Rows(_) | Rest::TwoStep | Rest::TwoStepHalfUp)
                | None,
            ) => {
                say!(lang, "计{quantity}{unit}", "{quantity} {unit}")
            }
        })
    }

    pub(super) fn scaled(&self, scale: &Scale, before: Before<'_>, gave: &Gave) -> Option<String> {
        let Gave::Points(points) = gave else { return None };
        let unit = match before {
            Some((Step::Measure(measure), _)) => self.unit(measure.unit),
            Some(_) | None => self.lang.pick("一单位", "unit"),
        };
        let bands: Vec<String> = scale.bands.iter().map(|band| self.band(band, unit)).collect();
        let (bands, in_english) = (bands.join(self.lang.pick("；", "; ")), count(points, "point"));
        Some(say!(self.lang, "{bands}，得{points}分", "{bands}: {in_english}"))
    }

    fn band(&self, band: &Band, unit: &str) -> String {
        let (lang, at, each) = (self.lang, band.at, self.figure(band.each));
        match band.gives {
            None if at == Points::ZERO => say!(lang, "每{unit}{each}分", "{each} for each {unit}"),
            None => say!(lang, "满{at}{unit}以后每{unit}{each}分", "from {at} on {each} for each {unit}"),
            Some(gives) if band.each == Param::Stated(Points::ZERO) => {
                let gives = self.figure(gives);
                say!(lang, "满{at}{unit}{gives}分", "{gives} from {at} on")
            }
            Some(gives) => {
                let gives = self.figure(gives);
                say!(
                    lang,
                    "满{at}{unit}{gives}分，以后每{unit}加{each}分",
                    "{gives} from {at} on and {each} for each further {unit}"
                )
            }
        }
    }

    /// The sum, unless there was nothing to add.
    pub(super) fn sum(&self, before: Before<'_>, gave: &Gave) -> Option<String> {
        let Gave::Points(points) = gave else { return None };
        let empty = matches!(before, Some((_, Gave::Entries(entries))) if entries.is_empty());
        let in_english = count(points, "point");
        (!empty).then(|| say!(self.lang, "合计{points}分", "together {in_english}"))
    }

    fn unit(&self, unit: TimeUnit) -> &'static str {
        let (zh, en) = match unit {
            TimeUnit::Day => ("天", "day"),
            TimeUnit::Month => ("个月", "month"),
            TimeUnit::Year => ("年", "year"),
        };
        self.lang.pick(zh, en)
    }
}
