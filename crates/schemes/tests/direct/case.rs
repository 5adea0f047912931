//! One person under one paper while the direct evaluation goes through its items.

use crate::day::{Day, Length};
use crate::person::Person;
use crate::ruled::{Ruled, thousandths};
use crate::times::{Time, each, joined};
use std::collections::{BTreeMap, BTreeSet};

/// What an item comes to, or a whole assessment: in thousandths of a point.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Came {
    Points(i64),
    /// To gaps that no ruling has filled.
    Open(BTreeSet<String>),
    /// A fact that the paper needs is missing or cannot be.
    Fault,
}

/// How often each branch of each item was taken.
#[derive(Debug, Default)]
pub(crate) struct Counters(pub(crate) BTreeMap<(&'static str, &'static str), u32>);

pub(crate) struct Case<'a> {
    pub(crate) person: &'a Person,
    pub(crate) cutoff: Day,
    pub(crate) items: BTreeMap<&'static str, Came>,
    ruled: &'a Ruled,
    counters: &'a mut Counters,
    item: &'static str,
    open: BTreeSet<String>,
}

/// The words that may fill a rest of which a paper says nothing.
pub(crate) const ANY_REST: &[&str] =
    &["down", "up", "half_up", "over_half_up", "two_step", "two_step_half_up"];

impl<'a> Case<'a> {
    pub(crate) fn new(person: &'a Person, ruled: &'a Ruled, counters: &'a mut Counters) -> Self {
        let (cutoff, items) = (ruled.cutoff().unwrap_or_default(), BTreeMap::new());
        Self { person, cutoff, items, ruled, counters, item: "", open: BTreeSet::new() }
    }

    /// Evaluates an item, which gives nothing if there is a fault.
    pub(crate) fn item(&mut self, name: &'static str, evaluate: fn(&mut Self) -> Option<i64>) {
        self.item = name;
        let points = evaluate(self);
        let open = std::mem::take(&mut self.open);
        let came = match points {
            None => {
                self.hit("fault");
                Came::Fault
            }
            Some(_) if !open.is_empty() => Came::Open(open),
            Some(points) => Came::Points(points),
        };
        self.items.insert(name, came);
    }

    pub(crate) fn hit(&mut self, branch: &'static str) {
        *self.counters.0.entry((self.item, branch)).or_default() += 1;
    }

    /// Counts the branch if it is taken.
    pub(crate) fn when(&mut self, taken: bool, branch: &'static str) -> bool {
        if taken {
            self.hit(branch);
        }
        taken
    }

    /// The points of a word in a table of words and figures; the word counts as the branch.
    pub(crate) fn look_up(&mut self, word: &str, table: &'static str) -> i64 {
        self.stated(word, table).unwrap()
    }

    /// The same where the table has `?` for what the paper does not state.
    pub(crate) fn stated(&mut self, word: &str, table: &'static str) -> Option<i64> {
        let mut cells = table.split_whitespace();
        let word = cells.find(|cell| *cell == word).unwrap();
        self.hit(word);
        cells.next().filter(|cell| *cell != "?").map(thousandths)
    }

    /// What a ruling gives, or an open gap.
    pub(crate) fn amount(&mut self, gap: &str) -> i64 {
        match self.ruled.text(gap) {
            Some(text) => thousandths(text),
            None => {
                self.hit("gap");
                self.open.insert(gap.to_owned());
                0
            }
        }
    }

    /// Thousandths of a unit at a rate that a ruling gives; of nothing nobody asks the rate.
    pub(crate) fn at_rate(&mut self, units: i64, gap: &str) -> i64 {
        if units == 0 { 0 } else { units * self.amount(gap) / 1000 }
    }

    /// The word of a ruling where it matters, or an open gap.
    pub(crate) fn word(&mut self, gap: &str, matters: bool) -> &'static str {
        if matters && self.ruled.text(gap).is_none() {
            self.hit("gap");
            self.open.insert(gap.to_owned());
        }
        self.ruled.text(gap).unwrap_or_default()
    }

    /// Times of which a ruling says whether shared days count in each or once, where that matters.
    pub(crate) fn shared(&mut self, times: &[Time], gap: &str) -> Vec<Time> {
        let (each, once) = (each(times), joined(times));
        let joins = self.when(each != once, "joined");
        let word = self.word(gap, joins);
        self.when(joins && word == "once", "once");
        if self.when(joins && word == "each", "each") { each } else { once }
    }

    /// The time since a day of the person up to the cut-off; a blank or later day is a fault.
    pub(crate) fn since(&mut self, day: Option<Day>) -> Option<Length> {
        let day = day?;
        self.when(day == self.cutoff, "on the cut-off");
        (day <= self.cutoff).then(|| day.until(self.cutoff))
    }

    /// Years in thousandths, the rest as ruled with one of these words.
    pub(crate) fn years(&mut self, length: Length, gap: &str, words: &[&str]) -> i64 {
        let months = length.months % 12;
        let part = self.part((months > 0 || length.days > 0).then(|| (months, length.days).cmp(&(6, 0))));
        i64::from(length.months / 12) * 1000 + self.rest(part, gap, words)
    }

    /// Months in thousandths, the rest as ruled with one of these words.
    pub(crate) fn months(&mut self, length: Length, gap: &str, words: &[&str]) -> i64 {
        let part = self.part((length.days > 0).then(|| length.days.cmp(&15)));
        i64::from(length.months) * 1000 + self.rest(part, gap, words)
    }

    fn part(&mut self, against_half: Option<std::cmp::Ordering>) -> &'static str {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let part = match against_half {
            None => "no rest",
            Some(Less) => "less than half",
            Some(Equal) => "just half",
            Some(Greater) => "more than half",
        };
        self.hit(part);
        part
    }

    fn rest(&mut self, part: &str, gap: &str, words: &[&str]) -> i64 {
        let matters = words.iter().any(|word| rest(part, word) != rest(part, words[0]));
        // Where all words say the same, any will do.
        let word = self.word(gap, matters);
        rest(part, if matters { word } else { words[0] })
    }
}

/// What a part of a unit counts.
fn rest(part: &str, word: &str) -> i64 {
    match (part, word) {
        ("no rest", _) | (_, "down") => 0,
        ("less than half" | "just half", "two_step") | ("less than half", "two_step_half_up") => 500,
        ("less than half", "half_up" | "over_half_up") | ("just half", "over_half_up") => 0,
        (_, "") => 0,
        _ => 1000,
    }
}
