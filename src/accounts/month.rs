//! Calendar months.

use std::fmt;

/// A calendar month, the period of a customer list.
///
/// Counted as year × 12 + month − 1, so that neighbours differ by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The first month that a list can hold.
    pub const JANUARY_1970: Month = Month(1970 * 12);

    /// The month of a year; `month` runs from 1 to 12. Years 1 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = i32::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        Some(Month(
            year.wrapping_mul(12).wrapping_add(month).wrapping_sub(1),
        ))
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12).wrapping_add(1).unsigned_abs()
    }

    /// How many days it has.
    pub fn days(self) -> u8 {
        let year = self.year();
        match self.month() {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    pub fn next(self) -> Month {
        self.plus(1)
    }

    /// This month moved by a number of months, backwards when negative.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0.saturating_add(months))
    }

    /// How many months after `earlier` this month lies.
    pub fn since(self, earlier: Month) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads the canonical form, `2024-01`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Month::new(year.parse().ok()?, month.parse().ok()?)
    }
}

/// The canonical form, `2024-01`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}
