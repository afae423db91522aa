//! Files that leave the page: into the reader's own downloads, through no server.

use super::dom::document;
use super::timer;
use js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers a text as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    let _ = offer(name, kind, text);
}

fn offer(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The download has taken hold of the bytes by then.
    timer::after(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    });
    Some(())
}
