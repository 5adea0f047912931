//! Points for a length: bands in words.

use super::step::{Rule, Teller};
use crate::lang::say;
use anzhi_core::points::Points;
use anzhi_core::steps::{Band, Param, Scale, ScaleLabels};

impl Teller<'_> {
    pub(super) fn scale(&self, scale: &Scale) -> Rule {
        let bands = self.bands(&scale.bands);
        Rule::from(say!(self.lang, "计分：{bands}", "Points: {bands}")).with(figures(&scale.bands))
    }

    pub(super) fn scale_labels(&self, scale: &ScaleLabels) -> Rule {
        let lang = self.lang;
        let head = vec![lang.pick("类别", "kind").into(), lang.pick("分值", "points").into()];
        let label = |label| scale.labels.text(&self.scoring.facts, label);
        let rows = scale.bands.iter().map(|(own, bands)| vec![label(*own), self.bands(bands)]);
        let words = lang.pick(
            "各类按下表计分后相加；出现表中没有的类别的，为差错：",
            "Points of each kind by this table, added up; a kind that is not in it is a fault:",
        );
        let rule = Rule { rows: std::iter::once(head).chain(rows).collect(), ..words.to_owned().into() };
        rule.with(scale.bands.iter().flat_map(|(_, bands)| figures(bands)))
    }

    /// All bands, as papers put them.
    fn bands(&self, bands: &[Band]) -> String {
        let lang = self.lang;
        let mut words = Vec::new();
        if let Some(first) = bands.first() {
            words.extend(self.below(first));
        }
        for (place, band) in bands.iter().enumerate() {
            words.push(self.band(band, bands.get(place + 1), place == 0));
        }
        words.join(lang.pick("，", ", "))
    }

    /// What lies below the first band.
    fn below(&self, first: &Band) -> Option<String> {
        let lang = self.lang;
        let zero = first.at == Points::ZERO;
        let at = self.show.amount(Param::Stated(first.at), self.count);
        match (first.gives, first.above) {
            (_, false) if zero => None,
            (None, _) if zero => None,
            (None, _) => Some(say!(lang, "{at}以内的不计分", "nothing up to {at}")),
            (Some(_), true) if zero => None,
            (Some(_), true) => Some(say!(lang, "不超过{at}的不计分", "nothing up to {at}")),
            (Some(_), false) => Some(say!(lang, "不满{at}的不计分", "nothing below {at}")),
        }
    }

    fn band(&self, band: &Band, next: Option<&Band>, first: bool) -> String {
        let lang = self.lang;
        let amount = |at| self.show.amount(Param::Stated(at), self.count);
        let (at, each) = (amount(band.at), self.show.each(self.count));
        let flat = band.each == Param::Stated(Points::ZERO);
        let more = self.show.points(band.each);
        let Some(gives) = band.gives else {
            return match (next.map(|next| amount(next.at)), first && band.at == Points::ZERO) {
                (_, true) if flat && next.is_none() => lang.pick("不计分", "nothing").into(),
                (None, true) => say!(lang, "{each}{more}", "{more} {each}"),
                (Some(end), true) => say!(lang, "{end}以内的部分{each}{more}", "{more} {each} up to {end}"),
                (None, false) if flat => say!(lang, "超过{at}的部分不再加分", "no more beyond {at}"),
                (None, false) => say!(lang, "超过{at}的部分{each}{more}", "{more} {each} beyond {at}"),
                (Some(end), false) => {
                    say!(lang, "超过{at}至{end}的部分{each}{more}", "{more} {each} beyond {at} up to {end}")
                }
            };
        };
        let gives = self.show.points(gives);
        let begin = match (band.above, band.at == Points::ZERO) {
            (false, true) => say!(lang, "{at}即", "at {at}"),
            (false, false) => say!(lang, "满{at}", "from {at} on"),
            (true, _) => say!(lang, "超过{at}的", "above {at}"),
        };
        match flat {
            true => say!(lang, "{begin}计{gives}", "{gives} {begin}"),
            false if band.above && band.at == Points::ZERO => {
                say!(lang, "{begin}计{gives}，另{each}加{more}", "{gives} {begin} and {more} {each}")
            }
            false => say!(
                lang,
                "{begin}计{gives}，以后{each}加{more}",
                "{gives} {begin} and {more} more {each} after that"
            ),
        }
    }
}

/// The figures of bands.
fn figures(bands: &[Band]) -> impl Iterator<Item = Param<Points>> {
    bands.iter().flat_map(|band| band.gives.into_iter().chain([band.each]))
}
