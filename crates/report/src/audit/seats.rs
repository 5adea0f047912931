//! Seats by ruling, and who is not ranked, in words.

use super::told::{Teller, Told};
use crate::lang::say;
use crate::words::{condition_word, exclusion, void_cause};
use anzhi_core::round::{CandidateRef, VacancyRef};
use anzhi_record::audit::{ExcludedLead, RulingRef, SeatLead};

pub(super) fn told(teller: &Teller<'_>, lead: SeatLead) -> Told {
    let lang = teller.lang;
    match lead {
        SeatLead::Placed { ruling, candidate, vacancy, against, rank, displaced } => {
            let (id, at) = (teller.id(candidate), teller.vacancy(vacancy));
            let by = teller.authority(&teller.ruling(ruling).authority);
            let mut text =
                say!(lang, "{id}由裁定直接安置在{at}（{by}）", "{id} was placed on {at} by ruling ({by})");
            if let Some(against) = against {
                let word = condition_word(against, lang);
                text.push_str(&say!(
                    lang,
                    "；本人不符合岗位条件（{word}）",
                    "; a condition of the vacancy is not met ({word})"
                ));
            }
            if let Some(rank) = rank {
                text.push_str(&say!(
                    lang,
                    "；按总成绩应排第{rank}名",
                    "; by the total it would be rank {rank}"
                ));
            }
            if let Some(other) = displaced {
                let other = teller.id(other);
                text.push_str(&say!(
                    lang,
                    "；没有此裁定，该名额轮到{other}选得",
                    "; without it {other} would have had the seat"
                ));
            }
            let told = Told::new(text).of([candidate]).of(displaced).at([vacancy]);
            told.perhaps("rank", rank).explained(candidate)
        }
        SeatLead::Refilled { ruling, candidate, vacancy, out_of_order, after_giving_up } => {
            let told = refilled(teller, (ruling, candidate, vacancy), (out_of_order, after_giving_up));
            told.of([candidate]).at([vacancy]).explained(candidate)
        }
        SeatLead::Voided { ruling, candidate, vacancy, cause } => {
            let (id, at) = (teller.id(candidate), teller.vacancy(vacancy));
            let by = teller.authority(&teller.ruling(ruling).authority);
            let cause = void_cause(cause, lang);
            let text = say!(
                lang,
                "{id}会后被撤销在{at}的安置，事由：{cause}（{by}）",
                "{id} lost {at} after the meeting: {cause} ({by})"
            );
            Told::new(text).of([candidate]).at([vacancy]).explained(candidate)
        }
    }
}

/// A seat given after the meeting, and what is odd about it.
fn refilled(
    teller: &Teller<'_>,
    (ruling, candidate, vacancy): (RulingRef, CandidateRef, VacancyRef),
    (out_of_order, after_giving_up): (bool, bool),
) -> Told {
    let lang = teller.lang;
    let (id, at) = (teller.id(candidate), teller.vacancy(vacancy));
    let by = teller.authority(&teller.ruling(ruling).authority);
    let mut text = say!(lang, "{id}会后递补到{at}（{by}）", "{id} was given {at} after the meeting ({by})");
    if out_of_order {
        text.push_str(lang.pick(
            "；名次在前、填报过该岗位、符合条件而未安置的人员没有递补",
            "; somebody ranked before had listed it, could have had it, and has none",
        ));
    }
    if after_giving_up {
        text.push_str(
            lang.pick("；本人登记过放弃、缺席等情形", "; a giving-up or absence of that person is recorded"),
        );
    }
    Told::new(text)
}

pub(super) fn excluded(teller: &Teller<'_>, lead: ExcludedLead) -> Told {
    let ExcludedLead { candidate, ruling, total, rank, .. } = lead;
    let (lang, id, why) =
        (teller.lang, teller.id(candidate), exclusion(teller.round, candidate, teller.lang));
    let by = ruling.map_or_else(String::new, |ruling| {
        let by = teller.authority(&teller.ruling(ruling).authority);
        say!(lang, "（{by}）", " ({by})")
    });
    let would = match (total, rank) {
        (Some(total), Some(rank)) => {
            let total = teller.total(total);
            say!(
                lang,
                "；总成绩{total}分，参加排名应为第{rank}名",
                "; the total is {total}, which would be rank {rank}"
            )
        }
        (Some(total), None) => {
            let total = teller.total(total);
            say!(lang, "；总成绩{total}分", "; the total is {total}")
        }
        (None, _) => String::new(),
    };
    let text = say!(lang, "{id}{why}{by}{would}", "{id}: {why}{by}{would}");
    Told::new(text).of([candidate]).perhaps("total", total).perhaps("rank", rank).explained(candidate)
}
