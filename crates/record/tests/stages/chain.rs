//! How stages hang together, and what is found where somebody goes round them.

use crate::tables::{Tables, codes, uncovered};
use anzhi_record::stage::{ChainBreak, Cover, Misstated, Stage, StageFinding, StageKind};

fn sealed(tables: &Tables, kind: StageKind, after: &[Stage]) -> Stage {
    tables.seal(kind, after).unwrap()
}

#[test]
fn evidence_and_remarks_never_count() {
    let mut tables = Tables::new();
    tables.add("rulings", "exclude,candidate/5,,,组,2026-06-01,一号,,");
    let kinds = StageKind::ALL;
    let stages = kinds.iter().fold(Vec::new(), |stages: Vec<Stage>, kind| {
        let stage = sealed(&tables, *kind, &stages);
        [stages, vec![stage]].concat()
    });
    for text in tables.0.iter_mut().filter(|(name, _)| name.ends_with(".csv")).map(|(_, text)| text) {
        let lines = text.lines().enumerate().map(|(at, line)| match at {
            0 => format!("{line}\n"),
            _ => format!("{},卷一第{at}页,补录\n", line.strip_suffix(",,").unwrap()),
        });
        *text = lines.collect();
    }
    let judged = tables.judged(&stages);
    assert_eq!((codes(&judged), judged.transitions.len()), (vec![], 0), "{judged:?}");
    // Nor does the order of lines.
    tables.replace("exams.csv", "2,84,", "4,66,,x\n2,84,");
    tables.drop("exams", "4,66,卷");
    assert_eq!(codes(&tables.judged(&stages)), Vec::<&str>::new());
}

#[test]
fn what_went_there_and_back_is_found_twice() {
    let first = Tables::new();
    let mut second = first.clone();
    second.replace("exams.csv", "91.5", "95.5");
    let plan = sealed(&first, StageKind::Plan, &[]);
    let ranking = second.forced(StageKind::Ranking, Some(&plan)).unwrap();
    let judged = first.judged(&[plan, ranking]);
    assert_eq!(codes(&judged), ["changed-without-ruling"; 2]);
    let [there, back] = [&judged.transitions[0].changes[0], &judged.transitions[1].changes[0]];
    assert_eq!((there.old, there.new), (back.new, back.old));
}

#[test]
fn a_ruling_made_afterwards_legalises_nothing_that_happened_before() {
    let first = Tables::new();
    let mut second = first.clone();
    second.replace("exams.csv", "91.5", "95.5");
    let plan = sealed(&first, StageKind::Plan, &[]);
    let change = uncovered(&second.judged(std::slice::from_ref(&plan))).remove(0);
    let ranking = second.forced(StageKind::Ranking, Some(&plan)).unwrap();
    let mut last = second.clone();
    last.rule("mark/3", &change.old.unwrap().to_string(), &change.new.unwrap().to_string());
    let found = uncovered(&last.judged(&[plan.clone(), ranking]));
    assert_eq!(found.len(), 1, "the ruling is not among those of the stage that holds the change");
    // Sealed with the change it covers it, and who decided is told; taken out again it covers nothing.
    let ranking = sealed(&last, StageKind::Ranking, std::slice::from_ref(&plan));
    let stages = [plan, ranking];
    assert_eq!(uncovered(&last.judged(&stages)), []);
    last.replace("exams.csv", "66", "67");
    let judged = last.judged(&stages);
    let mark = judged.transitions[0].changes.iter().find(|change| change.object.kind() == "mark").unwrap();
    assert!(matches!(&mark.cover, Cover::Ruling(by) if &*by.document == "某号" && &*by.who == "领导小组"));
    let mut without = second;
    without.drop("rulings", "change");
    let kinds: Vec<&str> =
        uncovered(&without.judged(&stages)).iter().map(|change| change.object.kind()).collect();
    assert_eq!(kinds, ["mark", "ruling"]);
}

#[test]
fn a_broken_chain_is_found() {
    let tables = Tables::new();
    let [plan, scores] = [StageKind::Plan, StageKind::Scores].map(|kind| sealed(&tables, kind, &[]));
    let behind = sealed(&tables, StageKind::Scores, std::slice::from_ref(&plan));
    let third = sealed(&tables, StageKind::Ranking, &[plan.clone(), behind.clone()]);
    let found = |stages: &[Stage]| -> Vec<(String, ChainBreak)> {
        let chain = |finding: StageFinding| {
            if let StageFinding::Chain { stage, why } = finding { Some((stage, why)) } else { None }
        };
        tables.judged(stages).findings.into_iter().filter_map(chain).collect()
    };
    assert_eq!(found(&[plan.clone(), behind.clone(), third.clone()]), []);
    let broken = |n: &str, why| (n.to_owned(), why);
    assert_eq!(found(&[plan.clone(), scores]), [broken("2-scores", ChainBreak::Before)]);
    assert_eq!(found(std::slice::from_ref(&behind)), [broken("1-scores", ChainBreak::First)]);
    assert_eq!(found(&[plan.clone(), third]), [broken("2-ranking", ChainBreak::Before)]);
    let swapped = [broken("1-scores", ChainBreak::First), broken("2-plan", ChainBreak::Before)];
    assert_eq!(found(&[behind, plan]), swapped);
    let mut other = tables.clone();
    other.replace("round.toml", "id = \"stages\"", "id = \"other\"");
    let foreign = sealed(&other, StageKind::Plan, &[]);
    assert_eq!(found(&[foreign]), [broken("1-plan", ChainBreak::Round)]);
}

#[test]
fn another_secret_is_one_finding_and_nothing_else() {
    let tables = Tables::new();
    let plan = sealed(&tables, StageKind::Plan, &[]);
    let mut other = tables;
    other.0.insert("secret.hex".into(), format!("{}\n", "08".repeat(32)));
    other.replace("exams.csv", "91.5", "95.5");
    let judged = other.judged(&[plan.clone(), plan]);
    assert_eq!(judged.findings, [StageFinding::OtherSecret { stage: "1-plan".into() }]);
    assert!(judged.transitions.is_empty());
}

#[test]
fn sheets_and_rankings_that_do_not_come_of_the_inputs_are_found() {
    let tables = Tables::new();
    let stage = sealed(&tables, StageKind::Ranking, &[]);
    let changed = |change: &dyn Fn(&mut anzhi_record::stage::StageDigests)| {
        let mut file = stage.file().clone();
        change(&mut file.digests);
        let digests = serde_json_canonicalizer::to_vec(&file.digests).unwrap();
        file.statement.subject[0].digest.sha256 = anzhi_core::digest::Digest::of(&digests);
        file.statement.subject[0].digest.sm3 = Some(anzhi_record::Sm3::of(&digests));
        let stage = Stage::read(&serde_json_canonicalizer::to_vec(&file).unwrap()).unwrap();
        tables.judged(&[stage]).findings
    };
    let other = anzhi_core::digest::Digest::of(b"another");
    let stage = || "1-ranking".to_owned();
    assert_eq!(
        changed(&|digests| digests.people[1].sheet = Some(other)),
        [StageFinding::Misstated { stage: stage(), of: Misstated::Sheet("3".into()) }]
    );
    assert_eq!(
        changed(&|digests| digests.ranking.as_mut().unwrap()[0].digest = other),
        [StageFinding::Misstated { stage: stage(), of: Misstated::Ranking }]
    );
    // With other inputs they may differ; then the inputs are what is judged.
    let mut later = tables.clone();
    later.add("preferences", "4,2,V1,,");
    let list = later.judged(&[sealed(&tables, StageKind::Ranking, &[])]);
    assert_eq!(codes(&list), ["changed-without-ruling"]);
}

#[test]
fn what_stands_in_no_stage_is_told() {
    let mut tables = Tables::new();
    let plan = sealed(&tables, StageKind::Plan, &[]);
    tables.add("lots", "3,2,本人,2026-06-24,,");
    tables.add("preferences", "5,1,V2,,");
    // Something that is found, so that the whole judgement is given.
    tables.replace("vacancies.csv", "V2,某县应急管理局,指挥中心值班,1", "V2,某县应急管理局,指挥中心值班,2");
    let judged = tables.judged(&[plan]);
    let ids = |of: &anzhi_record::stage::Uncovered| {
        (of.of, of.in_none.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(ids(&judged.coverage.lots), (2, vec!["3".to_owned()]));
    assert_eq!(ids(&judged.coverage.preferences), (4, vec!["5".to_owned()]));
    assert_eq!(ids(&judged.coverage.marks), (4, vec![]));
}

#[test]
fn a_stage_that_says_more_than_its_kind_is_none() {
    let tables = Tables::new();
    let scores = sealed(&tables, StageKind::Scores, &[]);
    let mut file = scores.file().clone();
    file.statement.predicate.stage = "plan".into();
    assert!(Stage::read(&serde_json_canonicalizer::to_vec(&file).unwrap()).is_err());
    file.statement.predicate.stage = "scores".into();
    file.statement.predicate.date = "2026-6-20".into();
    assert!(Stage::read(&serde_json_canonicalizer::to_vec(&file).unwrap()).is_err());
}
