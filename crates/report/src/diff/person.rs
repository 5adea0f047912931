//! Everything about one person.

use super::reasons::reasons;
use super::rows::row_line;
use crate::after::after_words;
use crate::lang::{Lang, say};
use crate::numbers::total;
use crate::placement::outcome_word;
use crate::verification::findings::in_words;
use crate::warnings::warning_words;
use anzhi_core::outcome::Fate;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{ItemId, Scheme};
use anzhi_record::diff::{
    Both, Diff, Figure, FigureChange, Move, MoveKind, PersonDiff, Presence, ResultChange, Side, WarningChange,
};
use anzhi_record::stage::How;
use anzhi_record::verify::Field;

/// The lines about one person.
pub(super) fn block(diff: &Diff, n: usize, person: &PersonDiff, lang: Lang) -> String {
    let who = name(diff, person, lang);
    let mut facts: Vec<String> = person.moved.iter().map(|moved| ends(diff, person, moved, lang)).collect();
    let shown = |change: &&ResultChange| is_shown(diff, person, change);
    facts.extend(person.results.iter().filter(shown).map(|change| result(diff, person, change, lang)));
    let facts = facts.join(lang.pick("；", "; "));
    let mut text = match (facts.is_empty(), lang) {
        (true, _) => format!("{n}. {who}\n"),
        (false, Lang::Zh) => format!("{n}. {who}：{facts}\n"),
        (false, Lang::En) => format!("{n}. {who}: {facts}\n"),
    };
    // Of somebody who is in one record only, that is what there is to say.
    if person.presence() != Presence::Both {
        return text;
    }
    let mut line = |words: String| text.push_str(&format!("   {words}\n"));
    if let Some(moved) = &person.moved {
        reasons(diff, person, moved, lang).into_iter().for_each(&mut line);
    }
    if !person.figures.is_empty() {
        let figures: Vec<String> = person.figures.iter().map(|change| figure(diff, change, lang)).collect();
        let figures = figures.join(lang.pick("，", ", "));
        line(say!(lang, "计分表：{figures}", "sheet: {figures}"));
    }
    person.rows.iter().for_each(|row| line(row_line(diff, row, lang)));
    person.warnings.iter().for_each(|change| line(warning(*change, lang)));
    text
}

/// A person by id and name; both names where they differ is told by the row.
fn name(diff: &Diff, person: &PersonDiff, lang: Lang) -> String {
    let side = |side: &Side, who: Option<CandidateRef>| Some(side.round.candidate(who?).name.to_string());
    let new = side(&diff.sides.new, person.who.new);
    let name = new.or_else(|| side(&diff.sides.old, person.who.old)).unwrap_or_default();
    let id = &person.id;
    say!(lang, "{id}号 {name}", "{id} {name}")
}

/// What came of somebody by both records.
fn ends(diff: &Diff, person: &PersonDiff, moved: &Move, lang: Lang) -> String {
    let end = |side: &Side, who: Option<CandidateRef>, fate: Option<Fate>| match (who, fate) {
        (Some(who), Some(fate)) => end(&side.round, who, fate, lang),
        (_, _) => String::new(),
    };
    let old = end(&diff.sides.old, person.who.old, moved.fates.old);
    let new = end(&diff.sides.new, person.who.new, moved.fates.new);
    match (person.presence(), moved.kind) {
        (Presence::OnlyOld, _) => say!(lang, "只在旧案卷中（{old}）", "only in the old record ({old})"),
        (Presence::OnlyNew, _) => say!(lang, "只在新案卷中（{new}）", "only in the new record ({new})"),
        (Presence::Both, MoveKind::Otherwise) if old == new => old,
        (Presence::Both, MoveKind::Elsewhere | MoveKind::Otherwise) => format!("{old} → {new}"),
    }
}

/// The vacancy that somebody has, or why there is none.
fn end(round: &Round, who: CandidateRef, fate: Fate, lang: Lang) -> String {
    let word = outcome_word(round, who, fate, lang);
    let Some(vacancy) = fate.vacancy().map(|vacancy| round.vacancy(vacancy)) else { return word };
    let (id, unit, post) = (&vacancy.id, &vacancy.unit, &vacancy.post);
    match fate {
        Fate::PlacedByRuling(_) => say!(lang, "{id} {unit} {post}（{word}）", "{id} {unit} {post} ({word})"),
        Fate::Absent | Fate::Excluded | Fate::Exhausted | Fate::GaveUp | Fate::Placed { .. } => {
            format!("{id} {unit} {post}")
        }
    }
}

/// What a result says otherwise stands in the ends already, unless there were several sittings or something followed.
fn is_shown(diff: &Diff, person: &PersonDiff, change: &ResultChange) -> bool {
    let settled_later = |side: &Side, who: Option<CandidateRef>| {
        who.is_some_and(|who| side.placement.after(who).is_some()) || side.placement.sittings.len() > 1
    };
    person.presence() == Presence::Both
        && (!matches!(change.field, Field::Outcome | Field::Vacancy)
            || settled_later(&diff.sides.old, person.who.old)
            || settled_later(&diff.sides.new, person.who.new))
}

fn result(diff: &Diff, person: &PersonDiff, change: &ResultChange, lang: Lang) -> String {
    if change.field == Field::After {
        return after(diff, person, lang);
    }
    let several = diff.sides.old.placement.sittings.len().max(diff.sides.new.placement.sittings.len()) > 1;
    let what = field_words(change.field, lang);
    let place = change.sitting.as_ref().filter(|_| several).map_or_else(String::new, |sitting| {
        let title = sitting_title(&diff.sides.new.round, sitting);
        say!(lang, "（{title}）", " ({title})")
    });
    let side = |side: &Side, value: &Option<String>| {
        let none = || lang.pick("无", "none").to_owned();
        value.as_ref().map_or_else(none, |value| result_value(&side.round, change.field, value, lang))
    };
    let (old, new) = (side(&diff.sides.old, &change.values.old), side(&diff.sides.new, &change.values.new));
    say!(lang, "{what}{place}{old} → {new}", "{what}{place} {old} → {new}")
}

/// What followed the meeting by both records.
fn after(diff: &Diff, person: &PersonDiff, lang: Lang) -> String {
    let words = |side: &Side, who: Option<CandidateRef>| {
        let after = who.and_then(|who| side.placement.after(who));
        after
            .map_or_else(|| lang.pick("无", "none").to_owned(), |after| after_words(&side.round, after, lang))
    };
    let old = words(&diff.sides.old, person.who.old);
    let new = words(&diff.sides.new, person.who.new);
    say!(lang, "选岗会后：{old} → {new}", "after the meeting {old} → {new}")
}

fn sitting_title(round: &Round, key: &str) -> String {
    let known = round.scheme().sittings.iter().find(|sitting| sitting.key.as_str() == key);
    known.map_or_else(|| key.to_owned(), |sitting| sitting.title.to_string())
}

fn result_value(round: &Round, field: Field, value: &str, lang: Lang) -> String {
    match field {
        Field::Exam | Field::Total => {
            value.parse().map_or_else(|_| value.to_owned(), |points| total(round, points))
        }
        Field::Preference | Field::Rank => say!(lang, "第{value}", "{value}"),
        Field::Outcome => in_words(value, lang),
        Field::After
        | Field::Assessment
        | Field::Candidate
        | Field::Group
        | Field::Order
        | Field::Seats
        | Field::Sheet
        | Field::Sittings
        | Field::Stated
        | Field::Turn
        | Field::Vacancy
        | Field::Warnings => value.to_owned(),
    }
}

/// What a result says of a person.
fn field_words(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Assessment => lang.pick("考核", "assessment"),
        Field::Exam => lang.pick("考试折算", "exam"),
        Field::Group => lang.pick("组别", "group"),
        Field::Outcome => lang.pick("选岗会结果", "outcome of the meeting"),
        Field::Preference => lang.pick("志愿", "preference"),
        Field::Rank => lang.pick("名次", "rank"),
        Field::Total => lang.pick("总成绩", "total"),
        Field::Vacancy => lang.pick("选岗会所选岗位", "vacancy of the meeting"),
        Field::After
        | Field::Candidate
        | Field::Order
        | Field::Seats
        | Field::Sheet
        | Field::Sittings
        | Field::Stated
        | Field::Turn
        | Field::Warnings => lang.pick("记载", "what is recorded"),
    }
}

fn figure(diff: &Diff, change: &FigureChange, lang: Lang) -> String {
    let what = figure_words(diff, change.figure, lang);
    let value = |side: &Side, value: &Option<String>| match value {
        Some(value) => figure_value(side.round.scheme(), change.figure, value),
        None => lang.pick("无", "none").to_owned(),
    };
    let Both { old, new } = &change.values;
    let (old, new) = (value(&diff.sides.old, old), value(&diff.sides.new, new));
    format!("{what} {old} → {new}")
}

/// What a figure of a sheet is called.
pub(crate) fn figure_words(diff: &Diff, figure: Figure, lang: Lang) -> String {
    match figure {
        Figure::Bars => lang.pick("所涉限制", "bars").into(),
        Figure::Item(Both { old, new }) => {
            let title = |side: &Side, id: Option<ItemId>| {
                Some(side.round.scheme().scoring.item(id?).title.to_string())
            };
            let title = title(&diff.sides.new, new).or_else(|| title(&diff.sides.old, old));
            title.unwrap_or_default()
        }
        Figure::Population => lang.pick("人员类别", "population").into(),
        Figure::Weighted => lang.pick("考核折算", "assessment as it counts").into(),
    }
}

/// Keys as the scheme's titles; figures as they are.
fn figure_value(scheme: &Scheme, figure: Figure, value: &str) -> String {
    let scoring = &scheme.scoring;
    match figure {
        Figure::Bars => {
            let title = |key: &str| {
                let known = scoring.bars.iter().find(|bar| bar.key.as_str() == key);
                known.map_or_else(|| key.to_owned(), |bar| bar.title.to_string())
            };
            value.split(' ').map(title).collect::<Vec<_>>().join("、")
        }
        Figure::Population => {
            let known = scoring.populations.iter().find(|known| known.key.as_str() == value);
            known.map_or_else(|| value.to_owned(), |known| known.title.to_string())
        }
        Figure::Item(_) | Figure::Weighted => value.to_owned(),
    }
}

/// A warning that is new or gone.
pub(super) fn warning(change: WarningChange, lang: Lang) -> String {
    let (words, code) = (warning_words(change.code, lang), change.code.as_str());
    match change.how {
        How::Removed => say!(lang, "不再提示：{words} [{code}]", "warning gone: {words} [{code}]"),
        How::Added | How::Changed => {
            say!(lang, "新的提示：{words} [{code}]", "new warning: {words} [{code}]")
        }
    }
}
