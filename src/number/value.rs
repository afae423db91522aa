//! Figures: exact numbers with a unit.

use super::compound::Compound;
use super::ratio::Ratio;
use super::text::plain;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A rate: the stored fraction is multiplied by 100 on its way out.
    Percent,
    /// Money in the page's currency.
    Money,
    /// A plain number, like the quick ratio.
    Plain,
    /// Whole customers.
    Count,
}

impl Unit {
    /// By how many digits the point moves to the right on the way out.
    fn shift(self) -> i32 {
        if self == Unit::Percent { 2 } else { 0 }
    }
}

/// A computed figure, exact. Rates are fractions: 1 is 100%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Ratio(Ratio),
    Compound(Compound),
}

impl Value {
    /// In the unit, rounded half away from zero. `None` when it does not fit a [`Decimal`].
    pub fn round(&self, unit: Unit, places: u32) -> Option<Decimal> {
        let exponent = i32::try_from(places).ok()?.checked_add(unit.shift())?;
        let size = i128::try_from(self.scaled(exponent)?).ok()?;
        let signed = if self.is_negative() {
            size.saturating_neg()
        } else {
            size
        };
        Decimal::try_from_i128_with_scale(signed, places).ok()
    }

    /// In the unit, as plain decimal text with a point: correctly rounded to `significant` digits
    /// (1 to 30), without an exponent, trailing zeros or `-0`.
    pub fn digits(&self, unit: Unit, significant: u32) -> String {
        let count = significant.clamp(1, 30);
        let most = 10_u128.saturating_pow(count);
        let least = 10_u128.saturating_pow(count.saturating_sub(1));
        // Digits before the point less one: bits × log10(2), then corrected by what comes out.
        let guess = self.bits().saturating_mul(30_103).div_euclid(100_000);
        let mut lead = i32::try_from(guess).unwrap_or(0);
        let mut exponent = 0;
        let mut size = 0;
        for _ in 0..8 {
            exponent = i32::try_from(count)
                .unwrap_or(30)
                .saturating_sub(1)
                .saturating_sub(lead);
            size = self.scaled(exponent).unwrap_or(u128::MAX);
            if size == 0 && self.is_zero() {
                break;
            } else if size >= most {
                lead = lead.saturating_add(1);
            } else if size < least {
                lead = lead.saturating_sub(1);
            } else {
                break;
            }
        }
        plain(
            self.is_negative(),
            size,
            exponent.saturating_sub(unit.shift()),
        )
    }

    /// Exact. The other side is a fraction too: 1 is 100%.
    pub fn compare(&self, other: Ratio) -> Ordering {
        match self {
            Value::Ratio(ratio) => ratio.cmp(&other),
            Value::Compound(compound) => compound.compare(other),
        }
    }

    /// `None` for a compounded figure.
    pub fn as_ratio(&self) -> Option<Ratio> {
        match self {
            Value::Ratio(ratio) => Some(*ratio),
            Value::Compound(_) => None,
        }
    }

    pub fn is_zero(&self) -> bool {
        self.compare(Ratio::ZERO) == Ordering::Equal
    }

    pub fn is_negative(&self) -> bool {
        matches!(self, Value::Ratio(ratio) if ratio.is_negative())
    }

    /// The size × 10^`exponent`, rounded half up.
    fn scaled(&self, exponent: i32) -> Option<u128> {
        match self {
            Value::Ratio(ratio) => ratio.scaled(exponent),
            Value::Compound(compound) => compound.scaled(exponent),
        }
    }

    fn bits(&self) -> i64 {
        match self {
            Value::Ratio(ratio) => ratio.bits(),
            Value::Compound(compound) => compound.bits(),
        }
    }
}

impl From<Ratio> for Value {
    fn from(ratio: Ratio) -> Value {
        Value::Ratio(ratio)
    }
}
