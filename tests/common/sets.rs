//! The reference tables: what is expected of each, and the ledger of its rows as read by csv-core.

use retention_calculator::accounts::{Ledger, Month, Scaled};
use serde_json::Value;

/// A set of the reference tables.
pub struct Set {
    pub id: String,
    pub expected: Value,
    pub ledger: Ledger,
}

pub fn sets() -> Vec<Set> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics");
    let lines = std::fs::read_to_string(folder.join("tables.jsonl")).unwrap();
    let sets = lines.lines().map(|line| {
        let mut set: Value = serde_json::from_str(line).unwrap();
        let rows = std::fs::read(folder.join(set["normalised"].as_str().unwrap())).unwrap();
        Set {
            id: set["id"].as_str().unwrap().into(),
            expected: set["expected"].take(),
            ledger: normalised(&rows),
        }
    });
    sets.collect()
}

fn normalised(bytes: &[u8]) -> Ledger {
    let rows = csv_rows(bytes, b',');
    let snapshot = rows[0] == ["customer", "start", "end"];
    let mut ledger = Ledger::default();
    for row in &rows[1..] {
        let account = ledger.account(&row[0]).unwrap();
        let mut add =
            |month, amount: &str| ledger.add(account, month, scaled(amount), None).unwrap();
        if snapshot {
            add(Ledger::START, &row[1]);
            add(Ledger::end(), &row[2]);
        } else {
            add(Month::parse(&row[1]).unwrap(), &row[2]);
        }
    }
    ledger
}

/// A plain decimal of at most six places.
pub fn scaled(text: &str) -> Scaled {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    Scaled {
        units: format!("{whole}{decimals}").parse().unwrap(),
        scale: decimals.len() as u32,
    }
}

/// Well-formed CSV as csv-core reads it.
pub fn csv_rows(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut input, mut output, mut ends) = (bytes, vec![0; bytes.len() + 16], vec![0; 64]);
    let (mut written, mut ended) = (0, 0);
    let mut rows = Vec::new();
    loop {
        let (result, read, wrote, fields) =
            reader.read_record(input, &mut output[written..], &mut ends[ended..]);
        input = &input[read..];
        written += wrote;
        ended += fields;
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends[..ended].iter().copied());
                let cells = starts
                    .zip(&ends[..ended])
                    .map(|(start, &end)| String::from_utf8(output[start..end].to_vec()).unwrap());
                rows.push(cells.collect());
                (written, ended) = (0, 0);
            }
            csv_core::ReadRecordResult::End => return rows,
            csv_core::ReadRecordResult::InputEmpty => {}
            full => panic!("{full:?}"),
        }
    }
}
