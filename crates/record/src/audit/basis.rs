//! How many people and seats the authority above has stated, against how many there are.

use anzhi_core::round::{Basis, Round};

/// A paper of the authority above.
///
/// Shown at [`BasisLead`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BasisPaper {
    /// The list by which the people were handed over (移交名册).
    Roster,
    /// The plan by which the vacancies were given (岗位计划).
    Plan,
}

impl BasisPaper {
    /// What the round says of it.
    pub fn of(self, round: &Round) -> Option<&Basis> {
        match self {
            Self::Roster => round.heading().roster.as_ref(),
            Self::Plan => round.heading().plan.as_ref(),
        }
    }
}

/// What is odd about the papers on which the tables rest.
///
/// ```
/// # let files = |count: &str| -> Result<_, Box<dyn std::error::Error>> {
/// #     let mut files = std::collections::BTreeMap::new();
/// #     for file in std::fs::read_dir("../../testdata/rounds/after-meeting")?.filter_map(Result::ok) {
/// #         files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// #     }
/// #     let heading = String::from_utf8(files["round.toml"].clone())?.replace("count = 8", count);
/// #     files.insert("round.toml".to_owned(), heading.into_bytes());
/// #     Ok(files)
/// # };
/// # let reading = anzhi_tables::read_round(&files("count = 9")?)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, BasisLead, BasisPaper, Lead};
///
/// // The roster names nine people, and eight are there.
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let Lead::Basis(first) = &audit.leads()[0] else { return Err("another".into()) };
/// assert_eq!(first, &BasisLead::Differs { of: BasisPaper::Roster, stated: 9, found: 8 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BasisLead {
    /// It names another number than there are.
    Differs {
        /// Which paper.
        of: BasisPaper,
        /// How many people or seats it names.
        stated: u64,
        /// How many there are.
        found: u64,
    },
    /// The round names none.
    NotNamed(BasisPaper),
}

impl BasisLead {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Differs { of: BasisPaper::Roster, .. } => "roster-differs",
            Self::Differs { of: BasisPaper::Plan, .. } => "plan-differs",
            Self::NotNamed(BasisPaper::Roster) => "roster-not-named",
            Self::NotNamed(BasisPaper::Plan) => "plan-not-named",
        }
    }
}

pub(super) fn leads(round: &Round) -> Vec<BasisLead> {
    let people = u64::try_from(round.candidates().len()).unwrap_or(u64::MAX);
    let seats = round.vacancies().iter().map(|vacancy| u64::from(vacancy.seats)).sum();
    let (mut differing, mut unnamed) = (Vec::new(), Vec::new());
    for (of, found) in [(BasisPaper::Roster, people), (BasisPaper::Plan, seats)] {
        match of.of(round).map(|basis| u64::from(basis.count)) {
            None => unnamed.push(BasisLead::NotNamed(of)),
            Some(stated) if stated != found => differing.push(BasisLead::Differs { of, stated, found }),
            Some(_) => {}
        }
    }
    differing.extend(unnamed);
    differing
}
