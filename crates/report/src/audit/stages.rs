//! Postings in words.

use super::told::{More, Teller, Told};
use crate::failures::visible;
use crate::lang::{Lang, say};
use crate::stages::{authority_words, change_words, how_words, kind_words, object_words, stage_words};
use anzhi_core::fault::Table;
use anzhi_core::round::Posted;
use anzhi_record::audit::{RulingRef, StageLead, Timing, UnsealedKind};
use anzhi_record::stage::{Cover, How, StageName};
use anzhi_record::verify::SealedStage;
use anzhi_tables::posted_in_chinese;

pub(super) fn told(teller: &Teller<'_>, lead: &StageLead) -> Told {
    let lang = teller.lang;
    match lead {
        StageLead::None => Told::new(
            lang.pick(
                "案卷没有封存任何公示环节，公示以后改动了什么，无从查考",
                "Nothing was sealed when it was posted: what was changed since cannot be told",
            )
            .into(),
        ),
        StageLead::Missing(kind) => {
            let words = kind_words(*kind, lang);
            let text = say!(lang, "没有封存过{words}环节", "No stage of that kind was sealed: {words}");
            Told::new(text).naming([kind.as_str().to_owned()])
        }
        StageLead::Backwards { earlier, later } => backwards(earlier, later, lang),
        StageLead::Unsigned(stage) => {
            let name = stage_words(stage.name, lang);
            let text = say!(
                lang,
                "环节{name}没有任何人签名，可能是事后另造的",
                "Nobody has signed the stage {name}: it may have been made on any day"
            );
            Told::new(text).naming([stage.name.to_string()])
        }
        StageLead::Changed { from, to, change, timing } => {
            let (between, words) = (between(*from, *to, lang), change_words(change, lang));
            let by = match &change.cover {
                Cover::Ruling(authority) => authority_words(authority, lang),
                Cover::Impossible | Cover::Missing | Cover::NotNeeded => String::new(),
            };
            let odd = timing_words(*timing, lang);
            let text = say!(lang, "{between}，{words}；{by}{odd}", "{between}, {words}; {by}{odd}");
            whom(teller, Told::new(text), &change.object).naming([change.object.to_string()])
        }
        StageLead::Free { from, to, how, kind, objects } => free(teller, (*from, *to), (*how, kind), objects),
        StageLead::Idle(rulings) => idle(teller, rulings),
        StageLead::Unsealed { kind, of, in_none } => {
            let (count, ids) = (in_none.len(), teller.list(in_none.iter()));
            let what = match kind {
                UnsealedKind::Lists => lang.pick("志愿", "lists"),
                UnsealedKind::Lots => lang.pick("抽签", "lots"),
                UnsealedKind::Marks => lang.pick("考试成绩", "marks"),
            };
            let text = say!(
                lang,
                "{of}人有{what}，其中{count}人的不在任何环节之中（{ids}），何时录入、此前是什么，无从查考",
                "In no stage: {count} of {of} {what} ({ids}): when they were entered, and what they were before, cannot be told"
            );
            let people = in_none.iter().filter_map(|id| teller.round.find_candidate(id.as_str()));
            Told::new(text).of(people).figure("of", of).figure("in_no_stage", count)
        }
    }
}

fn idle(teller: &Teller<'_>, rulings: &[RulingRef]) -> Told {
    let lang = teller.lang;
    let count = rulings.len();
    let documents = teller.list(rulings.iter().map(|ruling| &teller.ruling(*ruling).authority.document));
    let text = say!(
        lang,
        "“公示后变更”的裁定有{count}件，不与案卷所封存的任何改动相对应（{documents}）",
        "Rulings on what was posted that cover nothing that any stage holds: {count} ({documents})"
    );
    let objects = rulings.iter().map(|ruling| teller.ruling(*ruling).object.to_string());
    Told::new(text).naming(objects).figure("rulings", count).more(More::Table(Table::Rulings))
}

fn backwards(earlier: &SealedStage, later: &SealedStage, lang: Lang) -> Told {
    let [first, second] = [earlier, later].map(|stage| stage_words(stage.name, lang));
    let (day, other) = (earlier.date, later.date);
    let text = say!(
        lang,
        "环节{second}写明的公示日期{other}，早于前一环节{first}的{day}",
        "Stage {second} says to be of {other}, before {day} of {first}, which it follows"
    );
    Told::new(text).naming([earlier.name.to_string(), later.name.to_string()])
}

/// From a stage to the next or to the record.
fn between(from: StageName, to: Option<StageName>, lang: Lang) -> String {
    let from = stage_words(from, lang);
    match to.map(|to| stage_words(to, lang)) {
        Some(to) => say!(lang, "{from}之后、{to}之前", "Between {from} and {to}"),
        None => say!(lang, "{from}之后、制作案卷之前", "Between {from} and the record"),
    }
}

fn timing_words(timing: Timing, lang: Lang) -> &'static str {
    match timing {
        Timing::AfterNext => lang.pick(
            "；裁定日期晚于下一环节的公示日期，而下一环节已封存此裁定",
            "; it is dated after the next posting, whose stage holds it",
        ),
        Timing::BeforePosting => {
            lang.pick("；裁定日期早于该环节的公示日期", "; it is dated before the posting that it corrects")
        }
        Timing::Between => "",
    }
}

fn free(
    teller: &Teller<'_>,
    (from, to): (StageName, Option<StageName>),
    (how, kind): (How, &str),
    objects: &[Posted],
) -> Told {
    let (lang, count) = (teller.lang, objects.len());
    let (between, how) = (between(from, to, lang), how_words(how, lang));
    let chinese = posted_in_chinese(kind);
    let kind = lang.pick(chinese.as_deref().unwrap_or(kind), kind);
    let names = teller.list(objects.iter().map(|object| visible(&object_words(object, lang))));
    let text = say!(
        lang,
        "{between}，{kind}{how}{count}件，无须裁定（{names}）",
        "{between}, {kind}: {count} {how} without need of a ruling ({names})"
    );
    Told::new(text).naming(objects.iter().map(ToString::to_string)).figure("objects", count)
}

/// Whose it is, if it is somebody's who is still there.
fn whom(teller: &Teller<'_>, told: Told, object: &Posted) -> Told {
    let who = object.candidate().and_then(|id| teller.round.find_candidate(id.as_str()));
    told.of(who)
}
