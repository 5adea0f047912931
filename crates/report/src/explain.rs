//! Everything about one candidate: sheet line by line, rank and what decided it, and each preference.

use crate::after::{after_at, after_of};
use crate::closed::closed_sentence;
use crate::lang::{Lang, say};
use crate::placement::{group_name, heading, outcome_word};
use crate::questions::sentence;
use crate::rank::rank_sentence;
use crate::rulings::rulings_on;
use crate::sheet::{no_sheet, sheet_text};
use crate::words::{consequence, event, exclusion, give_up, unplaced_word};
use anzhi_core::outcome::{Fate, Outcome, Placement, Scores, Standing};
use anzhi_core::place::stand;
use anzhi_core::rank::Ranking;
use anzhi_core::round::{CandidateRef, Round, VacancyRef};
use anzhi_core::why::{Taken, Why, why, why_before};

/// Explains one candidate, placed or not yet.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_report::{Lang, explain_text};
///
/// let outcome = anzhi_core::place::place(&round);
/// let who = round.find_candidate("21").ok_or("not there")?;
/// assert!(explain_text(&round, &outcome, who, Lang::Zh).contains("签号小者在先（本人2，22号1）"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain_text(round: &Round, outcome: &Outcome, candidate: CandidateRef, lang: Lang) -> String {
    match outcome {
        Outcome::Done(placement) => after(round, placement, candidate, lang),
        Outcome::Questions(standing) => before(round, standing, candidate, lang),
        // Before the exam there is no placement, but sheets can be explained.
        Outcome::Fault(_) => match stand(round) {
            Ok(standing) => before(round, &standing, candidate, lang),
            Err(_) => String::new(),
        },
    }
}

fn person(round: &Round, candidate: CandidateRef, lang: Lang) -> String {
    let person = round.candidate(candidate);
    let (id, name, group) = (person.id(), &person.name, group_name(round, candidate));
    let mut text = heading(round, lang);
    text.push_str(&say!(lang, "\n候选人：{id}号 {name}", "\nCandidate: {id} {name}"));
    if !group.is_empty() {
        text.push_str(&say!(lang, "　组别：{group}", " · group: {group}"));
    }
    text.push('\n');
    text.push_str(&rulings_on(round, candidate, lang));
    text
}

fn after(round: &Round, placement: &Placement, candidate: CandidateRef, lang: Lang) -> String {
    let mut text = person(round, candidate, lang);
    text.push_str(lang.pick("\n一、计分\n", "\nScore\n"));
    match placement.scores.sheet(candidate) {
        Some(scored) => text.push_str(&sheet_text(round, candidate, scored, lang)),
        None => text.push_str(no_sheet(round, candidate, lang)),
    }
    let Some((allocation, result)) = placement.find(candidate) else { return text };
    text.push_str(lang.pick("\n二、排名与选岗\n", "\nRank and choice\n"));
    text.push_str(&ranking_line(round, &placement.scores, &allocation.ranking, candidate, lang));
    for turn in allocation.turns.iter().filter(|turn| turn.candidate == candidate) {
        let (n, event) = (turn.n, event(round, turn.event, lang));
        text.push_str(&say!(lang, "第{n}个选岗：{event}\n", "Turn {n}: {event}\n"));
    }
    text.push_str(&outcome_line(round, candidate, result.fate, lang));
    text.push_str(&after_of(round, placement, candidate, lang));
    text.push_str(&preferences(round, &placement.scores, candidate, lang, |vacancy| {
        (why(round, placement, candidate, vacancy), after_at(round, placement, vacancy, lang))
    }));
    text
}

fn outcome_line(round: &Round, candidate: CandidateRef, fate: Fate, lang: Lang) -> String {
    let word = outcome_word(round, candidate, fate, lang);
    match fate.vacancy().map(|vacancy| round.vacancy(vacancy)) {
        Some(vacancy) => {
            let (id, unit, post) = (&vacancy.id, &vacancy.unit, &vacancy.post);
            say!(lang, "结果：{word}，{id} {unit} {post}\n", "Outcome: {word}, {id} {unit} {post}\n")
        }
        None => {
            let word = consequence_of(round, candidate, fate, lang).unwrap_or(word);
            say!(lang, "结果：{word}\n", "Outcome: {word}\n")
        }
    }
}

/// Why somebody is left out, or what follows for somebody without a vacancy, where more is to be said than the word.
fn consequence_of(round: &Round, candidate: CandidateRef, fate: Fate, lang: Lang) -> Option<String> {
    match fate {
        Fate::Excluded => Some(exclusion(round, candidate, lang)),
        Fate::Exhausted => round.scheme().choosing.unplaced.map(|unplaced| {
            let then = unplaced_word(unplaced, lang);
            say!(lang, "志愿用尽，{then}", "list exhausted: {then}")
        }),
        Fate::Absent | Fate::GaveUp => round.give_up(candidate).map(|kind| consequence(round, kind, lang)),
        Fate::Placed { .. } | Fate::PlacedByRuling(_) => None,
    }
}

fn before(round: &Round, standing: &Standing, candidate: CandidateRef, lang: Lang) -> String {
    let mut text = person(round, candidate, lang);
    text.push_str(lang.pick("\n一、计分\n", "\nScore\n"));
    match standing.scores.sheet(candidate) {
        Some(scored) => text.push_str(&sheet_text(round, candidate, scored, lang)),
        None => text.push_str(no_sheet(round, candidate, lang)),
    }
    text.push_str(lang.pick("\n二、排名与选岗（尚未选岗）\n", "\nRank and choice (nobody has chosen yet)\n"));
    text.push_str(&nobody_has_chosen(standing, lang));
    if round.waits_for_exam() {
        text.push_str(
            lang.pick("考试成绩尚未录入，不排名。\n", "There are no marks yet; nobody is ranked.\n"),
        );
    }
    for ranking in &standing.rankings {
        text.push_str(&ranking_line(round, &standing.scores, ranking, candidate, lang));
        text.push_str(&provisional(round, standing, ranking, candidate, lang));
    }
    if let Some(kind) = round.give_up(candidate) {
        let leads_to = consequence(round, kind, lang);
        text.push_str(&say!(lang, "已登记：{leads_to}\n", "Recorded: {leads_to}\n"));
    }
    if let Some(fate) = Fate::by_ruling(round, candidate) {
        text.push_str(&outcome_line(round, candidate, fate, lang));
    }
    for question in &standing.questions {
        if concerns(&question.kind, candidate) {
            let sentence = sentence(round, &question.kind, lang);
            text.push_str(&say!(lang, "待决：{sentence}\n", "Open: {sentence}\n"));
        }
    }
    text.push_str(&preferences(round, &standing.scores, candidate, lang, |vacancy| {
        (why_before(round, &standing.scores, candidate, vacancy), String::new())
    }));
    text
}

/// Why nobody has chosen yet, in whatever sitting: the whole round waits for every question.
fn nobody_has_chosen(standing: &Standing, lang: Lang) -> String {
    let (count, noun) = match standing.questions.len() {
        0 => return String::new(),
        1 => (1, "question is"),
        count => (count, "questions are"),
    };
    say!(
        lang,
        "本年度还有{count}个问题待决，全部决定之后，各场次才开始选岗。\n",
        "{count} {noun} open in this round; all must be decided before anybody chooses, in whatever sitting.\n"
    )
}

/// Whose rank waits for a ruling, the candidate's own or that of others.
fn provisional(
    round: &Round,
    standing: &Standing,
    ranking: &Ranking,
    candidate: CandidateRef,
    lang: Lang,
) -> String {
    let waiting: Vec<CandidateRef> = standing.waiting(round, ranking.sitting).collect();
    let count = waiting.len();
    if waiting.contains(&candidate) && !round.waits_for_exam() {
        return lang.pick("排名：待裁定，尚无名次\n", "Ranking: no rank before the ruling\n").into();
    }
    if count == 0 || !ranking.places.iter().any(|ranked| ranked.candidate == candidate) {
        return String::new();
    }
    say!(
        lang,
        "（另有{count}人的计分待裁定，名次可能变动）\n",
        "(provisional: the scores of {count} more wait for a ruling)\n"
    )
}

/// Whether a question is about a candidate.
pub(crate) fn concerns(kind: &anzhi_core::question::QuestionKind, candidate: CandidateRef) -> bool {
    use anzhi_core::question::QuestionKind;
    match kind {
        QuestionKind::Gap { candidates, .. } | QuestionKind::Tie { candidates, .. } => {
            candidates.contains(&candidate)
        }
        QuestionKind::NoPreferences { candidate: who }
        | QuestionKind::SignedOther { candidate: who, .. }
        | QuestionKind::Unsigned { candidate: who, .. } => *who == candidate,
    }
}

fn ranking_line(
    round: &Round,
    scores: &Scores,
    ranking: &Ranking,
    candidate: CandidateRef,
    lang: Lang,
) -> String {
    let ranked = ranking.places.iter().find(|ranked| ranked.candidate == candidate);
    ranked.map_or_else(String::new, |ranked| {
        let sentence = rank_sentence(round, scores, ranking, ranked, lang);
        say!(lang, "排名：{sentence}\n", "Ranking: {sentence}\n")
    })
}

fn preferences(
    round: &Round,
    scores: &Scores,
    candidate: CandidateRef,
    lang: Lang,
    why: impl Fn(VacancyRef) -> (Why, String),
) -> String {
    let list = round.list(candidate);
    if list.is_empty() {
        return lang.pick("没有填报志愿。\n", "There are no preferences.\n").into();
    }
    let mut text = String::from(lang.pick("\n三、各志愿\n", "\nPreferences\n"));
    for preference in list {
        let vacancy = round.vacancy(preference.vacancy);
        let (n, id, unit, post) = (preference.order, &vacancy.id, &vacancy.unit, &vacancy.post);
        let (why, after) = why(preference.vacancy);
        let answer = why_sentence(round, scores, (candidate, preference.vacancy), &why, lang);
        text.push_str(&say!(
            lang,
            "第{n}志愿 {id} {unit} {post}：{answer}\n",
            "{n}. {id} {unit} {post}: {answer}\n"
        ));
        if !after.is_empty() {
            text.push_str(&say!(lang, "　　选岗会后：{after}\n", "   After the meeting: {after}\n"));
        }
    }
    text
}

/// What came of a preference, as a sentence.
pub(crate) fn why_sentence(
    round: &Round,
    scores: &Scores,
    (candidate, vacancy): (CandidateRef, VacancyRef),
    why: &Why,
    lang: Lang,
) -> String {
    match why {
        Why::Had => lang.pick("选定", "chosen").into(),
        Why::HadEarlier { preference } => {
            say!(lang, "已在第{preference}志愿选定，不再考虑", "not needed, preference {preference} was had")
        }
        Why::Closed(closed) => closed_sentence(round, scores, (candidate, vacancy), *closed, lang),
        Why::Full(takers) => {
            let list: Vec<String> = takers.iter().map(|taken| taker(round, taken, lang)).collect();
            let list = list.join(lang.pick("、", ", "));
            if takers.iter().all(|taken| taken.turn.is_none()) {
                // So it was before the first turn.
                return say!(lang, "名额已满，名额归：{list}", "no seat is left; the seats went to {list}");
            }
            say!(lang, "轮到时名额已满，名额归：{list}", "no seat was left; the seats went to {list}")
        }
        Why::NoTurn(Fate::Excluded) => {
            let because = exclusion(round, candidate, lang);
            say!(lang, "{because}，没有选岗", "{because}, no turn")
        }
        Why::NoTurn(Fate::PlacedByRuling(_)) => {
            lang.pick("已由裁定直接安置，没有选岗", "placed by a ruling, no turn").into()
        }
        Why::NoTurn(Fate::Absent | Fate::Exhausted | Fate::GaveUp | Fate::Placed { .. }) => {
            let what = round.give_up(candidate).map_or("", |kind| give_up(kind, lang));
            say!(lang, "{what}，志愿未使用", "{what}, the list was not used")
        }
        Why::OpenSoFar => {
            lang.pick("符合条件，尚未选岗", "open to this candidate; nobody has chosen yet").into()
        }
    }
}

fn taker(round: &Round, taken: &Taken, lang: Lang) -> String {
    let id = round.candidate(taken.candidate).id();
    match (taken.rank, taken.turn) {
        (Some(rank), Some(turn)) => {
            say!(lang, "{id}号（第{rank}名，第{turn}个选岗）", "{id} (rank {rank}, turn {turn})")
        }
        (_, _) => say!(lang, "{id}号（裁定安置）", "{id} (placed by a ruling)"),
    }
}
