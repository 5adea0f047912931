//! How long times are, in words: the unit, what a part of one counts, how several times are added.

use super::figures::{Count, unit_of};
use super::step::{Rule, Teller, gap_of};
use crate::lang::say;
use crate::numbers::count;
use anzhi_core::date::TimeUnit;
use anzhi_core::duration::Duration;
use anzhi_core::points::Points;
use anzhi_core::steps::{Add, Measure, Param, Rest, RestRow, Way};

impl Teller<'_> {
    pub(super) fn measure(&self, measure: &Measure) -> Rule {
        let lang = self.lang;
        let counted = Count { unit: unit_of(measure.unit), every: measure.every };
        let (period, one) = (self.period(counted), self.one(counted));
        let mut words = match measure.unit {
            TimeUnit::Day => lang.pick("计算天数", "Counts days").to_owned(),
            TimeUnit::Month | TimeUnit::Year => {
                say!(lang, "计算时长：每满{period}计{one}", "Counts full times of {period}, each as {one}")
            }
        };
        let mut rule = Rule::from(String::new());
        if measure.unit != TimeUnit::Day {
            let rest = self.rest(measure, counted, &mut rule);
            words.push_str(&say!(lang, "；不足{period}的部分{rest}", "; a part of {period} {rest}"));
        }
        if let Some(add) = measure.add {
            words.push_str(self.add(add));
        }
        if measure.per_label {
            words.push_str(lang.pick("；各类分别计算", "; each kind by itself"));
        }
        for (label, factor) in &measure.whole_times {
            let label = measure
                .labels
                .as_ref()
                .map_or_else(String::new, |labels| labels.text(&self.scoring.facts, *label));
            let times = self.show.figure(*factor);
            rule = rule.with([*factor]);
            words.push_str(&say!(
                lang,
                "；“{label}”的整数部分乘以{times}，不足的部分不乘",
                "; the whole units of “{label}” are multiplied by {times}, its part of a unit is not"
            ));
        }
        Rule { words, ..rule }
    }

    /// One unit as a number of them.
    fn one(&self, counted: Count) -> String {
        self.show.amount(Param::Stated(Points::from_int(1)), counted)
    }

    /// What makes one unit: a year, five years.
    fn period(&self, counted: Count) -> String {
        let (noun, every) = (self.show.noun(counted.unit), counted.every.max(1));
        let english = count(every, noun);
        say!(self.lang, "{every}{noun}", "{english}")
    }

    /// What a part of a unit counts; gaps go to the rule.
    fn rest(&self, measure: &Measure, counted: Count, rule: &mut Rule) -> String {
        let lang = self.lang;
        let half = self.half(measure);
        match &measure.rest {
            Way::Gap(gap, ways) => {
                let ways = ways.iter().map(|rest| self.rest_way(rest, &half, counted));
                rule.rows = self.show.ways(*gap, ways);
                rule.gaps.push(*gap);
                let by = self.show.by_ruling(*gap);
                say!(lang, "{by}", "counts {by}")
            }
            Way::Stated(rest) => {
                let way = self.rest_way(rest, &half, counted);
                match rest {
                    Rest::Down | Rest::Up => way,
                    Rest::HalfUp | Rest::OverHalfUp | Rest::TwoStep | Rest::TwoStepHalfUp => {
                        say!(lang, "，{way}", "{way}")
                    }
                    Rest::Rows(rows) => {
                        rule.gaps.extend(rows.iter().filter_map(|row| gap_of(row.counts)));
                        say!(lang, "，{way}", "{way}")
                    }
                }
            }
        }
    }

    fn rest_way(&self, rest: &Rest, half: &str, counted: Count) -> String {
        let lang = self.lang;
        let (period, one) = (self.period(counted), self.one(counted));
        match rest {
            Rest::Down => lang.pick("不计", "does not count").into(),
            Rest::Up => say!(lang, "按{period}计", "counts as a whole one"),
            Rest::HalfUp => say!(
                lang,
                "满{half}的按{period}计，不满的不计",
                "counts as a whole one from {half} on, a shorter one does not count"
            ),
            Rest::OverHalfUp => say!(
                lang,
                "超过{half}的按{period}计，其余不计",
                "counts as a whole one above {half}, and does not count up to that"
            ),
            Rest::TwoStep => say!(
                lang,
                "{half}以内的计{one}的一半，超过的按{period}计",
                "counts half up to {half}, and as a whole one above"
            ),
            Rest::TwoStepHalfUp => say!(
                lang,
                "不满{half}的计{one}的一半，满{half}的按{period}计",
                "counts half below {half}, and as a whole one from there on"
            ),
            Rest::Rows(rows) => {
                let all: Vec<String> = rows.iter().map(|row| self.rest_row(row, counted)).collect();
                let all = all.join(lang.pick("，", ", "));
                match rows.first().is_some_and(|row| row.from == Duration::ZERO) {
                    true => say!(lang, "{all}", "counts {all}"),
                    false => say!(lang, "{all}，更短的不计", "counts {all}, a shorter one nothing"),
                }
            }
        }
    }

    fn rest_row(&self, row: &RestRow, counted: Count) -> String {
        let (from, counts) = (self.length(row.from), self.show.amount(row.counts, counted));
        match (row.above, row.from == Duration::ZERO) {
            (_, true) => say!(self.lang, "有余数的计{counts}", "{counts} whatever its length"),
            (true, false) => say!(self.lang, "超过{from}的计{counts}", "{counts} above {from}"),
            (false, false) => say!(self.lang, "满{from}的计{counts}", "{counts} from {from} on"),
        }
    }

    /// Half a unit: six months for each year, fifteen days for an odd month.
    fn half(&self, measure: &Measure) -> String {
        let every = i32::from(measure.every.max(1));
        self.length(match measure.unit {
            TimeUnit::Day => Duration::ZERO,
            TimeUnit::Month => Duration { months: every / 2, days: every % 2 * 15 },
            TimeUnit::Year => Duration { months: every * 6, days: 0 },
        })
    }

    /// A length of months and days.
    fn length(&self, length: Duration) -> String {
        let lang = self.lang;
        let Duration { months, days } = length;
        let (in_months, in_days) = (count(months, "month"), count(days, "day"));
        match (months, days) {
            (0, _) => say!(lang, "{days}天", "{in_days}"),
            (_, 0) => say!(lang, "{months}个月", "{in_months}"),
            (_, _) => say!(lang, "{months}个月零{days}天", "{in_months} and {in_days}"),
        }
    }

    fn add(&self, add: Add) -> &'static str {
        let lang = self.lang;
        match add {
            Add::Days => lang.pick("；几段时间的天数相加", "; the days of several times are added"),
            Add::Each => lang.pick(
                "；几段时间各自计算，所得相加",
                "; several times are counted each by itself and the results added",
            ),
            Add::Ymd => lang.pick(
                "；有几段时间的，年、月、日分别相加，满30日进1个月，满12个月进1年，再行计算",
                "; of several times years, months and days are added each, 30 days carried as a month and 12 \
                 months as a year, and the sum is counted",
            ),
        }
    }
}
