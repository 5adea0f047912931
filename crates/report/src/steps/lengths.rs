//! `measure`: how long times are and what counts of it.

use super::{Before, Teller};
use crate::lang::say;
use crate::numbers::count;
use anzhi_core::date::TimeUnit;
use anzhi_core::duration::Duration;
use anzhi_core::points::Points;
use anzhi_core::sheet::{Gave, Stretch};
use anzhi_core::steps::{Add, Measure, Rest, RestRow};

impl Teller<'_> {
    /// How long the times are together, and what the part of a unit counts.
    pub(super) fn measured(&self, measure: &Measure, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let Some((_, Gave::Spans(times))) = before else { return };
        match gave {
            Gave::Quantity(quantity) => out.push(self.counted(measure, times, *quantity)),
            Gave::Quantities(quantities) => {
                for (label, quantity) in quantities {
                    let own: Vec<Stretch> =
                        times.iter().filter(|time| time.label == *label).copied().collect();
                    let (label, text) =
                        (self.label(*label, measure.labels.as_ref()), self.counted(measure, &own, *quantity));
                    out.push(say!(self.lang, "{label}{text}", "{label}{text}"));
                }
            }
            Gave::Category(_)
            | Gave::Classed(_)
            | Gave::Entries(_)
            | Gave::Points(_)
            | Gave::Rows(_)
            | Gave::Spans(_) => {}
        }
    }

    fn counted(&self, measure: &Measure, times: &[Stretch], quantity: Points) -> String {
        let lang = self.lang;
        let unit = self.unit(measure.unit, measure.every);
        if times.is_empty() {
            return say!(lang, "没有可计的时间，计0{unit}", "no time that counts: 0");
        }
        if measure.unit == TimeUnit::Day {
            return self.days(measure, times, quantity);
        }
        if let ([time], []) = (times, &measure.whole_times[..])
            && measure.every == 1
            && let Some(text) = self.single(measure, *time, quantity)
        {
            return text;
        }
        let lengths: Vec<Duration> = times.iter().map(|time| self.duration(time)).collect();
        let list = lengths.iter().map(|length| self.length(*length)).collect::<Vec<_>>();
        let list = list.join(lang.pick("、", ", "));
        let rule = self.rest_rule(measure);
        if measure.add == Some(Add::Each) {
            let factors = self.factors(measure, times);
            return say!(
                lang,
                "时长{list}，逐段计算，{rule}{factors}，计{quantity}{unit}",
                "{list}, each by itself; {rule}{factors}: {quantity}"
            );
        }
        let factors = self.factors(measure, times);
        let together = match (lengths.len(), factors.is_empty()) {
            (1, _) => say!(lang, "时长{list}{factors}", "{list}{factors}"),
            (_, true) => {
                let total = self.length(Duration::sum(lengths));
                say!(
                    lang,
                    "时长{list}，年、月、日分别相加，满30日进1个月，满12个月进1年，合计{total}",
                    "{list}; years, months and days are added each, 30 days carried as a month: {total}"
                )
            }
            (_, false) => say!(
                lang,
                "时长{list}{factors}，各类余数与其余时间一并累计",
                "{list}{factors}; what is left over is added to all other time"
            ),
        };
        say!(lang, "{together}，{rule}，计{quantity}{unit}", "{together}; {rule}: {quantity}")
    }

    /// A single time whose rule the usual words say.
    fn single(&self, measure: &Measure, time: Stretch, quantity: Points) -> Option<String> {
        let lang = self.lang;
        let unit = self.unit(measure.unit, 1);
        let (full, part) = time.from.full_units_to(time.until(), measure.unit, self.scoring.anniversary);
        let in_english = count(full, &format!("{}{unit}", if part { "full " } else { "" }));
        if !part {
            return Some(say!(
                lang,
                "正好满{full}{unit}，计{quantity}{unit}",
                "exactly {in_english}, counted as {quantity}"
            ));
        }
        let (rest, by) = self.way(&measure.rest);
        match rest? {
            Rest::Up => Some(say!(
                lang,
                "满{full}{unit}有余，不足一{unit}的按一{unit}计{by}，共{quantity}{unit}",
                "{in_english} and a part, which counts as one more{by}: {quantity}"
            )),
            Rest::Down => Some(say!(
                lang,
                "满{full}{unit}有余，不足一{unit}的不计{by}，共{quantity}{unit}",
                "{in_english} and a part, which does not count{by}: {quantity}"
            )),
            Rest::HalfUp | Rest::OverHalfUp | Rest::Rows(_) | Rest::TwoStep | Rest::TwoStepHalfUp => None,
        }
    }

    fn days(&self, measure: &Measure, times: &[Stretch], quantity: Points) -> String {
        let lang = self.lang;
        let days: Vec<String> =
            times.iter().map(|time| time.from.days_to(time.until()).to_string()).collect();
        let factors = self.factors(measure, times);
        let (list, in_english) = (days.join(" + "), count(quantity, "day"));
        match (days.len(), factors.is_empty()) {
            (1, true) => say!(lang, "计{quantity}天", "{in_english}"),
            _ => say!(lang, "{list}天{factors}，计{quantity}天", "{list} days{factors}: {quantity}"),
        }
    }

    /// What a part of a unit counts, in words.
    fn rest_rule(&self, measure: &Measure) -> String {
        let lang = self.lang;
        let unit = self.unit(measure.unit, measure.every);
        let half = match measure.unit {
            TimeUnit::Day | TimeUnit::Month => Duration { months: 0, days: 15 },
            TimeUnit::Year => Duration { months: 6 * i32::from(measure.every), days: 0 },
        };
        let half = self.length(half);
        let (rest, by) = self.way(&measure.rest);
        let rule = match rest {
            Some(Rest::Down) => say!(lang, "不足一{unit}的不计", "a part of a {unit} does not count"),
            Some(Rest::Up) => say!(lang, "不足一{unit}的按一{unit}计", "a part of a {unit} counts as one"),
            Some(Rest::HalfUp) => say!(
                lang,
                "余数满{half}的按一{unit}计，不满的不计",
                "a part of {half} or more counts as a {unit}, less does not count"
            ),
            Some(Rest::OverHalfUp) => say!(
                lang,
                "余数超过{half}的按一{unit}计，不超过的不计",
                "a part of more than {half} counts as a {unit}, up to {half} does not count"
            ),
            Some(Rest::TwoStep) => say!(
                lang,
                "余数不超过{half}的计0.5，超过的计1",
                "a part of up to {half} counts 0.5, more counts 1"
            ),
            Some(Rest::TwoStepHalfUp) => say!(
                lang,
                "余数不满{half}的计0.5，满{half}的计1",
                "a part of less than {half} counts 0.5, {half} or more counts 1"
            ),
            Some(Rest::Rows(rows)) => {
                let rows: Vec<String> = rows.iter().map(|row| self.rest_row(row)).collect();
                rows.join(lang.pick("，", ", "))
            }
            None => say!(
                lang,
                "不足一{unit}的各种计法结果相同",
                "a part of a {unit} comes to the same in every way"
            ),
        };
        say!(lang, "{rule}{by}", "{rule}{by}")
    }

    fn rest_row(&self, row: &RestRow) -> String {
        let (lang, counts) = (self.lang, self.figure(row.counts));
        let from = self.length(row.from);
        match (row.above, row.from == Duration::ZERO) {
            (true, true) => say!(lang, "有余数的计{counts}", "any part counts {counts}"),
            (true, false) => say!(lang, "余数超过{from}的计{counts}", "a part above {from} counts {counts}"),
            (false, _) => say!(lang, "余数满{from}的计{counts}", "a part of {from} or more counts {counts}"),
        }
    }

    /// By what whole units of these times are multiplied.
    fn factors(&self, measure: &Measure, times: &[Stretch]) -> String {
        let come = |label: u32| times.iter().any(|time| time.label == label);
        let unit = self.unit(measure.unit, measure.every);
        let factor = |(label, factor): &(u32, _)| {
            let (label, factor) = (self.label(*label, measure.labels.as_ref()), self.figure(*factor));
            say!(
                self.lang,
                "，{label}满一{unit}的部分按{factor}倍计",
                "; whole units of {label}count {factor} times"
            )
        };
        measure.whole_times.iter().filter(|(label, _)| come(*label)).map(factor).collect()
    }

    fn duration(&self, time: &Stretch) -> Duration {
        Duration::between(time.from, time.until(), self.scoring.anniversary)
    }

    /// A length in years, months and days.
    pub(super) fn length(&self, length: Duration) -> String {
        let parts = [
            (length.years(), ("年", "year")),
            (length.odd_months(), ("个月", "month")),
            (length.days, ("天", "day")),
        ];
        let filled = parts.iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> = filled
            .map(|(number, (zh, en))| self.lang.pick(format!("{number}{zh}"), count(number, en)))
            .collect();
        match words.is_empty() {
            true => self.lang.pick("0天", "0 days").into(),
            false => words.join(self.lang.pick("", " ")),
        }
    }

    /// What is counted: years, months, days or several years at a time.
    pub(super) fn unit(&self, unit: TimeUnit, every: u16) -> String {
        let (zh, en) = match unit {
            TimeUnit::Day => ("天", "day"),
            TimeUnit::Month => ("个月", "month"),
            TimeUnit::Year if every > 1 => {
                return self.lang.pick(format!("个{every}年"), format!("{every}-year period"));
            }
            TimeUnit::Year => ("年", "year"),
        };
        self.lang.pick(zh, en).into()
    }
}
