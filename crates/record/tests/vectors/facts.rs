//! The files of a round as handed in, changed, and what comes of them.

use crate::records::resealed;
use crate::resealed::sealed;
use crate::vectors::vector::Files;
use anzhi_core::digest::Secret;
use anzhi_core::place::score_all;
use anzhi_core::round::Round;
use anzhi_record::{MANIFEST, Package};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{normal_form, read_round};

const SECRET: &str = "secret.hex";

#[derive(Clone)]
pub(crate) struct Facts(Files);

impl Facts {
    /// Those that lie in a record.
    pub(crate) fn of(record: &Package) -> Self {
        let manifest = crate::records::value(record, MANIFEST);
        let secret = format!("{}\n", manifest["secret"].as_str().unwrap()).into_bytes();
        let own = record
            .files
            .iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix("originals/")?.to_owned(), bytes.clone())));
        Self(own.chain([(SECRET.to_owned(), secret)]).collect())
    }

    /// With these words of a file replaced; they stand there once.
    pub(crate) fn with(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = std::str::from_utf8(&self.0[file]).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        let text = text.replace(from, to);
        self.0.insert(file.into(), text.into_bytes());
        self
    }

    pub(crate) fn with_file(mut self, file: &str, text: &str) -> Self {
        self.0.insert(file.into(), text.into());
        self
    }

    /// With a signature of everybody who is ranked under their present sheet.
    pub(crate) fn signed_by_all(self) -> Self {
        let (round, _) = self.round();
        let (scores, _) = score_all(&round).unwrap();
        let row = |who| {
            let code = scores.sheet(who)?.1.code(round.scheme().scoring.signed);
            Some(format!("{},{code},2026-05-20,当面签字\n", round.candidate(who).id()))
        };
        let rows: String = round.all_candidates().filter_map(row).collect();
        self.with_file("acknowledgements.csv", &format!("candidate,code,date,how\n{rows}"))
    }

    pub(crate) fn without(mut self, file: &str) -> Self {
        assert!(self.0.remove(file).is_some(), "{file}");
        self
    }

    pub(crate) fn into_files(self) -> Files {
        self.0
    }

    pub(crate) fn secret(&self) -> Secret {
        std::str::from_utf8(&self.0[SECRET]).unwrap().trim_end().parse().unwrap()
    }

    pub(crate) fn round(&self) -> (Round, LoadedScheme) {
        let reading = read_round(&self.0).unwrap();
        (reading.round.unwrap(), reading.scheme.unwrap())
    }

    /// The record that comes of them in earnest, signed by the bureau.
    pub(crate) fn record(&self) -> Package {
        sealed(&self.0, &self.0)
    }

    /// The record that comes of them in earnest, with other files as handed in.
    pub(crate) fn record_instead_of(&self, handed_in: &Self) -> Package {
        sealed(&self.0, &handed_in.0)
    }

    /// A record that has them in both folders, and otherwise stays as it was: result, and what the statement says. All
    /// digests and the signature are made anew.
    pub(crate) fn under(&self, record: &Package) -> Package {
        let mut package = record.clone();
        package.files.retain(|name, _| !name.starts_with("round/") && !name.starts_with("originals/"));
        let (round, scheme) = self.round();
        let both = [("round", &normal_form(&round, &scheme)), ("originals", &self.0)];
        for (folder, files) in both {
            let open = files.iter().filter(|(name, _)| *name != SECRET);
            package.files.extend(open.map(|(name, bytes)| (format!("{folder}/{name}"), bytes.clone())));
        }
        resealed(package)
    }
}
