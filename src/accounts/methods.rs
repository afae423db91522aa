//! One list, several readings: by customer at two points, by the movements in between, and by
//! multiplying monthly rates; and the accounts that make them differ.

use super::chain::chain;
use super::journeys::MethodsSweep;
use super::movements::Movements;
use super::movers::Mover;
use super::span::Span;
use super::sweep::sweep;
use super::{Ledger, Month};
use crate::number::Ratio;

/// A way to read retention from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Start against end, one customer at a time.
    ByCustomer,
    /// All rises and falls in between, of the customers active at the start.
    ByMovements,
    /// All rises and falls in between, of everybody: customers who joined on the way leak in.
    ByMovementsOfAll,
    /// The monthly rates multiplied: customers who joined on the way leak in.
    Chained,
}

impl Method {
    pub const ALL: [Method; 4] = [
        Method::ByCustomer,
        Method::ByMovements,
        Method::ByMovementsOfAll,
        Method::Chained,
    ];
}

/// Whether a customer who left and came back within the window counts as kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returning {
    /// What comes back is retained. By customer this is the usual reading.
    Counted,
    /// What comes back is a win-back, no retention. By movements this is the usual reading.
    LeftOut,
}

/// The three rates under one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub nrr: Rate,
    pub grr: Rate,
    pub customer_retention: Rate,
}

/// A rate as a fraction, or why there is none.
pub type Rate = Result<Ratio, NoRate>;

/// Why a method gives no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRate {
    /// Nobody paid when the period began; for a chain: when this month began.
    ZeroStart(Month),
    /// Those who left are not all among those counted at the start.
    NotAShare,
    /// The product of the rates has too many digits.
    TooLarge,
}

/// Why an account counts differently by movements than by customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Active at the start, left, and came back (whether or not it stayed).
    LeftAndReturned,
    /// Grew, then left: lost more than it had at the start.
    GrewThenLeft,
    /// Rose and fell on the way: a fall from above the start loses nothing of the start.
    UpAndDown,
    /// Not active at the start.
    JoinedAfterStart,
}

impl Cause {
    pub const ALL: [Cause; 4] = [
        Cause::LeftAndReturned,
        Cause::GrewThenLeft,
        Cause::UpAndDown,
        Cause::JoinedAfterStart,
    ];
}

/// What one cause makes of the difference, in units of the ledger's scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub cause: Cause,
    /// How many accounts.
    pub accounts: u64,
    /// Losses that movements count and the comparison by customer does not: the gap in GRR.
    pub losses: i128,
    /// Expansion − contraction − churn by movements, less what the comparison by customer sees:
    /// the gap in NRR.
    pub net: i128,
    /// Departures that movements count and the comparison by customer does not: the gap in
    /// customer retention.
    pub departures: i128,
    /// The accounts with the largest gap (losses and gains in size), largest first; before and
    /// after are the window's two points.
    pub behind: Vec<Mover>,
}

/// A window under all methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Methods {
    pub span: Span,
    /// Point to point, returned customers counted as kept.
    pub kept: Movements,
    /// Point to point, returned customers counted as lost and returned.
    pub lost: Movements,
    /// Month by month, what the customers active at the window's start did. `start` and `end` of
    /// each month are theirs.
    pub opening: Vec<(Month, Movements)>,
    /// The same of everybody.
    pub all: Vec<(Month, Movements)>,
    pub differences: Vec<Difference>,
    /// Active at both points, but not all the way.
    pub interrupted: Interrupted,
    /// What the customers of the start who left on the way came back to, against what they left
    /// with, each time.
    pub returned: Movements,
}

/// The accounts that left a window and came back, active at both of its points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interrupted(pub(super) Vec<u32>);

impl Interrupted {
    pub fn contains(&self, account: u32) -> bool {
        self.0.binary_search(&account).is_ok()
    }

    /// In the ledger's order.
    pub fn accounts(&self) -> &[u32] {
        &self.0
    }
}

/// All methods for one window. For long lists see [`MethodsSweep`].
pub fn methods(ledger: &Ledger, span: Span) -> Option<Methods> {
    Some(sweep(ledger, MethodsSweep::new(ledger, span)?))
}

impl Methods {
    /// The rates under one method.
    pub fn reading(&self, method: Method, returning: Returning) -> Reading {
        match method {
            Method::ByCustomer => self.by_customer(returning),
            Method::ByMovements => self.by_movements(&self.opening, returning, true),
            Method::ByMovementsOfAll => self.by_movements(&self.all, returning, false),
            Method::Chained => self.chained(returning),
        }
    }

    fn by_customer(&self, returning: Returning) -> Reading {
        let movements = if returning == Returning::Counted {
            &self.kept
        } else {
            &self.lost
        };
        let kept = movements.kept();
        let rate = |ratio: Option<Ratio>| ratio.ok_or(NoRate::ZeroStart(self.span.from));
        Reading {
            nrr: rate(kept.nrr().ok()),
            grr: rate(kept.grr().ok()),
            customer_retention: rate(kept.customer_retention().ok()),
        }
    }

    /// Sums of the window's monthly movements against its start. `same` tells that those who moved
    /// are those who are counted at the start.
    fn by_movements(
        &self,
        monthly: &[(Month, Movements)],
        returning: Returning,
        same: bool,
    ) -> Reading {
        let mut sum = total(monthly);
        sum.start = self.kept.start;
        sum.customers_start = self.kept.customers_start;
        let kept = sum.kept();
        let (revenue, customers) = match returning {
            Returning::Counted => (
                kept.revenue.wrapping_add(sum.reactivation),
                sum.customers_reactivated,
            ),
            Returning::LeftOut => (kept.revenue, 0),
        };
        let customers = i128::from(sum.customers_start)
            .wrapping_sub(sum.customers_churned.into())
            .wrapping_add(customers.into());
        let rate = |part, whole| Ratio::new(part, whole).ok_or(NoRate::ZeroStart(self.span.from));
        Reading {
            nrr: rate(revenue, sum.start),
            grr: rate(kept.gross, sum.start),
            customer_retention: if same {
                rate(customers, sum.customers_start.into())
            } else {
                Err(NoRate::NotAShare)
            },
        }
    }

    fn chained(&self, returning: Returning) -> Reading {
        let counted = returning == Returning::Counted;
        let product = |part: fn(&Movements, bool) -> (i128, i128)| {
            let factors = self.all.iter().map(|(month, movements)| {
                let (part, whole) = part(movements, counted);
                Ratio::new(part, whole).ok_or(NoRate::ZeroStart(*month))
            });
            chain(&factors.collect::<Result<Vec<Ratio>, NoRate>>()?).ok_or(NoRate::TooLarge)
        };
        Reading {
            nrr: product(|moved, counted| {
                let returned = if counted { moved.reactivation } else { 0 };
                (moved.kept().revenue.wrapping_add(returned), moved.start)
            }),
            grr: product(|moved, _| (moved.kept().gross, moved.start)),
            customer_retention: product(|moved, counted| {
                let returned = if counted {
                    moved.customers_reactivated
                } else {
                    0
                };
                let stayed = moved.kept().customers.wrapping_add(returned);
                (stayed.into(), moved.customers_start.into())
            }),
        }
    }

    /// The window's two ends, with every rise and fall on the way of those who were there at its
    /// start. Who returned on the way fell to nothing and rose if that is counted, else is lost
    /// and returned; the ends meet either way, and so do the losses.
    pub fn way(&self, returning: Returning) -> Movements {
        let (ends, back) = (&self.kept, &self.returned);
        let mut sum = total(&self.opening);
        if returning == Returning::Counted {
            sum.churn = sum.churn.wrapping_sub(back.start);
            sum.expansion = sum.expansion.wrapping_add(back.end);
            sum.contraction = sum.contraction.wrapping_add(back.start);
            sum.customers_churned = sum.customers_churned.wrapping_sub(back.customers_start);
            sum.reactivation = 0;
            sum.customers_reactivated = 0;
        }
        sum.start = ends.start;
        sum.end = ends.end;
        sum.new = ends.new;
        sum.reactivation = sum.reactivation.wrapping_add(ends.reactivation);
        sum.customers_start = ends.customers_start;
        sum.customers_end = ends.customers_end;
        sum.customers_new = ends.customers_new;
        sum.customers_reactivated = sum
            .customers_reactivated
            .wrapping_add(ends.customers_reactivated);
        sum
    }

    /// What one cause makes of the difference, if any account has it.
    pub fn difference(&self, cause: Cause) -> Option<&Difference> {
        self.differences
            .iter()
            .find(|difference| difference.cause == cause)
    }
}

/// The movements of several months, added up. Start and end mean nothing in the sum.
fn total(monthly: &[(Month, Movements)]) -> Movements {
    monthly
        .iter()
        .fold(Movements::default(), |mut sum, (_, movements)| {
            sum.merge(movements);
            sum
        })
}
