//! One table as read from its file: a header that has been understood, and lines.

use crate::layout::{Column, MAX_TABLE_BYTES, is_of_entry};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_schemes::nearest;
use csv::StringRecord;

/// A table whose header has been understood.
pub(crate) struct Grid {
    pub(crate) table: Table,
    /// The columns that the table may have.
    columns: Vec<Column>,
    /// By column: its place in the file.
    places: Vec<Option<usize>>,
    /// The header as typed.
    headers: Vec<String>,
    /// Whether there is a column of which nobody can tell what it means.
    unknown: bool,
    lines: Vec<(u32, StringRecord)>,
}

/// The text of a file, or what is wrong with its bytes.
pub(crate) fn text(table: Table, bytes: &[u8], faults: &mut Vec<Fault>) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line_at = |place: usize| {
        let newlines = bytes[..place].iter().filter(|byte| **byte == b'\n').count();
        u32::try_from(newlines + 1).unwrap_or(u32::MAX)
    };
    let text = std::str::from_utf8(bytes);
    // Of UTF-16 the first bytes are no UTF-8 and many others are NUL: what comes first says more.
    let valid = text.map_or_else(|wrong| wrong.valid_up_to(), str::len);
    if let Some(place) = bytes[..valid].iter().position(|byte| *byte == 0) {
        faults.push(Fault::new(table, line_at(place), "", FaultKind::NulByte, ""));
        return None;
    }
    if text.is_err() {
        let found: Vec<String> = bytes[valid..].iter().take(4).map(|byte| format!("{byte:02X}")).collect();
        faults.push(Fault::new(table, line_at(valid), "", FaultKind::NotUtf8, &found.join(" ")));
    }
    text.ok().map(Into::into)
}

/// Notes that a file is too large.
pub(crate) fn too_large(table: Table, faults: &mut Vec<Fault>) {
    faults.push(Fault::new(table, 0, "", FaultKind::FileTooLarge { limit: MAX_TABLE_BYTES }, ""));
}

impl Grid {
    /// Understands a table; `None` if nothing in it can be used.
    pub(crate) fn parse(
        table: Table,
        bytes: &[u8],
        columns: Vec<Column>,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let text = text(table, bytes, faults)?;
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records: Vec<(u32, StringRecord)> = Vec::new();
        let mut numbers = LineNumbers { text: &text, at: 0, line: 1 };
        let mut record = StringRecord::new();
        // Reading from memory, valid UTF-8 and of any width cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let line = record.position().map_or(0, |position| numbers.of(position.byte()));
            if record.iter().any(|cell| !trim(cell).is_empty()) {
                // A plain clone would keep room for the widest line of the file.
                records.push((line, record.iter().collect()));
            }
        }
        let mut records = records.into_iter();
        let Some((line, header)) = records.next() else {
            faults.push(Fault::new(table, 0, "", FaultKind::EmptyFile, ""));
            return None;
        };
        let headers: Vec<String> = header.iter().map(|cell| trim(cell).into()).collect();
        if !is_header(&headers, &columns) {
            faults.push(match &headers[..] {
                // All in one cell: the cells are divided by something else than commas.
                [all] => Fault::new(table, line, all, FaultKind::UnknownColumn { nearest: None }, all),
                _ => Fault::new(table, line, "", FaultKind::EmptyFile, ""),
            });
            return None;
        }
        let places = understand(table, line, &headers, &columns, faults);
        let mut grid = Self { table, columns, places, headers, unknown: false, lines: records.collect() };
        grid.nameless(line, faults);
        grid.unknown = faults.iter().any(|fault| {
            fault.place.table == table && fault.kind == FaultKind::UnknownColumn { nearest: None }
        });
        let complete =
            grid.columns.iter().zip(&grid.places).all(|(column, place)| !column.needed || place.is_some());
        complete.then_some(grid)
    }

    /// Values in a column without a header would be lost in silence.
    fn nameless(&self, header: u32, faults: &mut Vec<Fault>) {
        let mut open: Vec<bool> = self.headers.iter().map(String::is_empty).collect();
        for (_, record) in &self.lines {
            for (open, cell) in open.iter_mut().zip(record.iter().map(trim)) {
                if *open && !cell.is_empty() {
                    *open = false;
                    let kind = FaultKind::UnknownColumn { nearest: None };
                    faults.push(Fault::new(self.table, header, "", kind, cell));
                }
            }
        }
    }

    /// Whether a value may stand in a column that nobody knows, and not in its own.
    pub(crate) fn is_doubtful(&self) -> bool {
        let counts = |column: &Column| {
            !matches!(&*column.key, "evidence" | "remark" | "sitting")
                && !is_of_entry(self.table, &column.key)
        };
        self.unknown && self.columns.iter().zip(&self.places).any(|(c, place)| counts(c) && place.is_none())
    }

    /// The columns of the file in its order: key and header as typed.
    pub(crate) fn typed(&self) -> Vec<(String, String)> {
        let key = |place| {
            let column = self.places.iter().position(|known| *known == Some(place))?;
            Some(self.columns[column].key.clone())
        };
        let typed = self.headers.iter().enumerate();
        typed.filter_map(|(place, header)| Some((key(place)?, header.clone()))).collect()
    }

    /// Whether nothing stands below the header.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines with the right number of cells that are not sums; the others are faults.
    pub(crate) fn lines<'g>(&'g self, faults: &mut Vec<Fault>) -> Vec<Line<'g>> {
        let mut lines = Vec::with_capacity(self.lines.len());
        for (line, record) in &self.lines {
            let whole = Line { grid: self, line: *line, record };
            if let Some((key, word)) = whole.sums() {
                faults.push(whole.fault(key, FaultKind::TotalRow, word));
                continue;
            }
            let surplus = record.iter().skip(self.headers.len()).any(|cell| !trim(cell).is_empty());
            if record.len() < self.headers.len() || surplus {
                let kind = FaultKind::WrongCellCount { expected: self.headers.len() };
                faults.push(Fault::new(self.table, *line, "", kind, &record.len().to_string()));
            } else {
                lines.push(whole);
            }
        }
        lines
    }

    /// Where a column of that name stands among the columns of the table.
    fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

/// One line of a table.
#[derive(Clone, Copy)]
pub(crate) struct Line<'g> {
    grid: &'g Grid,
    pub(crate) line: u32,
    record: &'g StringRecord,
}

impl<'g> Line<'g> {
    /// The cell of a column, without blanks around it; empty if the file does not have the column.
    pub(crate) fn cell(&self, key: &str) -> &'g str {
        let place = self.grid.column(key).and_then(|column| self.grid.places[column]);
        place.and_then(|place| self.record.get(place)).map_or("", trim)
    }

    /// The column of the id and the word in it, if the line sums up others instead of being about somebody.
    fn sums(&self) -> Option<(&'static str, &'g str)> {
        let key = ["id", "candidate"].into_iter().find(|key| self.grid.column(key).is_some())?;
        let word = self.cell(key);
        matches!(word, "合计" | "总计" | "小计").then_some((key, word))
    }

    /// Whether the file lacks the column and has one that may be meant to be it.
    pub(crate) fn is_doubtful(&self, key: &str) -> bool {
        self.grid.unknown && self.grid.column(key).is_none_or(|column| self.grid.places[column].is_none())
    }

    /// A fault at a column of this line, under the header as typed.
    pub(crate) fn fault(&self, key: &str, kind: FaultKind, found: &str) -> Fault {
        let place = self.grid.column(key).and_then(|column| self.grid.places[column]);
        let header = place.and_then(|place| self.grid.headers.get(place)).map_or(key, |header| header);
        Fault::new(self.grid.table, self.line, header, kind, found)
    }
}

/// Blanks around a cell mean nothing, the full-width blank included.
fn trim(cell: &str) -> &str {
    cell.trim_matches([' ', '\t', '\u{3000}', '\u{a0}'])
}

/// Tells on which line a record begins. The reader itself counts line feeds only and takes a record to begin
/// where the one before ends: with the blank lines, and in a file of Windows with the line feed.
struct LineNumbers<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl LineNumbers<'_> {
    /// The line of a record that the reader takes to begin at this byte; records come in order.
    fn of(&mut self, byte: u64) -> u32 {
        let bytes = self.text.as_bytes();
        let is_break = |byte: &&u8| matches!(**byte, b'\n' | b'\r');
        let from = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.at, bytes.len());
        let begins = from + bytes[from..].iter().take_while(is_break).count();
        for place in self.at..begins {
            let ends = match bytes[place] {
                b'\n' => true,
                b'\r' => bytes.get(place + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line = self.line.saturating_add(u32::from(ends));
        }
        self.at = begins;
        self.line
    }
}

/// Whether a line is a header at all and not the first line of the values.
fn is_header(headers: &[String], columns: &[Column]) -> bool {
    let names = || columns.iter().flat_map(|column| [column.key.as_str(), column.title.as_str()]);
    headers.iter().any(|header| names().any(|name| name == header) || nearest(header, names()).is_some())
}

/// Finds each column in the header, by its English or its Chinese name.
fn understand(
    table: Table,
    line: u32,
    headers: &[String],
    columns: &[Column],
    faults: &mut Vec<Fault>,
) -> Vec<Option<usize>> {
    let mut places = vec![None; columns.len()];
    let mut misspelt = Vec::new();
    for (place, header) in headers.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
        let found = columns.iter().position(|column| column.key == *header || column.title == *header);
        match found {
            None => {
                let known = columns.iter().flat_map(|column| [column.key.as_str(), column.title.as_str()]);
                let nearest = nearest(header, known);
                misspelt.extend(nearest.clone().map(|meant| (meant, place)));
                let kind = FaultKind::UnknownColumn { nearest };
                faults.push(Fault::new(table, line, header, kind, header));
            }
            Some(column) if places[column].is_some() => {
                faults.push(Fault::new(table, line, header, FaultKind::DoubledColumn, header));
            }
            Some(column) => places[column] = Some(place),
        }
    }
    // Read as what it most likely means, so that nobody hears that what stands there is missing.
    for (meant, place) in misspelt {
        let column = columns.iter().position(|column| *column.key == *meant || *column.title == *meant);
        if let Some(found) = column.and_then(|column| places.get_mut(column)) {
            found.get_or_insert(place);
        }
    }
    for (column, _) in columns.iter().zip(&places).filter(|(column, place)| column.needed && place.is_none())
    {
        faults.push(Fault::new(table, line, &column.title, FaultKind::MissingColumn, ""));
    }
    places
}
