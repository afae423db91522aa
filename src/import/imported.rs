//! What an import comes to.

use super::currency::Currency;
use super::day::{Day, Order};
use super::numbers::Mark;
use super::report::Reports;
use super::roles::{Layout, Role};
use super::table::Lines;
use super::text::Encoding;
use crate::accounts::Ledger;
use crate::retention::Totals;

/// What was read, what was not, and how it was understood.
#[derive(Clone, Debug)]
pub struct Imported {
    pub source: Source,
    pub reports: Reports,
    pub lines: Lines,
    pub data: Data,
}

#[derive(Clone, Debug)]
pub enum Data {
    /// Accounts by months.
    Ledger(Ledger),
    /// Accounts at the start and at the end of one period: [`Ledger::START`], [`Ledger::end`].
    Snapshot(Ledger),
    /// Periods as they are named, with their totals.
    Totals(Vec<(String, Totals)>),
    /// Nothing can be computed; the reports say why.
    Nothing,
}

/// A file as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    /// What was announced, for progress.
    pub expected: Option<u64>,
}

/// What was understood of the input.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub files: Vec<File>,
    pub layout: Option<Layout>,
    pub encoding: Encoding,
    pub delimiter: u8,
    pub header: Vec<String>,
    /// What each column is.
    pub roles: Vec<Role>,
    pub number_mark: Option<Mark>,
    pub date_order: Option<Order>,
    /// What the amounts are in, after what was chosen.
    pub currency: Option<Currency>,
    /// All that the amounts name, in the order in which they were found.
    pub currencies: Vec<Currency>,
    /// Account-months that were used; rows of a snapshot.
    pub rows_used: u64,
    pub rows_reported: u64,
    pub customers: u32,
    /// The latest day named, where the list names days.
    pub latest: Option<Day>,
    /// The first records as they were read, header and preamble included.
    pub first_rows: Vec<Vec<String>>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub rows: u64,
    pub accounts: u32,
}
