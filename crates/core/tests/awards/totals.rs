//! A class whose first, second and further awards give totals.

use crate::{Award, award, awards, entries, gaps, line, micros, priced, scheme, shown};
use proptest::prelude::*;

/// What so many awards of a class give together, by the paper's list; more than it names give no more.
fn together(totals: &[i64], count: usize) -> i64 {
    match count {
        0 => 0,
        _ => totals[count.min(totals.len()) - 1],
    }
}

proptest! {
    #[test]
    fn awards_of_a_class_give_its_totals(
        lists in proptest::collection::vec(proptest::collection::vec(-3..9_i64, 1..4), 4),
        rows in awards(),
    ) {
        let written = |list: &Vec<i64>| {
            let totals: Vec<String> = list.iter().map(|total| format!("'{total}'")).collect();
            format!("[{}]", totals.join(", "))
        };
        let lists_text: Vec<String> = lists.iter().map(written).collect();
        let prices: [&str; 4] = std::array::from_fn(|class| lists_text[class].as_str());
        let scheme = scheme(&[], &format!("{}, {{ sum = {{}} }}", priced(prices)));
        let line = line(&scheme, &rows, &[]).unwrap();
        let given = entries(&line, 2);
        for (class, list) in lists.iter().enumerate() {
            let of_class: Vec<i64> =
                given.iter().filter(|(row, _)| rows[usize::from(*row)].class == class).map(|(_, p)| *p).collect();
            for count in 0..=of_class.len() {
                let so_far: i64 = of_class[..count].iter().sum();
                prop_assert_eq!(so_far, together(list, count) * 1_000_000);
            }
        }
    }
}

#[test]
fn the_third_and_the_fourth() {
    // 4 for one, 7 for two, 9 for three and more; 三等功 and 二等功 are counted apart.
    let scheme =
        scheme(&[], &format!("{}, {{ sum = {{}} }}", priced(["0", "['4', '7', '9']", "['10']", "20"])));
    let rows = [award(1), award(2), award(1), award(1), award(2), award(1), award(3), award(3)];
    let line = line(&scheme, &rows, &[]).unwrap();
    assert_eq!(shown(&line, 2), "1:4 2:10 3:3 4:2 5:0 6:0 7:20 8:20");
    assert_eq!(line.points.to_string(), "59");
}

#[test]
fn a_total_left_out_is_asked_once_somebody_has_so_many() {
    let list = "['4', { gap = '原文缺损' }, '9']";
    let open = scheme(&[], &format!("{}, {{ sum = {{}} }}", priced(["0", list, "10", "20"])));
    assert_eq!(shown(&line(&open, &[award(1)], &[]).unwrap(), 2), "1:4");
    let two = [award(1), award(1)];
    assert_eq!(gaps(&open, line(&open, &two, &[])), ["item.三等功.2"]);
    let three = [award(1), award(1), award(1)];
    let filled = line(&open, &three, &[("item.三等功.2", "7.5")]).unwrap();
    assert_eq!(shown(&filled, 2), "1:4 2:3.5 3:1.5");
}

#[test]
fn factors_work_on_what_each_adds() {
    let rows = [Award { wartime: true, ..award(1) }, award(1), Award { wartime: true, ..award(1) }];
    let steps = format!(
        "{}, {{ times = {{ factor = '2', where = {{ field = 'wartime', is = true }} }} }}, {{ sum = {{}} }}",
        priced(["0", "['4', '7']", "10", "20"])
    );
    let line = line(&scheme(&[], &steps), &rows, &[]).unwrap();
    // 4 × 2, 3, and nothing twice.
    assert_eq!(entries(&line, 3), [(0, micros("8")), (1, micros("3")), (2, 0)]);
}
