//! What `edition.json` holds: who had what by rank, without ids, names and facts.

use crate::json;
use crate::result::SchemeName;
use crate::statement::RoundName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of `edition.json`.
pub const EDITION_FORMAT: u32 = 1;

/// The whole of `edition.json` (公开版). What does not apply is absent.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// What rulings changed after the meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<PublicAfter>,
    /// What the scheme lets follow when somebody does not choose.
    pub events: PublicEvents,
    /// The version of the format.
    pub format: u32,
    /// The groups in the order in which they choose, if the scheme has groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// The round.
    pub round: RoundName,
    /// A salt, so that the digest of an edition that is not published tells nothing.
    pub salt: String,
    /// The scheme.
    pub scheme: SchemeName,
    /// The sittings in the scheme's order.
    pub sittings: Vec<PublicSitting>,
}

/// One sitting.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicSitting {
    /// The ranked, in order of rank.
    pub candidates: Vec<PublicCandidate>,
    /// The id of the sitting.
    pub id: String,
    /// The turns as taken.
    pub turns: Vec<PublicTurn>,
    /// Those without a rank, sorted by outcome and vacancy.
    pub unranked: Vec<PublicUnranked>,
    /// The vacancies of the sitting, by id.
    pub vacancies: Vec<PublicVacancy>,
}

/// Somebody ranked, known by the rank alone.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicCandidate {
    /// The group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The list of preferences as far as it was read in the last turn: down to the vacancy that was had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<PublicPreference>,
    /// What came of it in this sitting.
    pub outcome: PublicOutcome,
    /// Which preference it was, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preference: Option<u32>,
    /// The rank from 1.
    pub rank: u32,
    /// The place among those of the group with the same total, from 1: by tie keys or lots, which are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<u32>,
    /// The total, a decimal number.
    pub total: String,
    /// The id of the vacancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// One preference that was read.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicPreference {
    /// The id of the vacancy.
    pub vacancy: String,
    /// What came of it.
    pub why: PublicWhy,
}

/// What came of a preference.
///
/// Shown at [`edition`](super).
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicWhy {
    /// A seat was left, and a condition closed it to this person (条件不符). Which one is not told.
    Closed,
    /// It is offered in another sitting (不在本场).
    Elsewhere,
    /// No seat was left (名额已满).
    Gone,
    /// It was had (选定).
    Had,
}

/// What came of somebody in a sitting, or in the end.
///
/// Shown at [`edition`](super).
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicOutcome {
    /// Was absent (缺席).
    Absent,
    /// Was left out by a ruling (不予排名).
    Excluded,
    /// Nothing on the list was open any more (志愿用尽).
    Exhausted,
    /// Gave up (放弃).
    GaveUp,
    /// Was placed in turn (安置).
    Placed,
    /// Was placed by a ruling (裁定安置).
    PlacedByRuling,
}

/// One turn.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicTurn {
    /// What happened.
    pub event: PublicEvent,
    /// Its number, from 1.
    pub n: u32,
    /// The rank of whoever had it.
    pub rank: u32,
    /// What was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// What happened in a turn.
///
/// Shown at [`edition`](super).
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicEvent {
    /// Was not there (缺席).
    Absent,
    /// Chose a vacancy (选定).
    Chose,
    /// Had nothing left to choose (志愿用尽).
    Exhausted,
    /// Gave up (放弃).
    GaveUp,
    /// Came late (迟到).
    Late,
    /// Used up the time (超时).
    TimedOut,
}

/// What follows when somebody does not choose.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicEvents {
    /// After an absence.
    pub absent: PublicConsequence,
    /// After giving up.
    pub gave_up: PublicConsequence,
    /// After coming late.
    pub late: PublicConsequence,
    /// After using up the time.
    pub timed_out: PublicConsequence,
}

/// What an event leads to.
///
/// Shown at [`edition`](super).
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicConsequence {
    /// No further turn: the bureau assigns a vacancy (指令性分配).
    Assigned,
    /// A further turn after the others of the group, once.
    EndOfGroup,
    /// A further turn after everybody else, once.
    EndOfList,
    /// A further turn after all further turns, once.
    Leftover,
    /// No further turn in this round.
    Out,
}

/// Somebody without a rank.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicUnranked {
    /// `placed_by_ruling` or `excluded`.
    pub outcome: PublicOutcome,
    /// The id of the vacancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// One vacancy.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicVacancy {
    /// The id.
    pub id: String,
    /// The turn in which the last seat went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_turn: Option<u32>,
    /// The seats at the end of the sitting.
    pub left: u32,
    /// The post.
    pub post: String,
    /// The seats at the beginning.
    pub seats: u32,
    /// The unit.
    pub unit: String,
}

/// What a ruling changed for one person after the meeting.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicAfter {
    /// The vacancy of which the seat was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What came of it in the end.
    pub outcome: PublicOutcome,
    /// The rank, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The last sitting that tells of the person.
    pub sitting: String,
    /// The vacancy of which a seat was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl Edition {
    /// The bytes of `edition.json`: RFC 8785, without a line feed at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(self)
    }
}

impl PublicOutcome {
    /// The word in the edition.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Excluded => "excluded",
            Self::Exhausted => "exhausted",
            Self::GaveUp => "gave_up",
            Self::Placed => "placed",
            Self::PlacedByRuling => "placed_by_ruling",
        }
    }
}

impl PublicWhy {
    /// The word in the edition.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Elsewhere => "elsewhere",
            Self::Gone => "gone",
            Self::Had => "had",
        }
    }
}
