//! Up and down the ladder, and its ends.

use crate::{Award, CLASSED, CLASSES, award, awards, classes, fault, gaps, line, scheme};
use anzhi_core::fault::FaultKind;
use anzhi_core::scheme::Scheme;
use proptest::prelude::*;

/// What holds at the end of the ladder, as the paper would put it.
#[derive(Clone, Copy, Debug)]
enum End {
    Stays,
    Fault,
    Becomes(usize),
}

fn shifted(parameters: &str) -> Scheme {
    let price = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '3', '一等功' = '4' } }";
    scheme(&[], &format!("{CLASSED}, {{ shift = {{ {parameters} }} }}, {price}, {{ sum = {{}} }}"))
}

/// One step after the other; whoever cannot go a step further meets the end of the ladder.
fn walked(class: usize, by: i64, end: End) -> Option<usize> {
    let mut at = class;
    for _ in 0..by.abs() {
        let next = if by > 0 { at + 1 } else { at.wrapping_sub(1) };
        if next < CLASSES.len() {
            at = next;
            continue;
        }
        return match end {
            End::Stays => Some(at),
            End::Fault => None,
            End::Becomes(class) => Some(class),
        };
    }
    Some(at)
}

fn upwards() -> impl Strategy<Value = (i64, End)> {
    let end = prop_oneof![Just(End::Stays), Just(End::Fault), (0..CLASSES.len()).prop_map(End::Becomes)];
    (1..6_i64, end)
}

fn downwards() -> impl Strategy<Value = (i64, End)> {
    (-5..0_i64, prop_oneof![Just(End::Stays), Just(End::Fault)])
}

proptest! {
    #[test]
    fn rows_walk_step_by_step(
        (by, end) in prop_oneof![upwards(), downwards()],
        wartime_only in any::<bool>(),
        rows in awards(),
    ) {
        let end_word = match end {
            End::Stays => "stay",
            End::Fault => "fault",
            End::Becomes(class) => CLASSES[class],
        };
        let side = if by > 0 { "top" } else { "bottom" };
        let which = if wartime_only { ", where = { field = 'wartime', is = true }" } else { "" };
        let scheme = shifted(&format!("by = {by}, {side} = '{end_word}'{which}"));
        let walk = |row: &Award| {
            if wartime_only && !row.wartime { Some(row.class) } else { walked(row.class, by, end) }
        };
        let found = line(&scheme, &rows, &[]);
        match rows.iter().position(|row| walk(row).is_none()) {
            Some(first) => {
                let item = "奖励".into();
                let kind = if by > 0 { FaultKind::AboveTop { item } } else { FaultKind::BelowBottom { item } };
                prop_assert_eq!(fault(found), (kind, u32::try_from(first).unwrap()));
            }
            None => {
                let expected: Vec<u16> =
                    rows.iter().filter_map(walk).map(|class| u16::try_from(class).unwrap()).collect();
                let found: Vec<u16> = classes(&found.unwrap(), 2).iter().map(|(_, class)| *class).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}

/// What a wartime award of each class becomes.
fn each(scheme: &Scheme) -> Vec<u16> {
    let rows: Vec<Award> = (0..CLASSES.len()).map(|class| Award { wartime: true, ..award(class) }).collect();
    classes(&line(scheme, &rows, &[]).unwrap(), 2).iter().map(|(_, class)| *class).collect()
}

#[test]
fn at_the_top() {
    // 嘉奖, 三等功, 二等功, 一等功 one up: the highest stays, or becomes what the paper says.
    assert_eq!(each(&shifted("by = 1, top = 'stay'")), [1, 2, 3, 3]);
    assert_eq!(each(&shifted("by = 1, top = '二等功'")), [1, 2, 3, 2]);
    // Two up go as far as there are classes.
    assert_eq!(each(&shifted("by = 2, top = 'stay'")), [2, 3, 3, 3]);
    assert_eq!(each(&shifted("by = -1, bottom = 'stay'")), [0, 0, 1, 2]);
    // Nothing said of the bottom is a fault there.
    let lowest = fault(line(&shifted("by = -1"), &[award(1), award(0)], &[]));
    assert_eq!(lowest, (FaultKind::BelowBottom { item: "奖励".into() }, 1));
}

#[test]
fn a_gap_at_the_top_is_reached_by_who_passes_it() {
    let open = shifted("by = 1, where = { field = 'wartime', is = true }, top = { gap = '原文未载' }");
    let war = |class| Award { wartime: true, ..award(class) };
    assert_eq!(classes(&line(&open, &[war(2), award(3)], &[]).unwrap(), 2), [(0, 3), (1, 3)]);
    assert_eq!(gaps(&open, line(&open, &[war(3)], &[])), ["item.top"]);
    for (word, class) in [("stay", 3), ("一等功", 3), ("嘉奖", 0)] {
        let line = line(&open, &[war(3)], &[("item.top", word)]).unwrap();
        assert_eq!(classes(&line, 2), [(0, class)], "{word}");
    }
    // Only what may be decided: no ruling makes it a fault.
    assert_eq!(open.scoring.gaps[0].fills.parse("fault"), None);
    let two = shifted("by = 1, top = { gap = '原文未载', between = ['stay', '二等功'] }");
    assert_eq!(
        two.scoring.gaps[0].fills.parse("二等功").map(|filling| format!("{filling:?}")),
        Some("Word(1)".into())
    );
    assert_eq!(two.scoring.gaps[0].fills.parse("一等功"), None);
}
