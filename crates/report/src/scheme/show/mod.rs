//! A scheme as a document that can be held against its paper, line by line.

mod amounts;
mod blanks;
mod counting;
mod end;
mod exam;
mod facts;
mod figures;
mod head;
mod ladders;
mod limits;
mod measure;
mod meeting;
mod page;
mod people;
mod rows;
mod rules;
mod scale;
mod step;
mod times;

use crate::conditions::Wording;
use crate::lang::Lang;
use anzhi_core::facts::Source;
use anzhi_core::scheme::{Part, Scheme, Scoring};
use anzhi_schemes::{LoadedScheme, Notes};
use page::Page;

/// A whole scheme in words: where it comes from, which facts it reads, every item step by step with all its
/// figures, who is scored by what, the exam, the order of choosing, and at the end all assumptions and gaps.
///
/// ```
/// use anzhi_report::{Lang, scheme_show_text};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let shown = scheme_show_text(&loaded, Lang::Zh);
/// assert!(shown.contains("\n1. 军龄（service）\n"));
/// assert!(shown.contains("不足1年的部分按1年计"));
/// assert!(shown.contains("每年0.5分"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_show_text(loaded: &LoadedScheme, lang: Lang) -> String {
    let notes = loaded.notes();
    let show = Show { loaded, scheme: &loaded.scheme, scoring: &loaded.scheme.scoring, notes: &notes, lang };
    let mut page = Page::new(lang);
    show.head(&mut page);
    if show.states(Part::Scoring) {
        show.day(&mut page);
    }
    show.facts(&mut page);
    show.ladders(&mut page);
    if show.states(Part::Scoring) {
        show.tables(&mut page);
        show.rules(&mut page);
        show.people(&mut page);
        show.exam(&mut page);
    }
    if show.states(Part::Ranking) {
        show.ranking(&mut page);
    }
    if show.states(Part::Choosing) {
        show.choosing(&mut page);
        show.sittings(&mut page);
    }
    show.assumptions(&mut page);
    if show.states(Part::Scoring) {
        show.gaps(&mut page);
    }
    page.into_text()
}

/// That there is no other form of the document.
///
/// ```
/// use anzhi_report::{Lang, shown_as_text_only};
///
/// assert!(shown_as_text_only(Lang::En).starts_with("A scheme is shown as text only"));
/// ```
pub fn shown_as_text_only(lang: Lang) -> &'static str {
    lang.pick(
        "办法全文只以文字列出，没有json形式；程序请直接读取办法文件。\n",
        "A scheme is shown as text only; programs read its file.\n",
    )
}

/// The scheme that is shown.
#[derive(Clone, Copy)]
struct Show<'a> {
    loaded: &'a LoadedScheme,
    scheme: &'a Scheme,
    scoring: &'a Scoring,
    notes: &'a Notes,
    lang: Lang,
}

impl<'a> Show<'a> {
    /// Conditions on rows of a table in words; where there are no rows, any table will do.
    fn wording(&self, source: Source) -> Wording<'a> {
        Wording { scoring: self.scoring, source, lang: self.lang }
    }

    /// Whether the file states a part at all.
    fn states(&self, part: Part) -> bool {
        self.scheme.identity.parts.contains(&part)
    }
}
