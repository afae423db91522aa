//! The accounts that moved a window most, and how much of it rests on a few.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Ledger;
use super::movements::{Kept, Movement, Movements};
use super::span::Span;
use super::sweep::{Block, Sweep, sweep};
use super::window::points;
use crate::number::Ratio;

/// One account between the window's two points, in units of the ledger's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    pub account: u32,
    pub before: i64,
    pub after: i64,
}

impl Mover {
    /// After − before.
    pub fn change(&self) -> i64 {
        self.after.wrapping_sub(self.before)
    }

    /// What this account adds to NRR or takes from it: change ÷ starting revenue of all, as a
    /// fraction. New and returning accounts are no part of NRR.
    pub fn points(&self, all: &Movements) -> Option<Ratio> {
        (self.before > 0)
            .then(|| Ratio::new(self.change().into(), all.start))
            .flatten()
    }
}

/// The largest movers of each kind, largest first; of equal ones the one that comes first in the
/// list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movers {
    pub churned: Vec<Mover>,
    pub contracted: Vec<Mover>,
    pub expanded: Vec<Mover>,
    pub new: Vec<Mover>,
    pub returned: Vec<Mover>,
    /// The largest accounts at the window's start.
    pub largest: Vec<Mover>,
}

impl Movers {
    /// Churned and contracted together, largest loss first.
    pub fn lost(&self) -> Vec<Mover> {
        let mut lost: Vec<Mover> = self
            .churned
            .iter()
            .chain(&self.contracted)
            .copied()
            .collect();
        lost.sort_by_key(|mover| (mover.change(), mover.account));
        lost
    }
}

/// The `limit` largest movers of each kind.
pub fn movers(ledger: &Ledger, span: Span, limit: usize) -> Movers {
    MoverSweep::new(ledger, span, limit)
        .map(|movers| sweep(ledger, movers))
        .unwrap_or_default()
}

/// Movers in the making.
pub struct MoverSweep {
    from: usize,
    to: usize,
    kinds: [Largest; 5],
    largest: Largest,
}

impl MoverSweep {
    pub fn new(ledger: &Ledger, span: Span, limit: usize) -> Option<Self> {
        let (from, to, _) = points(ledger, span)?;
        let kinds = std::array::from_fn(|_| Largest::new(limit));
        Some(MoverSweep {
            from,
            to,
            kinds,
            largest: Largest::new(limit),
        })
    }
}

impl Sweep for MoverSweep {
    type Found = Movers;

    fn block(&mut self, block: &Block<'_>) {
        let [churned, contracted, expanded, new, returned] = &mut self.kinds;
        for (account, before, after) in block.pairs(self.from, self.to) {
            let mover = Mover {
                account,
                before,
                after,
            };
            if mover.before > 0 {
                self.largest.offer(mover.before, mover);
            }
            let kind = match Movement::between(before, after, || {
                block.active_before(account, self.from)
            }) {
                None => continue,
                Some(Movement::Churn) => &mut *churned,
                Some(Movement::Contraction) => &mut *contracted,
                Some(Movement::Expansion) => &mut *expanded,
                Some(Movement::New) => &mut *new,
                Some(Movement::Reactivation) => &mut *returned,
            };
            kind.offer(mover.change().saturating_abs(), mover);
        }
    }

    fn found(self) -> Movers {
        let [churned, contracted, expanded, new, returned] = self.kinds.map(Largest::sorted);
        Movers {
            churned,
            contracted,
            expanded,
            new,
            returned,
            largest: self.largest.sorted(),
        }
    }
}

/// Size, account (the first of equal ones is the largest), before, after.
type Ranked = (i64, Reverse<u32>, i64, i64);

/// Keeps the largest of many.
pub(super) struct Largest {
    limit: usize,
    // The smallest kept one is on top, ready to be replaced.
    kept: BinaryHeap<Reverse<Ranked>>,
}

impl Largest {
    pub fn new(limit: usize) -> Self {
        Largest {
            limit,
            kept: BinaryHeap::new(),
        }
    }

    pub fn offer(&mut self, size: i64, mover: Mover) {
        let entry = (size, Reverse(mover.account), mover.before, mover.after);
        if self.kept.len() < self.limit {
            self.kept.push(Reverse(entry));
        } else if let Some(mut smallest) = self.kept.peek_mut()
            && smallest.0 < entry
        {
            *smallest = Reverse(entry);
        }
    }

    /// Largest first.
    pub fn sorted(self) -> Vec<Mover> {
        let sorted = self.kept.into_sorted_vec();
        sorted
            .into_iter()
            .map(|Reverse((_, Reverse(account), before, after))| Mover {
                account,
                before,
                after,
            })
            .collect()
    }
}

/// How much of a window rests on a few accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration {
    /// For the 1, 5 and 10 largest accounts at the start: how many, and their part of starting
    /// revenue as a fraction. Sets that are no smaller than the whole list are left out.
    pub shares: Vec<(usize, Ratio)>,
    /// What was kept of all the others, without the account that was largest at the start.
    pub without_largest: Kept,
    /// For the 1 and 5 accounts that expanded most: how many, their part of all expansion, and
    /// what was kept of all the others.
    pub growers: Vec<(usize, Ratio, Kept)>,
}

/// From a window's movements and its movers (at least ten of each kind).
pub fn concentration(all: &Movements, movers: &Movers) -> Concentration {
    let share = |accounts: usize| {
        let top = movers
            .largest
            .get(..accounts)
            .filter(|_| (accounts as u64) < all.customers_start)?;
        let revenue = top
            .iter()
            .fold(0_i128, |sum, mover| sum.wrapping_add(mover.before.into()));
        Some((accounts, Ratio::new(revenue, all.start)?))
    };
    let growers = |accounts: usize| {
        let top = movers.expanded.get(..accounts)?;
        let growth = top
            .iter()
            .fold(0_i128, |sum, mover| sum.wrapping_add(mover.change().into()));
        Some((
            accounts,
            Ratio::new(growth, all.expansion)?,
            without(all.kept(), top),
        ))
    };
    Concentration {
        shares: [1, 5, 10].into_iter().filter_map(share).collect(),
        without_largest: without(all.kept(), movers.largest.get(..1).unwrap_or_default()),
        growers: [1, 5].into_iter().filter_map(growers).collect(),
    }
}

/// What was kept of a starting set, some of its accounts left out.
pub fn without(mut kept: Kept, accounts: &[Mover]) -> Kept {
    for mover in accounts.iter().filter(|mover| mover.before > 0) {
        kept.start = kept.start.wrapping_sub(mover.before.into());
        kept.revenue = kept.revenue.wrapping_sub(mover.after.into());
        kept.gross = kept
            .gross
            .wrapping_sub(mover.before.min(mover.after).into());
        kept.customers_start = kept.customers_start.wrapping_sub(1);
        kept.customers = kept.customers.wrapping_sub((mover.after > 0).into());
    }
    kept
}
