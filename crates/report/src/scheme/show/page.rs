//! The page that is written: parts with numbers, lines with indents, small tables, assumptions as they come.

use crate::failures::visible;
use crate::lang::{Lang, say};
use tabled::builder::Builder;
use tabled::settings::{Padding, Style};

/// A document that grows from above.
pub(super) struct Page {
    lang: Lang,
    text: String,
    parts: usize,
    /// What has been assumed so far, and where.
    assumed: Vec<(String, String)>,
}

impl Page {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, text: String::new(), parts: 0, assumed: Vec::new() }
    }

    /// The heading of the next part.
    pub(super) fn part(&mut self, title: &str) {
        self.parts += 1;
        let number = match self.lang {
            Lang::Zh => numeral(self.parts),
            Lang::En => self.parts.to_string(),
        };
        self.gap();
        self.line(0, &say!(self.lang, "{number}、{title}", "Part {number}: {title}"));
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A line, indented by so many steps.
    pub(super) fn line(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&visible(text));
        self.text.push('\n');
    }

    /// What is said under a name, if anything is.
    pub(super) fn named(&mut self, depth: usize, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line(depth, &say!(self.lang, "{name}：{text}", "{name}: {text}"));
        }
    }

    /// Something that the file decides and not the paper, under the next number.
    pub(super) fn assume(&mut self, depth: usize, place: &str, text: &str) {
        self.assumed.push((place.into(), text.into()));
        let number = self.assumed.len();
        self.line(depth, &say!(self.lang, "假定{number}：{text}", "Assumption {number}: {text}"));
    }

    /// Several of them.
    pub(super) fn assume_all(&mut self, depth: usize, place: &str, texts: &[Box<str>]) {
        texts.iter().for_each(|text| self.assume(depth, place, text));
    }

    /// All that has been assumed, and where.
    pub(super) fn assumed(&self) -> Vec<(String, String)> {
        self.assumed.clone()
    }

    /// Rows of cells, one under the other.
    pub(super) fn table(&mut self, depth: usize, rows: &[Vec<String>]) {
        let mut builder = Builder::default();
        rows.iter().for_each(|row| builder.push_record(row.iter().map(|cell| visible(cell))));
        let mut table = builder.build();
        table.with(Style::empty()).with(Padding::new(0, 2, 0, 0));
        table.to_string().lines().for_each(|line| self.line(depth, line.trim_end()));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A number from 1 to 99 as headings have it.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, DIGITS[number % 10]);
    match tens {
        0 => ones.into(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS[tens % 10]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_as_papers_count_them() {
        assert_eq!([1, 9, 10, 11, 20, 21].map(numeral), ["一", "九", "十", "十一", "二十", "二十一"]);
    }

    #[test]
    fn cells_stand_under_one_another_and_nothing_unseen_gets_out() {
        let mut page = Page::new(Lang::Zh);
        let row = |cells: [&str; 2]| cells.map(String::from).to_vec();
        page.table(1, &[row(["三等功", "1分"]), row(["嘉奖", "\u{1b}0分"])]);
        assert_eq!(page.into_text(), "  三等功  1分\n  嘉奖    \\u{1b}0分\n");
    }

    #[test]
    fn assumptions_are_numbered_as_they_come() {
        let mut page = Page::new(Lang::En);
        page.assume(0, "a", "b");
        page.assume_all(1, "c", &["d".into()]);
        assert_eq!(page.assumed(), [("a".into(), "b".into()), ("c".into(), "d".into())]);
        assert_eq!(page.into_text(), "Assumption 1: b\n  Assumption 2: d\n");
    }
}
