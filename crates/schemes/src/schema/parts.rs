//! Values, items, people, exam, ranking and choosing.

use super::conditions::CONDITION;
use super::steps::STEP;
use super::{Form, PARAM, Shape, TEXTS, may, need};

const WHEN: Shape = Shape::Form(&CONDITION);
const STEPS: Shape = Shape::List(&Shape::Form(&STEP));

pub(super) static VALUE: Form = Form::new(
    "value",
    ("中间值", "a named value without points"),
    &[
        need("id", Shape::Text),
        may("title", Shape::Text),
        may("clause", Shape::Text),
        may("assumptions", TEXTS),
        may("when", WHEN),
        need("steps", STEPS),
    ],
);

pub(super) static ITEM: Form = Form::new(
    "item",
    ("计分项", "an item that gives points"),
    &[
        need("id", Shape::Text),
        need("title", Shape::Text),
        need("clause", Shape::Text),
        may("source", Shape::Text),
        may("heading", Shape::Text),
        may("assumptions", TEXTS),
        may("when", WHEN),
        may("kinds", TEXTS),
        need("steps", STEPS),
    ],
);

pub(super) static POPULATION: Form = Form::new(
    "population",
    (
        "一类人员：按哪些项计分，总成绩如何构成",
        "a population: by which items it is scored, and how its total is formed",
    ),
    &[
        need("id", Shape::Text),
        need("title", Shape::Text),
        need("when", WHEN),
        may("items", TEXTS),
        need("total", Shape::Word(&["assessment", "assessment + exam"])),
        may("assumptions", TEXTS),
    ],
);

pub(super) static BAR: Form = Form::new(
    "bar",
    ("限制：不参加排名，或不选某类岗位", "a bar from the ranking or from some vacancies"),
    &[
        need("id", Shape::Text),
        need("title", Shape::Text),
        need("clause", Shape::Text),
        need("when", WHEN),
        need("bars", Shape::AnyOf(&[Shape::Word(&["ranking"]), Shape::Form(&VACANCIES)])),
        may("assumption", Shape::Text),
    ],
);

static VACANCIES: Form =
    Form::new("vacancies", ("岗位类别", "kinds of vacancy"), &[need("vacancies", TEXTS)]);

const PLACES: super::Key = need("places", Shape::Integer);
const MODE: super::Key = need("mode", Shape::Word(&["down", "half_even", "half_up", "up"]));

pub(super) static ROUNDING: Form =
    Form::new("rounding", ("保留几位小数，如何取舍", "to how many places, and how"), &[PLACES, MODE]);

static ROUND: Form = Form::new(
    "round",
    ("保留几位小数，如何取舍，原文未载的写明假定", "to how many places, how, and whether it is assumed"),
    &[PLACES, MODE, may("assumption", Shape::Text)],
);

pub(super) static EXAM: Form = Form::new(
    "exam",
    ("考试", "the exam"),
    &[
        need("full_mark", Shape::Figure),
        need("decimals", Shape::Integer),
        may("convert", Shape::Word(&["hundred", "none", "top"])),
        need("factor", PARAM),
        need("round", Shape::Form(&ROUND)),
        may("gate", Shape::Form(&GATE)),
        may("target_share", Shape::List(&Shape::Figure)),
        need("clause", Shape::Text),
        may("source", Shape::Text),
        may("assumptions", TEXTS),
    ],
);

static GATE: Form = Form::new(
    "gate",
    ("考试最低分", "the mark below which nobody is ranked"),
    &[need("at_least", Shape::Figure), need("clause", Shape::Text)],
);

pub(super) static ASSESSMENT: Form = Form::new(
    "assessment",
    ("考核成绩如何计入总成绩", "how the assessment counts in the total"),
    &[
        may("factor", PARAM),
        may("round", Shape::Form(&ROUND)),
        may("cap", Shape::AnyOf(&[Shape::Word(&["none"]), Shape::Figure])),
        may("clause", Shape::Text),
        may("assumption", Shape::Text),
    ],
);

pub(super) static TOTAL: Form = Form::new(
    "total",
    ("总成绩如何取舍", "how the total is rounded"),
    &[need("round", Shape::Form(&ROUND)), may("clause", Shape::Text)],
);

pub(super) static RANKING: Form = Form::new(
    "ranking",
    ("排名：分组和同分的先后", "groups, and the order of equal totals"),
    &[
        may("groups", Shape::List(&Shape::Form(&GROUP))),
        need("ties", TEXTS),
        may("assumptions", TEXTS),
        may("source", Shape::Text),
    ],
);

static GROUP: Form = Form::new("group", ("一组", "a group"), &[need("id", Shape::Text), need("when", WHEN)]);

const CONSEQUENCE: Shape = Shape::Word(&["assigned", "end_of_group", "end_of_list", "leftover", "out"]);

pub(super) static CHOOSING: Form = Form::new(
    "choosing",
    (
        "选岗：放弃、缺席、超时、迟到如何处理",
        "what giving up, absence, running out of time and being late lead to",
    ),
    &[
        need("gave_up", CONSEQUENCE),
        need("absent", CONSEQUENCE),
        need("timed_out", CONSEQUENCE),
        need("late", CONSEQUENCE),
        may("education", Shape::Text),
        may("minutes", Shape::Integer),
        may("late_minutes", Shape::Integer),
        may("attend", Shape::Word(&["declared", "until_placed"])),
        may("unplaced", Shape::Word(&["directive", "next_sitting", "nothing"])),
        may("assumptions", TEXTS),
        may("source", Shape::Text),
    ],
);

pub(super) static SITTING: Form = Form::new(
    "sitting",
    ("一场选岗会", "a sitting"),
    &[need("id", Shape::Text), need("title", Shape::Text), may("when", WHEN), may("kind", Shape::Text)],
);
