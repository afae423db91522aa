//! Rates multiplied over many periods.

use crate::number::{Big, Ratio};

/// Decimals kept of a product whose exact fraction is too long, and of one that is very small.
const DECIMALS: u32 = 20;
const DECIMALS_OF_SMALL: u32 = 37;

/// The product of rates: what chaining one period's rate to the next gives. 1 for no rates.
///
/// A product of many fractions soon has more digits than fit. It is then given to 20 decimals (37
/// if it is below a tenth), cut off, with a 1 behind them: that is not the product itself, but it
/// rounds to fewer places, and compares to shorter numbers, exactly as the product does. None when
/// the product is too large for that.
pub fn chain(rates: &[Ratio]) -> Option<Ratio> {
    let rates: Vec<Ratio> = rates.iter().map(|rate| rate.reduced()).collect();
    let mut factors = rates.iter();
    let exact = factors.try_fold(Ratio::ONE, |product, &rate| product.checked_mul(rate));
    exact.or_else(|| long_product(&rates))
}

fn long_product(rates: &[Ratio]) -> Option<Ratio> {
    let mut numerator = Big::new(1);
    let mut denominator = Big::new(1);
    let mut negative = false;
    for rate in rates {
        numerator = numerator.times(&Big::new(rate.numerator().unsigned_abs()));
        denominator = denominator.times(&Big::new(rate.denominator().unsigned_abs()));
        negative ^= rate.is_negative();
    }
    let cut = |decimals: u32| {
        let one = 10_u128.checked_pow(decimals)?;
        let (units, rest) = quotient(
            &numerator.times(&Big::new(one)),
            &denominator,
            10_u128.pow(36),
        )?;
        Some((units, rest, one))
    };
    let (units, rest, one) = match cut(DECIMALS)? {
        (units, ..) if units < 10_u128.pow(DECIMALS.saturating_sub(1)) => cut(DECIMALS_OF_SMALL)?,
        enough => enough,
    };
    let units = i128::try_from(units.checked_mul(10)?.checked_add(rest.into())?).ok()?;
    let units = if negative {
        units.checked_neg()?
    } else {
        units
    };
    Ratio::new(units, i128::try_from(one.checked_mul(10)?).ok()?)
}

/// The whole part of n ÷ d and whether anything is left over; none when it is above `limit`.
fn quotient(n: &Big, d: &Big, limit: u128) -> Option<(u128, bool)> {
    let times = |factor| d.times(&Big::new(factor));
    // The invariant: low × d ≤ n < high × d.
    let (mut low, mut high) = (0_u128, limit);
    if times(high) <= *n {
        return None;
    }
    while high.wrapping_sub(low) > 1 {
        let middle = low.wrapping_add(high.wrapping_sub(low) / 2);
        if times(middle) <= *n {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some((low, times(low) < *n))
}
