//! Random rounds: every receipt verifies, every edition replays, and small changes to either are found.

use crate::rounds::{BUREAU, edition_of, failed, record_of, testdata};
use anzhi_core::place::score_all;
use anzhi_record::Package;
use anzhi_record::edition::{Edition, EditionStep};
use anzhi_record::receipt::{Receipts, verify_receipt};
use anzhi_record::verify::{Answer, Signers, verify};
use anzhi_tables::{Directory, normal_form, read_round};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, prop_assert_ne, proptest};
use std::collections::BTreeMap;
use std::fmt::Write as _;

type Files = BTreeMap<String, Vec<u8>>;

/// Numbers one after the other, from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % bound.max(1)
    }
}

/// A round under `testdata` with other marks, lists, lots and giving-ups.
fn files(name: &str, seed: u64) -> Files {
    let reading = read_round(&Directory(&testdata().join("rounds").join(name))).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let mut files = normal_form(&round, &scheme);
    let mut dice = Dice(seed | 1);
    let (mut marks, mut lists, mut lots, mut events) = (
        "candidate,mark\n".to_owned(),
        "candidate,order,vacancy,sitting\n".to_owned(),
        String::new(),
        String::new(),
    );
    lots.push_str("candidate,number,drawn_by,date\n");
    events.push_str("candidate,kind,date\n");
    for (n, who) in (1..).zip(round.all_candidates()) {
        let id = round.candidate(who).id();
        // Few different marks give many ties.
        writeln!(marks, "{id},{}", 60 + 5 * dice.below(6)).unwrap();
        writeln!(lots, "{id},{n},监督员,2026-07-02").unwrap();
        if dice.below(4) == 0 {
            let kind = ["absent", "gave_up", "late", "timed_out"][dice.below(4)];
            writeln!(events, "{id},{kind},2026-07-20").unwrap();
        }
        let mut open: Vec<_> =
            round.vacancies().iter().filter(|vacancy| round.sits(who, vacancy.sitting)).collect();
        let mut order: BTreeMap<u16, u32> = BTreeMap::new();
        for _ in 0..=dice.below(5) {
            let Some(at) = (!open.is_empty()).then(|| dice.below(open.len())) else { break };
            let vacancy = open.swap_remove(at);
            let n = order.entry(0).or_insert(0);
            *n += 1;
            let sitting = &round.scheme().sittings[usize::from(vacancy.sitting.0)].key;
            writeln!(lists, "{id},{n},{},{sitting}", vacancy.id).unwrap();
        }
    }
    for (name, text) in
        [("exams.csv", marks), ("preferences.csv", lists), ("lots.csv", lots), ("give_ups.csv", events)]
    {
        files.insert(name.into(), text.into_bytes());
    }
    sign(&mut files);
    files
}

/// Has everybody sign the present sheet.
fn sign(files: &mut Files) {
    let round = read_round(files).unwrap().round.unwrap();
    let (scores, _) = score_all(&round).unwrap();
    let mut rows = "candidate,code,date,how\n".to_owned();
    for who in round.all_candidates() {
        if let Some((_, digest)) = scores.sheet(who) {
            let (id, code) = (round.candidate(who).id(), digest.code(round.scheme().scoring.signed));
            writeln!(rows, "{id},{code},2026-07-01,当面签字").unwrap();
        }
    }
    files.insert("acknowledgements.csv".into(), rows.into_bytes());
}

const BASES: [&str; 4] = ["county", "grade-groups", "small", "two-sittings"];

fn random_record(base: usize, seed: u64) -> Package {
    record_of(&files(BASES[base], seed))
}

/// Changes that leave something odd in whatever edition they can be made.
fn forged(edition: &Edition, dice: &mut Dice) -> Vec<(Edition, EditionStep)> {
    let mut all = Vec::new();
    let at = dice.below(edition.sittings.len());
    let people = edition.sittings[at].candidates.len();
    if people > 1 {
        // A pair swapped in the order, each with what they had.
        let first = dice.below(people - 1);
        let mut swapped = edition.clone();
        let candidates = &mut swapped.sittings[at].candidates;
        candidates.swap(first, first + 1);
        let ranks = (candidates[first + 1].rank, candidates[first].rank);
        (candidates[first].rank, candidates[first + 1].rank) = ranks;
        all.push((swapped, EditionStep::Order));
    }
    if !edition.sittings[at].vacancies.is_empty() {
        let vacancy = dice.below(edition.sittings[at].vacancies.len());
        let mut more = edition.clone();
        more.sittings[at].vacancies[vacancy].left += 1;
        all.push((more, EditionStep::Seats));
    }
    let earlier = edition.sittings[at].candidates.iter().position(|candidate| candidate.list.len() > 1);
    if let Some(place) = earlier {
        // The first preference, which was not had, is left out, so that another one came first.
        let mut shorter = edition.clone();
        drop(shorter.sittings[at].candidates[place].list.remove(0));
        if shorter.sittings[at].candidates[place].preference.is_some() {
            all.push((shorter, EditionStep::Choices));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_out_of_any_record_verifies_and_what_is_changed_does_not(base in 0_usize..4, seed: u64) {
        let record = random_record(base, seed);
        prop_assert!(verify(&record, &[BUREAU.public()], None).is_verified());
        let edition = edition_of(&record);
        prop_assert_eq!(failed(&record, &edition), []);
        let mut dice = Dice(seed | 1);
        for (forged, step) in forged(&edition, &mut dice) {
            let found = failed(&record, &forged);
            prop_assert!(found.contains(&step), "{step:?}: {found:?}");
        }
        let receipts = Receipts::of(&record).unwrap();
        let people: Vec<_> = receipts.round().0.all_candidates().collect();
        for who in people {
            let bytes = receipts.receipt(who).unwrap().to_bytes();
            prop_assert_eq!(verify_receipt(&bytes, Signers::Keys(&[BUREAU.public()])).answer(), Answer::Verified);
            for _ in 0..4 {
                let mut changed = bytes.clone();
                let at = dice.below(changed.len());
                changed[at] ^= 1 << dice.below(7);
                let report = verify_receipt(&changed, Signers::Keys(&[BUREAU.public()]));
                // The digit of the file's version: what says to be of a later one is not judged.
                let version = changed[..at].ends_with(b"\"format\":") && changed[at + 1..].starts_with(b",\"index\"");
                prop_assert!(report.answer() == Answer::Refuted || version, "at {at}: {:?}", report.verdicts);
                prop_assert_ne!(report.answer(), Answer::Verified);
            }
        }
    }
}
