//! `[choosing]` and `[[sittings]]`: what happens in the meeting.

use super::rules::{ReadItem, find_item, kind_id};
use crate::book::Book;
use crate::conditions::{Scope, condition};
use crate::facts::fresh;
use crate::form::FormFaultKind;
use crate::section::Section;
use crate::steps::one_of;
use anzhi_core::scheme::{
    Attend, Choosing, Consequence, Counted, LadderId, MOST_SITTINGS, SittingRule, Unplaced, ValueId,
};
use anzhi_core::steps::Kind;

pub(super) fn choosing(form: &Section<'_>, book: &Book<'_>, items: &[ReadItem]) -> Option<Choosing> {
    let words = [
        ("assigned", Consequence::Assigned),
        ("end_of_group", Consequence::EndOfGroup),
        ("end_of_list", Consequence::EndOfList),
        ("leftover", Consequence::Leftover),
        ("out", Consequence::Out),
    ];
    let consequence = |key| form.need(key).and_then(|value| one_of(&value, &words));
    let (gave_up, absent) = (consequence("gave_up"), consequence("absent"));
    let (timed_out, late) = (consequence("timed_out"), consequence("late"));
    let education = form.get("education").and_then(|value| {
        let found = counted(value.text()?, book, items);
        if found.is_none() {
            value.fault(FormFaultKind::UnknownName { nearest: None });
        }
        found
    });
    let minutes =
        |key| form.get(key).and_then(|value| value.integer(1, 10_000)).and_then(|n| u16::try_from(n).ok());
    let (minutes, late_minutes) = (minutes("minutes"), minutes("late_minutes"));
    let attend = form.get("attend").map_or(Some(Attend::Declared), |value| {
        one_of(&value, &[("declared", Attend::Declared), ("until_placed", Attend::UntilPlaced)])
    });
    let unplaced = form.get("unplaced").and_then(|value| {
        let words = [
            ("directive", Unplaced::Directive),
            ("next_sitting", Unplaced::NextSitting),
            ("nothing", Unplaced::Nothing),
        ];
        one_of(&value, &words)
    });
    form.get("source");
    let assumptions = form.texts("assumptions");
    form.end();
    Some(Choosing {
        paper: None,
        gave_up: gave_up?,
        absent: absent?,
        timed_out: timed_out?,
        late: late?,
        education,
        minutes,
        late_minutes,
        attend: attend?,
        unplaced,
        assumptions,
    })
}

/// What stands for the part in a file that does not state it.
pub(super) fn none() -> Choosing {
    Choosing {
        paper: None,
        gave_up: Consequence::Out,
        absent: Consequence::Out,
        timed_out: Consequence::Out,
        late: Consequence::Out,
        education: None,
        minutes: None,
        late_minutes: None,
        attend: Attend::Declared,
        unplaced: None,
        assumptions: Vec::new(),
    }
}

/// An item or value whose rows have classes.
fn counted(name: &str, book: &Book<'_>, items: &[ReadItem]) -> Option<(Counted, LadderId)> {
    if let Some((id, (_, shape))) = find_item(items, name) {
        return Some((Counted::Item(id), shape.ladder?));
    }
    let (id, value) = (0..).map(ValueId).zip(&book.values).find(|(_, value)| value.key.as_str() == name)?;
    let classed = matches!(value.shape.kind, Some(Kind::Classed | Kind::Entries));
    Some((Counted::Value(id), value.shape.ladder.filter(|_| classed)?))
}

/// Where totals depend on the kind of vacancy, every sitting must say which one it offers.
pub(super) fn sittings(form: &Section<'_>, book: &Book<'_>, kind_needed: bool) -> Vec<SittingRule> {
    let Book { schema, ladders, kinds, .. } = book;
    let scope = Scope { schema, ladders, tables: &[], book: None, bars: false };
    let mut sittings: Vec<SittingRule> = Vec::new();
    for form in form.needed_sections("sittings", MOST_SITTINGS) {
        let id = form.need("id");
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), sittings.iter().map(|s| &s.key)));
        let title = form.text("title");
        let when = form.get("when").map(|value| condition(&value, scope));
        let kind = if kind_needed { form.need("kind") } else { form.get("kind") };
        let kind = kind.map(|value| kind_id(&value, kinds));
        form.end();
        let (Some(key), Some(title)) = (key, title) else { continue };
        sittings.push(SittingRule { key, title, when: when.flatten(), kind: kind.flatten() });
    }
    let alike = |sitting: &SittingRule| sitting.when.is_some() == sittings[0].when.is_some();
    if let Some(value) = form.get("sittings").filter(|_| !sittings.iter().all(alike)) {
        value.fault(FormFaultKind::MissingKey { key: "when".into() });
    }
    sittings
}
