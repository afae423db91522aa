//! The raw parts of an address, as tolerant as the contract wants them.

/// At most so many bytes and keys of one part are read.
const MOST_BYTES: usize = 8192;
const MOST_KEYS: usize = 64;

/// The pairs of a query or a fragment, decoded, and what of it was not read.
#[derive(Default)]
pub(super) struct Pairs {
    pub(super) pairs: Vec<(String, String)>,
    /// Longer than 8 kB: the keys that do not fit whole are left out.
    pub(super) too_long: bool,
    /// More than 64 keys: the others are left out.
    pub(super) too_many: bool,
}

/// Pairs of `?…` or `#…`: with or without the sign, up to a second `#`, without the punctuation that
/// the sentence around a link leaves behind it.
pub(super) fn pairs(part: &str) -> Pairs {
    let part = part.strip_prefix('#').unwrap_or(part);
    let part = part.strip_prefix(['?', '!']).unwrap_or(part);
    let part = part.split('#').next().unwrap_or("");
    let (part, too_long) = capped(part);
    let part = part.trim_end_matches([')', '.', ',', ';', '>', '"']);
    let mut all = part
        .split('&')
        .map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
    let mut pairs = Vec::new();
    for pair in all.by_ref().filter(|pair| !pair.is_empty()).take(MOST_KEYS) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.push((unescape(key), unescape(value)));
    }
    Pairs {
        pairs,
        too_long,
        too_many: all.any(|pair| !pair.is_empty()),
    }
}

/// Cut at the last `&` within the cap, so that no value is cut in half.
fn capped(part: &str) -> (&str, bool) {
    if part.len() <= MOST_BYTES {
        return (part, false);
    }
    let cap = (0..=MOST_BYTES)
        .rev()
        .find(|&at| part.is_char_boundary(at))
        .unwrap_or(0);
    let within = part.get(..cap).unwrap_or("");
    (within.rsplit_once('&').map_or("", |(whole, _)| whole), true)
}

/// Percent-decoding. What is not a code stays as it is; what is not UTF-8 becomes U+FFFD.
fn unescape(text: &str) -> String {
    if !text.contains('%') {
        return text.trim().into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let mut ahead = rest.clone();
        match digit(ahead.next()).zip(digit(ahead.next())) {
            Some((high, low)) if byte == b'%' => {
                bytes.push((high << 4 | low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).trim().into()
}
