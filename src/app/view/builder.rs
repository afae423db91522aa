//! The embed as its author chooses it: a preview by the page's own parts, and what to paste.
//!
//! The preview is no frame: after the start the page may load nothing, not even itself.

use super::ask::complain;
use super::embed;
use crate::app::builder::Builder;
use crate::app::dom::{self, Last};
use crate::app::page::{App, open_dialog};
use crate::app::sheet::{Severity, Sheet};
use crate::app::state::State;
use crate::app::{address, text};
use crate::retention::Input;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

pub fn builder(app: App) {
    let last = Last::default();
    app.behind(move || {
        app.sheet.with(|sheet| {
            app.state.with(|state| {
                if is_open() {
                    draw(state, sheet);
                    if let Some(wrong) = last.changed(wrong(&state.builder)) {
                        for (name, message) in &*wrong {
                            complain(name, None, message.as_ref(), None);
                        }
                    }
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

/// What is wrong with what stands in the fields.
fn wrong(builder: &Builder) -> [(&'static str, Option<(Severity, String)>); 2] {
    [
        ("embed_accent", text::embed::wrong_accent(builder)),
        ("embed_height", text::embed::wrong_height(builder)),
    ]
    .map(|(name, words)| (name, words.map(|words| (Severity::Error, words))))
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
    if let Some(link) = dom::by_id("embed-open") {
        dom::attribute(&link, "href", Some(&source));
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
