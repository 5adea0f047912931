//! Where in a text something stands: lines and columns, counted in one walk through it.

use crate::form::Span;
use std::ops::Range;

/// Where something stands, and what stands there.
///
/// Shown at [`places`].
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// The byte of the text with which it begins.
    pub start: usize,
    /// The byte before which it ends.
    pub end: usize,
    /// What stands there, as far as the end of the line.
    pub found: Box<str>,
}

/// Gives everything noted its place; the result is in the order of the text, each thing once. For readers of files
/// that have faults of their own beside those of every TOML file.
///
/// ```
/// let text = "a = 1\nbb = 2";
/// let noted = vec![(6..8, "second"), (0..1, "first"), (6..8, "second")];
/// let placed = anzhi_schemes::places(text, noted, |place, kind| (place, kind));
/// assert_eq!(placed.iter().map(|(_, kind)| *kind).collect::<Vec<_>>(), ["first", "second"]);
/// assert_eq!((placed[1].0.line, placed[1].0.column, &*placed[1].0.found), (2, 1, "bb"));
/// ```
pub fn places<K, N: Ord>(
    text: &str,
    mut noted: Vec<(Range<usize>, K)>,
    place: impl Fn(Place, K) -> N,
) -> Vec<N> {
    noted.sort_by_key(|(span, _)| start(text, span));
    let mut walk = Walk::new(text);
    let mut placed = Vec::with_capacity(noted.len());
    for (span, kind) in noted {
        let start = start(text, &span);
        let (line, column) = walk.to(start);
        let whole = text.get(span).unwrap_or("");
        let found: String = whole.chars().take(60).collect();
        let found = found.lines().next().unwrap_or("").into();
        placed.push(place(Place { line, column, start, end: start + whole.len(), found }, kind));
    }
    placed.sort();
    placed.dedup();
    placed
}

/// A walk through a text that never goes back.
pub(crate) struct Walk<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'t> Walk<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Line and column of a byte that lies before none asked for earlier.
    pub(crate) fn to(&mut self, byte: usize) -> (u32, u32) {
        for (at, character) in self.text.get(self.at..byte).unwrap_or("").char_indices() {
            match character {
                '\n' => (self.line, self.column) = (self.line.saturating_add(1), 1),
                // The mark at the very beginning is no character of the first line.
                '\u{feff}' if self.at + at == 0 => {}
                _ => self.column = self.column.saturating_add(1),
            }
        }
        self.at = byte.max(self.at);
        (self.line, self.column)
    }
}

/// Where a span begins; one that begins nowhere in the text counts as its end.
fn start(text: &str, span: &Span) -> usize {
    if text.is_char_boundary(span.start) { span.start } else { text.len() }
}
