//! The existing base when the same rates repeat. Arithmetic, not a prediction: it knows neither
//! seasons nor ageing customers nor anything new, unless that is added.

use super::Base;
use crate::number::{Big, Ratio};
use crate::retention::{Totals, identity};

/// What is won in each period ahead, kept at the same rates from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrivals {
    pub revenue: Ratio,
    pub customers: Ratio,
}

/// The start, now, and as many periods ahead. Where customers are not known there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Of existing customers; money.
    pub revenue: Vec<Ratio>,
    pub customers: Vec<Ratio>,
    /// Revenue per existing customer.
    pub average: Vec<Ratio>,
    /// Of those who arrive after now; they begin to be kept a period after they arrived.
    pub new_revenue: Vec<Ratio>,
    pub new_customers: Vec<Ratio>,
    /// Fewer than one customer would be left in the next period: it ends there.
    pub ends_early: bool,
}

/// When new revenue has made up for what is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakEven {
    /// The existing base shrinks in no period.
    NotNeeded,
    /// In this period from now, all revenue is what it was at the start again.
    In(usize),
    /// Not within the periods shown, though it will be.
    Later,
    /// Never: each period would have to bring at least this.
    Needs(Ratio),
}

impl Forecast {
    /// `None` where NRR is not defined.
    pub fn of(totals: &Totals, periods: u64, arrivals: Arrivals) -> Option<Forecast> {
        let base = Base::of(totals).ok()?;
        let periods = usize::try_from(periods.min(60)).ok()?.saturating_add(2);
        let revenue = repeated(base.start, base.nrr, Ratio::ZERO, periods);
        let kept = identity(totals).ok();
        let mut forecast = Forecast {
            new_revenue: later(repeated(Ratio::ZERO, base.nrr, arrivals.revenue, periods)),
            revenue,
            customers: Vec::new(),
            average: Vec::new(),
            new_customers: Vec::new(),
            ends_early: false,
        };
        if let Some(kept) = kept {
            let rate = kept.customer_retention;
            let customers = base.start.checked_div(kept.arpa_start)?;
            forecast.customers = repeated(customers, rate, Ratio::ZERO, periods);
            forecast.average = repeated(kept.arpa_start, kept.growth, Ratio::ZERO, periods);
            let new = repeated(Ratio::ZERO, rate, arrivals.customers, periods);
            forecast.new_customers = later(new);
        }
        forecast.end_with_the_last_customer();
        forecast.cut();
        Some(forecast)
    }

    /// All revenue in a period.
    pub fn all(&self, period: usize) -> Option<Ratio> {
        let new = self.new_revenue.get(period)?;
        self.revenue.get(period)?.checked_add(*new)
    }

    pub fn break_even(&self, base: &Base, arrivals: Arrivals) -> Option<BreakEven> {
        if base.nrr >= Ratio::ONE {
            return Some(BreakEven::NotNeeded);
        }
        let back = |period: &usize| self.all(*period).is_some_and(|all| all >= base.start);
        // Now is the second of them.
        if let Some(period) = (2..self.revenue.len()).find(back) {
            return Some(BreakEven::In(period.saturating_sub(1)));
        }
        let lost = Ratio::ONE.checked_sub(base.nrr)?;
        let needs = base.of_start(lost)?;
        Some(match arrivals.revenue > needs {
            true => BreakEven::Later,
            false => BreakEven::Needs(needs),
        })
    }

    /// How many points there are, the start and now among them.
    pub fn len(&self) -> usize {
        self.revenue.len()
    }

    pub fn is_empty(&self) -> bool {
        self.revenue.is_empty()
    }

    fn end_with_the_last_customer(&mut self) {
        let left = |customers: &&Ratio| **customers >= Ratio::ONE;
        let lasting = self.customers.iter().take_while(left).count();
        if lasting < self.customers.len() {
            self.ends_early = true;
            self.revenue.truncate(lasting.max(2));
        }
    }

    /// All lines are as long as the shortest.
    fn cut(&mut self) {
        let mut length = self.revenue.len().min(self.new_revenue.len());
        if !self.customers.is_empty() {
            length = length.min(self.customers.len()).min(self.average.len());
        }
        for line in [
            &mut self.revenue,
            &mut self.customers,
            &mut self.average,
            &mut self.new_revenue,
            &mut self.new_customers,
        ] {
            line.truncate(length);
        }
    }
}

/// Nobody has arrived before now.
fn later(mut line: Vec<Ratio>) -> Vec<Ratio> {
    line.insert(0, Ratio::ZERO);
    line
}

/// `start`, and what becomes of it when it is multiplied by `rate` and `more` is added, again and
/// again. Ends early where a number is too large to show.
///
/// The fractions grow with every period, so each is known as the nine places below it and whether
/// there is more: enough to round it correctly to fewer, and to compare it.
pub fn repeated(start: Ratio, rate: Ratio, more: Ratio, count: usize) -> Vec<Ratio> {
    let (start, rate, more) = (start.reduced(), rate.reduced(), more.reduced());
    let big = |number: i128| Big::new(number.unsigned_abs());
    let (a, b) = (big(rate.numerator()), big(rate.denominator()));
    let mut above = big(start.numerator()).times(&big(more.denominator()));
    let mut added = big(more.numerator()).times(&big(start.denominator()));
    let mut below = big(start.denominator()).times(&big(more.denominator()));
    let mut line = Vec::with_capacity(count);
    for _ in 0..count {
        let Some(known) = nine_places(&above, &below) else {
            break;
        };
        line.push(known);
        added = added.times(&b);
        above = above.times(&a).plus(&added);
        below = below.times(&b);
    }
    line
}

/// Half of 10^-9 above the last place stands for all that is there beyond it.
fn nine_places(above: &Big, below: &Big) -> Option<Ratio> {
    let scaled = above.times(&Big::new(1_000_000_000));
    let highest = scaled.bits().saturating_sub(below.bits()).max(0);
    if highest > 120 {
        return None;
    }
    let mut floor = 0_u128;
    for bit in (0..=highest).rev() {
        let more = floor | 1 << bit;
        if Big::new(more).times(below) <= scaled {
            floor = more;
        }
    }
    let more = u128::from(Big::new(floor).times(below) != scaled);
    let twice = i128::try_from(floor << 1 | more).ok()?;
    Ratio::new(twice, 2_000_000_000)
}
