//! The tables of a customer list: months, trailing twelve months and start-month cohorts, from one
//! look at each account.

use super::movements::{Kept, Movements};
use super::span::Partial;
use super::sweep::sweep;
use super::tabulate::FiguresSweep;
use super::{Ledger, Month};

/// How far the trailing figures look back.
pub const TRAILING: usize = 12;

/// At most so many negative sums are listed; all are counted.
pub const NEGATIVE_TOTALS_LISTED: usize = 100_000;

/// Everything the tables show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// One per month, without a hole from the first to the last month in the data.
    pub months: Vec<MonthFigures>,
    /// From the thirteenth month on.
    pub trailing: Vec<Trailing>,
    /// By start month; months in which nobody started have none.
    pub cohorts: Vec<Cohort>,
    pub negative_totals: NegativeTotals,
    /// Accounts that have rows, but never an amount above zero.
    pub never_active: Vec<u32>,
    /// Months between the first and the last that have no row at all.
    pub months_without_rows: Vec<Month>,
    /// Why the last month looks incomplete, if it does.
    pub partial: Option<Partial>,
}

/// One month of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthFigures {
    pub month: Month,
    /// What moved since the month before. The data's first month has no start: only the fields
    /// `end` and `customers_end` mean something there.
    pub movements: Movements,
    /// Whether this is the first month in the data.
    pub is_first: bool,
}

impl MonthFigures {
    /// What moved since the month before; none in the first month, whose customers are not "new".
    pub fn moved(&self) -> Option<&Movements> {
        (!self.is_first).then_some(&self.movements)
    }
}

/// A month against the same month a year before, point to point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailing {
    pub month: Month,
    pub base_month: Month,
    pub kept: Kept,
}

/// The accounts whose first amount above zero fell into the same month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    pub month: Month,
    /// The first month of the data: these customers may have started at any time before.
    pub already_active: bool,
    /// By age in months, from 0; age 0 is what they started with.
    pub ages: Vec<Age>,
}

impl Cohort {
    /// What the cohort paid and how many they were in their first month.
    pub fn start(&self) -> Age {
        self.ages.first().copied().unwrap_or_default()
    }

    /// What was kept at an age, against the first month.
    pub fn kept(&self, age: &Age) -> Kept {
        let start = self.start();
        Kept {
            start: start.revenue,
            revenue: age.revenue,
            gross: age.gross,
            customers_start: start.customers,
            customers: age.customers,
        }
    }
}

/// A cohort at one age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Age {
    pub revenue: i128,
    /// Σ min(amount now, amount at age 0).
    pub gross: i128,
    pub customers: u64,
}

/// Account-months whose rows sum to less than zero. They count as zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NegativeTotals {
    pub count: u64,
    /// The first of them: account, month, sum.
    pub listed: Vec<(u32, Month, i64)>,
}

/// All figures of a ledger, in one go. For long lists see [`FiguresSweep`].
pub fn figures(ledger: &Ledger) -> Figures {
    sweep(ledger, FiguresSweep::new(ledger))
}
