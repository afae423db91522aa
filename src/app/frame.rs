//! The frame that holds the embedded calculator: it is told our height, and may choose the theme.

use super::address;
use super::dom::{self, document, window};
use super::page::App;
use crate::link::{Host, Message, Theme};
use js_sys::{JSON, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, ResizeObserver, Window};

/// Nothing where nobody holds us.
pub fn frame(app: App) {
    let parent = window().parent().ok().flatten();
    let Some(parent) = parent.filter(|parent| parent != window()) else {
        return;
    };
    let frame = Rc::new(Frame {
        host: RefCell::new(address::host()),
        said: Cell::new(0),
        parent,
    });
    frame.post(&Host::greeting());
    let observed = Rc::clone(&frame);
    let changed = Closure::<dyn Fn()>::new(move || observed.say(false));
    if let (Ok(observer), Some(body)) = (
        ResizeObserver::new(changed.as_ref().unchecked_ref()),
        document().body(),
    ) {
        observer.observe(&body);
        // Both live as long as the page.
        std::mem::forget(observer);
    }
    changed.forget();
    dom::on(window(), "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>()
            && event.source().as_deref() == Some(frame.parent.as_ref())
        {
            frame.hear(app, &event.data());
        }
    });
}

struct Frame {
    host: RefCell<Host>,
    /// The height that was said last.
    said: Cell<u32>,
    parent: Window,
}

impl Frame {
    /// Says the height, if it has changed or was asked for.
    fn say(&self, asked: bool) {
        let Some(body) = document().body() else {
            return;
        };
        let room = body.get_bounding_client_rect();
        let (width, height) = (room.width() as u32, room.height().ceil() as u32);
        if asked || self.said.replace(height) != height {
            for message in self.host.borrow().resize(width, height) {
                self.post(&message);
            }
        }
    }

    fn hear(&self, app: App, data: &JsValue) {
        if let Some(text) = data.as_string() {
            let introduced = self.host.borrow_mut().hear(&text);
            return if introduced {
                self.say(true)
            };
        }
        let part = |name: &str| Reflect::get(data, &name.into()).ok()?.as_string();
        match part("type").as_deref() {
            Some("retention-calculator:hello") => self.say(true),
            Some("retention-calculator:theme") => {
                let theme = Theme::parse(&part("theme").unwrap_or_default());
                app.update(|state| state.theme = theme);
            }
            _ => {}
        }
    }

    /// To whoever holds us: nothing in it is worth hiding.
    fn post(&self, message: &Message) {
        let value = match message {
            Message::Text(text) => Ok(JsValue::from_str(text)),
            Message::Object(json) => JSON::parse(json),
        };
        if let Ok(value) = value {
            let _ = self.parent.post_message(&value, "*");
        }
    }
}
