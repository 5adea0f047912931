//! `use`: goes on from what values have given.

use super::flow::{Entry, value_of};
use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{Scoring, ValueId};

/// Takes what one value has given, or several of one kind together: rows of one table are joined in the order
/// of the normal form, spans are laid side by side, numbers are added (by label, where they have one). A row that
/// two of them give is a fault: it must not count twice.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Use {
    /// The values, at least one.
    pub values: Vec<ValueId>,
    /// What they give.
    pub kind: Kind,
    /// The table of their rows, if they give rows.
    pub source: Option<Source>,
}

impl Action for Use {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(self.kind)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Some((first, more)) = self.values.split_first() else { return Err(Stop::Arithmetic) };
        registers.flow.clone_from(value_of(context, *first)?);
        for value in more {
            let other = value_of(context, *value)?;
            let flow = &mut registers.flow;
            flow.entries.extend_from_slice(&other.entries);
            flow.spans.extend_from_slice(&other.spans);
            for (label, quantity) in &other.quantities {
                match flow.quantities.iter_mut().find(|(same, _)| same == label) {
                    Some((_, sum)) => *sum = sum.plus(*quantity, "use")?,
                    None => flow.quantities.push((*label, *quantity)),
                }
            }
            flow.relabels.extend_from_slice(&other.relabels);
            flow.number = flow.number.plus(other.number, "use")?;
        }
        let flow = &mut registers.flow;
        flow.quantities.sort_unstable_by_key(|(label, _)| *label);
        // A value that is not open to the candidate says nothing of its table.
        flow.source = self.source.unwrap_or(flow.source);
        match self.kind {
            Kind::Rows | Kind::Classed | Kind::Entries => in_order(&mut flow.entries),
            // Rows that are added up already are not counted again.
            Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Spans => Ok(()),
        }
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        self.values.iter().for_each(|value| out.word(scoring.value(*value).key.as_str()));
    }

    fn source(&self) -> Option<Source> {
        self.source
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        out.extend(&self.values);
    }
}

/// Brings rows into the order of the normal form, none of them twice.
fn in_order(entries: &mut [Entry]) -> Result<(), Stop> {
    entries.sort_unstable_by_key(|entry| entry.row);
    match entries.windows(2).find(|pair| pair[0].row == pair[1].row) {
        Some(pair) => Err(Stop::RowTwice { row: pair[0].row }),
        None => Ok(()),
    }
}
