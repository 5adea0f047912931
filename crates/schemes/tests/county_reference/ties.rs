//! Equal totals: the higher assessment, then the earlier 入伍日期, then the smaller lot.

use crate::build::{Person, Town, person};
use crate::show::{asked, done, faults};

fn town(people: &[Person]) -> Town {
    let mut town = Town::new();
    town.vacancy("V", 9);
    people.iter().for_each(|person| town.add(&person.clone().list(&["V"])));
    town
}

/// All enlisted from 2006-03-31 to 2007-03-30, so that 20 years count (10).
fn enlisted(id: &str, day: &str) -> Person {
    person(id).set("enlisted", day)
}

#[test]
fn each_key_decides_only_what_the_keys_before_leave_equal() {
    let orders: [(&[Person], &[&str]); 6] = [
        // Totals 23 and 23.01: the mark alone decides.
        (&[person("1"), person("2").marks(&["80.1"])], &["1 2 First", "2 1 Total"]),
        // 15 + 8 = 15.5 + 7.5 = 23: the higher assessment first, although its holder enlisted later. It comes of
        // 10 + 2 + 3 + 三等功 1 − 警告 0.5 = 15.5.
        (
            &[
                enlisted("1", "2006-03-31"),
                enlisted("2", "2006-09-01")
                    .award("三等功", "2015-08-01", "否", "否", "甲")
                    .sanction("警告", "2015-08-01", "乙")
                    .marks(&["75"]),
            ],
            &["1 2 First", "2 1 Tie(0)"],
        ),
        // 15 + 8 both: the earlier day first, though its holder has the greater id and lot.
        (
            &[enlisted("1", "2006-09-01").lot(1), enlisted("2", "2006-04-01").lot(2)],
            &["1 2 First", "2 1 Tie(1)"],
        ),
        // One day apart is enough.
        (&[enlisted("1", "2006-04-02"), enlisted("2", "2006-04-01")], &["1 2 First", "2 1 Tie(1)"]),
        // All equal: the smaller lot first; 2 before 10, as numbers.
        (
            &[enlisted("1", "2006-04-01").lot(10), enlisted("2", "2006-04-01").lot(2)],
            &["1 2 First", "2 1 Lot"],
        ),
        // Three: lots among the two that are tied, the third by day.
        (
            &[
                enlisted("1", "2006-09-01").lot(7),
                enlisted("2", "2006-12-10"),
                enlisted("3", "2006-09-01").lot(3),
            ],
            &["1 3 First", "2 1 Lot", "3 2 Tie(1)"],
        ),
    ];
    for (people, order) in orders {
        assert_eq!(done(&town(people)).order(), order, "{people:?}");
    }
}

#[test]
fn who_is_still_tied_must_draw_and_nobody_else() {
    let tied = |id| enlisted(id, "2006-09-01");
    assert_eq!(asked(&town(&[tied("1"), tied("2"), person("3")])), ["tie at 23: 1 2"]);
    // All of them must have drawn.
    assert_eq!(asked(&town(&[tied("1").lot(4), tied("2")])), ["tie at 23: 1 2"]);
    assert_eq!(asked(&town(&[tied("1").lot(4), tied("2").lot(5), tied("3")])), ["tie at 23: 1 2 3"]);
    // Two sets are two questions, each at its total: 23 and 24 (正营 4 and 大专 2: 10 + 4 + 2 + 8).
    let other = |id| tied(id).set("post_grade", "正营").no_degrees().degree("大专", "");
    assert_eq!(
        asked(&town(&[tied("1"), tied("2"), other("3"), other("4")])),
        ["tie at 23: 1 2", "tie at 24: 3 4"]
    );
    // Whoever is left out of the ranking is tied with nobody.
    let mut excluded = town(&[tied("1"), tied("2")]);
    excluded.ruling(anzhi_core::round::RulingKind::Exclude, "candidate/2", "", "");
    assert_eq!(asked(&excluded), [""; 0]);
}

#[test]
fn equal_lots_are_a_fault_only_where_lots_decide() {
    let tied = |id| enlisted(id, "2006-09-01");
    assert_eq!(faults(&town(&[tied("1").lot(3), tied("2").lot(3)])), ["equal-lots Lots.number:3 3"]);
    // Apart by their days: the equal lots decide nothing, and are said to be unneeded.
    let apart = done(&town(&[tied("1").lot(3), person("2").lot(3)]));
    assert_eq!(apart.order(), ["1 2 First", "2 1 Tie(1)"]);
    assert_eq!(apart.warnings(), ["lot-unneeded 1", "lot-unneeded 2"]);
    // Of two who are tied and one who is not, only the lot of the third is unneeded.
    let third = done(&town(&[tied("1").lot(1), tied("2").lot(2), person("3").lot(2)]));
    assert_eq!(third.order(), ["1 3 First", "2 1 Tie(1)", "3 2 Lot"]);
    assert_eq!(third.warnings(), ["lot-unneeded 3"]);
}
