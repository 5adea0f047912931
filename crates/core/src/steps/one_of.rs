//! `one_of`: several ways, each of a few steps, of which a ruling picks one.

use super::{Action, Context, Kind, NotComposed, Pipeline, Registers, Step, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{Fills, GapId, Scoring, ValueId};

/// Ways of which the paper does not say which one counts (原文未载的计法). The gap is reached only by those to whom the
/// ways give different things; its words are the names of the ways, in their order.
///
/// The paper does not say whether years count from the third or from the fifth on:
///
/// ```
/// use anzhi_core::points::Points;
/// use anzhi_core::scheme::GapId;
/// use anzhi_core::steps::{Band, Kind, OneOf, Scale, Step, Sum};
///
/// let from = |years| Step::Scale(Scale { bands: vec![Band::rate(Points::from_int(years), Points::from_int(1))] });
/// let one_of = OneOf::new(GapId(0), Some(Kind::Quantity), vec![vec![from(3)], vec![from(5)]])?;
/// assert_eq!(one_of.kind(), Kind::Points);
/// assert_eq!(one_of.ways().len(), 2);
/// // Every way takes the same and gives the same: here the second has nothing to add up.
/// let wrong = OneOf::new(GapId(0), Some(Kind::Quantity), vec![vec![from(3)], vec![Step::Sum(Sum)]]);
/// assert_eq!(wrong.map_err(|wrong| wrong.at), Err(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OneOf {
    gap: GapId,
    takes: Option<Kind>,
    ways: Vec<Pipeline>,
}

impl OneOf {
    /// Ways that take what the step before gives, or begin a pipeline where there is none.
    ///
    /// # Errors
    /// [`NotComposed`] with the place of the first way whose steps do not fit, that gives something else than the
    /// first one or reads the rows of another table of the bureau, or in which another choice of ways stands; with
    /// the number of ways if there are fewer than two.
    pub fn new(gap: GapId, takes: Option<Kind>, ways: Vec<Vec<Step>>) -> Result<Self, NotComposed> {
        let mut checked: Vec<Pipeline> = Vec::with_capacity(ways.len());
        for (at, steps) in ways.into_iter().enumerate() {
            let wrong = NotComposed { at, found: takes };
            if steps.iter().any(|step| matches!(step, Step::OneOf(_))) {
                return Err(wrong);
            }
            let way = Pipeline::behind(takes, steps).map_err(|_| wrong)?;
            let other_source =
                |other: &Pipeline| other.source().zip(way.source()).is_some_and(|(other, own)| other != own);
            if checked.iter().any(|other| other.kind() != way.kind() || other_source(other)) {
                return Err(wrong);
            }
            checked.push(way);
        }
        if checked.len() < 2 {
            return Err(NotComposed { at: checked.len(), found: takes });
        }
        Ok(Self { gap, takes, ways: checked })
    }

    /// The gap that a ruling fills with the name of a way.
    pub fn gap(&self) -> GapId {
        self.gap
    }

    /// The ways, in the order of the words that can fill the gap.
    pub fn ways(&self) -> &[Pipeline] {
        &self.ways
    }

    /// What every way gives.
    pub fn kind(&self) -> Kind {
        self.ways.first().map_or(Kind::Points, Pipeline::kind)
    }

    /// The name of each way.
    pub fn names<'s>(&self, scoring: &'s Scoring) -> &'s [Box<str>] {
        match &scoring.gap(self.gap).fills {
            Fills::Words(names) => names,
            Fills::Date | Fills::Points => &[],
        }
    }
}

impl Action for OneOf {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == self.takes).then(|| self.kind())
    }

    /// Which way is taken may hang on values, which no step can compute: the machine runs the steps of the way in the
    /// place of this one.
    fn run(&self, _: &Context<'_>, _: &mut Registers) -> Result<(), Stop> {
        Err(Stop::Arithmetic)
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        for (name, way) in self.names(scoring).iter().zip(&self.ways) {
            out.open("way");
            out.text(name);
            way.canonical_of(scoring, source, out);
            out.close();
        }
    }

    fn source(&self) -> Option<Source> {
        self.ways.iter().find_map(Pipeline::source)
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.ways.iter().for_each(|way| out.extend(way.uses()));
    }
}
