//! The scheme language of anzhi and the schemes that come with it.
//!
//! A scheme (计分办法) is a TOML file. [`load`] turns it into the engine's checked scheme or names all its faults
//! with their lines. Nothing here scores.

mod book;
mod choices;
mod conditions;
mod facts;
mod file;
mod form;
mod full_width;
mod nearest;
mod place;
mod scheme;
mod section;
mod steps;
mod warning;

pub use facts::Aliases;
pub use file::{MAX_BYTES, load_bytes};
pub use form::{FormFault, FormFaultKind, Type, read_form, read_with_warnings};
pub use nearest::nearest;
pub use scheme::{LoadedScheme, load};
pub use section::{Section, Value};
pub use warning::{FormWarning, FormWarningKind};

/// The schemes that come with the program, by name.
const SHIPPED: &[(&str, &str)] = &[("county-reference", include_str!("../schemes/county-reference.toml"))];

/// The file of a scheme that comes with the program.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// assert!(text.contains("id = \"county-reference\""));
/// assert_eq!(anzhi_schemes::shipped("county"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

/// The names of the schemes that come with the program.
///
/// ```
/// assert_eq!(anzhi_schemes::shipped_names().collect::<Vec<_>>(), ["county-reference"]);
/// ```
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}
