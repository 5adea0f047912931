//! What differs of the round as a whole, and which record replaces which.

use crate::rounds::{Files, between};
use crate::told::ids;
use anzhi_core::digest::Digest;
use anzhi_record::diff::{Succession, WholeDiff, diff};
use anzhi_record::stage::{How, Stage, StageKind, place_and_seal_after, seal_stage};
use anzhi_record::verify::Severity;
use anzhi_record::{Originals, Package, place_and_seal};
use anzhi_tables::read_round;

fn replacing(files: &Files, fingerprint: Digest) -> Files {
    files.with("round.toml", "operator = ", &format!("replaces = \"{fingerprint}\"\noperator = "))
}

#[test]
fn a_record_names_the_one_that_it_replaces() {
    let old = Files::of("small");
    let first = old.record();
    let fingerprint = first.fingerprint().unwrap();
    let second = replacing(&old, fingerprint).record();
    let of = |a: &Package, b: &Package| diff(a, b, None).map_err(|_| "refused").unwrap();
    let named = of(&first, &second);
    // That is what was meant, and no difference.
    assert!(named.succession == Succession::Named && named.is_empty());
    assert_eq!(of(&second, &first).succession, Succession::Reversed);
    assert_eq!(of(&first, &first).succession, Succession::Same);
    let other = Digest::of(b"another");
    assert_eq!(of(&first, &replacing(&old, other).record()).succession, Succession::Other(other));
    let third = replacing(&old, second.fingerprint().unwrap()).record();
    // Of three, each replaces the one before; the first and the third are not next to each other.
    assert_eq!(of(&second, &third).succession, Succession::Named);
    assert_eq!(of(&first, &third).succession, Succession::Other(second.fingerprint().unwrap()));
    assert_eq!(
        of(&second, &old.with("exams.csv", "5,88,", "5,88.01,").signed().record()).succession,
        Succession::None
    );
}

#[test]
fn headings_counts_and_papers_of_other_offices() {
    let old = Files::of("small");
    let new = old
        .with("round.toml", "operator-01", "operator-02")
        .with("round.toml", "（五人，虚构）", "（五人，虚构，更正）")
        .and("round.toml", "id = \"small\"", "filing_date = \"2026-06-15\"")
        .and("round.toml", "id = \"small\"", "[plan]\ndocument = \"5号\"\nissuer = \"编办\"\ncount = 6");
    let diff = between(&old, &new);
    let told: Vec<_> = diff
        .whole
        .stated
        .iter()
        .map(|change| (change.path.as_str(), change.severity, change.values.new.as_deref().unwrap_or("-")))
        .collect();
    let title = "某县2026年度军队转业干部安置（五人，虚构，更正）";
    let expected = [
        ("filing_date", Severity::Input, "2026-06-15"),
        ("operator", Severity::Input, "operator-02"),
        ("plan.count", Severity::Input, "6"),
        ("plan.document", Severity::Input, "5号"),
        ("plan.issuer", Severity::Input, "编办"),
        ("round.title", Severity::Input, title),
    ];
    assert_eq!(told, expected);
    assert!(diff.people.is_empty() && diff.is_of_one_round());
    // Another round altogether is compared as well, and it is said.
    let diff = between(&old, &old.with("round.toml", "id = \"small\"", "id = \"other\""));
    assert!(!diff.is_of_one_round());
}

fn stages(files: &Files, days: &[&str]) -> (Package, Vec<Stage>) {
    let reading = read_round(&files.bytes()).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let mut stages = Vec::new();
    for (day, kind) in days.iter().zip([StageKind::Plan, StageKind::Ranking]) {
        stages.push(seal_stage((&round, &scheme), kind, day.parse().unwrap(), &stages).unwrap());
    }
    let sealed = place_and_seal_after((&round, &scheme), &Originals::default(), &stages, None).1;
    (sealed.unwrap().unwrap(), stages)
}

#[test]
fn a_stage_that_was_left_out_is_told() {
    let files = Files::of("small");
    let (old, sealed) = stages(&files, &["2026-05-20", "2026-06-20"]);
    let of = |new: &Package| -> WholeDiff { diff(&old, new, None).map_err(|_| "refused").unwrap().whole };
    assert_eq!(of(&old), WholeDiff::default());
    let missing = of(&files.record()).stages;
    assert_eq!(missing.iter().map(|stage| stage.how).collect::<Vec<_>>(), [How::Removed; 2]);
    assert_eq!(missing[1].stage.fingerprint, sealed[1].fingerprint().to_string());
    // The first one made anew under another day: both of the old are missing, two others stand there.
    let hows: Vec<How> =
        of(&stages(&files, &["2026-05-21", "2026-06-20"]).0).stages.iter().map(|stage| stage.how).collect();
    assert_eq!(hows, [How::Removed, How::Removed, How::Added, How::Added]);
}

#[test]
fn files_as_handed_in_are_bookkeeping() {
    let files = Files::of("small");
    let record = |originals: &[(&str, &str)]| {
        let reading = read_round(&files.bytes()).unwrap();
        let all =
            originals.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
        place_and_seal(&round, &scheme, &Originals::new(all).unwrap(), None).1.unwrap()
    };
    let (old, new) = (record(&[("a.csv", "1"), ("b.csv", "2")]), record(&[("b.csv", "3"), ("c.csv", "4")]));
    let diff = diff(&old, &new, None).map_err(|_| "refused").unwrap();
    let told: Vec<_> = diff.whole.originals.iter().map(|change| (change.how, change.name.as_str())).collect();
    assert_eq!(told, [(How::Removed, "a.csv"), (How::Changed, "b.csv"), (How::Added, "c.csv")]);
    assert!(ids(&diff).is_empty() && diff.whole.stated.is_empty() && !diff.is_empty());
}
