//! Signatures under score sheets that deserve a look: those that an answer lets count, and those given too early.

use super::RulingRef;
use super::board::Board;
use anzhi_core::date::Date;
use anzhi_core::round::{Authority, CandidateRef, Decision};
use anzhi_core::scheme::GapId;
use std::collections::BTreeMap;

/// A signature that deserves a look (签认).
///
/// ```
/// use anzhi_core::round::{Authority, CandidateRef};
/// use anzhi_record::audit::{RulingRef, SignatureLead};
///
/// let authority = Authority { who: "领导小组".into(), date: "2026-06-28".parse()?, document: "".into() };
/// let stands = SignatureLead::Stands { candidate: CandidateRef(0), authority };
/// let signed = "2026-05-17".parse()?; // a day before the ruling that the sheet goes by
/// let early = SignatureLead::BeforeRuling { candidate: CandidateRef(0), signed, ruling: RulingRef(0) };
/// assert_ne!(stands, early);
/// # Ok::<(), anzhi_core::date::ParseDateError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SignatureLead {
    /// The sheet that was signed is another one, and by an answer the signature counts.
    Stands {
        /// Who.
        candidate: CandidateRef,
        /// Who decided.
        authority: Authority,
    },
    /// The sheet goes by a ruling that is dated after the signature under it: what was signed did not exist that day.
    BeforeRuling {
        /// Who.
        candidate: CandidateRef,
        /// When the present sheet was signed, by the record.
        signed: Date,
        /// The ruling.
        ruling: RulingRef,
    },
}

impl SignatureLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::BeforeRuling { .. } => "signed-before-ruling",
            Self::Stands { .. } => "earlier-signature-stands",
        }
    }
}

pub(super) fn leads(board: &Board<'_>) -> Vec<SignatureLead> {
    let round = board.round;
    let mut leads = early(board);
    // Answers stand by code: whoever has none need not be asked for.
    if !round.answers().is_empty() {
        let of = |candidate: CandidateRef| {
            let answer = board.placement.standing_answer(round, candidate)?;
            Some(SignatureLead::Stands { candidate, authority: answer.authority.clone() })
        };
        leads.extend(round.all_candidates().filter_map(of));
    }
    leads
}

fn early(board: &Board<'_>) -> Vec<SignatureLead> {
    let round = board.round;
    let (mut on_facts, mut on_gaps): (BTreeMap<CandidateRef, Vec<RulingRef>>, BTreeMap<GapId, RulingRef>) =
        Default::default();
    for (place, (_, decision)) in round.rulings().iter().enumerate() {
        match decision {
            Decision::SetFact(who, ..) => on_facts.entry(*who).or_default().push(RulingRef(place)),
            Decision::FillGap(gap, _) => {
                on_gaps.insert(*gap, RulingRef(place));
            }
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::Place(..)
            | Decision::Refill(..)
            | Decision::Regroup(..)
            | Decision::Void(..) => {}
        }
    }
    let mut leads = Vec::new();
    for candidate in round.all_candidates() {
        let Some((sheet, digest)) = board.placement.scores.sheet(candidate) else { continue };
        let present = digest.code(round.scheme().scoring.signed);
        let of_present = round.signed(candidate).iter().filter(|signed| signed.code == present);
        // The last one: an earlier row of the same sheet may be a slip that was mended.
        let Some(signed) = of_present.map(|signed| signed.date).max() else { continue };
        let gaps = sheet.gaps.iter().filter_map(|(gap, _)| on_gaps.get(gap));
        let own = on_facts.get(&candidate).into_iter().flatten().chain(gaps);
        let later = own.filter(|ruling| round.rulings()[ruling.0].0.authority.date > signed);
        leads.extend(later.map(|ruling| SignatureLead::BeforeRuling { candidate, signed, ruling: *ruling }));
    }
    leads
}
