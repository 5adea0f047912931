//! Cells: from the text of a cell to a checked value, or to the fault at its place.

use crate::grid::Line;
use crate::layout::MAX_CELL_CHARS;
use anzhi_core::date::{Date, ParseDateError};
use anzhi_core::digest::{ParseCodeError, ShortCode};
use anzhi_core::facts::{Cell, FactSchema, FieldKind, SetId};
use anzhi_core::fault::{Fault, FaultKind};
use anzhi_core::ids::MalformedId;
use anzhi_core::points::{ParsePointsError, Points};
use anzhi_core::round::{Authority, Note};
use anzhi_core::scheme::ExamRule;
use anzhi_schemes::{Aliases, nearest};
use std::str::FromStr;

/// Reads the cells of one line and remembers whether all could be read.
pub(crate) struct Cells<'r> {
    pub(crate) line: Line<'r>,
    faults: &'r mut Vec<Fault>,
    /// Whether every cell so far could be read.
    pub(crate) clear: bool,
}

impl<'r> Cells<'r> {
    pub(crate) fn new(line: Line<'r>, faults: &'r mut Vec<Fault>) -> Self {
        Self { line, faults, clear: true }
    }

    pub(crate) fn number(&self) -> u32 {
        self.line.line
    }

    pub(crate) fn fault<T>(&mut self, key: &str, kind: FaultKind) -> Option<T> {
        self.clear = false;
        if kind != FaultKind::MissingValue || !self.line.is_doubtful(key) {
            self.faults.push(self.line.fault(key, kind, self.line.cell(key)));
        }
        None
    }

    /// A text, which may be empty.
    pub(crate) fn text(&mut self, key: &str) -> &'r str {
        let text = self.line.cell(key);
        if text.chars().count() > MAX_CELL_CHARS {
            self.fault::<()>(key, FaultKind::CellTooLong { limit: MAX_CELL_CHARS });
        } else if text.chars().any(is_unseen) {
            self.fault::<()>(key, FaultKind::ControlCharacter);
        } else if is_placeholder(text) {
            self.fault::<()>(key, FaultKind::Placeholder);
        } else {
            return text;
        }
        ""
    }

    /// Whether nothing stands in a cell.
    pub(crate) fn is_blank(&self, key: &str) -> bool {
        self.line.cell(key).is_empty()
    }

    /// A text that must not be empty.
    pub(crate) fn needed(&mut self, key: &str) -> Option<&'r str> {
        if self.is_blank(key) {
            return self.fault(key, FaultKind::MissingValue);
        }
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// An id; what a spreadsheet does to long numbers is told apart.
    pub(crate) fn id<I: FromStr<Err = MalformedId>>(&mut self, key: &str) -> Option<I> {
        let text = self.needed(key)?;
        if is_damaged(text) {
            return self.fault(key, FaultKind::DamagedId);
        }
        text.parse().ok().or_else(|| self.fault(key, FaultKind::MalformedId))
    }

    /// A date that must be there.
    pub(crate) fn date(&mut self, key: &str) -> Option<Date> {
        let text = self.needed(key)?;
        match text.parse() {
            Ok(date) => Some(date),
            Err(ParseDateError::Malformed) => self.fault(key, FaultKind::MalformedDate),
            Err(ParseDateError::NoSuchDay) => self.fault(key, FaultKind::NoSuchDay),
        }
    }

    /// A whole number within bounds that must be there.
    pub(crate) fn count(&mut self, key: &str, least: u32, most: u32) -> Option<u32> {
        let text = self.needed(key)?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.fault(key, FaultKind::MalformedCount);
        }
        let within = text.parse().ok().filter(|count| (least..=most).contains(count));
        let bounds =
            || FaultKind::OutOfBounds { least: least.to_string().into(), most: most.to_string().into() };
        within.or_else(|| self.fault(key, bounds()))
    }

    /// A mark that must be there; the bounds of the scheme are named to those who write none of its numbers.
    pub(crate) fn mark(&mut self, key: &str, rule: Option<&ExamRule>) -> Option<Points> {
        let text = self.needed(key)?;
        match text.parse() {
            Ok(points) => Some(points),
            Err(ParsePointsError::Malformed) => self.fault(key, FaultKind::MalformedNumber),
            Err(ParsePointsError::TooManyPlaces) => {
                let places = rule.map_or(6, |rule| rule.mark_places);
                self.fault(key, FaultKind::TooManyPlaces { places })
            }
            Err(ParsePointsError::OutOfRange) => {
                let most = rule.map_or_else(|| "1000000".into(), |rule| rule.full_mark.to_string());
                self.fault(key, FaultKind::OutOfBounds { least: "0".into(), most: most.into() })
            }
        }
    }

    /// A short code that must be there.
    pub(crate) fn code(&mut self, key: &str) -> Option<ShortCode> {
        match self.needed(key)?.parse() {
            Ok(code) => Some(code),
            Err(ParseCodeError::Malformed) => self.fault(key, FaultKind::MalformedCode),
            Err(ParseCodeError::WrongCheckCharacter) => self.fault(key, FaultKind::WrongCheckCharacter),
        }
    }

    /// One of a few words, English or Chinese.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &str,
        words: &[(T, &'static str, &'static str)],
    ) -> Option<T> {
        let text = self.needed(key)?;
        let found = words.iter().find(|(_, english, chinese)| text == *english || text == *chinese);
        if let Some((word, ..)) = found {
            return Some(*word);
        }
        let known: Vec<&str> = words.iter().map(|(_, _, chinese)| *chinese).collect();
        let nearest = nearest(text, words.iter().flat_map(|(_, english, chinese)| [*english, *chinese]));
        self.fault(key, FaultKind::UnknownCategory { nearest, known: known.join("、").into() })
    }

    /// A fact of any kind; blank if the cell is empty.
    pub(crate) fn fact(
        &mut self,
        key: &str,
        kind: FieldKind,
        schema: &FactSchema,
        aliases: &Aliases,
    ) -> Cell {
        let text = self.text(key);
        if let FieldKind::Category(set) = kind
            && let Some(category) = aliases.find(set, text)
        {
            return Cell::Category(category);
        }
        match Cell::parse(schema, kind, accepted(kind, text)) {
            Ok(cell) => cell,
            Err(FaultKind::UnknownCategory { known, .. }) => {
                let terms = category_terms(schema, kind);
                let nearest = nearest(text, terms);
                self.fault::<()>(key, FaultKind::UnknownCategory { nearest, known });
                Cell::Blank
            }
            Err(wrong) => {
                self.fault::<()>(key, wrong);
                Cell::Blank
            }
        }
    }

    /// Evidence and remark, which never count.
    pub(crate) fn note(&mut self) -> Note {
        Note { evidence: self.text("evidence").into(), remark: self.text("remark").into() }
    }

    /// Who decided, when and by which document.
    pub(crate) fn authority(&mut self) -> Option<Authority> {
        let (who, date) = (self.needed("who"), self.date("date"));
        Some(Authority { document: self.text("document").into(), who: who?.into(), date: date? })
    }
}

/// English words for the built-in values.
pub(crate) fn accepted(kind: FieldKind, text: &str) -> &str {
    match (kind, text) {
        (FieldKind::Flag, "yes") => "是",
        (FieldKind::Flag, "no") => "否",
        (FieldKind::Category(FactSchema::SEX_SET), "M") => "男",
        (FieldKind::Category(FactSchema::SEX_SET), "F") => "女",
        _ => text,
    }
}

fn category_terms(schema: &FactSchema, kind: FieldKind) -> impl Iterator<Item = &str> {
    let set: Option<SetId> = match kind {
        FieldKind::Category(set) => Some(set),
        FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => None,
    };
    set.into_iter().flat_map(|set| schema.set(set).terms.iter().map(|term| &**term))
}

/// Whether a text only marks a place to fill in: `…` as ready lines and new folders have it, or as people type it.
pub(crate) fn is_placeholder(text: &str) -> bool {
    matches!(text, "…" | "……" | "...")
}

/// Control characters, and what stands in a text without being seen: a byte-order mark within it, blanks of no
/// width, marks that turn the direction. Texts that look the same must be the same.
///
/// ```
/// use anzhi_tables::is_unseen;
///
/// assert!(['\u{feff}', '\u{200b}', '\u{202e}', '\t'].into_iter().all(is_unseen));
/// assert!(!"张三 A-1".chars().any(is_unseen)); // a blank shows
/// ```
pub fn is_unseen(c: char) -> bool {
    let unseen = ['\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    c.is_control() || c == '\u{feff}' || unseen.iter().any(|range| range.contains(&c))
}

/// `1.1E+17`, or 18 digits that end in 000: what a spreadsheet makes of an identity number.
fn is_damaged(text: &str) -> bool {
    let exponent = text.split_once(['E', 'e']).is_some_and(|(mantissa, power)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits(mantissa) && power.strip_prefix('+').is_some_and(digits)
    });
    let cut = text.len() == 18 && text.bytes().all(|b| b.is_ascii_digit()) && text.ends_with("000");
    exponent || cut
}
