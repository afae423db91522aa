//! What happens after a while.

use super::dom::window;
use std::cell::Cell;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;

/// Runs once, after so many milliseconds.
pub fn after(wait: i32, run: impl FnOnce() + 'static) {
    start(wait, Box::new(run));
}

/// One thing that waits; the next one takes its place.
#[derive(Default)]
pub struct Timer(Cell<Option<i32>>);

impl Timer {
    pub fn start(&self, wait: i32, run: impl FnOnce() + 'static) {
        let before = self.0.replace(start(wait, Box::new(run)));
        if let Some(before) = before {
            window().clear_timeout_with_handle(before);
        }
    }

    pub fn was_started(&self) -> bool {
        self.0.get().is_some()
    }
}

fn start(wait: i32, run: Box<dyn FnOnce()>) -> Option<i32> {
    let run = Closure::once_into_js(run);
    let run = run.unchecked_ref();
    let handle = window().set_timeout_with_callback_and_timeout_and_arguments_0(run, wait);
    handle.ok()
}
