//! The files of a round as somebody else would have written them.

use crate::Files;
use anzhi_core::facts::FactSchema;
use anzhi_core::fault::Table;
use anzhi_tables::layout::{TABLES, columns, file_names};
use csv::StringRecord;
use proptest::prelude::*;
use std::fmt;

/// The habits of somebody who writes tables.
#[derive(Clone)]
pub(crate) struct Hand {
    /// Decides orders and languages: numbers taken in turn, over and over.
    dice: Vec<u16>,
    mark: bool,
    windows: bool,
    quotes: bool,
    blanks: &'static str,
    blank_lines: bool,
}

impl fmt::Debug for Hand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dice, mark, windows, quotes, blanks, blank_lines } = self;
        write!(f, "mark {mark} windows {windows} quotes {quotes} {blanks:?} lines {blank_lines} {dice:?}")
    }
}

impl Arbitrary for Hand {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let blanks = prop::sample::select(vec!["", " ", "  ", "\u{3000}", "\t", "\u{a0}"]);
        let dice = prop::collection::vec(any::<u16>(), 1..200);
        let flags = any::<(bool, bool, bool, bool)>();
        (dice, flags, blanks)
            .prop_map(|(dice, (mark, windows, quotes, blank_lines), blanks)| Self {
                dice,
                mark,
                windows,
                quotes,
                blanks,
                blank_lines,
            })
            .boxed()
    }
}

/// Takes numbers in turn.
struct Dice<'h>(std::iter::Cycle<std::slice::Iter<'h, u16>>);

impl Dice<'_> {
    fn below(&mut self, n: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % n
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// The same round: rows and columns in another order, other names of files and headers, other bytes.
pub(crate) fn rewritten(files: &Files, schema: &FactSchema, hand: &Hand) -> Files {
    let mut dice = Dice(hand.dice.iter().cycle());
    let mut other = files.clone();
    for table in TABLES {
        let (english, chinese) = file_names(table);
        let found = [english, chinese].iter().find_map(|stem| other.remove(&format!("{stem}.csv")));
        let Some(bytes) = found else { continue };
        let stem = [english, chinese][dice.below(2)];
        other.insert(format!("{stem}.csv"), rewritten_table(&bytes, table, schema, hand, &mut dice));
    }
    other
}

fn rewritten_table(
    bytes: &[u8],
    table: Table,
    schema: &FactSchema,
    hand: &Hand,
    dice: &mut Dice<'_>,
) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut records = reader.records().map(Result::unwrap);
    let header = records.next().unwrap();
    let mut rows: Vec<StringRecord> = records.collect();
    dice.shuffle(&mut rows);
    let mut order: Vec<usize> = (0..header.len()).collect();
    dice.shuffle(&mut order);
    let names: Vec<String> = header.iter().map(|name| renamed(name, table, schema, dice)).collect();
    let mut text = String::from(if hand.mark { "\u{feff}" } else { "" });
    for record in std::iter::once(StringRecord::from(names)).chain(rows) {
        let cells: Vec<String> = order.iter().map(|place| cell(&record[*place], hand)).collect();
        text.push_str(&cells.join(","));
        text.push_str(if hand.windows { "\r\n" } else { "\n" });
        if hand.blank_lines && dice.below(4) == 0 {
            text.push_str([",,", " ", ""][dice.below(3)]);
            text.push_str(if hand.windows { "\r\n" } else { "\n" });
        }
    }
    text.into_bytes()
}

fn renamed(name: &str, table: Table, schema: &FactSchema, dice: &mut Dice<'_>) -> String {
    let columns = columns(table, schema);
    let column = columns.iter().find(|column| column.key == name || column.title == name).unwrap();
    [&column.key, &column.title][dice.below(2)].clone()
}

fn cell(text: &str, hand: &Hand) -> String {
    let text = format!("{0}{text}{0}", hand.blanks);
    if hand.quotes || text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
