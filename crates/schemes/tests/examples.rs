//! Every shipped scheme loads, and each of its worked examples comes to what was computed by hand.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

use anzhi_core::scheme::Counted;
use anzhi_core::score::{Cohort, Unscored, alone, totals};
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

/// What an example comes to otherwise than it says.
fn wrong(loaded: &LoadedScheme, example: &Example) -> Vec<String> {
    let scheme = &loaded.scheme;
    let cohort = Cohort::new(scheme, example.year, true, example.fillings.clone());
    let mut wrong = Vec::new();
    let name = |counted| match counted {
        Counted::Item(id) => &scheme.scoring.item(id).key,
        Counted::Value(id) => &scheme.scoring.value(id).key,
    };
    for (counted, expected) in &example.points {
        let found = alone(scheme, &cohort, &example.dossier, *counted);
        if found != Ok(*expected) {
            wrong.push(format!("{}: {expected} expected, {found:?} found", name(*counted)));
        }
    }
    if let Some(expected) = example.total {
        let found = totals(scheme, &cohort, &example.dossier);
        if found.as_ref().ok().and_then(|totals| totals.total) != Some(expected) {
            wrong.push(format!("total: {expected} expected, {found:?} found"));
        }
    }
    if let Some((counted, code)) = &example.fault {
        let found = alone(scheme, &cohort, &example.dossier, *counted);
        let named = matches!(&found, Err(Unscored::Faults(faults)) if faults.iter().any(|f| f.kind.code() == &**code));
        if !named {
            wrong.push(format!("{}: {code} expected, {found:?} found", name(*counted)));
        }
    }
    wrong
}

#[test]
fn every_worked_example_comes_out() {
    let mut failed = Vec::new();
    for name in shipped_names() {
        let loaded = shipped_scheme(name);
        for example in shipped_worked(name, &loaded) {
            let wrong = wrong(&loaded, &example);
            failed.extend(wrong.iter().map(|what| format!("{name}: {}: {what}", example.title)));
        }
    }
    assert!(failed.is_empty(), "{} differ:\n{}", failed.len(), failed.join("\n"));
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
