//! Every metric that totals give.

use super::customers::{self, opening};
use super::metric::Metric;
use super::reason::Reason;
use super::totals::{Input, Totals};
use crate::number::{Compound, MICRO, Ratio, Value};

/// A metric's value, or the reason why there is none.
pub type Figure = Result<Value, Reason>;

/// Every metric.
pub fn figures(totals: &Totals) -> [(Metric, Figure); 18] {
    Metric::ALL.map(|metric| (metric, figure(totals, metric)))
}

/// One metric.
pub fn figure(totals: &Totals, metric: Metric) -> Figure {
    match metric {
        Metric::AnnualisedNrr => annualised(totals, Metric::Nrr),
        Metric::AnnualisedGrr => annualised(totals, Metric::GrrByMovements),
        Metric::AnnualisedCustomerRetention => annualised(totals, Metric::CustomerRetention),
        _ => ratio(totals, metric).map(Value::Ratio),
    }
}

/// Revenue at the end from the customers of the start: S + X − C − K, in money.
pub fn retained_revenue(totals: &Totals) -> Figure {
    let movements = Movements::of(totals)?;
    fraction(movements.retained()?, MICRO).map(Value::Ratio)
}

/// The revenue movements of the opening cohort, in micros.
pub(super) struct Movements {
    pub(super) start: i128,
    pub(super) expansion: i128,
    pub(super) contraction: i128,
    pub(super) churn: i128,
}

impl Movements {
    pub(super) fn of(totals: &Totals) -> Result<Movements, Reason> {
        Ok(Movements {
            start: totals.micros(Input::Start)?,
            expansion: totals.micros(Input::Expansion)?,
            contraction: totals.micros(Input::Contraction)?,
            churn: totals.micros(Input::Churn)?,
        })
    }

    /// As [`Movements::of`], with something at the start to take a share of.
    pub(super) fn of_some(totals: &Totals) -> Result<Movements, Reason> {
        Movements::of(totals).and_then(|movements| match movements.start {
            0 => Err(Reason::ZeroStart),
            _ => Ok(movements),
        })
    }

    /// C + K. Amounts are below 10^22 micros: sums of a few never saturate.
    pub(super) fn losses(&self) -> i128 {
        self.contraction.saturating_add(self.churn)
    }

    /// S + X: all there was to lose.
    pub(super) fn available(&self) -> i128 {
        self.start.saturating_add(self.expansion)
    }

    /// S + X − C − K.
    pub(super) fn retained(&self) -> Result<i128, Reason> {
        match self.available().saturating_sub(self.losses()) {
            retained if retained < 0 => Err(Reason::EndingNegative),
            retained => Ok(retained),
        }
    }
}

/// The metrics that are one division.
fn ratio(totals: &Totals, metric: Metric) -> Result<Ratio, Reason> {
    match metric {
        Metric::Nrr => {
            let movements = Movements::of_some(totals)?;
            fraction(movements.retained()?, movements.start)
        }
        Metric::GrrByMovements => {
            let movements = Movements::of_some(totals)?;
            match movements.start.saturating_sub(movements.losses()) {
                kept if kept < 0 => Err(Reason::LossesExceedStart),
                kept => fraction(kept, movements.start),
            }
        }
        Metric::GrossRevenueChurn => match Movements::of_some(totals)? {
            movements if movements.losses() > movements.start => Err(Reason::LossesExceedStart),
            movements => fraction(movements.losses(), movements.start),
        },
        Metric::NetRevenueChurn => {
            let movements = Movements::of_some(totals)?;
            fraction(
                movements.start.saturating_sub(movements.retained()?),
                movements.start,
            )
        }
        Metric::ExpansionRate => share_of_start(totals, Input::Expansion),
        Metric::ContractionRate => share_of_start(totals, Input::Contraction),
        Metric::ChurnRate => share_of_start(totals, Input::Churn),
        Metric::CustomerRetention => {
            let (start, lost) = opening(totals)?;
            fraction(start.saturating_sub(lost).into(), start.into())
        }
        Metric::LogoChurn => {
            let (start, lost) = opening(totals)?;
            fraction(lost.into(), start.into())
        }
        Metric::QuickRatio => quick_ratio(totals),
        Metric::EndingRevenue => fraction(ending(totals)?, MICRO),
        Metric::ArpaStart => {
            let customers = customers::start(totals)?;
            average(totals.micros(Input::Start)?, customers)
        }
        Metric::ArpaEnd => {
            let revenue = ending(totals)?;
            match customers::end(totals)? {
                0 => Err(Reason::ZeroCustomersEnd),
                customers => average(revenue, customers),
            }
        }
        Metric::RetainedArpa => {
            let retained = Movements::of(totals)?.retained()?;
            match opening(totals)? {
                (start, lost) if start == lost => Err(Reason::NoCustomersStayed),
                (start, lost) => average(retained, start.saturating_sub(lost)),
            }
        }
        Metric::CustomersEnd => fraction(customers::end(totals)?.into(), 1),
        Metric::AnnualisedNrr | Metric::AnnualisedGrr | Metric::AnnualisedCustomerRetention => {
            Err(Reason::TooLarge)
        }
    }
}

/// rate ^ (12 / months in the period): the year that twelve months of such periods would make.
fn annualised(totals: &Totals, rate: Metric) -> Figure {
    let rate = ratio(totals, rate)?;
    let period = totals.period.map_err(|_| Reason::PeriodOutOfRange)?;
    match period.months() {
        12 => Ok(Value::Ratio(rate)),
        months => Compound::new(rate, 12, months)
            .map(Value::Compound)
            .ok_or(Reason::TooLarge),
    }
}

fn share_of_start(totals: &Totals, input: Input) -> Result<Ratio, Reason> {
    let start = totals.micros(Input::Start)?;
    let part = totals.micros(input)?;
    if start == 0 {
        Err(Reason::ZeroStart)
    } else {
        fraction(part, start)
    }
}

fn quick_ratio(totals: &Totals) -> Result<Ratio, Reason> {
    let new = totals.micros(Input::New)?;
    let returned = totals.micros(Input::Reactivation)?;
    let gains = new
        .saturating_add(returned)
        .saturating_add(totals.micros(Input::Expansion)?);
    let contraction = totals.micros(Input::Contraction)?;
    match contraction.saturating_add(totals.micros(Input::Churn)?) {
        0 => Err(Reason::NoLosses),
        losses => fraction(gains, losses),
    }
}

/// S + X − C − K + N + R in micros.
fn ending(totals: &Totals) -> Result<i128, Reason> {
    let movements = Movements::of(totals)?;
    let new = totals.micros(Input::New)?;
    let returned = totals.micros(Input::Reactivation)?;
    Ok(movements
        .retained()?
        .saturating_add(new)
        .saturating_add(returned))
}

/// Money per customer.
pub(super) fn average(micros: i128, customers: i64) -> Result<Ratio, Reason> {
    fraction(micros, MICRO.saturating_mul(customers.into()))
}

pub(super) fn fraction(numerator: i128, denominator: i128) -> Result<Ratio, Reason> {
    Ratio::new(numerator, denominator).ok_or(Reason::TooLarge)
}
