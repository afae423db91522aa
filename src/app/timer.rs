//! What happens after a while.

use gloo::timers::callback::Timeout;
use std::cell::Cell;

/// Runs once, after so many milliseconds.
pub fn after(wait: u32, run: impl FnOnce() + 'static) {
    start(wait, Box::new(run)).forget();
}

/// One thing that waits; the next one takes its place.
#[derive(Default)]
pub struct Timer(Cell<Option<Timeout>>, Cell<bool>);

impl Timer {
    pub fn start(&self, wait: u32, run: impl FnOnce() + 'static) {
        self.1.set(true);
        // What waited before is dropped, and with that called off.
        self.0.set(Some(start(wait, Box::new(run))));
    }

    pub fn was_started(&self) -> bool {
        self.1.get()
    }
}

// One kind of timeout for all: each closure type would bring its own.
fn start(wait: u32, run: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(wait, run)
}
