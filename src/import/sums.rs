//! What the columns of a file add up to, beside what its row of totals says.

use super::cells::Found;
use super::number_column::NumberColumn;
use super::numbers::{self, Exact, Mark, Number};
use super::row::{Row, is_named_total};
use crate::accounts::{Ledger, Scaled};

/// The sums of a file's columns, and the last row that says what they should be.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// For each column its sum, in millionths, and of how many amounts.
    columns: Vec<(i128, i128)>,
    totals: Vec<(usize, Number, Found)>,
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
    pub fn total(&mut self, row: Row, named: usize, indian: bool) {
        if !is_named_total(&row.text(named)) {
            return;
        }
        let cell = |at: usize| {
            let text = row.text(at);
            (
                at,
                numbers::read(&text, indian),
                Found::new(row.place(at), &text),
            )
        };
        self.totals = (0..row.record.width()).map(cell).collect();
    }

    /// The totals that are not what their columns add up to, and not for being rounded either.
    pub fn differing(&self, numbers: &[NumberColumn]) -> Vec<(usize, Found)> {
        let differs = |(column, number, found): &(usize, Number, Found)| {
            let numbers = numbers.get(*column)?;
            if numbers.finding().is_some() {
                return None;
            }
            let mark = numbers.assumed;
            let Exact { digits, scale } = match (*number, mark) {
                (Number::Value { value, .. }, _) => value,
                (Number::Either { point, .. }, Mark::Point) => point,
                (Number::Either { comma, .. }, Mark::Comma) => comma,
                _ => return None,
            };
            let (sum, count) = self.columns.get(*column)?;
            let difference = millionths(digits, scale).abs_diff(*sum);
            let rounded = millionths(*count, scale).unsigned_abs() / 2;
            (difference > rounded).then(|| (*column, found.clone()))
        };
        self.totals.iter().filter_map(differs).collect()
    }
}

fn millionths(units: i128, scale: u32) -> i128 {
    let power = Ledger::MAX_SCALE.saturating_sub(scale);
    units.saturating_mul(10i128.pow(power))
}
