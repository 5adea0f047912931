//! A line of a file with carets under what is meant.

use crate::failures::visible;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// How many columns of a line are shown around what is meant; a Chinese character takes two.
const COLUMNS: usize = 100;

/// The longest line, in bytes, of which anything is shown.
const LONGEST: usize = 2_000;

/// What is said of a place in a file.
pub(crate) struct Remark<'r> {
    /// How the file was called.
    pub(crate) file: &'r str,
    pub(crate) text: &'r str,
    /// Line and column, from 1; nothing for what stands nowhere in the file.
    pub(crate) place: Option<(u32, u32)>,
    /// The bytes that are meant.
    pub(crate) span: Range<usize>,
    pub(crate) title: String,
    pub(crate) mend: String,
}

impl Remark<'_> {
    /// Title, place, the line with carets under it, and what to do.
    pub(crate) fn to_text(&self) -> String {
        let level = Level::ERROR.no_name();
        let group = Group::with_title(level.clone().primary_title(visible(&self.title)));
        let file = visible(self.file);
        let group = match (self.place, line(self.text, &self.span)) {
            (None, _) => group.element(Origin::path(file)),
            (Some((line, _)), Some((source, meant))) => {
                let caret = AnnotationKind::Primary.span(meant);
                group.element(Snippet::source(source).path(file).line_start(index(line)).annotation(caret))
            }
            (Some((line, column)), None) => {
                group.element(Origin::path(file).line(index(line)).char_column(index(column)))
            }
        };
        let group = group.element(level.message(visible(&self.mend)));
        Renderer::plain().term_width(COLUMNS).render(&[group]) + "\n"
    }
}

/// The line on which something begins, and what of it stands on that line.
fn line<'t>(text: &'t str, span: &Range<usize>) -> Option<(&'t str, Range<usize>)> {
    // No further than a line that is shown can reach: a file may be one line with very many faults.
    let before = text.as_bytes().get(span.start.saturating_sub(LONGEST)..span.start)?;
    let begins = match before.iter().rposition(|byte| *byte == b'\n') {
        Some(at) => span.start - before.len() + at + 1,
        None if before.len() == span.start => 0,
        None => return None,
    };
    let behind = &text.as_bytes()[begins..];
    let length = behind.iter().take(LONGEST + 1).position(|byte| *byte == b'\n').unwrap_or(behind.len());
    let line = text[begins..begins + length].trim_end_matches('\r');
    let mark = if begins == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (begins, line) = (begins + mark, &line[mark..]);
    let start = span.start.saturating_sub(begins).min(line.len());
    let end = span.end.saturating_sub(begins).clamp(start, line.len());
    let meant = start..start + line[start..end].trim_end_matches([' ', '\t', '\r']).len();
    (!line.is_empty() && line.len() <= LONGEST).then_some((line, meant))
}

fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, meant: &str) -> String {
        let start = text.find(meant).unwrap();
        let (title, mend) = ("甲".into(), "乙".into());
        let span = start..start + meant.len();
        Remark { file: "f", text, place: Some((1, 1)), span, title, mend }.to_text()
    }

    #[test]
    fn carets_take_as_many_columns_as_what_stands_above_them() {
        let text = "title = '办法（一）', 版次 = 'Ａ1'";
        let expected = format!(
            "甲\n --> f:1:18\n  |\n1 | {text}\n  | {}^^^^\n  |\n  = 乙\n",
            " ".repeat("title = '".len() + 2 * "办法（一）".chars().count() + "', ".len())
        );
        assert_eq!(shown(text, "版次"), expected);
    }

    #[test]
    fn what_is_longer_than_a_line_is_shown_as_far_as_its_end() {
        assert!(shown("a = [ \r\n 1,\n]", "[ \r\n 1,\n]").contains("1 | a = [ \n  |     ^\n"));
        assert!(shown("a =\u{3000}1", "\u{3000}").contains("\n  |    ^^\n"));
        assert!(shown("\u{feff}a = 1", "1").contains(":1:5\n  |\n1 | a = 1\n  |     ^\n"));
    }

    #[test]
    fn nothing_unseen_gets_on_the_screen() {
        let text = "a = '\u{1b}[31m' # \u{202e}";
        assert!(!shown(text, "'").contains(['\u{1b}', '\u{202e}']));
    }

    #[test]
    fn a_line_too_long_to_read_is_only_named() {
        let text = format!("# {}\nx", "长".repeat(1_000));
        assert_eq!(shown(&text, "长"), "甲\n--> f:1:1\n = 乙\n");
        let cut = shown(&format!("# {}错{}", "长".repeat(300), "长".repeat(300)), "错");
        assert!(cut.lines().all(|line| line.chars().count() < COLUMNS), "{cut}");
    }
}
