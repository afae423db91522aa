//! Quick looks at the pages of a block.

use super::chunk::CHUNK;

/// Where two pages differ, and in how many places. Each place is written down and kept only if it
/// differs: a branch that cannot be foreseen would cost more.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn changed(before: &[i64], after: &[i64]) -> ([u16; CHUNK], usize) {
    let mut places = [0; CHUNK];
    let mut many = 0_usize;
    for (place, (a, b)) in (0..).zip(before.iter().zip(after)) {
        if let Some(next) = places.get_mut(many) {
            *next = place;
        }
        many = many.wrapping_add(usize::from(a != b));
    }
    (places, many)
}

/// The exact sum of a block's amounts, none of them negative. High and low halves are summed apart,
/// so that nothing is carried in the loop and the compiler can add several at once.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn sum(amounts: impl Iterator<Item = i64>) -> i128 {
    let (high, low) = amounts.fold((0_u64, 0_u64), |(high, low), amount| {
        let amount = amount.cast_unsigned();
        (
            high.wrapping_add(amount >> 32),
            low.wrapping_add(amount & 0xffff_ffff),
        )
    });
    (i128::from(high) << 32).wrapping_add(low.into())
}

/// How many are true.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn count(of: impl Iterator<Item = bool>) -> u64 {
    of.fold(0, |count, is| count.wrapping_add(is.into()))
}
