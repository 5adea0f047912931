//! Rounds under `testdata` that tests edit, and their records.

use anzhi_core::outcome::Fate;
use anzhi_core::place::score_all;
use anzhi_record::diff::{Diff, diff};
use anzhi_record::{Package, place_and_seal};
use anzhi_tables::{Directory, normal_form, read_round};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) const RULINGS: &str = "kind,object,old,new,who,date,document,evidence,remark";

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// The files of a round folder as texts, in normal form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Files(pub(crate) BTreeMap<String, String>);

impl Files {
    /// A round under `testdata`.
    pub(crate) fn of(round: &str) -> Self {
        let path = testdata().join("rounds").join(round);
        let reading = read_round(&Directory(&path)).unwrap();
        let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
        let files = normal_form(&round, &scheme).into_iter();
        Self(files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect())
    }

    /// With one text in the place of another, which must stand in that file once.
    pub(crate) fn with(&self, file: &str, from: &str, to: &str) -> Self {
        let mut changed = self.clone();
        let text = changed.0.get_mut(file).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from} in {file}:\n{text}");
        *text = text.replace(from, to);
        changed
    }

    /// With a line at the end of a file, which may not be there yet.
    pub(crate) fn and(&self, file: &str, header: &str, line: &str) -> Self {
        let mut changed = self.clone();
        let text = changed.0.entry(file.into()).or_insert_with(|| format!("{header}\n"));
        assert_eq!(text.lines().next().unwrap(), header);
        text.push_str(line);
        text.push('\n');
        changed
    }

    /// With a ruling.
    pub(crate) fn ruled(&self, line: &str) -> Self {
        self.and("rulings.csv", RULINGS, &format!("{line},领导小组,2026-08-01,某号,,"))
    }

    /// Without the lines of a file that begin so.
    pub(crate) fn without(&self, file: &str, begins: &str) -> Self {
        let mut changed = self.clone();
        let text = changed.0.get_mut(file).unwrap();
        assert!(text.lines().any(|line| line.starts_with(begins)), "{begins} in {file}:\n{text}");
        *text = text.split_inclusive('\n').filter(|line| !line.starts_with(begins)).collect();
        changed
    }

    /// Everybody who is ranked has signed the present sheet, on a later day whoever had signed another.
    pub(crate) fn signed(&self) -> Self {
        self.signed_if_read().unwrap()
    }

    /// The same, if the round can be read and scored.
    pub(crate) fn signed_if_read(&self) -> Option<Self> {
        let round = read_round(&self.bytes()).unwrap().round.ok()?;
        let (scores, _) = score_all(&round).ok()?;
        let before = self.0.get("acknowledgements.csv").map_or("", String::as_str);
        let mut rows = "candidate,code,date,how,evidence,remark\n".to_owned();
        for who in round.all_candidates() {
            let Some((_, digest)) = scores.sheet(who) else { continue };
            let (id, code) = (round.candidate(who).id(), digest.code(round.scheme().scoring.signed));
            let own = || before.lines().filter(|line| line.starts_with(&format!("{id},")));
            if let Some(line) = own().find(|line| line.starts_with(&format!("{id},{code},"))) {
                writeln!(rows, "{line}").unwrap();
            } else if own().next().is_some() || Fate::by_ruling(&round, who).is_none() {
                writeln!(rows, "{id},{code},2026-07-09,当面签字,,").unwrap();
            }
        }
        let mut signed = self.clone();
        signed.0.insert("acknowledgements.csv".into(), rows);
        Some(signed)
    }

    pub(crate) fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect()
    }

    /// The record of the round, if it comes to an end.
    pub(crate) fn sealed(&self) -> Option<Package> {
        let reading = read_round(&self.bytes()).unwrap();
        let (round, scheme) = (reading.round.ok()?, reading.scheme?);
        place_and_seal(&round, &scheme, &Default::default(), None).1
    }

    pub(crate) fn record(&self) -> Package {
        let reading = read_round(&self.bytes()).unwrap();
        let round = reading.round.map_err(|faults| format!("{faults:?}")).unwrap();
        let (outcome, record) = place_and_seal(&round, &reading.scheme.unwrap(), &Default::default(), None);
        record.ok_or_else(|| format!("{outcome:?}")).unwrap()
    }
}

/// What differs between the records of two rounds.
pub(crate) fn between(old: &Files, new: &Files) -> Diff {
    diff(&old.record(), &new.record(), None).map_err(|reports| format!("{reports:?}")).unwrap()
}
