//! The accounts of a list, looked at one by one under the rules of early warnings.

use super::warnings::{Found, Judge, Warnings};
use crate::accounts::{Block, Ledger, Signal, Sweep, sweep};

/// What the rules find. For long lists see [`WarningSweep`].
pub fn warnings(ledger: &Ledger, judge: Judge) -> Option<Warnings> {
    Some(sweep(ledger, WarningSweep::new(ledger, judge)?))
}

/// Warnings in the making.
pub struct WarningSweep<'a> {
    ledger: &'a Ledger,
    from: usize,
    to: usize,
    path: Vec<i64>,
    warnings: Warnings,
}

impl<'a> WarningSweep<'a> {
    /// None when the window lies outside of the ledger.
    pub fn new(ledger: &'a Ledger, judge: Judge) -> Option<Self> {
        let place = |wanted| ledger.months().position(|month| month == wanted);
        Some(WarningSweep {
            ledger,
            from: place(judge.span.from)?,
            to: place(judge.span.to)?,
            path: Vec::new(),
            warnings: Warnings {
                flagged: Vec::new(),
                at_risk: 0,
                candidates: Vec::new(),
                customers: 0,
                revenue: 0,
                known: [false; Signal::ALL.len()],
                judge,
            },
        })
    }
}

impl Sweep for WarningSweep<'_> {
    type Found = Warnings;

    fn block(&mut self, block: &Block<'_>) {
        let (ledger, found) = (self.ledger, &mut self.warnings);
        for (account, &revenue) in (block.first()..).zip(block.page(self.to)) {
            if revenue == 0 {
                continue;
            }
            found.customers = found.customers.wrapping_add(1);
            found.revenue = found.revenue.wrapping_add(revenue.into());
            self.path.clear();
            self.path.extend(block.path(account, self.from, self.to));
            let reasons = found.judge.judge(ledger, account, &self.path);
            if reasons.iter().any(Option::is_some) {
                found.at_risk = found.at_risk.wrapping_add(revenue.into());
                found.flagged.push(Found { account, revenue });
            }
            if !ledger.has_signals() {
                continue;
            }
            if found.judge.near_limit(ledger, account).is_some() {
                found.candidates.push(Found { account, revenue });
            }
            for (known, signal) in found.known.iter_mut().zip(Signal::ALL) {
                *known |= ledger.signal(account, signal).is_some();
            }
        }
    }

    fn found(mut self) -> Warnings {
        for found in [&mut self.warnings.flagged, &mut self.warnings.candidates] {
            // Largest first; of equal ones the one that comes first in the list.
            let keyed = found.iter().map(|found| (!found.revenue, found.account));
            let mut keyed: Vec<(i64, u32)> = keyed.collect();
            keyed.sort_unstable();
            let sorted = keyed.into_iter().map(|(revenue, account)| Found {
                account,
                revenue: !revenue,
            });
            *found = sorted.collect();
        }
        self.warnings
    }
}
