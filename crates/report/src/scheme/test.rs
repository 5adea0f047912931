//! The answer of `scheme test`: what the worked examples of a scheme come to.

use anzhi_core::fault::Fault;
use anzhi_core::points::Points;
use anzhi_core::scheme::{Counted, GapId, Scheme};
use anzhi_core::score::{Cohort, Unscored, alone, totals};
use anzhi_schemes::{Example, LoadedScheme};

/// The worked examples of a scheme, and each of them that comes to something else than it says.
///
/// ```
/// use anzhi_report::{Lang, Tested, scheme_tested_text};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let worked = anzhi_schemes::shipped_examples("county-reference").ok_or("none")?;
/// let mut examples = anzhi_schemes::examples(worked, &loaded).map_err(|faults| format!("{faults:?}"))?;
/// assert!(Tested::new("county-reference", &loaded, &examples).holds());
///
/// // Somebody has reckoned wrongly.
/// examples[0].points[0].1 = "19.5".parse()?;
/// let tested = Tested::new("mine.toml", &loaded, &examples[..1]);
/// assert_eq!(tested.differing.len(), 1);
/// let told = scheme_tested_text(&tested, Lang::En);
/// assert!(told.starts_with("mine.toml: 1 worked example, 1 figure compared, 1 example differs:\n"));
/// assert!(told.contains("军龄 (service): 19.5 points expected, but it comes to "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tested<'e> {
    /// What the scheme's file is called.
    pub file: &'e str,
    /// The scheme.
    pub scheme: &'e Scheme,
    /// How many examples there are.
    pub examples: usize,
    /// How many figures, totals and faults they state.
    pub compared: usize,
    /// Each example that differs, with what differs in it.
    pub differing: Vec<(&'e Example, Vec<Difference>)>,
}

/// What an example states and what was found instead.
///
/// Shown at [`differences`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The item or value; nothing for the total.
    pub of: Option<Counted>,
    /// What the example states.
    pub expected: Expected,
    /// What its facts come to.
    pub found: Found,
}

/// What an example states.
///
/// Shown at [`differences`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Expected {
    /// A fault of this code.
    Fault(Box<str>),
    /// These points, or this quantity.
    Points(Points),
}

/// What an example's facts come to.
///
/// Shown at [`differences`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
    /// Faults.
    Faults(Vec<Fault>),
    /// Figures that the example does not fill.
    Gaps(Vec<GapId>),
    /// No total, for there is no mark.
    NoTotal,
    /// Points, or a quantity.
    Points(Points),
}

impl<'e> Tested<'e> {
    /// Computes the worked examples of a scheme.
    pub fn new(file: &'e str, loaded: &'e LoadedScheme, examples: &'e [Example]) -> Self {
        let stated = |of: &Example| {
            of.points.len() + usize::from(of.total.is_some()) + usize::from(of.fault.is_some())
        };
        let differing = examples.iter().map(|example| (example, differences(&loaded.scheme, example)));
        Self {
            file,
            scheme: &loaded.scheme,
            examples: examples.len(),
            compared: examples.iter().map(stated).sum(),
            differing: differing.filter(|(_, differences)| !differences.is_empty()).collect(),
        }
    }

    /// Whether all examples come to what they say.
    pub fn holds(&self) -> bool {
        self.differing.is_empty()
    }
}

/// What a worked example comes to otherwise than it says.
///
/// ```
/// use anzhi_report::{Expected, Found, differences};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let worked = anzhi_schemes::shipped_examples("county-reference").ok_or("none")?;
/// let mut examples = anzhi_schemes::examples(worked, &loaded).map_err(|faults| format!("{faults:?}"))?;
/// let right = examples[0].points[0].1;
/// assert_eq!(differences(&loaded.scheme, &examples[0]), []);
///
/// examples[0].points[0].1 = "19.5".parse()?;
/// let wrong = differences(&loaded.scheme, &examples[0]);
/// assert_eq!(wrong[0].expected, Expected::Points("19.5".parse()?));
/// assert_eq!(wrong[0].found, Found::Points(right));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn differences(scheme: &Scheme, example: &Example) -> Vec<Difference> {
    let cohort = Cohort::new(scheme, example.year, true, example.fillings.clone());
    let dossier = &example.dossier;
    let mut found = Vec::new();
    for (of, expected) in &example.points {
        let number = alone(scheme, &cohort, dossier, *of).map_or_else(Found::from, Found::Points);
        found.push(Difference { of: Some(*of), expected: Expected::Points(*expected), found: number });
    }
    if let Some(expected) = example.total {
        let total = match totals(scheme, &cohort, dossier) {
            Ok(totals) => totals.total.map_or(Found::NoTotal, Found::Points),
            Err(unscored) => unscored.into(),
        };
        found.push(Difference { of: None, expected: Expected::Points(expected), found: total });
    }
    if let Some((of, code)) = &example.fault {
        let number = alone(scheme, &cohort, dossier, *of).map_or_else(Found::from, Found::Points);
        found.push(Difference { of: Some(*of), expected: Expected::Fault(code.clone()), found: number });
    }
    found.retain(|difference| !difference.agrees());
    found
}

impl Difference {
    fn agrees(&self) -> bool {
        match (&self.expected, &self.found) {
            (Expected::Points(expected), Found::Points(found)) => expected == found,
            (Expected::Fault(code), Found::Faults(faults)) => {
                faults.iter().any(|fault| fault.kind.code() == &**code)
            }
            (Expected::Points(_), Found::Faults(_) | Found::Gaps(_) | Found::NoTotal)
            | (Expected::Fault(_), Found::Gaps(_) | Found::NoTotal | Found::Points(_)) => false,
        }
    }
}

impl From<Unscored> for Found {
    fn from(unscored: Unscored) -> Self {
        match unscored {
            Unscored::Faults(faults) => Self::Faults(faults),
            Unscored::Gaps(gaps) => Self::Gaps(gaps),
        }
    }
}
