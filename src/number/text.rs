//! Numbers become text here, and nowhere else.

use super::ratio::{Ratio, drop_digits};
use super::value::{Unit, Value};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The page's number style: the decimal mark. The other mark separates groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// 1,234.50
    #[default]
    Point,
    /// 1.234,50
    Comma,
}

impl Mark {
    /// What parts whole and fraction.
    pub fn decimal(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }

    /// What parts thousands.
    pub fn group(self) -> char {
        match self {
            Mark::Point => ',',
            Mark::Comma => '.',
        }
    }
}

/// Whether it belongs to a word: ASCII letters, and everything from À on that is no sign. The exact
/// table of Unicode would be downloaded, and is longer than all words that are looked for.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '×' | '÷' => false,
        // Accents without a letter, punctuation and symbols, East Asian punctuation, private use,
        // variants and fillers, pictures.
        '\u{2c2}'..='\u{36f}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3030}' => false,
        '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' => false,
        _ => c.is_ascii_alphabetic() || c >= 'À',
    }
}

/// In groups of thousands, with a true minus (U+2212): `−1,234,567.50`.
///
/// With `places` exactly so many decimals (28 at most), rounded half away from zero; without, as many as there
/// are. Zero has no sign.
pub fn group(value: Decimal, mark: Mark, places: Option<u32>) -> String {
    let value = if places.is_none() {
        value.normalize()
    } else {
        value
    };
    let scale = value.scale();
    let places = places.unwrap_or(scale).min(28);
    let size = drop_digits(
        value.mantissa().unsigned_abs(),
        scale.saturating_sub(places),
    );
    let digits = padded(size, scale.min(places));
    let negative = value.mantissa() < 0 && size != 0;
    let point = digits.len().saturating_sub(length(scale.min(places)));

    let mut out = String::with_capacity(32);
    if negative {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index == point {
            out.push(mark.decimal());
        } else if index != 0 && index < point && point.saturating_sub(index).is_multiple_of(3) {
            out.push(mark.group());
        }
        out.push(digit);
    }
    if places > scale {
        if scale == 0 {
            out.push(mark.decimal());
        }
        out.extend((scale..places).map(|_| '0'));
    }
    out
}

/// A figure as the page shows it, without `%` or currency: rates with [`percent_places`], money and
/// plain ratios with two decimals, customers with none. `None` when it is beyond 28 digits.
pub fn shown(value: &Value, unit: Unit, mark: Mark, thresholds: &[Ratio]) -> Option<String> {
    let places = match unit {
        Unit::Percent => percent_places(value, thresholds),
        Unit::Money | Unit::Plain => 2,
        Unit::Count => 0,
    };
    value
        .round(unit, places)
        .map(|rounded| group(rounded, mark, Some(places)))
}

/// Decimals of a rate: one, but two when it lies within 0.05 points of 100% or of a threshold
/// without being equal to it, so that 99.95% never reads "100.0%" beside "below 100".
pub fn percent_places(value: &Value, thresholds: &[Ratio]) -> u32 {
    let close = |line: &Ratio| {
        let near = Ratio::new(5, 10_000);
        let low = near.and_then(|near| line.checked_sub(near));
        let high = near.and_then(|near| line.checked_add(near));
        low.is_some_and(|low| value.compare(low) != Ordering::Less)
            && high.is_some_and(|high| value.compare(high) != Ordering::Greater)
            && value.compare(*line) != Ordering::Equal
    };
    if close(&Ratio::ONE) || thresholds.iter().any(close) {
        2
    } else {
        1
    }
}

/// ±`size` × 10^−`places` as plain decimal text: `-1234.5`. No exponent, no trailing zeros, no `-0`.
pub(crate) fn plain(negative: bool, size: u128, places: i32) -> String {
    let decimals = places.max(0).unsigned_abs();
    let mut digits = padded(size, decimals);
    let fraction = digits.split_off(digits.len().saturating_sub(length(decimals)));
    let mut out = String::with_capacity(32);
    if negative && size != 0 {
        out.push('-');
    }
    out.push_str(&digits);
    if places < 0 && size != 0 {
        out.extend((places..0).map(|_| '0'));
    }
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Digits with at least one before `decimals` others.
fn padded(size: u128, decimals: u32) -> String {
    let digits = size.to_string();
    let missing = length(decimals)
        .saturating_add(1)
        .saturating_sub(digits.len());
    let mut out = String::with_capacity(missing.saturating_add(digits.len()));
    out.extend((0..missing).map(|_| '0'));
    out.push_str(&digits);
    out
}

fn length(digits: u32) -> usize {
    usize::try_from(digits).unwrap_or(usize::MAX)
}
