//! What a scheme has declared so far: names that steps and conditions may refer to.

use crate::form::{FormFaultKind, Span};
use crate::nearest::nearest;
use crate::order::Passed;
use crate::section::{Named, Section, Value};
use anzhi_core::facts::{FactSchema, FactTableId, SetId, Source};
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Fills, Gap, GapId, Ladder, LadderId, LookupTable, ValueId};
use anzhi_core::steps::{Kind, LabelSpace, Tariff};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Everything declared above the place that is being read.
pub(crate) struct Book<'s> {
    pub(crate) schema: &'s FactSchema,
    pub(crate) ladders: &'s [Ladder],
    /// The kinds of vacancy.
    pub(crate) kinds: &'s [Box<str>],
    pub(crate) tables: Vec<LookupTable>,
    pub(crate) values: Vec<Declared>,
    /// Where the values stand that are declared further down, by name.
    pub(crate) below: BTreeMap<Box<str>, usize>,
    pub(crate) gaps: RefCell<Vec<Gap>>,
    /// Whether there have been too many gaps, which is said once.
    pub(crate) full: Cell<bool>,
}

/// A value that may be used.
pub(crate) struct Declared {
    pub(crate) key: Key,
    /// Where its name stands in the text.
    pub(crate) at: usize,
    pub(crate) shape: Shape,
}

/// What is known of what flows: to what the next step may refer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) kind: Option<Kind>,
    pub(crate) set: Option<SetId>,
    /// The tables of the rows.
    pub(crate) tables: Vec<FactTableId>,
    pub(crate) ladder: Option<LadderId>,
    /// What the classes have been priced with, if by one step only.
    pub(crate) prices: Option<Prices>,
    /// Whether some class gives totals for its first, second and further rows.
    pub(crate) totals: bool,
    pub(crate) labels: Option<LabelSpace>,
    /// Whether rows may have been left out.
    pub(crate) filtered: bool,
    /// Whether several spans may come.
    pub(crate) several: bool,
    /// Whether spans may share days of which no step has said what they count.
    pub(crate) shared: bool,
    pub(crate) passed: Passed,
    /// The most decimal places that an amount can have by the figures of the scheme.
    pub(crate) places: u32,
}

/// The prices of one `price` step.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    /// Where the step stands in the text.
    pub(crate) at: usize,
    /// By class, in the order of the ladder.
    pub(crate) points: Vec<Tariff>,
}

impl Shape {
    /// Where the rows come from.
    pub(crate) fn source(&self, schema: &FactSchema) -> Option<Source> {
        self.tables.first().map(|table| schema.table(*table).source)
    }

    /// What is known once another value is joined to this one; nothing if the two cannot be joined.
    pub(crate) fn joined(mut self, other: &Self, schema: &FactSchema, at: &Value<'_>) -> Option<Self> {
        let same_ladder = self.ladder == other.ladder;
        let same_source = || self.source(schema) == other.source(schema);
        let fits = match self.kind? {
            Kind::Category => false,
            Kind::Classed => same_ladder && same_source(),
            Kind::Entries | Kind::Rows => same_source(),
            Kind::Quantities | Kind::Spans => self.labels == other.labels,
            // A sum asks of nothing where it comes from.
            Kind::Points | Kind::Quantity => true,
        };
        if self.kind != other.kind || !fits {
            return None;
        }
        self.passed.join(&other.passed, at);
        self = self.merged(other);
        // Times of two values may share days, whatever was settled within each.
        (self.several, self.shared) = (true, true);
        Some(self)
    }

    /// What is known where it is either this or what another way gives; nothing if the two give different things.
    pub(crate) fn either(mut self, other: &Self, schema: &FactSchema) -> Option<Self> {
        let kind = self.kind.filter(|kind| other.kind == Some(*kind))?;
        let alike = match kind {
            Kind::Category => self.set == other.set,
            Kind::Classed => self.ladder == other.ladder && self.source(schema) == other.source(schema),
            Kind::Entries | Kind::Rows => self.source(schema) == other.source(schema),
            Kind::Quantities | Kind::Spans => self.labels == other.labels,
            Kind::Points | Kind::Quantity => true,
        };
        if !alike {
            return None;
        }
        self.passed.either(&other.passed);
        self.several |= other.several;
        self.shared |= other.shared;
        Some(self.merged(other))
    }

    /// What is known of rows and amounts that come from two places.
    fn merged(mut self, other: &Self) -> Self {
        let more = other.tables.iter().filter(|table| !self.tables.contains(table)).copied();
        let more: Vec<_> = more.collect();
        self.tables.extend(more);
        if self.ladder != other.ladder {
            self.ladder = None;
        }
        let same_step = |(one, other): (&Prices, &Prices)| one.at == other.at;
        if !self.prices.as_ref().zip(other.prices.as_ref()).is_some_and(same_step) {
            self.prices = None;
        }
        self.totals |= other.totals;
        self.filtered |= other.filtered;
        self.places = self.places.max(other.places);
        self
    }
}

/// The most gaps that a scheme may have.
const MOST_GAPS: usize = 5_000;

impl<'s> Book<'s> {
    /// Nothing but facts, ladders, kinds of vacancy, and the gap that the cut-off may be.
    pub(crate) fn new(
        schema: &'s FactSchema,
        ladders: &'s [Ladder],
        kinds: &'s [Box<str>],
        gaps: Vec<Gap>,
    ) -> Self {
        let (tables, values, below) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { schema, ladders, kinds, tables, values, below, gaps: gaps.into(), full: Cell::new(false) }
    }
}

impl Book<'_> {
    /// Opens the gap of `{ gap = "why" }`, named `OWNER.TERM`, or `OWNER.ID` where the form has an `id` of its own:
    /// two gaps of one owner cannot have one name.
    pub(crate) fn gap(&self, owner: &Key, term: &str, fills: Fills, form: &Section<'_>) -> Option<GapId> {
        let (why, id) = (form.need("gap"), form.get("id"));
        let term = id.and_then(|id| id.text()).unwrap_or(term);
        let at = id.map_or_else(|| form.span(), |id| id.span());
        self.open(owner, term, fills, &why?, form, &at)
    }

    /// Opens a gap. If its name is taken, that is a fault at `at`.
    pub(crate) fn open(
        &self,
        owner: &Key,
        term: &str,
        fills: Fills,
        why: &Value<'_>,
        form: &Section<'_>,
        at: &Span,
    ) -> Option<GapId> {
        let Ok(key) = format!("{owner}.{}", term.replace('/', "-")).parse::<Key>() else {
            why.fault(FormFaultKind::MalformedName);
            return None;
        };
        let mut gaps = self.gaps.borrow_mut();
        if gaps.iter().any(|gap| gap.key == key) {
            form.fault(at, FormFaultKind::DoubledName);
            return None;
        }
        if gaps.len() >= MOST_GAPS {
            if !self.full.replace(true) {
                form.fault(&form.span(), FormFaultKind::TooMany { most: MOST_GAPS });
            }
            return None;
        }
        let why = why.text()?.into();
        let place = u16::try_from(gaps.len()).ok()?;
        gaps.push(Gap { key, why, fills });
        Some(GapId(place))
    }

    /// The names of shared tables and values. Nothing else that a gap or a paper names may have one of them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Key> {
        self.tables.iter().map(|table| &table.key).chain(self.values.iter().map(|value| &value.key))
    }

    /// A value declared above `user` in the text.
    pub(crate) fn value(&self, name: &Value<'_>) -> Option<(ValueId, &Declared)> {
        let text = name.text()?;
        let text = text.strip_prefix("value:").unwrap_or(text);
        self.find_value(text, name)
    }

    /// A value by a name that stands within a longer text.
    pub(crate) fn find_value(&self, text: &str, at: &Value<'_>) -> Option<(ValueId, &Declared)> {
        let found = (0..).map(ValueId).zip(&self.values).find(|(_, value)| value.key.as_str() == text);
        if let Some((id, declared)) = found {
            if declared.at < at.span().start {
                at.uses(Named::Value, text);
                return Some((id, declared));
            }
            at.fault(FormFaultKind::ValueBelow);
            return None;
        }
        if self.below.get(text).is_some_and(|below| *below > at.span().start) {
            at.fault(FormFaultKind::ValueBelow);
        } else {
            let nearest = nearest(text, self.values.iter().map(|value| value.key.as_str()));
            at.fault_of(text, FormFaultKind::UnknownName { nearest });
        }
        None
    }

    /// A ladder by name.
    pub(crate) fn ladder(&self, name: &Value<'_>) -> Option<(LadderId, &Ladder)> {
        let text = name.text()?;
        let found = (0..).map(LadderId).zip(self.ladders).find(|(_, ladder)| ladder.key.as_str() == text);
        name.uses(Named::Ladder, text);
        if found.is_none() {
            let nearest = nearest(text, self.ladders.iter().map(|ladder| ladder.key.as_str()));
            name.fault(FormFaultKind::UnknownName { nearest });
        }
        found
    }
}

/// A class of a ladder by name.
pub(crate) fn class(name: &Value<'_>, ladder: &Ladder) -> Option<u16> {
    let text = name.text()?;
    let found = ladder.classes.iter().position(|class| **class == *text);
    if found.is_none() {
        let nearest = nearest(text, ladder.classes.iter().map(|class| &**class));
        name.fault(FormFaultKind::UnknownName { nearest });
    }
    found.and_then(|place| u16::try_from(place).ok())
}
