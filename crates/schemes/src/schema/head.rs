//! The whole file, and what stands at its head.

use super::facts::{FACTS, LOOKUP};
use super::parts::{ASSESSMENT, BAR, CHOOSING, EXAM, ITEM, POPULATION, RANKING, SITTING, TOTAL, VALUE};
use super::{Form, Shape, TEXTS, may, need};

pub(super) static SCHEME: Form = Form::new(
    "scheme",
    ("计分办法", "a scheme"),
    &[
        need("language", Shape::Integer),
        need("id", Shape::Text),
        need("title", Shape::Text),
        need("edition", Shape::Text),
        may("signed", Shape::Word(&["assessment", "whole"])),
        may("status", Shape::Word(&["fragment", "whole"])),
        may("parts", Shape::List(&Shape::Word(&["choosing", "ranking", "scoring"]))),
        may("assumptions", TEXTS),
        may("vacancy_kinds", TEXTS),
        need("source", Shape::Form(&SOURCE)),
        may("cutoff", Shape::Form(&CUTOFF)),
        may("anniversary", Shape::Form(&ANNIVERSARY)),
        may("facts", Shape::Form(&FACTS)),
        may("ladders", Shape::Map(&TEXTS)),
        may("tables", Shape::Map(&Shape::Form(&LOOKUP))),
        may("values", Shape::List(&Shape::Form(&VALUE))),
        may("items", Shape::List(&Shape::Form(&ITEM))),
        may("populations", Shape::List(&Shape::Form(&POPULATION))),
        may("bars", Shape::List(&Shape::Form(&BAR))),
        may("exam", Shape::Form(&EXAM)),
        may("assessment", Shape::Form(&ASSESSMENT)),
        may("total", Shape::Form(&TOTAL)),
        may("ranking", Shape::Form(&RANKING)),
        may("choosing", Shape::Form(&CHOOSING)),
        may("sittings", Shape::List(&Shape::Form(&SITTING))),
    ],
);

static SOURCE: Form = Form::new(
    "source",
    (
        "出处：网址不明的写 address not known",
        "where the paper comes from; \"address not known\" is an address",
    ),
    &[
        need("issuer", Shape::Text),
        need("title", Shape::Text),
        need("address", Shape::Text),
        need("trust", Shape::Text),
        may("number", Shape::Text),
        may("edition", Shape::Text),
    ],
);

static CUTOFF: Form = Form::new(
    "cutoff",
    ("计算截止日", "the day up to which facts count"),
    &[
        may("month_day", Shape::Text),
        may("year_of", Shape::Text),
        may("date", Shape::Text),
        may("date_of", Shape::Text),
        may("gap", Shape::Text),
        may("assumption", Shape::Text),
        may("source", Shape::Text),
    ],
);

static ANNIVERSARY: Form = Form::new(
    "anniversary",
    (
        "周年日为平年所无的，以前一日（last）或后一日（next）为准",
        "what stands for an anniversary that a year lacks",
    ),
    &[need("missing_day", Shape::Word(&["last", "next"])), may("assumption", Shape::Text)],
);
