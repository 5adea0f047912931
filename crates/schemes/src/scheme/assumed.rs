//! Assumptions that stand beside a part of the file and not beside an item: `assumption = "…"`.
//! The parts have been read before: what is looked up here asks for no key.

use crate::section::Section;
use anzhi_core::scheme::{Assumed, AssumedOf};

/// All of them, in the order of the parts.
pub(super) fn assumed(form: &Section<'_>) -> Vec<Assumed> {
    let parts = [
        ("cutoff", AssumedOf::Cutoff),
        ("anniversary", AssumedOf::Anniversary),
        ("assessment", AssumedOf::Assessment),
        ("total", AssumedOf::Total),
    ];
    let mut all = Vec::new();
    for (key, of) in parts {
        let Some(part) = form.entry(key).and_then(|value| value.as_section()) else { continue };
        all.extend(stated(&part, of.clone()));
        if let Some(round) = part.entry("round").and_then(|value| value.as_section()) {
            all.extend(stated(&round, of));
        }
    }
    let tables = form.entry("tables").and_then(|value| value.as_section());
    for (name, _, value) in tables.iter().flat_map(Section::entries) {
        all.extend(value.as_section().and_then(|table| stated(&table, AssumedOf::Table(name.into()))));
    }
    let bars = form.entry("bars").and_then(|value| value.as_array());
    for bar in bars.into_iter().flatten().filter_map(|value| value.as_section()) {
        let title = bar.entry("title").and_then(|title| title.as_text()).unwrap_or_default();
        all.extend(stated(&bar, AssumedOf::Bar(title.into())));
    }
    all
}

fn stated(form: &Section<'_>, of: AssumedOf) -> Option<Assumed> {
    let text = form.entry("assumption")?.text()?.into();
    Some(Assumed { of, text })
}
