//! Items at their cap, in words.

use super::told::{Teller, Told};
use crate::lang::say;
use anzhi_core::points::Points;
use anzhi_record::audit::{AtCap, CapLead, Capped};

pub(super) fn told(teller: &Teller<'_>, lead: &CapLead) -> Told {
    let (lang, count) = (teller.lang, lead.people.len());
    let scoring = &teller.round.scheme().scoring;
    let (title, key) = match lead.of {
        AtCap::Assessment => (lang.pick("考核成绩", "assessment"), "assessment"),
        AtCap::Item(item) => (&*scoring.item(item).title, scoring.item(item).key.as_str()),
        AtCap::Value(value) => (&*scoring.value(value).title, scoring.value(value).key.as_str()),
    };
    let each = teller.list(lead.people.iter().map(|capped| capped_words(teller, capped)));
    let text =
        say!(lang, "“{title}”达到上限的{count}人：{each}", "“{title}” is at its cap ({count}): {each}");
    let told = Told::new(text).of(lead.people.iter().map(|capped| capped.candidate)).naming([key.to_owned()]);
    let told = told.figure("people", count);
    match lead.people.first() {
        Some(first) => told.explained(first.candidate),
        None => told,
    }
}

fn capped_words(teller: &Teller<'_>, Capped { candidate, points, cut }: &Capped) -> String {
    let (lang, id) = (teller.lang, teller.id(*candidate));
    if *cut == Points::ZERO {
        return say!(lang, "{id}恰为{points}分", "{id} (exactly {points})");
    }
    say!(lang, "{id}计{points}分，超出{cut}分", "{id} ({points}, {cut} more were cut)")
}
