//! Which term drives the losses: who left, or who pays less.

use super::Base;
use super::base::ratio;
use crate::number::Ratio;
use crate::retention::{Metric, Totals, leavers};

/// The losses taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drivers {
    /// The larger part of the losses; churn where both are equal.
    pub main: Driver,
    /// Parts of the losses that make 1; none without losses.
    pub shares: Option<(Ratio, Ratio)>,
    /// How large those who left were beside the average customer.
    pub leavers: Option<Ratio>,
    /// How much of the losses expansion replaces: 1 is all.
    pub replaced: Option<Ratio>,
    pub customer_retention: Option<Ratio>,
    pub nrr: Ratio,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    Churn,
    Contraction,
    /// Nothing was lost: what remains is to grow.
    Expansion,
    /// Customers leave, whatever their revenue.
    Customers,
}

impl Driver {
    pub fn id(self) -> &'static str {
        match self {
            Driver::Churn => "churn",
            Driver::Contraction => "contraction",
            Driver::Expansion => "expansion",
            Driver::Customers => "customers",
        }
    }
}

impl Drivers {
    pub fn of(totals: &Totals) -> Option<Drivers> {
        let base = Base::of(totals).ok()?;
        let part = |of: Ratio| of.checked_div(base.losses);
        let shares = part(base.churn).zip(part(base.contraction));
        let main = match base.churn.cmp(&base.contraction) {
            _ if shares.is_none() => Driver::Expansion,
            std::cmp::Ordering::Less => Driver::Contraction,
            _ => Driver::Churn,
        };
        Some(Drivers {
            main,
            shares,
            leavers: leavers(totals).ok().map(|leavers| leavers.size),
            replaced: part(base.expansion),
            customer_retention: ratio(totals, Metric::CustomerRetention).ok(),
            nrr: base.nrr,
        })
    }

    /// What to work on, first things first: the larger loss, then customers and growth where they
    /// are below their line.
    pub fn in_order(&self, cr_line: Ratio, nrr_line: Ratio) -> Vec<Driver> {
        let few = self.customer_retention.is_some_and(|rate| rate < cr_line);
        let shrinks = self.nrr < nrr_line;
        let more = [
            (Driver::Customers, few),
            (Driver::Expansion, shrinks && self.main != Driver::Expansion),
        ];
        let more = more.into_iter().filter(|(_, wanted)| *wanted);
        std::iter::once(self.main)
            .chain(more.map(|(driver, _)| driver))
            .collect()
    }
}
