//! Whoever has the key can sign anything, but nothing that does not follow from the facts.

use crate::class::{Case, Class};
use crate::fields::payload;
use crate::json::mutations;
use crate::records::{
    BUREAU, SMALL, bytes_of, case, endorsement, payload_of, resealed, sign_payload, signed_anew, testdata,
    value, with, with_statement,
};
use anzhi_record::verify::Step;
use anzhi_record::{MANIFEST, Originals, Package, RESULT, STATEMENT, Signer, place_and_seal};
use anzhi_tables::{Directory, Remembering, read_round};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) fn classes() -> Vec<Class> {
    let recomputed = [
        Step::Envelope,
        Step::Digests,
        Step::NormalForm,
        Step::Scores,
        Step::Ranking,
        Step::Allocation,
        Step::Check,
        Step::Particulars,
    ];
    let later = |class: Class| Class { may_be_unchecked: true, ..class };
    vec![
        later(Class::new(
            "with the key: a field of the result changed, all digests and the signature made anew",
            &recomputed,
            result(),
        )),
        later(Class::new("with the key: the same of the manifest", &recomputed, manifest())),
        later(Class::new("with the key: the same of the statement", &recomputed, statement())),
        Class::new("with the key: numbers beyond 2^53, and other odd ones", &[Step::Envelope], numbers()),
        later(Class::new(
            "with the key: a later version of a file",
            &[Step::Envelope, Step::Signatures],
            versions(),
        )),
        Class::new(
            "with the key: one score of the result changed",
            &[Step::Scores],
            values(&["assessment", "exam", "total", "sheet"]),
        ),
        Class::new("with the key: one rank of the result changed", &[Step::Ranking], values(&["rank"])),
        Class::new(
            "with the key: one outcome, vacancy, preference, turn or count of seats changed",
            &[Step::Allocation],
            values(&["outcome", "vacancy", "preference", "n", "event", "left", "last_turn"]),
        ),
        Class::new(
            "with the key: a scheme of the shipped one's name that is another",
            &[Step::NormalForm],
            scheme(),
        ),
        later(Class::new(
            "with the key: the files as handed in taken out",
            &[Step::NormalForm],
            without_originals(),
        )),
        Class::new(
            "with the key: facts in normal form that the files as handed in do not give",
            &[Step::NormalForm],
            facts(),
        ),
    ]
}

fn result() -> Vec<Case> {
    let texts = mutations(&value(&SMALL, RESULT)).into_iter();
    texts.map(|(what, text)| case(what, resealed(with(&SMALL, RESULT, text)))).collect()
}

fn manifest() -> Vec<Case> {
    let texts = mutations(&value(&SMALL, MANIFEST)).into_iter();
    texts.map(|(what, text)| case(what, signed_anew(with_statement(with(&SMALL, MANIFEST, text))))).collect()
}

fn statement() -> Vec<Case> {
    let texts = mutations(&value(&SMALL, STATEMENT)).into_iter();
    texts.map(|(what, text)| case(what, signed_anew(with(&SMALL, STATEMENT, text)))).collect()
}

/// The result with one number written otherwise.
pub(crate) fn numbers() -> Vec<Case> {
    let text = String::from_utf8(SMALL.file(RESULT).unwrap().to_vec()).unwrap();
    let mut cases = Vec::new();
    for (field, odd) in [
        ("\"format\":2", ["9007199254740993", "18446744073709551616", "1e400", "1.0", "-1", "0"]),
        ("\"rank\":1", ["9007199254740993", "4294967297", "1e0", "1.0", "-1", "01"]),
        ("\"n\":1", ["9007199254740993", "4294967297", "1e0", "1.5", "-1", "NaN"]),
        ("\"seats\":1", ["9007199254740993", "4294967297", "1e0", "1.5", "-1", "Infinity"]),
    ] {
        assert!(text.contains(field), "{field}");
        let name = field.split(':').next().unwrap();
        for odd in odd {
            let changed = text.replacen(field, &format!("{name}:{odd}"), 1);
            cases.push(case(format!("{name} {odd}"), resealed(with(&SMALL, RESULT, changed))));
        }
    }
    cases
}

/// The result with each value of these keys changed to another, everything else put in order.
fn values(keys: &[&str]) -> Vec<Case> {
    let mut cases = Vec::new();
    let result = value(&SMALL, RESULT);
    let sitting = &result["sittings"][0];
    for list in ["candidates", "turns", "vacancies"] {
        for (place, line) in sitting[list].as_array().unwrap().iter().enumerate() {
            for key in keys.iter().filter(|key| line.get(**key).is_some()) {
                let mut changed = result.clone();
                let other = match &line[*key] {
                    Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                    Value::String(text) => json!(text.replace(|c: char| c.is_ascii_digit(), "7") + "7"),
                    Value::Array(_) | Value::Bool(_) | Value::Null | Value::Object(_) => continue,
                };
                changed["sittings"][0][list][place][*key] = other;
                let what = format!("{list} {place} {key}");
                cases.push(case(what, resealed(with(&SMALL, RESULT, bytes_of(&changed)))));
            }
        }
    }
    cases
}

/// The scheme with one figure changed, under the old name.
pub(crate) fn scheme() -> Vec<Case> {
    let text = String::from_utf8(SMALL.file("round/scheme.toml").unwrap().to_vec()).unwrap();
    let changes =
        [("ties = [\"assessment\", ", "ties = ["), ("gave_up = \"out\"", "gave_up = \"end_of_list\"")];
    let changed = changes.map(|(from, to)| {
        let new = text.replacen(from, to, 1);
        assert_ne!(new, text, "{from}");
        case(from, resealed(with(&SMALL, "round/scheme.toml", new)))
    });
    changed.into()
}

pub(crate) fn without_originals() -> Vec<Case> {
    let mut package = SMALL.clone();
    package.files.retain(|name, _| !name.starts_with("originals/"));
    let mut statement = value(&package, STATEMENT);
    statement["predicate"]["counts"]["originals"] = json!("0");
    package.files.insert(STATEMENT.into(), bytes_of(&statement));
    vec![case("all of them", resealed(package))]
}

/// A later version of each file that has one, everything else put in order.
pub(crate) fn versions() -> Vec<Case> {
    let changed = |name: &str, pointer: &str, version: Value| {
        let mut changed = value(&SMALL, name);
        *changed.pointer_mut(pointer).unwrap() = version;
        with(&SMALL, name, bytes_of(&changed))
    };
    vec![
        case("the result", resealed(changed(RESULT, "/format", json!(3)))),
        case("the manifest", signed_anew(with_statement(changed(MANIFEST, "/format", json!(3))))),
        case("the statement", signed_anew(changed(STATEMENT, "/predicateType", json!("urn:anzhi:round:v3")))),
        case("the endorsement", later_endorsement()),
    ]
}

/// What is changed, in which file, and how.
type Change = (&'static str, &'static str, fn(&str) -> String);

/// What the bureau signed, as a later version might write it, signed in earnest.
fn later_endorsement() -> Package {
    let name = endorsement(&BUREAU);
    let mut signed = payload_of(&SMALL, &name);
    signed["predicateType"] = json!("urn:anzhi:endorsement:v3");
    with(&SMALL, &name, sign_payload(&signed))
}

/// Another round than the files as handed in give, placed and sealed in earnest.
fn facts() -> Vec<Case> {
    let dir = testdata().join("rounds/small");
    let directory = Directory(&dir);
    let folder = Remembering::new(&directory);
    read_round(&folder).unwrap();
    let originals = folder.into_files();
    let changes: [Change; 3] = [
        ("another title", "round.toml", |text| text.replace("title = \"", "title = \"新")),
        ("another choice", "preferences.csv", |text| text.replace("1,1,V3", "1,1,V4")),
        ("more seats", "vacancies.csv", |text| text.replacen(",1,", ",2,", 1)),
    ];
    let changed = changes.map(|(what, name, change)| {
        let mut files = originals.clone();
        let text = String::from_utf8(files[name].clone()).unwrap();
        let new = change(&text);
        assert_ne!(new, text, "{what}");
        files.insert(name.into(), new.into_bytes());
        case(what, sealed(&files, &originals))
    });
    changed.into()
}

/// The record that comes of these files in earnest, with those as handed in.
pub(crate) fn sealed(files: &BTreeMap<String, Vec<u8>>, originals: &BTreeMap<String, Vec<u8>>) -> Package {
    let reading = read_round(files).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let signer = Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap();
    let originals = Originals::new(originals.clone()).unwrap();
    place_and_seal(&round, &scheme, &originals, Some(&signer)).1.unwrap()
}

#[test]
fn a_record_put_in_order_again_after_no_change_is_the_same() {
    let again = resealed(SMALL.clone());
    let name = crate::records::endorsement(&BUREAU);
    assert_eq!(value(&again, STATEMENT), value(&SMALL, STATEMENT));
    assert_eq!(payload(&value(&again, &name))["subject"], payload(&value(&SMALL, &name))["subject"]);
}
