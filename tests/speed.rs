//! How long the reader takes for generated lists. Printed, never judged.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use retention_calculator::import::{Choices, Imported, Outcome, Reader};
use std::time::Instant;
use xtask::lists::{self, Kind};

/// The lines of a list, without its header.
fn rows(count: usize, kind: Kind) -> Vec<String> {
    let mut text = Vec::new();
    lists::write(&mut text, &lists::rows(count, kind), kind).unwrap();
    let text = String::from_utf8(text).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

fn text(rows: &[String]) -> Vec<u8> {
    let semicolons = rows.first().is_some_and(|row| row.contains(';'));
    let delimiter = if semicolons { ";" } else { "," };
    let mut text = ["customer_id", "month", "mrr", "segment\n"].join(delimiter);
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text.into_bytes()
}

fn read(bytes: &[u8]) -> Imported {
    let mut reader = Reader::new(Choices::default());
    reader.file("list.csv", Some(bytes.len() as u64));
    for piece in bytes.chunks(2 << 20) {
        reader.push(piece);
    }
    match reader.finish() {
        Outcome::Done(imported) => *imported,
        Outcome::Again(_) => panic!("one pass is enough"),
    }
}

fn time(name: &str, bytes: &[u8]) {
    if std::env::var("KIND").is_ok_and(|kind| !name.contains(&kind)) {
        return;
    }
    let mut times = Vec::new();
    let mut used = 0;
    let rounds = std::env::var("ROUNDS").map_or(5, |n| n.parse().unwrap());
    for _ in 0..rounds {
        let start = Instant::now();
        used = read(bytes).source.rows_used;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name:24} {:7.1} ms (best {:.1})  {used} rows, {} MB",
        times[2],
        times[0],
        bytes.len() >> 20
    );
}

#[test]
#[ignore = "prints times"]
fn speed() {
    let counts = std::env::var("ROWS").unwrap_or("1000000 5000000".to_owned());
    for count in counts.split(' ').map(|n| n.parse::<usize>().unwrap()) {
        let sorted = rows(count, Kind::Sorted);
        for kind in [Kind::Sorted, Kind::Quoted, Kind::Shuffled] {
            time(
                &format!("{count} {}", kind.name()),
                &text(&rows(count, kind)),
            );
        }
        if count == 1_000_000 {
            let german: Vec<String> = sorted
                .iter()
                .map(|row| row.replace(',', ";").replace('.', ","))
                .collect();
            time(&format!("{count} decimal comma"), &text(&german));
            let accounting: Vec<String> = sorted
                .iter()
                .map(|row| {
                    let mut cells = row.splitn(4, ',');
                    let mut next = || cells.next().unwrap().to_owned();
                    let (id, month, amount, segment) = (next(), next(), next(), next());
                    let (whole, cents) = amount.split_once('.').unwrap();
                    let whole = match whole.len() {
                        4.. => format!(
                            "{},{}",
                            &whole[..whole.len() - 3],
                            &whole[whole.len() - 3..]
                        ),
                        _ => whole.to_owned(),
                    };
                    format!("{id},{month},\"${whole}.{cents}\",{segment}")
                })
                .collect();
            time(&format!("{count} accounting"), &text(&accounting));
        }
    }
}

#[test]
#[ignore = "prints times"]
fn stages() {
    use retention_calculator::import::{Dialect, Scan};
    let bytes = text(&rows(1_000_000, Kind::Sorted));
    let dialect = Dialect {
        delimiter: b',',
        quote: Some(b'"'),
    };
    let mut scan = Scan::default();
    for round in 0..3 {
        let start = Instant::now();
        let mut at = 0;
        let mut records = 0u64;
        while at < bytes.len() {
            let block = &bytes[at..(at + (32 << 10)).min(bytes.len())];
            scan.block(block, dialect);
            at += 32 << 10;
            records += u64::from(scan.traits().high);
        }
        println!(
            "{round} scan      {:.1} ms {records}",
            start.elapsed().as_secs_f64() * 1e3
        );
        let start = Instant::now();
        let (mut at, mut records, mut length) = (0, 0u64, 0usize);
        while at < bytes.len() {
            let block = &bytes[at..(at + (32 << 10)).min(bytes.len())];
            scan.block(block, dialect);
            while let Some(record) = scan.next(block, dialect, false) {
                records += 1;
                length += record.raw(0).len() + record.raw(2).len();
            }
            at += scan.read();
            if scan.read() == 0 {
                break;
            }
        }
        println!(
            "{round} records   {:.1} ms {records} {length}",
            start.elapsed().as_secs_f64() * 1e3
        );
    }
}
