//! What is drawn of a customer list, and how it says that it was counted.

use crate::page::{Media, Page};

fn sample() -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the tables", || page.is_visible("#methods-band"));
    page
}

#[test]
fn what_a_tool_would_show() {
    let page = sample();
    let rows = || page.texts("#tool-table tbody th");
    assert!(
        rows()[0].starts_with("ChartMogul would show"),
        "{:?}",
        rows()
    );
    page.choose("list_tool", "stripe");
    page.wait_until("another tool", || {
        rows()[0].starts_with("Stripe would show")
    });
    assert!(page.text("#tool-unknown").contains("not days"));
    assert_eq!(rows()[2], "Difference, points");
    page.hear("Copied", || page.click_on("[data-copy=\"tsv:tool\"]"));
    assert!(page.clipboard().contains("Stripe would show"));
    assert_eq!(page.axe(), Vec::<String>::new());
}

#[test]
fn how_it_was_counted() {
    let page = Page::open("");
    assert!(
        page.text("#definition")
            .starts_with("Totals typed, over one year")
    );
    page.hear("Copied", || page.click_on("[data-copy=markdown]"));
    assert!(page.clipboard().contains("\n\nTotals typed, over one year"));
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the list's own", || {
        page.text("#definition").starts_with("By customer")
    });
    page.click_on("[data-copy=definition]");
    page.wait_until("the copy", || page.clipboard().starts_with("By customer"));
    page.emulate_media(&[Media::Print]);
    assert!(page.is_visible("#definition"));
    assert!(!page.is_visible("[data-copy=definition]"));
}
