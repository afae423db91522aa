//! What is drawn of a customer list, and how it says that it was counted.

use crate::page::{Media, Page};
use serde_json::json;

fn sample() -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the tables", || page.is_visible("#methods-band"));
    page
}

#[test]
fn the_trend_says_what_it_shows() {
    let page = sample();
    let title = || page.text("#trend-title");
    assert!(
        title().starts_with("NRR ") && title().contains(" since "),
        "{}",
        title()
    );
    let points = || {
        page.script(
            "return document.querySelectorAll('#trend [data-point]').length",
            &[],
        )
    };
    assert_eq!(points(), 13);
    let told = page.attribute("#trend [data-point]", "data-point").unwrap();
    assert!(
        told.contains("NRR") && told.contains("In the month itself: expansion"),
        "{told}"
    );
    page.choose("trend_by", "month");
    page.wait_until("every month", || points() == 24);
    page.wait_until("the table follows", || {
        page.text("#months-table")
            .contains("against the month before")
    });
    assert!(
        page.text("#months-look")
            .contains("compare a month with the one before")
    );
    // A title for the eye, a name and a description for the ear, the table beneath.
    assert_eq!(
        page.attribute("#trend", "aria-labelledby").as_deref(),
        Some("trend-t trend-d")
    );
    assert!(
        page.text("#trend-seen")
            .contains("The table beneath holds every month.")
    );
    assert!(
        page.text("#curve-title")
            .starts_with("The 10 largest accounts bring")
    );
    // Columns of pictures have a heading for the ear.
    let silent = "return [...document.querySelectorAll('thead tr:last-child > :not(:first-child)')]
        .filter((cell) => !cell.textContent.trim()).map((cell) => cell.outerHTML)";
    assert_eq!(page.script(silent, &[]), json!([]));
    for media in [Media::Light, Media::Dark, Media::ForcedColors] {
        page.emulate_media(&[media]);
        assert_eq!(page.axe(), Vec::<String>::new(), "{media:?}");
    }
    page.resize(320, 800);
    assert!(!page.scrolls_sideways());
    // Pictures leave the tables before numbers do.
    assert!(page.is_visible("#trend"));
    assert!(!page.is_visible("#months-table .bar-cell"));
}

#[test]
fn start_dates_as_shares_and_as_amounts() {
    let page = sample();
    let cell = "#cohorts-table tbody td";
    let share = page.text(cell);
    page.choose("cohort_base", "absolute");
    page.wait_until("amounts", || page.text(cell).len() > share.len());
    assert!(!page.is_visible("#cohort-steps"));
    assert!(
        page.text("#cohort-legend")
            .ends_with("revenue of the month.")
    );
    page.choose("cohort_base", "previous");
    page.wait_until("shares", || {
        page.text("#cohort-legend").contains("the column before")
    });
    assert!(page.is_visible("#cohort-steps"));
    assert_eq!(page.axe(), Vec::<String>::new());
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
