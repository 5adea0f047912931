//! The scheme zhangqiu-2015 written out by hand, over the same dossiers and points as the engine: what somebody
//! would write who needs this one scheme, exact and checked, and no other.

use anzhi_core::date::Date;
use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{AttributeId, Cell, ColumnId, FactSchema, FactTableId, Source};
use anzhi_core::points::{Points, PointsError, Rounding};

/// What rulings have filled in.
#[derive(Clone, Debug)]
pub struct Ruled {
    /// The day up to which facts count.
    pub cutoff: Date,
    /// What a part of a year counts.
    pub rest: Rest,
    /// By grade: 正团 to 排, then 技1 to 技7.
    pub posts: [Points; 14],
    /// By class: 其他, 第3名, 第2名, 第1名.
    pub prizes: [Points; 4],
    /// By sanction, 警告 to 开除军籍.
    pub sanctions: [Points; 12],
    /// What the mark is multiplied by.
    pub factor: Points,
}

/// What a part of a year counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rest {
    /// Six months or more a whole year, less nothing.
    HalfUp,
    /// A whole year.
    Up,
}

/// What keeps a dossier from its points, and where it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// A number that cannot be held.
    Arithmetic,
    /// Enlisted after the cut-off.
    EnlistedLate,
    /// A fact of the candidate is missing or unfit.
    Fact(&'static str),
    /// No mark.
    NoMark,
    /// No degree.
    NoDegree,
    /// A fact of a row is missing or unfit.
    InRow(&'static str, u32),
}

/// What a candidate has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Score {
    /// The assessment.
    pub assessment: Points,
    /// What the mark counts.
    pub exam: Points,
    /// Both.
    pub total: Points,
}

const ENLISTED: AttributeId = AttributeId(2);
const POST: AttributeId = AttributeId(3);
const TECHNICAL: AttributeId = AttributeId(4);
const TRACK: AttributeId = AttributeId(5);
const AWARD: FactTableId = FactTableId(1);
const SCIENCE: FactTableId = FactTableId(2);
const SANCTION: FactTableId = FactTableId(3);
const CLASS: usize = 0;
const DATE: usize = 1;
const WARTIME: usize = 2;
const COLLECTIVE: usize = 3;
const PLACE: usize = 5;

/// Whether facts of the scheme stand where this file reads them.
pub fn fits(schema: &FactSchema) -> bool {
    let attributes =
        [("enlisted", ENLISTED), ("post_grade", POST), ("technical_grade", TECHNICAL), ("track", TRACK)];
    let tables = [("奖励", AWARD), ("科技奖", SCIENCE), ("处分", SANCTION)];
    let columns = [
        ("class", CLASS),
        ("date", DATE),
        ("wartime", WARTIME),
        ("collective", COLLECTIVE),
        ("place", PLACE),
    ];
    let column = |source, name, place| {
        schema.find_column(source, name).map(|ColumnId(found)| usize::from(found)) == Some(place)
    };
    attributes.iter().all(|(name, id)| schema.find_attribute(name) == Some(*id))
        && tables.iter().all(|(kind, id)| schema.find_table(Source::Events, kind) == Some(*id))
        && columns.iter().all(|(name, place)| column(Source::Events, name, *place))
        && columns[..2].iter().all(|(name, place)| column(Source::Degrees, name, *place))
}

/// Scores one candidate.
pub fn score(ruled: &Ruled, dossier: &Dossier) -> Result<Score, Wrong> {
    let service = service(ruled, dossier)?;
    let post = ruled.posts[grade(dossier)?];
    let education = education(ruled, dossier)?;
    let events = events(ruled, dossier)?;
    let assessment = plus(plus(plus(service, post)?, education)?, events)?;
    let mark = dossier.mark().ok_or(Wrong::NoMark)?;
    let exam = mark.times_rounded(ruled.factor, 2, Rounding::HalfUp, "exam").map_err(arithmetic)?;
    Ok(Score { assessment, exam, total: plus(assessment, exam)? })
}

/// One point for each year since enlisting.
fn service(ruled: &Ruled, dossier: &Dossier) -> Result<Points, Wrong> {
    let from = dossier.date(ENLISTED).ok_or(Wrong::Fact("enlisted"))?;
    let to = ruled.cutoff;
    if from > to {
        return Err(Wrong::EnlistedLate);
    }
    let months = 12 * (i32::from(to.year()) - i32::from(from.year())) + i32::from(to.month() - from.month());
    // A day that the last month lacks falls on its last day.
    let begun = from.day() > to.day() && to.day() < last_day(to);
    let full = months - i32::from(begun);
    let days = begun || from.day() < to.day();
    let more = match ruled.rest {
        Rest::HalfUp => full % 12 >= 6,
        Rest::Up => full % 12 > 0 || days,
    };
    Ok(Points::from_int(full / 12 + i32::from(more)))
}

fn last_day(date: Date) -> i8 {
    let year = date.year();
    match date.month() {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The grade of the track, or the only one.
fn grade(dossier: &Dossier) -> Result<usize, Wrong> {
    let (post, technical) = (category(dossier.attribute(POST)), category(dossier.attribute(TECHNICAL)));
    // 技8 to 技14 equal 正团 to 排; 技1 to 技7 stand behind them.
    let technical = technical.map(|grade| if grade < 7 { grade + 7 } else { grade - 7 });
    let post = post.map(|grade| grade + 2);
    let grade = match (category(dossier.attribute(TRACK)), post, technical) {
        (Some(0), post, _) => post.ok_or(Wrong::Fact("post_grade"))?,
        (Some(_), _, technical) => technical.ok_or(Wrong::Fact("technical_grade"))?,
        (None, Some(grade), None) | (None, None, Some(grade)) => grade,
        (None, Some(_), Some(_)) => return Err(Wrong::Fact("track")),
        (None, None, None) => return Err(Wrong::Fact("grade")),
    };
    if grade < 14 { Ok(grade) } else { Err(Wrong::Fact("grade")) }
}

/// The highest degree by the cut-off: its place is its points.
fn education(ruled: &Ruled, dossier: &Dossier) -> Result<Points, Wrong> {
    let rows = dossier.rows(Source::Degrees);
    if rows.is_empty() {
        return Err(Wrong::NoDegree);
    }
    let mut highest = 0;
    for row in rows {
        if matches!(cell(row, DATE), Cell::Date(date) if *date > ruled.cutoff) {
            continue;
        }
        highest = highest.max(below(row, CLASS, 6, "class")?);
    }
    Ok(Points::from_int(i32::try_from(highest).unwrap_or(0)))
}

/// Awards, at most two of each class, prizes and sanctions.
fn events(ruled: &Ruled, dossier: &Dossier) -> Result<Points, Wrong> {
    const AWARDS: [i32; 5] = [0, 1, 5, 15, 30];
    let mut sum = Points::ZERO;
    let mut counted = [0_u8; 5];
    for row in dossier.rows(Source::Events) {
        let points = match row.table {
            Some(AWARD) => {
                let Some(class) = award(ruled, row)? else { continue };
                counted[class] = counted[class].saturating_add(1);
                if counted[class] > 2 {
                    continue;
                }
                Points::from_int(AWARDS[class])
            }
            Some(SCIENCE) => {
                if date(row)? > ruled.cutoff {
                    continue;
                }
                ruled.prizes[prize(row)?]
            }
            Some(SANCTION) => {
                if date(row)? > ruled.cutoff {
                    continue;
                }
                ruled.sanctions[below(row, CLASS, 12, "class")?]
            }
            _ => continue,
        };
        sum = plus(sum, points)?;
    }
    Ok(sum)
}

/// The class by which an award counts, in wartime one higher; nothing if it does not count.
fn award(ruled: &Ruled, row: &Row) -> Result<Option<usize>, Wrong> {
    if flag(row, COLLECTIVE, "collective")? || date(row)? > ruled.cutoff {
        return Ok(None);
    }
    let class = below(row, CLASS, 5, "class")?;
    let higher = matches!(class, 1..=3) && flag(row, WARTIME, "wartime")?;
    Ok(Some(class + usize::from(higher)))
}

/// The class of a prize.
fn prize(row: &Row) -> Result<usize, Wrong> {
    if below(row, CLASS, 2, "class")? == 1 {
        return Ok(0);
    }
    Ok(3 - below(row, PLACE, 4, "place")?)
}

fn cell(row: &Row, column: usize) -> &Cell {
    row.cells.get(column).unwrap_or(&Cell::Blank)
}

fn category(cell: &Cell) -> Option<usize> {
    if let Cell::Category(category) = cell { Some(usize::from(category.0)) } else { None }
}

fn below(row: &Row, column: usize, bound: usize, name: &'static str) -> Result<usize, Wrong> {
    category(cell(row, column)).filter(|category| *category < bound).ok_or(Wrong::InRow(name, row.line))
}

fn date(row: &Row) -> Result<Date, Wrong> {
    if let Cell::Date(date) = cell(row, DATE) { Ok(*date) } else { Err(Wrong::InRow("date", row.line)) }
}

fn flag(row: &Row, column: usize, name: &'static str) -> Result<bool, Wrong> {
    if let Cell::Flag(flag) = cell(row, column) { Ok(*flag) } else { Err(Wrong::InRow(name, row.line)) }
}

fn plus(one: Points, other: Points) -> Result<Points, Wrong> {
    one.plus(other, "total").map_err(arithmetic)
}

fn arithmetic(_: PointsError) -> Wrong {
    Wrong::Arithmetic
}
