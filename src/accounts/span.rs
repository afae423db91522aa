//! Whether the last month looks incomplete, and which window to show by default.

use super::{Ledger, Month};

/// A month with fewer rows than this says nothing about the next one.
const TELLING_ROWS: u64 = 10;

/// Days by which the dates of a month may end earlier than those of others and say nothing.
const TELLING_DAYS: u8 = 3;

/// A last month that looks as if it were not over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    pub month: Month,
    pub sign: Sign,
}

/// What makes a month look incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Rows in that month, far fewer than in the one before.
    Rows { here: u64, before: u64 },
    /// The last day that is named, further from the month's end than in any month before.
    LastDay(u8),
}

/// The last month, if it has less than half the rows of the month before, or if its dates stop
/// before its end. Lists that lose half their customers in a month exist, so this is a flag for
/// the user to confirm, not a fact.
pub fn partial_last_month(ledger: &Ledger) -> Option<Partial> {
    let month = ledger.months().next_back()?;
    let sign = fewer_rows(ledger).or_else(|| stopped(ledger))?;
    Some(Partial { month, sign })
}

fn fewer_rows(ledger: &Ledger) -> Option<Sign> {
    let mut rows = ledger.months().rev().map(|month| ledger.rows_in(month));
    let (here, before) = (rows.next()?, rows.next()?);
    let fewer = before >= TELLING_ROWS && here.saturating_mul(2) < before;
    fewer.then_some(Sign::Rows { here, before })
}

/// Lists by month often have one day for all of it, such as the first: what tells is that earlier
/// months, two at least, went on for longer.
fn stopped(ledger: &Ledger) -> Option<Sign> {
    let left = |month: Month| Some(month.days().saturating_sub(ledger.last_day(month)?));
    let mut months = ledger.months().rev();
    let last = months.next()?;
    let earlier: Vec<u8> = months.filter_map(left).collect();
    let most = earlier.iter().max().filter(|_| earlier.len() > 1)?;
    let stops = left(last)? > most.saturating_add(TELLING_DAYS);
    Some(Sign::LastDay(ledger.last_day(last)?)).filter(|_| stops)
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
