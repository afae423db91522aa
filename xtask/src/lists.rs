//! Customer lists to measure with: the same for every run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::run::{Outcome, say};

/// A row `customer_id,month,mrr,segment`.
#[derive(Clone, Copy)]
pub struct Row {
    customer: u32,
    /// Months since January 2022.
    month: u32,
    cents: u64,
    segment: &'static str,
}

/// How the rows of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By customer and month.
    Sorted,
    /// Every cell in quotes.
    Quoted,
    /// In no order.
    Shuffled,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sorted => "sorted",
            Kind::Quoted => "quoted",
            Kind::Shuffled => "shuffled",
        }
    }
}

/// A generator with a fixed seed.
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

/// Rows by customer and month: customers come and go within 36 months, and pay more or less.
pub fn rows(count: usize, kind: Kind) -> Vec<Row> {
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
            let month = month as u32;
            rows.push(Row {
                customer,
                month,
                cents,
                segment,
            });
        }
    }
    rows.truncate(count);
    if kind == Kind::Shuffled {
        let mut seeded = Seeded(11);
        for at in (1..rows.len()).rev() {
            rows.swap(at, seeded.next(at as u64 + 1) as usize);
        }
    }
    rows
}

/// The file of a list, written if it isn't there yet.
pub fn file(folder: &Path, count: usize, kind: Kind) -> Outcome<PathBuf> {
    let path = folder.join(format!("{count}-{}.csv", kind.name()));
    if !path.is_file() {
        say(&format!("writing {}", path.display()));
        let part = path.with_extension("part");
        let written = fs::create_dir_all(folder)
            .and_then(|()| File::create(&part))
            .and_then(|file| write(&mut BufWriter::new(file), &rows(count, kind), kind))
            .and_then(|()| fs::rename(&part, &path));
        written.map_err(|error| format!("could not write {}: {error}", path.display()))?;
    }
    Ok(path)
}

/// Writes a list with its header.
pub fn write(out: &mut impl Write, rows: &[Row], kind: Kind) -> io::Result<()> {
    out.write_all(b"customer_id,month,mrr,segment\n")?;
    let quote = if kind == Kind::Quoted { "\"" } else { "" };
    for row in rows {
        let (year, month) = (2022 + row.month / 12, row.month % 12 + 1);
        let (whole, cents) = (row.cents / 100, row.cents % 100);
        let part = [quote, ",", quote].concat();
        writeln!(
            out,
            "{quote}cus_{:07}{part}{year}-{month:02}{part}{whole}.{cents:02}{part}{}{quote}",
            row.customer, row.segment
        )?;
    }
    out.flush()
}
