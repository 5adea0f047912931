//! What stays, what goes, and in which class it is.

use crate::{Award, CLASSED, CLASSES, ROWS, Written, awards, classes, fault, line, scheme};
use anzhi_core::fault::FaultKind;
use proptest::prelude::*;

const PRICE: &str = "{ price = { '嘉奖' = '1', '三等功' = '20', '二等功' = '300', '一等功' = '4000' } }";
const FIGURES: [i64; 4] = [1, 20, 300, 4000];

/// Conditions as written and as they hold.
const CONDITIONS: [Written; 6] = [
    ("{ field = 'wartime', is = true }", |award| award.wartime),
    ("{ not = { field = 'wartime', is = true } }", |award| !award.wartime),
    ("{ field = 'class', in = ['嘉奖', '一等功'] }", |award| [0, 3].contains(&award.class)),
    ("{ field = 'cause', filled = false }", |award| award.cause.is_empty()),
    ("{ all = [{ field = 'date', filled = true }, { field = 'date', at_least = '2020-01-02' }] }", |award| {
        award.day.is_some_and(|day| day >= 2)
    }),
    (
        "{ any = [{ field = 'cause', has = '抗震' }, { field = 'class', at_least = '二等功', ladder = 'merit' }] }",
        |award| award.cause == "抗震" || award.class >= 2,
    ),
];

/// Rows, their classes and their points, with a step at one of these places, and the sum.
fn with(step: &str, place: usize) -> anzhi_core::scheme::Scheme {
    let mut steps = vec![ROWS, "{ classify = { ladder = 'merit', field = 'class' } }", PRICE, "{ sum = {} }"];
    steps.insert(place, step);
    scheme(&[], &steps.join(", "))
}

fn sum<'r>(rows: impl Iterator<Item = &'r Award>) -> i64 {
    rows.map(|row| FIGURES[row.class] * 1_000_000).sum()
}

proptest! {
    #[test]
    fn keep_and_drop_part_the_rows_wherever_they_stand(
        which in 0..CONDITIONS.len(),
        place in 1..4_usize,
        rows in awards(),
    ) {
        let (when, holds) = CONDITIONS[which];
        let step = |word| format!("{{ {word} = {{ where = {when}, because = '原因' }} }}");
        let kept = line(&with(&step("keep"), place), &rows, &[]).unwrap();
        let left = line(&with(&step("drop"), place), &rows, &[]).unwrap();
        prop_assert_eq!(kept.points.micros(), sum(rows.iter().filter(|row| holds(row))));
        prop_assert_eq!(left.points.micros(), sum(rows.iter().filter(|row| !holds(row))));
        let stays: Vec<u16> = (0..).zip(&rows).filter(|(_, row)| holds(row)).map(|(at, _)| at).collect();
        prop_assert_eq!(kept.steps[place].rows(), stays);
    }

    /// Whichever conditions name the classes, each row meets one of them, or it is a fault.
    #[test]
    fn a_class_for_every_row_and_one_only(names in Just([0, 1, 2, 3, 4, 5]).prop_shuffle(), rows in awards()) {
        let conditions = &names[..3];
        let named: Vec<String> = conditions
            .iter()
            .zip(CLASSES)
            .map(|(which, class)| format!("{{ class = '{class}', where = {} }}", CONDITIONS[*which].0))
            .collect();
        let classify = format!("{{ classify = {{ ladder = 'merit', rows = [{}] }} }}", named.join(", "));
        let scheme = scheme(&[], &format!("{ROWS}, {classify}, {PRICE}, {{ sum = {{}} }}"));
        let met = |row: &Award| -> Vec<u16> {
            (0..).zip(conditions).filter(|(_, which)| CONDITIONS[**which].1(row)).map(|(class, _)| class).collect()
        };
        let found = line(&scheme, &rows, &[]);
        match rows.iter().position(|row| met(row).len() != 1) {
            Some(first) => {
                let expected = FaultKind::NotOneClass { item: "奖励".into() };
                prop_assert_eq!(fault(found), (expected, u32::try_from(first).unwrap()));
            }
            None => {
                let expected: Vec<u16> = rows.iter().flat_map(met).collect();
                let found: Vec<u16> = classes(&found.unwrap(), 1).iter().map(|(_, class)| *class).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}

#[test]
fn a_field_names_the_class() {
    let scheme = scheme(&[], &format!("{CLASSED}, {PRICE}, {{ sum = {{}} }}"));
    let rows: Vec<Award> = [3, 0, 2].map(crate::award).to_vec();
    assert_eq!(classes(&line(&scheme, &rows, &[]).unwrap(), 1), [(0, 3), (1, 0), (2, 2)]);
}
