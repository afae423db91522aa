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
    let text = std::fs::read_to_string(format!("tests/fixtures/{file}")).unwrap();
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

/// What other spreadsheets and countries write.
#[test]
fn more_numbers() {
    let check = |cell: &str, expect: &str| {
        let said = match read_number(cell) {
            Number::Value {
                value, currency, ..
            } => {
                let value = format!("{}e-{}", value.digits, value.scale);
                currency.map_or(value.clone(), |c| format!("{value} {}", c.text()))
            }
            Number::Bad(bad) => format!("{bad:?}"),
            other => format!("{other:?}"),
        };
        assert_eq!(said, expect, "{cell}");
    };
    // The dash stands for decimals: it makes no loss.
    for cell in ["1200,-", "1.200,-", "€ 1.200,-", "CHF 1'200.-", "5.- €"] {
        check(cell, "Unreadable(None)");
    }
    check("1.200,50-", "-120050e-2");
    check("500- €", "-500e-0 EUR");
    check("500 EUR-", "-500e-0 EUR");
    check("-500 EUR-", "Unreadable(None)");
    check("(1,200.50) €", "-120050e-2 EUR");
    check("(500.00) USD", "-50000e-2 USD");
    check("$(500.00) USD", "-50000e-2 USD");
    check("(500.00 €) USD", "Unreadable(None)");
    check("1.234,50 kr.", "123450e-2 DKK");
    check("Rs. 1,200.50", "120050e-2 INR");
    check("Fr. 5", "5e-0 CHF");
    for cell in ["1200 usd", "usd 1200", "1200usd", "1200 Usd"] {
        check(cell, "1200e-0 USD");
    }
    check("1200 xyz", "Unreadable(None)");
    check("1200 eur usd", "Unreadable(None)");
    check("#¿NOMBRE?", "SpreadsheetError");
}

#[test]
fn more_dates() {
    use retention_calculator::import::{DateProblem as Bad, Why};
    let check = |cells: &[&str], expect: Date| {
        for cell in cells {
            assert_eq!(read_date(cell), expect, "{cell}");
        }
    };
    let no = |why| Date::Bad(Bad::Unreadable(Some(why)));
    let quarters = ["Q1/2024", "2024/Q1", "1Q24", "1Q 2024", "Q1-24", "FY24 Q1"];
    check(&quarters, no(Why::Quarter));
    check(&["FY2024", "FY24", "FY 2024"], no(Why::Year));
    check(&["Week 5 2024", "KW05/2024"], no(Why::Week));
    check(&["2024-M01"], read_date("2024-01"));
    check(&["#¿NOMBRE?"], Date::Bad(Bad::SpreadsheetError));
    assert!(
        matches!(read_date("631152000"), Date::Serial(day) if day.month.to_string() == "1990-01")
    );
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
