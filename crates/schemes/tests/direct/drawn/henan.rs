//! Who is drawn for Henan 2019: many merits of one class, hard years about five.

use super::grades;
use crate::day::Day;
use crate::person::{Degree, Event, Period, Person};
use crate::random::Random;

pub(crate) fn draw(random: &mut Random, cutoff: Day) -> Person {
    let mut person = Person { enlisted: random.day(cutoff, 30), ..Person::default() };
    person.grade_since = random.needed_day(cutoff, 12);
    grades(random, &mut person, "正团 副团 正营 副营 正连 副连 排", "");
    let degrees = if random.chance(3) { 0 } else { 1 + random.below(3) };
    for _ in 0..degrees {
        let class = random.word("高中及以下 中专 大专 本科 硕士 博士");
        let date = random.day(cutoff, 20);
        let date = random.maybe(85, &[date]);
        person.degrees.push(Degree { class, date, full_time: random.chance(50) });
    }
    let n = random.below(4);
    for (from, to) in random.times(n, cutoff, &[0, 6, 12, 24, 36, 60, 60, 90]) {
        let kind = random.word("艰苦边远 飞行 舰艇");
        person.periods.push(Period { kind, from, to, ..Period::default() });
    }
    // Many of one class, so that caps are reached.
    let often = random.word("三等功 三等功 二等功 一等功");
    for _ in 0..random.below(11) {
        let other = random.word("嘉奖 三等功 二等功 一等功 荣誉称号");
        let class = if random.chance(75) { often } else { other };
        let (date, collective, cause) = (random.day(cutoff, 20), random.chance(10), random.cause());
        person.events.push(Event { kind: "奖励", class, date, collective, cause, ..Event::default() });
    }
    person
}
