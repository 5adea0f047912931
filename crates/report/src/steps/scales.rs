//! Steps that turn lengths and values into points: bands, rounding, calculations.

use super::{Before, Teller};
use crate::lang::say;
use crate::numbers::count;
use crate::totals::rounding;
use anzhi_core::exact::Exact;
use anzhi_core::points::{Points, PointsError};
use anzhi_core::scheme::{Filling, RoundTo, ValueId};
use anzhi_core::sheet::Gave;
use anzhi_core::steps::{Band, Compute, Expression, Param, Scale, ScaleLabels, Step};

impl Teller<'_> {
    /// The bands that the length reaches, and what they give.
    pub(super) fn scaled(&self, scale: &Scale, before: Before<'_>, gave: &Gave) -> Option<String> {
        let (Gave::Points(_), Some((step, Gave::Quantity(length)))) = (gave, before) else { return None };
        Some(self.banded(&scale.bands, *length, &self.unit_after(step)))
    }

    /// The bands that the length of each kind of time reaches.
    pub(super) fn scaled_labels(
        &self,
        scale: &ScaleLabels,
        before: Before<'_>,
        gave: &Gave,
        out: &mut Vec<String>,
    ) {
        let lang = self.lang;
        let (Gave::Points(points), Some((step, Gave::Quantities(lengths)))) = (gave, before) else { return };
        let unit = self.unit_after(step);
        for (label, length) in lengths {
            let Some((_, bands)) = scale.bands.iter().find(|(named, _)| named == label) else { continue };
            let (label, text) = (self.label(*label, Some(&scale.labels)), self.banded(bands, *length, &unit));
            out.push(say!(lang, "{label}{length}{unit}：{text}", "{label}{length}: {text}"));
        }
        if lengths.len() != 1 {
            let in_english = count(points, "point");
            out.push(say!(lang, "合计{points}分", "together {in_english}"));
        }
    }

    /// What bands give for a length, with the calculation if it has more than one part.
    fn banded(&self, bands: &[Band], length: Points, unit: &str) -> String {
        let lang = self.lang;
        let reached = bands.iter().rposition(|band| band.holds(length)).map_or(0, |place| place + 1);
        let Some(first) = bands[..reached].iter().rposition(|band| band.gives.is_some()).or(Some(0)) else {
            return String::new();
        };
        let counting = bands.get(first..reached).unwrap_or_default();
        if counting.is_empty() {
            let Some(lowest) = bands.first() else { return lang.pick("得0分", "0 points").into() };
            let at = lowest.at;
            return match lowest.above {
                true => say!(lang, "不超过{at}{unit}，得0分", "not above {at}: 0 points"),
                false => say!(lang, "不满{at}{unit}，得0分", "below {at}: 0 points"),
            };
        }
        let (parts, sum) = self.calculated(counting, length);
        let bands: Vec<String> = counting.iter().map(|band| self.band(band, unit)).collect();
        let bands = bands.join(lang.pick("；", "; "));
        let calculation = match &*parts {
            [] => String::new(),
            // A lump alone needs no calculation.
            [part] if *part == sum => String::new(),
            parts => parts.join(" + ") + " = ",
        };
        let in_english = count(&sum, "point");
        say!(lang, "{bands}，得{calculation}{sum}分", "{bands}: {calculation}{in_english}")
    }

    /// The parts of what bands give that are not nothing, and their sum.
    fn calculated(&self, bands: &[Band], length: Points) -> (Vec<String>, String) {
        let mut parts = Vec::new();
        let mut sum = Exact::from(Points::ZERO);
        let mut add = |part: Result<Exact, PointsError>, text: String| {
            // What cannot be added has no sheet.
            if let Ok(next) = part.and_then(|part| sum.plus(part, "scale")) {
                sum = next;
                parts.push(text);
            }
        };
        for (place, band) in bands.iter().enumerate() {
            let end = bands.get(place + 1).map_or(length, |next| next.at);
            let given = band.gives.map_or(Points::ZERO, |gives| self.number_of(gives));
            if given != Points::ZERO {
                add(Ok(given.into()), given.to_string());
            }
            let (Ok(more), each) = (end.minus(band.at, "scale"), self.number_of(band.each)) else { continue };
            if more != Points::ZERO && each != Points::ZERO {
                add(Exact::from(more).times(each.into(), "scale"), format!("{more} × {each}"));
            }
        }
        (parts, sum.to_string())
    }

    fn band(&self, band: &Band, unit: &str) -> String {
        let (lang, at, each) = (self.lang, band.at, self.figure(band.each));
        let from = match band.above {
            true => say!(lang, "超过{at}{unit}", "above {at}"),
            false => say!(lang, "满{at}{unit}", "from {at} on"),
        };
        match band.gives {
            None if at == Points::ZERO && !band.above => {
                say!(lang, "每{unit}{each}分", "{each} for each {unit}")
            }
            None => say!(lang, "{from}以后每{unit}{each}分", "{from} {each} for each {unit}"),
            Some(gives) if band.each == Param::Stated(Points::ZERO) => {
                let gives = self.figure(gives);
                match band.above {
                    true => say!(lang, "{from}的{gives}分", "{gives} {from}"),
                    false => say!(lang, "{from}{gives}分", "{gives} {from}"),
                }
            }
            Some(gives) => {
                let gives = self.figure(gives);
                say!(
                    lang,
                    "{from}{gives}分，以后每{unit}加{each}分",
                    "{gives} {from} and {each} for each further {unit}"
                )
            }
        }
    }

    /// The unit of what a step has given.
    fn unit_after(&self, step: &Step) -> String {
        match step {
            Step::Measure(measure) => self.unit(measure.unit, measure.every),
            Step::Compute(compute) => self.unit_of(compute.unit).into(),
            Step::Shared(shared) => self.unit_of(shared.unit).into(),
            Step::Use(used) => {
                let line = self.values.iter().find(|line| used.values.contains(&line.value));
                let last =
                    line.and_then(|line| self.scoring.value(line.value).pipeline.taken(&line.ways).last());
                last.map_or_else(String::new, |step| self.unit_after(step))
            }
            Step::Attribute(_)
            | Step::Best(_)
            | Step::Classify(_)
            | Step::Drop(_)
            | Step::Keep(_)
            | Step::Limit(_)
            | Step::Lookup(_)
            | Step::OncePer(_)
            | Step::OneOf(_)
            | Step::Overlap(_)
            | Step::Price(_)
            | Step::ReadNumber(_)
            | Step::Round(_)
            | Step::Scale(_)
            | Step::ScaleLabels(_)
            | Step::SelectRows(_)
            | Step::Set(_)
            | Step::Shift(_)
            | Step::Span(_)
            | Step::Spans(_)
            | Step::Sum(_)
            | Step::Times(_)
            | Step::Token(_)
            | Step::Unbroken(_) => self.lang.pick("一单位", "unit").into(),
        }
    }

    pub(super) fn rounded(&self, to: RoundTo, gave: &Gave) -> Option<String> {
        let Gave::Points(points) = gave else { return None };
        let (rounding, in_english) = (self.rounding(to), count(points, "point"));
        Some(say!(self.lang, "{rounding}，得{points}分", "{rounding}: {in_english}"))
    }

    fn rounding(&self, to: RoundTo) -> String {
        let (mode, places) = (rounding(to.mode, self.lang), to.places);
        match places {
            0 => say!(self.lang, "{mode}到整数", "{mode} to a whole number"),
            _ => {
                let in_english = count(places, "place");
                say!(self.lang, "{mode}到小数点后{places}位", "{mode} to {in_english}")
            }
        }
    }

    /// The calculation in names, then with its figures filled in.
    pub(super) fn computed(&self, compute: &Compute, gave: &Gave) -> Option<String> {
        let (Gave::Points(number) | Gave::Quantity(number)) = gave else { return None };
        let lang = self.lang;
        let unit = self.unit_of(compute.unit);
        let exact = compute.is.exact(&mut |id| Ok::<_, PointsError>(self.value_number(id))).ok()?;
        let (names, figures) = (self.formula(&compute.is, true), self.formula(&compute.is, false));
        let figures = if figures == exact.to_string() { figures } else { format!("{figures} = {exact}") };
        let calculation = if names == figures { figures } else { format!("{names} = {figures}") };
        Some(match compute.round {
            Some(to) => {
                let rounding = self.rounding(to);
                say!(
                    lang,
                    "{calculation}，{rounding}，计{number}{unit}",
                    "{calculation}; {rounding}: {number} {unit}"
                )
            }
            None => say!(lang, "{calculation}{unit}", "{calculation} {unit}"),
        })
    }

    /// A calculation with the names of its values, or with their numbers.
    fn formula(&self, is: &Expression, names: bool) -> String {
        let several = |zh: &str, en: &str, parts: &[Expression]| {
            let parts: Vec<String> = parts.iter().map(|part| self.formula(part, names)).collect();
            let (zh, en) = (format!("{zh}（{}）", parts.join("，")), format!("{en} ({})", parts.join(", ")));
            self.lang.pick(zh, en)
        };
        match is {
            Expression::Greatest(parts) => several("取大", "the greatest of", parts),
            Expression::Least(parts) => several("取小", "the least of", parts),
            Expression::Number(number) => number.to_string(),
            Expression::Product(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.factor(part, names)).collect();
                parts.join(" × ")
            }
            Expression::Sum(parts) => {
                let mut text = String::new();
                for (place, (added, part)) in parts.iter().enumerate() {
                    let sign = match (place, added) {
                        (0, true) => "",
                        (_, true) => " + ",
                        (_, false) => " − ",
                    };
                    text.push_str(sign);
                    // What is taken away is taken away as a whole.
                    text.push_str(&if *added { self.formula(part, names) } else { self.factor(part, names) });
                }
                text
            }
            Expression::Value(id) if names => {
                let title = &self.scoring.value(*id).title;
                format!("“{title}”")
            }
            Expression::Value(id) => self.value_number(*id).to_string(),
        }
    }

    /// A part of a calculation, in brackets if it is a sum or negative.
    fn factor(&self, part: &Expression, names: bool) -> String {
        let text = self.formula(part, names);
        if matches!(part, Expression::Sum(_)) || text.starts_with('-') {
            return self.lang.pick(format!("（{text}）"), format!("({text})"));
        }
        text
    }

    /// What a value has come to; one that is not open to the person is 0.
    fn value_number(&self, id: ValueId) -> Points {
        let line = self.values.iter().find(|line| line.value == id);
        match line.and_then(|line| line.steps.last()) {
            Some(Gave::Points(number) | Gave::Quantity(number)) => *number,
            Some(
                Gave::Category(_)
                | Gave::Classed(_)
                | Gave::Entries(_)
                | Gave::Quantities(_)
                | Gave::Rows(_)
                | Gave::Spans(_),
            )
            | None => Points::ZERO,
        }
    }

    /// A figure as a number, by a ruling where the paper leaves it out.
    fn number_of(&self, param: Param<Points>) -> Points {
        match param {
            Param::Stated(points) => points,
            Param::Gap(gap) => match self.round.filling(gap) {
                Some((_, Filling::Points(points))) => points,
                Some((_, Filling::Date(_) | Filling::Word(_))) | None => Points::ZERO,
            },
        }
    }
}
