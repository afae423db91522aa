//! Whole customers.

use super::amount::{is_digits, shortest};
use super::reading::ReadError;
use std::fmt;

/// A number of customers: whole, below 10^15.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

const LIMIT: u64 = 1_000_000_000_000_000;

impl Count {
    /// Nobody.
    pub const ZERO: Count = Count(0);

    /// `None` from 10^15 on.
    pub fn new(customers: u64) -> Option<Count> {
        (customers < LIMIT).then_some(Count(customers))
    }

    /// Reads the plain form of links and files: `\d{1,15}`, nothing else.
    pub fn plain(text: &str) -> Option<Count> {
        text.parse()
            .ok()
            .filter(|_| is_digits(text) && text.len() <= 15)
            .and_then(Count::new)
    }

    /// `digits` × 10^`exponent`; `digits` holds ASCII digits only.
    pub(super) fn scaled(digits: &str, exponent: i32) -> Result<Count, ReadError> {
        let (digits, exponent) = shortest(digits, exponent);
        if digits.is_empty() {
            return Ok(Count::ZERO);
        }
        let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
        if length.saturating_add(exponent) > 15 {
            return Err(ReadError::TooLarge);
        }
        let zeros = u32::try_from(exponent).map_err(|_| ReadError::NotWhole)?;
        let size: u64 = digits.parse().map_err(|_| ReadError::TooLarge)?;
        Ok(Count(size.saturating_mul(10_u64.saturating_pow(zeros))))
    }

    /// The number of customers.
    pub fn value(self) -> u64 {
        self.0
    }

    /// For differences, which may be negative. Always exact: counts are below 10^15.
    pub fn signed(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// `None` below zero or from 10^15 on.
    pub fn from_signed(customers: i64) -> Option<Count> {
        u64::try_from(customers).ok().and_then(Count::new)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
