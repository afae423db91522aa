//! A customer list, from the file to the figures, as a person goes through it.

use crate::files::Temporary;
use crate::page::Page;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const THREE_MONTHS: &str = "l04-three-months-by-hand.csv";

fn fixture(name: &str) -> PathBuf {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics/tables");
    tables.join(name)
}

fn choose(page: &Page, name: &str) {
    page.choose_file("customer_list", &fixture(name));
    page.wait_until("the file is read", || {
        page.is_visible("#understood") || page.is_visible("#refused")
    });
}

fn paste(page: &Page, text: &str) {
    let paste = "const [css, text] = arguments; const box = document.querySelector(css);
        box.value = text; box.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.script(
        paste,
        &[json!("textarea[name=customer_list_text]"), json!(text)],
    );
    page.click("Read these rows");
}

/// What "JSON" would save, without saving it.
fn saved(page: &Page, css: &str) -> String {
    page.script(
        "window.made = null;
         const make = URL.createObjectURL;
         URL.createObjectURL = blob => { window.made = blob.text(); return make.call(URL, blob); };
         document.querySelector(arguments[0]).click();
         URL.createObjectURL = make;",
        &[json!(css)],
    );
    let text = page.script("return window.made", &[]);
    text.as_str().unwrap_or_default().to_owned()
}

fn figures(page: &Page) -> [String; 3] {
    ["nrr", "grr", "customer_retention"].map(|id| page.metric(id).shown)
}

#[test]
fn a_chosen_file_gives_every_figure() {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    assert!(page.is_visible("#drop") && !page.is_visible("#result"));
    assert_eq!(page.axe(), Vec::<String>::new());
    choose(&page, THREE_MONTHS);
    // A 100 → 150, B 200 → 120, C 300 → 300; D joined.
    page.wait_until("the figures", || page.metric("nrr").shown == "95.0%");
    assert_eq!(figures(&page), ["95.0%", "86.7%", "100.0%"]);
    assert_eq!(
        page.metric("grr").value.as_deref(),
        Some("86.6666666666666667")
    );
    assert!(page.text("#grr-note").contains("every customer is known"));
    assert!(page.text("#nrr h3").contains("Jan 2024 to Mar 2024"));
    assert_eq!(page.text("[data-read=start]"), "600");
    assert_eq!(page.text("[data-read=customers_new]"), "1");
    assert!(
        page.text("#understood-summary")
            .starts_with("4 customers, 3 months")
    );
    assert_eq!(page.axe(), Vec::<String>::new());
    // Totals travel in a link; customers do not.
    let link = page.text("[data-link]");
    assert!(
        link.contains("start=600") && link.contains("period=months%3A2"),
        "{link}"
    );
    // Another window.
    page.choose("list_to", "2024-02");
    page.wait_until("the window", || page.metric("nrr").shown == "45.0%");
    assert!(page.text("#compare-length").contains("One month"));
}

#[test]
fn the_json_says_what_the_page_says() {
    let page = Page::open("");
    choose_on_list(&page, THREE_MONTHS);
    let json: Value = serde_json::from_str(&saved(&page, "[data-download=json]")).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["source"]["files"][0]["name"], THREE_MONTHS);
    assert_eq!(json["settings"]["window"], json!(["2024-01", "2024-03"]));
    for id in ["nrr", "grr", "customer_retention"] {
        assert_eq!(
            json["headline"][id].as_str(),
            page.metric(id).value.as_deref(),
            "{id}"
        );
    }
    assert_eq!(json["months"].as_array().map(Vec::len), Some(3));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

fn choose_on_list(page: &Page, name: &str) {
    page.click("Paste or drop a customer list");
    choose(page, name);
}

#[test]
fn a_question_holds_the_figures_back_until_it_is_answered() {
    let page = Page::open("");
    choose_on_list(&page, "n06-undecidable-numbers.csv");
    page.wait_until("the question", || page.is_visible("#questions .note"));
    assert_eq!(page.metric("nrr").reason.as_deref(), Some("question"));
    assert_eq!(page.metric("nrr").value, None);
    assert_eq!(page.axe(), Vec::<String>::new());
    let json: Value = serde_json::from_str(&saved(&page, "[data-download=json]")).unwrap();
    assert_eq!(
        (&json["headline"], &json["months"]),
        (&Value::Null, &Value::Null)
    );
    let reports = json["reports"].as_array().unwrap();
    assert!(
        reports
            .iter()
            .any(|report| report["severity"] == "question")
    );
    page.click_on("#questions .note button");
    page.wait_until("the answer counts", || page.metric("nrr").value.is_some());
    assert!(page.text("#questions").contains("You said"));
    page.click("Ask again");
    page.wait_until("it is asked again", || page.metric("nrr").value.is_none());
    assert!(page.is_visible("#questions .note"));
}

#[test]
fn what_is_no_list_is_refused_and_nothing_is_lost() {
    let page = Page::open("");
    choose_on_list(&page, THREE_MONTHS);
    page.wait_until("the figures", || page.metric("nrr").shown == "95.0%");
    let workbook = Temporary::of("book.xlsx", b"PK\x03\x04\x14\x00\x06\x00");
    page.choose_file("customer_list", &workbook.0);
    page.wait_until("the refusal", || page.is_visible("#refused"));
    assert!(page.text("#refused").contains("CSV UTF-8"));
    assert_eq!(page.metric("nrr").shown, "95.0%");
    assert_eq!(page.axe(), Vec::<String>::new());
    choose(&page, "f12-empty.csv");
    page.wait_until("the other refusal", || {
        page.text("#refused").contains("There is nothing in it.")
    });
    assert_eq!(page.metric("nrr").shown, "95.0%");
}

#[test]
fn pasting_and_undo() {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    paste(&page, "customer\t2025-01\t2025-02\nA\t100\t120\nB\t50\t\n");
    page.wait_until("the paste is read", || page.metric("nrr").shown == "80.0%");
    assert_eq!(figures(&page), ["80.0%", "66.7%", "50.0%"]);
    page.click("Replace");
    page.click("Load the sample");
    page.wait_until("the sample", || page.text("#source-tag") == "Sample");
    page.click("Undo");
    page.wait_until("the paste is back", || page.metric("nrr").shown == "80.0%");
    page.click("Undo");
    page.wait_until("the example is back", || {
        page.metric("nrr").shown == "110.0%"
    });
    assert!(page.is_visible("#drop"));
    page.click("Type totals");
    assert_eq!(page.text("#source-tag"), "Example");
}
