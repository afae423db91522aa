//! "Reduced churn by 40%", "25% better": percent of a rate, or percentage points?

use crate::number::Ratio;

/// The two readings of a change of a rate. All are shares: 0.9 is 90%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The rate times (1 + change).
    pub relative: Option<Ratio>,
    /// The rate plus the change in points.
    pub points: Option<Ratio>,
}

/// A rate below zero cannot be meant.
pub fn claim(rate: Ratio, change: Ratio) -> Claim {
    let possible = |rate: &Ratio| !rate.is_negative();
    let relative = Ratio::ONE
        .checked_add(change)
        .and_then(|factor| rate.checked_mul(factor));
    Claim {
        relative: relative.filter(possible),
        points: rate.checked_add(change).filter(possible),
    }
}

/// From one rate to another: in points, and in percent of the first where there is one.
pub fn between(before: Ratio, after: Ratio) -> Option<(Ratio, Option<Ratio>)> {
    let points = after.checked_sub(before)?;
    Some((points, points.checked_div(before)))
}
