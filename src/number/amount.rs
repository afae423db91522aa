//! Sums of money.

use rust_decimal::Decimal;
use std::fmt;

/// A sum of money: at most 16 digits before the point and 6 after it.
///
/// Kept as an exact decimal in its shortest form. The bound keeps every sum and product of the
/// core inside 128 bits; what does not fit is refused and never rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Why a text or a number is not an [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Not of the plain form.
    NotANumber,
    /// 10^16 or more.
    TooLarge,
    /// More than six decimals.
    TooPrecise,
}

/// Digits before and after the point.
const WHOLE: usize = 16;
const PLACES: u32 = 6;
/// One unit of currency in micros.
pub(crate) const MICRO: i128 = 1_000_000;
const LIMIT: u128 = 10_000_000_000_000_000_000_000;

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount(Decimal::ZERO);

    /// Refuses what an amount cannot hold exactly.
    pub fn new(value: Decimal) -> Result<Amount, AmountError> {
        let shortest = value.normalize();
        let raise = PLACES
            .checked_sub(shortest.scale())
            .ok_or(AmountError::TooPrecise)?;
        shortest
            .mantissa()
            .checked_mul(10_i128.saturating_pow(raise))
            .filter(|micros| micros.unsigned_abs() < LIMIT)
            .map(|_| Amount(shortest))
            .ok_or(AmountError::TooLarge)
    }

    /// Reads the plain form of links and files: `-?\d{1,16}(\.\d{1,6})?`, nothing else.
    pub fn plain(text: &str) -> Result<Amount, AmountError> {
        let size = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = size.split_once('.').unwrap_or((size, "0"));
        if !is_digits(whole) || !is_digits(fraction) {
            return Err(AmountError::NotANumber);
        }
        if whole.len() > WHOLE {
            return Err(AmountError::TooLarge);
        }
        if fraction.len() > 6 {
            return Err(AmountError::TooPrecise);
        }
        Amount::from_digits(
            size.len() != text.len(),
            &[whole, fraction].concat(),
            fraction.len(),
        )
    }

    /// The amount whose digits, read together, stand `places` to the left of the point.
    fn from_digits(negative: bool, digits: &str, places: usize) -> Result<Amount, AmountError> {
        let places = i32::try_from(places).map_err(|_| AmountError::TooPrecise)?;
        Amount::scaled(negative, digits, 0_i32.saturating_sub(places))
    }

    /// ±`digits` × 10^`exponent`; `digits` holds ASCII digits only.
    pub(super) fn scaled(
        negative: bool,
        digits: &str,
        exponent: i32,
    ) -> Result<Amount, AmountError> {
        let (digits, exponent) = shortest(digits, exponent);
        let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
        if digits.is_empty() {
            return Ok(Amount::ZERO);
        }
        if length.saturating_add(exponent) > 16 {
            return Err(AmountError::TooLarge);
        }
        let raise =
            u32::try_from(exponent.saturating_add(6)).map_err(|_| AmountError::TooPrecise)?;
        let size: i128 = digits.parse().map_err(|_| AmountError::NotANumber)?;
        let micros = size.saturating_mul(10_i128.saturating_pow(raise));
        Amount::from_micros(if negative {
            micros.saturating_neg()
        } else {
            micros
        })
    }

    /// The exact decimal, without trailing zeros.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The amount in millionths, an integer.
    pub fn micros(self) -> i128 {
        let raise = PLACES.saturating_sub(self.0.scale());
        self.0
            .mantissa()
            .saturating_mul(10_i128.saturating_pow(raise))
    }

    /// From millionths, the inverse of [`Amount::micros`].
    pub fn from_micros(micros: i128) -> Result<Amount, AmountError> {
        Decimal::try_from_i128_with_scale(micros, PLACES)
            .map_err(|_| AmountError::TooLarge)
            .and_then(Amount::new)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Below zero; never for zero itself.
    pub fn is_negative(self) -> bool {
        self.micros() < 0
    }

    /// Whether a field and a link take it: at most 15 digits before the point.
    pub fn is_short(&self) -> bool {
        self.micros().unsigned_abs() < LIMIT / 10
    }

    /// The amount without its sign: a loss written as −20,000 is 20,000.
    pub fn size(self) -> Amount {
        Amount(self.0.abs())
    }
}

/// The plain form that [`Amount::plain`] reads: no trailing zeros, no `-0`.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&super::text::plain(
            self.is_negative(),
            self.micros().unsigned_abs(),
            6,
        ))
    }
}

/// One digit or more, and nothing else.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The same number without leading zeros, and with trailing zeros moved into the exponent.
pub(super) fn shortest(digits: &str, exponent: i32) -> (&str, i32) {
    let digits = digits.trim_start_matches('0');
    let kept = digits.trim_end_matches('0');
    let zeros = i32::try_from(digits.len().saturating_sub(kept.len())).unwrap_or(i32::MAX);
    (kept, exponent.saturating_add(zeros))
}
