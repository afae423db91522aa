//! Short texts as words, so that they are hashed and compared without a loop.

/// At most sixteen bytes as two words, filled up with zeros. Longer texts have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(pub u64, pub u64);

impl Words {
    /// The most bytes that fit.
    pub const MOST: usize = 16;

    /// The bytes of a text from `at`, at most [`Words::MOST`].
    #[inline(always)]
    pub fn of(text: &[u8], at: usize, length: usize) -> Words {
        let rest = text.get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(both) => Words::masked(*both, length),
            None => Words::last(rest, length),
        }
    }

    #[inline(always)]
    fn masked(both: [u8; Words::MOST], length: usize) -> Words {
        let both = u128::from_le_bytes(both);
        let second = length.saturating_sub(8);
        Words(
            both as u64 & lowest(length),
            (both >> 64) as u64 & lowest(second),
        )
    }

    #[cold]
    fn last(rest: &[u8], length: usize) -> Words {
        let mut both = [0; Words::MOST];
        for (place, byte) in both.iter_mut().zip(rest) {
            *place = *byte;
        }
        Words::masked(both, length)
    }
}

/// A word whose lowest bytes are all ones.
#[inline(always)]
fn lowest(bytes: usize) -> u64 {
    let others = 8usize.saturating_sub(bytes).wrapping_mul(8);
    u64::MAX.checked_shr(others as u32).unwrap_or(0)
}
