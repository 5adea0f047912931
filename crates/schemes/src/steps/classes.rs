//! Steps that put rows into classes: `classify` and `shift`.

use super::covering::{doubled, uncovered};
use super::{Desk, field_named, one_of, way};
use crate::book::class;
use crate::form::FormFaultKind;
use crate::section::{Section, Value};
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::FieldKind;
use anzhi_core::scheme::Ladder;
use anzhi_core::steps::{Classify, LadderEnd, Shift, Step, Way};

/// `{ ladder, field }` takes the classes from a field, `{ ladder, rows = [{ class, where }] }` states them.
pub(super) fn read_classify(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let Some((id, ladder)) = form.need("ladder").and_then(|name| desk.book.ladder(&name)) else {
        form.skip(&["field", "rows"]);
        return None;
    };
    desk.shape.ladder = Some(id);
    let classes = match form.get("field") {
        Some(field) => classes_by_field(&field, &ladder.classes, desk),
        None => classes_by_rows(&form, ladder, desk),
    };
    form.end();
    Some(Step::Classify(Classify { ladder: id, classes: classes? }))
}

fn classes_by_field(field: &Value<'_>, names: &[Box<str>], desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let (column, kind) = field_named(field, desk)?;
    let FieldKind::Category(set) = kind else {
        field.fault(FormFaultKind::NotComposed);
        return None;
    };
    let terms = desk.book.schema.set(set);
    // Where rows have been left out before, what is missing here may never come.
    for term in terms.terms.iter().filter(|term| !desk.shape.filtered && !names.contains(term)) {
        field.fault(FormFaultKind::MissingPrice { of: term.clone() });
    }
    let subject = Subject::Field(column);
    let class = |(place, name): (u16, &str)| {
        let categories = vec![terms.find(name)?];
        Some((place, Condition::In { subject, set, categories }))
    };
    Some((0..).zip(names.iter().map(|name| &**name)).filter_map(class).collect())
}

fn classes_by_rows(form: &Section<'_>, ladder: &Ladder, desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let listed = form.need("rows")?;
    let mut classes: Vec<(u16, Condition)> = Vec::new();
    let rows = listed.array()?;
    if rows.is_empty() {
        listed.fault(FormFaultKind::NothingListed);
    }
    for row in &rows {
        let Some(row) = row.section() else { continue };
        let class = row.need("class").and_then(|name| {
            let class = class(&name, ladder)?;
            if classes.iter().any(|(other, _)| *other == class) {
                name.fault(FormFaultKind::DoubledName);
            }
            Some(class)
        });
        let at = row.need("where");
        let when = at.and_then(|value| desk.condition(&value));
        row.end();
        if let (Some(when), Some(at)) = (&when, at) {
            for twice in doubled(when, &classes, desk) {
                at.fault(FormFaultKind::ClassTwice { of: twice });
            }
        }
        classes.extend(class.zip(when));
    }
    if classes.len() < rows.len() {
        return None;
    }
    for term in uncovered(&classes, desk) {
        listed.fault(FormFaultKind::MissingPrice { of: term });
    }
    Some(classes)
}

/// The most classes that a row may move.
const FARTHEST: i64 = 100;

/// `{ by = 1, where, top = "stay" | "fault" | "CLASS" }` upwards, `{ by = -1, where, bottom = "stay" | "fault" }`
/// downwards.
pub(super) fn read_shift(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let at = form.need("by");
    let by = at.and_then(|at| at.integer(-FARTHEST, FARTHEST));
    if let Some(at) = at.filter(|_| by == Some(0)) {
        at.fault(FormFaultKind::OutOfBounds { least: 1, most: FARTHEST });
    }
    let when = desk.when(&form);
    let Some(ladder) = desk.shape.ladder else {
        form.skip(&["top", "bottom"]);
        return desk.unfixed(value);
    };
    let end = match by {
        // Nothing that moves down passes the top, and nothing that moves up the bottom.
        Some(by) if by < 0 => bottom(&form),
        Some(_) => {
            form.need("top").and_then(|top| top_of(&top, &desk.book.ladders[usize::from(ladder.0)], desk))
        }
        None => {
            form.skip(&["top", "bottom"]);
            None
        }
    };
    form.end();
    let by = by.filter(|by| *by != 0).and_then(|by| i16::try_from(by).ok())?;
    Some(Step::Shift(Shift { ladder, by, when: when?, end: end? }))
}

fn bottom(form: &Section<'_>) -> Option<Way<LadderEnd>> {
    let words = [("fault", LadderEnd::Fault), ("stay", LadderEnd::Stay)];
    match form.get("bottom") {
        Some(bottom) => one_of(&bottom, &words).map(Way::Stated),
        None => Some(Way::Stated(LadderEnd::Fault)),
    }
}

/// What becomes of rows at the top; a ruling may say any of it but a fault.
fn top_of(top: &Value<'_>, ladder: &Ladder, desk: &Desk<'_>) -> Option<Way<LadderEnd>> {
    let classes = (0..).zip(&ladder.classes).map(|(class, name)| (&**name, LadderEnd::Class(class)));
    let mut words: Vec<(&str, LadderEnd)> = vec![("stay", LadderEnd::Stay)];
    words.extend(classes);
    if top.as_text().is_some() {
        words.push(("fault", LadderEnd::Fault));
    }
    way(top, "top", desk, &words)
}
