//! Natural numbers of any size: just enough to compare powers exactly.

use std::cmp::Ordering;

/// Little-endian 32-bit limbs, the last one not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Big(Vec<u32>);

impl Big {
    pub(crate) fn new(mut value: u128) -> Big {
        let mut limbs = Vec::with_capacity(4);
        while value != 0 {
            limbs.push((value & 0xffff_ffff) as u32);
            value >>= 32;
        }
        Big(limbs)
    }

    pub(crate) fn plus(&self, other: &Big) -> Big {
        let length = self.0.len().max(other.0.len());
        let mut limbs = Vec::with_capacity(length.saturating_add(1));
        let limb = |of: &Big, at: usize| u64::from(of.0.get(at).copied().unwrap_or(0));
        let mut carry = 0_u64;
        for at in 0..length {
            // Three numbers below 2^32: nothing wraps.
            let sum = limb(self, at)
                .wrapping_add(limb(other, at))
                .wrapping_add(carry);
            limbs.push((sum & 0xffff_ffff) as u32);
            carry = sum >> 32;
        }
        if carry != 0 {
            limbs.push(carry as u32);
        }
        Big(limbs)
    }

    pub(crate) fn times(&self, other: &Big) -> Big {
        let mut limbs = vec![0_u32; self.0.len().saturating_add(other.0.len())];
        for (shift, &left) in self.0.iter().enumerate() {
            let mut carry = 0_u64;
            let mut place = limbs.iter_mut().skip(shift);
            for (&right, limb) in other.0.iter().zip(&mut place) {
                // At most (2^32-1)^2 + 2 (2^32-1) = 2^64-1: nothing wraps.
                let sum = u64::from(left)
                    .wrapping_mul(u64::from(right))
                    .wrapping_add(u64::from(*limb))
                    .wrapping_add(carry);
                *limb = (sum & 0xffff_ffff) as u32;
                carry = sum >> 32;
            }
            if let Some(limb) = place.next() {
                *limb = carry as u32;
            }
        }
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Big(limbs)
    }

    pub(crate) fn power(&self, exponent: u32) -> Big {
        let mut result = Big::new(1);
        for bit in (0..u32::BITS.saturating_sub(exponent.leading_zeros())).rev() {
            result = result.times(&result);
            if exponent >> bit & 1 == 1 {
                result = result.times(self);
            }
        }
        result
    }

    /// The length in bits; 0 for zero.
    pub(crate) fn bits(&self) -> i64 {
        let high = self.0.last().map_or(32, |limb| limb.leading_zeros());
        let all = i64::try_from(self.0.len())
            .unwrap_or(i64::MAX)
            .saturating_mul(32);
        if self.0.is_empty() {
            0
        } else {
            all.saturating_sub(i64::from(high))
        }
    }
}

impl Ord for Big {
    fn cmp(&self, other: &Big) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Big) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
