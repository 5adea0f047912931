//! What the scheme language refuses: one change to a scheme that loads, and every fault that must be named for it,
//! none more.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "forms/checks.rs"]
mod checks;
#[path = "forms/events.rs"]
mod events;
#[path = "forms/facts.rs"]
mod facts;
#[path = "forms/lengths.rs"]
mod lengths;
#[path = "forms/limits.rs"]
mod limits;
#[path = "forms/parts.rs"]
mod parts;
#[path = "forms/steps.rs"]
mod steps;
#[path = "forms/times.rs"]
mod times;
#[path = "forms/toml.rs"]
mod toml;
#[path = "forms/warnings.rs"]
mod warnings;
#[path = "forms/ways.rs"]
mod ways;

use anzhi_schemes::{FormFault, FormFaultKind, load};

/// A small scheme with one of everything.
const LEAST: &str = include_str!("forms/least.toml");

/// What is replaced (once), what by, and the faults: code, how the line begins on which it stands, and the nearest
/// name, missing key or expected type.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str, &'a str)]);

fn detail(kind: &FormFaultKind) -> String {
    match kind {
        FormFaultKind::UnknownKey { nearest } | FormFaultKind::UnknownName { nearest } => {
            nearest.as_deref().unwrap_or_default().into()
        }
        FormFaultKind::MissingKey { key } => key.to_string(),
        FormFaultKind::WrongType { expected } => format!("{expected:?}"),
        FormFaultKind::ClassTwice { of } | FormFaultKind::MissingPrice { of } => of.to_string(),
        FormFaultKind::LacksPart { part } => part.to_string(),
        FormFaultKind::TooMany { most } => most.to_string(),
        FormFaultKind::WaysDiffer { first } => first.to_string(),
        FormFaultKind::OutOfBounds { least, most } => format!("{least} {most}"),
        FormFaultKind::FullWidth { character, instead } => format!("{character} {instead}"),
        FormFaultKind::Syntax { .. }
        | FormFaultKind::TooLarge { .. }
        | FormFaultKind::NotUtf8
        | FormFaultKind::Placeholder
        | FormFaultKind::BadText
        | FormFaultKind::MalformedNumber
        | FormFaultKind::TooManyPlaces
        | FormFaultKind::DoubledName
        | FormFaultKind::MalformedName
        | FormFaultKind::NotComposed
        | FormFaultKind::BandsNotRising
        | FormFaultKind::NoLot
        | FormFaultKind::MalformedExpression
        | FormFaultKind::MalformedFingerprint
        | FormFaultKind::UnknownLanguage
        | FormFaultKind::NoSuchDay
        | FormFaultKind::ValueBelow
        | FormFaultKind::NothingListed
        | FormFaultKind::MalformedLength
        | FormFaultKind::FewWays
        | FormFaultKind::WaysNested
        | FormFaultKind::TooDeep => String::new(),
    }
}

fn changed(from: &str, to: &str) -> String {
    assert_eq!(LEAST.matches(from).count(), 1, "{from:?} must stand in the scheme once");
    LEAST.replacen(from, to, 1)
}

fn faults(text: &str) -> Vec<FormFault> {
    load(text).map(|_| ()).unwrap_err()
}

fn check(rows: &[Row<'_>]) {
    for (from, to, expected) in rows {
        refused(&changed(from, to), expected, &format!("{from:?} → {to:?}"));
    }
}

/// The faults of a text, none more than expected; `what` says which text it is.
fn refused(text: &str, expected: &[(&str, &str, &str)], what: &str) {
    let found = faults(text);
    let line = |fault: &FormFault| text.lines().nth(fault.line as usize - 1).unwrap().trim_start();
    let summary: Vec<_> =
        found.iter().map(|fault| (fault.kind.code(), line(fault), detail(&fault.kind))).collect();
    assert_eq!(found.len(), expected.len(), "{what}: {summary:?}");
    for (fault, (code, begins, about)) in found.iter().zip(expected) {
        let fits =
            fault.kind.code() == *code && line(fault).starts_with(begins) && detail(&fault.kind) == *about;
        assert!(fits, "{what}: expected {code} at {begins:?} ({about}), found {summary:?}");
    }
}

#[test]
fn what_is_seldom_written_loads() {
    let loaded = load(include_str!("forms/rare.toml")).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
}

#[test]
fn the_unchanged_scheme_loads() {
    let scheme = load(LEAST).unwrap().scheme;
    assert_eq!(scheme.scoring.items.len(), 3);
    assert_eq!(scheme.ranking.groups.len(), 1);
    // The line ends of another system and a mark at the beginning mean nothing.
    let other = format!("\u{feff}{}", LEAST.replace('\n', "\r\n"));
    assert_eq!(load(&other).unwrap().scheme.scoring.digest(), scheme.scoring.digest());
}
