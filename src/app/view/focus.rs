//! Where the focus goes when what was pressed is gone: to the field that it was about, else into what
//! held it, so that a keyboard goes on from there and not from the top of the page.

use super::controls::closest;
use crate::app::dom;
use crate::app::timer;
use crate::retention::Input;
use std::rc::Rc;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// When what was pressed is gone: after a drawing, or after a short list was read.
const GONE: [u32; 3] = [30, 400, 1500];

/// `action` is what was asked for: "fix:customers_end" names a field.
pub fn keep(pressed: &Element, action: &str) {
    let named = action
        .split_once(':')
        .and_then(|(_, what)| Input::parse(what));
    let field = named.and_then(|input| dom::by_id(input.key()));
    let mut homes = Vec::new();
    let mut within = Some(pressed.clone());
    while let Some(home) = within.and_then(|inner| closest(&inner, "[id]")) {
        within = home.parent_element();
        homes.push(home);
    }
    let places = Rc::new((field, homes));
    for wait in GONE {
        let places = Rc::clone(&places);
        timer::after(wait, move || {
            let (field, homes) = &*places;
            let home = || homes.iter().find(|home| is_shown(home)).and_then(first);
            let focused = dom::document().active_element();
            if focused.is_none_or(|element| element.tag_name() == "BODY")
                && let Some(next) = field.clone().or_else(home)
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

fn is_shown(element: &Element) -> bool {
    element.is_connected() && closest(element, "[hidden]").is_none()
}

/// The first control of a home, if there is one yet.
fn first(home: &Element) -> Option<Element> {
    let controls = dom::all_in(
        home,
        "summary,select,button,input:not([type=file]),textarea",
    );
    controls.into_iter().find(is_shown)
}
