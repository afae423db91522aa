//! The shapes of lists, and what their columns hold.

use crate::accounts::{Month, Signal};

/// The shape of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A row for each customer and month.
    Long,
    /// A row for each customer, a column for each month.
    Wide,
    /// A row for each customer, with the amounts at the start and at the end of one period.
    Snapshot,
    /// A row for each change of a customer's amount.
    Movements,
    /// A row for each subscription: start, end, amount.
    Subscriptions,
    /// A row for each period, with the sums of all customers.
    Totals,
}

impl Layout {
    pub fn id(self) -> &'static str {
        match self {
            Layout::Long => "long",
            Layout::Wide => "wide",
            Layout::Snapshot => "snapshot",
            Layout::Movements => "movements",
            Layout::Subscriptions => "subscriptions",
            Layout::Totals => "totals",
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Customer,
    /// A name beside the customer's id.
    Label,
    Subscription,
    Period,
    Amount,
    Start,
    End,
    Type,
    Segment,
    Currency,
    Interval,
    StartDate,
    EndDate,
    Signal(Signal),
    /// The amounts of one month.
    Month(Month),
    Total(Total),
    Ignored,
}

/// A column of the totals layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
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
}

impl Role {
    pub fn id(self) -> &'static str {
        match self {
            Role::Customer => "customer",
            Role::Label => "name",
            Role::Subscription => "subscription",
            Role::Period => "period",
            Role::Amount => "amount",
            Role::Start => "start",
            Role::End => "end",
            Role::Type => "type",
            Role::Segment => "segment",
            Role::Currency => "currency",
            Role::Interval => "interval",
            Role::StartDate => "start_date",
            Role::EndDate => "end_date",
            Role::Signal(Signal::LastLogin) => "last_login",
            Role::Signal(Signal::Usage) => "usage",
            Role::Signal(Signal::PreviousUsage) => "previous_usage",
            Role::Signal(Signal::Seats) => "seats",
            Role::Signal(Signal::SeatLimit) => "seat_limit",
            Role::Signal(Signal::Renewal) => "renewal",
            Role::Signal(Signal::Tickets) => "tickets",
            Role::Signal(Signal::Health) => "health",
            Role::Month(_) => "month",
            Role::Total(Total::Expansion) => "expansion",
            Role::Total(Total::Contraction) => "contraction",
            Role::Total(Total::Churn) => "churn",
            Role::Total(Total::New) => "new",
            Role::Total(Total::Reactivation) => "reactivation",
            Role::Total(Total::CustomersStart) => "customers_start",
            Role::Total(Total::CustomersNew) => "customers_new",
            Role::Total(Total::CustomersReturned) => "customers_returned",
            Role::Total(Total::CustomersLost) => "customers_lost",
            Role::Total(Total::CustomersEnd) => "customers_end",
            Role::Ignored => "ignored",
        }
    }
}
