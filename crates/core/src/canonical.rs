//! The canonical text of the scoring part of a scheme, whose digest every score sheet names.
//!
//! Words separated by blanks, parts in parentheses, free texts in quotation marks: one writing for one
//! meaning. A parameter that a later version adds writes nothing while it has its old meaning, so that old
//! schemes keep their digests.

use crate::points::Points;

/// Collects a canonical text.
#[derive(Debug, Default)]
pub(crate) struct Canonical(String);

impl Canonical {
    /// Begins a part.
    pub(crate) fn open(&mut self, name: &str) {
        self.blank();
        self.0.push('(');
        self.0.push_str(name);
    }

    /// Ends the part begun last.
    pub(crate) fn close(&mut self) {
        self.0.push(')');
    }

    /// A word that cannot hold blanks, quotation marks or parentheses: a key, a number, a mode.
    pub(crate) fn word(&mut self, word: &str) {
        self.blank();
        self.0.push_str(word);
    }

    /// A free text.
    pub(crate) fn text(&mut self, text: &str) {
        self.blank();
        self.0.push('"');
        for c in text.chars() {
            if matches!(c, '"' | '\\') {
                self.0.push('\\');
            }
            self.0.push(c);
        }
        self.0.push('"');
    }

    /// A number.
    pub(crate) fn points(&mut self, points: Points) {
        self.word(&points.to_string());
    }

    /// A whole number.
    pub(crate) fn count(&mut self, count: usize) {
        self.word(&count.to_string());
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }

    fn blank(&mut self) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
    }
}
