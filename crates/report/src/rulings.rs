//! What rulings decide, in words.

use crate::lang::{Lang, say};
use crate::words::{void_cause, way};
use anzhi_core::round::{CandidateRef, Change, Decision, Round, Ruling};
use anzhi_core::scheme::Filling;
use anzhi_tables::{object_in_chinese, posted_in_chinese};

/// The rulings on a candidate, a line each: without them a sheet would seem to say what the file says.
pub(crate) fn rulings_on(round: &Round, candidate: CandidateRef, lang: Lang) -> String {
    let mine = round.rulings().iter().filter(|(_, decision)| about(round, decision) == Some(candidate));
    mine.map(|(ruling, decision)| ruling_line(round, ruling, decision, lang)).collect()
}

/// Whom a ruling is about.
pub(crate) fn about(round: &Round, decision: &Decision) -> Option<CandidateRef> {
    match decision {
        Decision::Exclude(about)
        | Decision::Place(about, _)
        | Decision::Refill(about, _)
        | Decision::Regroup(about, _)
        | Decision::SetFact(about, ..)
        | Decision::Void(about, ..) => Some(*about),
        Decision::Change(change) => round.find_candidate(change.object.candidate()?.as_str()),
        Decision::FillGap(..) => None,
    }
}

/// What a ruling decides.
pub(crate) fn decision(round: &Round, ruling: &Ruling, decision: &Decision, lang: Lang) -> String {
    let (old, new) = (&ruling.old, &ruling.new);
    match decision {
        Decision::Change(change) => changed(change, lang),
        Decision::Exclude(_) => lang.pick("不予排名", "excluded").into(),
        Decision::FillGap(_, Filling::Points(points)) => {
            say!(lang, "补定为{points}", "filled with {points}")
        }
        Decision::FillGap(_, Filling::Date(date)) => say!(lang, "补定为{date}", "filled with {date}"),
        Decision::FillGap(_, Filling::Word(_)) => {
            let word = way(new, lang);
            say!(lang, "补定为“{word}”", "filled with “{word}”")
        }
        Decision::Place(..) => say!(lang, "直接安置到岗位{new}", "placed on {new}, outside the order"),
        Decision::Refill(..) => {
            say!(lang, "选岗会后递补到岗位{new}", "given a seat on {new} after the meeting")
        }
        Decision::Regroup(..) => {
            say!(lang, "组别由“{old}”调整为“{new}”", "group “{new}” instead of “{old}”")
        }
        Decision::SetFact(..) => {
            let chinese = object_in_chinese(&ruling.object, round.scheme());
            let object = lang.pick(&*chinese, &*ruling.object);
            say!(lang, "{object}由“{old}”更正为“{new}”", "{object} is “{new}” instead of “{old}”")
        }
        Decision::Void(_, _, cause) => {
            let cause = void_cause(*cause, lang);
            say!(
                lang,
                "选岗会后撤销在岗位{old}的安置（{cause}）",
                "the seat on {old} taken back after the meeting ({cause})"
            )
        }
    }
}

/// A change of something that was posted.
fn changed(change: &Change, lang: Lang) -> String {
    let object = change.object.to_string();
    let object = lang.pick(posted_in_chinese(&object), None).unwrap_or(object);
    match (change.old, change.new) {
        (Some(old), Some(new)) => {
            say!(
                lang,
                "公示后变更：{object}由{old}变为{new}",
                "{object} is {new} instead of {old}, as posted"
            )
        }
        (Some(old), None) => {
            say!(lang, "公示后撤去：{object}（{old}）", "{object} is gone, posted as {old}")
        }
        (None, new) => {
            let new = new.map_or_else(String::new, |new| new.to_string());
            say!(lang, "公示后增加：{object}（{new}）", "{object} is new since the posting: {new}")
        }
    }
}

/// What a ruling decides, by whom, when and by which document.
pub(crate) fn ruling_line(round: &Round, ruling: &Ruling, decided: &Decision, lang: Lang) -> String {
    let what = decision(round, ruling, decided, lang);
    let (who, date, document) = (&ruling.authority.who, ruling.authority.date, &ruling.authority.document);
    let document =
        if document.is_empty() { String::new() } else { say!(lang, "，{document}", ", {document}") };
    say!(lang, "裁定：{what}（{who}，{date}{document}）\n", "Ruling: {what} ({who}, {date}{document})\n")
}
