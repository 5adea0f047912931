//! Why two schemes cannot be compared by a round.

use crate::faults::fault_line;
use crate::forms::form_fault_line;
use crate::lang::{Lang, say};
use crate::numbers::count;
use anzhi_core::fault::Table;
use anzhi_tables::Faults;
use std::collections::BTreeMap;

/// What is wrong with a round when it is read under a scheme: facts that the scheme does not know, mostly.
///
/// ```
/// use anzhi_report::{Lang, uncompared_text};
/// use anzhi_tables::{Directory, read_round_under};
///
/// let text = anzhi_schemes::shipped("soldiers-2018").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let folder = Directory("../../testdata/rounds/county".as_ref());
/// let reading = read_round_under(&folder, &loaded)?.reading;
/// let faults = reading.round.err().ok_or("the facts of officers are those of soldiers")?;
/// let told = uncompared_text("soldiers-2018", &faults, &reading.files, Lang::En);
/// assert!(told.starts_with("The round cannot be read under “soldiers-2018”, "));
/// assert!(told.contains("candidates.csv line 1, "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn uncompared_text(file: &str, faults: &Faults, files: &BTreeMap<Table, String>, lang: Lang) -> String {
    let name = |table: &Table| files.get(table).map_or("", String::as_str);
    let forms = faults.forms.iter().map(|(table, fault)| form_fault_line(name(table), fault, lang));
    let tables = faults.tables.iter().map(|fault| fault_line(fault, files, lang));
    let lines: Vec<String> = forms.chain(tables).collect();
    let (n, in_english, lines) = (lines.len(), count(lines.len(), "fault"), lines.join("\n"));
    say!(
        lang,
        "按“{file}”读取本年度，有{n}处差错，不能比较：\n{lines}\n",
        "The round cannot be read under “{file}”, {in_english}:\n{lines}\n"
    )
}
