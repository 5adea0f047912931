//! A whole scheme file: its head, items, exam, ranking, choosing and sittings.

use crate::conditions::{Scope, condition};
use crate::facts::{Aliases, facts, fresh, ladders};
use crate::form::{FormFault, FormFaultKind, read_with_warnings};
use crate::nearest::nearest;
use crate::section::{Section, Value};
use crate::steps::{one_of, pipeline};
use crate::warning::FormWarning;
use anzhi_core::date::{Date, MissingDay};
use anzhi_core::facts::{FactSchema, FieldKind};
use anzhi_core::points::{Points, Rounding};
use anzhi_core::scheme::{
    Choosing, Consequence, Cutoff, ExamRule, Gap, Group, Identity, Item, ItemId, Ladder, LadderId,
    RankingRule, Scheme, Scoring, Signed, SittingRule, TieKey,
};

/// A scheme as loaded from its file.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(&*loaded.text, text); // a record keeps the file as it is
/// assert_eq!(loaded.scheme.identity.id.as_str(), "county-reference");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedScheme {
    /// The checked scheme.
    pub scheme: Scheme,
    /// Other ways to write its categories, for reading tables.
    pub aliases: Aliases,
    /// The file, byte for byte.
    pub text: Box<str>,
    /// What is worth a look, in the order of the text.
    pub warnings: Vec<FormWarning>,
}

/// Loads a scheme from the text of its file.
///
/// # Errors
/// All faults, with their lines, in the order of the text.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(loaded.scheme.scoring.items.len(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn load(text: &str) -> Result<LoadedScheme, Vec<FormFault>> {
    let (loaded, warnings) = read_with_warnings(text, |form| {
        let loaded = scheme(form, text);
        form.end();
        loaded
    })?;
    Ok(LoadedScheme { warnings, ..loaded })
}

/// An item with the ladder of its classes, for `education` of `[choosing]`.
type ReadItem = (Item, Option<LadderId>);

fn scheme(form: &Section<'_>, text: &str) -> Option<LoadedScheme> {
    let language = form.need("language");
    if let Some(value) = language.filter(|v| v.integer(i64::MIN, i64::MAX).is_some_and(|n| n != 1)) {
        value.fault(FormFaultKind::UnknownLanguage);
    }
    let identity = identity(form);
    let cutoff = form.section("cutoff").and_then(|form| cutoff(&form));
    let anniversary = form.section("anniversary").and_then(|form| {
        let words = [("last", MissingDay::Last), ("next", MissingDay::Next)];
        let day = one_of(&form.need("missing_day")?, &words);
        form.get("assumption");
        form.end();
        day
    });
    let signed = form
        .need("signed")
        .and_then(|value| one_of(&value, &[("whole", Signed::Whole), ("assessment", Signed::Assessment)]));
    let Some((schema, aliases)) = form.section("facts").and_then(|form| facts(&form)) else {
        form.skip(&["ladders", "items", "exam", "ranking", "choosing", "sittings"]);
        return None;
    };
    let ladders = form.section("ladders").map_or_else(Vec::new, |form| ladders(&form));
    let mut gaps = Vec::new();
    let items = items(form, &schema, &ladders, &mut gaps);
    let exam = form.get("exam").map(|value| value.section().and_then(|form| exam(&form)));
    let ranking = form.section("ranking").and_then(|form| ranking(&form, &schema, &items));
    let choosing = form.section("choosing").and_then(|form| choosing(&form, &items));
    let sittings = sittings(form);
    let items = items.into_iter().map(|(item, _)| item).collect();
    let (cutoff, anniversary, signed) = (cutoff?, anniversary?, signed?);
    let exam = match exam {
        Some(exam) => Some(exam?),
        None => None,
    };
    Some(LoadedScheme {
        scheme: Scheme {
            identity: identity?,
            scoring: Scoring { facts: schema, ladders, cutoff, anniversary, items, exam, signed, gaps },
            ranking: ranking?,
            choosing: choosing?,
            sittings,
        },
        aliases,
        text: text.into(),
        warnings: Vec::new(),
    })
}

fn identity(form: &Section<'_>) -> Option<Identity> {
    let source = form.section("source");
    let issuer = source.as_ref().and_then(|source| {
        for key in ["title", "edition", "number", "address", "trust"] {
            source.get(key);
        }
        let issuer = source.text("issuer");
        source.end();
        issuer
    });
    let (id, title, edition) = (form.name("id"), form.text("title"), form.text("edition"));
    let assumptions = form.texts("assumptions");
    Some(Identity { id: id?, issuer: issuer?, title: title?, edition: edition?, assumptions })
}

/// `month_day = "03-31"`. 29 February is no cut-off: most years lack it.
fn cutoff(form: &Section<'_>) -> Option<Cutoff> {
    form.get("source");
    form.get("assumption");
    let value = form.need("month_day")?;
    form.end();
    let text = value.text()?;
    let day: Option<Date> = format!("2001-{text}").parse().ok();
    if day.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    day.map(|day| Cutoff { month: day.month(), day: day.day() })
}

fn items(form: &Section<'_>, schema: &FactSchema, ladders: &[Ladder], gaps: &mut Vec<Gap>) -> Vec<ReadItem> {
    let mut items: Vec<ReadItem> = Vec::new();
    for form in form.needed_sections("items") {
        let id = form.need("id");
        let name = id.and_then(|id| id.as_text()).unwrap_or_default();
        let key =
            id.and_then(|id| fresh(&form, id.text()?, &id.span(), items.iter().map(|(item, _)| &item.key)));
        let (title, clause) = (form.text("title"), form.text("clause"));
        let source = form.get("source").and_then(|value| value.text().map(Into::into));
        let assumptions = form.texts("assumptions");
        let steps = form.need("steps");
        form.end();
        let (Some(key), Some(title), Some(clause), Some(steps)) = (key, title, clause, steps) else {
            form.lose(name);
            continue;
        };
        match pipeline(&steps, schema, ladders, &key, gaps) {
            Some((pipeline, ladder)) => {
                items.push((Item { key, title, clause, source, assumptions, pipeline }, ladder));
            }
            None => form.lose(name),
        }
    }
    items
}

/// The greatest full mark of an exam; the least is 1.
const MOST_MARK: i32 = 1_000_000;

/// The greatest factor by which exam marks are multiplied; the least is 0.
const MOST_FACTOR: i32 = 1_000;

fn exam(form: &Section<'_>) -> Option<ExamRule> {
    let source = form.get("source").and_then(|value| value.text().map(Into::into));
    let (clause, mut assumptions) = (form.text("clause"), form.texts("assumptions"));
    let full_mark = form.need("full_mark").and_then(|value| value.points_within(1, MOST_MARK));
    let decimals = form.need("decimals").and_then(|value| value.integer(0, 6));
    let factor = form.need("factor").and_then(|value| value.points_within(0, MOST_FACTOR));
    let round = form.section("round").and_then(|form| {
        assumptions.extend(form.get("assumption").and_then(|value| value.text().map(Into::into)));
        let places = form.need("places").and_then(|value| value.integer(0, 6));
        let modes = [
            ("down", Rounding::Down),
            ("half_even", Rounding::HalfEven),
            ("half_up", Rounding::HalfUp),
            ("up", Rounding::Up),
        ];
        let mode = form.need("mode").and_then(|value| one_of(&value, &modes));
        form.end();
        Some((places?, mode?))
    });
    let target = form.get("target_share").map(|value| share(&value));
    form.end();
    let narrow = |n: i64| u32::try_from(n).ok();
    let (places, mode) = round?;
    Some(ExamRule {
        full_mark: full_mark?,
        mark_places: narrow(decimals?)?,
        factor: factor?,
        places: narrow(places)?,
        mode,
        target_share: match target {
            Some(share) => Some(share?),
            None => None,
        },
        clause: clause?,
        source,
        assumptions,
    })
}

fn share(value: &Value<'_>) -> Option<(Points, Points)> {
    let bounds = value.array()?.iter().map(|bound| bound.points_within(0, 1)).collect::<Vec<_>>();
    match bounds[..] {
        [Some(low), Some(high)] if low <= high => Some((low, high)),
        [None, _] | [_, None] => None,
        _ => {
            value.fault(FormFaultKind::BandsNotRising);
            None
        }
    }
}

fn ranking(form: &Section<'_>, schema: &FactSchema, items: &[ReadItem]) -> Option<RankingRule> {
    form.get("source");
    let assumptions = form.texts("assumptions");
    let mut groups: Vec<Group> = Vec::new();
    for form in form.sections("groups") {
        let id = form.need("id");
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), groups.iter().map(|g| &g.key)));
        let when = form.need("when").and_then(|value| condition(&value, Scope { schema, table: None }));
        form.end();
        groups.extend(key.zip(when).map(|(key, when)| Group { key, when }));
    }
    let value = form.need("ties")?;
    form.end();
    let mut words = value.array()?;
    match words.pop() {
        Some(last) if last.as_text() == Some("lot") => {}
        Some(last) => last.fault(FormFaultKind::NoLot),
        None => value.fault(FormFaultKind::NoLot),
    }
    let ties = words.iter().filter_map(|word| tie_key(word, schema, items)).collect();
    Some(RankingRule { groups, ties, assumptions })
}

/// `assessment`, `item:ID`, `earlier:ATTRIBUTE`, `later:ATTRIBUTE`.
fn tie_key(value: &Value<'_>, schema: &FactSchema, items: &[ReadItem]) -> Option<TieKey> {
    let word = value.text()?;
    let date =
        |name: &str| schema.find_attribute(name).filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    let key = match word.split_once(':') {
        None if word == "assessment" => Some(TieKey::Assessment),
        Some(("item", name)) => find_item(items, name).map(|(id, _)| TieKey::Item(id)),
        Some(("earlier", name)) => date(name).map(TieKey::Earlier),
        Some(("later", name)) => date(name).map(TieKey::Later),
        None | Some(_) => None,
    };
    if key.is_none() {
        value.fault(FormFaultKind::UnknownName { nearest: nearest(word, ["assessment", "lot"].into_iter()) });
    }
    key
}

fn find_item<'i>(items: &'i [ReadItem], name: &str) -> Option<(ItemId, &'i ReadItem)> {
    let place = items.iter().position(|(item, _)| item.key.as_str() == name)?;
    Some((ItemId(u16::try_from(place).ok()?), &items[place]))
}

fn choosing(form: &Section<'_>, items: &[ReadItem]) -> Option<Choosing> {
    let words = [("end_of_list", Consequence::EndOfList), ("out", Consequence::Out)];
    let consequence = |key| form.need(key).and_then(|value| one_of(&value, &words));
    let (gave_up, absent) = (consequence("gave_up"), consequence("absent"));
    let (timed_out, late) = (consequence("timed_out"), consequence("late"));
    let education = form.get("education").and_then(|value| {
        let found = find_item(items, value.text()?).and_then(|(id, (_, ladder))| Some((id, (*ladder)?)));
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

fn sittings(form: &Section<'_>) -> Vec<SittingRule> {
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
