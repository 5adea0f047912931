//! `shift`: moves rows up or down their ladder.

use super::{Action, Context, Kind, Registers, Stop, Way, write_when};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::Source;
use crate::scheme::{LadderId, Scoring, ValueId};

/// Moves rows so many classes up or down, step by step: a merit of wartime counts one class higher.
///
/// ```
/// use anzhi_core::scheme::LadderId;
/// use anzhi_core::steps::{LadderEnd, Shift, Step, Way};
///
/// let up = Shift { ladder: LadderId(0), by: 1, when: None, end: Way::Stated(LadderEnd::Stay) };
/// assert_eq!(Step::Shift(up).word(), "shift");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The ladder of the classes.
    pub ladder: LadderId,
    /// How many classes up, or down below zero.
    pub by: i16,
    /// Which rows, if not all.
    pub when: Option<Condition>,
    /// What becomes of a row that would pass the end of the ladder.
    pub end: Way<LadderEnd>,
}

/// What becomes of a row that would pass the highest class, or the lowest.
///
/// Shown at [`Shift`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LadderEnd {
    /// It gets this class.
    Class(u16),
    /// It is a fault.
    Fault,
    /// It stays in the class at the end.
    Stay,
}

impl Shift {
    /// The class after the move, if it is one of the ladder.
    fn moved(&self, class: u16, classes: usize) -> Option<u16> {
        let class = class.checked_add_signed(self.by)?;
        (usize::from(class) < classes).then_some(class)
    }
}

impl Action for Shift {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Classed)).then_some(Kind::Classed)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let classes = context.scoring.ladder(self.ladder).classes.len();
        for place in 0..registers.flow.entries.len() {
            let flow = &registers.flow;
            let entry = flow.entries[place];
            if let Some(when) = &self.when {
                let held = context.held_row(flow.source, entry.row, &flow.relabels);
                if !when.holds(&held).map_err(Stop::missing_in(entry.row))? {
                    continue;
                }
            }
            let class = match self.moved(entry.class, classes) {
                Some(class) => class,
                None => match registers.way(context, &self.end).ok_or(Stop::Arithmetic)? {
                    LadderEnd::Class(class) => *class,
                    LadderEnd::Fault if self.by < 0 => return Err(Stop::BelowBottom { row: entry.row }),
                    LadderEnd::Fault => return Err(Stop::AboveTop { row: entry.row }),
                    LadderEnd::Stay if self.by < 0 => 0,
                    LadderEnd::Stay => {
                        u16::try_from(classes.saturating_sub(1)).map_err(|_| Stop::Arithmetic)?
                    }
                },
            };
            registers.flow.entries[place].class = class;
        }
        Ok(())
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.iter().for_each(|when| when.uses(out));
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.word(&self.by.to_string());
        match &self.end {
            Way::Stated(LadderEnd::Class(class)) => {
                out.text(&scoring.ladder(self.ladder).classes[usize::from(*class)]);
            }
            // Nothing said of the lowest class is a fault there.
            Way::Stated(LadderEnd::Fault) if self.by < 0 => {}
            Way::Stated(LadderEnd::Fault) => out.word("fault"),
            Way::Stated(LadderEnd::Stay) => out.word("stay"),
            Way::Gap(..) => out.word("gap"),
        }
        write_when(self.when.as_ref(), scoring, source, out);
    }
}
