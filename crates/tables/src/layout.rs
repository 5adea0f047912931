//! Which tables and columns a round folder has, and what they are called in English and Chinese.

use anzhi_core::facts::{FactSchema, Source};
use anzhi_core::fault::Table;

/// The greatest size of a table, in bytes.
pub const MAX_TABLE_BYTES: u64 = 2 << 30;
/// The greatest size of `round.toml`, `secret.hex` and a scheme's file, in bytes.
pub const MAX_TEXT_BYTES: u64 = 1 << 20;
/// The longest cell, in characters.
pub const MAX_CELL_CHARS: usize = 1_000;

/// The tables of a round folder, in the order in which they are read.
pub const TABLES: [Table; 14] = [
    Table::Candidates,
    Table::Degrees,
    Table::Periods,
    Table::Events,
    Table::Exams,
    Table::Vacancies,
    Table::Relatives,
    Table::Certificates,
    Table::Preferences,
    Table::Acknowledgements,
    Table::GiveUps,
    Table::Lots,
    Table::Answers,
    Table::Rulings,
];

/// The names of a table's file without `.csv`, English and Chinese. The files that are no tables have their
/// full name twice.
///
/// ```
/// use anzhi_core::fault::Table;
/// use anzhi_tables::layout::file_names;
///
/// assert_eq!(file_names(Table::GiveUps), ("give_ups", "放弃"));
/// assert_eq!(file_names(Table::Secret), ("secret.hex", "secret.hex"));
/// ```
pub fn file_names(table: Table) -> (&'static str, &'static str) {
    match table {
        Table::Round => ("round.toml", "round.toml"),
        Table::Secret => ("secret.hex", "secret.hex"),
        Table::Scheme => ("scheme.toml", "scheme.toml"),
        Table::RankingPaper => ("ranking.toml", "ranking.toml"),
        Table::ChoosingPaper => ("choosing.toml", "choosing.toml"),
        Table::Candidates => ("candidates", "候选人"),
        Table::Degrees => ("degrees", "学历"),
        Table::Periods => ("periods", "经历"),
        Table::Events => ("events", "奖惩"),
        Table::Exams => ("exams", "考试"),
        Table::Vacancies => ("vacancies", "岗位"),
        Table::Relatives => ("relatives", "回避"),
        Table::Certificates => ("certificates", "证书"),
        Table::Preferences => ("preferences", "志愿"),
        Table::Acknowledgements => ("acknowledgements", "签认"),
        Table::GiveUps => ("give_ups", "放弃"),
        Table::Lots => ("lots", "抽签"),
        Table::Answers => ("answers", "答复"),
        Table::Rulings => ("rulings", "裁定"),
    }
}

/// Whether a round cannot do without a table. The table of marks comes after the exam; all others may be
/// missing as long as nobody has a row in them.
///
/// ```
/// use anzhi_core::fault::Table;
/// use anzhi_tables::layout::{TABLES, is_needed};
///
/// assert!(TABLES.into_iter().filter(|table| is_needed(*table)).eq([Table::Candidates]));
/// ```
pub fn is_needed(table: Table) -> bool {
    table == Table::Candidates
}

/// The columns of the candidates that say who entered and who checked a line: new folders do not have them, and the
/// normal form only if somebody filled one in.
pub(crate) const ENTRY: [(&str, &str); 2] = [("entered_by", "录入"), ("checked_by", "核对")];

/// Whether a column is one of those that say who entered and who checked.
pub(crate) fn is_of_entry(table: Table, key: &str) -> bool {
    table == Table::Candidates && ENTRY.iter().any(|(known, _)| *known == key)
}

/// A column of a table.
///
/// Shown at [`columns`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// The English header.
    pub key: String,
    /// The Chinese header.
    pub title: String,
    /// Whether the table cannot do without it.
    pub needed: bool,
}

impl Column {
    fn new(key: &str, title: &str, needed: bool) -> Self {
        Self { key: key.into(), title: title.into(), needed }
    }
}

/// The columns of a table in the order of the normal form, for a scheme that knows these facts.
///
/// ```
/// use anzhi_core::{facts::FactSchema, fault::Table};
/// use anzhi_tables::layout::{Column, columns};
///
/// let lots = columns(Table::Lots, &FactSchema::built_in()?);
/// assert_eq!(lots[1], Column { key: "number".into(), title: "签号".into(), needed: true });
/// assert_eq!(lots[5], Column { key: "remark".into(), title: "备注".into(), needed: false });
/// // Those of the candidates depend on the scheme; two attributes are built in.
/// let candidates = columns(Table::Candidates, &FactSchema::built_in()?);
/// assert_eq!(candidates[3].title, "性别");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn columns(table: Table, schema: &FactSchema) -> Vec<Column> {
    let mut columns = own_columns(table, schema);
    columns.push(Column::new("evidence", "依据", false));
    columns.push(Column::new("remark", "备注", false));
    columns
}

#[expect(
    clippy::too_many_lines,
    reason = "one line for each column of each table, as the documents list them"
)]
fn own_columns(table: Table, schema: &FactSchema) -> Vec<Column> {
    let fixed = |columns: &[(&str, &str, bool)]| {
        columns.iter().map(|(key, title, needed)| Column::new(key, title, *needed)).collect()
    };
    match table {
        Table::ChoosingPaper | Table::RankingPaper | Table::Round | Table::Scheme | Table::Secret => {
            Vec::new()
        }
        Table::Candidates => {
            let mut columns: Vec<Column> =
                fixed(&[("id", "编号", true), ("name", "姓名", true), ("sitting", "场次", false)]);
            let attributes = &schema.attributes;
            columns.extend(attributes.iter().map(|a| Column::new(a.key.as_str(), &a.title, a.needed)));
            columns.extend(ENTRY.map(|(key, title)| Column::new(key, title, false)));
            columns
        }
        Table::Degrees => fact_columns(Source::Degrees, schema),
        Table::Periods => fact_columns(Source::Periods, schema),
        Table::Events => fact_columns(Source::Events, schema),
        Table::Exams => fixed(&[("candidate", "候选人", true), ("mark", "成绩", true)]),
        Table::Vacancies => fixed(&[
            ("id", "岗位编号", true),
            ("unit", "单位", true),
            ("post", "职位", true),
            ("seats", "名额", true),
            ("sitting", "场次", false),
            ("kind", "类别", false),
            ("group", "组别", false),
            ("sex", "性别", false),
            ("education", "学历", false),
            ("age_max", "年龄上限", false),
            ("age_date", "年龄截止日", false),
            ("certificate", "证书", false),
        ]),
        Table::Relatives => {
            fixed(&[("candidate", "候选人", true), ("unit", "单位", true), ("relation", "关系", false)])
        }
        Table::Certificates => {
            fixed(&[("candidate", "候选人", true), ("certificate", "证书", true), ("date", "提交日期", true)])
        }
        Table::Preferences => fixed(&[
            ("candidate", "候选人", true),
            ("order", "志愿序号", true),
            ("vacancy", "岗位编号", true),
            ("sitting", "场次", false),
        ]),
        Table::Acknowledgements => fixed(&[
            ("candidate", "候选人", true),
            ("code", "签认码", true),
            ("date", "日期", true),
            ("how", "方式", true),
        ]),
        Table::GiveUps => {
            fixed(&[("candidate", "候选人", true), ("kind", "情形", true), ("date", "日期", true)])
        }
        Table::Lots => fixed(&[
            ("candidate", "候选人", true),
            ("number", "签号", true),
            ("drawn_by", "抽签人", true),
            ("date", "日期", true),
        ]),
        Table::Answers => fixed(&[
            ("code", "问题码", true),
            ("answer", "答复", true),
            ("who", "决定人", true),
            ("date", "日期", true),
            ("document", "文号", false),
        ]),
        Table::Rulings => fixed(&[
            ("kind", "类别", true),
            ("object", "对象", true),
            ("old", "原值", false),
            ("new", "新值", false),
            ("who", "决定人", true),
            ("date", "日期", true),
            ("document", "文号", false),
        ]),
    }
}

fn fact_columns(source: Source, schema: &FactSchema) -> Vec<Column> {
    let mut columns = vec![Column::new("candidate", "候选人", true)];
    if source.has_kind() {
        columns.push(Column::new("kind", "类别", true));
    }
    let tables = || schema.tables.iter().filter(|table| table.source == source);
    for (place, column) in (0..).zip(schema.columns(source)) {
        let of = |needed: bool| {
            tables().all(|t| t.fields.iter().any(|f| f.column.0 == place && (f.needed || !needed)))
                && tables().next().is_some()
        };
        let built_in = source == Source::Periods && place < 2;
        columns.push(Column::new(column.key.as_str(), &column.title, built_in || of(true)));
    }
    columns
}
