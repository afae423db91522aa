//! Tables for posts and READMEs.

/// A Markdown table: the first column to the left, the others to the right.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = line(head.iter().copied());
    out += &line((0..head.len()).map(|column| if column == 0 { "---" } else { "---:" }));
    for row in rows {
        out += &line(row.iter().map(String::as_str));
    }
    out
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::from("|");
    for cell in cells {
        out += " ";
        out += &cell.replace('|', "\\|").replace(['\n', '\r'], " ");
        out += " |";
    }
    out + "\n"
}
