//! The tables of a customer list, as a person reads, sorts, chooses, scrolls and takes them.

use crate::files::Temporary;
use crate::page::{Media, Page};
use serde_json::json;

fn sample() -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the tables", || {
        [
            "months-table",
            "cohorts-table",
            "concentration-table",
            "methods-table",
        ]
        .iter()
        .all(|id| page.exists(&format!("#{id} tbody tr")))
    });
    page
}

fn choose(page: &Page, name: &str, text: &str) {
    page.click("Paste or drop a customer list");
    let file = Temporary::of(name, text);
    page.choose_file("customer_list", &file.0);
    page.wait_until("the tables", || page.is_visible("#accounts-band"));
}

fn first_rows(page: &Page, table: &str) -> Vec<String> {
    page.texts(&format!("#{table} tbody tr:not(.gap) > th"))
}

/// What a download button would save, without saving it.
fn saved(page: &Page, table: &str) -> String {
    page.script(
        "window.made = null;
         const make = URL.createObjectURL;
         URL.createObjectURL = blob => { window.made = blob.text(); return make.call(URL, blob); };
         document.querySelector(`[data-download=csv][data-table=${arguments[0]}]`).click();
         URL.createObjectURL = make;",
        &[json!(table)],
    );
    let text = page.script("return window.made", &[]);
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn tables_of_the_sample() {
    let page = sample();
    assert_eq!(page.texts("#months-table tbody tr").len(), 25);
    // The newest month first; it is the one that is shown above, and says the same.
    let nrr = page.metric("nrr").shown;
    let row = "#months-table tbody tr:first-child";
    assert_eq!(page.attribute(row, "aria-current").as_deref(), Some("true"));
    assert_eq!(page.texts(&format!("{row} td"))[0], nrr);
    let all = page.texts("#segments-table tr.total td");
    assert_eq!(all[0], nrr);
    assert_eq!(all[2], page.metric("customer_retention").shown);
    assert_eq!(page.texts("#segments-table tbody tr").len(), 4);
    // What a list is asked first comes first.
    let bands = page.texts("main > section > .band-head h2, main > div > section > .band-head h2");
    assert_eq!(
        bands[..4],
        [
            "Month by month",
            "Two bridges, one scale",
            "Where that puts you",
            "Segments"
        ]
    );
    for band in ["accounts", "cohorts", "methods"] {
        assert!(page.is_visible(&format!("#{band}-band")), "{band}");
    }
    assert_eq!(page.texts("#methods-table tbody td")[0], nrr);
    assert_eq!(page.axe(), Vec::<String>::new());
    page.emulate_media(&[Media::Dark]);
    assert_eq!(page.axe(), Vec::<String>::new());
    page.resize(320, 800);
    assert!(!page.scrolls_sideways());
    // Typed totals have none of it.
    page.resize(1280, 900);
    page.click("Type totals");
    assert!(!page.is_visible("#bands") && !page.is_visible("#first-bands"));
}

#[test]
fn headings_sort_and_keep_the_focus() {
    let page = sample();
    page.wait_until("the figures are spoken", || {
        page.text("#announcer").contains("NRR")
    });
    let newest = first_rows(&page, "months-table");
    let month = "[data-action=\"sort:months:0\"]";
    page.click_on(month);
    let oldest = first_rows(&page, "months-table");
    let turned: Vec<_> = newest.iter().rev().cloned().collect();
    assert_eq!(oldest, turned);
    assert_eq!(
        page.attribute("#months-table thead th[aria-sort]", "aria-sort")
            .as_deref(),
        Some("ascending")
    );
    let focused = page.script("return document.activeElement.dataset.action", &[]);
    assert_eq!(focused, "sort:months:0");
    assert!(page.text("#announcer").starts_with("Sorted by Month"));
    // The keyboard does the same.
    page.press("\u{E007}");
    assert_eq!(first_rows(&page, "months-table"), newest);
}

#[test]
fn a_month_becomes_the_end_of_the_window() {
    let page = sample();
    let third = "#months-table tbody tr:nth-child(3)";
    let nrr = page.texts(&format!("{third} td"))[0].clone();
    page.click_on(&format!("{third} .pick"));
    page.wait_until("the window", || page.metric("nrr").shown == nrr);
    assert!(page.exists(&format!("{third}.is-you")));
    assert!(
        page.text("#nrr h3")
            .contains(page.text(&format!("{third} .pick")).trim())
    );
}

#[test]
fn start_dates_follow_what_is_chosen() {
    let page = sample();
    assert!(first_rows(&page, "cohorts-table")[0].contains("already active when the data starts"));
    let cells = page.texts("#cohorts-table tbody tr:first-child td");
    page.script(
        "document.querySelector('input[name=cohort_measure][value=customers]').click()",
        &[],
    );
    page.wait_until("customers", || {
        page.texts("#cohorts-table tbody tr:first-child td") != cells
    });
    assert!(page.text("#cohort-legend").contains("of the customers"));
}

#[test]
fn tables_are_copied_and_saved() {
    let page = sample();
    page.hear("Copied", || page.click_on("[data-copy=\"tsv:months\"]"));
    let copied = page.clipboard();
    assert!(copied.starts_with("Month\tNRR"), "{copied}");
    assert_eq!(copied.lines().count(), 26);
    page.click_on("[data-copy=\"markdown:segments\"]");
    page.wait_until("it is copied", || {
        page.clipboard().starts_with("| Segment |")
    });
    for (table, start) in [
        ("months", "month,revenue_start"),
        ("trailing", "month,base_month"),
        ("cohorts", "cohort,"),
        ("segments", "segment,"),
        ("movers", "movement,customer"),
        ("accounts", "movement,customer"),
        ("methods", "method,returns"),
    ] {
        let file = saved(&page, table);
        assert!(file.starts_with(start), "{table}: {file}");
    }
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn of_many_accounts_only_those_seen_are_drawn() {
    let mut text = "customer,month,mrr\n".to_owned();
    for account in 0..60_000 {
        text += &format!("account {account},2024-01,{}\n", 10 + account % 90);
        text += &format!("account {account},2024-02,{}\n", 10 + account % 70);
    }
    let page = Page::open("");
    choose(&page, "many.csv", &text);
    assert_eq!(page.text("#accounts-count"), "all 60,000 accounts");
    page.click_on("#every-account > summary");
    page.wait_until("the accounts", || page.exists("#accounts-table tbody tr"));
    let drawn = || page.texts("#accounts-table tbody tr:not(.gap)").len();
    assert!(drawn() < 60, "{}", drawn());
    let rows = page.attribute("#accounts-table table", "aria-rowcount");
    assert_eq!(rows.as_deref(), Some("60001"));
    page.click_on("[data-action=\"sort:accounts:0\"]");
    page.wait_until("the order", || {
        first_rows(&page, "accounts-table")[0].starts_with("account 0")
    });
    page.script(
        "const region = document.querySelector('#accounts-table'); region.scrollTop = region.scrollHeight",
        &[],
    );
    page.wait_until("the last account", || {
        first_rows(&page, "accounts-table")
            .last()
            .is_some_and(|name| name.starts_with("account 9999"))
    });
    assert!(drawn() < 60, "{}", drawn());
    let last = page.script(
        "const rows = document.querySelectorAll('#accounts-table tbody tr:not(.gap)');
         return rows[rows.length - 1].ariaRowIndex || rows[rows.length - 1].getAttribute('aria-rowindex')",
        &[],
    );
    assert_eq!(last, "60001");
    // With the keyboard: the region is a tab stop and scrolls.
    page.script(
        "document.querySelector('#accounts-table').focus({ preventScroll: true })",
        &[],
    );
    page.press("\u{E011}");
    page.wait_until("the first account", || {
        first_rows(&page, "accounts-table")
            .first()
            .is_some_and(|name| name.starts_with("account 0"))
    });
}

#[test]
fn one_period_has_no_months() {
    let page = Page::open("");
    choose(
        &page,
        "two.csv",
        "customer,plan,start,end\nAnn,Pro,100,120\nBob,Pro,50,0\nCid,Free,0,30\n",
    );
    for (band, shown) in [
        ("months", false),
        ("cohorts", false),
        ("methods", false),
        ("segments", true),
        ("accounts", true),
    ] {
        assert_eq!(page.is_visible(&format!("#{band}-band")), shown, "{band}");
    }
}
