//! Drawing in turns: what is looked for first is drawn first, each further part in a frame of its
//! own. One frame for everything would be a long one.

use super::dom::window;
use js_sys::Promise;
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageChannel;
use web_sys::wasm_bindgen::JsValue;

type Part = Box<dyn FnOnce()>;

thread_local! {
    static WAITING: RefCell<VecDeque<Part>> = const { RefCell::new(VecDeque::new()) };
}

/// A page that is not seen has no frames: it goes on after so many milliseconds.
const UNSEEN: i32 = 100;

/// Draws a part after all that waits already.
pub fn later(draw: impl FnOnce() + 'static) {
    fn boxed(draw: Part) {
        let first = WAITING.with_borrow_mut(|waiting| {
            waiting.push_back(draw);
            waiting.len() == 1
        });
        if first {
            spawn_local(draw_all());
        }
    }
    boxed(Box::new(draw));
}

/// The part that is being drawn keeps its place, so that nobody starts a second round.
async fn draw_all() {
    loop {
        painted().await;
        let next = WAITING.with_borrow_mut(|waiting| waiting.front_mut().map(take));
        let Some(draw) = next else { return };
        draw();
        WAITING.with_borrow_mut(VecDeque::pop_front);
        if WAITING.with_borrow(VecDeque::is_empty) {
            return;
        }
    }
}

fn take(part: &mut Part) -> Part {
    std::mem::replace(part, Box::new(|| {}))
}

/// Waits until what was done so far is on the screen.
pub async fn painted() {
    let frame = Promise::new(&mut |done, _| {
        let window = window();
        let _ = window.request_animation_frame(&done);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, UNSEEN);
    });
    let _ = JsFuture::from(frame).await;
    breathe(MessageChannel::new().ok().as_ref()).await;
}

/// Lets the page do what waits: a message to oneself comes after it, without the delay of a timer.
pub async fn breathe(channel: Option<&MessageChannel>) {
    let waiting = Promise::new(&mut |done, _| {
        let sent = channel.and_then(|channel| {
            channel.port1().set_onmessage(Some(&done));
            channel.port2().post_message(&JsValue::NULL).ok()
        });
        if sent.is_none() {
            let _ = window().set_timeout_with_callback(&done);
        }
    });
    let _ = JsFuture::from(waiting).await;
}
