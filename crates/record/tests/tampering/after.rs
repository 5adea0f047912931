//! What followed the meeting, changed by somebody with the key.

use crate::class::{Case, Class};
use crate::records::{bytes_of, case, record, resealed, value, with};
use crate::versions::{first, first_papers};
use anzhi_record::Package;
use anzhi_record::RESULT;
use anzhi_record::verify::{Finding, Step, Verdict, verify};
use anzhi_tables::read_round;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Three seats taken back and two given anew.
static AFTER: LazyLock<Package> = LazyLock::new(|| record("after-meeting"));

pub(crate) fn classes() -> Vec<Class> {
    let changed = changes();
    let as_before = vec![case("as a record of the first version", as_version_1())];
    vec![
        Class::new(
            "with the key: a line of what followed the meeting removed, doubled, changed, moved, added",
            &[Step::Allocation],
            changed.clone(),
        ),
        Class::new("the same, held against the rulings alone", &[Step::Check], changed),
        Class::new(
            "with the key: what followed the meeting in a record of the first version",
            &[Step::NormalForm],
            as_before,
        ),
    ]
}

/// What followed the meeting in a record that is otherwise of the first version.
pub(crate) fn as_version_1() -> Package {
    first(&AFTER)
}

fn sealed(result: &Value) -> Package {
    resealed(with(&AFTER, RESULT, bytes_of(result)))
}

/// The list with one thing changed, everything else put in order.
fn changes() -> Vec<Case> {
    let honest = value(&AFTER, RESULT);
    let lines = honest["after"].as_array().unwrap();
    assert_eq!(lines.len(), 5);
    let mut cases = Vec::new();
    let mut push = |what: String, lines: Vec<Value>| {
        let mut result = honest.clone();
        match lines.is_empty() {
            true => drop(result.as_object_mut().unwrap().remove("after")),
            false => result["after"] = lines.into(),
        }
        cases.push(case(what, sealed(&result)));
    };
    push("nothing followed".into(), Vec::new());
    for (place, line) in lines.iter().enumerate() {
        let with = |change: &dyn Fn(&mut Vec<Value>)| {
            let mut lines = lines.clone();
            change(&mut lines);
            lines
        };
        push(format!("{place} removed"), with(&|lines| drop(lines.remove(place))));
        push(format!("{place} doubled"), with(&|lines| lines.insert(place, line.clone())));
        if place > 0 {
            push(format!("{place} moved"), with(&|lines| lines.swap(place - 1, place)));
        }
        for key in ["candidate", "from", "to", "outcome"] {
            let others: &[&str] = match key {
                "candidate" => &["02", "07", "99"],
                "outcome" => &["absent", "excluded", "gave_up", "placed_by_ruling", "placed", "exhausted"],
                _ => &["A02", "B01", "C01", "Z99"],
            };
            for other in others.iter().filter(|other| line.get(key) != Some(&json!(other))) {
                push(format!("{place} {key} {other}"), with(&|lines| lines[place][key] = json!(other)));
            }
        }
    }
    let one_more = json!({ "candidate": "08", "from": "B01", "outcome": "absent" });
    push("one more".into(), [&lines[..], &[one_more]].concat());
    cases
}

#[test]
fn a_record_of_the_first_version_is_computed_by_its_own_rules() {
    let report = verify(&first(&AFTER), &[], Some(&read_round));
    assert_eq!(report.verdict(Step::NormalForm), &Verdict::Failed(vec![Finding::LaterRules]));
    assert_eq!(Finding::LaterRules.code(), "later-rules");
    // It cannot hold such a list either.
    let mut listed = value(&AFTER, RESULT);
    listed["format"] = json!(1);
    let report = verify(&first_papers(&with(&AFTER, RESULT, bytes_of(&listed))), &[], Some(&read_round));
    assert!(matches!(report.verdict(Step::Envelope), Verdict::Failed(_)));
}

#[test]
fn what_followed_the_meeting_verifies() {
    let report = verify(&AFTER, &[], Some(&read_round));
    assert!(report.may_be_signed(), "{:?}", report.verdicts);
    assert_eq!(report.statement.map(|statement| statement.counts.placed), Some("4".into()));
}
