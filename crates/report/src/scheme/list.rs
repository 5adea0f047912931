//! The shipped schemes, on the screen.

use crate::lang::{Lang, say};
use anzhi_core::scheme::Identity;

/// What there is to know of each scheme before one reads it.
///
/// ```
/// use anzhi_report::{Lang, scheme_list_text};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let told = scheme_list_text([&loaded.scheme.identity], Lang::En);
/// assert!(told.starts_with("county-reference\n"));
/// assert!(told.contains("\n  issuer: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_list_text<'i>(schemes: impl IntoIterator<Item = &'i Identity>, lang: Lang) -> String {
    let entry = |identity: &Identity| {
        let Identity { id, issuer, title, edition, .. } = identity;
        say!(
            lang,
            "{id}\n  名称：{title}\n  制定单位：{issuer}\n  版次：{edition}\n",
            "{id}\n  title: {title}\n  issuer: {issuer}\n  edition: {edition}\n"
        )
    };
    schemes.into_iter().map(entry).collect::<Vec<_>>().join("\n")
}
