//! The unit of all geometry.

use crate::number::Ratio;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// Sums of a few lengths this long do not saturate.
const FAR: i64 = i64::MAX / 16;
const HALF_AWAY: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// A coordinate in thousandths of its unit: a percent of the picture's width, or a pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length(pub i64);

impl Length {
    pub const ZERO: Length = Length(0);
    /// The whole width, when the unit is percent.
    pub const FULL: Length = Length(100_000);

    /// A whole number of units.
    pub const fn of(units: i64) -> Length {
        Length(units.saturating_mul(1000))
    }

    /// `ratio` times `self`; saturates, since nothing is drawn that far out.
    pub fn times(self, ratio: Ratio) -> Length {
        let exact = ratio
            .round(9)
            .and_then(|share| share.checked_mul(Decimal::from(self.0)))
            .map(|length| length.round_dp_with_strategy(0, HALF_AWAY))
            .and_then(|length| length.to_i64());
        let saturated = if ratio.is_negative() { -FAR } else { FAR };
        Length(exact.unwrap_or(saturated).clamp(-FAR, FAR))
    }

    // Not in place: what saturates takes more room than a call.
    #[inline(never)]
    pub fn plus(self, other: Length) -> Length {
        Length(self.0.saturating_add(other.0))
    }

    #[inline(never)]
    pub fn minus(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }

    pub fn half(self) -> Length {
        Length(self.0 / 2)
    }

    /// Where `part` of `whole` lies on a scale of [`Length::FULL`].
    pub fn share(part: Length, whole: Length) -> Length {
        let scaled = i128::from(part.0).saturating_mul(i128::from(Length::FULL.0));
        let share = scaled.checked_div(i128::from(whole.0)).unwrap_or(0);
        Length(i64::try_from(share).unwrap_or(FAR))
    }
}

/// Two decimals are finer than any screen; trailing zeros are left out.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.0.saturating_add(if self.0 < 0 { -5 } else { 5 }) / 10;
        if hundredths < 0 {
            f.write_str("-")?;
        }
        let size = hundredths.unsigned_abs();
        let (whole, rest) = (size / 100, size % 100);
        match rest {
            0 => write!(f, "{whole}"),
            _ if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}
