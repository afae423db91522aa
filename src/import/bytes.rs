//! Sixty-four bytes at a time.

use super::lanes::Lanes;

/// Which bytes occur at all in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    pub quote: bool,
    /// Control characters other than tab and line ends.
    pub control: bool,
    /// Bytes beyond ASCII.
    pub high: bool,
    pub(super) cr: bool,
}

/// What stands where in 64 bytes, as one bit for each byte, the first one lowest.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub delimiter: u64,
    pub quote: u64,
    pub lf: u64,
    pub cr: u64,
    /// Control characters other than tab and line ends.
    pub control: u64,
    pub high: bool,
}

/// So many bytes are looked at together.
pub(super) const STRIDE: usize = 64;

impl Marks {
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn of(bytes: &[u8; STRIDE], delimiter: u8, quote: Option<u8>) -> Marks {
        let lanes = Lanes::of(bytes);
        // Without quotes, what is looked for twice is found once.
        let [delimiter, quoted, lf] = lanes.three([delimiter, quote.unwrap_or(b'\n'), b'\n']);
        let mut marks = Marks {
            delimiter,
            quote: if quote.is_some() { quoted } else { 0 },
            lf,
            ..Marks::default()
        };
        let others = lanes.unprinted() & !lf;
        if others != 0 {
            let high = lanes.high();
            marks.cr = lanes.equal(b'\r');
            marks.control = others & !high & !marks.cr & !lanes.equal(b'\t');
            marks.high = high != 0;
        }
        marks
    }
}

/// For each bit, whether an odd number of bits is set up to and with it.
#[inline(always)]
pub(super) fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}
