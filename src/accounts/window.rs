//! A chosen window: two months compared customer by customer. It gives the headline figures and
//! fills the instrument.

use super::Ledger;
use super::methods::Interrupted;
use super::movements::Movements;
use super::span::Span;
use super::sweep::{Block, Sweep, month_index, sweep};
use crate::number::{Amount, Count};
use crate::retention::{Entry, Fault, Period, Totals};

/// Below so many customers one of them moves customer retention by more than three points.
pub const SMALL_SAMPLE: u64 = 30;

/// What moved between the window's two months.
///
/// The same account that was active before the window, not at its start, and is at its end,
/// returned; one that was not active before is new, even if it left and came back inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub span: Span,
    /// From one point to the other.
    pub movements: Movements,
    /// Months from one point to the other.
    pub months: u32,
    /// The ledger's scale, for the amounts.
    pub scale: u32,
}

impl Window {
    /// Compares two months of a ledger; none when one of them lies outside it or they are not in
    /// order. For long lists see [`WindowSweep`].
    pub fn between(ledger: &Ledger, span: Span, returns: &Returns) -> Option<Window> {
        Some(sweep(ledger, WindowSweep::new(ledger, span, returns)?))
    }

    /// The window as totals of one period: what the instrument and a link carry.
    pub fn totals(&self) -> Totals {
        let moved = &self.movements;
        Totals {
            starting: amount(moved.start, self.scale),
            expansion: amount(moved.expansion, self.scale),
            contraction: amount(moved.contraction, self.scale),
            churned: amount(moved.churn, self.scale),
            new: amount(moved.new, self.scale),
            reactivation: amount(moved.reactivation, self.scale),
            customers_start: count(moved.customers_start),
            customers_new: count(moved.customers_new),
            customers_returned: count(moved.customers_reactivated),
            customers_lost: count(moved.customers_churned),
            customers_end: count(moved.customers_end),
            period: Period::months_of(self.months).ok_or(Fault::TooLarge),
        }
    }

    /// Whether so few customers stand behind the rates that one of them decides.
    pub fn is_small_sample(&self) -> bool {
        self.movements.customers_start < SMALL_SAMPLE
    }
}

/// A sum in units of 10^-scale as an amount of money.
pub fn amount(sum: i128, scale: u32) -> Entry<Amount> {
    let micros = 6_u32
        .checked_sub(scale)
        .and_then(|places| sum.checked_mul(10_i128.checked_pow(places)?));
    micros
        .and_then(|micros| Amount::from_micros(micros).ok())
        .map(Some)
        .ok_or(Fault::TooLarge)
}

fn count(customers: u64) -> Entry<Count> {
    Count::new(customers).map(Some).ok_or(Fault::TooLarge)
}

/// How an account counts that is active at both points and was not in between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Returns {
    /// As kept: it pays at both ends.
    #[default]
    Kept,
    /// As lost and returned. Which accounts these are is found by
    /// [`MethodsSweep`](super::methods::MethodsSweep) for the same window.
    Lost(Interrupted),
}

impl Returns {
    /// Counts one account in the way chosen.
    pub(super) fn add(
        &self,
        movements: &mut Movements,
        account: u32,
        pair: (i64, i64),
        active_before: impl FnOnce() -> bool,
    ) {
        match self {
            Returns::Lost(interrupted) if interrupted.contains(account) => {
                movements.add_interrupted(pair.0, pair.1)
            }
            _ => movements.add(pair.0, pair.1, active_before),
        }
    }
}

/// A window in the making.
pub struct WindowSweep<'a> {
    window: Window,
    from: usize,
    to: usize,
    returns: &'a Returns,
}

impl<'a> WindowSweep<'a> {
    pub fn new(ledger: &Ledger, span: Span, returns: &'a Returns) -> Option<Self> {
        let (from, to, months) = points(ledger, span)?;
        let window = Window {
            span,
            movements: Movements::default(),
            months,
            scale: ledger.scale(),
        };
        Some(WindowSweep {
            window,
            from,
            to,
            returns,
        })
    }
}

/// The indexes of a window's months, and how many months lie from one to the other.
pub(super) fn points(ledger: &Ledger, span: Span) -> Option<(usize, usize, u32)> {
    let (from, to) = (
        month_index(ledger, span.from)?,
        month_index(ledger, span.to)?,
    );
    let months = to.checked_sub(from).filter(|&months| months > 0)?;
    Some((from, to, u32::try_from(months).ok()?))
}

impl Sweep for WindowSweep<'_> {
    type Found = Window;

    fn block(&mut self, block: &Block<'_>) {
        for (account, before, after) in block.pairs(self.from, self.to) {
            let active_before = || block.active_before(account, self.from);
            self.returns.add(
                &mut self.window.movements,
                account,
                (before, after),
                active_before,
            );
        }
    }

    fn found(self) -> Window {
        self.window
    }
}
