//! Inputs → address.

use super::Link;

/// The fragment of the link, without `#`: `v`, `period` and `currency`, which belong to every
/// result, then the values that are given, in a fixed order. Unreserved characters, `&` and `=`.
pub fn encode(link: &Link) -> String {
    let mut out = String::from("v=1&period=");
    // The only reserved character that any value holds is the colon of `months:18`.
    out.push_str(&link.period().key().replace(':', "%3A"));
    out.push_str("&currency=");
    out.push_str(link.currency().code());
    for (input, text) in link.values() {
        for part in ["&", input.key(), "=", &text] {
            out.push_str(part);
        }
    }
    out
}
