//! Sections below the figures are laid out and painted after the start, so that the first paint and
//! the first figures pay for what is seen; until then the styles leave them for later. Sections with
//! figures that others read from the page are not among them.

use crate::app::dom;
use crate::app::timer;
use web_sys::Element;

/// How long the figures have for themselves.
const FIRST: u32 = 100;

pub fn sight() {
    timer::after(FIRST, || lay(dom::all(".rests").leak()));
}

/// One at a time: what the reader does meanwhile comes between.
fn lay(sections: &'static [Element]) {
    if let [section, rest @ ..] = sections {
        dom::attribute(section, "data-laid", Some(""));
        timer::after(0, || lay(rest));
    }
}
