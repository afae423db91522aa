//! Tables for documents.

use super::table::{Cell, Table};
use crate::number::Mark;

/// A table in Markdown (GFM), as people read it: rounded, grouped, numbers to the right.
pub fn markdown(table: &Table<'_>, mark: Mark) -> String {
    let mut out = String::new();
    row(&mut out, table.columns.iter().map(|name| escaped(name)));
    let numbers = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(column));
        cells.any(Cell::is_number)
    };
    let rules = (0..table.columns.len()).map(|column| if numbers(column) { "---:" } else { "---" });
    row(&mut out, rules.map(String::from));
    for cells in &table.rows {
        row(
            &mut out,
            cells.iter().map(|cell| escaped(&cell.shown(mark))),
        );
    }
    out
}

/// Words that stand beneath a table.
pub fn paragraph(words: &str) -> String {
    escaped(words) + "\n"
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}

/// Text that stays text: no markup, no end of the cell, no new line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' => {
                out.extend(['\\', c])
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
