//! Conditions.

use super::{Form, Key, Shape, TEXTS, may};

pub(super) static CONDITION: Form = Form::new(
    "condition",
    (
        "条件：all、any、not，或某项事实（attr、field）、某个中间值（value）、时长（since）的一个比较",
        "all, any, not, or one comparison of a fact (attr, field), a value, or a length of time (since)",
    ),
    KEYS,
);

static ONE: Shape = Shape::Form(&CONDITION);

// A static: a condition holds conditions.
static KEYS: &[Key] = &[
    may("all", Shape::List(&ONE)),
    may("any", Shape::List(&ONE)),
    may("not", Shape::Form(&CONDITION)),
    may("attr", Shape::Text),
    may("field", Shape::Text),
    may("value", Shape::Text),
    may("since", Shape::Text),
    may("until", Shape::Text),
    may("in", TEXTS),
    may("is", Shape::Flag),
    may("filled", Shape::Flag),
    may("has", Shape::Text),
    may("same_as", Shape::Text),
    may("at_least", Shape::Text),
    may("at_most", Shape::Text),
    may("above", Shape::Text),
    may("below", Shape::Text),
    may("ladder", Shape::Text),
    may("after", Shape::Word(&["cutoff"])),
    may("blank", Shape::Flag),
    may("has_class", TEXTS),
    may("rows_at_least", Shape::Integer),
];
