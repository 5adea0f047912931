//! 奖励, in this order: collective ones out, those after the cut-off out, priced with wartime values, one per
//! cause, at most two of the same points, added up.

use crate::build::{NO, Person, Town, YES, person};
use crate::show::{Scored, alone, faults, scored};
use anzhi_core::round::RulingKind;

/// Wartime and collective as they stand in the table.
type Flags = (&'static str, &'static str);
const PEACE: Flags = (NO, NO);
const WAR: Flags = (YES, NO);
const TEAM: Flags = (NO, YES);
const WAR_TEAM: Flags = (YES, YES);

/// Class, date, flags, cause.
type Award = (&'static str, &'static str, Flags, &'static str);

/// Awards (lines 1, 2, …), points, and what the steps kept and took away.
type Case = (&'static [Award], &'static str, &'static str);

fn decorated(awards: &[Award]) -> Person {
    awards.iter().fold(person("1"), |person, (class, date, (wartime, collective), cause)| {
        person.award(class, date, wartime, collective, cause)
    })
}

fn check(cases: &[Case]) {
    for (awards, points, trail) in cases {
        let found: Scored = alone(&decorated(awards));
        assert_eq!(found.points("1", "rewards"), *points, "{awards:?}");
        assert_eq!(found.trail("1", "rewards"), *trail, "{awards:?}");
        assert!(!found.sheet("1").not_counted, "no warning for an award: {awards:?}");
    }
}

#[test]
fn each_class_in_peace_and_war() {
    check(&[
        // Nothing: the empty sum.
        (&[], "0", ""),
        (&[("荣誉称号", "2015-08-01", PEACE, "甲")], "30", "1:30"),
        (&[("一等功", "2015-08-01", PEACE, "甲")], "15", "1:15"),
        (&[("二等功", "2015-08-01", PEACE, "甲")], "5", "1:5"),
        (&[("三等功", "2015-08-01", PEACE, "甲")], "1", "1:1"),
        (&[("嘉奖", "2015-08-01", PEACE, "甲")], "0", "1:0"),
        // In war one class up; there is none above 荣誉称号, so that it stays at 30; 嘉奖 stays at 0.
        (&[("荣誉称号", "2015-08-01", WAR, "甲")], "30", "1:30"),
        (&[("一等功", "2015-08-01", WAR, "甲")], "30", "1:30"),
        (&[("二等功", "2015-08-01", WAR, "甲")], "15", "1:15"),
        (&[("三等功", "2015-08-01", WAR, "甲")], "5", "1:5"),
        (&[("嘉奖", "2015-08-01", WAR, "甲")], "0", "1:0"),
        // One of each value: 30 + 15 + 5 + 1 + 0 = 51.
        (
            &[
                ("荣誉称号", "2011-08-01", PEACE, "甲"),
                ("一等功", "2012-08-01", PEACE, "乙"),
                ("二等功", "2013-08-01", PEACE, "丙"),
                ("三等功", "2014-08-01", PEACE, "丁"),
                ("嘉奖", "2015-08-01", PEACE, "戊"),
            ],
            "51",
            "1:30 2:15 3:5 4:1 5:0",
        ),
    ]);
}

#[test]
fn collective_awards_go_first() {
    check(&[
        (&[("一等功", "2015-08-01", TEAM, "甲")], "0", "; 集体 1"),
        (&[("荣誉称号", "2015-08-01", WAR_TEAM, "甲")], "0", "; 集体 1"),
        // Before same cause: the collective 15 must not displace the personal 1 of the same cause.
        (&[("一等功", "2015-08-01", TEAM, "甲"), ("三等功", "2016-08-01", PEACE, "甲")], "1", "2:1; 集体 1"),
        // Before the cap: of three times 5 one is collective, so that both others count. 5 + 5 = 10.
        (
            &[
                ("二等功", "2013-08-01", TEAM, "甲"),
                ("二等功", "2014-08-01", PEACE, "乙"),
                ("二等功", "2015-08-01", PEACE, "丙"),
            ],
            "10",
            "2:5 3:5; 集体 1",
        ),
        // Collective and after the cut-off: out once, by the first of the two.
        (&[("二等功", "2026-04-01", TEAM, "甲")], "0", "; 集体 1"),
    ]);
}

#[test]
fn awards_after_the_cutoff_go_next() {
    check(&[
        // The day itself counts: 5.
        (&[("二等功", "2026-03-31", PEACE, "甲")], "5", "1:5"),
        // The next day does not.
        (&[("二等功", "2026-04-01", PEACE, "甲")], "0", "; 授予 1"),
        // Before same cause: the 5 after the cut-off must not displace the 1 before it.
        (&[("三等功", "2020-08-01", PEACE, "甲"), ("二等功", "2026-04-01", PEACE, "甲")], "1", "1:1; 授予 2"),
        // Before the cap: of three times 1 one comes too late. 1 + 1 = 2.
        (
            &[
                ("三等功", "2019-08-01", PEACE, "甲"),
                ("三等功", "2020-08-01", PEACE, "乙"),
                ("三等功", "2026-05-01", PEACE, "丙"),
            ],
            "2",
            "1:1 2:1; 授予 3",
        ),
    ]);
}

#[test]
fn once_per_cause_the_highest_counts() {
    check(&[
        // 1 and 5 for one cause: 5.
        (
            &[("三等功", "2015-08-01", PEACE, "甲"), ("二等功", "2016-08-01", PEACE, "甲")],
            "5",
            "2:5; once_per 1",
        ),
        // 战时三等功 5 beats 战时嘉奖 0 and 三等功 1 of the same cause.
        (
            &[
                ("嘉奖", "2015-08-01", WAR, "甲"),
                ("三等功", "2016-08-01", WAR, "甲"),
                ("三等功", "2014-08-01", PEACE, "甲"),
            ],
            "5",
            "2:5; once_per 1; once_per 3",
        ),
        // 战时二等功 15 beats 二等功 5 of an earlier date.
        (
            &[("二等功", "2014-08-01", PEACE, "甲"), ("二等功", "2015-08-01", WAR, "甲")],
            "15",
            "2:15; once_per 1",
        ),
        // Equal points, the earlier date stays: 战时三等功 and 二等功, both 5.
        (
            &[("二等功", "2016-08-01", PEACE, "甲"), ("三等功", "2015-08-01", WAR, "甲")],
            "5",
            "2:5; once_per 1",
        ),
        (
            &[("二等功", "2015-08-01", PEACE, "甲"), ("三等功", "2016-08-01", WAR, "甲")],
            "5",
            "1:5; once_per 2",
        ),
        // Equal points and dates: the smaller row in normal form, 三 (U+4E09) before 二 (U+4E8C).
        (
            &[("二等功", "2015-08-01", PEACE, "甲"), ("三等功", "2015-08-01", WAR, "甲")],
            "5",
            "2:5; once_per 1",
        ),
        // Two causes, one of each counts: 5 + 1 = 6.
        (
            &[
                ("二等功", "2015-08-01", PEACE, "甲"),
                ("三等功", "2015-08-01", PEACE, "甲"),
                ("三等功", "2016-08-01", PEACE, "乙"),
                ("嘉奖", "2016-08-01", PEACE, "乙"),
            ],
            "6",
            "1:5 3:1; once_per 2; once_per 4",
        ),
        // Nobody is richer by a 嘉奖 of another cause: 1 + 0 = 1.
        (&[("三等功", "2015-08-01", PEACE, "甲"), ("嘉奖", "2014-08-01", PEACE, "乙")], "1", "1:1 2:0"),
    ]);
}

#[test]
fn causes_are_compared_exactly_and_an_empty_one_is_its_own() {
    check(&[
        // Empty twice: two causes. 1 + 1 = 2, and 5 beside 1 with the same emptiness: 5 + 1 = 6.
        (&[("三等功", "2015-08-01", PEACE, ""), ("三等功", "2016-08-01", PEACE, "")], "2", "1:1 2:1"),
        (&[("三等功", "2015-08-01", PEACE, ""), ("二等功", "2015-08-01", PEACE, "")], "6", "1:1 2:5"),
        // A blank within, a full-width digit, one character more, another case: other causes. 5 + 1 = 6.
        (
            &[("二等功", "2015-08-01", PEACE, "抗洪抢险"), ("三等功", "2015-08-01", PEACE, "抗洪 抢险")],
            "6",
            "1:5 2:1",
        ),
        (
            &[("二等功", "2015-08-01", PEACE, "98抗洪"), ("三等功", "2015-08-01", PEACE, "９８抗洪")],
            "6",
            "1:5 2:1",
        ),
        (
            &[("二等功", "2015-08-01", PEACE, "抗洪"), ("三等功", "2015-08-01", PEACE, "抗洪。")],
            "6",
            "1:5 2:1",
        ),
        (
            &[("二等功", "2015-08-01", PEACE, "Cobra"), ("三等功", "2015-08-01", PEACE, "cobra")],
            "6",
            "1:5 2:1",
        ),
    ]);
}

/// Some value three times.
const CAPPED: &[Case] = &[
    // 1 + 1, the third and fourth do not count: 2. Of equals those first in normal form stay, here by date.
    (
        &[
            ("三等功", "2016-08-01", PEACE, "甲"),
            ("三等功", "2013-08-01", PEACE, "乙"),
            ("三等功", "2015-08-01", PEACE, "丙"),
            ("三等功", "2014-08-01", PEACE, "丁"),
        ],
        "2",
        "2:1 4:1; best 1; best 3",
    ),
    // Two 二等功 and a 战时三等功: three times 5 of two kinds. 5 + 5 = 10; 三等功 stands first in normal form.
    (
        &[
            ("二等功", "2012-08-01", PEACE, "甲"),
            ("二等功", "2014-08-01", PEACE, "乙"),
            ("三等功", "2016-08-01", WAR, "丙"),
        ],
        "10",
        "1:5 3:5; best 2",
    ),
    // 荣誉称号, 战时一等功, 战时荣誉称号: three times 30 of three kinds. 30 + 30 = 60.
    (
        &[
            ("荣誉称号", "2012-08-01", PEACE, "甲"),
            ("一等功", "2013-08-01", WAR, "乙"),
            ("荣誉称号", "2014-08-01", WAR, "丙"),
        ],
        "60",
        "1:30 2:30; best 3",
    ),
    // 一等功 twice and 战时二等功: 15 + 15 = 30.
    (
        &[
            ("一等功", "2012-08-01", PEACE, "甲"),
            ("一等功", "2013-08-01", PEACE, "乙"),
            ("二等功", "2014-08-01", WAR, "丙"),
        ],
        "30",
        "1:15 2:15; best 3",
    ),
    // Per value: two of 5 and two of 1 all count. 5 + 5 + 1 + 1 = 12.
    (
        &[
            ("二等功", "2012-08-01", PEACE, "甲"),
            ("三等功", "2013-08-01", WAR, "乙"),
            ("三等功", "2014-08-01", PEACE, "丙"),
            ("三等功", "2015-08-01", PEACE, "丁"),
        ],
        "12",
        "1:5 2:5 3:1 4:1",
    ),
    // After same cause: three of 1, two of them one cause. One of the pair goes, both others count: 1 + 1 = 2.
    // Were the cap first, it would keep the pair, of which one would go: 1.
    (
        &[
            ("三等功", "2012-08-01", PEACE, "甲"),
            ("三等功", "2013-08-01", PEACE, "甲"),
            ("三等功", "2014-08-01", PEACE, "乙"),
        ],
        "2",
        "1:1 3:1; once_per 2",
    ),
    // The third 嘉奖 goes as well; 0 either way.
    (
        &[
            ("嘉奖", "2012-12-25", PEACE, "甲"),
            ("嘉奖", "2013-12-25", WAR, "乙"),
            ("嘉奖", "2014-12-25", PEACE, "丙"),
        ],
        "0",
        "1:0 2:0; best 3",
    ),
];

#[test]
fn at_most_two_of_the_same_points_whatever_their_kind() {
    check(CAPPED);
}

#[test]
fn a_ruling_may_decide_that_an_award_was_won_in_war() {
    // 三等功 1 becomes 战时三等功 5. It is the first event in normal form: 三 (U+4E09) before 嘉 (U+5609).
    let awards = [("嘉奖", "2012-08-01", PEACE, "甲"), ("三等功", "2013-08-01", PEACE, "乙")];
    let mut town = Town::of(&[decorated(&awards)]);
    town.ruling(RulingKind::SetFact, "candidate/1/event/1/wartime", NO, YES);
    let found = scored(&town);
    assert_eq!((found.points("1", "rewards"), found.trail("1", "rewards")), ("5".into(), "1:0 2:5".into()));
    // The old value is another: void.
    let mut void = Town::of(&[decorated(&awards)]);
    void.ruling(RulingKind::SetFact, "candidate/1/event/1/wartime", YES, NO);
    assert_eq!(faults(&void), ["void-ruling Rulings.old:2 是"]);
}

#[test]
fn blanks_that_decide_are_faults() {
    for (award, fault) in [
        (("三等功", "2015-08-01", ("", NO), "甲"), "missing-value Events.wartime:2"),
        (("三等功", "2015-08-01", (NO, ""), "甲"), "missing-value Events.collective:2"),
        (("三等功", "", PEACE, "甲"), "missing-value Events.date:2"),
        (("", "2015-08-01", PEACE, "甲"), "missing-value Events.class:2"),
    ] {
        let other = ("二等功", "2016-08-01", PEACE, "乙");
        assert_eq!(faults(&Town::of(&[decorated(&[other, award])])), [fault], "{award:?}");
    }
}

#[test]
fn the_same_row_twice_is_a_fault() {
    let award = ("三等功", "2015-08-01", PEACE, "甲");
    assert_eq!(faults(&Town::of(&[decorated(&[award, award])])), ["doubled-row Events.:2 奖励"]);
}
