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

    /// One by one and not as a list: a compiler that is asked for small code keeps the loops.
    pub struct Lanes(v128, v128, v128, v128);

    impl Lanes {
        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn of(bytes: &[u8; 64]) -> Lanes {
            let lane = |at: usize| {
                let both = bytes.as_chunks::<16>().0.get(at);
                let (first, second) = super::halves(both.unwrap_or(&[0; 16]));
                u64x2(first, second)
            };
            Lanes(lane(0), lane(1), lane(2), lane(3))
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn equal(&self, byte: u8) -> u64 {
            let byte = u8x16_splat(byte);
            super::joined([
                u8x16_bitmask(u8x16_eq(self.0, byte)),
                u8x16_bitmask(u8x16_eq(self.1, byte)),
                u8x16_bitmask(u8x16_eq(self.2, byte)),
                u8x16_bitmask(u8x16_eq(self.3, byte)),
            ])
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn below_blank(&self) -> u64 {
            let blank = u8x16_splat(b' ');
            super::joined([
                u8x16_bitmask(u8x16_lt(self.0, blank)),
                u8x16_bitmask(u8x16_lt(self.1, blank)),
                u8x16_bitmask(u8x16_lt(self.2, blank)),
                u8x16_bitmask(u8x16_lt(self.3, blank)),
            ])
        }

        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn high(&self) -> bool {
            let both = |a, b| u8x16_bitmask(a) | u8x16_bitmask(b);
            both(self.0, self.1) | both(self.2, self.3) != 0
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
fn joined([a, b, c, d]: [u16; 4]) -> u64 {
    u64::from(a) | u64::from(b) << 16 | u64::from(c) << 32 | u64::from(d) << 48
}
