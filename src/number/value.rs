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
    /// One division.
    Ratio(Ratio),
    /// A rate over another length of time.
    Compound(Compound),
}

impl Value {
    /// In the unit, rounded half away from zero. `None` when it does not fit a [`Decimal`].
    pub fn round(&self, unit: Unit, places: u32) -> Option<Decimal> {
        // A Decimal holds 28 places at most.
        let places = (places <= 28).then_some(places)?;
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
        // The place of the first digit, from below: bits × log10(2), then up while there are more
        // digits than asked for. From above, 0.996 could round to 1 before it is seen to be smaller.
        let least = self
            .bits()
            .saturating_mul(30_103)
            .saturating_sub(10)
            .div_euclid(100_000);
        let last = i64::from(count).saturating_sub(1).saturating_sub(least);
        let mut exponent = i32::try_from(last).unwrap_or(0);
        let mut size = self.scaled(exponent).unwrap_or(0);
        while size > most {
            exponent = exponent.saturating_sub(1);
            size = self.scaled(exponent).unwrap_or(0);
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

    /// Whether it is exactly 0.
    pub fn is_zero(&self) -> bool {
        self.compare(Ratio::ZERO) == Ordering::Equal
    }

    /// Below zero.
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

    /// At most the binary logarithm of the size, and close to it.
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
