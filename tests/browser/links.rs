//! Links: opened, shown, copied.

use crate::page::Page;

const LINK: &str = "#v=1&period=year&currency=USD&start=500000&expansion=100000&contraction=20000&churn=30000&customers_start=200&customers_new=50&customers_lost=20";

#[test]
fn the_link_of_the_example_is_canonical_and_opens_the_same_figures() {
    let page = Page::open("");
    page.wait_until("the link is drawn", || {
        page.text("#share [data-link]").ends_with(LINK)
    });
    let link = page.text("#share [data-link]");
    page.hear("Copied", || page.click_on("#share [data-copy=link]"));
    assert_eq!(page.clipboard(), link);
    page.go(LINK);
    assert_eq!(page.metric("nrr").shown, "110.0%");
    assert!(!page.is_visible("#source-tag"));
    page.wait_until("the same link is drawn", || {
        page.text("#share [data-link]").ends_with(LINK)
    });
}

#[test]
fn the_dialog_shows_what_is_inside_and_can_leave_the_numbers_out() {
    let page = Page::open("");
    page.click_on("[data-action=open-link]");
    assert!(page.is_visible("#link-dialog"));
    page.wait_until("what is inside", || {
        page.text("#link-dialog [data-contents]")
            .contains("churned")
    });
    page.screenshot("link-dialog");
    assert_eq!(page.axe(), [""; 0]);
    page.click_on("#link-dialog input[value=none]");
    page.wait_until("the link is empty", || {
        !page.text("#link-dialog [data-link]").contains('#')
    });
    page.press("Escape");
    assert!(!page.is_visible("#link-dialog"));
}

#[test]
fn values_in_the_query_move_to_the_fragment() {
    let page = Page::open("?theme=dark&start=100&expansion=0&contraction=0&churn=5");
    assert_eq!(page.metric("nrr").shown, "95.0%");
    let address = page.address();
    assert!(address.contains("?theme=dark#v=1&"), "{address}");
    assert!(
        address.ends_with("start=100&expansion=0&contraction=0&churn=5"),
        "{address}"
    );
    assert_eq!(
        page.attribute("html", "data-theme").as_deref(),
        Some("dark")
    );
}

#[test]
fn what_a_link_says_badly_is_told() {
    let page = Page::open("#v=1&start=100000&expansion=0&contraction=0&churn=19.5k%25");
    assert!(
        page.text("#notices")
            .contains("“churn” in the link could not be read: “19.5k%”.")
    );
    assert!(page.text("#notices").contains("3 fields were filled in."));
    assert_eq!(page.value("churn"), "");
    assert_eq!(page.axe(), [""; 0]);
    page.click("Close");
    assert!(!page.is_visible("#notices"));
    page.go("#v=2&start=100000");
    assert!(page.text("#notices").contains("newer version"));
}

#[test]
fn another_fragment_is_read_without_loading_the_page() {
    let page = Page::open(LINK);
    page.script(
        "location.hash = '#start=200&expansion=0&contraction=0&churn=20'; return 0",
        &[],
    );
    page.wait_until("the figures change", || page.metric("nrr").shown == "90.0%");
}

#[test]
fn copies_are_what_they_say() {
    let page = Page::open("");
    for (what, expected) in [
        ("markdown", "| NRR, net revenue retention | 110.0% |"),
        ("tsv", "CR, customer retention, %\t90\t"),
        ("formulas", "NRR\t=B5/B1"),
        ("sentence", "You kept 90.0% of customers"),
    ] {
        page.click_on(&format!("#share [data-copy={what}]"));
        page.wait_until("it is copied", || page.clipboard().contains(expected));
    }
}

/// Mail programs that write # as %23 ask for a page that is not there.
#[test]
fn a_link_with_an_escaped_hash_is_mended() {
    let page = Page::open(&LINK.replace('#', "%23"));
    assert!(page.address().ends_with(LINK), "{}", page.address());
    assert_eq!(page.metric("nrr").shown, "110.0%");
    // The browser tells that there was no such page.
    assert!(!page.console_errors().is_empty());
}
