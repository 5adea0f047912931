//! Rows of several tables, and values joined.

use crate::{Award, CLASSED, ROWS, Written, award, awards, entries, fault, line, scheme, shown};
use anzhi_core::fault::FaultKind;
use anzhi_core::sheet::Gave;
use proptest::prelude::*;

const PRICE: &str = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '3', '一等功' = '4' } }";

fn kept(field: &str) -> String {
    format!("{ROWS}, {{ keep = {{ where = {field}, because = '原因' }} }}")
}

/// What the two values take, as written and as it holds.
const PARTS: [Written; 5] = [
    ("{ field = 'wartime', is = true }", |award| award.wartime),
    ("{ field = 'wartime', is = false }", |award| !award.wartime),
    ("{ field = 'class', in = ['一等功'] }", |award| award.class == 3),
    ("{ field = 'cause', has = '抗洪' }", |award| award.cause == "抗洪"),
    ("{ field = 'kind', in = ['奖2'] }", |award| award.other),
];

proptest! {
    #[test]
    fn joined_in_the_order_of_rows_and_none_twice(one in 0..5_usize, other in 0..5_usize, rows in awards()) {
        let (first, second) = (kept(PARTS[one].0), kept(PARTS[other].0));
        let steps = format!(
            "{{ use = ['one', 'two'] }}, {{ classify = {{ ladder = 'merit', field = 'class' }} }}, {PRICE}, \
             {{ sum = {{}} }}"
        );
        let scheme = scheme(&[("one", &first), ("two", &second)], &steps);
        let takes = |part: usize, row: usize| PARTS[part].1(&rows[row]);
        let found = line(&scheme, &rows, &[]);
        match (0..rows.len()).find(|row| takes(one, *row) && takes(other, *row)) {
            Some(twice) => {
                let expected = (FaultKind::RowTwice { item: "奖励".into() }, u32::try_from(twice).unwrap());
                prop_assert_eq!(fault(found), expected);
            }
            None => {
                let rows: Vec<u16> = (0..rows.len())
                    .filter(|row| takes(one, *row) || takes(other, *row))
                    .map(|row| u16::try_from(row).unwrap())
                    .collect();
                prop_assert_eq!(&found.unwrap().steps[0], &Gave::Rows(rows));
            }
        }
    }

    #[test]
    fn rows_are_those_that_meet_the_condition(part in 0..5_usize, needed in any::<bool>(), rows in awards()) {
        let needed_word = if needed { ", needed = true" } else { "" };
        let steps = format!(
            "{{ rows = {{ table = ['award', 'honour'], where = {}{needed_word} }} }}, \
             {{ classify = {{ ladder = 'merit', field = 'class' }} }}, {PRICE}, {{ sum = {{}} }}",
            PARTS[part].0
        );
        let found = line(&scheme(&[], &steps), &rows, &[]);
        let expected: Vec<u16> = (0..).zip(&rows).filter(|(_, row)| PARTS[part].1(row)).map(|(at, _)| at).collect();
        if needed && expected.is_empty() {
            prop_assert_eq!(fault(found).0, FaultKind::NoRow);
        } else {
            prop_assert_eq!(&found.unwrap().steps[0], &Gave::Rows(expected));
        }
    }
}

#[test]
fn one_cause_across_two_items() {
    // Both kinds are priced together and chosen among together; the items keep their kind.
    let both = format!("{CLASSED}, {PRICE}, {{ once_per = {{ field = 'cause', keep = ['points'] }} }}");
    let keep = "{ keep = { where = { field = 'kind', in = ['奖2'] }, because = '另计' } }";
    let steps = &format!("{{ use = ['both'] }}, {keep}, {{ sum = {{}} }}");
    let scheme = scheme(&[("both", &both)], steps);
    let flood = |class, other| Award { cause: "抗洪", other, ..award(class) };
    // The award of the other table is higher, and drives out the honour.
    let line = line(&scheme, &[flood(3, false), award(1), flood(2, true)], &[]).unwrap();
    assert_eq!(shown(&line, 0), "1:4 2:2");
    assert_eq!((shown(&line, 1), line.points.to_string()), (String::new(), "0".into()));
}

#[test]
fn a_limit_reads_the_prices_through_values() {
    let priced = format!("{CLASSED}, {PRICE}");
    let keep =
        |when: &str| format!("{{ use = ['priced'] }}, {{ keep = {{ where = {when}, because = '原因' }} }}");
    let (war, peace) = (keep("{ field = 'wartime', is = true }"), keep("{ field = 'wartime', is = false }"));
    let values = [("priced", &*priced), ("war", &war), ("peace", &peace)];
    let limit = "{ limit = { per = 'class', to = 'next_class', top = 'none' } }";
    let scheme = scheme(&values, &format!("{{ use = ['war', 'peace'] }}, {limit}, {{ sum = {{}} }}"));
    let rows = [award(1), Award { wartime: true, ..award(1) }, award(2)];
    let found = line(&scheme, &rows, &[]).unwrap();
    assert_eq!(entries(&found, 0), [(0, 2_000_000), (1, 2_000_000), (2, 3_000_000)]);
    // 三等功 together at most the 3 of 二等功.
    assert_eq!(shown(&found, 1), "1:2 2:1 3:3");
}

#[test]
fn a_row_added_up_in_two_values_counts_in_both() {
    let value = |points: &str| format!("{CLASSED}, {}, {{ sum = {{}} }}", PRICE.replace("'3'", points));
    let scheme = scheme(&[("one", &value("'3'")), ("two", &value("'30'"))], "{ use = ['one', 'two'] }");
    assert_eq!(line(&scheme, &[award(2)], &[]).unwrap().points.to_string(), "33");
}
