//! Full-width characters where TOML takes only half-width ones: `＝`, `“ ”`, `，`, `１`.
//!
//! A Chinese input method types them, and they look right. Outside texts and comments each is a fault of its own;
//! in a copy of the text the right characters take their places, so that the rest of the file can be read as well.

use crate::form::Span;
use std::ops::Range;

/// A full-width character, or several of one word, and what belongs there.
#[derive(Debug)]
pub(crate) struct Wide {
    pub(crate) span: Span,
    pub(crate) character: char,
    pub(crate) instead: Box<str>,
}

/// A copy of a text in which every full-width character outside texts and comments is a half-width one, and the
/// places of these. What is shorter is filled up with blanks: every place in the copy is that of the text.
pub(crate) fn narrowed(text: &str) -> (String, Vec<Wide>) {
    let copy = String::with_capacity(text.len());
    let mut scan = Scan { text, at: 0, copy, wide: Vec::new(), unended: 0 };
    while let Some(next) = scan.rest().chars().next() {
        match next {
            '#' => scan.keep(line_length(scan.rest())),
            '"' | '\'' => scan.quoted(next),
            _ => match quote(next) {
                Some(quote) => scan.wide_quoted(next, quote),
                None => scan.outside(next),
            },
        }
    }
    (scan.copy, scan.wide)
}

/// The full-width part of a figure or date in quotation marks, and how it is written.
pub(crate) fn in_figure(text: &str, span: &Span) -> Option<Wide> {
    let figure = text.get(span.clone())?;
    let part = wide_part(figure)?;
    let at = span.start + part.start..span.start + part.end;
    let character = figure[part.clone()].chars().next()?;
    Some(Wide { span: at, character, instead: narrow_word(&figure[part]).into() })
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    copy: String,
    wide: Vec<Wide>,
    /// Up to here no mark is known to stand where a text ends: nobody looks for one twice.
    unended: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Copies what may stand as it is.
    fn keep(&mut self, bytes: usize) {
        self.copy.push_str(&self.rest()[..bytes]);
        self.at += bytes;
    }

    /// Notes a full-width part of what comes next, and copies what belongs there.
    fn replace(&mut self, bytes: usize, part: Range<usize>, instead: &str, blanks_first: bool) {
        let word = &self.rest()[..bytes];
        let narrow = word[..part.start].to_owned() + instead + &word[part.end..];
        let blanks = " ".repeat(bytes - narrow.len());
        self.copy += &if blanks_first { blanks + &narrow } else { narrow + &blanks };
        let character = word[part.clone()].chars().next().unwrap_or_default();
        let span = self.at + part.start..self.at + part.end;
        self.wide.push(Wide { span, character, instead: instead.into() });
        self.at += bytes;
    }

    /// A text between half-width quotation marks. If its line ends before it does, a full-width one was to close
    /// it.
    fn quoted(&mut self, mark: char) {
        let rest = self.rest();
        let triple = mark.to_string().repeat(3);
        if rest.starts_with(&triple) {
            return self.keep(closing(&rest[3..], &triple).map_or(rest.len(), |end| 3 + end));
        }
        let line = &rest[..line_length(rest)];
        if let Some(end) = closing(&line[1..], &triple[..1]) {
            return self.keep(1 + end);
        }
        match line.char_indices().rfind(|(_, c)| quote(*c) == Some(mark)) {
            Some((at, wide)) => {
                self.keep(at);
                self.replace(wide.len_utf8(), 0..wide.len_utf8(), &triple[..1], false);
            }
            None => self.keep(line.len()),
        }
    }

    /// A text that a full-width quotation mark opens, up to whatever mark closes it on the line.
    fn wide_quoted(&mut self, open: char, mark: char) {
        let length = open.len_utf8();
        self.replace(length, 0..length, &mark.to_string(), true);
        let line = &self.rest()[..line_length(self.rest())];
        let closes = |c: char| c == mark || quote(c) == Some(mark);
        let ends = |at: usize, c: char| {
            let behind = line[at + c.len_utf8()..].trim_start();
            behind.is_empty()
                || behind.starts_with([',', ']', '}', '=', '#', '，', '、', '］', '｝', '＝', '：', '＃'])
        };
        let mut marks = line.char_indices().filter(|(_, c)| closes(*c)).peekable();
        let first = marks.peek().copied();
        let end = if self.at < self.unended { None } else { marks.find(|(at, c)| ends(*at, *c)) };
        if end.is_none() {
            self.unended = self.at + line.len();
        }
        match end.or(first) {
            Some((at, close)) if close == mark => self.keep(at + 1),
            Some((at, close)) => {
                self.keep(at);
                self.replace(close.len_utf8(), 0..close.len_utf8(), &mark.to_string(), false);
            }
            None => self.keep(line.len()),
        }
    }

    /// A word, a blank or a mark outside texts. A Chinese word behind `=` begins a text that lacks its quotation
    /// marks: what else it holds is that of a text.
    fn outside(&mut self, next: char) {
        let rest = self.rest();
        let chinese = !next.is_ascii() && next.is_alphabetic() && narrow(next).is_none();
        if chinese && self.copy.trim_end_matches([' ', '\t']).ends_with('=') {
            return self.keep(line_length(rest));
        }
        let length = |takes: fn(char) -> bool| rest.find(|c| !takes(c)).unwrap_or(rest.len());
        let word = length(|c| c.is_ascii_alphanumeric() || narrow(c).is_some());
        if word > 0 {
            return match wide_part(&rest[..word]) {
                Some(part) => {
                    let instead = narrow_word(&rest[part.clone()]);
                    self.replace(word, part, &instead, false);
                }
                None => self.keep(word),
            };
        }
        let blanks = length(|c| c == '\u{3000}');
        match sign(next) {
            _ if blanks > 0 => self.replace(blanks, 0..blanks, " ", false),
            Some("#") => {
                self.replace(next.len_utf8(), 0..next.len_utf8(), "#", false);
                self.keep(line_length(self.rest()));
            }
            Some(instead) => self.replace(next.len_utf8(), 0..next.len_utf8(), instead, false),
            None => self.keep(next.len_utf8()),
        }
    }
}

/// The length of the first line, without its end.
fn line_length(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// Where a text ends that was opened before, its closing mark included. In a text between `"` a `\` takes away the
/// meaning of what follows it.
fn closing(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find(mark) {
        let at = from + found;
        let escapes = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if mark.starts_with('\'') || escapes % 2 == 0 {
            return Some(at + mark.len());
        }
        from = at + 1;
    }
    None
}

/// From the first full-width character of a word or figure to the last.
fn wide_part(word: &str) -> Option<Range<usize>> {
    let mut wide = word.char_indices().filter(|(_, c)| narrow(*c).is_some());
    let (first, one) = wide.next()?;
    let (last, other) = wide.next_back().unwrap_or((first, one));
    Some(first..last + other.len_utf8())
}

fn narrow_word(word: &str) -> String {
    word.chars().map(|c| narrow(c).unwrap_or(c)).collect()
}

/// What belongs in the place of a full-width letter, digit, or mark within a word or figure.
fn narrow(wide: char) -> Option<char> {
    match wide {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(wide) - 0xFEE0),
        '．' | '。' => Some('.'),
        '－' | '—' | '–' => Some('-'),
        '＿' => Some('_'),
        '＋' => Some('+'),
        _ => None,
    }
}

/// What belongs in the place of a full-width mark between words.
fn sign(wide: char) -> Option<&'static str> {
    Some(match wide {
        '＝' | '：' => "=",
        '，' | '、' | '；' => ",",
        '［' | '【' | '〔' => "[",
        '］' | '】' | '〕' => "]",
        '｛' => "{",
        '｝' => "}",
        '＃' => "#",
        _ => return None,
    })
}

/// The half-width quotation mark in whose place another stands.
fn quote(wide: char) -> Option<char> {
    match wide {
        '“' | '”' | '＂' | '「' | '」' | '『' | '』' => Some('"'),
        '‘' | '’' | '＇' => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (String, Vec<(&str, String)>) {
        let (copy, wide) = narrowed(text);
        assert_eq!(copy.len(), text.len());
        (copy, wide.into_iter().map(|wide| (&text[wide.span], wide.instead.into())).collect())
    }

    #[test]
    fn texts_and_comments_may_hold_any_character() {
        let text = "a = \"“，１\\\"”\" # ，＝\nb = '，'\nc = \"\"\"\n，\n\"\"\"\nd = '''“'''\n";
        assert_eq!(found(text), (text.into(), vec![]));
    }

    #[test]
    fn every_mark_is_named_with_what_belongs_there() {
        let (copy, wide) = found("ａb＝１2．５，｛　c：‘d’｝ ＃ ，\ne = [ “f“g”h” ］\n");
        let pairs: Vec<(&str, &str)> = wide.iter().map(|(wide, instead)| (*wide, &**instead)).collect();
        let expected = [
            ("ａ", "a"),
            ("＝", "="),
            ("１2．５", "12.5"),
            ("，", ","),
            ("｛", "{"),
            ("　", " "),
            ("：", "="),
            ("‘", "'"),
            ("’", "'"),
            ("｝", "}"),
            ("＃", "#"),
            ("“", "\""),
            ("”", "\""),
            ("］", "]"),
        ];
        assert_eq!(pairs, expected);
        let words: Vec<&str> = copy.split_whitespace().collect();
        assert_eq!(
            words,
            ["ab", "=", "12.5", ",", "{", "c=", "'d'", "}", "#", "，", "e", "=", "[", "\"f“g”h\"", "]"]
        );
    }

    #[test]
    fn a_text_is_closed_by_a_full_width_mark_only_where_no_other_closes_it() {
        assert_eq!(found("a = \"甲”\nb = 1").1, [("”", "\"".into())]);
        assert_eq!(found("a = “甲\"\nb = 1").1, [("“", "\"".into())]);
        assert_eq!(found("a = “甲\nb = 1").0, "a =   \"甲\nb = 1");
        assert_eq!(found("a = \"甲\nb = 1").1, []);
        assert_eq!(found("a = 甲，“乙”\nb ＝ 1").1, [("＝", "=".into())]);
    }
}
