//! The page loads at all.

use crate::page::{Media, Page};

/// It is served under a sub-path, so every address in it is relative.
#[test]
fn the_calculator_starts_from_any_path() {
    let page = Page::open("");
    assert!(!page.text("body").is_empty());
    assert!(!page.is_visible("#load-failed"));
    page.screenshot("start");
}

/// Without its program the page says so.
#[test]
fn a_missing_program_is_told() {
    let page = Page::blank();
    page.block("*.wasm");
    page.go("");
    assert!(page.is_visible("#load-failed"));
    assert!(!page.console_errors().is_empty());
}

#[test]
fn nobody_is_shut_out() {
    let page = Page::blank();
    page.go("");
    for media in [&[][..], &[Media::Dark], &[Media::ForcedColors]] {
        page.emulate_media(media);
        assert_eq!(page.axe(), [""; 0], "{media:?}");
    }
}
