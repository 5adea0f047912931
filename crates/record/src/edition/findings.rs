//! What verifying a public edition finds, as data.

use crate::verify::Finding;

/// One thing that does not hold.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EditionFinding {
    /// Something does not follow from what stands beside it.
    At {
        /// The sitting.
        sitting: String,
        /// Where in it.
        place: Place,
        /// What is odd there.
        what: Odd,
        /// What stands there; `None` for nothing.
        found: Option<String>,
        /// What should; `None` for nothing.
        expected: Option<String>,
    },
    /// The statement names no public edition: it is of version 1.
    NotNamed,
    /// Something of the statement, the endorsements or the form of the files.
    Paper(Finding),
    /// The edition says something else of the round than the statement.
    Stated {
        /// The path of the key in the statement.
        path: &'static str,
        /// What the statement says.
        statement: String,
        /// What the edition says.
        edition: String,
    },
}

/// Where something stands in a sitting.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// In that entry of what followed the meeting, from 1.
    After(usize),
    /// At whoever stands in that place of the list, from 1: there the rank is to be found.
    Listed(usize),
    /// At whoever has that rank.
    Rank(u32),
    /// In the sitting as a whole.
    Sitting,
    /// In that turn, by its place from 1.
    Turn(usize),
    /// In that entry of those without a rank, from 1.
    Unranked(usize),
    /// At that vacancy.
    Vacancy(String),
}

/// What is odd.
///
/// ```
/// use anzhi_record::edition::Odd;
///
/// assert_eq!((Odd::NoSeat.code(), Odd::TotalOrder.code()), ("no-seat", "total-order"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Odd {
    /// After the meeting more people sit there than there are seats.
    AfterSeats,
    /// What is told of the time after the meeting does not fit the person it is told of.
    AfterTold,
    /// A preference is called gone though a seat was left, or closed though none was.
    Choice,
    /// A thing stands twice.
    Doubled,
    /// The group is none of the edition's, or comes before an earlier one.
    Group,
    /// The list does not end where it should.
    ListEnd,
    /// No seat was left.
    NoSeat,
    /// Things do not stand in their order.
    Order,
    /// The outcome does not follow from the turns.
    Outcome,
    /// The number of the preference is not the length of the list.
    Preference,
    /// The ranks are not 1, 2, 3 …
    Rank,
    /// The seats do not add up.
    Seats,
    /// The number within a tie is another.
    Tie,
    /// The total is no number in its one writing.
    TotalForm,
    /// The total is above that of the one before.
    TotalOrder,
    /// The turn is another's.
    Turn,
    /// The event of the turn and its vacancy do not fit.
    TurnEvent,
    /// The vacancy is none of this sitting.
    UnknownVacancy,
    /// The vacancy does not follow from the turns.
    Vacancy,
}

impl Odd {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::AfterSeats => "after-seats",
            Self::AfterTold => "after-told",
            Self::Choice => "choice",
            Self::Doubled => "doubled",
            Self::Group => "group",
            Self::ListEnd => "list-end",
            Self::NoSeat => "no-seat",
            Self::Order => "order",
            Self::Outcome => "outcome",
            Self::Preference => "preference",
            Self::Rank => "rank",
            Self::Seats => "seats",
            Self::Tie => "tie",
            Self::TotalForm => "total-form",
            Self::TotalOrder => "total-order",
            Self::Turn => "turn",
            Self::TurnEvent => "turn-event",
            Self::UnknownVacancy => "unknown-vacancy",
            Self::Vacancy => "vacancy",
        }
    }
}

impl EditionFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::At { what, .. } => what.code(),
            Self::NotNamed => "not-named",
            Self::Paper(finding) => finding.code(),
            Self::Stated { .. } => "stated",
        }
    }
}

impl From<Finding> for EditionFinding {
    fn from(finding: Finding) -> Self {
        Self::Paper(finding)
    }
}

/// Collects what is odd in a sitting.
pub(super) struct Notes<'e> {
    sitting: &'e str,
    pub(super) all: Vec<EditionFinding>,
}

impl<'e> Notes<'e> {
    pub(super) fn on(sitting: &'e str) -> Self {
        Self { sitting, all: Vec::new() }
    }

    /// Notes something that is odd in itself.
    pub(super) fn odd(&mut self, place: Place, what: Odd, found: &impl ToString) {
        self.push(place, what, Some(found.to_string()), None);
    }

    /// Notes a difference, if there is one.
    pub(super) fn differ<T: PartialEq + ToString>(
        &mut self,
        place: Place,
        what: Odd,
        found: Option<T>,
        expected: Option<T>,
    ) {
        if found != expected {
            let [found, expected] = [found, expected].map(|value| value.map(|value| value.to_string()));
            self.push(place, what, found, expected);
        }
    }

    fn push(&mut self, place: Place, what: Odd, found: Option<String>, expected: Option<String>) {
        let sitting = self.sitting.to_owned();
        self.all.push(EditionFinding::At { sitting, place, what, found, expected });
    }
}
