//! `set` and labels by conditions: what a posting counts as.

use crate::calendar::Day;
use crate::{Posting, careers, counted, fault, line, points, times};
use anzhi_core::fault::FaultKind;
use proptest::prelude::*;

const BEHIND: &str = "{ spans = { label = ['area'] } }, { overlap = 'each' }, \
    { measure = { unit = 'day', add = 'days', per = 'label' } }, \
    { scale = { label = { '甲' = '1', '乙' = '1', '丙' = '1', '' = '1' } } }";

proptest! {
    #[test]
    fn later_steps_see_what_was_set(postings in careers(), first in 0..3_usize, second in 0..3_usize, years in 1..4_u32) {
        // Whatever is long counts as the first area; what then is the first but for its length counts as the second.
        let names = ["甲", "乙", "丙"];
        let (one, two) = (names[first], names[second]);
        let steps = format!(
            "{{ rows = {{ table = 'posting', where = {{ field = 'area', filled = true }} }} }}, \
             {{ set = {{ field = 'area', to = '{one}', where = {{ since = 'field:from', until = 'field:to', at_least = '{years} years' }} }} }}, \
             {{ set = {{ field = 'area', to = '{two}', where = {{ field = 'area', in = ['{one}'] }} }} }}, {BEHIND}"
        );
        let filled: Vec<Posting> = postings.iter().filter(|posting| posting.area < 3).copied().collect();
        let line = line(&steps, &filled).unwrap();
        let mut expected: Vec<_> = filled
            .iter()
            .filter_map(|posting| {
                let (from, until) = counted(posting, false)?;
                let long = posting.from.months_later(12 * years, "last") <= posting.to;
                let area = if long || posting.area == first { second } else { posting.area };
                Some((from, until, u32::try_from(area).unwrap()))
            })
            .collect();
        let mut found = times(&line, 3);
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_label_is_the_condition_that_holds(postings in careers()) {
        let labels = "[{ label = '高', where = { field = 'area', in = ['甲', '丙'] } }, \
                       { label = '低/边', where = { not = { field = 'area', in = ['甲', '丙'] } } }]";
        let steps = format!(
            "{{ rows = {{ table = 'posting', where = {{ field = 'area', filled = true }} }} }}, {{ spans = {{ label = {labels} }} }}, \
             {{ overlap = {{ order = ['低/边', '高'] }} }}, {{ measure = {{ unit = 'day', add = 'days', per = 'label' }} }}, \
             {{ scale = {{ label = {{ '高' = '1', '低/边' = '1' }} }} }}"
        );
        let filled: Vec<Posting> = postings.iter().filter(|posting| posting.area < 3).copied().collect();
        let mut expected: Vec<_> = filled
            .iter()
            .filter_map(|posting| counted(posting, false).map(|(from, until)| (from, until, u32::from(posting.area == 1))))
            .collect();
        let mut found = times(&line(&steps, &filled).unwrap(), 1);
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }
}

fn posting(area: usize) -> Posting {
    Posting { from: Day::parse("2010-01-01"), to: Day::parse("2011-01-01"), area }
}

#[test]
fn another_field_says_what_a_posting_counts_as() {
    let steps = format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ set = {{ field = 'other', to_field = 'area' }} }}, {BEHIND}"
    );
    let steps = steps.replace("label = ['area']", "label = ['other']");
    assert_eq!(times(&line(&steps, &[posting(1)]).unwrap(), 2)[0].2, 1);
    // A blank there is a fault: nothing says what the posting counts as.
    assert_eq!(fault(line(&steps, &[posting(3)])), FaultKind::FactNeeded { item: "时间".into() });
}

#[test]
fn no_label_or_two() {
    let kind = || FaultKind::NotOneClass { item: "时间".into() };
    let steps = |second: &str| {
        format!(
            "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = [{{ label = '一', where = {{ field = 'area', in = ['甲'] }} }}, \
             {{ label = '二', where = {{ field = 'area', in = [{second}] }} }}] }} }}, {{ overlap = 'each' }}, \
             {{ measure = {{ unit = 'day', add = 'days' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
        )
    };
    assert_eq!(line(&steps("'乙'"), &[posting(1)]).unwrap().points, points("365"));
    assert_eq!(fault(line(&steps("'乙'"), &[posting(2)])), kind());
    assert_eq!(fault(line(&steps("'甲'"), &[posting(0)])), kind());
}
