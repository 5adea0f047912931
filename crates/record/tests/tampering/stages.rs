//! Stages of a record changed, left out, put elsewhere, or made anew by somebody who has the bureau's key.

use crate::class::{Case, Class};
use crate::json::mutations;
use crate::records::{
    BUREAU, DISCIPLINE, SMALL, bytes_of, case, case_under, digests, resealed, testdata, value, with,
};
use anzhi_core::digest::Digest;
use anzhi_record::stage::{Stage, StageKind, place_and_seal_after, seal_stage};
use anzhi_record::verify::Step;
use anzhi_record::{Originals, Package, STATEMENT, Signer};
use anzhi_tables::{Directory, Remembering, read_round};
use serde_json::{Value, json};
use std::sync::LazyLock;

const PLAN: &str = "stages/1-plan.json";
const RANKING: &str = "stages/2-ranking.json";

/// The record of five people behind two stages, all signed by the bureau.
static STAGED: LazyLock<Package> = LazyLock::new(|| {
    let dir = testdata().join("rounds/small");
    let directory = Directory(&dir);
    let folder = Remembering::new(&directory);
    let reading = read_round(&folder).unwrap();
    let of = (&reading.round.unwrap(), &reading.scheme.unwrap());
    let signer = Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap();
    let mut stages: Vec<Stage> = Vec::new();
    for (kind, day) in [(StageKind::Plan, "2026-05-20"), (StageKind::Ranking, "2026-06-20")] {
        let mut stage = seal_stage(of, kind, day.parse().unwrap(), &stages).unwrap();
        stage.sign(&signer).unwrap();
        stages.push(stage);
    }
    let originals = Originals::new(folder.into_files()).unwrap();
    place_and_seal_after(of, &originals, &stages, Some(&signer)).1.unwrap().unwrap()
});

pub(crate) fn classes() -> Vec<Class> {
    vec![
        Class::new("one bit of a stage flipped", &[Step::Digests], flipped()),
        Class {
            may_be_unchecked: true,
            ..Class::new(
                "with the key: a field of a stage changed, all digests of the record and its signature made anew",
                &[Step::Envelope, Step::Particulars, Step::Stages],
                fields(),
            )
        },
        Class::new(
            "with the key: one digest of a stage changed or left out, the stage and the record made anew",
            &[Step::Stages],
            made_anew(),
        ),
        Class::new(
            "with the key: a stage left out, put elsewhere, doubled, or of another round or secret",
            &[Step::Envelope, Step::Stages],
            elsewhere(),
        ),
        Class::new(
            "with the key: stages that the statement does not name, or names wrongly",
            &[Step::Envelope, Step::Particulars],
            misnamed(),
        ),
        Class::new("a second signer, who has not signed the stages", &[Step::Stages], unsigned()),
    ]
}

fn flipped() -> Vec<Case> {
    let each = |name: &'static str| {
        (0..STAGED.file(name).unwrap().len()).step_by(7).map(move |at| {
            let mut bytes = STAGED.file(name).unwrap().to_vec();
            bytes[at] ^= 1;
            case(format!("{name} at {at}"), with(&STAGED, name, bytes))
        })
    };
    [PLAN, RANKING].into_iter().flat_map(each).collect()
}

fn fields() -> Vec<Case> {
    let texts = mutations(&value(&STAGED, RANKING)).into_iter();
    texts.map(|(what, text)| case(what, resealed(with(&STAGED, RANKING, text)))).collect()
}

/// A stage after this change, put in order and signed by the bureau as if it had been sealed so.
pub(crate) fn stage(mut stage: Value, change: impl FnOnce(&mut Value)) -> Value {
    change(&mut stage);
    stage["statement"]["subject"][0]["digest"] = digests(&bytes_of(&stage["digests"]));
    stage["endorsements"] = json!([]);
    let mut read = Stage::read(&bytes_of(&stage)).unwrap();
    read.sign(&Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap()).unwrap();
    serde_json::from_slice(&read.to_bytes()).unwrap()
}

fn staged(stages: &[Value]) -> Package {
    restaged(&STAGED, stages)
}

/// The record with these stages instead of its own, everything put in order.
pub(crate) fn restaged(record: &Package, stages: &[Value]) -> Package {
    let mut package = record.clone();
    package.files.retain(|name, _| !name.starts_with("stages/"));
    let mut named = Vec::new();
    for (n, stage) in (1..).zip(stages) {
        let kind = stage["statement"]["predicate"]["stage"].as_str().unwrap();
        let fingerprint = Digest::of(&bytes_of(&stage["statement"])).to_string();
        named.push(json!({ "fingerprint": fingerprint, "stage": kind }));
        package.files.insert(format!("stages/{n}-{kind}.json"), bytes_of(stage));
    }
    let mut statement = value(&package, STATEMENT);
    statement["predicate"]["stages"] = named.into();
    package.files.insert(STATEMENT.into(), bytes_of(&statement));
    resealed(package)
}

fn made_anew() -> Vec<Case> {
    let (plan, ranking) = (value(&STAGED, PLAN), value(&STAGED, RANKING));
    let other = Digest::of(b"something else").to_string();
    let anew = |change: &dyn Fn(&mut Value)| {
        staged(&[plan.clone(), stage(ranking.clone(), |stage| change(&mut stage["digests"]))])
    };
    let mut cases = Vec::new();
    for (at, person) in ranking["digests"]["people"].as_array().unwrap().iter().enumerate() {
        for key in person.as_object().unwrap().keys().filter(|key| *key != "id") {
            let change = |digests: &mut Value| digests["people"][at][key] = json!(other);
            cases.push(case(format!("{at} {key}"), anew(&change)));
        }
        let gone = |digests: &mut Value| drop(digests["people"].as_array_mut().unwrap().remove(at));
        cases.push(case(format!("{at} gone"), anew(&gone)));
        let unmarked = |digests: &mut Value| {
            digests["people"][at].as_object_mut().unwrap().remove("mark");
        };
        cases.push(case(format!("{at} without a mark"), anew(&unmarked)));
    }
    for at in 0..ranking["digests"]["vacancies"].as_array().unwrap().len() {
        let change = |digests: &mut Value| digests["vacancies"][at]["digest"] = json!(other);
        cases.push(case(format!("vacancy {at}"), anew(&change)));
        let gone = |digests: &mut Value| drop(digests["vacancies"].as_array_mut().unwrap().remove(at));
        cases.push(case(format!("vacancy {at} gone"), anew(&gone)));
    }
    for list in ["rulings", "answers"] {
        cases.push(case(list, anew(&|digests| digests[list] = json!([other]))));
    }
    cases.push(case("the ranking", anew(&|digests| digests["ranking"][0]["digest"] = json!(other))));
    for (path, new) in [
        ("/round/title", "另一年度"),
        ("/round/bureau", "另一部门"),
        ("/round/year", "2025"),
        ("/scheme/digest/sha256", &other),
        ("/scheme/scoring", &other),
    ] {
        let changed = stage(ranking.clone(), |stage| {
            *stage["statement"]["predicate"].pointer_mut(path).unwrap() = json!(new);
        });
        cases.push(case(path, staged(&[plan.clone(), changed])));
    }
    cases
}

fn elsewhere() -> Vec<Case> {
    let (plan, ranking) = (value(&STAGED, PLAN), value(&STAGED, RANKING));
    let first = stage(ranking.clone(), |stage| {
        stage["statement"]["predicate"].as_object_mut().unwrap().remove("after");
    });
    let foreign = stage(plan.clone(), |stage| stage["statement"]["predicate"]["round"]["id"] = json!("x"));
    let other = stage(plan.clone(), |stage| {
        stage["statement"]["predicate"]["secret"] = json!(Digest::of(b"x").to_string());
    });
    vec![
        case("the first left out", staged(std::slice::from_ref(&ranking))),
        case("swapped", staged(&[ranking.clone(), plan.clone()])),
        case("doubled", staged(&[plan.clone(), plan.clone(), ranking.clone()])),
        case("one that names none before it", staged(&[plan, first])),
        case("of another round", staged(std::slice::from_ref(&foreign))),
        case("of another secret", staged(std::slice::from_ref(&other))),
        case("a number left out", {
            let mut package = STAGED.clone();
            let bytes = package.files.remove(RANKING).unwrap();
            resealed(with(&package, "stages/3-ranking.json", bytes))
        }),
        case("under another kind", {
            let mut package = STAGED.clone();
            let bytes = package.files.remove(RANKING).unwrap();
            resealed(with(&package, "stages/2-scores.json", bytes))
        }),
    ]
}

fn misnamed() -> Vec<Case> {
    let said = |package: &Package, stages: Option<Value>| {
        let mut statement = value(package, STATEMENT);
        let predicate = statement["predicate"].as_object_mut().unwrap();
        predicate.remove("stages");
        predicate.extend(stages.map(|stages| ("stages".to_owned(), stages)));
        resealed(with(package, STATEMENT, bytes_of(&statement)))
    };
    let stages = value(&STAGED, STATEMENT)["predicate"]["stages"].clone();
    let mut swapped = stages.clone();
    swapped.as_array_mut().unwrap().swap(0, 1);
    let mut other = stages.clone();
    other[0]["fingerprint"] = json!(Digest::of(b"x").to_string());
    let mut kind = stages.clone();
    kind[0]["stage"] = json!("exams");
    vec![
        case("not at all", said(&STAGED, None)),
        case("an empty list", said(&STAGED, Some(json!([])))),
        case("swapped", said(&STAGED, Some(swapped))),
        case("another fingerprint", said(&STAGED, Some(other))),
        case("another kind", said(&STAGED, Some(kind))),
        case("in a record without any", said(&SMALL, Some(stages))),
        case("a stage in a record that names none", {
            resealed(with(&SMALL, PLAN, STAGED.file(PLAN).unwrap()))
        }),
    ]
}

fn unsigned() -> Vec<Case> {
    let both = vec![BUREAU.public(), DISCIPLINE.public()];
    let package = crate::records::signed_by(STAGED.clone(), &DISCIPLINE, "纪检监察");
    vec![case_under("the record alone", package, both)]
}

/// Without this the cases above could be refused for some other reason.
#[test]
fn a_record_behind_stages_verifies_and_so_does_one_put_in_order_again() {
    let anew = staged(&[value(&STAGED, PLAN), stage(value(&STAGED, RANKING), |_| {})]);
    assert_eq!(anew.fingerprint(), STAGED.fingerprint());
    for package in [&*STAGED, &anew] {
        let report = anzhi_record::verify::verify(package, &[BUREAU.public()], Some(&read_round));
        assert!(report.is_verified(), "{:?}", report.verdicts);
    }
}

/// What an inspector who holds the stages as they were posted finds, and nobody else could.
#[test]
fn a_stage_made_anew_or_left_out_at_the_end_is_found_by_whoever_holds_it() {
    use anzhi_record::verify::{Signers, Verdict, verify, verify_holding};
    let held = Stage::read(STAGED.file(RANKING).unwrap()).unwrap();
    let shorter = staged(&[value(&STAGED, PLAN)]);
    let later = stage(value(&STAGED, RANKING), |stage| {
        stage["statement"]["predicate"]["date"] = json!("2026-06-21");
    });
    for package in [shorter, staged(&[value(&STAGED, PLAN), later])] {
        assert!(verify(&package, &[BUREAU.public()], Some(&read_round)).is_verified());
        let report = verify_holding(
            &package,
            Signers::Keys(&[BUREAU.public()]),
            Some(&read_round),
            std::slice::from_ref(&held),
        );
        let Verdict::Failed(found) = report.verdict(Step::Stages) else { panic!("{:?}", report.verdicts) };
        assert_eq!(found.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["stage-left-out"]);
    }
}
