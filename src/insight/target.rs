//! What it would take to reach a net revenue retention: more expansion, fewer losses, or both.

use super::Base;
use crate::number::Ratio;

/// How far a target is, and the straight ways there. Money, unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Shares: 1.15 is 115%.
    pub wanted: Ratio,
    pub now: Ratio,
    /// What is missing; below zero it is passed by so much.
    pub short: Ratio,
    /// The same as a share of the start: points ÷ 100.
    pub points: Ratio,
    /// The same in average customers of the start.
    pub customers: Option<Ratio>,
    /// The expansion that would do at today's losses; below zero: none is needed.
    pub expansion: Ratio,
    /// The losses that would do at today's expansion; below zero: that alone cannot do.
    pub losses: Ratio,
    /// Expansion and losses when each closes half of the gap.
    pub half: (Ratio, Ratio),
}

impl Target {
    /// `None` beyond 128 bits.
    pub fn of(base: &Base, wanted: Ratio) -> Option<Target> {
        let points = wanted.checked_sub(base.nrr)?;
        let short = base.of_start(points)?;
        let half = short.checked_mul(Ratio::percent(50))?;
        let customers = base.average.and_then(|average| short.checked_div(average));
        Some(Target {
            wanted,
            now: base.nrr,
            short,
            points,
            customers,
            expansion: base.expansion.checked_add(short)?,
            losses: base.losses.checked_sub(short)?,
            half: (
                base.expansion.checked_add(half)?,
                base.losses.checked_sub(half)?,
            ),
        })
    }

    pub fn is_reached(&self) -> bool {
        self.wanted <= self.now
    }
}

/// NRR = GRR + expansion, all as shares of the start, where GRR leaves out expansion alone: two of
/// the three give the third. `None` for fewer, for more, or for a third that cannot be.
pub fn missing_term(
    net: Option<Ratio>,
    gross: Option<Ratio>,
    expansion: Option<Ratio>,
) -> Option<Ratio> {
    let possible = |share: &Ratio| !share.is_negative();
    match (net, gross, expansion) {
        (None, Some(gross), Some(expansion)) => gross.checked_add(expansion),
        (Some(net), None, Some(expansion)) => {
            let gross = net.checked_sub(expansion).filter(possible);
            gross.filter(|gross| *gross <= Ratio::ONE)
        }
        (Some(net), Some(gross), None) => net.checked_sub(gross).filter(possible),
        _ => None,
    }
}
