//! Sixty-four bytes, compared at once: in a browser sixteen at a time, else eight in a word.
//!
//! Each answer is a bit for each byte, the first one lowest.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use eight::Lanes;
#[cfg(target_arch = "wasm32")]
pub(super) use sixteen::Lanes;

#[cfg(target_arch = "wasm32")]
mod sixteen {
    use core::arch::wasm32::{
        i8x16_add, i8x16_lt, i8x16_splat, u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128,
    };

    /// One by one and not as a list: a compiler that is asked for small code keeps the loops.
    pub struct Lanes(v128, v128, v128, v128);

    /// A test of each byte, in place: a function would be called for each stride of a file.
    macro_rules! mask {
        ($lanes:ident, $lane:ident => $test:expr) => {{
            let bits = |$lane: v128| u64::from(u8x16_bitmask($test));
            bits($lanes.0) | bits($lanes.1) << 16 | bits($lanes.2) << 32 | bits($lanes.3) << 48
        }};
    }

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
        pub fn three(&self, [a, b, c]: [u8; 3]) -> [u64; 3] {
            let (a, b, c) = (u8x16_splat(a), u8x16_splat(b), u8x16_splat(c));
            [
                mask!(self, lane => u8x16_eq(lane, a)),
                mask!(self, lane => u8x16_eq(lane, b)),
                mask!(self, lane => u8x16_eq(lane, c)),
            ]
        }

        #[target_feature(enable = "simd128")]
        pub fn equal(&self, byte: u8) -> u64 {
            let byte = u8x16_splat(byte);
            mask!(self, lane => u8x16_eq(lane, byte))
        }

        /// One more makes 0x7f the lowest of all numbers with a sign, and a blank 0x21.
        #[inline]
        #[target_feature(enable = "simd128")]
        pub fn unprinted(&self) -> u64 {
            let (one, printed) = (i8x16_splat(1), i8x16_splat(0x21));
            mask!(self, lane => i8x16_lt(i8x16_add(lane, one), printed))
        }

        #[target_feature(enable = "simd128")]
        pub fn high(&self) -> u64 {
            mask!(self, lane => lane)
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
            self.mask(|lane: u64| {
                let x = lane ^ all;
                (x & LOW7).wrapping_add(LOW7) | x
            })
        }

        #[inline(always)]
        pub fn three(&self, bytes: [u8; 3]) -> [u64; 3] {
            bytes.map(|byte| self.equal(byte))
        }

        #[inline(always)]
        pub fn unprinted(&self) -> u64 {
            let below_blank = |lane: u64| (lane & LOW7).wrapping_add(0x60 * ONES) | lane;
            self.mask(below_blank) | self.equal(0x7f) | self.high()
        }

        #[inline(always)]
        pub fn high(&self) -> u64 {
            self.mask(|lane| !lane)
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
