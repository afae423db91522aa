//! How net revenue retention and customer retention hang together.

use super::customers::opening;
use super::figures::{Movements, average, fraction};
use super::reason::Reason;
use super::totals::Totals;
use crate::number::Ratio;

/// NRR = customer retention × growth, exactly: the share of customers kept, times how much revenue
/// per customer grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Net revenue retention.
    pub nrr: Ratio,
    /// The share of customers kept: (B − L) / B.
    pub customer_retention: Ratio,
    /// Revenue per retained customer ÷ revenue per starting customer.
    pub growth: Ratio,
    /// Revenue per customer at the start, over all of them: S / B, in money.
    pub arpa_start: Ratio,
    /// Revenue per retained customer at the end: (S + X − C − K) / (B − L), in money.
    pub retained_arpa: Ratio,
}

/// Not defined without revenue or customers at the start, or when nobody stayed.
pub fn identity(totals: &Totals) -> Result<Identity, Reason> {
    let movements = Movements::of_some(totals)?;
    let retained = movements.retained()?;
    let (start, stayed) = stayers(totals)?;
    Ok(Identity {
        nrr: fraction(retained, movements.start)?,
        customer_retention: fraction(stayed.into(), start.into())?,
        growth: of_averages((retained, stayed), (movements.start, start))?,
        arpa_start: average(movements.start, start)?,
        retained_arpa: average(retained, stayed)?,
    })
}

/// Who left, and what that says of those who stayed. Growth = `mix` × `grew`, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leavers {
    /// How large the leavers were: (K / S) ÷ (L / B). Above 1 larger customers leave.
    pub size: Ratio,
    /// What a leaver paid on average: K / L, in money.
    pub average: Ratio,
    /// What those who stayed averaged at the start: (S − K) / (B − L), in money.
    pub stayers_start: Ratio,
    /// Who stayed: their average at the start ÷ the average of all, (S − K) / (B − L) ÷ (S / B).
    pub mix: Ratio,
    /// How they grew: (S + X − C − K) / (S − K).
    pub grew: Ratio,
}

/// Not defined when nobody left or nobody stayed, or when those who stayed had no revenue at the
/// start.
pub fn leavers(totals: &Totals) -> Result<Leavers, Reason> {
    let movements = Movements::of_some(totals)?;
    let retained = movements.retained()?;
    let (start, stayed) = stayers(totals)?;
    let lost = start.saturating_sub(stayed);
    let stayers_revenue = movements.start.saturating_sub(movements.churn);
    if lost == 0 {
        return Err(Reason::NoLosses);
    }
    match stayers_revenue {
        0 => return Err(Reason::ZeroStayersStart),
        revenue if revenue < 0 => return Err(Reason::LossesExceedStart),
        _ => {}
    }
    Ok(Leavers {
        size: of_averages((movements.churn, lost), (movements.start, start))?,
        average: average(movements.churn, lost)?,
        stayers_start: average(stayers_revenue, stayed)?,
        mix: of_averages((stayers_revenue, stayed), (movements.start, start))?,
        grew: fraction(retained, stayers_revenue)?,
    })
}

/// Customers at the start, and those of them who stayed: at least one.
fn stayers(totals: &Totals) -> Result<(i64, i64), Reason> {
    match opening(totals)? {
        (start, lost) if start == lost => Err(Reason::NoCustomersStayed),
        (start, lost) => Ok((start, start.saturating_sub(lost))),
    }
}

/// One average of revenue per customer over another. Revenue is below 4 × 10^22 micros and
/// customers below 10^15: the products fit.
fn of_averages(above: (i128, i64), below: (i128, i64)) -> Result<Ratio, Reason> {
    let numerator = above.0.checked_mul(below.1.into());
    let denominator = below.0.checked_mul(above.1.into());
    numerator
        .zip(denominator)
        .ok_or(Reason::TooLarge)
        .and_then(|(n, d)| fraction(n, d))
}
