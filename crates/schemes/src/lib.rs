//! The scheme language of anzhi and the schemes that come with it.
//!
//! A scheme (计分办法) is a TOML file. [`load`] turns it into the engine's checked scheme or names all its faults
//! with their lines. Nothing here scores.

mod book;
mod choices;
mod conditions;
mod decimals;
mod examples;
mod facts;
mod file;
mod form;
mod full_width;
mod nearest;
mod notes;
mod order;
mod parsing;
mod place;
mod schema;
mod scheme;
mod section;
mod steps;
mod subjects;
mod value;
mod warning;

pub use examples::{Example, examples};
pub use facts::Aliases;
pub use file::{MAX_BYTES, examples_bytes, load_bytes, text_of_form};
pub use form::{FormFault, FormFaultKind, Type, read_form, read_with_warnings};
pub use nearest::nearest;
pub use notes::{Note, Notes, Paper};
pub use place::{Place, places};
pub use schema::{scheme_schema, scheme_schema_json};
pub use scheme::{LoadedScheme, Papers, load, load_papers};
pub use section::{Section, Value};
pub use warning::{FormWarning, FormWarningKind};

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        /// The schemes that come with the program: name, file, worked examples.
        const SHIPPED: &[(&str, &str, &str)] = &[
            $((
                $name,
                include_str!(concat!("../schemes/", $name, "/scheme.toml")),
                include_str!(concat!("../schemes/", $name, "/examples.toml")),
            ),)+
        ];
    };
}

shipped![
    "county-reference",
    "anning-2025",
    "beijing-2011",
    "fire-service-2024",
    "henan-2019",
    "huizhou-deputy-regimental",
    "jiangxi-undated",
    "jilin-2008",
    "jinan-2024",
    "nanchang-2015",
    "new-style-officers",
    "qianan-2023",
    "shaanxi-2020",
    "shenzhen-2014",
    "shenzhen-2015",
    "soldiers-2016",
    "soldiers-2018",
    "unnamed-city-2013",
    "unnamed-province-merit",
    "xinyu-2014",
    "zhangqiu-2011",
    "zhangqiu-2015",
    "zhangqiu-2020",
];

/// The file of a scheme that comes with the program.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// assert!(text.contains("id = \"county-reference\""));
/// assert_eq!(anzhi_schemes::shipped("county"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, ..)| *shipped == name).map(|(_, text, _)| *text)
}

/// The worked examples of a scheme that comes with the program.
///
/// Shown at [`Example`].
pub fn shipped_examples(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, ..)| *shipped == name).map(|(_, _, examples)| *examples)
}

/// The names of the schemes that come with the program.
///
/// ```
/// assert!(anzhi_schemes::shipped_names().any(|name| name == "county-reference"));
/// ```
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, ..)| *name)
}
