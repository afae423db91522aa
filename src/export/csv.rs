//! Tables as CSV files and as cells for the clipboard.

use std::borrow::Cow;

use super::table::{Cell, Table};
use crate::number::Mark;

/// A CSV file: RFC 4180, comma, CRLF, a header row. Numbers are exact, with a point.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never
/// do, so reading the file again gives the same numbers.
pub fn csv(table: &Table<'_>) -> String {
    separated(table, ',', Mark::Point)
}

/// The same for pasting into a spreadsheet with this decimal mark: tabs between the cells.
pub fn tsv(table: &Table<'_>, mark: Mark) -> String {
    separated(table, '\t', mark)
}

fn separated(table: &Table<'_>, separator: char, mark: Mark) -> String {
    let mut out = String::new();
    record(
        &mut out,
        separator,
        table.columns.iter().map(|name| guarded(name)),
    );
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            Cell::Month(_) => cell.exact(),
            number => match mark {
                Mark::Point => number.exact(),
                Mark::Comma => number.exact().replace('.', ",").into(),
            },
        });
        record(&mut out, separator, cells);
    }
    out
}

fn record<'a>(out: &mut String, separator: char, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(separator);
        }
        quoted(out, &cell, separator);
    }
    out.push_str("\r\n");
}

/// A cell, in quotes where it would not be one cell without.
pub(super) fn quoted(out: &mut String, cell: &str, separator: char) {
    let breaks = |c: char| c == separator || matches!(c, '"' | '\r' | '\n');
    if cell.contains(breaks) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text) {
        ["'", text].concat().into()
    } else {
        text.into()
    }
}

/// A sign, digits, and perhaps a point with digits behind it.
fn is_number(text: &str) -> bool {
    let size = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = size.split_once('.').unwrap_or((size, "0"));
    [whole, decimals]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
