//! Files that leave the page: into the reader's own downloads, through no server.

use super::dom::{self, document};
use super::timer;
use js_sys::{Array, Function, Object, Promise, Reflect};
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Url,
};

/// Offers a text as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    let _ = offer(name, kind, text);
}

/// Offers a picture as PNG.
pub fn download_picture(name: String, svg: &str) {
    paint(svg, move |blob| {
        let _ = offer_blob(&name, &blob);
    });
}

/// Copies a picture, where the browser can. False: it cannot.
pub fn copy_picture(svg: String, done: impl FnOnce(bool) + 'static) -> bool {
    let Some(item) = clipboard_item() else {
        return false;
    };
    // The promise is there before the picture is: some browsers hold a copy to the click itself.
    let drawn = Promise::new(&mut |resolve, _| {
        paint(&svg, move |blob| {
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
    });
    let kinds = Object::new();
    let _ = Reflect::set(&kinds, &"image/png".into(), &drawn);
    let Ok(item) = Reflect::construct(&item, &Array::of1(&kinds)) else {
        return false;
    };
    let written = dom::window()
        .navigator()
        .clipboard()
        .write(&Array::of1(&item));
    wasm_bindgen_futures::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(written).await.is_ok());
    });
    true
}

/// What the browser copies pictures with.
pub fn clipboard_item() -> Option<Function> {
    let item = Reflect::get(dom::window(), &"ClipboardItem".into()).ok()?;
    item.dyn_into().ok()
}

/// Draws a picture twice as fine as it is large, so that it stays sharp.
fn paint(svg: &str, done: impl FnOnce(Blob) + 'static) {
    if let Ok(image) = HtmlImageElement::new() {
        let drawn = image.clone();
        let mut done = Some(Closure::once_into_js(done));
        dom::on(&image, "load", move |_| {
            if let Some(done) = done.take() {
                let _ = to_blob(&drawn, &done);
            }
        });
        let escaped = js_sys::encode_uri_component(svg).as_string();
        image.set_src(&["data:image/svg+xml,", &escaped.unwrap_or_default()].concat());
    }
}

fn to_blob(image: &HtmlImageElement, done: &JsValue) -> Option<()> {
    let [width, height] = [image.natural_width(), image.natural_height()];
    let [width, height] = [width, height].map(|side| side.saturating_mul(2));
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
