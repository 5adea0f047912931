//! `[choosing]` and `[[sittings]]`: what happens in the meeting.

use super::rules::{ReadItem, find_item};
use crate::facts::fresh;
use crate::form::FormFaultKind;
use crate::section::Section;
use crate::steps::one_of;
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Choosing, Consequence, SittingRule};

pub(super) fn choosing(form: &Section<'_>, items: &[ReadItem]) -> Option<Choosing> {
    let words = [("end_of_list", Consequence::EndOfList), ("out", Consequence::Out)];
    let consequence = |key| form.need(key).and_then(|value| one_of(&value, &words));
    let (gave_up, absent) = (consequence("gave_up"), consequence("absent"));
    let (timed_out, late) = (consequence("timed_out"), consequence("late"));
    let education = form.get("education").and_then(|value| {
        let found = find_item(items, value.text()?).and_then(|(id, (_, shape))| Some((id, shape.ladder?)));
        if found.is_none() {
            value.fault(FormFaultKind::UnknownName { nearest: None });
        }
        found
    });
    form.get("source");
    let assumptions = form.texts("assumptions");
    form.end();
    Some(Choosing {
        gave_up: gave_up?,
        absent: absent?,
        timed_out: timed_out?,
        late: late?,
        education,
        assumptions,
    })
}

pub(super) fn sittings(form: &Section<'_>) -> Vec<SittingRule> {
    let mut sittings: Vec<SittingRule> = Vec::new();
    for form in form.needed_sections("sittings") {
        let id = form.need("id");
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), sittings.iter().map(|s| &s.key)));
        let title = form.text("title");
        form.end();
        sittings.extend(key.zip(title).map(|(key, title)| SittingRule { key, title }));
    }
    sittings
}
