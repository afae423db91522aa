//! How much time the totals cover.

use crate::number::is_digits;

/// The length of time that the totals cover: 1 to 60 whole months. Part of every result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    months: u8,
}

impl Period {
    /// One month.
    pub const MONTH: Period = Period { months: 1 };
    /// Three months.
    pub const QUARTER: Period = Period { months: 3 };
    /// Six months.
    pub const HALF_YEAR: Period = Period { months: 6 };
    /// Twelve months; what a link without a period means.
    pub const YEAR: Period = Period { months: 12 };
    /// The periods that have a name, shortest first.
    pub const NAMED: [Period; 4] = [
        Period::MONTH,
        Period::QUARTER,
        Period::HALF_YEAR,
        Period::YEAR,
    ];

    /// `None` outside 1 to 60 months.
    pub fn months_of(months: u32) -> Option<Period> {
        let months = u8::try_from(months).ok()?;
        (1..=60).contains(&months).then_some(Period { months })
    }

    /// Its length.
    pub fn months(self) -> u32 {
        self.months.into()
    }

    /// The name, for a period that has one: `month`, `quarter`, `half_year`, `year`.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Period::MONTH => "month",
            Period::QUARTER => "quarter",
            Period::HALF_YEAR => "half_year",
            Period::YEAR => "year",
            _ => return None,
        })
    }

    /// The text of links and files: the name, or `months:18`.
    pub fn key(self) -> String {
        let counted = || ["months:", &self.months.to_string()].concat();
        self.name().map_or_else(counted, String::from)
    }

    /// Reads [`Period::key`]. `months:12` is a year.
    pub fn parse(key: &str) -> Option<Period> {
        if let Some(months) = key.strip_prefix("months:") {
            return Period::months_of(months.parse().ok().filter(|_| is_digits(months))?);
        }
        Period::NAMED
            .into_iter()
            .find(|period| period.name() == Some(key))
    }
}

impl Default for Period {
    fn default() -> Period {
        Period::YEAR
    }
}
