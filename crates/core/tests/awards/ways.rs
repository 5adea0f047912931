//! Ways that decide which rows count, in which class: asked for where what follows could tell them apart.

use crate::{Award, CLASSED, ROWS, Written, award, awards, classes, fault, gaps, line, priced, scheme};
use anzhi_core::fault::FaultKind;
use anzhi_core::scheme::LadderId;
use anzhi_core::score::Unscored;
use anzhi_core::sheet::Gave;
use proptest::prelude::*;

/// Conditions of which the paper may leave open which it means.
const CONDITIONS: [Written; 4] = [
    ("{ field = 'wartime', is = true }", |award| award.wartime),
    ("{ field = 'cause', has = '抗洪' }", |award| award.cause == "抗洪"),
    ("{ not = { field = 'date', filled = true } }", |award| award.day.is_none()),
    ("{ field = 'class', in = ['嘉奖', '一等功'] }", |award| matches!(award.class, 0 | 3)),
];

const REST: &str = "{ classify = { ladder = 'merit', field = 'class' } }, { price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '4', '一等功' = '8' } }, { sum = {} }";

fn choice(ways: &[String]) -> String {
    let ways = (1..).zip(ways).map(|(number, steps): (usize, _)| format!("'{number}' = [{steps}]"));
    let ways: Vec<String> = ways.collect();
    format!("{{ one_of = {{ gap = '未载', ways = {{ {} }} }} }}", ways.join(", "))
}

proptest! {
    #[test]
    fn rows_that_differ_are_asked_for(
        ways in proptest::collection::vec((0..CONDITIONS.len(), any::<bool>()), 2..4),
        rows in awards(),
    ) {
        let steps = |(when, keeps): &(usize, bool)| {
            let (step, when) = (if *keeps { "keep" } else { "drop" }, CONDITIONS[*when].0);
            format!("{{ {step} = {{ where = {when}, because = '不计' }} }}")
        };
        let steps: Vec<String> = ways.iter().map(steps).collect();
        let scheme = scheme(&[], &format!("{ROWS}, {}, {REST}", choice(&steps)));
        let stays = |(when, keeps): &(usize, bool)| -> Vec<u16> {
            (0..).zip(&rows).filter(|(_, row)| (CONDITIONS[*when].1)(row) == *keeps).map(|(row, _)| row).collect()
        };
        let stay: Vec<Vec<u16>> = ways.iter().map(stays).collect();
        let differ = stay.iter().any(|other| *other != stay[0]);
        let unfilled = line(&scheme, &rows, &[]);
        if differ {
            prop_assert_eq!(gaps(&scheme, unfilled), ["item.one_of"]);
        } else {
            prop_assert_eq!(unfilled.unwrap().steps[1].rows(), stay[0].clone());
        }
        for (number, stay) in (1..).zip(&stay) {
            let word = number.to_string();
            let taken = line(&scheme, &rows, &[("item.one_of", &word)]).unwrap();
            prop_assert_eq!(&taken.steps[1].rows(), stay);
            prop_assert_eq!(taken.ways, [if differ { number - 1 } else { 0 }]);
        }
    }
}

fn shifted(first: &str, second: &str) -> anzhi_core::scheme::Scheme {
    let price = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '4', '一等功' = '8' } }, { sum = {} }";
    scheme(&[], &format!("{CLASSED}, {}, {price}", choice(&[first.into(), second.into()])))
}

#[test]
fn a_class_by_which_nothing_is_told_apart_is_not_asked_for() {
    let up = "{ shift = { by = 1, where = { field = 'wartime', is = true }, top = 'stay' } }";
    let all_up = "{ shift = { by = 1, top = 'stay' } }";
    let scheme = shifted(up, all_up);
    let of_war = Award { wartime: true, ..award(1) };
    let alike = line(&scheme, &[of_war], &[]).unwrap();
    assert_eq!((classes(&alike, 2), alike.points.to_string()), (vec![(0, 2)], "4".into()));
    assert_eq!(gaps(&scheme, line(&scheme, &[award(1)], &[])), ["item.one_of"]);
    let ruled = |word| line(&scheme, &[award(1)], &[("item.one_of", word)]).unwrap().points.to_string();
    assert_eq!((ruled("1"), ruled("2")), ("2".into(), "4".into()));
}

#[test]
fn a_fault_of_one_way_is_asked_for_and_of_all_a_fault() {
    let strict = "{ shift = { by = 1, top = 'fault' } }";
    let scheme = shifted(strict, "{ shift = { by = 1, top = 'stay' } }");
    assert_eq!(line(&scheme, &[award(2)], &[]).unwrap().points.to_string(), "8");
    assert_eq!(gaps(&scheme, line(&scheme, &[award(3)], &[])), ["item.one_of"]);
    assert_eq!(line(&scheme, &[award(3)], &[("item.one_of", "2")]).unwrap().points.to_string(), "8");
    let above =
        |result: Result<_, Unscored>| fault(result) == (FaultKind::AboveTop { item: "奖励".into() }, 0);
    assert!(above(line(&scheme, &[award(3)], &[("item.one_of", "1")])));
    let both =
        shifted(strict, "{ shift = { by = 1, where = { field = 'wartime', is = false }, top = 'fault' } }");
    assert!(above(line(&both, &[award(3)], &[])));
}

#[test]
fn what_a_trial_finds_gives_no_warning() {
    let warned = "{ drop = { where = { field = 'wartime', is = true }, because = '战时另计', warn = true } }";
    let kept = "{ keep = { where = { not = { field = 'cause', has = '无' } }, because = '不计' } }";
    let steps = format!("{ROWS}, {}, {REST}", choice(&[kept.into(), warned.into()]));
    let scheme = scheme(&[], &steps);
    let of_war = [Award { wartime: true, ..award(1) }];
    let sheet = |word| crate::sheet(&scheme, &of_war, &[("item.one_of", word)]).unwrap();
    assert!(!sheet("1").not_counted);
    assert!(sheet("2").not_counted);
}

#[test]
fn points_that_are_the_same_by_other_rows_are_the_same() {
    // One award: the best of one, and all of them.
    let ways = ["{ best = { n = 1, per = 'all' } }, { sum = {} }".into(), "{ sum = {} }".into()];
    let scheme = scheme(&[], &format!("{}, {}", priced(["0", "2", "4", "8"]), choice(&ways)));
    let one = line(&scheme, &[award(1), award(0)], &[]).unwrap();
    assert_eq!((one.points.to_string(), one.steps.len()), ("2".into(), 5));
    assert!(matches!(one.steps[3], Gave::Entries(_)));
    assert_eq!(gaps(&scheme, line(&scheme, &[award(1), award(1)], &[])), ["item.one_of"]);
}

/// Rows of equal classes, of which the one way has put another class into the field that a limit asks for.
#[test]
fn a_field_behind_a_class_is_told_apart() {
    let set = |to: &str| {
        format!(
            "{{ set = {{ field = 'class', to = '{to}' }} }}, {{ classify = {{ ladder = 'merit', rows = [{{ class = '三等功', where = {{ field = 'number', filled = true }} }}] }} }}"
        )
    };
    let behind = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '4', '一等功' = '8' } }, { times = { factor = '2', where = { field = 'class', in = ['一等功'] } } }, { sum = {} }";
    let steps = |second: &str| format!("{ROWS}, {}, {behind}", choice(&[set("二等功"), set(second)]));
    let scheme = |second: &str| scheme(&[], &steps(second));
    assert_eq!(line(&scheme("二等功"), &[award(0)], &[]).unwrap().points.to_string(), "2");
    assert_eq!(gaps(&scheme("一等功"), line(&scheme("一等功"), &[award(0)], &[])), ["item.one_of"]);
}

#[test]
fn the_best_class_is_that_of_the_way_taken() {
    let classify = "{ classify = { ladder = 'merit', field = 'class' } }";
    let price = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '4', '一等功' = '8' } }, { sum = {} }";
    let keep = "{ keep = { where = { field = 'wartime', is = true }, because = '不计' } }";
    let ways = [format!("{classify}, {price}"), format!("{keep}, {classify}, {price}")];
    let scheme = scheme(&[], &format!("{ROWS}, {}", choice(&ways)));
    let rows = [award(2), Award { wartime: true, ..award(1) }];
    let best = |word| {
        let line = line(&scheme, &rows, &[("item.one_of", word)]).unwrap();
        line.best_class(&scheme.scoring, LadderId(0))
    };
    assert_eq!((best("1"), best("2")), (Some(2), Some(1)));
}
