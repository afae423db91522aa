//! Whether the last month looks incomplete, and which window to show by default.

use super::{Ledger, Month};

/// A month with fewer rows than this says nothing about the next one.
const TELLING_ROWS: u64 = 10;

/// Why the last month looks as if it were not over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    pub month: Month,
    /// Rows in that month, and in the one before.
    pub rows: u64,
    pub rows_before: u64,
}

/// The last month, if it has less than half the rows of the month before. Lists that lose half
/// their customers in a month exist, so this is a flag for the user to confirm, not a fact.
pub fn partial_last_month(ledger: &Ledger) -> Option<Partial> {
    let rows = ledger.months().map(|month| (month, ledger.rows_in(month)));
    let (before, last) = rows.fold((None, None), |(_, last), next| (last, Some(next)));
    let ((_, rows_before), (month, rows)) = (before?, last?);
    (rows_before >= TELLING_ROWS && rows.saturating_mul(2) < rows_before).then_some(Partial {
        month,
        rows,
        rows_before,
    })
}

/// Two months to compare, customer by customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Month,
    pub to: Month,
}

impl Span {
    /// The window to show first: up to the last month (before it, if `partial` leaves that one
    /// out), twelve months long where the list reaches that far, else as long as it is. None when
    /// there are no two months to compare.
    pub fn default_of(ledger: &Ledger, partial: Option<Partial>) -> Option<Span> {
        let complete = ledger
            .months()
            .filter(|&month| partial.is_none_or(|last| month != last.month));
        let months: Vec<Month> = complete.collect();
        let last = months.len().checked_sub(1)?;
        let first = last.saturating_sub(super::figures::TRAILING);
        let span = Span {
            from: *months.get(first)?,
            to: *months.get(last)?,
        };
        (first < last).then_some(span)
    }
}
