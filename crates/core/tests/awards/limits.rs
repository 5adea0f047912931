//! Caps: on all, on each class, by the best class, by the price of the next class, on points.

use crate::{Award, award, awards, entries, gaps, line, micros, priced, scheme, shown};
use anzhi_core::scheme::Scheme;
use proptest::prelude::*;

/// 嘉奖 takes points off; the others give more the higher they are.
const PRICES: [(&str, i64); 4] = [("-1", -1), ("2", 2), ("5", 5), ("9", 9)];

fn limited(limit: &str) -> Scheme {
    let prices = priced(PRICES.map(|price| price.0));
    scheme(&[], &format!("{prices}, {{ limit = {{ {limit} }} }}, {{ sum = {{}} }}"))
}

fn points(award: &Award) -> i64 {
    PRICES[award.class].1
}

/// Pays some awards, the highest first, until so much is paid; without a limit as they are. What takes points off
/// is no payment.
fn pay(rows: &[Award], left: &mut [i64], limit: Option<i64>, concerned: impl Fn(&Award) -> bool) {
    let Some(limit) = limit else { return };
    let mut order: Vec<usize> =
        (0..rows.len()).filter(|row| concerned(&rows[*row]) && points(&rows[*row]) > 0).collect();
    order.sort_by(|one, other| points(&rows[*other]).cmp(&points(&rows[*one])));
    let mut sum = 0;
    for row in order {
        let before = limit.min(sum);
        sum += points(&rows[row]);
        left[row] = limit.min(sum) - before;
    }
}

fn as_entries(left: &[i64]) -> Vec<(u16, i64)> {
    (0..).zip(left).map(|(row, points)| (row, points * 1_000_000)).collect()
}

/// The highest class of those that give points.
fn best(rows: &[Award]) -> Option<usize> {
    rows.iter().filter(|award| points(award) > 0).map(|award| award.class).max()
}

/// A limit for some of the classes, as it is written and as it holds.
fn table(limits: &[Option<i64>; 4]) -> Option<String> {
    let one = |(class, limit): (&str, &Option<i64>)| limit.map(|limit| format!("'{class}' = '{limit}'"));
    let rows: Vec<String> = crate::CLASSES.into_iter().zip(limits).filter_map(one).collect();
    (!rows.is_empty()).then(|| format!("{{ {} }}", rows.join(", ")))
}

proptest! {
    #[test]
    fn on_all_together(to in 0..20_i64, rows in awards()) {
        let mut left: Vec<i64> = rows.iter().map(points).collect();
        pay(&rows, &mut left, Some(to), |_| true);
        let found = line(&limited(&format!("per = 'all', to = '{to}'")), &rows, &[]).unwrap();
        prop_assert_eq!(entries(&found, 3), as_entries(&left));
    }

    #[test]
    fn on_each_class_or_by_the_best(
        limits in proptest::array::uniform4(proptest::option::of(0..20_i64)),
        by_best in any::<bool>(),
        rows in awards(),
    ) {
        let Some(table) = table(&limits) else { return Ok(()) };
        let mut left: Vec<i64> = rows.iter().map(points).collect();
        let form = if by_best {
            pay(&rows, &mut left, best(&rows).and_then(|class| limits[class]), |_| true);
            format!("per = 'all', by = 'best_class', to = {table}")
        } else {
            for (class, limit) in limits.into_iter().enumerate() {
                pay(&rows, &mut left, limit, |award| award.class == class);
            }
            format!("per = 'class', to = {table}")
        };
        prop_assert_eq!(entries(&line(&limited(&form), &rows, &[]).unwrap(), 3), as_entries(&left));
    }

    #[test]
    fn by_the_price_of_the_next_class(
        top in proptest::option::of(0..30_i64),
        per_class in any::<bool>(),
        rows in awards(),
    ) {
        let of = |class: usize| if class == 3 { top } else { Some(PRICES[class + 1].1) };
        let mut left: Vec<i64> = rows.iter().map(points).collect();
        if per_class {
            for class in 0..4 {
                pay(&rows, &mut left, of(class), |award| award.class == class);
            }
        } else {
            pay(&rows, &mut left, best(&rows).and_then(of), |_| true);
        }
        let per = if per_class { "class" } else { "all" };
        let top = top.map_or("none".into(), |top| top.to_string());
        let scheme = limited(&format!("per = '{per}', to = 'next_class', top = '{top}'"));
        prop_assert_eq!(entries(&line(&scheme, &rows, &[]).unwrap(), 3), as_entries(&left));
    }

    #[test]
    fn on_points(least in -20..20_i64, more in 0..20_i64, which in 0..3, rows in awards()) {
        let (least, to) = ((which != 1).then_some(least), (which != 0).then_some(least.max(0) + more));
        let words = [least.map(|least| format!("at_least = '{least}'")), to.map(|to| format!("to = '{to}'"))];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let prices = priced(PRICES.map(|price| price.0));
        let steps = format!("{prices}, {{ sum = {{}} }}, {{ limit = {{ {} }} }}", words.join(", "));
        let sum: i64 = rows.iter().map(points).sum();
        let expected = sum.min(to.unwrap_or(i64::MAX)).max(least.unwrap_or(i64::MIN));
        let found = line(&scheme(&[], &steps), &rows, &[]).unwrap();
        prop_assert_eq!(found.points.micros(), expected * 1_000_000);
    }
}

#[test]
fn a_cap_just_reached_and_just_passed() {
    // 三等功 gives 2, and the next class 5: two fit, of the third one point is left, of the fourth nothing.
    let next = limited("per = 'class', to = 'next_class', top = 'none'");
    let left = |count| shown(&line(&next, &vec![award(1); count], &[]).unwrap(), 3);
    assert_eq!(left(2), "1:2 2:2");
    assert_eq!(left(3), "1:2 2:2 3:1");
    assert_eq!(left(4), "1:2 2:2 3:1 4:0");
    // The highest class has no next one.
    assert_eq!(shown(&line(&next, &[award(3), award(3)], &[]).unwrap(), 3), "1:9 2:9");
    // Two fives are ten: a cap of ten leaves them alone, one of nine takes one from the second.
    let all = |to: &str| limited(&format!("per = 'all', to = '{to}'"));
    assert_eq!(shown(&line(&all("10"), &[award(2), award(2)], &[]).unwrap(), 3), "1:5 2:5");
    assert_eq!(shown(&line(&all("9"), &[award(2), award(2)], &[]).unwrap(), 3), "1:5 2:4");
}

#[test]
fn the_highest_are_paid_first_and_deductions_pass() {
    // 9 + 5 + 2 within 12: the 5 becomes 3 and the 2 nothing, wherever they stand; the deduction stays outside.
    let twelve = limited("per = 'all', to = '12'");
    let line = line(&twelve, &[award(1), award(0), award(2), award(3)], &[]).unwrap();
    assert_eq!(shown(&line, 3), "1:0 2:-1 3:3 4:9");
    assert_eq!(line.points.to_string(), "11");
}

#[test]
fn the_best_class_is_that_of_an_award_that_gives_points() {
    // 一等功 counts nothing here, so that 二等功 is the best: at most 6.
    let prices = priced(["0", "2", "5", "0"]);
    let limit = "per = 'all', by = 'best_class', to = { '二等功' = '6', '一等功' = '30' }";
    let scheme = scheme(&[], &format!("{prices}, {{ limit = {{ {limit} }} }}, {{ sum = {{}} }}"));
    let line = |rows: &[Award]| shown(&line(&scheme, rows, &[]).unwrap(), 3);
    assert_eq!(line(&[award(3), award(2), award(1)]), "1:0 2:5 3:1");
    // 三等功 alone is not named, and not limited.
    assert_eq!(line(&[award(1), award(1), award(1), award(1)]), "1:2 2:2 3:2 4:2");
}

#[test]
fn a_gap_above_is_asked_as_soon_as_an_award_below_counts() {
    let prices = priced(["0", "2", "{ gap = '原文缺损' }", "9"]);
    let limit = "{ limit = { per = 'class', to = 'next_class', top = { gap = '未载上限' } } }";
    let open = scheme(&[], &format!("{prices}, {limit}, {{ sum = {{}} }}"));
    // 嘉奖 gives nothing, and is not above zero: the limit by 三等功 is stated anyway.
    assert_eq!(shown(&line(&open, &[award(0)], &[]).unwrap(), 3), "1:0");
    assert_eq!(gaps(&open, line(&open, &[award(1)], &[])), ["item.二等功"]);
    let filled = [("item.二等功", "3")];
    assert_eq!(shown(&line(&open, &[award(1), award(1)], &filled).unwrap(), 3), "1:2 2:1");
    assert_eq!(gaps(&open, line(&open, &[award(3)], &filled)), ["item.top"]);
    let both = [("item.二等功", "3"), ("item.top", "10")];
    assert_eq!(shown(&line(&open, &[award(3), award(3)], &both).unwrap(), 3), "1:9 2:1");
}

#[test]
fn figures_left_out_are_asked_where_something_could_be_cut() {
    let all = limited("per = 'all', to = { gap = '未载上限' }");
    assert_eq!(shown(&line(&all, &[award(0)], &[]).unwrap(), 3), "1:-1");
    assert_eq!(gaps(&all, line(&all, &[award(1)], &[])), ["item.to"]);
    let prices = priced(PRICES.map(|price| price.0));
    let steps = format!("{prices}, {{ sum = {{}} }}, {{ limit = {{ to = {{ gap = '未载上限' }} }} }}");
    let sum = scheme(&[], &steps);
    assert_eq!(line(&sum, &[award(0)], &[]).unwrap().points.micros(), micros("-1"));
    assert_eq!(gaps(&sum, line(&sum, &[award(1)], &[])), ["item.to"]);
    assert_eq!(line(&sum, &[award(1)], &[("item.to", "1.5")]).unwrap().points.micros(), micros("1.5"));
}

#[test]
fn the_price_above_comes_before_factors() {
    // Two 三等功 of wartime at half: 1 + 1, within 5; six of them just reach the 5 of the class above.
    let times = "{ times = { factor = '0.5' } }";
    let steps = format!(
        "{}, {times}, {{ limit = {{ per = 'class', to = 'next_class', top = 'none' }} }}, {{ sum = {{}} }}",
        priced(PRICES.map(|price| price.0))
    );
    let found = line(&scheme(&[], &steps), &[award(1); 7], &[]).unwrap();
    assert_eq!(shown(&found, 4), "1:1 2:1 3:1 4:1 5:1 6:0 7:0");
}
