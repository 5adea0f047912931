//! A round in plain values, and counters of the branches that random rounds reach.

use std::collections::BTreeMap;

/// Year, month, day.
pub(crate) type Day = (i32, i8, i8);

/// A round in plain values.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) filing: Day,
    pub(crate) people: Vec<Person>,
    pub(crate) jobs: Vec<Job>,
    /// Gaps that rulings have filled, in hundredths.
    pub(crate) fillings: BTreeMap<String, i64>,
    /// Rulings on facts and groups.
    pub(crate) rulings: Vec<Ruling>,
    /// Whether the second scheme is in force: the same points, but two groups in each of two sittings.
    pub(crate) second: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    /// Of the second scheme: 0 or 1.
    pub(crate) sitting: usize,
    pub(crate) sex: &'static str,
    pub(crate) born: Day,
    pub(crate) enlisted: Day,
    pub(crate) post: Option<&'static str>,
    pub(crate) technical: Option<&'static str>,
    pub(crate) track: Option<&'static str>,
    pub(crate) degrees: Vec<(&'static str, Option<Day>, Option<bool>)>,
    pub(crate) awards: Vec<Award>,
    /// As written, with the date and a number that tells the rows apart.
    pub(crate) sanctions: Vec<(&'static str, Day, u32)>,
    /// In hundredths.
    pub(crate) mark: Option<i64>,
    pub(crate) certificates: Vec<(&'static str, Day)>,
    pub(crate) relatives: Vec<&'static str>,
    /// Ids of vacancies.
    pub(crate) list: Vec<String>,
    pub(crate) give_up: Option<GiveUp>,
    pub(crate) lot: Option<u32>,
    pub(crate) signed: Signed,
    pub(crate) answer: Option<Answer>,
    pub(crate) excluded: bool,
    pub(crate) placed: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Award {
    pub(crate) line: u32,
    pub(crate) class: &'static str,
    pub(crate) date: Day,
    pub(crate) wartime: Option<bool>,
    pub(crate) collective: Option<bool>,
    pub(crate) cause: &'static str,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum GiveUp {
    Absent,
    GaveUp,
    Late,
    TimedOut,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Signed {
    Present,
    Other,
    Both,
    Nothing,
}

/// An answer that the earlier signature stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    /// To the question about that person as it is asked now, if it is.
    Present,
    /// To a question that is not asked any more.
    Stale,
}

/// What a ruling on a person changes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Object {
    /// The grade of the post.
    Post,
    /// Whether the award of that line was given in wartime.
    Wartime(u32),
    /// The group.
    Group,
}

#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    /// Whom it is about.
    pub(crate) id: String,
    pub(crate) object: Object,
    pub(crate) old: String,
    pub(crate) new: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) unit: &'static str,
    pub(crate) seats: u32,
    pub(crate) sex: Option<&'static str>,
    pub(crate) education: Option<&'static str>,
    pub(crate) age: Option<(i32, Day)>,
    pub(crate) certificate: Option<&'static str>,
    /// Of the second scheme.
    pub(crate) sitting: usize,
    /// Of the second scheme.
    pub(crate) group: Option<&'static str>,
}

/// How often each branch was reached.
#[derive(Debug, Default)]
pub(crate) struct Counters(pub(crate) BTreeMap<String, u32>);

impl Counters {
    pub(crate) fn hit(&mut self, branch: &str) {
        *self.0.entry(branch.to_owned()).or_default() += 1;
    }

    pub(crate) fn hit_if(&mut self, reached: bool, branch: &str) -> bool {
        if reached {
            self.hit(branch);
        }
        reached
    }
}
