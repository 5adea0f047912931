//! What does not hold of stages, as data.

use super::{StageChange, StageKind};
use anzhi_core::date::Date;
use anzhi_core::digest::Digest;

/// How a stage does not hang together with the others; in [`StageFinding::Chain`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChainBreak {
    /// It does not name the one before it.
    Before,
    /// It is the first, and says that one came before it.
    First,
    /// It is of another round.
    Round,
}

/// What a stage holds wrongly; in [`StageFinding::Misstated`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Misstated {
    /// The ranking.
    Ranking,
    /// The sheet of this candidate.
    Sheet(String),
}

/// One thing that does not hold of stages.
///
/// ```
/// use anzhi_core::digest::Digest;
/// use anzhi_record::stage::{ChainBreak, Misstated, StageFinding};
///
/// let stage = || "2-scores".to_owned();
/// let chain = StageFinding::Chain { stage: stage(), why: ChainBreak::Before };
/// let misstated = StageFinding::Misstated { stage: stage(), of: Misstated::Sheet("07".into()) };
/// let unsigned = StageFinding::Unsigned { stage: stage(), key: Digest::of(b"a key") };
/// let codes = [chain, misstated, unsigned].map(|finding| finding.code());
/// assert_eq!(codes, ["stage-chain", "stage-misstated", "stage-unsigned"]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StageFinding {
    /// It does not hang together with the others.
    Chain {
        /// The stage.
        stage: String,
        /// How it does not.
        why: ChainBreak,
    },
    /// Something that a stage holds was changed, and no ruling covers it.
    ChangedWithoutRuling {
        /// The stage.
        from: String,
        /// What came next; `None` for the round itself.
        to: Option<String>,
        /// What was changed.
        change: Box<StageChange>,
    },
    /// Too few have signed a stage in a role that the trust file asks for.
    ConditionUnmet {
        /// The stage.
        stage: String,
        /// The role.
        role: String,
        /// How many must have signed in it.
        needed: usize,
        /// How many count.
        counted: usize,
    },
    /// A stage that was given is none of the record's.
    LeftOut {
        /// Its fingerprint.
        fingerprint: Digest,
        /// What it says was posted.
        kind: StageKind,
        /// The day that it says.
        date: Date,
    },
    /// The trust file asks for a stage of this kind, and the record holds none.
    Missing {
        /// What should have been posted.
        kind: StageKind,
    },
    /// A stage holds other sheets or another ranking than come of its inputs.
    Misstated {
        /// The stage.
        stage: String,
        /// What.
        of: Misstated,
    },
    /// A stage was sealed under another secret, so that nothing in it can be compared.
    OtherSecret {
        /// The stage.
        stage: String,
    },
    /// The scheme scores otherwise than that of a stage, which no ruling can cover.
    ScoringChanged {
        /// The stage.
        from: String,
        /// What came next; `None` for the round itself.
        to: Option<String>,
    },
    /// A key that was given has not signed a stage.
    Unsigned {
        /// The stage.
        stage: String,
        /// The fingerprint of the key.
        key: Digest,
    },
}

impl StageFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Chain { .. } => "stage-chain",
            Self::ChangedWithoutRuling { .. } => "changed-without-ruling",
            Self::ConditionUnmet { .. } => "stage-condition-unmet",
            Self::LeftOut { .. } => "stage-left-out",
            Self::Missing { .. } => "stage-missing",
            Self::Misstated { .. } => "stage-misstated",
            Self::OtherSecret { .. } => "other-secret",
            Self::ScoringChanged { .. } => "scoring-changed",
            Self::Unsigned { .. } => "stage-unsigned",
        }
    }
}
