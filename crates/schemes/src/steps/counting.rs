//! Steps that decide which of several rows count: `once_per`, `best` and `token`.

use super::{Desk, field_of, one_of, param};
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::Value;
use anzhi_core::facts::FieldKind;
use anzhi_core::steps::{Best, By, KeepKey, Kind, OncePer, Per, Step, Token};

/// What a row adds after others of its class does not stay the same once some of those are gone.
fn after_totals(value: &Value<'_>, desk: &Desk<'_>) {
    if desk.shape.totals {
        value.fault(FormFaultKind::NotComposed);
    }
}

/// `{ field, date, keep = ["points", "earliest"], where }`.
pub(super) fn read_once_per(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    after_totals(value, desk);
    let form = value.section()?;
    let field = form.need("field").and_then(|value| field_of(&value, FieldKind::Text, desk));
    let listed = form.need("keep");
    let keys = listed.and_then(|listed| keep_keys(&listed, desk));
    let dated = |key: &KeepKey| matches!(key, KeepKey::Earliest | KeepKey::Latest);
    let date = match &keys {
        Some(keys) if keys.iter().any(dated) => {
            form.need("date").and_then(|date| field_of(&date, FieldKind::Date, desk)).map(Some)
        }
        // A date that no key looks at says something that does not count: it is an unknown key.
        Some(_) => Some(None),
        None => {
            form.skip(&["date"]);
            None
        }
    };
    let when = desk.when(&form);
    form.end();
    Some(Step::OncePer(OncePer { field: field?, date: date?, keep: keys?, when: when? }))
}

fn keep_keys(listed: &Value<'_>, desk: &Desk<'_>) -> Option<Vec<KeepKey>> {
    let values = listed.array()?;
    if values.is_empty() {
        listed.fault(FormFaultKind::NothingListed);
    }
    let mut keys: Vec<KeepKey> = Vec::new();
    for value in &values {
        let Some(key) = keep_key(value, desk) else { continue };
        if keys.contains(&key) {
            value.fault(FormFaultKind::DoubledName);
        }
        keys.push(key);
    }
    (keys.len() == values.len() && !keys.is_empty()).then_some(keys)
}

fn keep_key(value: &Value<'_>, desk: &Desk<'_>) -> Option<KeepKey> {
    const WORDS: [(&str, KeepKey); 5] = [
        ("class", KeepKey::Class),
        ("earliest", KeepKey::Earliest),
        ("latest", KeepKey::Latest),
        ("magnitude", KeepKey::Magnitude),
        ("points", KeepKey::Points),
    ];
    if let Some(form) = value.as_section() {
        let prefer = form.need("prefer").and_then(|prefer| desk.condition(&prefer));
        form.end();
        return prefer.map(KeepKey::Prefer);
    }
    value.offers(WORDS.iter().map(|(word, _)| *word));
    let text = value.text()?;
    let Some((_, key)) = WORDS.into_iter().find(|(word, _)| *word == text) else {
        let nearest = nearest(text, WORDS.iter().map(|(word, _)| *word).chain(["prefer"]));
        value.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    let fits = match key {
        KeepKey::Class => desk.shape.ladder.is_some(),
        KeepKey::Magnitude | KeepKey::Points => desk.shape.kind != Some(Kind::Classed),
        KeepKey::Earliest | KeepKey::Latest | KeepKey::Prefer(_) => true,
    };
    if fits { Some(key) } else { desk.unfixed(value) }
}

pub(super) fn read_best(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    after_totals(value, desk);
    let form = value.section()?;
    let n = form.need("n").and_then(|value| value.integer(1, 1_000));
    let words = [("all", Per::All), ("class", Per::Class), ("points", Per::Points)];
    let per = form.need("per").and_then(|value| {
        let per = one_of(&value, &words)?;
        if per == Per::Class && desk.shape.ladder.is_none() { desk.unfixed(&value) } else { Some(per) }
    });
    let words = [("magnitude", By::Magnitude), ("points", By::Points)];
    let by = form.get("by").map_or(Some(By::Points), |value| one_of(&value, &words));
    form.end();
    Some(Step::Best(Best { n: u16::try_from(n?).ok()?, per: per?, by: by? }))
}

pub(super) fn read_token(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    after_totals(value, desk);
    let form = value.section()?;
    let rest = form.need("rest").and_then(|value| param(&value, "rest", desk.book, desk.owner));
    let date = form.get("date").map_or(Some(None), |value| field_of(&value, FieldKind::Date, desk).map(Some));
    form.end();
    Some(Step::Token(Token { rest: rest?, date: date? }))
}
