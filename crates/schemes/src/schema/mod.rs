//! The keys of every form of a scheme file, from which the JSON Schema for editors is made. A test holds them
//! against the readers: what a reader asks for stands here, and what stands here some reader asks for.

mod conditions;
mod facts;
mod head;
#[cfg(test)]
mod held;
mod json;
mod parts;
mod steps;
mod times;

pub use json::{scheme_schema, scheme_schema_json};

/// What may stand behind a key.
#[derive(Debug)]
enum Shape {
    /// Any text.
    Text,
    /// A plain decimal number in quotation marks.
    Figure,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A table with keys of its own.
    Form(&'static Form),
    /// A table whose keys are names.
    Map(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// Several ways to write it.
    AnyOf(&'static [Shape]),
}

/// A table with certain keys.
#[derive(Debug)]
struct Form {
    /// What it is called in the schema.
    name: &'static str,
    /// What it is, in Chinese and in English.
    about: (&'static str, &'static str),
    keys: &'static [Key],
    /// Whether it has exactly one of the keys.
    one: bool,
}

/// A key of a table.
#[derive(Debug)]
struct Key {
    name: &'static str,
    needed: bool,
    shape: Shape,
}

impl Form {
    const fn new(name: &'static str, about: (&'static str, &'static str), keys: &'static [Key]) -> Self {
        Self { name, about, keys, one: false }
    }
}

/// A key that must be there.
const fn need(name: &'static str, shape: Shape) -> Key {
    Key { name, needed: true, shape }
}

/// A key that may be absent.
const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, needed: false, shape }
}

const TEXTS: Shape = Shape::List(&Shape::Text);

static GAP: Form = Form::new(
    "gap",
    ("缺项：原文未载，由当年裁定补定", "a gap: what the paper leaves out, for a ruling to fill"),
    &[need("gap", Shape::Text), may("id", Shape::Text)],
);

/// A figure, or a gap.
const PARAM: Shape = Shape::AnyOf(&[Shape::Figure, Shape::Form(&GAP)]);

static WAY: Form = Form::new(
    "way",
    (
        "缺项：办法未载，由当年裁定在几个词中选定",
        "a gap: a way that the paper leaves out, for a ruling to choose",
    ),
    &[need("gap", Shape::Text), may("id", Shape::Text), may("between", TEXTS)],
);
