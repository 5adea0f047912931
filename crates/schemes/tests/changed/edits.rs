//! What can happen to a text: characters, lines, numbers, and words in quotation marks.

use proptest::prelude::*;
use std::ops::Range;

/// What is put in: marks of TOML, marks of an input method, marks that cannot be seen, and words.
const PIECES: [&str; 34] = [
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\"",
    "'",
    "\"\"\"",
    "\\",
    "\n",
    " ",
    "“",
    "”",
    "＝",
    "，",
    "。",
    "：",
    "１",
    "　",
    "…",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "甲",
    "gap",
    "{ gap = \"未载\" }",
    "[[items]]\n",
    "{ sum = {} }",
    "true",
    "value:",
    "\r\n",
];

const NUMBERS: [&str; 16] = [
    "0",
    "1",
    "-1",
    "2",
    "7",
    "13",
    "1000",
    "99999999999999999999",
    "0.5",
    "-0.5",
    "0.1234567",
    "1e9",
    "007",
    "1_000",
    "0x10",
    "",
];

/// One change. Every number is a place, taken modulo how many there are.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Delete(usize, usize),
    Insert(usize, usize),
    Replace(usize, usize),
    SwapLines(usize, usize),
    DropLine(usize),
    DoubleLine(usize, usize),
    Number(usize, usize),
    /// A word in quotation marks becomes another one of the same text.
    Word(usize, usize),
    /// A step, or another line of a list, is moved.
    MoveLine(usize, usize),
}

/// Any change.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    (0..12_usize, any::<usize>(), any::<usize>()).prop_map(|(kind, at, what)| match kind {
        0 => Edit::Delete(at, what % 20 + 1),
        1 => Edit::Insert(at, what),
        2 => Edit::Replace(at, what),
        3 => Edit::SwapLines(at, what),
        4 => Edit::DropLine(at),
        5 => Edit::DoubleLine(at, what),
        6 | 7 => Edit::Number(at, what),
        8 | 9 => Edit::MoveLine(at, what),
        _ => Edit::Word(at, what),
    })
}

impl Edit {
    /// The text after the change.
    pub(crate) fn of(&self, text: &str) -> String {
        let put = |range: Range<usize>, with: &str| [&text[..range.start], with, &text[range.end..]].concat();
        match *self {
            Self::Delete(at, length) => {
                let start = boundary(text, at);
                put(start..boundary_after(text, start, length), "")
            }
            Self::Insert(at, piece) => {
                let start = boundary(text, at);
                put(start..start, PIECES[piece % PIECES.len()])
            }
            Self::Replace(at, piece) => {
                let start = boundary(text, at);
                put(start..boundary_after(text, start, 1), PIECES[piece % PIECES.len()])
            }
            Self::Number(at, number) => match nth(at, &numbers(text)) {
                Some(range) => put(range, NUMBERS[number % NUMBERS.len()]),
                None => text.into(),
            },
            Self::Word(at, other) => {
                let words = words(text);
                match (nth(at, &words), nth(other, &words)) {
                    (Some(range), Some(other)) => put(range, &text[other]),
                    (None, _) | (_, None) => text.into(),
                }
            }
            Self::SwapLines(..) | Self::DropLine(_) | Self::DoubleLine(..) | Self::MoveLine(..) => {
                self.of_lines(text)
            }
        }
    }

    fn of_lines(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let count = lines.len().max(1);
        match *self {
            _ if lines.is_empty() => {}
            Self::SwapLines(one, other) => lines.swap(one % count, other % count),
            Self::DropLine(at) => drop(lines.remove(at % count)),
            Self::DoubleLine(at, to) => lines.insert(to % count, lines[at % count]),
            Self::MoveLine(at, by) => {
                let line = lines.remove(at % count);
                // Not far, so that it often stays in its list.
                lines.insert((at % count + by % 5).min(lines.len()), line);
            }
            Self::Delete(..) | Self::Insert(..) | Self::Replace(..) | Self::Number(..) | Self::Word(..) => {}
        }
        lines.concat()
    }
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at % (text.len() + 1))
}

fn boundary_after(text: &str, start: usize, characters: usize) -> usize {
    text[start..].char_indices().nth(characters).map_or(text.len(), |(at, _)| start + at)
}

fn nth(at: usize, ranges: &[Range<usize>]) -> Option<Range<usize>> {
    (!ranges.is_empty()).then(|| ranges[at % ranges.len()].clone())
}

fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            Some(_) | None => ranges.push(at..at + 1),
        }
    }
    ranges
}

/// Everything between two quotation marks, with them.
fn words(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}
