//! What the commands print as JSON. Every output carries a version; the schemas stand in `docs/schemas`.
//!
//! Each form is shown by the function that makes it: [`AuditJson`], [`SubjectJson`] and [`LeadJson`] by [`audit_json`],
//! [`AuditSampleJson`], [`SampledJson`] and [`SampledFactJson`] by [`audit_sample_json`], [`CheckJson`] and [`FaultJson`] by [`faults_json`],
//! [`QuestionJson`] and [`ReadyJson`] by [`check_json`], [`ScoreJson`], [`SheetJson`] and [`ItemJson`] by
//! [`score_json`], [`PlaceJson`] and [`RankedJson`] by [`place_json`], [`ExplainJson`], [`RankingJson`],
//! [`RulingJson`], [`OwnTurnJson`], [`AfterJson`], [`PreferenceJson`] and [`TakenJson`] by [`explain_json`],
//! [`VerifyJson`], [`StepJson`], [`FindingJson`], [`EndorsedJson`], [`DifferenceJson`], [`ConditionsJson`], [`ConditionJson`],
//! [`CountedJson`], [`SilentJson`] and [`IdleJson`] by [`verify_json`], [`TrustFaultsJson`] by [`trust_faults_json`],
//! [`SchemeCheckJson`], [`CheckedSchemeJson`] and [`RemarkJson`] by [`scheme_check_json`], [`SchemeListJson`] and
//! [`SchemeJson`] by [`scheme_list_json`], [`SchemeTestJson`], [`TestedJson`], [`DifferingJson`] and
//! [`DifferenceOfExampleJson`] by [`scheme_test_json`], [`SchemeCompareJson`], [`ComparedSchemeJson`],
//! [`LeftAsideJson`], [`TiesJson`], [`PairingJson`], [`CorrelationJson`], [`ComparedJson`], [`ThroughJson`] and
//! [`FatesJson`] by [`comparison_json`], [`DiffJson`], [`ComparedRecordJson`], [`DifferencesJson`], [`PersonDiffJson`],
//! [`MoveJson`], [`EndJson`], [`CauseJson`], [`WhyNotJson`], [`ResultChangeJson`], [`FigureChangeJson`],
//! [`RowChangeJson`], [`CellChangeJson`], [`WarningChangeJson`], [`VacancyDiffJson`], [`WholeDiffJson`],
//! [`PaperChangeJson`], [`StatedChangeJson`] and [`StageDiffJson`] by [`diff_json`], [`PublishJson`] by [`publish_json`], [`EditionVerifyJson`] by
//! [`edition_verify_json`], [`ReceiptJson`] by [`receipt_json`], [`ReceiptVerifyJson`] by [`receipt_verify_json`],
//! [`SealJson`] and [`StageVerifyJson`] by [`seal_json`]; [`StagesJson`] with [`SealedStageJson`], [`TransitionJson`],
//! [`StageChangeJson`], [`CoveringRulingJson`], [`CoverageJson`] and [`UncoveredJson`] is a part of [`VerifyJson`].

mod audit;
mod check;
mod diff;
mod diff_people;
mod edition;
mod explain;
mod place;
mod preferences;
mod questions;
mod ranking;
mod receipt;
mod scheme;
mod scheme_compare;
mod scheme_test;
mod score;
mod sheet;
mod stages;
mod trust;
mod verify;

pub use audit::{
    AuditJson, AuditSampleJson, LeadJson, SampledFactJson, SampledJson, SubjectJson, audit_json,
    audit_sample_json,
};
pub use check::{CheckJson, FaultJson, check_json, faults_json};
pub use diff::{
    ComparedRecordJson, DiffJson, DifferencesJson, PaperChangeJson, StageDiffJson, StatedChangeJson,
    VacancyDiffJson, WholeDiffJson, diff_json, diff_refused_json,
};
pub use diff_people::{
    CauseJson, CellChangeJson, EndJson, FigureChangeJson, MoveJson, PersonDiffJson, ResultChangeJson,
    RowChangeJson, WarningChangeJson, WhyNotJson,
};
pub use edition::{EditionVerifyJson, PublishJson, edition_verify_json, publish_json};
pub use explain::{AfterJson, ExplainJson, OwnTurnJson, RulingJson, explain_json};
pub use place::{PlaceJson, RankedJson, place_json};
pub use preferences::{PreferenceJson, TakenJson};
pub use questions::{QuestionJson, ReadyJson};
pub use ranking::RankingJson;
pub use receipt::{ReceiptJson, ReceiptVerifyJson, receipt_json, receipt_verify_json};
pub use scheme::{
    CheckedSchemeJson, RemarkJson, SchemeCheckJson, SchemeJson, SchemeListJson, scheme_check_json,
    scheme_list_json,
};
pub use scheme_compare::{
    ComparedJson, ComparedSchemeJson, CorrelationJson, FatesJson, LeftAsideJson, PairingJson,
    SchemeCompareJson, ThroughJson, TiesJson, comparison_json, refused_json, uncompared_json,
};
pub use scheme_test::{
    DifferenceOfExampleJson, DifferingJson, SchemeTestJson, TestedJson, scheme_test_json, tested_json,
    untested_json,
};
pub use score::{ScoreJson, score_json};
pub use sheet::{ItemJson, SheetJson};
pub use stages::{
    CoverageJson, CoveringRulingJson, SealJson, SealedStageJson, StageChangeJson, StageVerifyJson,
    StagesJson, TransitionJson, UncoveredJson, seal_json, stage_verify_json, stages_refused_json,
};
pub use trust::{
    ConditionJson, ConditionsJson, CountedJson, IdleJson, SilentJson, TrustFaultsJson, trust_faults_json,
};
pub use verify::{
    DifferenceJson, EndorsedJson, FindingJson, StepJson, VERIFY_FORMAT, VerifyJson, verify_json,
};

/// The version of these outputs, but that of [`VerifyJson`].
pub const FORMAT: u32 = 1;
