//! The rank of one candidate and what decided it.

use crate::lang::Lang;
use crate::rank::rank_sentence;
use anzhi_core::outcome::Scores;
use anzhi_core::rank::{DecidedBy, Ranking};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{Scheme, TieKey};
use schemars::JsonSchema;
use serde::Serialize;

/// The rank of a candidate and what decided it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RankingJson {
    /// The rank from 1; people who stay tied share one.
    pub rank: u32,
    /// What puts the candidate behind the one before: `first` (nobody is), `group`, `total`, a tie key of the sheet,
    /// `lot`, or `open` while lots have not been drawn.
    pub decided_by: String,
    /// The one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<String>,
    /// The same in words, with the values that were compared.
    pub why: String,
}

/// The place of a candidate in a ranking, if it is there.
pub(super) fn ranking_json(
    round: &Round,
    scores: &Scores,
    ranking: &Ranking,
    candidate: CandidateRef,
    lang: Lang,
) -> Option<RankingJson> {
    let place = ranking.places.iter().position(|ranked| ranked.candidate == candidate)?;
    let ranked = &ranking.places[place];
    let before = place.checked_sub(1).map(|before| ranking.places[before].candidate);
    Some(RankingJson {
        rank: ranked.rank,
        decided_by: match ranked.decided_by {
            DecidedBy::First => "first".into(),
            DecidedBy::Group => "group".into(),
            DecidedBy::Lot => "lot".into(),
            DecidedBy::Open => "open".into(),
            DecidedBy::Tie(key) => tie_word(round.scheme(), round.scheme().ranking.ties[usize::from(key)]),
            DecidedBy::Total => "total".into(),
        },
        behind: before.map(|before| round.candidate(before).id().to_string()),
        why: rank_sentence(round, scores, ranking, ranked, lang),
    })
}

/// A tie key as the scheme writes it.
pub(super) fn tie_word(scheme: &Scheme, key: TieKey) -> String {
    let date = |id| &scheme.scoring.facts.attribute(id).key;
    match key {
        TieKey::Assessment => "assessment".into(),
        TieKey::Exam => "exam".into(),
        TieKey::Value(value) => format!("value:{}", scheme.scoring.value(value).key),
        TieKey::Higher(id, ladder) => format!("higher:{}:{}", date(id), scheme.scoring.ladder(ladder).key),
        TieKey::Item(item) => format!("item:{}", scheme.scoring.item(item).key),
        TieKey::Earlier(id) => format!("earlier:{}", date(id)),
        TieKey::Later(id) => format!("later:{}", date(id)),
    }
}
