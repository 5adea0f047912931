//! What comes of a round in canonical bytes: `result.json`.

mod result;

pub use result::{
    CandidateOutcome, FORMAT, RoundResult, SchemeName, SittingResult, TurnLine, VacancyLine, WarningLine,
};
