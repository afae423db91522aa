//! How long the reader takes for generated lists. Printed, never judged.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use retention_calculator::import::{Choices, Imported, Outcome, Reader};
use std::time::Instant;

/// A small generator with a fixed seed, so that every run reads the same lists.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Rows `customer_id,month,mrr,segment`, by customer and month.
fn rows(count: usize) -> Vec<String> {
    let mut seeded = Seeded(7);
    let segments = ["SMB", "Mid-market", "Enterprise", "Self-serve"];
    let mut rows = Vec::with_capacity(count);
    let mut customer = 0;
    while rows.len() < count {
        customer += 1;
        let segment = segments[seeded.next(4) as usize];
        let first = seeded.next(36);
        let mut cents = 1_000 + seeded.next(500_000);
        for month in first..(first + 1 + seeded.next(36)).min(36) {
            if seeded.next(10) == 0 {
                cents = cents * (80 + seeded.next(50)) / 100;
            }
            let (year, month) = (2022 + month / 12, month % 12 + 1);
            rows.push(format!(
                "cus_{customer:07},{year}-{month:02},{}.{:02},{segment}",
                cents / 100,
                cents % 100
            ));
        }
    }
    rows.truncate(count);
    rows
}

fn text(rows: &[String]) -> Vec<u8> {
    let mut text = String::from("customer_id,month,mrr,segment\n");
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
    let mut times = Vec::new();
    let mut used = 0;
    for _ in 0..5 {
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
    for count in [1_000_000, 5_000_000] {
        let mut rows = rows(count);
        time(&format!("{count} sorted"), &text(&rows));
        let quoted: Vec<String> = rows
            .iter()
            .map(|row| format!("\"{}\"", row.replace(',', "\",\"")))
            .collect();
        time(&format!("{count} quoted"), &text(&quoted));
        drop(quoted);
        if count == 1_000_000 {
            let german: Vec<String> = rows
                .iter()
                .map(|row| row.replace(',', ";").replace('.', ","))
                .collect();
            time(&format!("{count} decimal comma"), &text(&german));
            let accounting: Vec<String> = rows
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
        let mut seeded = Seeded(11);
        for at in (1..rows.len()).rev() {
            rows.swap(at, seeded.next(at as u64 + 1) as usize);
        }
        time(&format!("{count} shuffled"), &text(&rows));
    }
}
