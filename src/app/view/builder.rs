//! The embed as its author chooses it: a preview by the page's own parts, and what to paste.
//!
//! The preview is no frame: after the start the page may load nothing, not even itself.

use super::embed;
use crate::app::dom;
use crate::app::page::{App, open_dialog};
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::app::{address, text};
use crate::retention::Input;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

pub fn builder(app: App) {
    app.behind(move || {
        app.sheet.with(|sheet| {
            app.state.with(|state| {
                if is_open() {
                    draw(state, sheet);
                }
            });
        });
    });
}

pub fn open(app: App) {
    open_dialog("embed-dialog");
    app.update(|_| {});
}

/// Whether a control that was changed is the builder's.
pub fn change(app: App, element: &Element) -> bool {
    let named = |name: String, value: String| {
        let ours = name.starts_with("embed_");
        if ours {
            app.update(|state| {
                state.builder.choose(&name, &value);
            });
        }
        ours
    };
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        named(select.name(), select.value())
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        named(input.name(), input.value())
    } else {
        false
    }
}

fn is_open() -> bool {
    dom::by_id("embed-dialog").is_some_and(|dialog| dialog.has_attribute("open"))
}

fn draw(state: &State, sheet: &Sheet) {
    let Some(room) = preview(state, sheet) else {
        return;
    };
    let base = address::link(None);
    let builder = &state.builder;
    let (code, source) = builder.snippet(sheet, state.carries, &base, room);
    dom::text("embed-code", &code);
    dom::text("embed-hint", text::embed::where_to_paste(builder.place));
    dom::text("embed-publishes", text::embed::publishes(state.carries));
    wrong("embed_accent", text::embed::wrong_accent(builder));
    wrong("embed_height", text::embed::wrong_height(builder));
    if let Some(link) = dom::by_id("embed-open") {
        dom::attribute(&link, "href", Some(&source));
    }
}

/// What is wrong with what a field holds, beneath it.
fn wrong(name: &str, words: Option<String>) {
    let message = [name, "-message"].concat();
    dom::show(&message, words.is_some());
    dom::text(&message, words.as_deref().unwrap_or_default());
    if let Some(field) = dom::field(name) {
        dom::attribute(&field, "aria-invalid", words.map(|_| "true"));
    }
}

/// Draws the preview and gives its height.
fn preview(state: &State, sheet: &Sheet) -> Option<u32> {
    embed::fill(sheet);
    let shown = &state.builder.shown;
    let whole = dom::by_id("numbers")?.clone_node_with_deep(true).ok()?;
    let whole: Element = whole.dyn_into().ok()?;
    for part in dom::all_in(&whole, ".page-only") {
        part.remove();
    }
    for field in dom::all_in(&whole, "input") {
        if let Ok(field) = field.dyn_into::<HtmlInputElement>()
            && let Some(input) = Input::parse(&field.name())
        {
            // What is read, because it may come from a list.
            field.set_value(&text::read_text(sheet, input).unwrap_or_default());
            field.set_read_only(shown.lock.contains(&input));
        }
    }
    for ask in dom::all_in(&whole, ".ask") {
        dom::show_it(&ask, true);
    }
    // What the page is found by must be there once.
    for name in [
        "id",
        "name",
        "for",
        "data-metric",
        "aria-describedby",
        "aria-labelledby",
    ] {
        for part in dom::all_in(&whole, &["[", name, "]"].concat()) {
            dom::attribute(&part, name, None);
        }
    }
    dom::attribute(&whole, "id", None);
    let frame = dom::by_id("embed-preview")?;
    dom::attribute(
        &frame,
        "data-parts",
        Some(&shown.parts.list().replace(',', " ")),
    );
    dom::attribute(&frame, "data-theme", shown.theme.forced());
    embed::paint(&frame, shown.accent);
    let frame: HtmlElement = frame.dyn_into().ok()?;
    let width = state.builder.width.to_string() + "px";
    let _ = frame.style().set_property("inline-size", &width);
    let page = frame.first_element_child()?;
    page.set_text_content(None);
    let _ = page.append_child(&whole);
    u32::try_from(frame.offset_height()).ok()
}
