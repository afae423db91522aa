//! What only a browser can tell, unit by unit. Whole journeys are in `browser/`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The page appears where it is mounted, beside what was there.
#[wasm_bindgen_test]
fn mounting_adds_the_page_to_the_document() {
    let body = leptos::prelude::document().body();
    let shown = || body.as_ref().map(|body| body.inner_text().len());
    let before = shown();
    retention_calculator::app::mount();
    assert!(shown() > before);
}
