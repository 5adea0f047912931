//! What moved somebody, and why they do not have the other vacancy.

use crate::closed::closed_sentence;
use crate::lang::{Lang, say};
use crate::rulings::ruling_line;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_record::diff::{Both, Cause, Diff, Move, PersonDiff, Side, WhyNot};

/// The lines that say what moved somebody.
pub(super) fn reasons(diff: &Diff, person: &PersonDiff, moved: &Move, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = moved.causes.iter().map(|cause| cause_words(diff, *cause, lang)).collect();
    let seat = |side: &Side, fate: Option<anzhi_core::outcome::Fate>| {
        fate.and_then(|fate| fate.vacancy()).map(|vacancy| side.round.vacancy(vacancy).id.to_string())
    };
    let seats =
        Both { old: seat(&diff.sides.old, moved.fates.old), new: seat(&diff.sides.new, moved.fates.new) };
    if let (Some(why), Some(who), Some(seat)) = (moved.old_in_new, person.who.new, seats.old) {
        let why = why_not_words(&diff.sides.new, who, why, lang);
        lines.push(say!(lang, "原岗位{seat}，在新案卷中{why}", "{seat} by the new record: {why}"));
    }
    if let (Some(why), Some(who), Some(seat)) = (moved.new_in_old, person.who.old, seats.new) {
        let why = why_not_words(&diff.sides.old, who, why, lang);
        lines.push(say!(lang, "现岗位{seat}，在旧案卷中{why}", "{seat} by the old record: {why}"));
    }
    lines
}

/// What moved somebody.
pub(crate) fn cause_words(diff: &Diff, cause: Cause, lang: Lang) -> String {
    match cause {
        Cause::RulingMade(place) => {
            let ruling = ruling(&diff.sides.new.round, place, lang);
            say!(lang, "新案卷新增的{ruling}", "only in the new record: {ruling}")
        }
        Cause::RulingGone(place) => {
            let ruling = ruling(&diff.sides.old.round, place, lang);
            say!(lang, "新案卷不再有的{ruling}", "only in the old record: {ruling}")
        }
        Cause::Own => lang
            .pick("原因：本人的录入有变（见下）", "because something of their own was handed in otherwise")
            .into(),
        Cause::Standard => lang
            .pick(
                "原因：本人的录入未变，计分办法或者补定的缺项有变",
                "because the scheme or a filled gap is another; nothing of their own is",
            )
            .into(),
        Cause::Vacancies => lang
            .pick(
                "原因：本人所填或者所得的岗位有变（见“录入有变”）",
                "because a vacancy that they listed or have is another (see what was handed in)",
            )
            .into(),
        Cause::Others => lang
            .pick("原因：本人的录入未变，因他人变动", "because others moved; nothing of their own is another")
            .into(),
    }
}

fn ruling(round: &Round, place: usize, lang: Lang) -> String {
    let known = round.rulings().get(place);
    let line = known.map(|(ruling, decision)| ruling_line(round, ruling, decision, lang));
    line.map_or_else(String::new, |line| line.trim_end().to_owned())
}

/// Why somebody does not have a vacancy by one of the records.
pub(crate) fn why_not_words(side: &Side, who: CandidateRef, why: WhyNot, lang: Lang) -> String {
    match why {
        WhyNot::Closed(vacancy, why) => {
            closed_sentence(&side.round, &side.placement.scores, (who, vacancy), why, lang)
        }
        WhyNot::Earlier { preference } => say!(
            lang,
            "没有用到：本人已在第{preference}志愿选定",
            "not needed, preference {preference} was had"
        ),
        WhyNot::Full { last: Some(taker) } => {
            let (id, rank) = (side.round.candidate(taker).id(), rank(side, taker));
            match rank {
                Some(rank) => say!(
                    lang,
                    "轮到时名额已满，最后一个名额归{id}号（第{rank}名）",
                    "no seat was left, the last one went to {id} (rank {rank})"
                ),
                None => say!(
                    lang,
                    "轮到时名额已满，最后一个名额归{id}号",
                    "no seat was left, the last one went to {id}"
                ),
            }
        }
        WhyNot::Full { last: None } => {
            lang.pick("名额已由裁定安置用完", "all its seats went by rulings").into()
        }
        WhyNot::Gone => lang.pick("没有这个岗位", "there is no such vacancy").into(),
        WhyNot::TakenBack => {
            lang.pick("选岗会上选定，会后撤销", "it was had, and taken back after the meeting").into()
        }
        WhyNot::Unlisted => lang.pick("本人没有填报", "it does not stand on the list").into(),
    }
}

fn rank(side: &Side, who: CandidateRef) -> Option<u32> {
    side.placement.find(who)?.1.rank
}
