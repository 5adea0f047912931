//! The best, the heaviest and tokens, factors.

use crate::{Award, award, awards, entries, fault, gaps, line, micros, priced, scheme, shown};
use anzhi_core::fault::FaultKind;
use proptest::prelude::*;

/// 嘉奖, 三等功, 二等功, 一等功: two of equal points, a deduction that is as heavy as they, and nothing.
const PRICES: [(&str, i64); 4] = [("0", 0), ("2", 2), ("-2", -2), ("2", 2)];

fn with(step: &str) -> anzhi_core::scheme::Scheme {
    scheme(&[], &format!("{}, {{ {step} }}, {{ sum = {{}} }}", priced(PRICES.map(|price| price.0))))
}

fn points(award: &Award) -> i64 {
    PRICES[award.class].1
}

fn shown_points(rows: impl Iterator<Item = (usize, i64)>) -> Vec<(u16, i64)> {
    rows.map(|(row, points)| (u16::try_from(row).unwrap(), points * 1_000_000)).collect()
}

proptest! {
    #[test]
    fn best_leaves_out_whoever_has_enough_before_him(
        n in 1..4_usize,
        per in prop_oneof![Just("all"), Just("class"), Just("points")],
        heaviest in any::<bool>(),
        rows in awards(),
    ) {
        let by = if heaviest { ", by = 'magnitude'" } else { "" };
        let scheme = with(&format!("best = {{ n = {n}, per = '{per}'{by} }}"));
        let worth = |row: usize| if heaviest { points(&rows[row]).abs() } else { points(&rows[row]) };
        let together = |one: usize, other: usize| match per {
            "all" => true,
            "class" => rows[one].class == rows[other].class,
            _ => points(&rows[one]) == points(&rows[other]),
        };
        let before = |row: usize, other: usize| {
            together(row, other) && (worth(other) > worth(row) || (worth(other) == worth(row) && other < row))
        };
        let stays = |row: &usize| (0..rows.len()).filter(|other| before(*row, *other)).count() < n;
        let expected = (0..rows.len()).filter(stays).map(|row| (row, points(&rows[row])));
        prop_assert_eq!(entries(&line(&scheme, &rows, &[]).unwrap(), 3), shown_points(expected));
    }

    #[test]
    fn token_gives_all_but_the_heaviest_the_same(dated in any::<bool>(), rows in awards()) {
        let date = if dated { ", date = 'date'" } else { "" };
        let scheme = with(&format!("token = {{ rest = '7'{date} }}"));
        let mut heaviest: Option<usize> = None;
        for row in 0..rows.len() {
            let Some(so_far) = heaviest else {
                heaviest = Some(row);
                continue;
            };
            let (one, other) = (points(&rows[row]).abs(), points(&rows[so_far]).abs());
            let earlier = match (rows[row].day, rows[so_far].day) {
                (Some(one), Some(other)) => one < other,
                (Some(_), None) => true,
                (None, _) => false,
            };
            if one > other || (one == other && dated && earlier) {
                heaviest = Some(row);
            }
        }
        let expected = (0..rows.len()).map(|row| (row, if Some(row) == heaviest { points(&rows[row]) } else { 7 }));
        prop_assert_eq!(entries(&line(&scheme, &rows, &[]).unwrap(), 3), shown_points(expected));
    }

    #[test]
    fn times_works_on_the_rows_it_names(
        hundredths in -300..300_i64,
        wartime_only in any::<bool>(),
        rows in awards(),
    ) {
        let which = if wartime_only { ", where = { field = 'wartime', is = true }" } else { "" };
        let sign = if hundredths < 0 { "-" } else { "" };
        let factor = format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100);
        let scheme = with(&format!("times = {{ factor = '{factor}'{which} }}"));
        let expected: Vec<(u16, i64)> = (0..)
            .zip(&rows)
            .map(|(row, award)| {
                let counts = !wartime_only || award.wartime;
                (row, points(award) * if counts { hundredths * 10_000 } else { 1_000_000 })
            })
            .collect();
        prop_assert_eq!(entries(&line(&scheme, &rows, &[]).unwrap(), 3), expected);
    }
}

#[test]
fn the_heaviest_counts_in_full_even_if_it_gives_nothing() {
    let scheme = with("token = { rest = '0.5' }");
    // 嘉奖 gives 0: every other one is a token, though it had given 0 as well.
    assert_eq!(shown(&line(&scheme, &[award(0), award(0)], &[]).unwrap(), 3), "1:0 2:0.5");
    assert_eq!(shown(&line(&scheme, &[award(0), award(1)], &[]).unwrap(), 3), "1:0.5 2:2");
}

#[test]
fn figures_left_out_are_asked_where_they_are_read() {
    let token = with("token = { rest = { gap = '原文截断' } }");
    assert_eq!(shown(&line(&token, &[award(1)], &[]).unwrap(), 3), "1:2");
    let two = [award(1), award(1)];
    assert_eq!(gaps(&token, line(&token, &two, &[])), ["item.rest"]);
    assert_eq!(shown(&line(&token, &two, &[("item.rest", "0.5")]).unwrap(), 3), "1:2 2:0.5");
    let times = with("times = { factor = { gap = '原文未载' }, where = { field = 'wartime', is = true } }");
    assert_eq!(shown(&line(&times, &two, &[]).unwrap(), 3), "1:2 2:2");
    let of_war = [award(1), Award { wartime: true, ..award(1) }];
    assert_eq!(gaps(&times, line(&times, &of_war, &[])), ["item.factor"]);
    assert_eq!(shown(&line(&times, &of_war, &[("item.factor", "1.5")]).unwrap(), 3), "1:2 2:3");
}

#[test]
fn nothing_is_rounded_away() {
    // 0.000001 × 0.5 would need a seventh place.
    let steps = format!(
        "{}, {{ times = {{ factor = '0.5' }} }}, {{ sum = {{}} }}",
        priced(["0", "0.000001", "0.000002", "0"])
    );
    let scheme = scheme(&[], &steps);
    let (kind, _) = fault(line(&scheme, &[award(1)], &[]));
    assert_eq!(kind, FaultKind::Arithmetic { quantity: "奖励: times".into() });
    assert_eq!(entries(&line(&scheme, &[award(2)], &[]).unwrap(), 3), [(0, micros("0.000001"))]);
}
