//! What was understood of a list, and the reader's word on it.

use crate::page::{Media, Page};
use serde_json::json;

fn paste(text: &str) -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.script(
        "const box = document.querySelector('textarea[name=customer_list_text]');
         box.value = arguments[0]; box.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &[json!(text)],
    );
    page.click("Read these rows");
    page
}

fn shows(page: &Page, nrr: &str) {
    page.wait_until(nrr, || page.metric("nrr").shown == nrr);
}

/// What was understood is drawn after the figures.
fn says(page: &Page, css: &str, words: &str) {
    if css == "#facts" {
        unfold(page);
    }
    page.wait_until(words, || page.text(css).contains(words));
}

fn unfold(page: &Page) {
    page.wait_until("it is told what was understood", || {
        page.is_visible("#understood-all")
    });
    if page.attribute("#understood-all", "open").is_none() {
        page.click_on("#understood-all > summary");
    }
}

/// Opens what can be said of one thing that was understood.
fn open(page: &Page, fact: &str) {
    unfold(page);
    page.click_on(&format!("[data-action=\"open:{fact}\"]"));
}

fn say(page: &Page, fact: &str, key: &str) {
    open(page, fact);
    page.click_on(&format!("#facts option[value=\"{key}\"]"));
}

/// Fills a form's field and leaves the focus there.
fn fill(page: &Page, field: &str, text: &str) {
    page.script(
        "const field = [...document.querySelectorAll(`[data-field=\"${arguments[0]}\"]`)]
            .find((field) => field.checkVisibility());
         field.value = arguments[1];
         field.dispatchEvent(new Event('change', { bubbles: true }))",
        &[json!(field), json!(text)],
    );
}

#[test]
fn two_currencies_get_one_rate_each() {
    let page = paste(
        "customer,month,mrr,currency\nA,2024-01,100,USD\nB,2024-01,100,EUR\nA,2024-02,100,USD\nB,2024-02,50,EUR\n",
    );
    page.wait_until("the refusal", || page.is_visible("#refused"));
    says(&page, "#refused", "Use EUR rows only");
    page.click("Set one fixed rate");
    assert_eq!(page.axe(), Vec::<String>::new());
    page.emulate_media(&[Media::Dark]);
    page.resize(320, 800);
    assert_eq!(page.axe(), Vec::<String>::new());
    assert!(!page.scrolls_sideways());
    page.emulate_media(&[]);
    page.resize(1280, 900);
    // Dollars are worth one dollar: only the other rate is asked.
    let asked = || page.texts("#refused label:not([hidden]) .hint");
    assert_eq!(asked(), ["Convert into", "1 EUR is worth"]);
    page.click("Use these");
    says(&page, "#refused", "A rate is a number above 0");
    fill(&page, "EUR", "1.50");
    page.click("Use these");
    // 100 + 150 became 100 + 75.
    shows(&page, "70.0%");
    says(&page, "#facts", "Converted into USD");
    // The other way round.
    open(&page, "currency");
    fill(&page, "into", "EUR");
    fill(&page, "USD", "0.5");
    page.click("Use these");
    shows(&page, "66.7%");
    assert_eq!(page.value("currency"), "EUR");
    say(&page, "currency", "keep:USD");
    shows(&page, "100.0%");
    page.click("Undo");
    shows(&page, "66.7%");
}

#[test]
fn columns_are_said_to_be_months() {
    let page = paste("who,first,second,third\nA,100,90,80\nB,100,90,100\n");
    page.wait_until("the question", || page.is_visible("#questions .note"));
    open(&page, "months");
    assert_eq!(page.axe(), Vec::<String>::new());
    fill(&page, "from", "2024-01");
    fill(&page, "to", "2024-12");
    page.click("Use these");
    says(&page, "#facts", "as many of them as columns");
    fill(&page, "to", "2024-03");
    page.click("Use these");
    shows(&page, "90.0%");
    says(&page, "#facts", "2024-01 to 2024-03");
    // Newest first after all.
    open(&page, "months");
    fill(&page, "from", "2024-03");
    fill(&page, "to", "2024-01");
    page.click("Use these");
    shows(&page, "111.1%");
}

#[test]
fn everything_understood_can_be_said_otherwise() {
    let page = paste("customer;month;mrr;plan\nA;2024-01;1000;x\nA;2024-02;500;x\nB;2024-01;;y\n");
    shows(&page, "50.0%");
    says(&page, "#list-notices", "The amount is empty");
    say(&page, "blank", "blank:zero");
    page.wait_until("it counts as 0", || {
        !page.text("#facts").contains("Reported")
    });
    assert!(!page.text("#list-notices").contains("The amount is empty"));
    say(&page, "unit", "cents:yes");
    page.wait_until("cents", || page.text("[data-read=start]") == "10");
    say(&page, "segment", "only:segment:");
    page.wait_until("no segment", || !page.is_visible("#segments-band"));
    say(&page, "delimiter", "delimiter:comma");
    page.wait_until("nothing is found", || {
        page.is_visible("#refused") || page.is_visible("#questions .note")
    });
    page.click("Undo");
    page.wait_until("it is back", || page.text("[data-read=start]") == "10");
    say(&page, "layout", "layout:movements");
    page.wait_until("it is read in another way", || {
        page.is_visible("#refused") || page.metric("nrr").shown != "50.0%"
    });
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn start_dates_are_taken_together() {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the tables", || page.exists("#cohorts-table tbody tr"));
    let count = || page.texts("#cohorts-table tbody tr").len();
    let months = count();
    for (starts, name) in [("quarter", "Q"), ("year", "20")] {
        let before = count();
        page.script(
            "document.querySelector(`input[name=cohort_starts][value=${arguments[0]}]`).click()",
            &[json!(starts)],
        );
        page.wait_until(starts, || count() < before);
        let row = page.text("#cohorts-table tbody tr:last-child th");
        assert!(row.starts_with(name), "{row}");
    }
    assert!(count() < months);
    for table in ["concentration", "differences"] {
        page.click_on(&format!("[data-copy=\"tsv:{table}\"]"));
        page.wait_until("it is copied", || page.clipboard().contains("NRR\tGRR\tCR"));
    }
}

#[test]
fn what_was_understood_unfolds_for_what_was_changed_or_left_out() {
    let open = |page: &Page| page.attribute("#understood-all", "open").is_some();
    for (width, rows, expect) in [
        (
            1280,
            "customer,month,mrr\na,2025-01,1\nb,2025-01,2\na,2025-02,1\n",
            false,
        ),
        (
            1280,
            "customer,month,mrr\na,2025-01,1\nb,2025-01,-2\na,2025-02,n/a\n",
            true,
        ),
        (
            390,
            "customer,month,mrr\na,2025-01,1\nb,2025-01,-2\na,2025-02,n/a\n",
            false,
        ),
        // What is asked is seen everywhere.
        (
            390,
            "customer,date,mrr\na,03/04/2025,1\nb,03/05/2025,2\n",
            true,
        ),
    ] {
        let page = Page::open("");
        page.resize(width, 900);
        page.click_on("#tab-list");
        page.type_into("customer_list_text", rows);
        page.click_on("#read-paste");
        page.wait_until("it is understood", || page.is_visible("#understood"));
        assert_eq!(open(&page), expect, "{width} {rows}");
    }
}

/// Who presses what then goes away goes on from there.
#[test]
fn the_focus_stays_where_something_was_pressed() {
    let within = |page: &Page, css: &str| {
        let at = "return !!document.activeElement.closest(arguments[0])";
        page.wait_until(&format!("the focus is in {css}"), || {
            page.script(at, &[css.into()]) == true
        });
    };
    let page = Page::open("");
    page.click_on("#tab-list");
    page.click_on("[data-action=sample]");
    within(&page, "#understood");
    open(&page, "layout");
    within(&page, "#facts select");
    let page =
        Page::open("#v=1&customers_start=200&customers_lost=20&customers_new=50&customers_end=231");
    page.click_on("[data-action='fix:customers_end']");
    within(&page, "[name=customers_end]");
    page.click_on("[data-action='load:0']");
    within(&page, "#numbers");
}
