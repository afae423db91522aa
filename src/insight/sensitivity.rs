//! NRR around the current point: expansion × losses.

use super::Base;
use crate::number::Ratio;

/// Expansion and losses as shares of the start, least first, and NRR for every pair of them:
/// a row for each expansion, a cell for each of the losses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    pub expansion: Vec<Ratio>,
    pub losses: Vec<Ratio>,
}

/// Two steps to each side of today's, as far as there is something.
pub fn sensitivity(base: &Base) -> Option<Sensitivity> {
    let (expansion, losses) = (base.share(base.expansion)?, base.share(base.losses)?);
    let coarse = expansion.max(losses) >= Ratio::percent(5);
    let step = Ratio::percent(if coarse { 5 } else { 1 });
    let around = |today: Ratio| {
        let steps = (-2_i64..=2)
            .filter_map(|steps| today.checked_add(step.checked_mul(Ratio::whole(steps))?));
        steps.filter(|share| !share.is_negative()).collect()
    };
    Some(Sensitivity {
        expansion: around(expansion),
        losses: around(losses),
    })
}

/// What a mix of expansion and losses makes; `None` when more is lost than there is.
pub fn nrr(expansion: Ratio, losses: Ratio) -> Option<Ratio> {
    let kept = Ratio::ONE.checked_add(expansion)?.checked_sub(losses)?;
    (!kept.is_negative()).then_some(kept)
}
