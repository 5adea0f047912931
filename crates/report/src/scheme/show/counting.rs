//! Steps on entries with points: what a class gives, and which of several entries count how much.

use super::figures::Count;
use super::step::{Rule, Teller};
use crate::lang::say;
use anzhi_core::points::Points;
use anzhi_core::scheme::Unit;
use anzhi_core::steps::{Best, By, KeepKey, OncePer, Param, Per, Price, Tariff, Times, Token};

impl Teller<'_> {
    /// The points of each class, the highest first as papers have them.
    pub(super) fn price(&self, price: &Price) -> Rule {
        let lang = self.lang;
        let totals = price.points.iter().any(|tariff| matches!(tariff, Tariff::Totals(_)));
        let words = match totals {
            true => lang.pick(
                "按等次计分（分“共”的，为同一等次各次合计）：",
                "Points by class (where it says “together”, of all entries of the class):",
            ),
            false => lang.pick("每条按等次计分：", "Each entry has points by its class:"),
        };
        let head = vec![lang.pick("等次", "class").into(), lang.pick("分值", "points").into()];
        let classes = &self.scoring.ladder(price.ladder).classes;
        let rows = classes.iter().zip(&price.points).rev();
        let rows = rows.map(|(class, tariff)| vec![class.to_string(), self.tariff(tariff)]);
        Rule { rows: std::iter::once(head).chain(rows).collect(), ..words.to_owned().into() }
    }

    fn tariff(&self, tariff: &Tariff) -> String {
        let lang = self.lang;
        let totals = match tariff {
            Tariff::Each(each) => return self.show.cell(*each, Count::one(Unit::Points)),
            Tariff::Totals(totals) => totals,
        };
        let last = totals.len();
        let total = |(number, total): (usize, &Param<Points>)| {
            let total = self.show.cell(*total, Count::one(Unit::Points));
            match number == last {
                true => say!(lang, "{number}次以上共{total}", "{number} or more together {total}"),
                false => say!(lang, "{number}次共{total}", "{number} together {total}"),
            }
        };
        (1..).zip(totals).map(total).collect::<Vec<_>>().join(lang.pick("，", ", "))
    }

    pub(super) fn best(&self, best: &Best) -> String {
        let (lang, n) = (self.lang, best.n);
        let (highest, in_english) = match best.by {
            By::Magnitude => ("分量最重", "heaviest"),
            By::Points => ("分值最高", "highest"),
        };
        match best.per {
            Per::All => say!(lang, "只计{highest}的{n}条", "Only the {in_english} count, at most {n}"),
            Per::Class => say!(
                lang,
                "同一等次的，只计{highest}的{n}条",
                "Of each class only the {in_english} count, at most {n}"
            ),
            Per::Points => {
                say!(lang, "分值相同的，最多计{n}条", "Of entries with equal points at most {n} count")
            }
        }
    }

    pub(super) fn once(&self, once: &OncePer) -> String {
        let lang = self.lang;
        let field = self.column(once.field);
        let date = once.date.map_or("", |date| self.column(date));
        let keys: Vec<String> = once.keep.iter().map(|key| self.keep_key(key, date)).collect();
        let keys = keys.join(lang.pick("；相同的，计", "; of equals "));
        let only = once.when.as_ref().map_or_else(String::new, |when| {
            let when = self.those(when);
            say!(lang, "（限其中有{when}）", " (only where for one of them {when})")
        });
        say!(
            lang,
            "{field}相同的几条{only}，只计一条：计{keys}；再相同的，计次序在前的。{field}空缺的，各自独立",
            "Of entries with the same {field}{only} one counts: {keys}; of equals the first. Those without a \
             {field} stand for themselves"
        )
    }

    fn keep_key(&self, key: &KeepKey, date: &str) -> String {
        let lang = self.lang;
        match key {
            KeepKey::Class => lang.pick("等次高的", "the higher class").into(),
            KeepKey::Earliest => {
                say!(lang, "{date}在先的（空缺的最后取）", "the earlier {date} (a blank one last)")
            }
            KeepKey::Latest => {
                say!(lang, "{date}在后的（空缺的最后取）", "the later {date} (a blank one last)")
            }
            KeepKey::Magnitude => {
                lang.pick("分量重的（加分、减分多的）", "the heavier (points farther from 0)").into()
            }
            KeepKey::Points => lang.pick("分高的", "the higher points").into(),
            KeepKey::Prefer(when) => {
                let when = self.those(when);
                say!(lang, "{when}", "where {when}")
            }
        }
    }

    pub(super) fn token(&self, token: &Token) -> Rule {
        let lang = self.lang;
        let date = token.date.map(|date| self.column(date));
        let rest = self.show.points(token.rest);
        let deducts = matches!(token.rest, Param::Stated(points) if points.is_negative());
        let first = date.map_or_else(String::new, |date| match deducts {
            true => {
                say!(lang, "；同重的，{date}在先的为最重", "; of equals the earliest {date} is the heaviest")
            }
            false => {
                say!(lang, "；同高的，{date}在先的为最高", "; of equals the earliest {date} is the highest")
            }
        });
        let words = match token.rest {
            Param::Stated(_) if deducts => say!(
                lang,
                "有几条的，减分最重的一条全减，其余每条{rest}{first}",
                "Of several the heaviest counts in full, each further one {rest}{first}"
            ),
            Param::Stated(_) => say!(
                lang,
                "有几条的，分值最高的一条全计，其余每条计{rest}{first}",
                "Of several the highest counts in full, each further one {rest}{first}"
            ),
            Param::Gap(_) => say!(
                lang,
                "有几条的，分值最高（减分的，最重）的一条全计，其余每条计{rest}{first}",
                "Of several the highest (of deductions the heaviest) counts in full, each further one {rest}{first}"
            ),
        };
        Rule::from(words).with([token.rest])
    }

    pub(super) fn times(&self, times: &Times) -> Rule {
        let lang = self.lang;
        let factor = self.show.figure(times.factor);
        let words = match &times.when {
            Some(when) => {
                let when = self.those(when);
                say!(lang, "{when}，分值乘以{factor}", "Where {when}, points are multiplied by {factor}")
            }
            None => say!(lang, "各条分值乘以{factor}", "All points are multiplied by {factor}"),
        };
        Rule::from(words).with([times.factor])
    }
}
