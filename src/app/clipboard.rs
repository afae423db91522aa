//! Copying, also where the modern interface is forbidden.

use super::dom::{document, window};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use web_sys::wasm_bindgen::JsCast;

/// Copies `text` and says whether that worked.
pub fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    let clipboard = window().navigator().clipboard();
    // On plain http and in some frames there is no clipboard although the property exists.
    if clipboard.is_undefined() {
        return then(copy_selected(&text));
    }
    let writing = JsFuture::from(clipboard.write_text(&text));
    spawn_local(async move {
        let written = writing.await.is_ok();
        then(written || copy_selected(&text));
    });
}

/// The old way: select a text area and ask the document to copy. The focus is put back.
fn copy_selected(text: &str) -> bool {
    let document = document();
    let focused = document.active_element();
    let area = document.create_element("textarea").ok();
    let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return false;
    };
    let parent = document.query_selector("dialog[open]").ok().flatten();
    let Some(parent) = parent.or_else(|| document.body().map(Into::into)) else {
        return false;
    };
    area.set_value(text);
    area.set_class_name("vh");
    let _ = parent.append_child(&area);
    area.select();
    let copied = document
        .dyn_ref::<web_sys::HtmlDocument>()
        .and_then(|document| document.exec_command("copy").ok())
        .unwrap_or(false);
    area.remove();
    if let Some(focused) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = focused.focus();
    }
    copied
}
