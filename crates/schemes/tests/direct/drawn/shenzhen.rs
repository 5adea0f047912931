//! Who is drawn for Shenzhen 2014: study up to enlistment, awards of wartime, several sanctions.

use super::grades;
use crate::day::Day;
use crate::person::{Event, Period, Person};
use crate::random::Random;

pub(crate) fn draw(random: &mut Random, cutoff: Day) -> Person {
    let mut person = Person { enlisted: random.day(cutoff, 25), ..Person::default() };
    person.commands = random.maybe(97, &[true, false]);
    let posts = "正军 副军 正师 副师 正团 正团 副团 副团 正营 副营 正连 副连 排 排";
    grades(random, &mut person, posts, "正处 副处 正科 副科 一级科员 二级科员 办事员");
    // Study that ends when service begins, or a day before or after.
    if random.chance(40) {
        let to = person.enlisted.days_later(random.pick(&[-2, -1, -1, 0, 1, 31]));
        let from = to.months_later(-random.pick(&[6, 36, 42, 48])).days_later(random.pick(&[-1, 0, 1]));
        person.periods.push(Period { kind: "直招前大学学习", from, to, ..Period::default() });
    }
    for (kinds, most) in [("团级领导职务", 3), ("艰苦边远地区 飞行 舰艇", 4), ("直招前大学学习", 2)]
    {
        let n = random.below(most);
        for (from, to) in random.times(n, cutoff, &[0, 1, 12, 30, 36, 54, 60, 60, 120]) {
            person.periods.push(Period { kind: random.word(kinds), from, to, ..Period::default() });
        }
    }
    for _ in 0..random.below(4) {
        let class = random.word("嘉奖 三等功 三等功 二等功 一等功 荣誉称号");
        let (date, collective, cause) = (random.day(cutoff, 20), random.chance(10), random.cause());
        let wartime = random.chance(40);
        person.events.push(Event {
            kind: "奖励",
            class,
            date,
            wartime,
            collective,
            cause,
            ..Event::default()
        });
    }
    for _ in 0..random.below(4) {
        let words =
            "警告 警告 严重警告 记过 撤销党内职务 记大过 留党察看 降职 降级 降衔 撤职 开除党籍 开除军籍";
        let (class, date, cause) = (random.word(words), random.day(cutoff, 20), random.cause());
        person.events.push(Event { kind: "处分", class, date, cause, ..Event::default() });
    }
    person
}
