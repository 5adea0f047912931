//! What rulings mean for a round: which fact, gap, candidate or seat each is about, and whether it still fits.

use super::blame::{blame, is_at};
use super::collisions::collisions;
use super::possible::{blanks, impossible_dates};
use super::{Candidate, CandidateRef, Change, Draft, GroupRef, Ruling, RulingKind, VacancyRef, VoidCause};
use crate::condition::Held;
use crate::date::ParseDateError;
use crate::dossier::Dossier;
use crate::facts::{AttributeId, Cell, ColumnId, FieldKind, Source};
use crate::fault::{Fault, FaultKind, Table};
use crate::points::{ParsePointsError, Points};
use crate::scheme::{Cutoff, Filling, Fills, GapId};

/// What a ruling decides.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// Something that was posted is changed. It has no effect of its own: it is held against what was posted.
    Change(Change),
    /// The candidate is left out of the ranking.
    Exclude(CandidateRef),
    /// The gap has this value.
    FillGap(GapId, Filling),
    /// The candidate is placed there, outside the order.
    Place(CandidateRef, VacancyRef),
    /// After the meeting the candidate gets a seat there.
    Refill(CandidateRef, VacancyRef),
    /// The candidate belongs to that group.
    Regroup(CandidateRef, GroupRef),
    /// The fact has this value.
    SetFact(CandidateRef, Target, Cell),
    /// After the meeting the candidate loses the seat there.
    Void(CandidateRef, VacancyRef, VoidCause),
}

impl Decision {
    /// Whom it places outside the order, and where.
    pub(super) fn placement(&self) -> Option<(CandidateRef, VacancyRef)> {
        match self {
            Self::Place(candidate, vacancy) => Some((*candidate, *vacancy)),
            Self::Change(_)
            | Self::Exclude(_)
            | Self::FillGap(..)
            | Self::Refill(..)
            | Self::Regroup(..)
            | Self::SetFact(..)
            | Self::Void(..) => None,
        }
    }

    /// Whom it gives a seat, before the meeting or after it, and where.
    pub(super) fn seating(&self) -> Option<(CandidateRef, VacancyRef)> {
        match self {
            Self::Place(candidate, vacancy) | Self::Refill(candidate, vacancy) => {
                Some((*candidate, *vacancy))
            }
            Self::Change(_)
            | Self::Exclude(_)
            | Self::FillGap(..)
            | Self::Regroup(..)
            | Self::SetFact(..)
            | Self::Void(..) => None,
        }
    }

    /// Whom it leaves out.
    pub(super) fn exclusion(&self) -> Option<CandidateRef> {
        match self {
            Self::Exclude(candidate) => Some(*candidate),
            Self::Change(_)
            | Self::FillGap(..)
            | Self::Place(..)
            | Self::Refill(..)
            | Self::Regroup(..)
            | Self::SetFact(..)
            | Self::Void(..) => None,
        }
    }
}

/// Which fact a ruling sets.
///
/// Shown at [`round`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// An attribute.
    Attribute(AttributeId),
    /// A field of a row: the table, the place of the row in normal form from 0, the column.
    Field(Source, u16, ColumnId),
}

/// The rulings of a draft, resolved.
pub(super) struct Resolved {
    pub(super) rulings: Vec<(Ruling, Decision)>,
    /// By candidate: the facts as rulings leave them.
    pub(super) effective: Vec<Dossier>,
    /// By candidate: the group, if the scheme has groups and one takes the candidate.
    pub(super) groups: Vec<Option<GroupRef>>,
    /// By gap: what it is filled with.
    pub(super) fillings: Vec<Option<Filling>>,
    pub(super) faults: Vec<Fault>,
}

/// Resolves all rulings: first those on facts, then those that depend on what the facts are.
pub(super) fn resolve(draft: &Draft, candidates: &[Candidate], clear: &[bool]) -> Resolved {
    let (colliding, faults) = collisions(&draft.rulings);
    let mut desk = Desk {
        draft,
        candidates,
        effective: candidates.iter().map(|c| c.dossier.clone()).collect(),
        groups: Vec::new(),
        seats: draft.vacancies.iter().map(|v| v.vacancy.seats).collect(),
        faults,
    };
    let mut rulings = Vec::with_capacity(draft.rulings.len());
    // A second ruling on one thing cannot fit what the first has made of it.
    let single =
        || draft.rulings.iter().zip(0..).filter(|(_, place)| !colliding.contains(place)).map(|(r, _)| r);
    let on_facts = |ruling: &&Ruling| ruling.kind == RulingKind::SetFact;
    for ruling in single().filter(on_facts) {
        desk.decide(ruling, &mut rulings);
    }
    desk.groups = (0..)
        .zip(&desk.effective)
        .map(|(place, dossier)| {
            let group = group_of(draft, dossier);
            let known = group.is_some() || draft.scheme.ranking.groups.is_empty();
            if !known && clear.get(place).copied().unwrap_or(false) {
                let (line, id) = (dossier.line(), dossier.candidate().as_str());
                desk.faults.push(Fault::new(Table::Candidates, line, "", FaultKind::NoGroup, id));
            }
            group
        })
        .collect();
    for ruling in single().filter(|ruling| !on_facts(ruling)) {
        desk.decide(ruling, &mut rulings);
    }
    let mut fillings = vec![None; draft.scheme.scoring.gaps.len()];
    for (_, decision) in &rulings {
        match decision {
            Decision::FillGap(gap, filling) => fillings[usize::from(gap.0)] = Some(*filling),
            Decision::Regroup(candidate, group) => desk.groups[candidate.0 as usize] = Some(*group),
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::Place(..)
            | Decision::Refill(..)
            | Decision::SetFact(..)
            | Decision::Void(..) => {}
        }
    }
    Resolved { rulings, effective: desk.effective, groups: desk.groups, fillings, faults: desk.faults }
}

/// The first group whose condition the candidate meets.
fn group_of(draft: &Draft, dossier: &Dossier) -> Option<GroupRef> {
    let scheme = &draft.scheme;
    // Groups come before the other rulings, which may change them; the cut-off does not depend on any group.
    let fills = |ruling: &&Ruling| ruling.kind == RulingKind::FillGap && &*ruling.object == "gap/cutoff";
    let date = draft.rulings.iter().find(fills).and_then(|ruling| ruling.new.parse().ok());
    let cutoff = match scheme.scoring.cutoff {
        Cutoff::DateOf(attribute) => dossier.date(attribute),
        Cutoff::OfPerson(attribute, day) => dossier.date(attribute).and_then(|date| day.in_year(date.year())),
        other @ (Cutoff::Fixed(_) | Cutoff::Gap(_) | Cutoff::OfRound(_)) => {
            other.in_round(draft.heading.year, date.map(Filling::Date))
        }
    };
    let held = Held::outside(&scheme.scoring, dossier, cutoff);
    (0..)
        .zip(&scheme.ranking.groups)
        .find(|(_, group)| group.when.holds(&held) == Ok(true))
        .map(|(g, _)| GroupRef(g))
}

pub(super) struct Desk<'a> {
    pub(super) draft: &'a Draft,
    candidates: &'a [Candidate],
    effective: Vec<Dossier>,
    groups: Vec<Option<GroupRef>>,
    /// By vacancy: seats that rulings have left.
    seats: Vec<u32>,
    faults: Vec<Fault>,
}

/// A column of the table of rulings and what is wrong there.
pub(super) type Wrong = (&'static str, FaultKind);

impl Desk<'_> {
    fn decide(&mut self, ruling: &Ruling, decided: &mut Vec<(Ruling, Decision)>) {
        if ruling.kind.comes_later() && ruling.authority.document.is_empty() {
            let kind = FaultKind::MissingValue;
            self.faults.push(Fault::new(Table::Rulings, ruling.line, "document", kind, ""));
        }
        let decision = match ruling.kind {
            RulingKind::Change => Self::change(ruling),
            RulingKind::Exclude => self.exclude(ruling),
            RulingKind::FillGap => self.fill_gap(ruling),
            RulingKind::Place => self.place(ruling),
            RulingKind::Refill => self.refill(ruling),
            RulingKind::Regroup => self.regroup(ruling),
            RulingKind::SetFact => self.set_fact(ruling, decided),
            RulingKind::Void => self.void(ruling),
        };
        match decision {
            Ok(decision) => decided.push((ruling.clone(), decision)),
            Err((column, kind)) => {
                let found = match column {
                    "old" => &*ruling.old,
                    "new" => &*ruling.new,
                    _ if matches!(kind, FaultKind::UnknownCandidate { .. }) => {
                        ruling.object.split('/').nth(1).unwrap_or_default()
                    }
                    _ => &*ruling.object,
                };
                self.faults.push(Fault::new(Table::Rulings, ruling.line, column, kind, found));
            }
        }
    }

    fn exclude(&self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let candidate = self.person(&ruling.object)?;
        expect_old(ruling, "")?;
        if ruling.new.is_empty() {
            Ok(Decision::Exclude(candidate))
        } else {
            Err(("new", FaultKind::UnusedCell { kind: "exclude".into() }))
        }
    }

    fn fill_gap(&self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let unknown = || ("object", FaultKind::UnknownObject);
        let name = ruling.object.strip_prefix("gap/").ok_or_else(unknown)?;
        let gaps = &self.draft.scheme.scoring.gaps;
        let (id, gap) = (0..).zip(gaps).find(|(_, gap)| gap.key.as_str() == name).ok_or_else(unknown)?;
        expect_old(ruling, "")?;
        Ok(Decision::FillGap(GapId(id), filling(&gap.fills, &ruling.new).map_err(|kind| ("new", kind))?))
    }

    fn place(&mut self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let candidate = self.person(&ruling.object)?;
        expect_old(ruling, "")?;
        let vacancy = self.vacancy("new", &ruling.new)?;
        let seats = &mut self.seats[vacancy.0 as usize];
        *seats = seats.checked_sub(1).ok_or(("new", FaultKind::NoSeatLeft))?;
        Ok(Decision::Place(candidate, vacancy))
    }

    fn regroup(&self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let candidate = self.person(&ruling.object)?;
        let groups = &self.draft.scheme.ranking.groups;
        let name = |group: GroupRef| groups[usize::from(group.0)].key.as_str();
        let present = self.groups[candidate.0 as usize].map_or("", name);
        expect_old(ruling, present)?;
        let known = || groups.iter().map(|g| g.key.as_str()).collect::<Vec<_>>().join("、").into();
        let (group, _) = (0..)
            .zip(groups)
            .find(|(_, group)| group.key.as_str() == &*ruling.new)
            .ok_or_else(|| ("new", FaultKind::UnknownGroup { known: known() }))?;
        Ok(Decision::Regroup(candidate, GroupRef(group)))
    }

    fn set_fact(&mut self, ruling: &Ruling, decided: &[(Ruling, Decision)]) -> Result<Decision, Wrong> {
        let (candidate, target, kind) =
            self.target(&ruling.object).ok_or(("object", FaultKind::UnknownObject))?;
        let schema = &self.draft.scheme.scoring.facts;
        let dossier = &self.effective[candidate.0 as usize];
        let present = match target {
            Target::Attribute(id) => dossier.attribute(id).clone(),
            Target::Field(source, row, column) => {
                dossier.rows(source)[usize::from(row)].cells[usize::from(column.0)].clone()
            }
        };
        expect_old(ruling, &present.to_normal(schema, kind))?;
        let cell = Cell::parse(schema, kind, &ruling.new).map_err(|kind| ("new", kind))?;
        let mut changed = dossier.clone();
        match target {
            Target::Attribute(id) => changed.set_attribute(schema, id, cell.clone()),
            Target::Field(source, row, column) => {
                changed.set_cell(schema, (source, usize::from(row), column), cell.clone())
            }
        }
        let faults = |dossier| [impossible_dates(schema, dossier), blanks(schema, dossier)].concat();
        let before = faults(dossier);
        let wrong = faults(&changed).into_iter().find(|fault| !before.contains(fault));
        if let Some(wrong) = wrong {
            if is_at(schema, &changed, target, &wrong.place) {
                return Err(("new", wrong.kind));
            }
            let Fault { place, found, .. } = blame(schema, decided, candidate, &changed, wrong);
            return Err(("new", FaultKind::RulingContradicts { place, value: found }));
        }
        self.effective[candidate.0 as usize] = changed;
        Ok(Decision::SetFact(candidate, target, cell))
    }

    /// A vacancy that a column names.
    pub(super) fn vacancy(&self, column: &'static str, id: &str) -> Result<VacancyRef, Wrong> {
        let found = self.draft.vacancies.binary_search_by(|v| v.vacancy.id.as_str().cmp(id));
        let place = found.map_err(|_| (column, FaultKind::UnknownVacancy { nearest: None }))?;
        Ok(VacancyRef(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    /// `candidate/ID`.
    pub(super) fn person(&self, object: &str) -> Result<CandidateRef, Wrong> {
        let id = object.strip_prefix("candidate/").ok_or(("object", FaultKind::UnknownObject))?;
        self.find(id).ok_or(("object", FaultKind::UnknownCandidate { nearest: None }))
    }

    fn find(&self, id: &str) -> Option<CandidateRef> {
        let place = self.candidates.binary_search_by(|c| c.id().as_str().cmp(id)).ok()?;
        u32::try_from(place).ok().map(CandidateRef)
    }

    /// `candidate/ID/ATTRIBUTE` or `candidate/ID/event/2/FIELD`.
    fn target(&self, object: &str) -> Option<(CandidateRef, Target, FieldKind)> {
        let schema = &self.draft.scheme.scoring.facts;
        let parts: Vec<&str> = object.split('/').collect();
        match parts[..] {
            ["candidate", id, attribute] => {
                let found = schema.find_attribute(attribute)?;
                Some((self.find(id)?, Target::Attribute(found), schema.attribute(found).kind))
            }
            ["candidate", id, source, number, field] => {
                let candidate = self.find(id)?;
                let source = Source::ALL.into_iter().find(|s| s.singular() == source)?;
                // One writing only, so that two rulings on one fact cannot have two objects.
                let row =
                    number.parse::<u16>().ok().filter(|row| row.to_string() == number)?.checked_sub(1)?;
                let column = schema.find_column(source, field)?;
                let table = self.effective[candidate.0 as usize].rows(source).get(usize::from(row))?.table;
                let kind = schema.field_kind(source, table, column)?;
                Some((candidate, Target::Field(source, row, column), kind))
            }
            _ => None,
        }
    }
}

/// What fills a gap.
fn filling(fills: &Fills, text: &str) -> Result<Filling, FaultKind> {
    match fills {
        Fills::Points => figure(text).map(Filling::Points),
        Fills::Date => text.parse().map(Filling::Date).map_err(|wrong| match wrong {
            ParseDateError::Malformed => FaultKind::MalformedDate,
            ParseDateError::NoSuchDay => FaultKind::NoSuchDay,
        }),
        Fills::Words(words) => {
            fills.parse(text).ok_or_else(|| FaultKind::CannotFill { known: words.join("、").into() })
        }
    }
}

/// The points that fill a gap. A figure beyond all that schemes give is a slip of the keyboard.
fn figure(text: &str) -> Result<Points, FaultKind> {
    const MOST: i32 = 1_000;
    let (least, most) = (Points::from_int(-MOST), Points::from_int(MOST));
    let outside =
        || FaultKind::OutOfBounds { least: least.to_string().into(), most: most.to_string().into() };
    match text.parse::<Points>() {
        Ok(points) if (least..=most).contains(&points) => Ok(points),
        Ok(_) | Err(ParsePointsError::OutOfRange) => Err(outside()),
        Err(ParsePointsError::Malformed) => Err(FaultKind::MalformedNumber),
        Err(ParsePointsError::TooManyPlaces) => Err(FaultKind::TooManyPlaces { places: 6 }),
    }
}

pub(super) fn expect_old(ruling: &Ruling, present: &str) -> Result<(), Wrong> {
    if &*ruling.old == present {
        Ok(())
    } else {
        Err(("old", FaultKind::VoidRuling { present: present.into() }))
    }
}
