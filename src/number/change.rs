//! By how much a number would change.

use super::amount::Amount;
use super::ratio::Ratio;
use std::fmt;

/// More or less: an amount, or percent of what changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub by: Amount,
    pub is_percent: bool,
}

impl Change {
    /// Percent of the number itself.
    pub fn percent(by: Amount) -> Change {
        Change {
            by,
            is_percent: true,
        }
    }

    /// Reads `-5000`, `+12%`, with the reader's own way to read amounts. Not more than all can be
    /// taken away, and more than ten times as much is no what-if.
    pub fn read(text: &str, amount: &dyn Fn(&str) -> Option<Amount>) -> Option<Change> {
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (text, false),
        };
        let by = amount(number.strip_prefix('+').unwrap_or(number))?;
        let reach = -100_000_000..=1_000_000_000;
        let is_percent = percent && !by.is_zero();
        (!is_percent || reach.contains(&by.micros())).then_some(Change { by, is_percent })
    }

    /// Reads the plain form, `-?\d{1,16}(\.\d{1,6})?%?`.
    pub fn plain(text: &str) -> Option<Change> {
        Change::read(text, &|text| Amount::plain(text).ok())
    }

    pub fn is_none(self) -> bool {
        self.by.is_zero()
    }

    /// The change of a number, exactly; `None` beyond 128 bits.
    pub fn of(self, number: Ratio) -> Option<Ratio> {
        let by = Ratio::of(self.by);
        match self.is_percent {
            true => by.checked_mul(Ratio::percent(1))?.checked_mul(number),
            false => Some(by),
        }
    }
}

/// The plain form that [`Change::plain`] reads.
impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.by.fmt(out)?;
        out.write_str(if self.is_percent { "%" } else { "" })
    }
}
