//! Sections out of sight are laid out and painted when nothing changes for a moment. Until then the
//! styles leave them for later, so that a keystroke and the first paint pay for what is seen. Sections
//! with figures that others read from the page are not among them.

use crate::app::dom;
use crate::app::page::App;
use crate::app::timer::Timer;
use web_sys::Element;

const RESTED: u32 = 100;

pub fn sight(app: App) {
    let timer: &Timer = Box::leak(Box::default());
    let sections: &[Element] = dom::all(".rests").leak();
    dom::live(move || {
        app.state.with(|_| ());
        for section in sections {
            dom::attribute(section, "data-laid", None);
        }
        timer.start(RESTED, move || lay(sections, timer));
    });
}

/// One at a time: what the reader does meanwhile comes between.
fn lay(sections: &'static [Element], timer: &'static Timer) {
    if let [section, rest @ ..] = sections {
        dom::attribute(section, "data-laid", Some(""));
        timer.start(0, move || lay(rest, timer));
    }
}
