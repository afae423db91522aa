//! What the columns of a file add up to, beside what its row of totals says.

use super::cells::{Finding, Found};
use super::number_column::NumberColumn;
use super::numbers::{self, Exact, Mark, Number};
use super::report::Code;
use super::row::{Row, is_named_total};
use super::table::Table;
use crate::accounts::{Ledger, Scaled};

/// The sums of a file's columns, and the last row that says what they should be.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// For each column its sum, in millionths, and of how many amounts.
    columns: Vec<(i128, i128)>,
    totals: Vec<Found>,
}

impl Sums {
    pub fn add(&mut self, column: usize, amount: Scaled) {
        if self.columns.len() <= column {
            self.columns.resize(column.saturating_add(1), (0, 0));
        }
        if let Some((sum, count)) = self.columns.get_mut(column) {
            *sum = sum.saturating_add(millionths(amount.units.into(), amount.scale));
            *count = count.saturating_add(1);
        }
    }

    /// A row of totals, that is so called in a column. One of a part of the rows says nothing here.
    pub fn total(&mut self, row: Row, named: usize) {
        if is_named_total(&row.text(named)) {
            let cells = 0..row.record.width();
            let found = |at| Found::new(row.place(at), &row.text(at));
            self.totals = cells.map(found).collect();
        }
    }

    /// Tells of totals that are not what their columns add up to, and not for being rounded either.
    pub fn tell(&self, table: &mut Table, file: u32, numbers: &[NumberColumn]) {
        let columns = self.totals.iter().zip(&self.columns).zip(numbers);
        for ((found, (sum, count)), numbers) in columns.filter(|((_, sums), _)| sums.1 > 0) {
            let Exact { digits, scale } = match numbers::read(&found.text, false) {
                Number::Value { value, .. } => value,
                Number::Either { point, .. } if numbers.assumed == Mark::Point => point,
                Number::Either { comma, .. } => comma,
                _ => continue,
            };
            let difference = millionths(digits, scale).abs_diff(*sum);
            let rounded = millionths(*count, scale).unsigned_abs() / 2;
            if difference > rounded && numbers.finding().is_none() {
                let (code, found, other) = (Code::TotalDiffers, found.clone(), None);
                table.report_finding(file, Finding { code, found, other });
            }
        }
    }
}

fn millionths(units: i128, scale: u32) -> i128 {
    let power = Ledger::MAX_SCALE.saturating_sub(scale);
    units.saturating_mul(10i128.pow(power))
}
