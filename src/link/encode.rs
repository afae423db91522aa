//! Inputs → address.

use super::Link;

/// The fragment of the link, without `#`: `v`, `period` and `currency`, which belong to every
/// result, then the values that are given and what was chosen, in a fixed order. Unreserved
/// characters, `&` and `=`.
pub fn encode(link: &Link) -> String {
    let mut out = String::from("v=1&period=");
    out.push_str(&escaped(&link.period().key()));
    out.push_str("&currency=");
    out.push_str(link.currency().code());
    for (input, text) in link.values() {
        for part in ["&", input.key(), "=", &text] {
            out.push_str(part);
        }
    }
    for (choice, text) in link.choices().values() {
        for part in ["&", choice.key(), "=", &escaped(text)] {
            out.push_str(part);
        }
    }
    out
}

/// Percent-encoded, but for unreserved characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
            out.push('%');
            out.push(digit(byte >> 4).to_ascii_uppercase());
            out.push(digit(byte & 15).to_ascii_uppercase());
        }
    }
    out
}
