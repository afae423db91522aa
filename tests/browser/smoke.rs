//! The page loads at all, and for everybody.

use crate::page::{Media, Page};

/// It is served under a sub-path, so every address in it is relative.
#[test]
fn the_calculator_starts_from_any_path() {
    let page = Page::open("");
    assert!(!page.text("h1").is_empty());
    assert!(!page.is_visible("#load-failed"));
    page.screenshot("start");
    page.wait_until("all of it is laid out", || {
        !page.exists(".rests:not([data-laid])")
    });
    assert!(page.text("#share").contains("Copy"));
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
fn what_is_typed_is_read_at_once() {
    let page = Page::open("");
    page.type_into("churn", "12345");
    assert_eq!(page.value("churn"), "12345");
    page.type_into("churn", "");
    assert_eq!(page.value("churn"), "");
}

#[test]
fn axe_finds_nothing_and_nothing_scrolls_sideways() {
    let page = Page::open("");
    for media in [&[][..], &[Media::Dark], &[Media::ForcedColors]] {
        page.emulate_media(media);
        let changing = page.script("return document.getAnimations().length", &[]);
        assert_eq!(changing, 0, "colours change at once: {media:?}");
        assert_eq!(page.axe(), [""; 0], "{media:?}");
    }
    page.resize(320, 800);
    assert_eq!(page.axe(), [""; 0], "320 px wide");
    assert!(!page.scrolls_sideways());
}
