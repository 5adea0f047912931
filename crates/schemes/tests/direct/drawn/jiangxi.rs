//! Who is drawn for Jiangxi: terms of just four, five and eight years.

use super::grades;
use crate::day::Day;
use crate::person::{Degree, Period, Person};
use crate::random::Random;

pub(crate) fn draw(random: &mut Random, cutoff: Day) -> Person {
    let mut person = Person { enlisted: random.day(cutoff, 25), ..Person::default() };
    person.grade_since = just(random, cutoff, 5, 8);
    person.rank_since = just(random, cutoff, 4, 7);
    person.cadre_since = just(random, cutoff, 8, 14);
    person.allowance = random.maybe(97, &[true, true, false]);
    let ranks = "少尉 中尉 上尉 少校 中校 上校 大校
        文职正处 文职副处 文职正科 文职副科 文职一级科员 文职二级科员 文职办事员";
    person.rank = random.chance(97).then(|| random.word(ranks));
    let civilian = "正处 副处 正科 副科 一级科员 二级科员 办事员";
    grades(random, &mut person, "正团 副团 正营 副营 正连 副连 排", civilian);
    let degrees = if random.chance(3) { 0 } else { 1 + random.below(3) };
    for _ in 0..degrees {
        let class = random.word("高中及以下 中专 大专 本科 本科学士 硕士 博士");
        let date = just(random, cutoff, 3, 6).unwrap_or(cutoff);
        person.degrees.push(Degree { class, date: Some(date), full_time: random.chance(85) });
    }
    let n = random.below(4);
    for (from, to) in random.times(n, cutoff, &[0, 1, 6, 12, 24, 36, 48]) {
        let kind = random.word("国防生学习 入伍前学习 入伍前工作");
        person.periods.push(Period { kind, from, to, ..Period::default() });
    }
    person
}

/// A day, one in eight just so many years before the cut-off.
fn just(random: &mut Random, cutoff: Day, years: i32, within: usize) -> Option<Day> {
    let day = random.needed_day(cutoff, within);
    if random.chance(12) { Some(cutoff.months_later(-12 * years)) } else { day }
}
