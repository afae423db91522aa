//! Text → records. Kinds of well-formed and malformed text, with what they must give.
//!
//! `answers_on_stdin` lets an outside suite ask the same reader: JSON lines with `name`,
//! `input_base64` and `options` on stdin give `name`, `rows` and `reports` on stdout:
//! `cargo test --test records answers_on_stdin -- --ignored --nocapture < cases.jsonl`
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::sets::csv_rows;
use proptest::prelude::*;
use retention_calculator::import::{Dialect, Scan, delimiter};
use serde_json::{Value, json};

#[derive(Debug, PartialEq)]
struct Text {
    rows: Vec<Vec<String>>,
    /// Line and column of each report.
    reports: Vec<(u64, usize, &'static str)>,
}

fn read(bytes: &[u8], dialect: Dialect, comment: Option<u8>) -> Text {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut scan = Scan::default();
    scan.block(bytes, dialect);
    let (mut rows, mut reports) = (Vec::new(), Vec::new());
    let (mut line, mut scratch, mut ends) = (1, Vec::new(), None);
    while let Some(record) = scan.next(bytes, dialect, true) {
        let here = line;
        line += record.breaks + 1;
        let ended = record.next_start() > record.end();
        if ended && *ends.get_or_insert(record.cr) != record.cr {
            reports.push((here, record.width(), "line_ends_mixed"));
        }
        if comment.is_some() && record.raw(0).first().copied() == comment {
            continue;
        }
        if let Some(at) = record.unclosed {
            reports.push((
                here + record.breaks_before(at),
                record.field_at(at) + 1,
                "quote_not_closed",
            ));
        }
        for at in record.odd {
            reports.push((here, record.field_at(*at as usize) + 1, "quote_malformed"));
        }
        let cells = (0..record.width())
            .map(|at| String::from_utf8_lossy(record.cell(at, &mut scratch)).into_owned());
        rows.push(cells.collect());
    }
    Text { rows, reports }
}

const COMMAS: Dialect = Dialect {
    delimiter: b',',
    quote: Some(b'"'),
};

#[test]
fn well_formed_and_malformed() {
    type Case = (
        &'static str,
        &'static [&'static [&'static str]],
        &'static [(u64, usize, &'static str)],
    );
    let cases: [Case; 24] = [
        ("", &[], &[]),
        ("x", &[&["x"]], &[]),
        ("x,y\n", &[&["x", "y"]], &[]),
        ("x,\r\n,y", &[&["x", ""], &["", "y"]], &[]),
        ("x\ry\r", &[&["x"], &["y"]], &[]),
        ("x\n\ny", &[&["x"], &[""], &["y"]], &[]),
        ("\"x\"", &[&["x"]], &[]),
        ("\"\"", &[&[""]], &[]),
        ("\"\",\"\"\n", &[&["", ""]], &[]),
        ("\"x,y\",z", &[&["x,y", "z"]], &[]),
        ("\"x\ny\",z\nw", &[&["x\ny", "z"], &["w"]], &[]),
        ("\"x\r\ny\"\r\nz", &[&["x\r\ny"], &["z"]], &[]),
        ("\"x\"\"y\"", &[&["x\"y"]], &[]),
        ("\"\"\"x\"\"\"", &[&["\"x\""]], &[]),
        ("\"\"\",\"\"\"", &[&["\",\""]], &[]),
        (" x , y ", &[&[" x ", " y "]], &[]),
        ("ä,ʤ", &[&["ä", "ʤ"]], &[]),
        (
            "5\" pipe,x",
            &[&["5\" pipe", "x"]],
            &[(1, 1, "quote_malformed")],
        ),
        (
            "x, \"y\"",
            &[&["x", " \"y\""]],
            &[(1, 2, "quote_malformed"), (1, 2, "quote_malformed")],
        ),
        (
            "\"x\"y,z\nw",
            &[&["xy", "z"], &["w"]],
            &[(1, 1, "quote_malformed")],
        ),
        ("\"x\" ,z", &[&["x ", "z"]], &[(1, 1, "quote_malformed")]),
        (
            "x\ny,\"z\nw",
            &[&["x"], &["y", "z\nw"]],
            &[(2, 2, "quote_not_closed")],
        ),
        (
            "\"x\ny\",\"z",
            &[&["x\ny", "z"]],
            &[(2, 2, "quote_not_closed")],
        ),
        (
            "x\ny\rz",
            &[&["x"], &["y"], &["z"]],
            &[(2, 1, "line_ends_mixed")],
        ),
    ];
    for (input, rows, reports) in cases {
        let text = read(input.as_bytes(), COMMAS, None);
        assert_eq!(text.rows, rows, "{input:?}");
        assert_eq!(text.reports, reports, "{input:?}");
    }
}

#[test]
fn delimiters_are_found() {
    let cases = [
        ("a,b,c\n1,2,3", b','),
        ("a;b\n1,5;2,5\n", b';'),
        ("a\tb\n1,5\t2\n", b'\t'),
        ("a|b|c\n1,5|2|3\n", b'|'),
        ("\"a,b\";c;d\ne;f;g", b';'),
        ("plain", b','),
    ];
    for (input, expected) in cases {
        assert_eq!(delimiter(input.as_bytes()), expected, "{input:?}");
    }
}

proptest! {
    /// What is written as RFC 4180 says is read back.
    #[test]
    fn written_text_is_read_back(rows in prop::collection::vec(prop::collection::vec("[a-c,;\"\r\n\t é]{0,12}", 1..5), 0..20)) {
        let mut text = String::new();
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        let read = read(text.as_bytes(), COMMAS, None);
        prop_assert_eq!(read.rows, rows);
        prop_assert_eq!(read.reports, vec![]);
    }

    /// Well-formed text, quoted where it must be or as it comes, with any delimiter and line end, is
    /// read as csv-core reads it.
    #[test]
    fn well_formed_text_is_read_as_csv_core_reads_it(
        rows in prop::collection::vec(prop::collection::vec(("[a-c,;|\"\r\n\t é]{0,12}", any::<bool>()), 2..6), 0..40),
        delimiter in prop::sample::select(b",;\t|".to_vec()),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        last in any::<bool>(),
    ) {
        let written = |(cell, quoted): &(String, bool)| {
            let must = cell.contains(['"', '\r', '\n', char::from(delimiter)]);
            match must || *quoted {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell.clone(),
            }
        };
        let between = char::from(delimiter).to_string();
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(written).collect::<Vec<_>>().join(&between))
            .collect();
        let mut text = lines.join(end);
        if last && !text.is_empty() {
            text.push_str(end);
        }
        let dialect = Dialect { delimiter, quote: Some(b'"') };
        let ours = read(text.as_bytes(), dialect, None);
        prop_assert_eq!(&ours.rows, &csv_rows(text.as_bytes(), delimiter));
        prop_assert_eq!(ours.reports, vec![]);
    }

    /// Every line of any text belongs to exactly one record.
    #[test]
    fn lines_add_up(bytes in prop::collection::vec(prop::sample::select(b"ab,\"\"\n\n\r ".to_vec()), 0..80)) {
        let mut scan = Scan::default();
        scan.block(&bytes, COMMAS);
        let mut lines = 0;
        while let Some(record) = scan.next(&bytes, COMMAS, true) {
            lines += record.breaks + 1;
        }
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(lines, text.lines().count() as u64);
    }
}

#[test]
#[ignore = "answers an outside suite"]
fn answers_on_stdin() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let case: Value = serde_json::from_str(&line).unwrap();
        println!("{}", answer(&case));
    }
}

fn answer(case: &Value) -> Value {
    let options = &case["options"];
    let byte = |key: &str| {
        options[key]
            .as_str()
            .and_then(|s| <[u8; 1]>::try_from(s.as_bytes()).ok())
            .map(|[b]| b)
    };
    let mut bytes = base64(case["input_base64"].as_str().unwrap());
    // What the reader does not offer is brought into the form that it reads.
    let long_delimiter = options["delimiter"].as_str().filter(|d| d.len() > 1);
    let stand_in = "\u{1f}";
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if let Some(long) = long_delimiter {
        text = text.replace(long, stand_in);
        bytes = text.clone().into_bytes();
    }
    if let Some(escape) = options["escape"].as_str() {
        bytes = text.replace(&format!("{escape}\""), "\"\"").into_bytes();
    }
    let comment = byte("comment");
    let uncommented: Vec<&[u8]> = bytes
        .split_inclusive(|b| *b == b'\n')
        .filter(|l| l.first().copied() != comment)
        .collect();
    let delimiter = match (long_delimiter, byte("delimiter")) {
        (Some(_), _) => 0x1f,
        (None, Some(given)) => given,
        (None, None) => delimiter(&uncommented.concat()),
    };
    let text = read(
        &bytes,
        Dialect {
            delimiter,
            quote: byte("quote"),
        },
        comment,
    );
    let back = |cell: &String| match long_delimiter {
        Some(long) => cell.replace(stand_in, long),
        None => cell.clone(),
    };
    let rows: Vec<Vec<String>> = text
        .rows
        .iter()
        .map(|row| row.iter().map(back).collect())
        .collect();
    let mut told = text.reports;
    if options["header"] == true {
        let width = rows.first().map_or(0, Vec::len);
        let ragged = rows
            .iter()
            .filter(|row| row.len() != width && row.len() > 1);
        told.extend(ragged.map(|row| (0, row.len() + 1, "row_too_short")));
    }
    let reports: Vec<Value> = told
        .iter()
        .map(|(line, column, code)| json!({"line": line, "column": column, "code": code}))
        .collect();
    json!({"name": case["name"], "rows": rows, "reports": reports})
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}
