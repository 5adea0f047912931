//! Caps in words.

use super::figures::Count;
use super::step::{Rule, Teller};
use crate::lang::say;
use anzhi_core::points::Points;
use anzhi_core::scheme::{LadderId, Unit};
use anzhi_core::steps::{ClassLimit, Limit, Param};

impl Teller<'_> {
    pub(super) fn limit(&self, limit: &Limit) -> Rule {
        let lang = self.lang;
        let how = lang.pick(
            "分高的先计，超出上限的部分不计；减分不受上限影响",
            "the highest count first, and nothing beyond it; deductions stand outside of it",
        );
        match limit {
            Limit::All(to) => {
                let most = self.show.points(*to);
                let words = say!(
                    lang,
                    "各条合计最多计{most}（{how}）",
                    "All entries together count at most {most} ({how})"
                );
                Rule::from(words).with([*to])
            }
            Limit::BestClass(ladder, limits) => {
                let words = say!(
                    lang,
                    "各条合计的上限，依其中计分的最高等次，如下表（{how}）：",
                    "All entries together count at most what the highest class among them says ({how}):"
                );
                Rule { rows: self.class_limits(*ladder, limits), ..words.into() }
            }
            Limit::Class(ladder, limits) => {
                let next = match limits {
                    ClassLimit::NextClass { .. } => lang
                        .pick("，即高一等次一次的分值", ", which is what one entry of the next class gives"),
                    ClassLimit::Stated(_) => "",
                };
                let words = say!(
                    lang,
                    "同一等次各条合计的上限如下表{next}（{how}）：",
                    "The entries of each class together count at most as follows{next} ({how}):"
                );
                Rule { rows: self.class_limits(*ladder, limits), ..words.into() }
            }
            Limit::Points { at_least, to } => self.bounds(*at_least, *to),
        }
    }

    fn class_limits(&self, ladder: LadderId, limits: &ClassLimit) -> Vec<Vec<String>> {
        let lang = self.lang;
        let head = vec![lang.pick("等次", "class").into(), lang.pick("上限", "at most").into()];
        let classes: Vec<_> = (0..).zip(&self.scoring.ladder(ladder).classes).collect();
        let rows = classes.into_iter().rev().map(|(class, name)| {
            let limit = limits.of(class).map(|limit| self.show.cell(limit, Count::one(Unit::Points)));
            vec![name.to_string(), limit.unwrap_or_else(|| lang.pick("不限", "no limit").into())]
        });
        std::iter::once(head).chain(rows).collect()
    }

    fn bounds(&self, at_least: Option<Param<Points>>, to: Option<Param<Points>>) -> Rule {
        let lang = self.lang;
        let most = to.map(|to| {
            let to = self.show.points(to);
            say!(lang, "最多计{to}", "at most {to}")
        });
        let least = at_least.map(|least| {
            let least = self.show.points(least);
            say!(lang, "最少计{least}", "at least {least}")
        });
        let words: Vec<String> = most.into_iter().chain(least).collect();
        let words = words.join(lang.pick("，", ", "));
        Rule::from(say!(lang, "{words}", "Counts {words}")).with(to.into_iter().chain(at_least))
    }
}
