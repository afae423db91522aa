//! What happened to accounts between two points in time, and the rates that follow from it.

use crate::number::Ratio;
use crate::retention::Reason;

/// How one account moved between two points (before a, after b).
///
/// An account that pays the same at both points, or at neither, did not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// a = 0, b > 0, never active before.
    New,
    /// a = 0, b > 0, active at some earlier time.
    Reactivation,
    /// b > a > 0.
    Expansion,
    /// a > b > 0.
    Contraction,
    /// a > 0, b = 0.
    Churn,
}

impl Movement {
    /// The movement between two amounts; `active_before` tells a return from a new account and is
    /// asked only where it decides.
    pub fn between(
        before: i64,
        after: i64,
        active_before: impl FnOnce() -> bool,
    ) -> Option<Movement> {
        match (paid(before), paid(after)) {
            (a, b) if a == b => None,
            (0, _) if active_before() => Some(Movement::Reactivation),
            (0, _) => Some(Movement::New),
            (_, 0) => Some(Movement::Churn),
            (a, b) if b > a => Some(Movement::Expansion),
            _ => Some(Movement::Contraction),
        }
    }
}

/// What an account-month counts as: a sum below zero counts as nothing.
pub fn paid(amount: i64) -> i64 {
    amount.max(0)
}

/// The movements of many accounts between two points: money in units of the ledger's scale, and
/// the number of customers.
///
/// Always: start + new + reactivation + expansion − contraction − churn = end, and the same for
/// customers without the two movements that keep a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    pub start: i128,
    pub new: i128,
    pub reactivation: i128,
    pub expansion: i128,
    pub contraction: i128,
    pub churn: i128,
    pub end: i128,
    pub customers_start: u64,
    pub customers_new: u64,
    pub customers_reactivated: u64,
    pub customers_expanded: u64,
    pub customers_contracted: u64,
    pub customers_churned: u64,
    pub customers_end: u64,
}

// A sum of amounts cannot reach the limits of its type: each amount is below 2^63 and an account
// is a u32, so a point in time sums to less than 2^95. Wrapping operations say "cannot overflow".
impl Movements {
    /// Counts one account.
    pub fn add(&mut self, before: i64, after: i64, active_before: impl FnOnce() -> bool) {
        self.stand(before, after);
        if let Some(movement) = Movement::between(before, after, active_before) {
            self.moved(movement, paid(after).wrapping_sub(paid(before)));
        }
    }

    /// Counts one account that left in between and came back as lost and returned.
    pub fn add_interrupted(&mut self, before: i64, after: i64) {
        self.stand(before, after);
        self.moved(Movement::Churn, paid(before).wrapping_neg());
        self.moved(Movement::Reactivation, paid(after));
    }

    /// Counts what an account pays at both ends.
    fn stand(&mut self, before: i64, after: i64) {
        let (before, after) = (paid(before), paid(after));
        self.start = self.start.wrapping_add(before.into());
        self.end = self.end.wrapping_add(after.into());
        self.customers_start = self.customers_start.wrapping_add((before > 0).into());
        self.customers_end = self.customers_end.wrapping_add((after > 0).into());
    }

    /// Counts one movement of the size |`change`|.
    pub(super) fn moved(&mut self, movement: Movement, change: i64) {
        let (money, customers) = match movement {
            Movement::New => (&mut self.new, &mut self.customers_new),
            Movement::Reactivation => (&mut self.reactivation, &mut self.customers_reactivated),
            Movement::Expansion => (&mut self.expansion, &mut self.customers_expanded),
            Movement::Contraction => (&mut self.contraction, &mut self.customers_contracted),
            Movement::Churn => (&mut self.churn, &mut self.customers_churned),
        };
        *money = money.wrapping_add(change.unsigned_abs().into());
        *customers = customers.wrapping_add(1);
    }

    /// Adds the movements of other accounts over the same time.
    pub fn merge(&mut self, other: &Movements) {
        for (sum, part) in [
            (&mut self.start, other.start),
            (&mut self.new, other.new),
            (&mut self.reactivation, other.reactivation),
            (&mut self.expansion, other.expansion),
            (&mut self.contraction, other.contraction),
            (&mut self.churn, other.churn),
            (&mut self.end, other.end),
        ] {
            *sum = sum.wrapping_add(part);
        }
        for (sum, part) in [
            (&mut self.customers_start, other.customers_start),
            (&mut self.customers_new, other.customers_new),
            (&mut self.customers_reactivated, other.customers_reactivated),
            (&mut self.customers_expanded, other.customers_expanded),
            (&mut self.customers_contracted, other.customers_contracted),
            (&mut self.customers_churned, other.customers_churned),
            (&mut self.customers_end, other.customers_end),
        ] {
            *sum = sum.wrapping_add(part);
        }
    }

    /// Whether start and movements make the end, in money and in customers.
    pub fn reconciles(&self) -> bool {
        let money = self
            .start
            .wrapping_add(self.new)
            .wrapping_add(self.reactivation)
            .wrapping_add(self.expansion)
            .wrapping_sub(self.contraction)
            .wrapping_sub(self.churn);
        let customers = self
            .customers_start
            .wrapping_add(self.customers_new)
            .wrapping_add(self.customers_reactivated)
            .wrapping_sub(self.customers_churned);
        money == self.end && customers == self.customers_end
    }

    /// What was kept of the start.
    pub fn kept(&self) -> Kept {
        let gross = self
            .start
            .wrapping_sub(self.contraction)
            .wrapping_sub(self.churn);
        Kept {
            start: self.start,
            revenue: gross.wrapping_add(self.expansion),
            gross,
            customers_start: self.customers_start,
            customers: self.customers_start.wrapping_sub(self.customers_churned),
        }
    }
}

/// What was kept of a starting set of accounts: all that the three retention rates need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Σ a: what they paid at the start.
    pub start: i128,
    /// Σ b over a > 0: what the same accounts pay at the end.
    pub revenue: i128,
    /// Σ min(a, b): the same, no account counted above its start.
    pub gross: i128,
    /// Number with a > 0.
    pub customers_start: u64,
    /// Number with a > 0 and b > 0.
    pub customers: u64,
}

impl Kept {
    /// Net revenue retention, Σ b ÷ Σ a over a > 0, as a fraction (1 = 100%).
    pub fn nrr(&self) -> Result<Ratio, Reason> {
        Ratio::new(self.revenue, self.start).ok_or(Reason::ZeroStart)
    }

    /// Gross revenue retention by customer, Σ min(a, b) ÷ Σ a, as a fraction: exact, never above
    /// 1 nor above NRR.
    pub fn grr(&self) -> Result<Ratio, Reason> {
        Ratio::new(self.gross, self.start).ok_or(Reason::ZeroStart)
    }

    /// Customer retention, the share of starting customers still active, as a fraction.
    pub fn customer_retention(&self) -> Result<Ratio, Reason> {
        Ratio::new(self.customers.into(), self.customers_start.into())
            .ok_or(Reason::ZeroCustomersStart)
    }
}
