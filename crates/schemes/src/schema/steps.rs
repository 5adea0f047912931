//! The steps on rows and amounts, and the table of all steps.

use super::conditions::CONDITION;
use super::facts::UNIT;
use super::parts::ROUNDING;
use super::times::{MEASURE, OVERLAP, SCALE, SPAN, SPANS, UNBROKEN};
use super::{Form, GAP, Key, PARAM, Shape, TEXTS, WAY, may, need};

pub(super) static STEP: Form = Form {
    name: "step",
    about: ("一个计算步骤，只写一个键", "one step of a calculation, with exactly one key"),
    keys: &[
        may("attribute", Shape::Text),
        may("best", Shape::Form(&BEST)),
        may("classify", Shape::Form(&CLASSIFY)),
        may("compute", Shape::Form(&COMPUTE)),
        may("drop", Shape::Form(&DROP)),
        may("keep", Shape::Form(&KEEP)),
        may("limit", Shape::Form(&LIMIT)),
        may("lookup", Shape::AnyOf(&[Shape::Text, Shape::Map(&PARAM)])),
        may("measure", Shape::Form(&MEASURE)),
        may("once_per", Shape::Form(&ONCE_PER)),
        may("one_of", Shape::Form(&ONE_OF)),
        may("overlap", OVERLAP),
        may("price", Shape::Map(&PRICE)),
        may("round", Shape::Form(&ROUNDING)),
        may("rows", Shape::Form(&ROWS)),
        may("scale", SCALE),
        may("set", Shape::Form(&SET)),
        may("shift", Shape::Form(&SHIFT)),
        may("span", Shape::Form(&SPAN)),
        may("spans", Shape::Form(&SPANS)),
        may("sum", Shape::Form(&SUM)),
        may("times", Shape::Form(&TIMES)),
        may("token", Shape::Form(&TOKEN)),
        may("unbroken", Shape::Form(&UNBROKEN)),
        may("use", TEXTS),
    ],
    one: true,
};

const WHERE: Key = may("where", Shape::Form(&CONDITION));
const NEEDED_WHERE: Key = need("where", Shape::Form(&CONDITION));

const PRICE: Shape = Shape::AnyOf(&[Shape::Figure, Shape::List(&PARAM), Shape::Form(&GAP)]);

static BEST: Form = Form::new(
    "best",
    ("只计最高的几项", "only so many count, the highest"),
    &[
        need("n", Shape::Integer),
        need("per", Shape::Word(&["all", "class", "points"])),
        may("by", Shape::Word(&["magnitude", "points"])),
    ],
);

static CLASSIFY: Form = Form::new(
    "classify",
    ("定档次：看一列（field），或逐档写明条件（rows）", "the class of each row, by a field or by conditions"),
    &[need("ladder", Shape::Text), may("field", Shape::Text), may("rows", Shape::List(&Shape::Form(&CLASS)))],
);

static CLASS: Form = Form::new(
    "class",
    ("一档及其条件", "a class and its condition"),
    &[need("class", Shape::Text), NEEDED_WHERE],
);

static COMPUTE: Form = Form::new(
    "compute",
    ("算式，用中间值、数、+ - * min max", "a calculation over values with + - * min max"),
    &[need("is", Shape::Text), need("unit", UNIT), may("round", Shape::Form(&ROUNDING))],
);

static DROP: Form = Form::new(
    "drop",
    ("剔除记录，写明缘由", "takes rows away, and says why"),
    &[NEEDED_WHERE, need("because", Shape::Text), may("warn", Shape::Flag)],
);

static KEEP: Form = Form::new(
    "keep",
    ("只留记录，写明缘由", "keeps some rows, and says why"),
    &[NEEDED_WHERE, need("because", Shape::Text)],
);

const LIMIT_TO: Shape =
    Shape::AnyOf(&[Shape::Figure, Shape::Word(&["next_class"]), Shape::Form(&GAP), Shape::Map(&PARAM)]);

static LIMIT: Form = Form::new(
    "limit",
    ("封顶", "a limit"),
    &[
        may("per", Shape::Word(&["all", "class"])),
        may("by", Shape::Word(&["best_class"])),
        may("to", LIMIT_TO),
        may("at_least", PARAM),
        may("top", Shape::AnyOf(&[Shape::Word(&["none"]), Shape::Figure, Shape::Form(&GAP)])),
    ],
);

const KEEP_WORDS: Shape = Shape::Word(&["class", "earliest", "latest", "magnitude", "points"]);

static ONCE_PER: Form = Form::new(
    "once_per",
    ("同一事由只计一项", "one row of each cause"),
    &[
        need("field", Shape::Text),
        may("date", Shape::Text),
        need("keep", Shape::List(&Shape::AnyOf(&[KEEP_WORDS, Shape::Form(&PREFER)]))),
        WHERE,
    ],
);

static ONE_OF: Form = Form::new(
    "one_of",
    ("原文未载的计法，由裁定从几种中选定", "ways of which the paper does not say which one counts"),
    &[need("gap", Shape::Text), need("ways", Shape::Map(&STEPS)), may("id", Shape::Text)],
);

static STEPS: Shape = Shape::List(&Shape::Form(&STEP));

static PREFER: Form = Form::new(
    "prefer",
    ("先取合乎条件的", "rows for which a condition holds come first"),
    &[need("prefer", Shape::Form(&CONDITION))],
);

static ROWS: Form = Form::new(
    "rows",
    ("取出记录", "takes the rows of tables"),
    &[need("table", Shape::AnyOf(&[Shape::Text, TEXTS])), WHERE, may("needed", Shape::Flag)],
);

static SET: Form = Form::new(
    "set",
    ("改写一列", "puts another category into a field"),
    &[WHERE, need("field", Shape::Text), may("to", Shape::Text), may("to_field", Shape::Text)],
);

static SHIFT: Form = Form::new(
    "shift",
    ("升降档次", "moves rows up or down their ladder"),
    &[
        need("by", Shape::Integer),
        WHERE,
        may("top", Shape::AnyOf(&[Shape::Text, Shape::Form(&WAY)])),
        may("bottom", Shape::Word(&["fault", "stay"])),
    ],
);

static SUM: Form = Form::new("sum", ("合计", "adds the points up"), &[]);

static TIMES: Form = Form::new("times", ("乘以系数", "multiplies points"), &[need("factor", PARAM), WHERE]);

static TOKEN: Form = Form::new(
    "token",
    ("最重的一项全计，其余各计一定分值", "the heaviest in full, every other one so much"),
    &[need("rest", PARAM), may("date", Shape::Text)],
);
