//! Postings: what was not sealed, and what was changed behind what was.

use crate::office::{Office, leads};
use anzhi_record::audit::{Lead, StageLead, Timing, UnsealedKind};
use anzhi_record::stage::{How, NotSealed, StageKind, place_and_seal_after};

fn stages(leads: Vec<Lead>) -> Vec<StageLead> {
    leads
        .into_iter()
        .filter_map(|lead| if let Lead::Stage(stage) = lead { Some(stage) } else { None })
        .collect()
}

#[test]
fn a_record_without_stages_and_stages_that_are_missing() {
    assert_eq!(Office::unsealed().leads(), [Lead::Stage(StageLead::None)]);
    let mut office = Office::new();
    office.stages.remove(2);
    assert_eq!(office.leads(), [Lead::Stage(StageLead::Missing(StageKind::Exams))]);
}

#[test]
fn days_that_run_backwards_and_stages_that_nobody_signed() {
    let mut office = Office::new();
    office.stages[2].1 = "2026-06-01"; // of one day: that can be
    assert_eq!(office.leads(), []);
    office.stages[2].1 = "2026-05-31";
    let leads = stages(office.leads());
    let [StageLead::Backwards { earlier, later }] = &leads[..] else { unreachable!("{leads:?}") };
    assert_eq!((earlier.name.to_string().as_str(), later.name.to_string().as_str()), ("2-scores", "3-exams"));
    let mut office = Office::new();
    office.signs_stages = false;
    let leads = stages(office.leads());
    assert!(leads.len() == 4 && leads.iter().all(|lead| matches!(lead, StageLead::Unsigned(_))), "{leads:?}");
}

/// The mark of 4 becomes another behind the exams' stage, under a ruling of that day, and the ranking is sealed.
fn mended(day: &str) -> Vec<StageLead> {
    let mut before = Office::new();
    before.stages.truncate(3);
    let sealed = before.seal();
    let mut after = Office::new().replace("exams.csv", "4,70,", "4,71,");
    after.stages.drain(..3);
    // What a ruling must say, only the program knows.
    let plain = Office { stages: Vec::new(), ..after.clone() };
    let Err(NotSealed::Refused(judged)) = try_record(&plain, &sealed) else { unreachable!() };
    let change = &judged.transitions[2].changes[0];
    let code = |code: Option<anzhi_core::digest::ShortCode>| code.unwrap().to_string();
    let (old, new) = (code(change.old), code(change.new));
    let after = after.rule(&format!("change,mark/4,{old},{new},领导小组,{day},9号\n"));
    let all = after.seal_behind(sealed);
    stages(leads(&after.record_behind(&all)))
}

fn try_record(office: &Office, sealed: &[anzhi_record::stage::Stage]) -> Result<(), NotSealed> {
    let files: std::collections::BTreeMap<String, Vec<u8>> =
        office.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let reading = anzhi_tables::read_round(&files).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    anzhi_record::stage::seal_stage(
        (&round, &scheme),
        StageKind::Exams,
        "2026-06-20".parse().unwrap(),
        sealed,
    )?;
    let (_, record) = place_and_seal_after((&round, &scheme), &Default::default(), sealed, None);
    record.map(|_| ())
}

#[test]
fn what_was_changed_under_a_ruling_is_told_odd_days_first() {
    // The exams were posted on 15 June, the ranking on 26 June.
    for (day, expected) in [
        ("2026-06-14", Timing::BeforePosting),
        ("2026-06-15", Timing::Between),
        ("2026-06-26", Timing::Between),
        ("2026-06-27", Timing::AfterNext),
    ] {
        let leads = mended(day);
        let changed: Vec<_> = leads
            .iter()
            .filter_map(|lead| match lead {
                StageLead::Changed { from, change, timing, .. } => {
                    Some((from.to_string(), change.object.to_string(), change.how, *timing))
                }
                _ => None,
            })
            .collect();
        assert_eq!(changed, [("3-exams".into(), "mark/4".into(), How::Changed, expected)], "{day}");
        // The ruling itself was added, which needs none.
        let added = |lead: &StageLead| matches!(lead, StageLead::Free { how: How::Added, kind: "ruling", objects, .. } if objects.len() == 1);
        assert!(leads.iter().any(added) && leads.len() == 2, "{leads:?}");
    }
}

#[test]
fn what_came_after_the_last_stage_stands_in_none() {
    let mut before = Office::new();
    before.stages.truncate(2);
    let (lists, marks) =
        (before.files.remove("preferences.csv").unwrap(), before.files.remove("exams.csv").unwrap());
    // Nobody can sign without a mark.
    before.files.insert("acknowledgements.csv".into(), "candidate,code,date,how\n".into());
    let sealed = before.seal();
    let mut after = Office { stages: Vec::new(), ..Office::new() };
    after.files.insert("preferences.csv".into(), lists);
    after.files.insert("exams.csv".into(), marks);
    let leads = stages(leads(&after.record_behind(&sealed)));
    let unsealed: Vec<_> = leads
        .iter()
        .filter_map(|lead| match lead {
            StageLead::Unsealed { kind, of, in_none } => Some((*kind, *of, in_none.len())),
            _ => None,
        })
        .collect();
    assert_eq!(unsealed, [(UnsealedKind::Marks, 5, 5), (UnsealedKind::Lists, 5, 5)]);
    let free = leads.iter().filter(|lead| matches!(lead, StageLead::Free { how: How::Added, .. })).count();
    let missing = leads.iter().filter(|lead| matches!(lead, StageLead::Missing(_))).count();
    assert_eq!((free, missing, leads.len()), (2, 2, 6));
}

#[test]
fn a_ruling_that_covers_nothing_is_told() {
    let (old, new) = ("Q9W1-DFWF-077Y-MGA1-W", "C1BK-Z611-Y0B3-QP4D-H");
    let office = Office::new().rule(&format!("change,mark/4,{old},{new},领导小组,2026-06-10,9号\n"));
    let leads = stages(office.leads());
    assert!(matches!(&leads[..], [StageLead::Idle(rulings)] if rulings.len() == 1), "{leads:?}");
}
