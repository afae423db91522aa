//! Rates multiplied over many periods.

use std::cmp::Ordering;

use crate::number::Ratio;

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
    let exact = rates.iter().try_fold(Ratio::ONE, |product, &rate| product.checked_mul(rate));
    exact.or_else(|| long_product(rates))
}

fn long_product(rates: &[Ratio]) -> Option<Ratio> {
    let mut numerator = Natural::one();
    let mut denominator = Natural::one();
    let mut negative = false;
    for rate in rates {
        numerator = numerator.times(rate.numerator().unsigned_abs());
        denominator = denominator.times(rate.denominator().unsigned_abs());
        negative ^= rate.is_negative();
    }
    let cut = |decimals: u32| {
        let one = 10_u128.checked_pow(decimals)?;
        let (units, rest) = quotient(&numerator.times(one), &denominator, 10_u128.pow(36))?;
        Some((units, rest, one))
    };
    let (units, rest, one) = match cut(DECIMALS)? {
        (units, ..) if units < 10_u128.pow(DECIMALS.saturating_sub(1)) => cut(DECIMALS_OF_SMALL)?,
        enough => enough,
    };
    let units = i128::try_from(units.checked_mul(10)?.checked_add(rest.into())?).ok()?;
    let units = if negative { units.checked_neg()? } else { units };
    Ratio::new(units, i128::try_from(one.checked_mul(10)?).ok()?)
}

/// The whole part of n ÷ d and whether anything is left over; none when it is above `limit`.
fn quotient(n: &Natural, d: &Natural, limit: u128) -> Option<(u128, bool)> {
    // The invariant: low × d ≤ n < high × d.
    let (mut low, mut high) = (0_u128, limit);
    if d.times(high).order(n) != Ordering::Greater {
        return None;
    }
    while high.wrapping_sub(low) > 1 {
        let middle = low.wrapping_add(high.wrapping_sub(low) / 2);
        if d.times(middle).order(n) == Ordering::Greater {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some((low, d.times(low).order(n) == Ordering::Less))
}

/// A whole number of any length: its 32-bit digits, the lowest first, without leading zeros.
struct Natural(Vec<u32>);

impl Natural {
    fn one() -> Self {
        Natural(vec![1])
    }

    fn times(&self, factor: u128) -> Natural {
        let shifts = [0_u32, 32, 64, 96];
        let mut product = vec![0_u32; self.0.len().saturating_add(shifts.len())];
        for (place, shift) in shifts.into_iter().enumerate() {
            let digit = u64::from((factor >> shift) as u32);
            let mut carry = 0_u64;
            for (sum, &own) in product.iter_mut().skip(place).zip(self.0.iter().chain(&[0])) {
                // At most (2^32 − 1)² + 2 (2^32 − 1) = 2^64 − 1.
                let wide = u64::from(own).wrapping_mul(digit).wrapping_add((*sum).into()).wrapping_add(carry);
                *sum = wide as u32;
                carry = wide >> 32;
            }
        }
        while product.last() == Some(&0) {
            product.pop();
        }
        Natural(product)
    }

    fn order(&self, other: &Natural) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}
