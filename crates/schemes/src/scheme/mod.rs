//! A whole scheme: its head and the order in which its parts are read, from one paper or several.

mod assumed;
mod choosing;
mod cutoff;
mod exam;
mod head;
mod people;
mod ranking;
mod rules;
mod scoring;
mod unused;

use crate::book::Book;
use crate::facts::{Aliases, facts};
use crate::form::{FormFault, FormFaultKind, read_with_warnings};
use crate::notes::Notes;
use crate::section::Section;
use crate::warning::FormWarning;
use anzhi_core::scheme::{Choosing, Identity, Part, RankingRule, Scheme, SittingRule};
pub(crate) use exam::rounding;
use rules::ReadItem;
use std::cell::RefCell;

/// A scheme as loaded from its file.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(&*loaded.text, text); // a record keeps the file as it is
/// assert_eq!(loaded.scheme.identity.id.as_str(), "county-reference");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedScheme {
    /// The checked scheme.
    pub scheme: Scheme,
    /// Other ways to write its categories, for reading tables.
    pub aliases: Aliases,
    /// The file, byte for byte.
    pub text: Box<str>,
    /// The file of the ranking, if it comes from a paper of its own.
    pub ranking_text: Option<Box<str>>,
    /// The file of the choosing, likewise.
    pub choosing_text: Option<Box<str>>,
    /// What is unusual about it and may be meant.
    pub warnings: Vec<FormWarning>,
}

impl LoadedScheme {
    /// What the file says of its paper and its rules that nobody is scored by.
    ///
    /// Shown at [`Notes`].
    pub fn notes(&self) -> Notes {
        Notes::read(&self.text)
    }
}

/// The texts of the papers that a round takes its scheme from.
///
/// ```
/// use anzhi_schemes::{Papers, load_papers, shipped};
///
/// let scoring = shipped("county-reference").ok_or("not shipped")?;
/// let papers = Papers { scoring, ranking: None, choosing: None };
/// let loaded = load_papers(papers).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(loaded.scheme.ranking.paper, None); // the same paper states it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Papers<'t> {
    /// The paper that states how facts become points.
    pub scoring: &'t str,
    /// The paper on ranking, if it is another.
    pub ranking: Option<&'t str>,
    /// The paper on choosing and the sittings, if it is another.
    pub choosing: Option<&'t str>,
}

/// Loads a scheme from the text of its file. Parts that the file does not state are empty.
///
/// # Errors
/// All faults, with their lines, in the order of the text.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(loaded.scheme.scoring.items.len(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn load(text: &str) -> Result<LoadedScheme, Vec<FormFault>> {
    read(Papers { scoring: text, ranking: None, choosing: None }, &RefCell::default())
}

/// Loads a scheme whose ranking or choosing may come from papers of their own. What those name of a person must
/// stand among the facts of the scoring.
///
/// # Errors
/// All faults of all papers, each with the part for which its paper was read; a paper that lacks its part has one.
///
/// Shown at [`Papers`].
pub fn load_papers(papers: Papers<'_>) -> Result<LoadedScheme, Vec<(Part, FormFault)>> {
    let others = RefCell::default();
    let read = read(papers, &others);
    let mut faults: Vec<(Part, FormFault)> = others.into_inner();
    match read {
        Ok(mut loaded) if faults.is_empty() => {
            loaded.ranking_text = papers.ranking.map(Into::into);
            loaded.choosing_text = papers.choosing.map(Into::into);
            // Of several papers all parts are there; of one alone, those that it states.
            if papers.ranking.is_some() || papers.choosing.is_some() {
                loaded.scheme.identity.parts = vec![Part::Scoring, Part::Ranking, Part::Choosing];
            }
            Ok(loaded)
        }
        Ok(_) => Err(faults),
        Err(own) => {
            faults.extend(own.into_iter().map(|fault| (Part::Scoring, fault)));
            faults.sort_by_key(|(part, _)| *part);
            Err(faults)
        }
    }
}

/// The faults of papers on ranking and choosing.
type Others = RefCell<Vec<(Part, FormFault)>>;

fn read(papers: Papers<'_>, others: &Others) -> Result<LoadedScheme, Vec<FormFault>> {
    let (loaded, warnings) = read_with_warnings(papers.scoring, |form| {
        let loaded = scheme(form, papers, others);
        form.end();
        loaded
    })?;
    Ok(LoadedScheme { warnings, ..loaded })
}

/// Reads a file alone, whatever comes of it.
#[cfg(test)]
pub(crate) fn read_alone(form: &Section<'_>, text: &str) {
    scheme(form, Papers { scoring: text, ranking: None, choosing: None }, &RefCell::default());
}

fn scheme(form: &Section<'_>, papers: Papers<'_>, others: &Others) -> Option<LoadedScheme> {
    head::language(form);
    let identity = head::identity(form);
    let ladders = form.get("ladders").and_then(|value| value.section());
    let ladders = ladders.map_or_else(Vec::new, |form| crate::facts::ladders(&form));
    let Some((schema, aliases)) = form.section("facts").and_then(|form| facts(&form, &ladders)) else {
        form.skip(&scoring::KEYS);
        form.skip(&["ranking", "choosing", "sittings"]);
        return None;
    };
    let stated = identity.as_ref().map_or_else(Vec::new, |identity| identity.parts.clone());
    let states = |part: Part| identity.is_none() || stated.contains(&part);
    let alone = papers.ranking.is_none() && papers.choosing.is_none();
    if !alone && !states(Part::Scoring) {
        form.fault(&form.head(), FormFaultKind::LacksPart { part: Part::Scoring.word().into() });
    }
    let kinds = scoring::kinds(form);
    let mut book = Book::new(&schema, &ladders, &kinds, Vec::new());
    let (items, scoring) = if states(Part::Scoring) {
        scoring::scoring(form, &mut book)
    } else {
        (Vec::new(), scoring::Scored::nothing())
    };
    let ranking = match papers.ranking {
        Some(text) => {
            form.skip(&["ranking"]);
            other(text, Part::Ranking, others, |form| {
                form.section("ranking").and_then(|form| ranking::ranking(&form, &book, &items))
            })
            .map(|(paper, ranking)| RankingRule { paper: Some(paper), ..ranking })
        }
        None if states(Part::Ranking) => {
            form.section("ranking").and_then(|form| ranking::ranking(&form, &book, &items))
        }
        None => lacking(form, Part::Ranking, alone).then(ranking::none),
    };
    let choosing = match papers.choosing {
        Some(text) => {
            form.skip(&["choosing", "sittings"]);
            other(text, Part::Choosing, others, |form| meeting(form, &book, &items))
                .map(|(paper, (choosing, sittings))| (Choosing { paper: Some(paper), ..choosing }, sittings))
        }
        None if states(Part::Choosing) => meeting(form, &book, &items),
        None => lacking(form, Part::Choosing, alone).then(|| (choosing::none(), Vec::new())),
    };
    if alone && stated.len() == head::ALL.len() {
        // What one part does not use another may, if it stands in another paper.
        unused::warn(form, &book, ranking.as_ref(), choosing.as_ref().map(|(choosing, _)| choosing));
    }
    let items = items.into_iter().map(|(item, _)| item).collect();
    let scoring = scoring?.complete(form, book, items);
    let (choosing, sittings) = choosing?;
    let scheme = Scheme { identity: identity?, scoring, ranking: ranking?, choosing, sittings };
    let (text, warnings) = (papers.scoring.into(), Vec::new());
    Some(LoadedScheme { scheme, aliases, text, ranking_text: None, choosing_text: None, warnings })
}

/// Whether a part may be lacking: a file alone is read for what it states, a round needs all of it.
fn lacking(form: &Section<'_>, part: Part, alone: bool) -> bool {
    if !alone {
        form.fault(&form.head(), FormFaultKind::LacksPart { part: part.word().into() });
    }
    alone
}

fn meeting(form: &Section<'_>, book: &Book<'_>, items: &[ReadItem]) -> Option<(Choosing, Vec<SittingRule>)> {
    let kinds_count = items.iter().any(|(item, _)| !item.kinds.is_empty());
    let choosing = form.section("choosing").and_then(|form| choosing::choosing(&form, book, items));
    let sittings = choosing::sittings(form, book, kinds_count);
    choosing.map(|choosing| (choosing, sittings))
}

/// Reads one part from a paper of its own; what else it states is of no concern here.
fn other<T>(
    text: &str,
    part: Part,
    others: &Others,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<(Identity, T)> {
    let found = read_with_warnings(text, |form| {
        head::language(form);
        let identity = head::identity(form);
        form.skip(&scoring::KEYS);
        form.skip(&["facts", "ladders", "ranking", "choosing", "sittings"]);
        if identity.as_ref().is_some_and(|identity| !identity.parts.contains(&part)) {
            form.fault(&form.head(), FormFaultKind::LacksPart { part: part.word().into() });
            return None;
        }
        let read = read(form);
        form.end();
        identity.zip(read)
    });
    match found {
        Ok((found, _)) => Some(found),
        Err(faults) => {
            others.borrow_mut().extend(faults.into_iter().map(|fault| (part, fault)));
            None
        }
    }
}

/// A part that may be absent, read where it is there; the inner nothing is a faulty one.
fn optional<T>(
    form: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Option<T>> {
    match form.get(key) {
        Some(value) => value.section().and_then(|form| read(&form)).map(Some),
        None => Some(None),
    }
}
