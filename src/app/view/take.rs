//! The link, shown whole with its contents beneath, before anything is copied.

use crate::app::dom::{self, Last, Part};
use crate::app::page::App;
use crate::app::text;
use crate::app::timer::Timer;
use web_sys::HtmlInputElement;
use web_sys::wasm_bindgen::JsCast;

/// How long the numbers rest before their link is drawn: it stands far below the typing.
const REST: u32 = 100;

pub fn take(app: App) {
    let last = Last::default();
    let waiting = Timer::default();
    app.behind(move || {
        let shown = Shown {
            address: app.link(),
            contents: app.sheet.with(text::link_contents),
            carries: app.state.with(|state| state.carries),
        };
        if let Some(shown) = last.changed(shown) {
            waiting.start(REST, move || draw(&shown));
        }
    });
}

#[derive(PartialEq)]
struct Shown {
    address: String,
    contents: Vec<(&'static str, String)>,
    carries: bool,
}

fn draw(shown: &Shown) {
    for place in dom::all("[data-link]") {
        dom::put(&place, coloured(&shown.address));
    }
    for choice in dom::all("[data-carries]") {
        if let Ok(radio) = choice.dyn_into::<HtmlInputElement>() {
            radio.set_checked((radio.value() == "numbers") == shown.carries);
        }
    }
    let hint = if shown.carries {
        "Whoever gets the link sees these numbers."
    } else {
        "Opens the calculator without your numbers."
    };
    for place in dom::all("[data-carries-hint]") {
        dom::text_of(&place, hint);
    }
    for place in dom::all("[data-contents]") {
        dom::show_it(&place, shown.carries);
        let entries = shown.contents.iter().map(|(name, value)| {
            Part::html("div")
                .add(Part::html("dt").text(name))
                .add(Part::html("dd").text(value))
        });
        dom::put(&place, entries);
    }
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
