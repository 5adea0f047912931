//! A vacancy and who may choose it.

use super::{GroupRef, Note, SittingRef};
use crate::date::Date;
use crate::facts::CategoryId;
use crate::ids::VacancyId;

/// A vacancy (岗位) with its seats and conditions.
///
/// ```
/// use anzhi_core::round::{AgeLimit, Vacancy};
///
/// let mut desk = Vacancy::new("desk".parse()?, "County archive", "Clerk", 2);
/// assert_eq!((desk.seats, desk.sex, desk.age), (2, None, None));
/// desk.age = Some(AgeLimit { most: 29, on: "2026-02-28".parse()? }); // not yet thirty
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Vacancy {
    /// The line of the file, for messages.
    pub line: u32,
    /// Its id.
    pub id: VacancyId,
    /// The unit (单位).
    pub unit: Box<str>,
    /// The post (职位).
    pub post: Box<str>,
    /// How many can be placed there (名额), at least one.
    pub seats: u32,
    /// The sitting in which it is offered.
    pub sitting: SittingRef,
    /// The kind of vacancy (类别), for papers.
    pub kind: Box<str>,
    /// Only candidates of this group.
    pub group: Option<GroupRef>,
    /// Only candidates of this sex.
    pub sex: Option<CategoryId>,
    /// Only candidates whose counted education has at least this class.
    pub education: Option<u16>,
    /// Only candidates not older than so many years on that day.
    pub age: Option<AgeLimit>,
    /// Only candidates who have handed in this certificate.
    pub certificate: Option<Box<str>>,
    /// Evidence and remark.
    pub note: Note,
}

/// An upper age (年龄上限): it holds until the day before the next birthday.
///
/// Shown at [`Vacancy`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AgeLimit {
    /// The greatest age in full years.
    pub most: u16,
    /// The day on which it must hold.
    pub on: Date,
}
