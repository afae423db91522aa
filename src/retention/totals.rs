//! What was given.

use super::period::Period;
use super::reason::Reason;
use crate::number::{Amount, Count, ReadError};

/// Why an input that was given cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a number.
    Unreadable,
    /// Below zero.
    Negative,
    /// A fraction of a customer.
    NotWhole,
    /// Beyond what an amount or a count holds.
    TooLarge,
}

impl Fault {
    /// Its name in the [`Reason::id`].
    pub fn id(self) -> &'static str {
        match self {
            Fault::Unreadable => "unreadable",
            Fault::Negative => "negative",
            Fault::NotWhole => "not_whole",
            Fault::TooLarge => "too_large",
        }
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Fault {
        match error {
            ReadError::TooLarge => Fault::TooLarge,
            ReadError::NotWhole => Fault::NotWhole,
            ReadError::Negative => Fault::Negative,
            _ => Fault::Unreadable,
        }
    }
}

/// One input: a value, nothing (`Ok(None)`: missing, never 0), or something unusable.
pub type Entry<T> = Result<Option<T>, Fault>;

/// An input of the calculator, by the name that links and fields use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    Start,
    Expansion,
    Contraction,
    Churn,
    New,
    Reactivation,
    CustomersStart,
    CustomersNew,
    CustomersReturned,
    CustomersLost,
    CustomersEnd,
    Period,
}

impl Input {
    /// The inputs in money, in the order of a link.
    pub const REVENUE: [Input; 6] = [
        Input::Start,
        Input::Expansion,
        Input::Contraction,
        Input::Churn,
        Input::New,
        Input::Reactivation,
    ];

    /// The inputs in customers, in the order of a link.
    pub const CUSTOMERS: [Input; 5] = [
        Input::CustomersStart,
        Input::CustomersNew,
        Input::CustomersReturned,
        Input::CustomersLost,
        Input::CustomersEnd,
    ];

    /// The key in links and the name of the field.
    pub fn key(self) -> &'static str {
        match self {
            Input::Start => "start",
            Input::Expansion => "expansion",
            Input::Contraction => "contraction",
            Input::Churn => "churn",
            Input::New => "new",
            Input::Reactivation => "reactivation",
            Input::CustomersStart => "customers_start",
            Input::CustomersNew => "customers_new",
            Input::CustomersReturned => "customers_returned",
            Input::CustomersLost => "customers_lost",
            Input::CustomersEnd => "customers_end",
            Input::Period => "period",
        }
    }

    /// The input by its [`key`](Input::key).
    pub fn parse(key: &str) -> Option<Input> {
        Input::all().find(|input| input.key() == key)
    }

    /// Every input, in the order of a link.
    pub fn all() -> impl Iterator<Item = Input> {
        Input::REVENUE
            .into_iter()
            .chain(Input::CUSTOMERS)
            .chain([Input::Period])
    }

    /// Whether the input is money that was lost: its size is wanted, never its sign.
    pub fn is_loss(self) -> bool {
        matches!(self, Input::Contraction | Input::Churn)
    }

    /// Whether a blank means that there was none.
    pub fn is_optional(self) -> bool {
        matches!(self, Input::Reactivation | Input::CustomersReturned)
    }
}

/// What was given for one period. Everything but `new` and `reactivation`, `customers_new` and
/// `customers_returned` is about the customers who were active when the period began.
///
/// Amounts are never negative: a reader takes the size of a loss written with a minus, and
/// everything else below zero is refused as [`Fault::Negative`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Recurring revenue when the period began (S).
    pub starting: Entry<Amount>,
    /// Upsell, cross-sell, upgrades, price rises (X).
    pub expansion: Entry<Amount>,
    /// Downgrades, lower usage (C).
    pub contraction: Entry<Amount>,
    /// Revenue of the customers who left (K).
    pub churned: Entry<Amount>,
    /// Revenue of new customers (N): never part of a retention rate.
    pub new: Entry<Amount>,
    /// Revenue of customers who came back (R): never part of a retention rate; blank is none.
    pub reactivation: Entry<Amount>,
    /// Customers when the period began (B).
    pub customers_start: Entry<Count>,
    /// New customers (W).
    pub customers_new: Entry<Count>,
    /// Customers who came back (V); blank is none.
    pub customers_returned: Entry<Count>,
    /// Customers who left (L).
    pub customers_lost: Entry<Count>,
    /// Customers when the period ended (E).
    pub customers_end: Entry<Count>,
    /// The length of time that all of it is about.
    pub period: Result<Period, Fault>,
}

/// Nothing given, for a year.
impl Default for Totals {
    fn default() -> Totals {
        Totals {
            starting: Ok(None),
            expansion: Ok(None),
            contraction: Ok(None),
            churned: Ok(None),
            new: Ok(None),
            reactivation: Ok(None),
            customers_start: Ok(None),
            customers_new: Ok(None),
            customers_returned: Ok(None),
            customers_lost: Ok(None),
            customers_end: Ok(None),
            period: Ok(Period::YEAR),
        }
    }
}

impl Totals {
    /// The entry of an input in money; blank for any other input.
    pub fn revenue(&self, input: Input) -> Entry<Amount> {
        match input {
            Input::Start => self.starting,
            Input::Expansion => self.expansion,
            Input::Contraction => self.contraction,
            Input::Churn => self.churned,
            Input::New => self.new,
            Input::Reactivation => self.reactivation,
            _ => Ok(None),
        }
    }

    /// The entry of an input in money, to be set.
    pub fn revenue_mut(&mut self, input: Input) -> Option<&mut Entry<Amount>> {
        Some(match input {
            Input::Start => &mut self.starting,
            Input::Expansion => &mut self.expansion,
            Input::Contraction => &mut self.contraction,
            Input::Churn => &mut self.churned,
            Input::New => &mut self.new,
            Input::Reactivation => &mut self.reactivation,
            _ => return None,
        })
    }

    /// The entry of an input in customers; blank for any other input.
    pub fn customers(&self, input: Input) -> Entry<Count> {
        match input {
            Input::CustomersStart => self.customers_start,
            Input::CustomersNew => self.customers_new,
            Input::CustomersReturned => self.customers_returned,
            Input::CustomersLost => self.customers_lost,
            Input::CustomersEnd => self.customers_end,
            _ => Ok(None),
        }
    }

    /// The entry of an input in customers, to be set.
    pub fn customers_mut(&mut self, input: Input) -> Option<&mut Entry<Count>> {
        Some(match input {
            Input::CustomersStart => &mut self.customers_start,
            Input::CustomersNew => &mut self.customers_new,
            Input::CustomersReturned => &mut self.customers_returned,
            Input::CustomersLost => &mut self.customers_lost,
            Input::CustomersEnd => &mut self.customers_end,
            _ => return None,
        })
    }

    /// An amount to calculate with, in micros.
    pub(super) fn micros(&self, input: Input) -> Result<i128, Reason> {
        match self.revenue(input) {
            Ok(Some(amount)) if amount.is_negative() => Err(Reason::Faulty(input, Fault::Negative)),
            Ok(Some(amount)) => Ok(amount.micros()),
            Ok(None) if input.is_optional() => Ok(0),
            Ok(None) => Err(Reason::Missing(input)),
            Err(fault) => Err(Reason::Faulty(input, fault)),
        }
    }
}
