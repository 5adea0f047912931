//! `use`: goes on from what values have given.

use super::flow::value_of;
use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{Scoring, ValueId};

/// Takes what one value has given, or several of one kind together: rows of one table are joined in the order
/// of the normal form, spans are laid side by side, numbers are added.
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
            flow.quantities.extend_from_slice(&other.quantities);
            flow.relabels.extend_from_slice(&other.relabels);
            flow.number = flow.number.plus(other.number, "use")?;
        }
        registers.flow.entries.sort_by_key(|entry| entry.row);
        Ok(())
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
