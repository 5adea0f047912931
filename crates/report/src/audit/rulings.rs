//! Rulings in words.

use super::told::{More, Teller, Told};
use crate::lang::say;
use crate::rulings::{about, decision};
use anzhi_core::fault::Table;
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, RulingKind};
use anzhi_record::audit::{RulingLead, RulingRef};
use anzhi_tables::object_in_chinese;
use std::collections::BTreeSet;

pub(super) fn told(teller: &Teller<'_>, lead: &RulingLead) -> Told {
    let lang = teller.lang;
    match lead {
        RulingLead::NoDocument(ruling) => {
            let what = what(teller, *ruling);
            let by = teller.authority(&teller.ruling(*ruling).authority);
            one(teller, *ruling, say!(lang, "裁定没有文号：{what}（{by}）", "No document: {what} ({by})"))
        }
        RulingLead::ByOperator(ruling) => {
            let (what, who) = (what(teller, *ruling), &teller.ruling(*ruling).authority.who);
            let by = teller.authority(&teller.ruling(*ruling).authority);
            let text = say!(
                lang,
                "决定人“{who}”就是经办、录入或核对的人：{what}（{by}）",
                "“{who}”, who decided, also operates, enters or checks: {what} ({by})"
            );
            one(teller, *ruling, text)
        }
        RulingLead::Document { document, rulings } => {
            let told: BTreeSet<String> = rulings
                .iter()
                .map(|ruling| &teller.ruling(*ruling).authority)
                .map(|authority| {
                    let (who, date) = (&authority.who, authority.date);
                    say!(lang, "{who}，{date}", "{who}, {date}")
                })
                .collect();
            let (count, told) = (rulings.len(), teller.list(told.into_iter()));
            let text = say!(
                lang,
                "同一文号“{document}”的裁定有{count}件，决定人或日期不一致：{told}",
                "{count} rulings name one document, “{document}”, of several deciders or days: {told}"
            );
            several(teller, rulings, text)
        }
        RulingLead::Facts { candidate, rulings, without, with } => {
            facts(teller, *candidate, rulings, (*without, *with))
        }
        RulingLead::Gap { ruling, people } => gap(teller, *ruling, people),
        RulingLead::Regrouped { ruling, candidate, rank } => {
            let (what, by) = (what(teller, *ruling), teller.authority(&teller.ruling(*ruling).authority));
            let rank =
                rank.map_or_else(String::new, |rank| say!(lang, "，排第{rank}名", ", and has rank {rank}"));
            let text = say!(lang, "{what}{rank}（{by}）", "{what}{rank} ({by})");
            one(teller, *ruling, text).explained(*candidate)
        }
        RulingLead::Kind { kind, who, rulings } => {
            let (zh, en, count) = (chinese(*kind), english(*kind), rulings.len());
            let documents: BTreeSet<&str> =
                rulings.iter().map(|ruling| &*teller.ruling(*ruling).authority.document).collect();
            let named = teller.list(documents.iter().filter(|document| !document.is_empty()));
            let named = if named.is_empty() { lang.pick("无", "none").into() } else { named };
            let text = say!(
                lang,
                "“{zh}”共{count}件，{who}决定，文号：{named}",
                "{count} of kind {en}, decided by {who}; documents: {named}"
            );
            several(teller, rulings, text)
        }
    }
}

/// One ruling: whoever it is about is explained.
fn one(teller: &Teller<'_>, ruling: RulingRef, text: String) -> Told {
    let who = about(teller.round, teller.decision(ruling));
    let told = Told::new(text).of(who).naming([teller.ruling(ruling).object.to_string()]);
    told.more(who.map_or(More::Table(Table::Rulings), More::Explain))
}

fn several(teller: &Teller<'_>, rulings: &[RulingRef], text: String) -> Told {
    let objects = rulings.iter().map(|ruling| teller.ruling(*ruling).object.to_string());
    Told::new(text).naming(objects).figure("rulings", rulings.len()).more(More::Table(Table::Rulings))
}

/// What a ruling decides, and of whom.
fn what(teller: &Teller<'_>, ruling: RulingRef) -> String {
    let (lang, decided) = (teller.lang, teller.decision(ruling));
    let what = decision(teller.round, teller.ruling(ruling), decided, lang);
    match about(teller.round, decided) {
        Some(who) => {
            let id = teller.id(who);
            say!(lang, "{id}，{what}", "{id}, {what}")
        }
        None => what,
    }
}

fn facts(
    teller: &Teller<'_>,
    candidate: CandidateRef,
    rulings: &[RulingRef],
    (without, with): (Option<(Points, Option<u32>)>, Option<(Points, Option<u32>)>),
) -> Told {
    let (lang, id, count) = (teller.lang, teller.id(candidate), rulings.len());
    let side = |side: Option<(Points, Option<u32>)>| match side {
        None => lang.pick("不能计分", "nothing").to_owned(),
        Some((total, None)) => {
            let total = teller.total(total);
            say!(lang, "{total}分", "{total}")
        }
        Some((total, Some(rank))) => {
            let total = teller.total(total);
            say!(lang, "{total}分（第{rank}名）", "{total} (rank {rank})")
        }
    };
    let (before, after) = (side(without), side(with));
    let each = rulings.iter().map(|ruling| {
        let ruled = teller.ruling(*ruling);
        let what = decision(teller.round, ruled, teller.decision(*ruling), lang);
        let by = teller.authority(&ruled.authority);
        say!(lang, "{what}（{by}）", "{what} ({by})")
    });
    let each = teller.list(each);
    let text = say!(
        lang,
        "{id}经裁定更正事实{count}项，总成绩由{before}变为{after}：{each}",
        "{id}: by rulings on facts ({count}) the total is {after} instead of {before}: {each}"
    );
    several(teller, rulings, text)
        .of([candidate])
        .perhaps("total_without", without.map(|(total, _)| total))
        .perhaps("rank_without", without.and_then(|(_, rank)| rank))
        .perhaps("total", with.map(|(total, _)| total))
        .perhaps("rank", with.and_then(|(_, rank)| rank))
        .explained(candidate)
}

fn gap(teller: &Teller<'_>, ruling: RulingRef, people: &[CandidateRef]) -> Told {
    let (lang, ruled) = (teller.lang, teller.ruling(ruling));
    let (what, by) = (what(teller, ruling), teller.authority(&ruled.authority));
    let chinese = object_in_chinese(&ruled.object, teller.round.scheme());
    let (object, count) = (lang.pick(&*chinese, &*ruled.object), people.len());
    let whom = match people {
        [] => lang.pick("没有人涉及", "concerns nobody").into(),
        [only] => {
            let id = teller.id(*only);
            say!(lang, "只涉及{id}一人", "concerns {id} alone")
        }
        [..] => {
            let ids = teller.ids(people);
            say!(lang, "涉及{count}人（{ids}）", "concerns {count} people ({ids})")
        }
    };
    let text = say!(lang, "{object}{what}，{whom}（{by}）", "{object} {what}, {whom} ({by})");
    let told = Told::new(text).of(people.iter().copied()).naming([ruled.object.to_string()]);
    let told = told.figure("people", count);
    match people.first() {
        Some(first) => told.explained(*first),
        None => told.more(More::Table(Table::Rulings)),
    }
}

fn chinese(kind: RulingKind) -> &'static str {
    RulingKind::WORDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, _, chinese)| chinese)
}

fn english(kind: RulingKind) -> &'static str {
    RulingKind::WORDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, english, _)| english)
}
