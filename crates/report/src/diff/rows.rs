//! Rows of tables that differ, in words.

use crate::failures::visible;
use crate::lang::{Lang, say};
use crate::questions::word;
use crate::words::table_name;
use anzhi_core::fault::Table;
use anzhi_record::diff::{CellChange, Diff, RowChange, Side};
use anzhi_record::stage::How;
use anzhi_tables::layout::columns;
use anzhi_tables::object_in_chinese;

/// A row that differs, on one line: which row it is, and what of it differs.
pub(super) fn row_line(diff: &Diff, row: &RowChange, lang: Lang) -> String {
    let (table, number) = (table_name(row.table, lang), number(row, lang));
    let what = row_words(diff, row, lang);
    say!(lang, "{table}{number}：{what}", "{table}{number}: {what}")
}

/// What of a row differs. Of a row that was added or taken out, what only explains it is left out.
pub(crate) fn row_words(diff: &Diff, row: &RowChange, lang: Lang) -> String {
    let cells = row.cells.iter().filter(|cell| cell.counts || row.how == How::Changed);
    let cells: Vec<String> = cells.map(|cell| cell_words(diff, row, cell, lang)).collect();
    let cells = cells.join(lang.pick("，", ", "));
    match row.how {
        How::Added => say!(lang, "新增（{cells}）", "added ({cells})"),
        How::Changed => which(diff, row, lang) + &cells,
        How::Removed => say!(lang, "撤去（{cells}）", "taken out ({cells})"),
    }
}

/// Of several rows of a person, which one it is: by its number on the sheets of either record.
fn number(row: &RowChange, lang: Lang) -> String {
    if !matches!(row.table, Table::Degrees | Table::Events | Table::Periods) {
        return String::new();
    }
    match (row.numbers.old, row.numbers.new) {
        (Some(old), Some(new)) if old != new => {
            say!(lang, "第{old}条（新案卷第{new}条）", " {old} (in the new record {new})")
        }
        (Some(n), _) | (None, Some(n)) => say!(lang, "第{n}条", " {n}"),
        (None, None) => String::new(),
    }
}

/// What of a changed row is the same and tells it from others.
fn which(diff: &Diff, row: &RowChange, lang: Lang) -> String {
    let wanted: &[&str] = match row.table {
        Table::Certificates => &["certificate"],
        Table::Degrees => &["class"],
        Table::Events => &["kind", "class", "date"],
        Table::Periods => &["kind", "from", "to"],
        Table::Preferences => &["order"],
        Table::Relatives => &["unit"],
        Table::Rulings => &["kind", "object"],
        Table::Acknowledgements
        | Table::Answers
        | Table::Candidates
        | Table::ChoosingPaper
        | Table::Exams
        | Table::GiveUps
        | Table::Lots
        | Table::RankingPaper
        | Table::Round
        | Table::Scheme
        | Table::Secret
        | Table::Vacancies => &[],
    };
    let known = row.same.iter().filter(|(column, _)| wanted.contains(&column.as_str()));
    let words: Vec<String> = known.map(|(column, cell)| shown(diff, row.table, column, cell, lang)).collect();
    if words.is_empty() {
        return String::new();
    }
    let words = words.join(" ");
    if row.table == Table::Preferences {
        say!(lang, "第{words}志愿，", "{words}: ")
    } else {
        say!(lang, "{words}，", "{words}: ")
    }
}

fn cell_words(diff: &Diff, row: &RowChange, cell: &CellChange, lang: Lang) -> String {
    let aside = if cell.counts { "" } else { lang.pick("（不计）", " (does not count)") };
    let title = title(diff, row.table, &cell.column, lang) + aside;
    let value = |value: &str| match value {
        "" => lang.pick("空", "nothing").to_owned(),
        value => format!("“{}”", shown(diff, row.table, &cell.column, value, lang)),
    };
    let (old, new) = (value(&cell.values.old), value(&cell.values.new));
    match row.how {
        How::Added => format!("{title}{}{new}", lang.pick("", " ")),
        How::Removed => format!("{title}{}{old}", lang.pick("", " ")),
        How::Changed => format!("{title}{}{old} → {new}", lang.pick("", " ")),
    }
}

/// What stands in a cell, in the words of the reader's tables.
fn shown(diff: &Diff, table: Table, column: &str, cell: &str, lang: Lang) -> String {
    let in_words = matches!(table, Table::Answers | Table::GiveUps | Table::Rulings);
    match (in_words, column, lang) {
        (true, "object", Lang::Zh) => object_in_chinese(cell, diff.sides.new.round.scheme()),
        (true, _, _) => word(column, cell, lang),
        (false, _, _) => visible(cell),
    }
}

/// What a column is called.
fn title(diff: &Diff, table: Table, key: &str, lang: Lang) -> String {
    let of = |side: &Side| {
        let all = columns(table, &side.round.scheme().scoring.facts);
        all.into_iter().find(|column| column.key == key).map(|column| column.title)
    };
    let chinese = || of(&diff.sides.new).or_else(|| of(&diff.sides.old));
    lang.pick(chinese(), None).unwrap_or_else(|| key.to_owned())
}
