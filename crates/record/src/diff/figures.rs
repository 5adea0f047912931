//! Score sheets held against each other, item by item.

use super::Both;
use super::side::Side;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::{ItemId, Scheme, Scoring};
use anzhi_core::sheet::Sheet;

/// A figure of a score sheet, or what decides which figures stand on it.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Figure {
    /// The bars of the scheme that the candidate meets.
    Bars,
    /// An item, by its place in each scheme; one that the other scheme does not have has none there.
    Item(Both<Option<ItemId>>),
    /// The population, where the scheme has any.
    Population,
    /// What the assessment counts in the total, where the scheme weights it.
    Weighted,
}

/// A figure that differs.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FigureChange {
    /// Which.
    pub figure: Figure,
    /// What stands on each sheet; nothing where it is not there.
    pub values: Both<Option<String>>,
}

/// What two schemes have on their sheets.
pub(super) struct Figures(Vec<Figure>);

impl Figures {
    pub(super) fn of(sides: Both<&Side>) -> Self {
        let items = items(sides.map(|side| side.round.scheme()));
        let mut all: Vec<Figure> = items.into_iter().map(Figure::Item).collect();
        all.extend([Figure::Weighted, Figure::Population, Figure::Bars]);
        Self(all)
    }

    /// What differs on the sheets of one person.
    pub(super) fn differing(&self, who: Both<(&Side, Option<CandidateRef>)>) -> Vec<FigureChange> {
        let sheets = who.map(|(side, candidate)| {
            let (sheet, _) = side.placement.scores.sheet(candidate?)?;
            Some((&side.round.scheme().scoring, sheet))
        });
        let value = |figure: Figure| Both {
            old: sheets.old.and_then(|sheet| figure.on(sheet, |items| items.old)),
            new: sheets.new.and_then(|sheet| figure.on(sheet, |items| items.new)),
        };
        let all = self.0.iter().map(|figure| FigureChange { figure: *figure, values: value(*figure) });
        all.filter(|change| change.values.differ()).collect()
    }
}

impl Figure {
    /// What stands on a sheet of one of the schemes.
    fn on(
        self,
        (scoring, sheet): (&Scoring, &Sheet),
        side: impl Fn(Both<Option<ItemId>>) -> Option<ItemId>,
    ) -> Option<String> {
        match self {
            Self::Bars => {
                let keys: Vec<&str> = sheet.bars.iter().map(|bar| scoring.bar(*bar).key.as_str()).collect();
                Some(keys.join(" ")).filter(|keys| !keys.is_empty())
            }
            Self::Item(items) => {
                let item = side(items)?;
                let line = sheet.items.iter().find(|line| line.item == item)?;
                Some(line.points.to_string())
            }
            Self::Population => sheet.population.map(|id| scoring.population(id).key.to_string()),
            Self::Weighted => sheet.weighted.map(|points| points.to_string()),
        }
    }
}

/// The items of two schemes: those of one name, or else of one title, belong together.
fn items(schemes: Both<&Scheme>) -> Vec<Both<Option<ItemId>>> {
    let scoring = schemes.map(|scheme| &scheme.scoring);
    let ids = |scoring: &Scoring| (0..).map(ItemId).take(scoring.items.len()).collect::<Vec<_>>();
    let mut left = ids(scoring.new);
    let mut all = Vec::new();
    for old in ids(scoring.old) {
        let item = scoring.old.item(old);
        let of_name = left.iter().position(|new| scoring.new.item(*new).key == item.key);
        let place =
            of_name.or_else(|| left.iter().position(|new| scoring.new.item(*new).title == item.title));
        all.push(Both { old: Some(old), new: place.map(|place| left.remove(place)) });
    }
    all.extend(left.into_iter().map(|new| Both { old: None, new: Some(new) }));
    all
}
