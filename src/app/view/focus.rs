//! Where the focus goes when what was pressed is gone: into what held it, so that a keyboard goes on
//! from there and not from the top of the page.

use super::controls::closest;
use crate::app::dom;
use crate::app::timer;
use std::rc::Rc;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// When what was pressed is gone: after a drawing, or after a short list was read.
const GONE: [u32; 3] = [30, 400, 1500];

pub fn keep(pressed: &Element) {
    let mut homes = Vec::new();
    let mut within = Some(pressed.clone());
    while let Some(home) = within.and_then(|inner| closest(&inner, "[id]")) {
        within = home.parent_element();
        homes.push(home);
    }
    let homes = Rc::new(homes);
    for wait in GONE {
        let homes = Rc::clone(&homes);
        timer::after(wait, move || {
            let focused = dom::document().active_element();
            if focused.is_none_or(|element| element.tag_name() == "BODY")
                && let Some(home) = homes.iter().find(|home| is_shown(home))
                && let Some(next) = next(home)
            {
                on(&next);
            }
        });
    }
}

pub fn on(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// A message leads to its field, which stays.
fn is_shown(home: &Element) -> bool {
    home.id().ends_with("-message") || (home.is_connected() && closest(home, "[hidden]").is_none())
}

/// What a message was about, else the first control of a home, if there is one yet.
fn next(home: &Element) -> Option<Element> {
    if let Some(field) = home.id().strip_suffix("-message") {
        return dom::by_id(field);
    }
    let controls = dom::all_in(
        home,
        "summary,select,button,input:not([type=file]),textarea",
    );
    controls.into_iter().find(is_shown)
}
