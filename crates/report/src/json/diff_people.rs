//! What differs of one person, for programs, and the rows of tables that differ.

use super::explain::{RulingJson, ruling_json};
use super::preferences::condition;
use crate::diff::{cause_words, figure_words, row_words, why_not_words};
use crate::lang::Lang;
use anzhi_core::ids::Key;
use anzhi_core::outcome::Fate;
use anzhi_core::round::{CandidateRef, Round, RulingKind};
use anzhi_core::scheme::ItemId;
use anzhi_record::diff::{
    Both, Cause, Diff, Figure, FigureChange, Keep, Move, MoveKind, PersonDiff, Presence, ResultChange,
    RowChange, Side, WarningChange, WhyNot,
};
use anzhi_record::verify::{Field, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that differs of one person.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PersonDiffJson {
    /// The candidate.
    pub id: String,
    /// The name, for papers.
    pub name: String,
    /// `both`, `only_old` or `only_new`: in which of the records the person is.
    pub presence: String,
    /// How grave the gravest of it is: `placement`, `order`, `score`, `input` or `bookkeeping`.
    pub severity: String,
    /// What came of the person, if it is not the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<MoveJson>,
    /// What the results say of the person.
    pub results: Vec<ResultChangeJson>,
    /// What stands on the sheets.
    pub figures: Vec<FigureChangeJson>,
    /// What was handed in, signed, drawn and ruled of the person.
    pub rows: Vec<RowChangeJson>,
    /// The warnings.
    pub warnings: Vec<WarningChangeJson>,
}

/// What came of somebody by two records.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MoveJson {
    /// `elsewhere`, if the vacancy is another, one or none; else `otherwise`.
    pub kind: String,
    /// The end by the old record; absent if the person is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<EndJson>,
    /// The end by the new record; absent if the person is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<EndJson>,
    /// What moved the person.
    pub causes: Vec<CauseJson>,
    /// Why, by the new record, the old vacancy is not had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_in_new: Option<WhyNotJson>,
    /// Why, by the old record, the new vacancy was not had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_in_old: Option<WhyNotJson>,
    /// How the person would keep the old vacancy: by a ruling of kind `place` or `refill`; `gone` (no such person or
    /// vacancy in the new record), `no_seat`, `ruled` (the new record rules on the person already) or `nothing`.
    pub keep: String,
}

/// What came of somebody in the end.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EndJson {
    /// The outcome, as in `result.json`.
    pub outcome: String,
    /// The vacancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// What moved somebody.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CauseJson {
    /// `ruling_made`, `ruling_gone`, `own`, `standard` (scheme or filled gap), `vacancies` or `others`.
    pub cause: String,
    /// The ruling, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<RulingJson>,
    /// The same in words.
    pub text: String,
}

/// Why somebody does not have a vacancy.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WhyNotJson {
    /// `closed`, `earlier`, `full`, `gone`, `taken_back` or `unlisted`.
    pub reason: String,
    /// Which condition closes it, as in the answer of `explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Who took the last seat, if it was full and not all seats went by rulings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// The same in words.
    pub text: String,
}

/// Something that the results say otherwise.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResultChangeJson {
    /// `outcome`, `vacancy`, `preference`, `rank`, `group`, `total`, `assessment` or `exam`, as in `result.json`; or
    /// `after`, what followed the meeting.
    pub field: String,
    /// The sitting; absent for what followed the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sitting: Option<String>,
    /// What the old record says; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What the new record says; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// Something that stands otherwise on a sheet.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FigureChangeJson {
    /// `item`, `weighted` (what the assessment counts), `population` or `bars`.
    pub figure: String,
    /// The key of the item in the old scheme; absent if it has no such item, or of another figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_old: Option<String>,
    /// The key of the item in the new scheme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_new: Option<String>,
    /// What it is called.
    pub title: String,
    /// What stands on the old sheet; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What stands on the new sheet; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// A row of a table that differs.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RowChangeJson {
    /// The table, without `.csv`.
    pub table: String,
    /// `added`, `changed` or `removed`.
    pub how: String,
    /// Its number among the rows of the same person in that table of the old record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_old: Option<u32>,
    /// The same in the new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_new: Option<u32>,
    /// The cells that differ; of a row that was added or removed all that are not empty.
    pub cells: Vec<CellChangeJson>,
    /// Of a row that was changed: the cells that count and are the same, by column.
    pub same: Vec<(String, String)>,
    /// The same in words.
    pub text: String,
}

/// A cell that differs.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CellChangeJson {
    /// The key of the column.
    pub column: String,
    /// Whether what stands there counts.
    pub counts: bool,
    /// What stood there; empty for nothing.
    pub old: String,
    /// What stands there; empty for nothing.
    pub new: String,
}

/// A warning that only one of the records has.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WarningChangeJson {
    /// `added` or `removed`.
    pub how: String,
    /// The stable code.
    pub code: String,
}

pub(super) fn person(diff: &Diff, person: &PersonDiff, lang: Lang) -> PersonDiffJson {
    let name = |side: &Side, who: Option<CandidateRef>| Some(side.round.candidate(who?).name.to_string());
    let presence = match person.presence() {
        Presence::Both => "both",
        Presence::OnlyNew => "only_new",
        Presence::OnlyOld => "only_old",
    };
    let new = name(&diff.sides.new, person.who.new);
    PersonDiffJson {
        id: person.id.to_string(),
        name: new.or_else(|| name(&diff.sides.old, person.who.old)).unwrap_or_default(),
        presence: presence.into(),
        severity: severity_word(person.severity).into(),
        moved: person.moved.as_ref().map(|moved| move_json(diff, person, moved, lang)),
        results: person.results.iter().map(result).collect(),
        figures: person.figures.iter().map(|change| figure(diff, change, lang)).collect(),
        rows: person.rows.iter().map(|one| row(diff, one, lang)).collect(),
        warnings: person.warnings.iter().map(|one| warning(*one)).collect(),
    }
}

fn move_json(diff: &Diff, person: &PersonDiff, moved: &Move, lang: Lang) -> MoveJson {
    let end = |side: &Side, fate: Option<Fate>| {
        let fate = fate?;
        let vacancy = fate.vacancy().map(|vacancy| side.round.vacancy(vacancy).id.to_string());
        Some(EndJson { outcome: fate.as_str().into(), vacancy })
    };
    let why =
        |side: &Side, who: Option<CandidateRef>, why: Option<WhyNot>| Some(why_not(side, who?, why?, lang));
    let keep = match moved.keep {
        Keep::By(kind) => {
            RulingKind::WORDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, word, _)| word)
        }
        Keep::Gone => "gone",
        Keep::NoSeat => "no_seat",
        Keep::Nothing => "nothing",
        Keep::Ruled => "ruled",
    };
    let kind = match moved.kind {
        MoveKind::Elsewhere => "elsewhere",
        MoveKind::Otherwise => "otherwise",
    };
    MoveJson {
        kind: kind.into(),
        old: end(&diff.sides.old, moved.fates.old),
        new: end(&diff.sides.new, moved.fates.new),
        causes: moved.causes.iter().map(|one| cause(diff, *one, lang)).collect(),
        old_in_new: why(&diff.sides.new, person.who.new, moved.old_in_new),
        new_in_old: why(&diff.sides.old, person.who.old, moved.new_in_old),
        keep: keep.into(),
    }
}

fn cause(diff: &Diff, cause: Cause, lang: Lang) -> CauseJson {
    let ruling = |round: &Round, place: usize| {
        let (ruling, decision) = round.rulings().get(place)?;
        Some(ruling_json(round, ruling, decision, lang))
    };
    let (word, ruling) = match cause {
        Cause::Others => ("others", None),
        Cause::Own => ("own", None),
        Cause::RulingGone(place) => ("ruling_gone", ruling(&diff.sides.old.round, place)),
        Cause::RulingMade(place) => ("ruling_made", ruling(&diff.sides.new.round, place)),
        Cause::Standard => ("standard", None),
        Cause::Vacancies => ("vacancies", None),
    };
    CauseJson { cause: word.into(), ruling, text: cause_words(diff, cause, lang) }
}

fn why_not(side: &Side, who: CandidateRef, why: WhyNot, lang: Lang) -> WhyNotJson {
    let (reason, closed, last) = match why {
        WhyNot::Closed(_, closed) => ("closed", Some(condition(closed).to_owned()), None),
        WhyNot::Earlier { .. } => ("earlier", None, None),
        WhyNot::Full { last } => ("full", None, last),
        WhyNot::Gone => ("gone", None, None),
        WhyNot::TakenBack => ("taken_back", None, None),
        WhyNot::Unlisted => ("unlisted", None, None),
    };
    WhyNotJson {
        reason: reason.into(),
        condition: closed,
        last: last.map(|taker| side.round.candidate(taker).id().to_string()),
        text: why_not_words(side, who, why, lang),
    }
}

fn result(change: &ResultChange) -> ResultChangeJson {
    let field = match change.field {
        Field::After => "after",
        Field::Assessment => "assessment",
        Field::Candidate => "candidate",
        Field::Exam => "exam",
        Field::Group => "group",
        Field::Order => "order",
        Field::Outcome => "outcome",
        Field::Preference => "preference",
        Field::Rank => "rank",
        Field::Seats => "seats",
        Field::Sheet => "sheet",
        Field::Sittings => "sittings",
        Field::Stated => "stated",
        Field::Total => "total",
        Field::Turn => "turn",
        Field::Vacancy => "vacancy",
        Field::Warnings => "warnings",
    };
    let Both { old, new } = change.values.clone();
    ResultChangeJson { field: field.into(), sitting: change.sitting.clone(), old, new }
}

fn figure(diff: &Diff, change: &FigureChange, lang: Lang) -> FigureChangeJson {
    let key = |side: &Side, id: Option<ItemId>| {
        let key: &Key = &side.round.scheme().scoring.item(id?).key;
        Some(key.to_string())
    };
    let (word, items) = match change.figure {
        Figure::Bars => ("bars", Both::default()),
        Figure::Item(items) => ("item", items),
        Figure::Population => ("population", Both::default()),
        Figure::Weighted => ("weighted", Both::default()),
    };
    FigureChangeJson {
        figure: word.into(),
        item_old: key(&diff.sides.old, items.old),
        item_new: key(&diff.sides.new, items.new),
        title: figure_words(diff, change.figure, lang),
        old: change.values.old.clone(),
        new: change.values.new.clone(),
    }
}

/// A row that differs.
pub(super) fn row(diff: &Diff, change: &RowChange, lang: Lang) -> RowChangeJson {
    let cells = change.cells.iter().map(|cell| CellChangeJson {
        column: cell.column.clone(),
        counts: cell.counts,
        old: cell.values.old.clone(),
        new: cell.values.new.clone(),
    });
    RowChangeJson {
        table: anzhi_tables::layout::file_names(change.table).0.into(),
        how: change.how.as_str().into(),
        number_old: change.numbers.old,
        number_new: change.numbers.new,
        cells: cells.collect(),
        same: change.same.clone(),
        text: row_words(diff, change, lang),
    }
}

/// A warning that is new or gone.
pub(super) fn warning(change: WarningChange) -> WarningChangeJson {
    WarningChangeJson { how: change.how.as_str().into(), code: change.code.as_str().into() }
}

/// The word for a severity.
pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Placement => "placement",
        Severity::Order => "order",
        Severity::Score => "score",
        Severity::Input => "input",
        Severity::Bookkeeping => "bookkeeping",
    }
}
