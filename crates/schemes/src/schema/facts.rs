//! `[facts]` and `[tables]`.

use super::{Form, PARAM, Shape, TEXTS, may, need};

pub(super) static FACTS: Form = Form::new(
    "facts",
    ("办法所看的事实", "the facts that the scheme reads"),
    &[
        may("categories", Shape::Map(&TEXTS)),
        may("aliases", Shape::Map(&Shape::Map(&Shape::Text))),
        may("attributes", Shape::Map(&Shape::Form(&FIELD))),
        may("choices", Shape::Map(&Shape::Form(&CHOICE))),
        may("tables", Shape::Map(&Shape::Form(&TABLE))),
    ],
);

static FIELD: Form = Form::new(
    "field",
    (
        "一列：type 为 date、flag、number、text 或一组类别的名称",
        "a column: type is date, flag, number, text or the name of a set of categories",
    ),
    &[need("title", Shape::Text), need("type", Shape::Text), may("needed", Shape::Flag)],
);

static CHOICE: Form = Form::new(
    "choice",
    ("在几列中取一列的职级", "a grade that stands in one of several columns"),
    &[
        need("set", Shape::Text),
        may("by", Shape::Text),
        may("highest", Shape::Text),
        may("ladder", Shape::Text),
        need("read", Shape::Map(&Shape::Form(&BRANCH))),
    ],
);

static BRANCH: Form = Form::new(
    "branch",
    ("所取的一列，或固定的类别", "the column that is taken, or a fixed category"),
    &[
        may("is", Shape::Text),
        may("attribute", Shape::Text),
        may("equal", Shape::Map(&Shape::Text)),
        may("ceiling", Shape::Text),
    ],
);

static TABLE: Form = Form::new(
    "fact-table",
    ("一种记录：学历、经历或奖惩", "a kind of rows: degrees, periods or events"),
    &[
        need("source", Shape::Word(&["degrees", "events", "periods"])),
        may("kinds", TEXTS),
        may("fields", Shape::Map(&Shape::Form(&FIELD))),
    ],
);

pub(super) static LOOKUP: Form = Form::new(
    "look-up",
    ("共用表：每种类别的数值", "a shared table: a figure for every category"),
    &[
        need("by", Shape::Text),
        need("unit", UNIT),
        may("values", Shape::Map(&PARAM)),
        may("gap", Shape::Text),
        may("assumption", Shape::Text),
        may("clause", Shape::Text),
        may("source", Shape::Text),
    ],
);

pub(super) const UNIT: Shape = Shape::Word(&["day", "month", "number", "points", "year"]);
