//! What the user may answer or override.

use super::currency::Currency;
use super::day::{Day, Order};
use super::numbers::Mark;
use super::roles::{Layout, Role};
use super::text::Encoding;
use crate::accounts::Scaled;
use crate::retention::Period;

/// What the user has answered or overridden. By default everything follows from the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// Whether the first record is a header.
    pub header: Option<bool>,
    pub layout: Option<Layout>,
    /// What a column (counted from 0) is, whatever its heading says.
    pub roles: Vec<(usize, Role)>,
    pub number_mark: Option<Mark>,
    pub date_order: Option<Order>,
    /// Whether plain numbers in a date column are spreadsheet days or Unix seconds.
    pub serials: Option<bool>,
    /// Whether amounts are in hundredths.
    pub cents: Option<bool>,
    pub currencies: Currencies,
    /// What an empty amount says, whatever is usual in the layout.
    pub blank: Option<Blank>,
    /// Total rows are customers like others.
    pub keep_totals: bool,
    pub grain: Grain,
    /// Groups of two digits before the last three: 12,34,567.
    pub indian_groups: bool,
    /// How long the periods of totals are whose names do not say it.
    pub period: Option<Period>,
    /// The day of reading, which the core cannot know: what lies after it has not happened yet.
    pub today: Option<Day>,
}

/// What to do with amounts in several currencies.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Currencies {
    /// There must be only one.
    #[default]
    One,
    /// Only rows in this currency are used.
    Keep(Currency),
    /// Each currency is multiplied by its rate; others are refused. The first, whose rate is 1, is
    /// the one that amounts are converted into.
    Rates(Vec<(Currency, Scaled)>),
}

/// What an empty amount says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    Zero,
    /// Nothing: it is reported and not used.
    Missing,
}

/// What is counted as one account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    #[default]
    Customer,
    /// Each subscription, where the list names them.
    Subscription,
}
