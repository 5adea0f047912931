//! Every shipped scheme loads, and each of its worked examples comes to what was computed by hand.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

use anzhi_core::scheme::{AssumedOf, Counted};
use anzhi_report::{Lang, Tested, scheme_tested_text};
use anzhi_schemes::{Example, LoadedScheme, examples, load, shipped, shipped_examples, shipped_names};

fn shipped_scheme(name: &str) -> LoadedScheme {
    load(shipped(name).unwrap()).unwrap_or_else(|faults| {
        panic!("{name}: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn shipped_worked(name: &str, loaded: &LoadedScheme) -> Vec<Example> {
    examples(shipped_examples(name).unwrap(), loaded).unwrap_or_else(|faults| {
        panic!("{name}: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn every_worked_example_comes_out() {
    let mut failed = String::new();
    for name in shipped_names() {
        let loaded = shipped_scheme(name);
        let worked = shipped_worked(name, &loaded);
        let tested = Tested::new(name, &loaded, &worked);
        if !tested.holds() {
            failed += &scheme_tested_text(&tested, Lang::En);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn every_item_has_a_worked_example() {
    for name in shipped_names() {
        let loaded = shipped_scheme(name);
        let examples = shipped_worked(name, &loaded);
        for item in &loaded.scheme.scoring.items {
            let id = loaded.scheme.scoring.find_item(item.key.as_str()).unwrap();
            let named = examples.iter().any(|example| {
                let points = example.points.iter().any(|(counted, _)| *counted == Counted::Item(id));
                points || example.fault.as_ref().is_some_and(|(counted, _)| *counted == Counted::Item(id))
            });
            assert!(named, "{name}: no example of {}", item.key);
        }
        assert!(
            examples.iter().all(|example| !example.working.is_empty()),
            "{name}: an example without working"
        );
    }
}

#[test]
fn a_scheme_is_shipped_under_its_own_name() {
    for name in shipped_names() {
        assert_eq!(shipped_scheme(name).scheme.identity.id.as_str(), name);
    }
}

/// An assumption at the head that says the rule of 29 February stands in the place of the sentence that sheets have for
/// it: it says it in the same words, or not at all.
#[test]
fn the_rule_of_29_february_is_said_once() {
    for name in shipped_names() {
        let scheme = shipped_scheme(name).scheme;
        let head = scheme.identity.assumptions.iter().filter(|text| text.contains("2月29日"));
        let head: Vec<&str> = head.map(|text| &**text).collect();
        let assumed = scheme.scoring.assumed.iter().filter(|assumed| assumed.of == AssumedOf::Anniversary);
        for text in assumed.map(|assumed| &assumed.text) {
            let sentence = format!("周年日为2月29日的，平年以2月28日为周年日（{text}）");
            assert!(head.iter().all(|other| **other == *sentence), "{name}: {head:?} {sentence}");
        }
        assert!(head.len() < 2, "{name}");
    }
}
