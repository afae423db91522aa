//! Why a figure cannot be given.

use super::totals::{Fault, Input};

/// Why there is no figure. Words for it live in the page; [`Reason::id`] is its name in markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Waits for an input: a blank is never taken for 0.
    Missing(Input),
    /// Needs an input that was given but cannot be used.
    Faulty(Input, Fault),
    /// No revenue at the start: there is nothing to keep a share of.
    ZeroStart,
    /// No customers at the start.
    ZeroCustomersStart,
    /// No customers at the end to average over.
    ZeroCustomersEnd,
    /// Nobody stayed, so nobody's growth can be given.
    NoCustomersStayed,
    /// Those who stayed had no revenue at the start to grow from.
    ZeroStayersStart,
    /// Nothing was lost, so there is nothing to weigh the gains against.
    NoLosses,
    /// More was lost than start and expansion together: impossible.
    EndingNegative,
    /// More was lost than there was at the start: possible only when accounts first grew.
    LossesExceedStart,
    /// More customers left than there were.
    LostExceedStart,
    /// Start, new, lost and end contradict each other.
    CountsDisagree,
    /// The period is not 1 to 60 whole months.
    PeriodOutOfRange,
    /// Beyond what is calculated with; bounded inputs never get there.
    TooLarge,
}

impl Reason {
    /// A stable name: `zero_start`, `missing:contraction`, `negative:start`.
    pub fn id(self) -> String {
        let id = match self {
            Reason::Missing(input) => return named("missing", input),
            Reason::Faulty(input, fault) => return named(fault.id(), input),
            Reason::ZeroStart => "zero_start",
            Reason::ZeroCustomersStart => "zero_customers_start",
            Reason::ZeroCustomersEnd => "zero_customers_end",
            Reason::NoCustomersStayed => "no_customers_stayed",
            Reason::ZeroStayersStart => "zero_stayers_start",
            Reason::NoLosses => "no_losses",
            Reason::EndingNegative => "ending_negative",
            Reason::LossesExceedStart => "losses_exceed_start",
            Reason::LostExceedStart => "churned_exceed_start",
            Reason::CountsDisagree => "counts_disagree",
            Reason::PeriodOutOfRange => "period_out_of_range",
            Reason::TooLarge => "too_large",
        };
        id.into()
    }
}

fn named(what: &str, input: Input) -> String {
    [what, ":", input.key()].concat()
}
