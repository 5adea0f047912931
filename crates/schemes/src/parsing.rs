//! From a text to the top table of a file, with what is wrong with its syntax.

use crate::form::{Form, FormFaultKind, Span};
use crate::full_width::narrowed;
use crate::place::Walk;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::DeTable;

impl<'t> Form<'t> {
    /// The top table, unless the syntax is broken. Full-width characters alone do not break it: what stands behind
    /// them is read from a copy that has others in their places.
    pub(crate) fn parse<'c>(&self, copy: &'c mut String) -> Option<Spanned<DeTable<'c>>>
    where
        't: 'c,
    {
        let (mut table, mut errors) = DeTable::parse_recoverable(self.text);
        let mut lines = BTreeSet::new();
        if errors.iter().any(breaks) {
            let (narrow, wide) = narrowed(self.text);
            if !wide.is_empty() {
                *copy = narrow;
                (table, errors) = DeTable::parse_recoverable(copy);
            }
            let mut walk = Walk::new(self.text);
            for wide in wide {
                lines.insert(walk.to(wide.span.start).0);
                self.full_width(wide);
            }
        }
        let nowhere = many_parts(self.text);
        let place = |error: &toml::de::Error| error.span().unwrap_or_else(|| nowhere.clone());
        errors.sort_by_key(|error| place(error).start);
        // A doubled key breaks nothing; behind any other break of the syntax everything found is noise.
        let first = errors.iter().position(breaks);
        errors.truncate(first.map_or(errors.len(), |first| first + 1));
        let mut walk = Walk::new(self.text);
        let mut copied_until = 0;
        for error in errors {
            let place = place(&error);
            if !breaks(&error) && place.start < copied_until {
                // The keys below a doubled heading are doubled with it.
                continue;
            }
            if is_heading(self.text, &place) {
                copied_until = next_heading(self.text, place.end);
            }
            // What else is wrong on a line with such characters may follow from how it was read.
            if !lines.contains(&walk.to(place.start).0) {
                let kind = match error.message() {
                    message if TOO_DEEP.contains(&message) => FormFaultKind::TooDeep,
                    message => FormFaultKind::Syntax { message: message.into() },
                };
                self.fault(&place, kind);
            }
        }
        first.is_none().then_some(table)
    }
}

/// What the parser says of brackets in brackets, and of keys of parts, 80 times over.
const TOO_DEEP: [&str; 2] = ["cannot recurse further; max recursion depth met", "recursion limit"];

fn breaks(error: &toml::de::Error) -> bool {
    error.message() != "duplicate key"
}

/// The first line with so many points that the parser takes its key for too deep: it does not say where that is.
fn many_parts(text: &str) -> Span {
    let many = |line: &str| line.bytes().filter(|byte| *byte == b'.').count() + 1 >= 80;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if many(line) {
            return at..at + line.trim_end().len();
        }
        at += line.len();
    }
    0..0
}

/// Whether a key stands in a heading, between brackets at the beginning of a line.
fn is_heading(text: &str, key: &Span) -> bool {
    let (before, behind) =
        (text.get(..key.start).unwrap_or_default(), text.get(key.end..).unwrap_or_default());
    behind.starts_with(']')
        && before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('['))
}

/// Where the next heading begins, or the text ends.
fn next_heading(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find("\n[")).map_or(text.len(), |at| from + at + 1)
}
