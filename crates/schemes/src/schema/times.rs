//! The steps on times.

use super::conditions::CONDITION;
use super::{Form, GAP, PARAM, Shape, TEXTS, WAY, may, need};

pub(super) static SPAN: Form = Form::new(
    "span",
    ("两个日期之间", "the time between two dates"),
    &[
        need("from", Shape::Text),
        need("to", Shape::Text),
        may("begin", Shape::Word(&["natural", "year"])),
        may("after", Shape::Word(&["fault", "zero"])),
        may("end_day_counts", Shape::Flag),
    ],
);

pub(super) static SPANS: Form = Form::new(
    "spans",
    ("记录的起止时间", "the times of rows"),
    &[
        may("label", Shape::List(&Shape::AnyOf(&[Shape::Text, Shape::Form(&LABEL)]))),
        may("end_day_counts", Shape::Flag),
    ],
);

static LABEL: Form = Form::new(
    "label",
    ("一类时间及其条件", "a label and its condition"),
    &[need("label", Shape::Text), need("where", Shape::Form(&CONDITION))],
);

pub(super) const OVERLAP: Shape = Shape::AnyOf(&[Shape::Word(&["each", "once"]), Shape::Form(&SHARED)]);

static SHARED: Form = Form::new(
    "overlap",
    ("重合的日子计入先列的一类，或为缺项", "shared days go to the first of a list, or are a gap"),
    &[may("order", TEXTS), may("gap", Shape::Text), may("id", Shape::Text)],
);

pub(super) static UNBROKEN: Form = Form::new(
    "unbroken",
    ("连续时间不足的不计", "times that run shorter do not count"),
    &[
        need("at_least", Shape::Text),
        need("per", Shape::AnyOf(&[Shape::Word(&["all", "label"]), Shape::Form(&WAY)])),
    ],
);

const REST_WORDS: Shape =
    Shape::Word(&["down", "half_up", "over_half_up", "two_step", "two_step_half_up", "up"]);

pub(super) static MEASURE: Form = Form::new(
    "measure",
    ("计量时长：单位、余数、累加", "a length: unit, rest, and how several are added"),
    &[
        need("unit", Shape::Text),
        may("rest", Shape::AnyOf(&[REST_WORDS, Shape::List(&Shape::Form(&REST)), Shape::Form(&WAY)])),
        may("add", Shape::Word(&["days", "each", "ymd"])),
        may("per", Shape::Word(&["label"])),
        may("whole_times", Shape::Map(&PARAM)),
    ],
);

static REST: Form = Form::new(
    "rest",
    ("余数满（at）或超过（above）多少，计多少", "what a rest of at least, or above, some length counts"),
    &[may("at", Shape::Text), may("above", Shape::Text), need("counts", PARAM)],
);

const BANDS: Shape = Shape::List(&Shape::Form(&BAND));

pub(super) const SCALE: Shape = Shape::AnyOf(&[BANDS, Shape::Form(&SCALE_LABELS)]);

static BAND: Form = Form::new(
    "band",
    ("一段：满（at）或超过（above）多少，计多少（gives），以上每单位多少（each）", "a band of a scale"),
    &[may("at", Shape::Figure), may("above", Shape::Figure), may("gives", PARAM), may("each", PARAM)],
);

static SCALE_LABELS: Form = Form::new(
    "scale-labels",
    ("各类时间的分值", "the points for each label"),
    &[need("label", Shape::Map(&Shape::AnyOf(&[Shape::Figure, Shape::Form(&GAP), BANDS])))],
);
