//! What differs of the round as a whole.

use super::owner::Owner;
use super::side::Side;
use super::{Both, RowChange, WarningChange};
use crate::manifest::ORIGINALS;
use crate::package::Package;
use crate::stage::How;
use crate::statement::StatedStage;
use crate::verify::{Severity, stated};
use anzhi_core::scheme::Part;
use std::collections::{BTreeMap, BTreeSet};

/// What differs of the round as a whole.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WholeDiff {
    /// The papers that are others.
    pub papers: Vec<PaperChange>,
    /// What the headings and the statements say otherwise.
    pub stated: Vec<StatedChange>,
    /// The stages that only one of the records holds, in their order.
    pub stages: Vec<StageChange>,
    /// The rulings and answers that are about nobody and no vacancy of either round.
    pub rows: Vec<RowChange>,
    /// The warnings that are about nobody and about no vacancy.
    pub warnings: Vec<WarningChange>,
    /// The files as handed in.
    pub originals: Vec<OriginalChange>,
    /// How many people chose in a turn of another number.
    pub turns: usize,
}

/// A paper that is another.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PaperChange {
    /// Of which part it is the paper; that of the scoring is the scheme.
    pub part: Part,
    /// Issuer, short name and edition; nothing where the round has no such paper.
    pub names: Both<Option<String>>,
    /// Whether it scores otherwise; if not, the file only is another.
    pub scores_otherwise: bool,
}

/// Something that a heading or a statement says otherwise.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StatedChange {
    /// The path of its key, such as `round.title` or `counts.placed`.
    pub path: String,
    /// How grave it is: what was handed in, or bookkeeping.
    pub severity: Severity,
    /// What each says.
    pub values: Both<Option<String>>,
}

/// A stage that only one of the records holds.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StageChange {
    /// Whether it is new or missing.
    pub how: How,
    /// The stage.
    pub stage: StatedStage,
}

/// A file as handed in that is another.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OriginalChange {
    /// How it differs.
    pub how: How,
    /// Its name.
    pub name: String,
}

impl WholeDiff {
    pub(super) fn of(
        packages: Both<&Package>,
        sides: Both<&Side>,
        rows: Vec<RowChange>,
        warnings: &BTreeMap<Owner, Vec<WarningChange>>,
    ) -> Self {
        Self {
            papers: papers(sides),
            stated: said_otherwise(sides),
            stages: stages(sides),
            rows,
            warnings: warnings.get(&Owner::Whole).cloned().unwrap_or_default(),
            originals: originals(packages),
            turns: turns(sides),
        }
    }
}

fn papers(sides: Both<&Side>) -> Vec<PaperChange> {
    let said = sides.map(|side| &side.said);
    let own = |part: Part| {
        said.map(|said| match part {
            Part::Scoring => {
                let scheme = &said.scheme;
                Some((scheme.digest.sha256, [&scheme.issuer, &scheme.id, &scheme.edition]))
            }
            Part::Ranking | Part::Choosing => {
                let paper = if part == Part::Ranking { &said.ranking } else { &said.choosing };
                paper.as_ref().map(|paper| (paper.digest.sha256, [&paper.issuer, &paper.id, &paper.edition]))
            }
        })
    };
    let scores_otherwise = said.map(|said| &said.scheme.scoring).differ();
    let all = [Part::Scoring, Part::Ranking, Part::Choosing].into_iter().map(|part| (part, own(part)));
    all.filter(|(_, papers)| papers.differ())
        .map(|(part, papers)| PaperChange {
            part,
            names: papers.map(|paper| paper.map(|(_, words)| words.map(String::as_str).join(" "))),
            scores_otherwise: part == Part::Scoring && scores_otherwise,
        })
        .collect()
}

/// What headings and statements say otherwise, but of what is told elsewhere or follows from it: papers, stages, the
/// record that is replaced, salted digests.
fn said_otherwise(sides: Both<&Side>) -> Vec<StatedChange> {
    let told = sides.map(|side| {
        let heading = &side.round.heading();
        let mut all: BTreeMap<String, Option<String>> = stated(&side.said).into_iter().collect();
        all.insert("operator".into(), Some(heading.operator.to_string()));
        all.insert("filing_date".into(), heading.filing_date.map(|date| date.to_string()));
        all.insert("program".into(), Some(side.said.program.clone()));
        all
    });
    let paths: BTreeSet<&String> = told.old.keys().chain(told.new.keys()).collect();
    let mut all = Vec::new();
    for path in paths {
        let Some(severity) = severity(path) else { continue };
        let values = told.as_ref().map(|told| told.get(path).cloned().flatten());
        if values.differ() {
            all.push(StatedChange { path: path.clone(), severity, values });
        }
    }
    all.sort_by_key(|change| change.severity);
    all
}

fn severity(path: &str) -> Option<Severity> {
    match path.split('.').next().unwrap_or_default() {
        "filing_date" | "operator" | "plan" | "roster" | "round" => Some(Severity::Input),
        "counts" | "format" | "program" => Some(Severity::Bookkeeping),
        _ => None,
    }
}

fn stages(sides: Both<&Side>) -> Vec<StageChange> {
    let all = sides.map(|side| side.said.stages.as_deref().unwrap_or_default());
    let only = |one: &[StatedStage], other: &[StatedStage], how: How| -> Vec<StageChange> {
        let known: BTreeSet<&String> = other.iter().map(|stage| &stage.fingerprint).collect();
        let only = one.iter().filter(|stage| !known.contains(&stage.fingerprint));
        only.map(|stage| StageChange { how, stage: stage.clone() }).collect()
    };
    let mut missing = only(all.old, all.new, How::Removed);
    missing.extend(only(all.new, all.old, How::Added));
    missing
}

fn originals(packages: Both<&Package>) -> Vec<OriginalChange> {
    let files = packages.map(|package| package.part(ORIGINALS).collect::<BTreeMap<_, _>>());
    let names: BTreeSet<&str> = files.old.keys().chain(files.new.keys()).copied().collect();
    let change = |name: &str| {
        let how = match (files.old.get(name), files.new.get(name)) {
            (Some(old), Some(new)) if old == new => return None,
            (Some(_), Some(_)) => How::Changed,
            (Some(_), None) => How::Removed,
            (None, _) => How::Added,
        };
        Some(OriginalChange { how, name: name.to_owned() })
    };
    names.into_iter().filter_map(change).collect()
}

/// How many people chose in a turn of another number: whoever is before them or late moves them.
fn turns(sides: Both<&Side>) -> usize {
    let turns = sides.map(|side| {
        let mut all: BTreeMap<&str, Vec<(&str, u32)>> = BTreeMap::new();
        for sitting in &side.result.sittings {
            for turn in &sitting.turns {
                all.entry(&turn.candidate).or_default().push((&sitting.id, turn.n));
            }
        }
        all
    });
    let both = turns.old.iter().filter_map(|(id, old)| Some((old, turns.new.get(id)?)));
    both.filter(|(old, new)| old != new).count()
}
