//! What decided somebody's rank, against the one before and the one behind.

use crate::lang::{Lang, say};
use crate::numbers;
use crate::words::tie_key;
use anzhi_core::outcome::Scores;
use anzhi_core::rank::{DecidedBy, Ranked, Ranking};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::TieKey;

/// The rank of a candidate and what decided it, with the values that were compared.
pub(crate) fn rank_sentence(
    round: &Round,
    scores: &Scores,
    ranking: &Ranking,
    ranked: &Ranked,
    lang: Lang,
) -> String {
    if let Some(tied) = ranking.tied_with(ranked.candidate) {
        return tied_sentence(round, scores, ranking, (ranked, tied), lang);
    }
    let place = ranking.places.iter().position(|other| other.candidate == ranked.candidate).unwrap_or(0);
    let before = place.checked_sub(1).and_then(|place| ranking.places.get(place));
    let mut sentence = behind_whom(round, scores, before, ranked, lang);
    if let Some(next) = ranking.places.get(place + 1)
        && matches!(next.decided_by, DecidedBy::Tie(_) | DecidedBy::Lot)
    {
        let other = round.candidate(next.candidate).id();
        let key = compared(round, scores, next.decided_by, [ranked.candidate, next.candidate], lang);
        sentence.push_str(&say!(
            lang,
            "；与后一名（{other}号）同分，{key}，故在其前",
            "; the same total as the one behind ({other}): {key}"
        ));
    }
    sentence
}

/// What puts somebody behind the one before; of all who stay tied, that they do.
pub(crate) fn decided_by(round: &Round, ranking: &Ranking, ranked: &Ranked, lang: Lang) -> String {
    let tied = ranking.tied_with(ranked.candidate).is_some();
    by_what(round, if tied { DecidedBy::Open } else { ranked.decided_by }, lang)
}

/// The rank that several share, what puts them there, and with whom.
fn tied_sentence(
    round: &Round,
    scores: &Scores,
    ranking: &Ranking,
    (ranked, tied): (&Ranked, &[CandidateRef]),
    lang: Lang,
) -> String {
    let first = ranking.places.iter().position(|other| other.rank == ranked.rank).unwrap_or(0);
    let before = first.checked_sub(1).and_then(|place| ranking.places.get(place));
    // What separates the first of the set from the one before separates all of it.
    let decided_by = ranking.places.get(first).map_or(DecidedBy::First, |first| first.decided_by);
    let place = behind_whom(round, scores, before, &Ranked { decided_by, ..*ranked }, lang);
    let others = tied.iter().filter(|other| **other != ranked.candidate);
    let others: Vec<_> = others.map(|other| round.candidate(*other).id().to_string()).collect();
    let others = others.join(lang.pick("、", ", "));
    say!(lang, "并列{place}；与{others}号同分，待抽签", "{place}; tied with {others}, lots are to be drawn")
}

/// What parts two people, in words.
pub(crate) fn by_what(round: &Round, by: DecidedBy, lang: Lang) -> String {
    match by {
        DecidedBy::First => String::new(),
        DecidedBy::Group => lang.pick("组别", "group").into(),
        DecidedBy::Lot => lang.pick("抽签", "lot").into(),
        DecidedBy::Open => lang.pick("同分待抽签", "tied, lots to be drawn").into(),
        DecidedBy::Tie(place) => {
            let key = round.scheme().ranking.ties.get(usize::from(place));
            key.map_or_else(String::new, |key| tie_key(round, *key, lang))
        }
        DecidedBy::Total => lang.pick("总成绩", "total").into(),
    }
}

fn behind_whom(
    round: &Round,
    scores: &Scores,
    before: Option<&Ranked>,
    ranked: &Ranked,
    lang: Lang,
) -> String {
    let (rank, total) = (ranked.rank, numbers::total(round, ranked.total));
    let Some(before) = before else {
        return say!(lang, "第{rank}名（总成绩{total}分）", "rank {rank} (total {total})");
    };
    let (other, other_total) = (round.candidate(before.candidate).id(), numbers::total(round, before.total));
    match ranked.decided_by {
        DecidedBy::Total | DecidedBy::First => say!(
            lang,
            "第{rank}名：总成绩{total}分，低于前一名（{other}号，{other_total}分）",
            "rank {rank}: the total {total} is below that of the one before ({other}, {other_total})"
        ),
        DecidedBy::Group => say!(
            lang,
            "第{rank}名（总成绩{total}分）：所在组别排在前一名（{other}号）的组别之后",
            "rank {rank} (total {total}): the group comes after that of the one before ({other})"
        ),
        DecidedBy::Tie(_) | DecidedBy::Lot => {
            let key = compared(round, scores, ranked.decided_by, [ranked.candidate, before.candidate], lang);
            say!(
                lang,
                "第{rank}名：总成绩与前一名（{other}号）同为{total}分，{key}，故在其后",
                "rank {rank}: the same total {total} as the one before ({other}): {key}"
            )
        }
        DecidedBy::Open => say!(lang, "第{rank}名（总成绩{total}分）", "rank {rank} (total {total})"),
    }
}

/// The key that decided between two, and what each of them has.
fn compared(
    round: &Round,
    scores: &Scores,
    by: DecidedBy,
    [own, other]: [CandidateRef; 2],
    lang: Lang,
) -> String {
    let value = |who| value(round, scores, by, who, lang);
    let (mine, theirs, id) = (value(own), value(other), round.candidate(other).id());
    let key = match by {
        DecidedBy::Lot => {
            lang.pick("各项排序条件均相同，签号小者在先", "all keys equal, the smaller lot goes first").into()
        }
        DecidedBy::First | DecidedBy::Group | DecidedBy::Open | DecidedBy::Tie(_) | DecidedBy::Total => {
            by_what(round, by, lang)
        }
    };
    say!(lang, "{key}（本人{mine}，{id}号{theirs}）", "{key} ({mine}; {id} has {theirs})")
}

/// What somebody has of the key that decided.
fn value(round: &Round, scores: &Scores, by: DecidedBy, who: CandidateRef, lang: Lang) -> String {
    let DecidedBy::Tie(place) = by else {
        return round.lot(who).map_or_else(String::new, |lot| lot.number.to_string());
    };
    let sheet = scores.sheet(who).map(|(sheet, _)| sheet);
    let points = match round.scheme().ranking.ties.get(usize::from(place)) {
        Some(TieKey::Assessment) => sheet.map(|sheet| sheet.assessment),
        Some(TieKey::Exam) => sheet.and_then(|sheet| sheet.exam).map(|exam| exam.points),
        Some(TieKey::Value(value)) => {
            let number = round.value(who, *value);
            return number.map_or_else(String::new, |number| number.to_string());
        }
        Some(TieKey::Higher(attribute, _)) => {
            let facts = &round.scheme().scoring.facts;
            return round
                .dossier(who)
                .attribute(*attribute)
                .to_normal(facts, facts.attribute(*attribute).kind);
        }
        Some(TieKey::Item(item)) => {
            sheet.and_then(|sheet| sheet.items.iter().find(|line| line.item == *item)).map(|line| line.points)
        }
        Some(TieKey::Earlier(date) | TieKey::Later(date)) => {
            return round.dossier(who).date(*date).map_or_else(String::new, |date| date.to_string());
        }
        None => None,
    };
    points.map_or_else(String::new, |points| say!(lang, "{points}分", "{points}"))
}
