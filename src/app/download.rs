//! Files that leave the page: into the reader's own downloads, through no server.

use super::dom::{self, document};
use super::timer;
use crate::chart::card;
use js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Url,
};

/// Offers a text as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    let _ = offer(name, kind, text);
}

/// Offers a picture as PNG, twice as fine as it is large, so that it stays sharp.
pub fn download_picture(name: &'static str, svg: &str) {
    if let Ok(image) = HtmlImageElement::new() {
        let drawn = image.clone();
        dom::on(&image, "load", move |_| {
            let _ = paint(name, &drawn);
        });
        let escaped = js_sys::encode_uri_component(svg).as_string();
        image.set_src(&["data:image/svg+xml,", &escaped.unwrap_or_default()].concat());
    }
}

fn paint(name: &'static str, image: &HtmlImageElement) -> Option<()> {
    let (width, height) = (
        card::WIDTH.saturating_mul(2),
        card::HEIGHT.saturating_mul(2),
    );
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            image,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )
        .ok()?;
    let done = Closure::once_into_js(move |blob: Blob| {
        let _ = offer_blob(name, &blob);
    });
    canvas.to_blob(done.unchecked_ref()).ok()
}

fn offer(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    offer_blob(name, &blob)
}

fn offer_blob(name: &str, blob: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
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
