//! Who is drawn for Soldiers 2018: periods of about a year in changing areas, days of combat.

use crate::day::Day;
use crate::person::{Event, Period, Person};
use crate::random::Random;

/// The cut-off is that of the person and not of the round.
pub(crate) fn draw(random: &mut Random, round: Day) -> Person {
    let discharged =
        random.pick(&[Day::new(2024, 2, 29), Day::new(2025, 9, 1), Day::new(2023, 12, 31), round]);
    let cutoff = Day::new(discharged.year, 12, 31);
    let mut person = Person { enlisted: random.day(discharged, 20), ..Person::default() };
    person.discharged = Some(discharged);
    person.disability = Some(random.word("无 因战 因战 因公 因公 因病"));
    person.disability_grade = random.chance(95).then(|| random.word("5级 6级 7级 8级 9级 10级"));
    person.martyrs_child = Some(random.chance(30));
    let lengths = [0, 1, 1, 4, 6, 6, 12, 12, 18];
    let n = random.below(6);
    for (from, to) in random.times(n, cutoff, &lengths) {
        let (kind, allowance) = (random.word("艰苦边远 艰苦边远 西藏 海岛"), random.chance(90));
        let areas = match kind {
            _ if random.chance(3) => "一类 二类 三类 四类 特类",
            "艰苦边远" => "一类 二类 三类 四类 五类 六类",
            "西藏" => "二类 三类 四类",
            _ => "一类 二类 三类 特类",
        };
        let area = random.word(areas);
        person.periods.push(Period { kind, from, to, area, allowance, ..Period::default() });
    }
    for (kind, lengths) in [("海外基地", &lengths[..]), ("参战", &[0, 0, 1]), ("涉核岗位", &lengths)]
    {
        let n = random.below(3);
        for (from, to) in random.times(n, cutoff, lengths) {
            person.periods.push(Period { kind, from, to, ..Period::default() });
        }
    }
    for _ in 0..random.below(8) {
        let kind = random.word("奖励 奖励 奖励 表彰 处分 处分 弄虚作假 勋章荣誉");
        let classes = match kind {
            "奖励" => "嘉奖 三等功 二等功 一等功",
            "表彰" => {
                "中央军委表彰 军委机关部门表彰 优秀士官人才奖一等奖 优秀士官人才奖二等奖 优秀士官人才奖三等奖"
            }
            "处分" => {
                "警告 严重警告 记过 撤销党内职务 记大过 留党察看 降职 降级 降衔 撤职 除名 开除党籍 开除军籍"
            }
            "弄虚作假" => "档案材料弄虚作假",
            _ => "八一勋章 荣誉称号",
        };
        let (class, date, cause) = (random.word(classes), random.day(cutoff, 12), random.cause());
        let (wartime, collective) = (random.chance(50), random.chance(10));
        person.events.push(Event { kind, class, date, wartime, collective, cause, ..Event::default() });
    }
    person
}
