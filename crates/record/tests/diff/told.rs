//! What differs as short texts, as tests write it by hand.

use anzhi_core::outcome::Fate;
use anzhi_record::diff::{
    Both, Cause, CellChange, Diff, Figure, Keep, Move, MoveKind, PersonDiff, RowChange, Side, WarningChange,
    WhyNot,
};
use anzhi_record::verify::Severity;

/// The people of whom something differs, in their order.
pub(crate) fn ids(diff: &Diff) -> Vec<&str> {
    diff.people.iter().map(|person| person.id.as_str()).collect()
}

/// One of them.
pub(crate) fn person<'d>(diff: &'d Diff, id: &str) -> &'d PersonDiff {
    diff.people.iter().find(|person| person.id.as_str() == id).unwrap()
}

/// Everything of somebody, a line each, but what moved them.
pub(crate) fn told(diff: &Diff, id: &str) -> Vec<String> {
    let person = person(diff, id);
    let none = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
    let both = |values: &Both<Option<String>>| format!("{} → {}", none(&values.old), none(&values.new));
    let mut all = vec![format!("{:?}", person.severity)];
    all.extend(person.results.iter().map(|change| format!("{:?} {}", change.field, both(&change.values))));
    let title = |figure: Figure| {
        let key = |side: &Side, item| side.round.scheme().scoring.item(item).key.to_string();
        match figure {
            Figure::Item(Both { new: Some(item), .. }) => key(&diff.sides.new, item),
            Figure::Item(Both { old, new: None }) => {
                old.map(|item| key(&diff.sides.old, item)).unwrap_or_default()
            }
            Figure::Bars | Figure::Population | Figure::Weighted => format!("{figure:?}"),
        }
    };
    all.extend(
        person.figures.iter().map(|change| format!("{} {}", title(change.figure), both(&change.values))),
    );
    all.extend(rows(&person.rows));
    all.extend(person.warnings.iter().map(warning));
    all
}

/// What moved somebody: `V1 → exhausted [Own] Full(3) Place`.
pub(crate) fn moved(diff: &Diff, id: &str) -> String {
    let Some(Move { kind, fates, causes, old_in_new, new_in_old, keep }) = &person(diff, id).moved else {
        return "-".into();
    };
    let end = |side: &Side, fate: Option<Fate>| {
        let Some(fate) = fate else { return "-".to_owned() };
        fate.vacancy()
            .map_or_else(|| fate.as_str().into(), |vacancy| side.round.vacancy(vacancy).id.to_string())
    };
    let (old, new) = (end(&diff.sides.old, fates.old), end(&diff.sides.new, fates.new));
    let causes: Vec<String> = causes.iter().map(|cause| self::cause(diff, *cause)).collect();
    let why = |side: &Side, why: &Option<WhyNot>| match why {
        None => "-".to_owned(),
        Some(WhyNot::Full { last: Some(who) }) => format!("Full({})", side.round.candidate(*who).id()),
        Some(WhyNot::Closed(_, closed)) => format!("{closed:?}"),
        Some(other) => format!("{other:?}"),
    };
    let (old_why, new_why) = (why(&diff.sides.new, old_in_new), why(&diff.sides.old, new_in_old));
    let kind = if *kind == MoveKind::Elsewhere { "" } else { " Otherwise" };
    let keep = match keep {
        Keep::By(kind) => format!("{kind:?}"),
        other @ (Keep::Gone | Keep::NoSeat | Keep::Nothing | Keep::Ruled) => format!("{other:?}"),
    };
    format!("{old} → {new}{kind} [{}] {old_why} {new_why} {keep}", causes.join(" "))
}

fn cause(diff: &Diff, cause: Cause) -> String {
    let ruling = |side: &Side, place: usize| format!("{:?}", side.round.rulings()[place].0.kind);
    match cause {
        Cause::RulingGone(place) => format!("-{}", ruling(&diff.sides.old, place)),
        Cause::RulingMade(place) => format!("+{}", ruling(&diff.sides.new, place)),
        Cause::Others | Cause::Own | Cause::Standard | Cause::Vacancies => format!("{cause:?}"),
    }
}

/// A row that differs: `exams changed: mark 84 → 85`; what does not count in parentheses.
pub(crate) fn row(row: &RowChange) -> String {
    let table = anzhi_tables::layout::file_names(row.table).0;
    let cell = |CellChange { column, counts, values: Both { old, new } }: &CellChange| {
        if *counts { format!("{column} {old} → {new}") } else { format!("({column} {old} → {new})") }
    };
    let cells: Vec<String> = row.cells.iter().map(cell).collect();
    format!("{table} {}: {}", row.how.as_str(), cells.join(", "))
}

pub(crate) fn rows(rows: &[RowChange]) -> Vec<String> {
    rows.iter().map(row).collect()
}

pub(crate) fn warning(change: &WarningChange) -> String {
    format!("{} {}", change.code.as_str(), change.how.as_str())
}

/// Everybody of whom something differs: id, severity.
pub(crate) fn severities(diff: &Diff) -> Vec<(&str, Severity)> {
    diff.people.iter().map(|person| (person.id.as_str(), person.severity)).collect()
}
