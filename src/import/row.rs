//! One row of a list at its place, and what can be told of any.

use super::record::Record;
use super::report::{Code, Place};
use super::table::Table;
use super::text::decode;

/// One row, at its place.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub record: &'a Record<'a>,
    pub line: u64,
}

impl Row<'_> {
    pub fn place(&self, column: usize) -> Place {
        place(self.line, column)
    }

    /// A cell's characters, without outer blanks.
    pub fn text(&self, column: usize) -> String {
        let mut scratch = Vec::new();
        let text = decode(self.record.cell(column, &mut scratch));
        trim(&text).to_owned()
    }

    /// Tells of each cell that holds control characters.
    pub fn tell_controls(&self, table: &mut Table, file: u32) {
        for column in 0..self.record.width() {
            let cell = self.record.raw(column);
            let control = |b: &u8| *b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r') || *b == 0x7f;
            if cell.iter().any(control) {
                table.report(file, self.place(column), Code::ControlCharacter, cell);
            }
        }
    }

    /// Tells that the file is not UTF-8, in the cell that shows it.
    #[cold]
    pub fn tell_encoding(&self, table: &mut Table, file: u32, at: usize) {
        let column = self.record.field_at(at);
        let cell = self.record.raw(column);
        table.report(file, self.place(column), Code::EncodingAssumed, cell);
    }
}

/// A column, counted from 0, of the record that starts on a line.
pub(super) fn place(line: u64, column: usize) -> Place {
    let column = u32::try_from(column).unwrap_or(u32::MAX);
    Place {
        line,
        column: column.saturating_add(1),
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// The name of a row that sums up others: `Grand total`, `Total MRR`, `TOTAL (USD):`, `Pro Total`.
pub(super) fn is_total(name: &str) -> bool {
    const ENDS: [&str; 2] = [" total", " ergebnis"];
    let ends = |end: &&str| {
        let from = name.len().wrapping_sub(end.len());
        name.get(from..)
            .is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    is_named_total(name) || ENDS.iter().any(ends)
}

/// The same of a row that sums up all others.
pub(super) fn is_named_total(name: &str) -> bool {
    const WORDS: [&str; 9] = [
        "total",
        "totals",
        "grand total",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "gesamtergebnis",
        "subtotal",
    ];
    // Nearly no name begins like one of them.
    if !matches!(
        name.as_bytes().first(),
        Some(b't' | b's' | b'g' | b'T' | b'S' | b'G')
    ) {
        return false;
    }
    let name = name.split('(').next().unwrap_or_default();
    let name = name.trim_end_matches([':', ' ']);
    let counted = [" mrr", " arr", " revenue"].iter().find_map(|what| {
        let (total, last) = name.split_at_checked(name.len().checked_sub(what.len())?)?;
        last.eq_ignore_ascii_case(what).then_some(total)
    });
    let name = counted.unwrap_or(name);
    name.len() <= 16 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(name))
}
