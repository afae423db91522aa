//! What totals can say about gross revenue retention by customer.

use super::figures::{Movements, fraction};
use super::reason::Reason;
use super::totals::Totals;
use crate::number::Ratio;

/// Where gross revenue retention by customer lies, for these totals:
/// max(0, (S − C − K) / S) to min(100%, NRR).
///
/// Totals give a range because an account that grew and later shrank within the period adds to
/// expansion and to contraction, but lost nothing against its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrossRange {
    /// At least this much was kept.
    pub low: Ratio,
    /// At most this much was kept.
    pub high: Ratio,
}

impl GrossRange {
    /// Whether both ends meet: nothing was lost, or nothing expanded.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }
}

/// Not defined where net revenue retention is not.
pub fn gross_range(totals: &Totals) -> Result<GrossRange, Reason> {
    let movements = Movements::of_some(totals)?;
    let kept = movements.start.saturating_sub(movements.losses()).max(0);
    let retained = movements.retained()?.min(movements.start);
    Ok(GrossRange {
        low: fraction(kept, movements.start)?,
        high: fraction(retained, movements.start)?,
    })
}
