//! Samples: the same for the same record and seed, nobody twice, and what a shell computes.

use crate::office::Office;
use anzhi_core::digest::Digest;
use anzhi_record::Package;
use anzhi_record::audit::{Audit, FACTS_EACH, Sample, Seed};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static AUDIT: LazyLock<Audit<'_>> = LazyLock::new(|| Audit::of(&COUNTY, None).unwrap());
static COUNTY: LazyLock<Package> = LazyLock::new(county);

fn county() -> Package {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/county");
    let reading = anzhi_tables::read_round(&anzhi_tables::Directory(&folder)).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None).1.unwrap()
}

fn ids(sample: &Sample) -> Vec<&str> {
    sample.people.iter().map(|person| person.id.as_str()).collect()
}

/// Drawn once more from the document, by other means: the words of a digest as numbers of two halves.
fn by_hand(fingerprint: &Digest, seed: &str, word: &str, count: usize, of: u64) -> Vec<u64> {
    let mut drawn: Vec<u64> = Vec::new();
    for counter in 1.. {
        if drawn.len() == count {
            break;
        }
        let digest = Digest::of(format!("{fingerprint}\n{seed}\n{word}\n{counter}\n").as_bytes()).to_string();
        let x = u64::from_str_radix(&digest[..12], 16).unwrap();
        let place = x % of;
        if x < (1 << 48) / of * of && !drawn.contains(&place) {
            drawn.push(place);
        }
    }
    drawn
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_sample_is_what_the_document_says(seed in "[a-z0-9期]{1,12}", people in 1_usize..30) {
        let record = &*COUNTY;
        let audit = &*AUDIT;
        let parsed: Seed = seed.parse().unwrap();
        let sample = audit.sample(people, Some(&parsed));
        prop_assert_eq!(&audit.sample(people, Some(&parsed)), &sample);
        let drawn: BTreeSet<&str> = ids(&sample).into_iter().collect();
        prop_assert_eq!(drawn.len(), people.min(25));
        // Fewer people are the first of more.
        let fewer = audit.sample(people / 2, Some(&parsed));
        prop_assert_eq!(&fewer.people[..], &sample.people[..fewer.people.len()]);
        let fingerprint = audit.fingerprint();
        let places = by_hand(&fingerprint, &seed, "people", people.min(25), 25);
        prop_assert_eq!(sample.people.iter().map(|p| u64::from(p.line) - 2).collect::<Vec<_>>(), places);
        for person in &sample.people {
            let mut lines = Vec::new();
            for table in ["candidates", "degrees", "periods", "events", "exams", "relatives", "certificates",
                "preferences", "acknowledgements", "give_ups", "lots"] {
                let name = format!("round/{table}.csv");
                let text = std::str::from_utf8(record.file(&name).unwrap_or_default()).unwrap();
                let own = text.lines().enumerate().filter(|(_, line)| line.split(',').next() == Some(&person.id));
                lines.extend(own.map(|(place, _)| (table, place + 1)));
            }
            let facts = by_hand(&fingerprint, &seed, &format!("facts {}", person.id), FACTS_EACH.min(lines.len()), lines.len() as u64);
            let mut expected: Vec<_> = facts.into_iter().collect();
            expected.sort_unstable();
            let found: Vec<_> = person.facts.iter().map(|fact| {
                let table = anzhi_tables::layout::file_names(fact.table).0;
                lines.iter().position(|line| *line == (table, fact.line as usize)).unwrap() as u64
            }).collect();
            prop_assert_eq!(found, expected);
        }
        prop_assert!(sample.people.iter().all(|person| !person.facts.is_empty()));
    }
}

#[test]
fn another_record_or_seed_gives_another_sample() {
    let other = Office::new().record();
    let (audit, other) = (&*AUDIT, Audit::of(&other, None).unwrap());
    let seed = |text: &str| text.parse::<Seed>().unwrap();
    let five = |audit: &Audit<'_>, seed: Option<&Seed>| -> Vec<u32> {
        audit.sample(5, seed).people.iter().map(|person| person.line).collect()
    };
    let first = five(audit, Some(&seed("a")));
    assert_ne!(first, five(audit, Some(&seed("b"))));
    assert_ne!(first, five(audit, None));
    assert_ne!(first, five(&other, Some(&seed("a"))));
    assert_eq!(audit.sample(0, None).people.len(), 0);
}

#[test]
fn facts_stand_as_they_were_handed_in_with_their_evidence() {
    let record = Office::new().record();
    let audit = Audit::of(&record, None).unwrap();
    let sample = audit.sample(5, None);
    let cells = sample.people.iter().flat_map(|person| &person.facts);
    let own = |table: anzhi_core::fault::Table| cells.clone().find(move |fact| fact.table == table);
    let degree = own(anzhi_core::fault::Table::Degrees).unwrap();
    let told: Vec<_> = degree.cells.iter().map(|(column, cell)| format!("{} {cell}", column.title)).collect();
    assert_eq!(told[1..], ["学历 本科", "取得日期 2006-07-01", "全日制 是"]);
    assert!(degree.evidence.starts_with("卷二-"));
}
