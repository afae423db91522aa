//! The link, shown whole with its contents beneath, before anything is copied.

use crate::app::app::App;
use crate::app::dom::{self, Last, Part};
use crate::app::text;
use leptos::prelude::*;
use web_sys::HtmlInputElement;
use web_sys::wasm_bindgen::JsCast;

pub fn take(app: App) {
    let last = Last::default();
    dom::live(move || {
        let address = app.link();
        if !last.differs(&address) {
            return;
        }
        for place in dom::all("[data-link]") {
            dom::put(&place, coloured(&address));
        }
    });
    dom::live(move || {
        let with_numbers = app.state.with(|state| state.carries);
        for choice in dom::all("[data-carries]") {
            if let Ok(radio) = choice.dyn_into::<HtmlInputElement>() {
                radio.set_checked((radio.value() == "numbers") == with_numbers);
            }
        }
        let hint = if with_numbers {
            "Whoever gets the link sees these numbers."
        } else {
            "Opens the calculator without your numbers."
        };
        for place in dom::all("[data-carries-hint]") {
            dom::text_of(&place, hint);
        }
    });
    let last = Last::default();
    dom::live(move || {
        let contents = app.sheet.with(text::link_contents);
        let shown = app.state.with(|state| state.carries);
        if !last.differs(&(contents.clone(), shown)) {
            return;
        }
        for place in dom::all("[data-contents]") {
            dom::show_it(&place, shown);
            let entries = contents.iter().map(|(name, value)| {
                Part::html("div")
                    .add(Part::html("dt").text(name))
                    .add(Part::html("dd").text(value))
            });
            dom::put(&place, entries);
        }
    });
}

/// Keys and values in two inks; a line breaks only before "&".
fn coloured(address: &str) -> Vec<Part> {
    let Some((base, fragment)) = address.split_once('#') else {
        return vec![Part::words(address)];
    };
    let mut parts = vec![Part::words(base), Part::words("#")];
    for (index, pair) in fragment.split('&').enumerate() {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if index > 0 {
            parts.push(Part::html("wbr"));
            parts.push(Part::words("&"));
        }
        parts.push(Part::html("span").class("k").text(key));
        parts.push(Part::words("="));
        parts.push(Part::html("span").class("v").text(value));
    }
    parts
}
