//! A rate carried over to another length of time.

use super::big::Big;
use super::ratio::Ratio;
use std::cmp::Ordering;

/// base ^ (power / root): what a rate becomes over another length of time. A year of a rate that
/// covers m months is rate ^ (12 / m).
///
/// Roots are irrational, so the number is never stored: each digit comes from an exact comparison
/// of integer powers, and the last one is rounded as if all of them were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compound {
    base: Ratio,
    power: u32,
    root: u32,
}

/// Far above any period; keeps the integers small.
const LIMIT: u32 = 240;

impl Compound {
    /// `None` for a negative base, a root of zero, or a power or root above 240 in lowest terms.
    pub fn new(base: Ratio, power: u32, root: u32) -> Option<Compound> {
        let exponent = Ratio::new(power.into(), root.into())?.reduced();
        let power = u32::try_from(exponent.numerator()).ok()?;
        let root = u32::try_from(exponent.denominator()).ok()?;
        let fits = !base.is_negative() && power <= LIMIT && root <= LIMIT;
        fits.then_some(Compound {
            base: base.reduced(),
            power,
            root,
        })
    }

    /// The rate that is compounded.
    pub fn base(self) -> Ratio {
        self.base
    }

    /// The exponent in lowest terms.
    pub fn exponent(self) -> (u32, u32) {
        (self.power, self.root)
    }

    /// Exact, whatever the size.
    pub fn compare(self, other: Ratio) -> Ordering {
        if other.is_negative() {
            return Ordering::Greater;
        }
        let root = |value: i128| Big::new(value.unsigned_abs()).power(self.root);
        let left = self.numerator().times(&root(other.denominator()));
        left.cmp(&self.denominator().times(&root(other.numerator())))
    }

    /// The value × 10^`exponent`, rounded half up; `None` from 2^126 on.
    pub(super) fn scaled(self, exponent: i32) -> Option<u128> {
        let ten = Big::new(10).power(exponent.unsigned_abs().checked_mul(self.root)?);
        let (mut above, mut below) = (self.numerator(), self.denominator());
        if exponent < 0 {
            below = below.times(&ten);
        } else {
            above = above.times(&ten);
        }
        // The largest `floor` with floor^root · below ≤ above, bit by bit from the highest possible.
        let span = above.bits().saturating_sub(below.bits()).max(0);
        let highest = span.checked_div(self.root.into())?.saturating_add(1);
        if highest > 125 {
            return None;
        }
        let reaches =
            |value: u128, above: &Big| Big::new(value).power(self.root).times(&below) <= *above;
        let mut floor = 0_u128;
        for bit in (0..=highest).rev() {
            let more = floor | 1 << bit;
            if reaches(more, &above) {
                floor = more;
            }
        }
        let doubled = above.times(&Big::new(2).power(self.root));
        let half = reaches(floor << 1 | 1, &doubled);
        Some(floor.saturating_add(u128::from(half)))
    }

    /// At most the binary logarithm of the value, and less than three below it.
    pub(super) fn bits(self) -> i64 {
        let span = self
            .numerator()
            .bits()
            .saturating_sub(self.denominator().bits());
        span.saturating_sub(1)
            .checked_div_euclid(self.root.into())
            .unwrap_or(0)
    }

    fn numerator(self) -> Big {
        Big::new(self.base.numerator().unsigned_abs()).power(self.power)
    }

    fn denominator(self) -> Big {
        Big::new(self.base.denominator().unsigned_abs()).power(self.power)
    }
}
