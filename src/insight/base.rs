//! The totals as the questions of this room need them: money as fractions, all of it known.

use crate::number::Ratio;
use crate::retention::{Input, Metric, Reason, Totals, figure};

/// The movements of one period. There is revenue at the start, and no less than nothing at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// Money.
    pub start: Ratio,
    pub expansion: Ratio,
    pub contraction: Ratio,
    pub churn: Ratio,
    /// Contraction and churn together.
    pub losses: Ratio,
    pub nrr: Ratio,
    /// What the average customer paid at the start, where customers are known.
    pub average: Option<Ratio>,
    pub months: u32,
}

impl Base {
    /// Not defined where net revenue retention is not.
    pub fn of(totals: &Totals) -> Result<Base, Reason> {
        let nrr = ratio(totals, Metric::Nrr)?;
        let (contraction, churn) = (
            money(totals, Input::Contraction),
            money(totals, Input::Churn),
        );
        Ok(Base {
            start: money(totals, Input::Start),
            expansion: money(totals, Input::Expansion),
            contraction,
            churn,
            losses: contraction.checked_add(churn).ok_or(Reason::TooLarge)?,
            nrr,
            average: ratio(totals, Metric::ArpaStart).ok(),
            months: totals.period.map_or(12, |period| period.months()),
        })
    }

    /// A share of the start as money.
    pub fn of_start(&self, share: Ratio) -> Option<Ratio> {
        self.start.checked_mul(share)
    }

    /// Money as a share of the start.
    pub fn share(&self, money: Ratio) -> Option<Ratio> {
        money.checked_div(self.start)
    }
}

/// A metric that is one division.
pub(super) fn ratio(totals: &Totals, metric: Metric) -> Result<Ratio, Reason> {
    figure(totals, metric)?.as_ratio().ok_or(Reason::TooLarge)
}

/// An amount that is known, as money.
pub(super) fn money(totals: &Totals, input: Input) -> Ratio {
    let amount = totals.revenue(input).ok().flatten().unwrap_or_default();
    Ratio::of(amount)
}
