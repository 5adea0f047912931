//! The two schemes of the random rounds: the shipped one, and its points under another order of choosing.

use crate::plain::Plain;
use crate::ruled::GROUPS;
use anzhi_schemes::{LoadedScheme, load, shipped};

/// Both schemes.
pub(crate) struct Schemes {
    first: LoadedScheme,
    second: LoadedScheme,
}

impl Schemes {
    /// The scheme of a round.
    pub(crate) fn of(&self, plain: &Plain) -> &LoadedScheme {
        if plain.second { &self.second } else { &self.first }
    }
}

/// `county-reference`, and the same with two groups and two sittings.
pub(crate) fn schemes() -> Schemes {
    let text = shipped("county-reference").unwrap();
    let first = r#"{ attr = "grade", in = ["正团", "副团", "正营"] }"#;
    let [senior, junior] = GROUPS;
    let groups = format!(
        "[[ranking.groups]]\nid = \"{senior}\"\nwhen = {first}\n\n\
         [[ranking.groups]]\nid = \"{junior}\"\nwhen = {{ not = {first} }}\n\n[choosing]"
    );
    let sitting = "\n[[sittings]]\nid = \"afternoon\"\ntitle = \"下午场\"\n";
    let second = text.replace("[choosing]", &groups) + sitting;
    Schemes { first: load(text).unwrap(), second: load(&second).unwrap() }
}
