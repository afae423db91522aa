//! Spellings of numbers and dates with their expected reading.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use retention_calculator::import::{Date, Exact, Number, read_date, read_number};

struct Row {
    id: String,
    cell: String,
    kind: String,
    expected: String,
    alternatives: String,
}

fn rows(file: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(format!("tests/fixtures/formats/{file}")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row {
            id: cells[0].to_owned(),
            cell: serde_json::from_str(cells[1]).unwrap(),
            kind: cells[2].to_owned(),
            expected: cells[3].to_owned(),
            alternatives: cells[4].to_owned(),
        }
    };
    text.lines().skip(1).map(row).collect()
}

fn same(value: Exact, text: &str) -> bool {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{fraction}").parse().unwrap();
    let scale = fraction.len() as u32;
    let most = scale.max(value.scale);
    value.digits * 10i128.pow(most - value.scale) == sign * digits * 10i128.pow(most - scale)
}

fn alternative<'a>(row: &'a Row, key: &str) -> Option<&'a str> {
    row.alternatives
        .split("; ")
        .find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
}

#[test]
fn numbers() {
    use retention_calculator::import::{NumberProblem as Bad, Why};
    let mut failures = Vec::new();
    for row in rows("numbers.tsv") {
        let number = read_number(&row.cell);
        let fits = match (row.kind.as_str(), number) {
            ("value", Number::Value { value, .. }) => same(value, &row.expected),
            ("ambiguous", Number::Either { point, comma, .. }) => {
                same(point, alternative(&row, "point_decimal").unwrap())
                    && same(comma, alternative(&row, "comma_decimal").unwrap())
            }
            ("blank", Number::Blank) => row.expected.is_empty(),
            ("blank", Number::Dash) => row.expected == "0",
            ("error", Number::Bad(bad)) => match row.expected.as_str() {
                "group_size" => bad == Bad::Unreadable(Some(Why::GroupSize)),
                "number_is_percent" => bad == Bad::Unreadable(Some(Why::Percent)),
                "number_is_date" => bad == Bad::Unreadable(Some(Why::Date)),
                "formula_text" => bad == Bad::Unreadable(Some(Why::Formula)),
                "number_unreadable" => bad == Bad::Unreadable(None),
                "spreadsheet_error" => bad == Bad::SpreadsheetError,
                "number_too_large" => bad == Bad::TooLarge,
                other => panic!("{other}"),
            },
            _ => false,
        };
        if !fits {
            failures.push(format!(
                "{} {:?}: {number:?}, not {} {}",
                row.id, row.cell, row.kind, row.expected
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn dates() {
    use retention_calculator::import::{DateProblem as Bad, Why};
    let mut failures = Vec::new();
    for row in rows("dates.tsv") {
        let date = read_date(&row.cell);
        let reading = |at: usize| match date {
            Date::Read { by_order, .. } => by_order[at].map(|d| d.month.to_string()),
            _ => None,
        };
        let any = (0..3).find_map(reading);
        let fits = match (row.kind.as_str(), date) {
            ("value", Date::Read { .. }) => {
                (0..3).all(|at| reading(at).is_none() || reading(at) == any)
                    && any.as_deref() == Some(&row.expected)
            }
            ("ambiguous", Date::Read { .. }) if row.alternatives.starts_with("dmy") => {
                reading(0).as_deref() == alternative(&row, "dmy")
                    && reading(1).as_deref() == alternative(&row, "mdy")
            }
            // Year first or day first, both with two digits.
            ("ambiguous", Date::Read { .. }) => {
                reading(2).as_deref() == Some("2024-01") && reading(0).as_deref() == Some("2031-01")
            }
            ("ambiguous", Date::MonthOrDay(day)) => day.month.to_string() == "2024-01",
            ("ambiguous", Date::Serial(day)) => day.month.to_string() == "2024-01",
            ("error", Date::Blank) => row.expected == "date_blank",
            ("error", Date::Bad(bad)) => match row.expected.as_str() {
                "date_impossible" => bad == Bad::Impossible,
                "date_unreadable" => bad == Bad::Unreadable(None),
                "date_is_quarter" => bad == Bad::Unreadable(Some(Why::Quarter)),
                "date_is_year" => bad == Bad::Unreadable(Some(Why::Year)),
                "date_is_week" => bad == Bad::Unreadable(Some(Why::Week)),
                "date_out_of_range" => bad == Bad::Unreadable(Some(Why::OutOfRange)),
                "spreadsheet_error" => bad == Bad::SpreadsheetError,
                other => panic!("{other}"),
            },
            _ => false,
        };
        if !fits {
            failures.push(format!(
                "{} {:?}: {date:?}, not {} {}",
                row.id, row.cell, row.kind, row.expected
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn days_are_numbered_as_calendars_do() {
    let number = |text: &str| match read_date(text) {
        Date::Read { by_order, .. } => by_order[0].unwrap().number(),
        other => panic!("{other:?}"),
    };
    for (text, expected) in [
        ("1970-01-01", 0),
        ("2000-02-29", 11_016),
        ("2024-01-31", 19_753),
        ("2100-12-31", 47_846),
    ] {
        assert_eq!(number(text), expected, "{text}");
    }
}
