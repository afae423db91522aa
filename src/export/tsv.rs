//! Tables for spreadsheets.

/// A tab separated table, as spreadsheets take it from the clipboard.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = line(head.iter().copied());
    for row in rows {
        out += &line(row.iter().map(String::as_str));
    }
    out
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells
        .map(|cell| cell.replace(['\t', '\n', '\r'], " "))
        .collect();
    cells.join("\t") + "\n"
}
