//! Who is drawn for Jilin 2008: long flying and plateau service, heights about 3,500 metres.

use super::grades;
use crate::day::Day;
use crate::person::{Event, Period, Person};
use crate::random::Random;

pub(crate) fn draw(random: &mut Random, cutoff: Day) -> Person {
    let mut person = Person { enlisted: random.day(cutoff, 25), ..Person::default() };
    person.grade_since = random.needed_day(cutoff, 12);
    person.disability = Some(random.word("无 因战 因公 因病"));
    grades(random, &mut person, "正团 副团 正营 副营 正连 副连 排", "");
    for (kinds, lengths) in [
        ("飞行 潜艇", [6, 12, 60, 60, 114, 120, 132]),
        ("西藏 高原 高原", [12, 60, 60, 114, 120, 132, 240]),
        ("基层作战部队主官", [6, 12, 12, 18, 24, 24, 36]),
    ] {
        let n = random.below(4);
        for (from, to) in random.times(n, cutoff, &lengths) {
            let (kind, altitude) = (random.word(kinds), random.maybe(95, &[3499, 3500, 3501, 4200, 4200]));
            let post = random.word("团长 团政委 营长 营教导员 连长 连指导员");
            person.periods.push(Period { kind, from, to, altitude, post, ..Period::default() });
        }
    }
    for _ in 0..random.below(10) {
        let others = "嘉奖 二等功 大军区荣誉称号 四总部表彰 省级表彰 一等功 中央军委荣誉称号 国务院表彰";
        let class = if random.chance(65) { "三等功" } else { random.word(others) };
        let (date, collective, cause) = (random.day(cutoff, 20), random.chance(10), random.cause());
        person.events.push(Event { kind: "奖励", class, date, collective, cause, ..Event::default() });
    }
    for _ in 0..random.below(3) {
        let (class, date) = (random.word("三等奖 二等奖 一等奖"), random.day(cutoff, 15));
        let (level, place) = (random.word("国家级 省级 总部级 其他"), random.pick(&[1, 2, 3, 4, 5]));
        person.events.push(Event { kind: "科研奖", class, date, level, place, ..Event::default() });
    }
    person
}
