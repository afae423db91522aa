//! Reading lists: every file of the reference tables, whole and cut anywhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::sets::csv_rows;
use retention_calculator::accounts::{Ledger, Month};
use retention_calculator::import::{Choices, Code, Data, Imported, Outcome, Reader};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(Path::new("tests/fixtures/metrics").join(path)).unwrap()
}

fn read_cut(pieces: &[&[u8]], choices: &Choices) -> Imported {
    let mut reader = Reader::new(choices.clone());
    loop {
        reader.file("list", None);
        for piece in pieces {
            reader.push(piece);
        }
        match reader.finish() {
            Outcome::Again(again) => reader = *again,
            Outcome::Done(imported) => return *imported,
        }
    }
}

fn read(bytes: &[u8]) -> Imported {
    read_cut(&[bytes], &Choices::default())
}

/// A decimal number without trailing zeros, as one spelling for each value.
fn decimal(units: i128, scale: u32) -> String {
    let digits = format!("{:0>width$}", units.abs(), width = scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let fraction = fraction.trim_end_matches('0');
    let sign = if units < 0 { "-" } else { "" };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

fn plain(text: &str) -> (i128, u32) {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    (
        format!("{whole}{fraction}").parse().unwrap(),
        fraction.len() as u32,
    )
}

/// Every report with its place and text.
fn told(text: &str) -> Vec<(Code, u64, u32, String)> {
    let imported = read(text.as_bytes());
    let reports = imported.reports.list().iter();
    reports
        .map(|r| (r.code, r.place.line, r.place.column, r.text.to_string()))
        .collect()
}

/// A percentage is no amount wherever it stands; where a column holds nothing else, that is told too.
#[test]
fn a_percentage_is_told_wherever_it_stands() {
    let check = |amounts: &str, expect: &[(Code, u64, &str)]| {
        let rows: Vec<String> = (1..)
            .zip(amounts.split(' '))
            .map(|(at, amount)| format!("A{at},2024-01,{amount}\n"))
            .collect();
        let text = format!("customer,month,mrr\n{}", rows.concat());
        let expect: Vec<_> = expect
            .iter()
            .map(|(code, line, cell)| (*code, *line, 3, (*cell).to_owned()))
            .collect();
        assert_eq!(told(&text), expect, "{amounts}");
    };
    let (cell, column) = (Code::NumberUnreadable, Code::PercentInAmount);
    check("10 20 5%", &[(cell, 4, "5%")]);
    check("10.50 5.5% 20.25", &[(cell, 3, "5.5%")]);
    check("5% 10 20 30%", &[(cell, 2, "5%"), (cell, 5, "30%")]);
    check(
        "5% 6%",
        &[(cell, 2, "5%"), (column, 2, "5%"), (cell, 3, "6%")],
    );
    check("10 20 5", &[]);
    // The same in a column of each month.
    let wide = |rows: &str, expect: &[(Code, u64, u32, &str)]| {
        let text = format!("customer,2024-01,2024-02\n{rows}\n");
        let expect: Vec<_> = expect
            .iter()
            .map(|(code, line, column, cell)| (*code, *line, *column, (*cell).to_owned()))
            .collect();
        assert_eq!(told(&text), expect, "{rows}");
    };
    wide("A,10,20\nB,10,12%", &[(cell, 3, 3, "12%")]);
    wide("A,10,20%\nB,10,12", &[(cell, 2, 3, "20%")]);
    wide("A,10,20%", &[(cell, 2, 3, "20%"), (column, 2, 3, "20%")]);
}

/// What is unusual is told wherever it stands, above the rows as well.
#[test]
fn headers_and_what_stands_above_them_are_looked_at() {
    let check = |text: &str, expect: &[&str]| {
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        assert_eq!(reports_of(&read(&latin)), expect, "{text:?}");
    };
    let assumed = "encoding_assumed warning";
    let (preamble, control) = ("preamble warning", "control_character warning");
    check(
        "customer,month,mrr,größe\nA,2024-01,1,5\nMüller,2024-01,1,5\n",
        &[&format!("1:4 {assumed}"), "1:4 column_ignored info"],
    );
    check(
        "Umsätze\ncustomer,month,mrr\nMüller,2024-01,1\n",
        &[&format!("1:1 {assumed}"), &format!("1:1 {preamble}")],
    );
    check(
        "x\u{7}\ncustomer\0,month,mrr\nA,2024-01,1\n",
        &[
            &format!("1:1 {preamble}"),
            &format!("1:1 {control}"),
            &format!("2:1 {control}"),
        ],
    );
    check(
        "MRR report\ncustomer,month,mrr\n",
        &[&format!("1:1 {preamble}"), "1:1 no_rows error"],
    );
    check("sep=;\ncustomer;month;mrr\n", &["1:1 no_rows error"]);
}

#[test]
fn customers_that_look_alike_are_told_once() {
    let check = |names: &str, expect: &[(u64, &str)]| {
        let rows = names.split(';').map(|name| format!("{name},2024-01,1\n"));
        let text: String = std::iter::once("customer,month,mrr\n".to_owned())
            .chain(rows)
            .collect();
        let told = told(&text);
        let found: Vec<_> = told
            .iter()
            .map(|(_, line, _, name)| (*line, &**name))
            .collect();
        assert_eq!(found, expect, "{names}");
    };
    check("Acme;acme;ACME", &[(3, "acme"), (4, "ACME")]);
    check("acme;Acme;acme", &[(3, "Acme")]);
    check("Acme Inc;acme inc", &[(3, "acme inc")]);
    check(
        "acme inc;Acme Inc;Acme  Inc",
        &[(3, "Acme Inc"), (4, "Acme  Inc")],
    );
    check("Ünal;ünal;U\u{308}nal", &[(3, "ünal"), (4, "U\u{308}nal")]);
    check("A;B;a b;ab", &[]);
}

#[test]
fn more_segments_than_are_told_apart_are_told() {
    let most = Ledger::MAX_SEGMENTS;
    let rows = (0..=most).map(|at| format!("A{at},2024-01,1,S{at}\n"));
    let known = "B,2024-01,1,S0\n".to_owned();
    let text: String = ["customer,month,mrr,segment\n".to_owned()]
        .into_iter()
        .chain(rows)
        .chain([known])
        .collect();
    let line = u64::from(most) + 2;
    let expect = (Code::SegmentsTooMany, line, 4, format!("S{most}"));
    assert_eq!(told(&text), [expect]);
    let imported = read(text.as_bytes());
    assert_eq!(imported.source.rows_used, u64::from(most) + 2);
    let Data::Ledger(ledger) = imported.data else {
        panic!("a ledger");
    };
    let month = Month::new(2024, 1).unwrap();
    assert_eq!(ledger.segment(most, month), None);
    assert_eq!(ledger.segment(most + 1, month), Some(0));
}

type Sums = BTreeMap<(String, String), String>;

/// What a ledger holds: account and month → sum, of all that are not 0.
fn sums_of(ledger: &Ledger) -> Sums {
    let mut sums = Sums::new();
    for month in ledger.months() {
        for account in 0..ledger.accounts() {
            let amount = ledger.amount(account, month);
            if amount != 0 {
                let key = (ledger.name(account).to_owned(), month.to_string());
                sums.insert(key, decimal(amount.into(), ledger.scale()));
            }
        }
    }
    sums
}

/// The rows of a normalised file, summed the same way; a snapshot's as two months.
fn sums_expected(path: &str, snapshot: bool) -> (Sums, usize) {
    let bytes = fixture(path);
    let mut raw: BTreeMap<(String, String), (i128, u32)> = BTreeMap::new();
    let mut add = |name: &str, month: String, amount: &str| {
        let (units, scale) = plain(amount);
        let sum = raw.entry((name.to_owned(), month)).or_insert((0, 0));
        let most = sum.1.max(scale);
        *sum = (
            sum.0 * 10i128.pow(most - sum.1) + units * 10i128.pow(most - scale),
            most,
        );
    };
    let rows = csv_rows(&bytes, b',');
    for row in rows.iter().skip(1) {
        if snapshot {
            add(&row[0], Ledger::START.to_string(), &row[1]);
            add(&row[0], Ledger::end().to_string(), &row[2]);
        } else {
            add(&row[0], row[1].clone(), &row[2]);
        }
    }
    let sums = raw
        .into_iter()
        .filter(|(_, v)| v.0 != 0)
        .map(|(k, v)| (k, decimal(v.0, v.1)));
    (sums.collect(), rows.len() - 1)
}

fn reports_of(imported: &Imported) -> Vec<String> {
    let line = |r: &retention_calculator::import::Report| {
        format!(
            "{}:{} {} {}",
            r.place.line,
            r.place.column,
            r.code.id(),
            r.severity.id()
        )
    };
    imported.reports.list().iter().map(line).collect()
}

fn tables() -> Vec<Value> {
    let text = String::from_utf8(fixture("tables.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Everything that can be seen of an import, to compare two of them.
fn all_of(imported: &Imported) -> String {
    let sums = match &imported.data {
        Data::Ledger(ledger) | Data::Snapshot(ledger) => sums_of(ledger),
        _ => Sums::new(),
    };
    let source = &imported.source;
    let reports = imported.reports.list();
    format!(
        "{sums:?} {:?} {:?} {:?} {reports:?}",
        imported.lines, source.rows_used, source.layout
    )
}

#[test]
fn reference_tables() {
    let mut failures = Vec::new();
    for table in tables() {
        let id = table["id"].as_str().unwrap();
        let imported = read(&fixture(table["file"].as_str().unwrap()));
        let snapshot = table["layout"] == "snapshot";
        let (expected, rows) = sums_expected(table["normalised"].as_str().unwrap(), snapshot);
        let sums = match &imported.data {
            Data::Ledger(ledger) | Data::Snapshot(ledger) => sums_of(ledger),
            _ => Sums::new(),
        };
        if sums != expected {
            failures.push(
                format!("{id}: sums differ: {sums:?} != {expected:?}")
                    .chars()
                    .take(600)
                    .collect(),
            );
        }
        let used = table["rows_used"].as_u64().unwrap();
        assert_eq!(used as usize, rows, "{id}");
        if imported.source.rows_used != used {
            failures.push(format!(
                "{id}: {} rows used, not {used}",
                imported.source.rows_used
            ));
        }
        if u64::from(imported.source.customers) != table["customers"].as_u64().unwrap() {
            failures.push(format!("{id}: {} customers", imported.source.customers));
        }
        let text = |r: &Value| {
            let s = |key: &str| r[key].as_str().unwrap().to_owned();
            format!(
                "{}:{} {} {}",
                r["line"],
                r["column"],
                s("code"),
                s("severity")
            )
        };
        let mut wanted: Vec<String> = table["reports"]
            .as_array()
            .unwrap()
            .iter()
            .map(text)
            .collect();
        let mut reports = reports_of(&imported);
        wanted.sort();
        reports.sort();
        if wanted != reports {
            failures.push(format!("{id}: reports {reports:?}, not {wanted:?}"));
        }
        for report in table["reports"].as_array().unwrap() {
            let here = |r: &&retention_calculator::import::Report| r.code.id() == report["code"];
            let Some(found) = imported.reports.list().iter().find(here) else {
                continue;
            };
            if let Some(line) = report["other_line"].as_u64() {
                assert_eq!(found.other.map(|o| o.line), Some(line), "{id}");
            }
            if let Some(column) = report["other_column"].as_u64() {
                assert_eq!(
                    found.other.map(|o| u64::from(o.column)),
                    Some(column),
                    "{id}"
                );
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn months_without_rows_and_duplicates() {
    for table in tables() {
        let id = table["id"].as_str().unwrap();
        let imported = read(&fixture(table["file"].as_str().unwrap()));
        let Data::Ledger(ledger) = &imported.data else {
            continue;
        };
        let expected = &table["expected"];
        let empty: Vec<String> = ledger
            .months()
            .filter(|m| ledger.rows_in(*m) == 0)
            .map(|m| m.to_string())
            .collect();
        let wanted: Vec<&str> = expected["months_without_rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m.as_str().unwrap())
            .collect();
        assert_eq!(empty, wanted, "{id}");
        assert_eq!(
            ledger.duplicate_rows(),
            expected["duplicate_rows"].as_u64().unwrap(),
            "{id}"
        );
        let negative = ledger
            .months()
            .flat_map(|m: Month| ledger.negative(m))
            .count();
        assert_eq!(
            negative,
            expected["negative_totals"].as_array().unwrap().len(),
            "{id}"
        );
    }
}

#[test]
fn cutting_changes_nothing() {
    for table in tables() {
        let id = table["id"].as_str().unwrap();
        let bytes = fixture(table["file"].as_str().unwrap());
        let whole = all_of(&read(&bytes));
        if bytes.len() < 400 {
            for at in 0..=bytes.len() {
                let (a, b) = bytes.split_at(at);
                assert_eq!(
                    all_of(&read_cut(&[a, b], &Choices::default())),
                    whole,
                    "{id} at {at}"
                );
            }
        }
        if bytes.len() < 8_000 {
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(
                all_of(&read_cut(&single, &Choices::default())),
                whole,
                "{id} by bytes"
            );
        }
        for size in [1000, 4099, 70_000] {
            if bytes.len() / size > 200 {
                continue;
            }
            let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
            assert_eq!(
                all_of(&read_cut(&pieces, &Choices::default())),
                whole,
                "{id} by {size}"
            );
        }
    }
}

#[test]
fn codes_have_one_name_each() {
    assert_eq!(Code::DateOrderUndecidable.id(), "date_order_undecidable");
}
