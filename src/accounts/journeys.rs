//! How the readings are made: what each account did between the window's two points.

use super::methods::{Cause, Difference, Interrupted, Methods};
use super::movements::{Movement, Movements};
use super::movers::{Largest, Mover};
use super::scan::{changed, count, sum};
use super::span::Span;
use super::sweep::{Block, Sweep};
use super::window::points;
use super::{Ledger, Month};

/// How many accounts are named behind each cause.
const NAMED: usize = 10;

/// Methods in the making.
pub struct MethodsSweep {
    span: Span,
    from: usize,
    to: usize,
    kept: Movements,
    lost: Movements,
    opening: Vec<(Month, Movements)>,
    all: Vec<(Month, Movements)>,
    causes: [(Difference, Largest); 4],
    interrupted: Vec<u32>,
    returned: Movements,
}

impl MethodsSweep {
    pub fn new(ledger: &Ledger, span: Span) -> Option<Self> {
        let (from, to, months) = points(ledger, span)?;
        let monthly: Vec<(Month, Movements)> = ledger
            .months()
            .skip(from.saturating_add(1))
            .take(months as usize)
            .map(|month| (month, Movements::default()))
            .collect();
        let causes = Cause::ALL.map(|cause| {
            let nothing = Difference {
                cause,
                accounts: 0,
                losses: 0,
                net: 0,
                departures: 0,
                behind: Vec::new(),
            };
            (nothing, Largest::new(NAMED))
        });
        Some(MethodsSweep {
            span,
            from,
            to,
            kept: Movements::default(),
            lost: Movements::default(),
            opening: monthly.clone(),
            all: monthly,
            causes,
            interrupted: Vec::new(),
            returned: Movements::default(),
        })
    }

    /// One month of a block: what stands at its ends. The movements are counted on the journeys.
    fn stand(&mut self, block: &Block<'_>, index: usize) {
        let month = self.from.saturating_add(index);
        let opening = || block.page(self.from).iter().map(|&a| a != 0);
        let (before, after) = (block.page(month), block.page(month.saturating_add(1)));
        let (Some((_, all)), Some((_, of_opening))) =
            (self.all.get_mut(index), self.opening.get_mut(index))
        else {
            return;
        };
        let amounts = |page: &[i64]| {
            (
                sum(page.iter().copied()),
                count(page.iter().map(|&amount| amount != 0)),
            )
        };
        let theirs = |page: &[i64]| {
            let amounts = || {
                page.iter()
                    .zip(opening())
                    .map(|(&amount, open)| if open { amount } else { 0 })
            };
            (sum(amounts()), count(amounts().map(|amount| amount != 0)))
        };
        for (movements, start, end) in [
            (all, amounts(before), amounts(after)),
            (of_opening, theirs(before), theirs(after)),
        ] {
            movements.start = movements.start.wrapping_add(start.0);
            movements.customers_start = movements.customers_start.wrapping_add(start.1);
            movements.end = movements.end.wrapping_add(end.0);
            movements.customers_end = movements.customers_end.wrapping_add(end.1);
        }
    }

    /// The accounts of a block that pay something else in some month of the window.
    fn restless(&self, block: &Block<'_>) -> Vec<bool> {
        let mut restless = vec![false; block.len()];
        for month in self.from..self.to {
            let (places, many) = changed(block.page(month), block.page(month.saturating_add(1)));
            for &place in places.iter().take(many) {
                if let Some(restless) = restless.get_mut(usize::from(place)) {
                    *restless = true;
                }
            }
        }
        restless
    }

    /// One account: its two points, its way between them, and why the two differ.
    fn account(&mut self, block: &Block<'_>, account: u32, before: i64, after: i64) {
        let journey = self.journey(block, account, before);
        self.kept
            .add(before, after, || block.active_before(account, self.from));
        if before > 0 && after > 0 && journey.customers_churned > 0 {
            self.interrupted.push(account);
            self.lost.add_interrupted(before, after);
        } else {
            self.lost
                .add(before, after, || block.active_before(account, self.from));
        }
        self.explain(
            &journey,
            Mover {
                account,
                before,
                after,
            },
        );
    }

    /// The movements of one account from month to month, counted as everybody's and, if it was
    /// active at the start, as the opening customers'.
    fn journey(&mut self, block: &Block<'_>, account: u32, before: i64) -> Movements {
        let mut journey = Movements::default();
        let mut seen = before > 0 || block.active_before(account, self.from);
        let (mut earlier, mut left) = (before, 0);
        let path = block.path(account, self.from.saturating_add(1), self.to);
        for (now, ((_, all), (_, opening))) in path.zip(self.all.iter_mut().zip(&mut self.opening))
        {
            let change = now.wrapping_sub(earlier);
            if let Some(movement) = Movement::between(earlier, now, || seen) {
                all.moved(movement, change);
                if before > 0 {
                    opening.moved(movement, change);
                    if movement == Movement::Reactivation {
                        self.returned.add(left, now, || true);
                    }
                }
                journey.moved(movement, change);
            }
            seen |= now > 0;
            if earlier > 0 {
                left = earlier;
            }
            earlier = now;
        }
        journey
    }

    fn explain(&mut self, journey: &Movements, mover: Mover) {
        let point_to_point = mover.before.wrapping_sub(mover.before.min(mover.after));
        let lost = journey.contraction.wrapping_add(journey.churn);
        let net = journey.expansion.wrapping_sub(lost);
        let (losses, net, gone) = if mover.before > 0 {
            (
                lost.wrapping_sub(point_to_point.into()),
                net.wrapping_sub(mover.change().into()),
                mover.after == 0,
            )
        } else {
            (lost, net, false)
        };
        let cause = if mover.before == 0 {
            Cause::JoinedAfterStart
        } else if journey.customers_reactivated > 0 {
            Cause::LeftAndReturned
        } else if mover.after == 0 {
            Cause::GrewThenLeft
        } else {
            Cause::UpAndDown
        };
        let departures = i128::from(journey.customers_churned).wrapping_sub(gone.into());
        if losses == 0 && net == 0 && departures == 0 {
            return;
        }
        for (difference, behind) in self
            .causes
            .iter_mut()
            .filter(|(difference, _)| difference.cause == cause)
        {
            difference.accounts = difference.accounts.wrapping_add(1);
            difference.losses = difference.losses.wrapping_add(losses);
            difference.net = difference.net.wrapping_add(net);
            difference.departures = difference.departures.wrapping_add(departures);
            let size = losses.saturating_abs().max(net.saturating_abs());
            behind.offer(i64::try_from(size).unwrap_or(i64::MAX), mover);
        }
    }
}

impl Sweep for MethodsSweep {
    type Found = Methods;

    fn block(&mut self, block: &Block<'_>) {
        for index in 0..self.all.len() {
            self.stand(block, index);
        }
        let restless = self.restless(block);
        let ends = block.page(self.from).iter().zip(block.page(self.to));
        for ((account, (&before, &after)), restless) in (block.first()..).zip(ends).zip(restless) {
            if restless {
                self.account(block, account, before, after);
            } else {
                self.kept.add(before, after, || true);
                self.lost.add(before, after, || true);
            }
        }
    }

    fn found(self) -> Methods {
        let named = self.causes.into_iter().map(|(mut difference, behind)| {
            difference.behind = behind.sorted();
            difference
        });
        Methods {
            span: self.span,
            kept: self.kept,
            lost: self.lost,
            opening: self.opening,
            all: self.all,
            differences: named.filter(|difference| difference.accounts > 0).collect(),
            interrupted: Interrupted(self.interrupted),
            returned: self.returned,
        }
    }
}
