//! Lots in words.

use super::told::{Teller, Told};
use crate::lang::say;
use anzhi_core::round::CandidateRef;
use anzhi_record::audit::{LotLead, Passed};

pub(super) fn told(teller: &Teller<'_>, lead: &LotLead) -> Told {
    let lang = teller.lang;
    match lead {
        LotLead::Tie { people, total, moved, early, mixed } => {
            let (ids, points) = (teller.ids(people), teller.total(*total));
            let drawn = teller.list(people.iter().map(|who| drawn(teller, *who)));
            let mut text = say!(
                lang,
                "{ids}总成绩同为{points}分，抽签定先后（{drawn}）",
                "{ids} have {points} each, and lots decided ({drawn})"
            );
            text.push_str(&moved_words(teller, moved));
            if !early.is_empty() {
                let ids = teller.ids(early);
                text.push_str(&say!(
                    lang,
                    "；{ids}抽签早于本人签认计分表",
                    "; drawn before the sheet was signed: {ids}"
                ));
            }
            if *mixed {
                text.push_str(
                    lang.pick("；抽签人或日期不一致", "; not on one day, or not by the same person"),
                );
            }
            let told = Told::new(text).of(people.iter().copied()).figure("total", total);
            let told = told.at(moved.iter().map(|(_, passed)| passed.vacancy));
            // Whoever was moved, else the last of them, whose rank says what decided it.
            match moved.first().map(|(who, _)| who).or(people.last()) {
                Some(who) => told.explained(*who),
                None => told,
            }
        }
        LotLead::Unneeded(who) => {
            let (id, drawn) = (teller.id(*who), drawn(teller, *who));
            let text = say!(
                lang,
                "{id}抽了签而没有用到（{drawn}）：是事先抽的，或者后来成绩有变动",
                "{id} drew a lot that decided nothing ({drawn}): it was drawn in advance, or something was changed since"
            );
            Told::new(text).of([*who]).explained(*who)
        }
    }
}

/// The number, who drew it, and when.
fn drawn(teller: &Teller<'_>, who: CandidateRef) -> String {
    let (lang, id) = (teller.lang, teller.id(who));
    let Some(lot) = teller.round.lot(who) else { return id };
    let (number, by, date) = (lot.number, &lot.drawn_by, lot.date);
    say!(lang, "{id}签号{number}，{by}，{date}", "{id}: {number}, {by}, {date}")
}

fn moved_words(teller: &Teller<'_>, moved: &[(CandidateRef, Passed)]) -> String {
    let lang = teller.lang;
    if moved.is_empty() {
        return lang.pick("；先后没有影响去向", "; it moved nobody").into();
    }
    let each = moved.iter().map(|(who, Passed { vacancy, preference })| {
        let (id, vacancy) = (teller.id(*who), teller.vacancy(*vacancy));
        say!(
            lang,
            "{id}因此没有得到第{preference}志愿{vacancy}",
            "{id} did not have preference {preference}, {vacancy}"
        )
    });
    let each = teller.list(each);
    say!(lang, "；{each}", "; so {each}")
}
