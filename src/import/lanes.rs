//! Sixty-four bytes, compared at once: in a browser sixteen at a time, else eight in a word.
//!
//! Each answer is a bit for each byte, the first one lowest.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use eight::Lanes;
#[cfg(target_arch = "wasm32")]
pub(super) use sixteen::Lanes;

#[cfg(target_arch = "wasm32")]
mod sixteen {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128};

    pub struct Lanes([v128; 4]);

    impl Lanes {
        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn of(bytes: &[u8; 64]) -> Lanes {
            let mut lanes = [u8x16_splat(0); 4];
            for (lane, both) in lanes.iter_mut().zip(bytes.as_chunks::<16>().0) {
                let (first, second) = super::halves(both);
                *lane = u64x2(first, second);
            }
            Lanes(lanes)
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn equal(&self, byte: u8) -> u64 {
            let byte = u8x16_splat(byte);
            let bits = |lane| u64::from(u8x16_bitmask(u8x16_eq(lane, byte)));
            super::joined(self.0.map(bits))
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn below_blank(&self) -> u64 {
            let blank = u8x16_splat(b' ');
            let bits = |lane| u64::from(u8x16_bitmask(u8x16_lt(lane, blank)));
            super::joined(self.0.map(bits))
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn high(&self) -> bool {
            self.0.into_iter().any(|lane| u8x16_bitmask(lane) != 0)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod eight {
    const LOW7: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;

    pub struct Lanes([u64; 8]);

    impl Lanes {
        #[inline(always)]
        pub fn of(bytes: &[u8; 64]) -> Lanes {
            let mut lanes = [0; 8];
            for (lane, word) in lanes.iter_mut().zip(bytes.as_chunks::<8>().0) {
                *lane = u64::from_le_bytes(*word);
            }
            Lanes(lanes)
        }

        #[inline(always)]
        pub fn equal(&self, byte: u8) -> u64 {
            let all = ONES.wrapping_mul(u64::from(byte));
            self.mask(|lane| {
                let x = lane ^ all;
                (x & LOW7).wrapping_add(LOW7) | x
            })
        }

        #[inline(always)]
        pub fn below_blank(&self) -> u64 {
            self.mask(|lane| (lane & LOW7).wrapping_add(0x60 * ONES) | lane)
        }

        #[inline(always)]
        pub fn high(&self) -> bool {
            self.0.iter().fold(0, |all, lane| all | lane) & HIGH != 0
        }

        /// One bit for each byte whose highest bit `test` leaves clear.
        #[inline(always)]
        fn mask(&self, test: impl Fn(u64) -> u64) -> u64 {
            self.0.iter().rev().fold(0, |mask, lane| {
                let found = !test(*lane) & HIGH;
                // Gathers the highest bits of eight bytes in the uppermost byte.
                mask << 8 | (found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
            })
        }
    }
}

#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn halves(both: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*both);
    (both as u64, (both >> 64) as u64)
}

#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn joined([a, b, c, d]: [u64; 4]) -> u64 {
    a | b << 16 | c << 32 | d << 48
}
