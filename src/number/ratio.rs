//! Exact fractions.

use super::value::{Unit, Value};
use super::{Amount, MICRO};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An exact fraction of two integers, such as retained revenue over starting revenue.
///
/// Comparing is exact for every pair. Arithmetic is exact or `None`; amounts and counts are bounded
/// so that the metrics never meet the `None`.
// Packed, so that it is handed over by its place: as two numbers of 128 bits it would be copied by
// hand into every call, and an `Option` of it would have a tag of 128 bits.
#[derive(Clone, Copy, Debug)]
#[repr(Rust, packed(8))]
pub struct Ratio {
    numerator: i128,
    /// Above zero.
    denominator: i128,
}

impl Ratio {
    /// 0%.
    pub const ZERO: Ratio = Ratio::whole(0);
    /// 100%.
    pub const ONE: Ratio = Ratio::whole(1);

    /// `None` for a denominator of zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Ratio> {
        // The sign goes to the numerator, and every numerator can be negated.
        let (numerator, denominator) = if denominator < 0 {
            (numerator.checked_neg()?, denominator.checked_neg()?)
        } else {
            (numerator, denominator)
        };
        (denominator != 0 && numerator != i128::MIN).then_some(Ratio {
            numerator,
            denominator,
        })
    }

    /// An amount as it stands, in its own unit.
    pub fn of(amount: Amount) -> Ratio {
        Ratio {
            numerator: amount.micros(),
            denominator: MICRO,
        }
    }

    /// An amount that is percent, as a share: 12.5 is an eighth.
    pub fn of_percent(amount: Amount) -> Ratio {
        Ratio {
            numerator: amount.micros(),
            denominator: MICRO.saturating_mul(100),
        }
    }

    /// A whole number.
    pub const fn whole(value: i64) -> Ratio {
        Ratio {
            numerator: value as i128,
            denominator: 1,
        }
    }

    /// `value` hundredths.
    pub const fn percent(value: i64) -> Ratio {
        Ratio {
            numerator: value as i128,
            denominator: 100,
        }
    }

    /// As given: not in lowest terms.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// As given, above zero.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// With the other sign.
    pub fn negated(self) -> Ratio {
        Ratio {
            numerator: self.numerator.saturating_neg(),
            ..self
        }
    }

    /// Exact, or `None` beyond 128 bits.
    pub fn checked_add(self, other: Ratio) -> Option<Ratio> {
        exact(self, other, |a, b| {
            let left = a.numerator.checked_mul(b.denominator)?;
            let right = b.numerator.checked_mul(a.denominator)?;
            let denominator = a.denominator.checked_mul(b.denominator)?;
            Ratio::new(left.checked_add(right)?, denominator)
        })
    }

    /// Exact, or `None` beyond 128 bits.
    pub fn checked_sub(self, other: Ratio) -> Option<Ratio> {
        self.checked_add(other.negated())
    }

    /// Exact, or `None` beyond 128 bits.
    pub fn checked_mul(self, other: Ratio) -> Option<Ratio> {
        // Crossed, so that reducing cancels what the two have in common.
        let crossed = Ratio {
            numerator: self.numerator,
            denominator: other.denominator,
        };
        let other = Ratio {
            numerator: other.numerator,
            denominator: self.denominator,
        };
        exact(crossed, other, |a, b| {
            let numerator = a.numerator.checked_mul(b.numerator)?;
            Ratio::new(numerator, a.denominator.checked_mul(b.denominator)?)
        })
    }

    /// Exact, or `None` beyond 128 bits or when `other` is zero.
    pub fn checked_div(self, other: Ratio) -> Option<Ratio> {
        self.checked_mul(Ratio::new(other.denominator, other.numerator)?)
    }

    /// In lowest terms.
    pub fn reduced(self) -> Ratio {
        let (mut a, mut b) = (self.numerator, self.denominator);
        while let Some(rest) = a.checked_rem(b) {
            (a, b) = (b, rest);
        }
        let numerator = self.numerator.checked_div(a);
        let denominator = self.denominator.checked_div(a);
        numerator
            .zip(denominator)
            .and_then(|(n, d)| Ratio::new(n, d))
            .unwrap_or(self)
    }

    /// Rounded half away from zero; `None` when it does not fit a [`Decimal`].
    pub fn round(self, places: u32) -> Option<Decimal> {
        Value::Ratio(self).round(Unit::Plain, places)
    }

    /// As plain decimal text with at most so many significant digits, see [`Value::digits`].
    pub fn digits(self, significant: u32) -> String {
        Value::Ratio(self).digits(Unit::Plain, significant)
    }

    /// The size × 10^`exponent`, rounded half up.
    pub(super) fn scaled(self, exponent: i32) -> Option<u128> {
        let divisor = self.denominator.unsigned_abs();
        let size = self.numerator.unsigned_abs();
        let mut whole = size.checked_div(divisor)?;
        let mut rest = size.checked_rem(divisor)?;
        if exponent < 0 {
            return Some(drop_digits(whole, exponent.unsigned_abs()));
        }
        for _ in 0..exponent {
            let digit;
            (digit, rest) = next_digit(rest, divisor)?;
            whole = whole.checked_mul(10)?.checked_add(digit)?;
        }
        let half = rest >= divisor.saturating_sub(rest);
        whole.checked_add(u128::from(half))
    }

    /// At most the binary logarithm of the size, and less than two below it.
    pub(super) fn bits(self) -> i64 {
        let zeros = i64::from(self.numerator.unsigned_abs().leading_zeros());
        let below = i64::from(self.denominator.unsigned_abs().leading_zeros());
        below.saturating_sub(zeros).saturating_sub(1)
    }
}

/// Tries as it is, then in lowest terms.
fn exact(a: Ratio, b: Ratio, operation: fn(Ratio, Ratio) -> Option<Ratio>) -> Option<Ratio> {
    operation(a, b).or_else(|| operation(a.reduced(), b.reduced()))
}

/// One step of long division: the next decimal digit of `rest / divisor`, and what is left.
fn next_digit(rest: u128, divisor: u128) -> Option<(u128, u128)> {
    if let Some(ten) = rest.checked_mul(10) {
        return ten.checked_div(divisor).zip(ten.checked_rem(divisor));
    }
    // Ten times the rest, one by one. Both stay below 2^127: the sum fits.
    let (mut digit, mut left) = (0_u128, 0_u128);
    for _ in 0..10 {
        left = left.checked_add(rest)?;
        if left >= divisor {
            left = left.checked_sub(divisor)?;
            digit = digit.checked_add(1)?;
        }
    }
    Some((digit, left))
}

/// Without the last `count` digits, rounded half up.
pub(super) fn drop_digits(value: u128, count: u32) -> u128 {
    let Some(unit) = 10_u128.checked_pow(count) else {
        return 0;
    };
    let rest = value.checked_rem(unit).unwrap_or(0);
    let half = rest >= unit.saturating_sub(rest);
    value
        .checked_div(unit)
        .unwrap_or(0)
        .saturating_add(u128::from(half))
}

impl Ord for Ratio {
    /// Compares the whole parts, then what remains turned upside down: no product, no overflow.
    fn cmp(&self, other: &Ratio) -> Ordering {
        let (mut a, mut b) = (*self, *other);
        loop {
            let whole = |x: Ratio| x.numerator.checked_div_euclid(x.denominator);
            let rest = |x: Ratio| x.numerator.checked_rem_euclid(x.denominator).unwrap_or(0);
            let (rest_a, rest_b) = (rest(a), rest(b));
            let order = whole(a).cmp(&whole(b));
            if order != Ordering::Equal {
                return order;
            }
            if rest_a == 0 || rest_b == 0 {
                return rest_a.cmp(&rest_b);
            }
            (a, b) = (
                Ratio {
                    numerator: b.denominator,
                    denominator: rest_b,
                },
                Ratio {
                    numerator: a.denominator,
                    denominator: rest_a,
                },
            );
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// 1/2 and 2/4 are equal.
impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}
