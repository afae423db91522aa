//! What only a browser can tell, unit by unit. Whole journeys are in `browser/`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Mounting fills the places that are there, and misses none that are not: an embed has fewer.
#[wasm_bindgen_test]
async fn mounting_fills_the_places_that_are_there() {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.expect("a document");
    let place = document.create_element("data").expect("made");
    place.set_attribute("data-metric", "nrr").expect("set");
    document
        .body()
        .expect("a body")
        .append_child(&place)
        .expect("added");
    retention_calculator::app::mount();
    rest().await;
    assert_eq!(place.get_attribute("value").as_deref(), Some("110"));
    assert_eq!(place.text_content().as_deref(), Some("110.0%"));
}

/// Until the effects have run.
async fn rest() {
    let rested = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window()
            .expect("a window")
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50)
            .expect("set");
    });
    wasm_bindgen_futures::JsFuture::from(rested)
        .await
        .expect("the timer fires");
}
