//! Eight bytes at a time.

/// Which bytes occur at all in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    pub quote: bool,
    /// Control characters other than tab and line ends.
    pub control: bool,
    /// Bytes beyond ASCII.
    pub high: bool,
    pub(super) tab: bool,
}

impl Traits {
    /// One pass without branches.
    pub(super) fn of(bytes: &[u8], quote: Option<u8>) -> Traits {
        let quote = quote.unwrap_or(b'\n');
        let is_quote = |b: u8| u8::from(b == quote);
        let (mut quotes, mut high, mut control, mut tabs) = (0u8, 0u8, 0u8, 0u8);
        for &b in bytes {
            quotes |= is_quote(b);
            high |= b;
            tabs |= u8::from(b == b'\t');
            let low = u8::from(b < b' ') | u8::from(b == 0x7f);
            control |= low & u8::from(b != b'\t') & u8::from(b != b'\n') & u8::from(b != b'\r');
        }
        Traits {
            quote: quote != b'\n' && quotes != 0,
            control: control != 0,
            high: high >= 0x80,
            tab: tabs != 0,
        }
    }
}

const LOW7: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that equals `byte`.
#[inline]
pub(super) fn equal(word: u64, byte: u8) -> u64 {
    let x = word ^ ONES.wrapping_mul(u64::from(byte));
    !((x & LOW7).wrapping_add(LOW7) | x | LOW7)
}

/// The high bit of each byte below the blank.
#[inline]
pub(super) fn below_blank(word: u64) -> u64 {
    !((word & LOW7).wrapping_add(0x60 * ONES) | word) & HIGH
}

/// Positions of the bytes that `marks` marks in each word of eight.
#[inline]
pub(super) fn positions(bytes: &[u8], out: &mut Vec<u32>, marks: impl Fn(u64) -> u64) {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut base = 0u32;
    for word in words {
        let mut found = marks(u64::from_le_bytes(*word));
        while found != 0 {
            out.push(base.wrapping_add(found.trailing_zeros() >> 3));
            found &= found.wrapping_sub(1);
        }
        base = base.wrapping_add(8);
    }
    let mut tail = [0xffu8; 8];
    for (place, byte) in tail.iter_mut().zip(rest) {
        *place = *byte;
    }
    let mut found = marks(u64::from_le_bytes(tail));
    while found != 0 {
        let at = found.trailing_zeros() >> 3;
        if (at as usize) < rest.len() {
            out.push(base.wrapping_add(at));
        }
        found &= found.wrapping_sub(1);
    }
}
