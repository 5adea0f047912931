//! What leads are about, in the order in which they are told.

/// What a lead is about: the most telling first.
///
/// ```
/// use anzhi_record::audit::Subject;
///
/// assert_eq!((Subject::ALL[0], Subject::ALL[0].as_str()), (Subject::Basis, "basis"));
/// assert!(Subject::ALL.is_sorted());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Subject {
    /// Roster and plan of the authority above (名册、岗位计划).
    Basis,
    /// The record as a whole (案卷).
    Record,
    /// Postings and what was changed behind them (公示环节).
    Stages,
    /// Rulings (裁定).
    Rulings,
    /// Seats that rulings gave or took (直接安置、撤销、递补).
    Seats,
    /// Signatures under score sheets, and answers that let earlier ones count (签认、答复).
    Signatures,
    /// Who did not choose in turn (放弃、缺席、超时、迟到).
    KeptAway,
    /// Lots (抽签).
    Lots,
    /// Vacancies and their conditions (岗位条件).
    Vacancies,
    /// Whom half a point would have moved (相差不足半分).
    Near,
    /// Facts without evidence (依据).
    Evidence,
    /// Who entered and who checked (录入、核对).
    Entries,
    /// Who is not ranked (不予排名).
    Excluded,
    /// Items at their cap (封顶).
    Caps,
    /// What else the result warns of (提示).
    Warnings,
}

impl Subject {
    /// All subjects, in their order.
    pub const ALL: [Self; 15] = [
        Self::Basis,
        Self::Record,
        Self::Stages,
        Self::Rulings,
        Self::Seats,
        Self::Signatures,
        Self::KeptAway,
        Self::Lots,
        Self::Vacancies,
        Self::Near,
        Self::Evidence,
        Self::Entries,
        Self::Excluded,
        Self::Caps,
        Self::Warnings,
    ];

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basis => "basis",
            Self::Record => "record",
            Self::Stages => "stages",
            Self::Rulings => "rulings",
            Self::Seats => "seats",
            Self::Signatures => "signatures",
            Self::KeptAway => "kept_away",
            Self::Lots => "lots",
            Self::Vacancies => "vacancies",
            Self::Near => "near",
            Self::Evidence => "evidence",
            Self::Entries => "entries",
            Self::Excluded => "excluded",
            Self::Caps => "caps",
            Self::Warnings => "warnings",
        }
    }
}
