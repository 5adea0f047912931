//! `round.toml`: name and paper of the round.

use crate::cells::is_placeholder;
use anzhi_core::date::Date;
use anzhi_core::digest::Digest;
use anzhi_core::round::{Basis, Heading};
use anzhi_schemes::{FormFault, FormFaultKind, Section, read_form};

/// What `round.toml` says.
pub(crate) struct RoundForm {
    pub(crate) heading: Heading,
    /// The name of a shipped scheme, or a path within the folder.
    pub(crate) scheme: Box<str>,
    /// The same for the ranking and for the choosing, where they come from papers of their own.
    pub(crate) ranking: Option<Box<str>>,
    pub(crate) choosing: Option<Box<str>>,
}

/// Reads `round.toml`. Whatever is wrong with it, the tables can be read as long as it names year and scheme.
pub(crate) fn heading(text: &str) -> (Option<RoundForm>, Vec<FormFault>) {
    let mut read = None;
    let faults = read_form(text, |form| {
        let id = form.name("id").or_else(|| "unread".parse().ok());
        let (title, bureau, operator) =
            (filled(form, "title"), filled(form, "bureau"), filled(form, "operator"));
        let year = form.need("year").and_then(|value| value.integer(1950, 2200));
        let scheme = form.text("scheme");
        let paper = |key| form.get(key).and_then(|value| value.text()).map(Into::into);
        let (ranking, choosing) = (paper("ranking"), paper("choosing"));
        let filing_date = filing_date(form);
        let replaces = replaces(form);
        let (roster, plan) = (basis(form, "roster"), basis(form, "plan"));
        form.end();
        let year = i16::try_from(year?).ok()?;
        let heading = Heading { id: id?, title, bureau, year, operator, filing_date, replaces, roster, plan };
        read = Some(RoundForm { heading, scheme: scheme?, ranking, choosing });
        Some(())
    });
    (read, faults.err().unwrap_or_default())
}

/// A text that must be there, and not as a new folder has it.
fn filled(form: &Section<'_>, key: &'static str) -> Box<str> {
    let Some(value) = form.need(key) else { return "".into() };
    if value.as_text().is_some_and(is_placeholder) {
        value.fault(FormFaultKind::Placeholder);
    }
    value.text().unwrap_or_default().into()
}

fn filing_date(form: &Section<'_>) -> Option<Date> {
    let value = form.get("filing_date")?;
    let date = value.text()?.parse().ok();
    if date.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    date
}

/// The fingerprint of another record, as it is written in files.
fn replaces(form: &Section<'_>) -> Option<Digest> {
    let value = form.get("replaces")?;
    let fingerprint = value.text()?.parse().ok();
    if fingerprint.is_none() {
        value.fault(FormFaultKind::MalformedFingerprint);
    }
    fingerprint
}

/// A paper of another office: whoever names one names all of it.
fn basis(form: &Section<'_>, key: &'static str) -> Option<Basis> {
    const MOST: i64 = 100_000_000;
    let paper = form.get(key)?.section()?;
    let (document, issuer) = (told(&paper, "document"), told(&paper, "issuer"));
    let count = paper.need("count").and_then(|value| value.integer(1, MOST));
    paper.end();
    Some(Basis { document: document?, issuer: issuer?, count: u32::try_from(count?).ok()? })
}

/// A text that must be there, and say something.
fn told(paper: &Section<'_>, key: &'static str) -> Option<Box<str>> {
    let text = paper.text(key)?;
    if is_placeholder(&text)
        && let Some(value) = paper.get(key)
    {
        value.fault(FormFaultKind::Placeholder);
    }
    Some(text)
}
