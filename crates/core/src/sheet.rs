//! The score sheet (计分表): what each step of each item did, by reference, and its digest.

use crate::date::Date;
use crate::digest::{Digest, Salt, ShortCode};
use crate::facts::{CategoryId, Source};
use crate::ids::CandidateId;
use crate::points::Points;
use crate::scheme::{
    BarId, Filling, GapId, ItemId, KindId, LadderId, PopulationId, Scoring, Signed, ValueId,
};
use crate::steps::{Pipeline, Step};
use std::fmt::Write as _;

/// The score sheet of one candidate.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{scheme::Counted, score::score};
///
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let sheet = score(round.scheme(), round.cohort(), round.dossier(who)).map_err(|why| format!("{why:?}"))?;
/// let exam = sheet.exam.ok_or("no mark")?;
/// assert_eq!((exam.mark.to_string(), exam.points.to_string()), ("76.35".into(), "7.64".into()));
/// let (counted, ladder) = round.scheme().choosing.education.ok_or("not asked for")?;
/// assert_eq!(counted, Counted::Item(sheet.items[2].item));
/// assert_eq!(sheet.items[2].best_class(&round.scheme().scoring, ladder), Some(4)); // 硕士
/// assert!(sheet.canonical(&round.scheme().scoring).ends_with("assessment 27\nexam 7.64 76.35\ntotal 34.64\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sheet {
    /// Whose sheet it is.
    pub candidate: CandidateId,
    /// The day up to which facts counted, where it is known.
    pub cutoff: Option<Date>,
    /// The digest of the scheme's scoring part.
    pub scheme: Digest,
    /// The digest of the candidate's facts, as rulings left them.
    pub facts: Digest,
    /// The gaps that these facts reach, and what a ruling filled them with.
    pub gaps: Vec<(GapId, Filling)>,
    /// The population, if the scheme has populations.
    pub population: Option<PopulationId>,
    /// The bars that the candidate meets.
    pub bars: Vec<BarId>,
    /// One line per value that something used, in the scheme's order.
    pub values: Vec<ValueLine>,
    /// One line per item of the population, in the scheme's order.
    pub items: Vec<ItemLine>,
    /// The totals for each kind of vacancy, where they depend on it; assessment and total are then those of what
    /// counts for every kind.
    pub by_kind: Vec<KindTotals>,
    /// The assessment (考核成绩).
    pub assessment: Points,
    /// What the assessment counts in the total (考核折算), where the scheme weights it.
    pub weighted: Option<Points>,
    /// The exam, once there is a mark.
    pub exam: Option<ExamPart>,
    /// The total (总成绩), once everything it is made of is there.
    pub total: Option<Points>,
    /// Whether a fact was left out of which the scheme wants a warning.
    pub not_counted: bool,
}

/// What a candidate has for one kind of vacancy.
///
/// Shown at [`Sheet`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KindTotals {
    /// The kind.
    pub kind: KindId,
    /// The assessment (考核成绩).
    pub assessment: Points,
    /// The total (总成绩), once everything it is made of is there.
    pub total: Option<Points>,
}

/// One item of a sheet.
///
/// Shown at [`Sheet`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemLine {
    /// Which item.
    pub item: ItemId,
    /// Whether it is open to the candidate; if not, there are no steps and no points.
    pub open: bool,
    /// The table to whose rows the steps refer.
    pub source: Source,
    /// The points of the item.
    pub points: Points,
    /// The way taken at each `one_of` of the item's pipeline.
    pub ways: Vec<u16>,
    /// What each step gave, one for each step that was [taken](Pipeline::taken).
    pub steps: Vec<Gave>,
}

/// One value of a sheet.
///
/// Shown at [`Sheet`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ValueLine {
    /// Which value.
    pub value: ValueId,
    /// The table to whose rows the steps refer.
    pub source: Source,
    /// The way taken at each `one_of` of the value's pipeline.
    pub ways: Vec<u16>,
    /// What each step gave, one for each step that was [taken](Pipeline::taken).
    pub steps: Vec<Gave>,
}

/// The exam on a sheet.
///
/// Shown at [`Sheet`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExamPart {
    /// The mark (考试成绩).
    pub mark: Points,
    /// The part that counts (考试折算).
    pub points: Points,
}

/// What a step gave. Rows are named by their place in the candidate's rows of the source, counted from 0.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{points::Points, score::score, sheet::Gave};
///
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let sheet = score(round.scheme(), round.cohort(), round.dossier(who)).map_err(|why| format!("{why:?}"))?;
/// let service = &sheet.items[0].steps; // a span, its full years and a begun one, half a point for each
/// assert!(matches!(&service[0], Gave::Spans(spans) if spans.len() == 1));
/// assert_eq!(service[1..], [Gave::Quantity(Points::from_int(32)), Gave::Points(Points::from_int(16))]);
/// assert_eq!(sheet.items[2].steps[0].rows(), [0, 1]); // both degrees
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Gave {
    /// A category.
    Category(CategoryId),
    /// Rows and the place of their class in the ladder.
    Classed(Vec<(u16, u16)>),
    /// Rows and their points.
    Entries(Vec<(u16, Points)>),
    /// Points.
    Points(Points),
    /// Numbers of days, months or years, by label.
    Quantities(Vec<(u32, Points)>),
    /// A number, mostly of days, months or years.
    Quantity(Points),
    /// Rows.
    Rows(Vec<u16>),
    /// Times.
    Spans(Vec<Stretch>),
}

/// A time from day to day (起止). Unless the scheme counts it, the last day itself is not part of it: a year ends
/// on the anniversary.
///
/// Shown at [`Gave`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day as it is written.
    pub to: Date,
    /// Whether the last day counts as well.
    pub end_day: bool,
    /// What kind of time it is, by the labels of the step that made it; 0 without labels.
    pub label: u32,
}

impl Stretch {
    /// The first day that is no longer part of it.
    pub fn until(self) -> Date {
        if self.end_day { self.to.days_later(1).unwrap_or(self.to) } else { self.to }
    }

    /// Whether a time that does not begin before this one goes on from it without a break: from the day after its last
    /// day as written at the latest, for papers end one posting on 30 June and begin the next one on 1 July.
    pub fn goes_on(self, later: Self) -> bool {
        self.to.days_later(1).is_none_or(|next| later.from <= next)
    }
}

impl Gave {
    /// The rows it names, in their order; none for what is not made of rows.
    pub fn rows(&self) -> Vec<u16> {
        match self {
            Self::Classed(rows) => rows.iter().map(|(row, _)| *row).collect(),
            Self::Entries(rows) => rows.iter().map(|(row, _)| *row).collect(),
            Self::Rows(rows) => rows.clone(),
            Self::Category(_)
            | Self::Points(_)
            | Self::Quantities(_)
            | Self::Quantity(_)
            | Self::Spans(_) => Vec::new(),
        }
    }
}

/// The digests of a sheet under its candidate's salt.
///
/// Shown at [`Sheet::digest`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SheetDigest {
    /// Of the whole sheet.
    pub whole: Digest,
    /// Of the part up to the assessment.
    pub assessment: Digest,
}

impl SheetDigest {
    /// The code that the candidate signs, by what the scheme has them sign.
    pub fn code(&self, signed: Signed) -> ShortCode {
        match signed {
            Signed::Assessment => self.assessment,
            Signed::Whole => self.whole,
        }
        .short_code()
    }
}

impl Sheet {
    /// SHA-256 of the salt and the canonical text, of the whole and of the assessment part.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::{place::score_all, scheme::Signed};
    ///
    /// let (scores, _) = score_all(&round).map_err(|faults| format!("{faults:?}"))?;
    /// let who = round.find_candidate("01").ok_or("not there")?;
    /// let (sheet, digest) = scores.sheet(who).ok_or("held back by a gap")?;
    /// let salt = round.secret().salt(round.candidate(who).id());
    /// assert_eq!(sheet.digest(&round.scheme().scoring, salt), *digest);
    /// assert_eq!(digest.code(Signed::Whole).to_string().len(), 21);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn digest(&self, scoring: &Scoring, salt: Salt) -> SheetDigest {
        let (text, assessment) = self.text_and_assessment(scoring);
        SheetDigest {
            whole: Digest::salted(salt, text.as_bytes()),
            assessment: Digest::salted(salt, &text.as_bytes()[..assessment]),
        }
    }

    /// The canonical text: references and numbers only. The assessment part is its beginning, up to and with
    /// the line `assessment`.
    pub fn canonical(&self, scoring: &Scoring) -> String {
        self.text_and_assessment(scoring).0
    }

    /// The assessment for a kind of vacancy.
    pub fn assessment_for(&self, kind: Option<KindId>) -> Points {
        self.of_kind(kind).map_or(self.assessment, |totals| totals.assessment)
    }

    /// The total for a kind of vacancy.
    pub fn total_for(&self, kind: Option<KindId>) -> Option<Points> {
        self.of_kind(kind).map_or(self.total, |totals| totals.total)
    }

    fn of_kind(&self, kind: Option<KindId>) -> Option<&KindTotals> {
        self.by_kind.iter().find(|totals| Some(totals.kind) == kind)
    }

    fn text_and_assessment(&self, scoring: &Scoring) -> (String, usize) {
        let mut text = String::with_capacity(512);
        let line = |text: &mut String, parts: std::fmt::Arguments<'_>| {
            // Writing to a String cannot fail.
            let _ = text.write_fmt(parts);
            text.push('\n');
        };
        line(&mut text, format_args!("anzhi-sheet 1"));
        line(&mut text, format_args!("candidate {}", self.candidate));
        line(&mut text, format_args!("scheme {}", self.scheme));
        if let Some(cutoff) = self.cutoff {
            line(&mut text, format_args!("cutoff {cutoff}"));
        }
        line(&mut text, format_args!("facts {}", self.facts));
        for (gap, filling) in &self.gaps {
            let gap = scoring.gap(*gap);
            line(&mut text, format_args!("gap {} {}", gap.key, gap.fills.text(*filling)));
        }
        if let Some(population) = self.population {
            line(&mut text, format_args!("population {}", scoring.population(population).key));
        }
        for bar in &self.bars {
            line(&mut text, format_args!("bar {}", scoring.bar(*bar).key));
        }
        for value in &self.values {
            let name = &scoring.value(value.value).key;
            let given = match value.steps.last() {
                Some(Gave::Points(points)) => format!(" {points}"),
                _ => String::new(),
            };
            line(&mut text, format_args!("{name}{given}{}", steps_text(value.source, &value.steps)));
        }
        for item in &self.items {
            let name = &scoring.item(item.item).key;
            let steps = if item.open { steps_text(item.source, &item.steps) } else { " closed".into() };
            line(&mut text, format_args!("{name} {}{steps}", item.points));
        }
        for kind in &self.by_kind {
            let name = &scoring.kinds[usize::from(kind.kind.0)];
            line(&mut text, format_args!("assessment-for {name} {}", kind.assessment));
        }
        line(&mut text, format_args!("assessment {}", self.assessment));
        let assessment = text.len();
        if let Some(weighted) = self.weighted {
            line(&mut text, format_args!("weighted {weighted}"));
        }
        for (kind, total) in self.by_kind.iter().filter_map(|kind| Some((kind.kind, kind.total?))) {
            line(&mut text, format_args!("total-for {} {total}", scoring.kinds[usize::from(kind.0)]));
        }
        if let Some(exam) = self.exam {
            line(&mut text, format_args!("exam {} {}", exam.points, exam.mark));
        }
        if let Some(total) = self.total {
            line(&mut text, format_args!("total {total}"));
        }
        (text, assessment)
    }
}

impl ItemLine {
    /// The class of the row that the item counted highest, as its place in the ladder: the education that
    /// vacancies ask for.
    pub fn best_class(&self, scoring: &Scoring, ladder: LadderId) -> Option<u16> {
        best_class(&scoring.item(self.item).pipeline, &self.ways, &self.steps, ladder)
    }
}

impl ValueLine {
    /// As [`ItemLine::best_class`].
    pub(crate) fn best_class(&self, scoring: &Scoring, ladder: LadderId) -> Option<u16> {
        best_class(&scoring.value(self.value).pipeline, &self.ways, &self.steps, ladder)
    }
}

/// The class of the row that counted highest in what a pipeline did.
fn best_class(pipeline: &Pipeline, ways: &[u16], steps: &[Gave], ladder: LadderId) -> Option<u16> {
    let mut classes = None;
    let mut last = None;
    for (step, gave) in pipeline.taken(ways).zip(steps) {
        match gave {
            Gave::Classed(rows) if matches!(step, Step::Classify(c) if c.ladder == ladder) => {
                classes = Some(rows);
            }
            Gave::Entries(rows) => last = Some(rows),
            Gave::Category(_)
            | Gave::Classed(_)
            | Gave::Points(_)
            | Gave::Quantities(_)
            | Gave::Quantity(_)
            | Gave::Rows(_)
            | Gave::Spans(_) => {}
        }
    }
    // Where nothing prices the classes, every row counts.
    let counts = |row: u16| last.is_none_or(|counted| counted.iter().any(|(own, _)| *own == row));
    classes?.iter().filter(|(row, _)| counts(*row)).map(|(_, class)| *class).max()
}

/// ` |` and what the step gave, for each step. Rows are numbered from 1 behind the letter of their source.
/// A step that takes and gives entries, or rows, names only those that it took away, moved or repriced; a span
/// and the last points say nothing that does not stand elsewhere.
fn steps_text(source: Source, steps: &[Gave]) -> String {
    let letter = match source {
        Source::Degrees => 'd',
        Source::Events => 'e',
        Source::Periods => 'p',
    };
    let mut text = String::new();
    let mut before: Option<&Gave> = None;
    for gave in steps {
        text.push_str(" |");
        match (before, gave) {
            (Some(Gave::Rows(from)), Gave::Rows(to)) => {
                removed(&mut text, letter, from.iter().copied(), |row| to.contains(&row));
            }
            (Some(Gave::Classed(from)), Gave::Classed(to)) => {
                removed(&mut text, letter, from.iter().map(|r| r.0), |row| to.iter().any(|r| r.0 == row));
                for (row, class) in to.iter().filter(|row| !from.contains(row)) {
                    push(&mut text, format_args!(" {letter}{}/{}", row + 1, class + 1));
                }
            }
            (Some(Gave::Entries(from)), Gave::Entries(to)) => {
                removed(&mut text, letter, from.iter().map(|r| r.0), |row| to.iter().any(|r| r.0 == row));
                for (row, points) in to.iter().filter(|entry| !from.contains(entry)) {
                    push(&mut text, format_args!(" {letter}{}:{points}", row + 1));
                }
            }
            (_, Gave::Rows(rows)) => {
                rows.iter().for_each(|row| push(&mut text, format_args!(" {letter}{}", row + 1)));
            }
            (_, Gave::Classed(rows)) => rows
                .iter()
                .for_each(|(row, class)| push(&mut text, format_args!(" {letter}{}/{}", row + 1, class + 1))),
            (_, Gave::Entries(rows)) => rows
                .iter()
                .for_each(|(row, points)| push(&mut text, format_args!(" {letter}{}:{points}", row + 1))),
            (_, Gave::Category(category)) => push(&mut text, format_args!(" c{}", category.0 + 1)),
            (_, Gave::Quantities(quantities)) => quantities
                .iter()
                .for_each(|(label, quantity)| push(&mut text, format_args!(" {label}:{quantity}"))),
            (_, Gave::Quantity(quantity)) => push(&mut text, format_args!(" {quantity}")),
            (_, Gave::Points(_) | Gave::Spans(_)) => {}
        }
        before = Some(gave);
    }
    text
}

fn removed(text: &mut String, letter: char, from: impl Iterator<Item = u16>, stays: impl Fn(u16) -> bool) {
    for row in from.filter(|row| !stays(*row)) {
        push(text, format_args!(" -{letter}{}", row + 1));
    }
}

fn push(text: &mut String, parts: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(parts);
}
