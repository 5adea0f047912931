//! Whom half a point would have moved, in words.

use super::told::{Teller, Told};
use crate::lang::say;
use crate::rank::by_what;
use crate::words::fate;
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_record::audit::{Ahead, HALF_A_POINT, NearLead, Part, Passed};

pub(super) fn told(teller: &Teller<'_>, lead: &NearLead) -> Told {
    let NearLead { lower, upper, ranks, difference, by, passed, ahead } = lead;
    let Passed { vacancy, preference } = passed;
    let (lang, more) = (teller.lang, teller.total(*difference));
    let low = ranked_words(teller, *lower, ranks[0]);
    let high = ranked_words(teller, *upper, ranks[1]);
    let at = teller.vacancy(*vacancy);
    let parted = if *difference == Points::ZERO {
        let key = by_what(teller.round, *by, lang);
        say!(lang, "与{high}同分，因“{key}”居后", "has the total of {high} and stands behind: {key}")
    } else if *difference == HALF_A_POINT {
        say!(lang, "比{high}恰少{more}分", "has exactly {more} less than {high}")
    } else {
        say!(lang, "比{high}少{more}分", "has {more} less than {high}")
    };
    let got = match teller.placement.fate(*lower) {
        Some(came) => match came.vacancy() {
            Some(vacancy) => teller.vacancy(vacancy),
            None => fate(came, lang).into(),
        },
        None => String::new(),
    };
    let mut text = say!(
        lang,
        "{low}{parted}，没有得到第{preference}志愿{at}（现为：{got}）",
        "{low} {parted}, and did not have preference {preference}, {at} (but {got})"
    );
    if !ahead.is_empty() {
        let parts = teller.list(ahead.iter().map(|ahead| ahead_words(teller, ahead)));
        let id = teller.id(*upper);
        text.push_str(&say!(lang, "；{id}占先的：{parts}", "; {id} is ahead in {parts}"));
    }
    let told = Told::new(text).of([*lower, *upper]).at([*vacancy]).figure("difference", difference);
    let told = told.figure("rank", ranks[0]).figure("rank_of_upper", ranks[1]);
    let told =
        told.figure("preference", preference).naming(ahead.iter().map(|ahead| part_key(teller, ahead.part)));
    told.explained(*lower)
}

/// Somebody and the rank.
fn ranked_words(teller: &Teller<'_>, who: CandidateRef, rank: u32) -> String {
    let (lang, id) = (teller.lang, teller.id(who));
    say!(lang, "{id}（第{rank}名）", "{id} (rank {rank})")
}

fn ahead_words(teller: &Teller<'_>, ahead: &Ahead) -> String {
    let Ahead { part, upper, lower, unproved, ruled } = *ahead;
    let (lang, title) = (teller.lang, part_title(teller, part));
    let mut marks = Vec::new();
    if unproved {
        marks.push(lang.pick("没有写明依据", "without evidence"));
    }
    if ruled {
        marks.push(lang.pick("经裁定", "by ruling"));
    }
    let marks = if marks.is_empty() {
        String::new()
    } else {
        let marks = marks.join(lang.pick("，", ", "));
        say!(lang, "（{marks}）", " ({marks})")
    };
    say!(lang, "{title}{upper}比{lower}{marks}", "{title} {upper} to {lower}{marks}")
}

fn part_title(teller: &Teller<'_>, part: Part) -> String {
    match part {
        Part::Exam => teller.lang.pick("考试", "the exam").into(),
        Part::Item(item) => teller.round.scheme().scoring.item(item).title.to_string(),
    }
}

fn part_key(teller: &Teller<'_>, part: Part) -> String {
    match part {
        Part::Exam => "exam".into(),
        Part::Item(item) => teller.round.scheme().scoring.item(item).key.to_string(),
    }
}
