//! The files as handed in, held against the round in normal form.

use super::findings::Refused;
use super::papers::Papers;
use super::{Finding, NotDone, ReadOriginals, Verdict, verdict_of};
use crate::manifest::{ORIGINALS, ROUND};
use crate::package::{Package, Part, SECRET};
use anzhi_core::fault::FaultKind;
use anzhi_core::round::Round;
use anzhi_schemes::LoadedScheme;
use anzhi_tables::normal_form;
use std::collections::{BTreeMap, BTreeSet};

/// What came of reading the files as handed in.
pub(super) struct Originals {
    findings: Vec<Finding>,
    undone: Option<NotDone>,
}

impl Originals {
    pub(super) fn read(package: &Package, papers: &Papers, reader: Option<&ReadOriginals<'_>>) -> Self {
        let (mut findings, mut undone) = (Vec::new(), None);
        match (reader, &papers.manifest, package.part(ORIGINALS).next()) {
            (None, _, _) => undone = Some(NotDone::NoReader),
            (Some(_), _, None) => undone = Some(NotDone::NoOriginals),
            // Without the secret nothing is read, and the round itself says so.
            (Some(_), Err(_), Some(_)) => {}
            (Some(reader), Ok(manifest), Some(_)) => {
                let part = Part { package, folder: ORIGINALS, secret: manifest.secret.clone() };
                match read(&part, reader) {
                    Ok((round, scheme)) => {
                        let normal = normal_form(&round, &scheme);
                        findings = differing(package, &normal, |name| Finding::OriginalsDiffer { name });
                    }
                    Err(refused) if is_unknown_scheme(&refused) => undone = Some(NotDone::UnknownScheme),
                    Err(refused) => findings.push(Finding::OriginalsRefused(refused)),
                }
            }
        }
        Self { findings, undone }
    }

    /// The whole of the step, with what the round by itself came to.
    pub(super) fn verdict(self, round: Result<Vec<Finding>, Verdict>) -> Verdict {
        let mut findings = match round {
            Ok(findings) => findings,
            Err(verdict) => return verdict,
        };
        findings.extend(self.findings);
        match self.undone {
            Some(undone) if findings.is_empty() => Verdict::NotDone(undone),
            Some(_) | None => verdict_of(findings),
        }
    }
}

/// Reads a part of a record as a folder of tables.
pub(super) fn read(part: &Part<'_>, reader: &ReadOriginals<'_>) -> Result<(Round, LoadedScheme), Refused> {
    // Files in memory can always be read.
    let Ok(reading) = reader(part) else { return Err(Refused::default()) };
    match (reading.round, reading.scheme) {
        (Ok(round), Some(scheme)) => Ok((round, scheme)),
        (Err(faults), _) => Err(Refused { faults, files: reading.files }),
        (Ok(_), None) => Err(Refused::default()),
    }
}

/// The files of the round that are not exactly these.
pub(super) fn differing(
    package: &Package,
    normal: &BTreeMap<String, Vec<u8>>,
    finding: impl Fn(String) -> Finding,
) -> Vec<Finding> {
    let normal: BTreeMap<&str, &[u8]> =
        normal.iter().filter(|(name, _)| *name != SECRET).map(|(name, bytes)| (&**name, &**bytes)).collect();
    let recorded: BTreeMap<&str, &[u8]> = package.part(ROUND).collect();
    let names: BTreeSet<&str> = normal.keys().chain(recorded.keys()).copied().collect();
    let differs = names.into_iter().filter(|name| normal.get(name) != recorded.get(name));
    differs.map(|name| finding(format!("{ROUND}{name}"))).collect()
}

fn is_unknown_scheme(Refused { faults, .. }: &Refused) -> bool {
    let unknown = |kind: &FaultKind| matches!(kind, FaultKind::UnknownScheme { .. });
    faults.forms.is_empty() && faults.tables.iter().all(|fault| unknown(&fault.kind))
}
