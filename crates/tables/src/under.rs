//! Reads a round folder under another scheme than the one it names.

use crate::folder::{Folder, ReadError};
use crate::read::{Opening, Reading, read_tables};
use anzhi_core::round::{Draft, Ruling, RulingKind};
use anzhi_core::scheme::{Scheme, Status};
use anzhi_schemes::LoadedScheme;

/// A round folder as read under another scheme.
///
/// Shown at [`read_round_under`].
#[derive(Debug)]
pub struct Under {
    /// What reading gave.
    pub reading: Reading,
    /// The rulings that were left aside, for they fill gaps or name groups that this scheme does not have, or change what
    /// came of the meeting under the folder's own.
    pub left_aside: Vec<Ruling>,
    /// The papers of the folder on ranking and choosing, in whose place stands what this scheme says itself.
    pub own_papers: Vec<Box<str>>,
}

/// Reads a round folder under another scheme, to see where that one would lead. What only has a meaning under the
/// folder's own scheme is left aside: signatures, answers, rulings on its gaps and groups and on what came of its meeting,
/// papers of its own on ranking and choosing. A fragment, by which nobody may be ranked in earnest, is read like a whole scheme.
///
/// # Errors
/// As [`read_round`](crate::read_round).
///
/// ```
/// use anzhi_tables::{Directory, read_round_under};
///
/// // A scheme that states what is a gap in the folder's own.
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let text = text.replace("\"技7\" = { gap = \"技术7级以上未列分值\" }", "\"技7\" = \"7\"");
/// let loaded = anzhi_schemes::load(&text).map_err(|faults| format!("{faults:?}"))?;
/// let under = read_round_under(&Directory("../../testdata/rounds/county".as_ref()), &loaded)?;
/// assert_eq!(&*under.left_aside[0].object, "gap/grade.技7");
/// let round = under.reading.round.map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(round.rulings().len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_round_under(folder: &dyn Folder, scheme: &LoadedScheme) -> Result<Under, ReadError> {
    let mut opening = Opening::new(folder)?;
    let form = opening.heading()?;
    let secret = opening.secret()?;
    let own_papers =
        form.iter().flat_map(|form| [&form.ranking, &form.choosing]).flatten().cloned().collect();
    let mut left_aside = Vec::new();
    let prepare = |draft: &mut Draft| {
        draft.acknowledgements.clear();
        draft.answers.clear();
        draft.scheme.identity.status = Status::Whole;
        let Draft { scheme, rulings, .. } = draft;
        let (kept, others) = std::mem::take(rulings).into_iter().partition(|ruling| concerns(ruling, scheme));
        (*rulings, left_aside) = (kept, others);
    };
    let reading = read_tables(opening, form, secret, Some(scheme.clone()), prepare)?;
    Ok(Under { reading, left_aside, own_papers })
}

/// Whether a ruling can mean something under a scheme.
fn concerns(ruling: &Ruling, scheme: &Scheme) -> bool {
    let is_group = |name: &str| scheme.ranking.groups.iter().any(|group| group.key.as_str() == name);
    match ruling.kind {
        RulingKind::Change | RulingKind::Exclude | RulingKind::Place | RulingKind::SetFact => true,
        RulingKind::Refill | RulingKind::Void => false,
        RulingKind::FillGap => {
            let gap = ruling.object.strip_prefix("gap/").unwrap_or(&ruling.object);
            scheme.scoring.gaps.iter().any(|known| known.key.as_str() == gap)
        }
        RulingKind::Regroup => is_group(&ruling.old) && is_group(&ruling.new),
    }
}
