//! Typing totals, as a person goes through it.

use crate::page::{Media, Page};
use serde_json::json;

/// Reads the shown text of several figures.
fn shown(page: &Page, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| page.metric(id).shown).collect()
}

/// Waits until the message of a field says something.
fn says(page: &Page, field: &str, words: &str) {
    let message = format!("#{field}-message");
    page.wait_until(words, || page.text(&message).contains(words));
}

const PAIR: [&str; 2] = ["nrr", "customer_retention"];

#[test]
fn it_opens_with_the_labelled_example() {
    let page = Page::open("");
    assert_eq!(page.text("#source-tag"), "Example");
    assert_eq!(shown(&page, &PAIR), ["110.0%", "90.0%"]);
    assert_eq!(page.metric("grr").shown, "at least 90.0%");
    assert_eq!(page.metric("grr_by_movements").value.as_deref(), Some("90"));
    assert_eq!(page.value("customers_end"), "230");
    assert_eq!(page.text("#eq-growth"), "122.2%");
    assert!(
        page.text("#verdict")
            .starts_with("You kept 90.0% of customers and 110.0% of revenue.")
    );
}

/// Whoever reads the page between two frames finds figures of the same numbers, however far down.
#[test]
fn named_figures_change_in_one_moment() {
    let page = Page::open("");
    let read = page.script(
        "const field = document.querySelector('input[name=churn]');
        field.focus();
        field.select();
        document.execCommand('insertText', false, '80000');
        const read = (name) => document.querySelector(`[data-metric=${name}]`).value;
        return new Promise((done) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(arguments[0].map(read));
          channel.port2.postMessage(null);
        });",
        &[json!(["nrr", "gross_revenue_churn", "annualised_nrr"])],
    );
    assert_eq!(read, json!(["100", "20", "100"]));
}

#[test]
fn figures_follow_the_typing_and_wait_for_what_is_missing() {
    let page = Page::open("");
    page.click("Clear all");
    assert_eq!(
        page.text("#nrr .figure-note"),
        "Type revenue at the start to see NRR."
    );
    assert_eq!(page.metric("nrr").reason.as_deref(), Some("missing:start"));
    page.type_into("start", "100000");
    page.type_into("expansion", "20k");
    assert_eq!(
        page.text("#nrr .figure-note"),
        "Waiting for contraction. Type 0 if there was none."
    );
    page.click("Fill the blanks with 0");
    assert_eq!(page.metric("nrr").shown, "120.0%");
    page.type_into("churn", "10000");
    assert_eq!(page.metric("nrr").shown, "110.0%");
    assert_eq!(
        page.text("#customer_retention .figure-note"),
        "Add customer counts to see CR and why the two differ."
    );
    page.press("Tab");
    assert_eq!(page.value("churn"), "10,000");
    says(&page, "expansion", "Read as 20,000.");
}

#[test]
fn undo_and_redo_bring_back_what_was_cleared() {
    let page = Page::open("");
    page.click("Clear all");
    assert_eq!(page.value("start"), "");
    assert!(page.text("#toasts").contains("All fields cleared."));
    page.click_on("#toasts [data-action=undo]");
    assert_eq!(page.value("start"), "500,000");
    assert_eq!(page.metric("nrr").shown, "110.0%");
    page.click_on("#toasts [data-action=redo]");
    assert_eq!(page.value("start"), "");
    page.click("Undo");
    assert_eq!(page.value("start"), "500,000");
}

#[test]
fn errors_wait_until_the_field_is_left_and_keep_the_other_figure() {
    let page = Page::open("");
    page.type_into("churn", "thirty k");
    assert!(!page.is_visible("#churn-message"));
    page.press("Tab");
    says(
        &page,
        "churn",
        "Churned revenue must be a number, like 30,000.",
    );
    assert_eq!(
        page.attribute("#churn", "aria-invalid").as_deref(),
        Some("true")
    );
    assert_eq!(
        page.attribute("#churn", "aria-describedby").as_deref(),
        Some("churn-message")
    );
    assert_eq!(page.value("churn"), "thirty k");
    assert_eq!(
        page.text("#nrr .figure-note"),
        "Waiting for churned revenue."
    );
    assert_eq!(shown(&page, &PAIR), ["—", "90.0%"]);
    page.type_into("churn", "600000");
    page.press("Tab");
    says(
        &page,
        "churn",
        "Contraction and churned (620,000) are more than there was to lose: start and expansion make 600,000.",
    );
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("errors");
}

#[test]
fn four_counts_that_disagree_are_mended_with_one_click() {
    let page = Page::open("");
    page.type_into("customers_end", "200");
    page.press("Tab");
    says(&page, "customers_end", "200 − 20 + 50 is 230, not 200.");
    let note = page.text("#counts-note");
    assert!(note.contains("One of these four is off by 30."), "{note}");
    assert!(
        note.contains(
            "CR is shown from start and lost: 90.0%. From end and new it would be 75.0%."
        )
    );
    assert_eq!(page.metric("customer_retention").shown, "90.0%");
    assert_eq!(
        page.metric("customers_end").reason.as_deref(),
        Some("counts_disagree")
    );
    page.screenshot("counts-disagree");
    assert_eq!(page.axe(), [""; 0]);
    page.click("Set end to 230");
    assert_eq!(page.value("customers_end"), "230");
    assert!(page.text("#counts-note").is_empty());
}

#[test]
fn any_three_counts_give_the_fourth() {
    let page = Page::open("#v=1&customers_start=200&customers_new=50&customers_end=230");
    assert_eq!(page.value("customers_lost"), "20");
    assert_eq!(page.text("#customers_lost-how"), "worked out");
    assert_eq!(page.metric("customer_retention").shown, "90.0%");
    page.type_into("customers_lost", "");
    page.type_into("customers_end", "220");
    page.press("Tab");
    assert_eq!(page.value("customers_lost"), "30");
    assert_eq!(page.metric("customer_retention").shown, "85.0%");
}

#[test]
fn the_printed_75_is_90() {
    let page = Page::open("");
    page.click_on("[data-action='load:0']");
    assert_eq!(page.metric("customer_retention").shown, "90.0%");
    assert!(page.text("#source-words").contains("75%"));
    assert_eq!(page.value("customers_end"), "230");
    page.click_on("[data-action='load:1']");
    assert_eq!(page.metric("nrr").shown, "110.0%");
    assert!(page.text("#annual").contains("NRR 313.8%"));
    assert_eq!(page.metric("annualised_nrr").shown, "313.8%");
    page.click_on("[data-action='load:3']");
    assert_eq!(shown(&page, &PAIR), ["40.0%", "100.0%"]);
    assert_eq!(page.metric("grr").shown, "40.0%");
}

#[test]
fn what_is_not_defined_is_said_in_words() {
    let page = Page::open(
        "#v=1&start=0&expansion=0&contraction=0&churn=0&customers_start=0&customers_lost=0&customers_new=5",
    );
    assert_eq!(shown(&page, &PAIR), ["not defined", "not defined"]);
    assert_eq!(page.metric("nrr").reason.as_deref(), Some("zero_start"));
    assert!(
        page.text("#nrr .figure-note")
            .contains("It is not 0% and not 100%.")
    );
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("not-defined");
}

#[test]
fn any_length_of_period_is_brought_to_a_year() {
    let page =
        Page::open("#v=1&period=month&start=100000&expansion=20000&contraction=0&churn=10000");
    assert!(
        page.text("#annual")
            .starts_with("Month, compounded to a year: NRR 313.8%.")
    );
    assert!(page.is_visible("#rare"));
    page.click_on("input[value=months]");
    page.type_into("months", "18");
    // 1.1 ^ (12 / 18)
    assert_eq!(page.metric("annualised_nrr").shown, "106.6%");
    page.type_into("months", "61");
    page.press("Tab");
    says(&page, "months", "from 1 to 60");
    assert_eq!(page.metric("nrr").shown, "110.0%");
    assert_eq!(page.metric("annualised_nrr").shown, "—");
}

#[test]
fn an_ambiguous_number_follows_the_chosen_style_and_can_be_turned() {
    let page = Page::open("");
    page.type_into("start", "1,234");
    page.press("Tab");
    assert_eq!(page.focused(), "expansion");
    says(&page, "start", "Read as 1,234.00.");
    page.click_on("[data-action='swap:start']");
    says(&page, "start", "Read as 1.234.");
    page.choose("number_style", "comma");
    assert_eq!(page.value("expansion"), "100.000");
    assert_eq!(page.metric("customer_retention").shown, "90,0%");
    page.type_into("start", "1.234,50");
    assert_eq!(page.text("#ended"), "51.234,50");
}

#[test]
fn currency_is_display_only() {
    let page = Page::open("");
    page.choose("currency", "EUR");
    assert!(page.text("#nrr .figure-note").contains("€500,000"));
    page.choose("currency", "XXX");
    assert!(page.text("#nrr .figure-note").contains("paid 500,000 at"));
    assert_eq!(page.metric("nrr").shown, "110.0%");
}

#[test]
fn a_reload_keeps_what_was_typed() {
    let page =
        Page::open("#v=1&period=year&currency=USD&start=100&expansion=0&contraction=0&churn=10");
    page.type_into("churn", "20");
    page.reload();
    assert_eq!(page.value("churn"), "20");
    assert_eq!(page.metric("nrr").shown, "80.0%");
    // Typed and reloaded at once: no timer comes between.
    page.script(
        "const field = document.querySelector('[name=churn]'); field.focus(); field.select();
         document.execCommand('insertText', false, '30');
         document.documentElement.removeAttribute('data-started'); location.reload()",
        &[],
    );
    page.wait_until("the calculator starts again", || {
        page.exists("html[data-started]")
    });
    assert_eq!(page.value("churn"), "30");
}

#[test]
fn everything_is_reached_and_read_by_keyboard() {
    let page = Page::open("");
    for expected in ["Skip to your numbers", "NRR vs CR"] {
        page.press("Tab");
        assert!(page.focused().contains(expected), "{}", page.focused());
    }
    page.type_into("expansion", "90000");
    page.wait_until("the result is spoken", || {
        page.text("#announcer")
            .contains("NRR 108.0 percent, CR 90.0 percent")
    });
}

#[test]
fn every_state_is_clean_and_fits_every_width() {
    let page = Page::open("");
    for (name, width) in [
        ("1440", 1440),
        ("1024", 1024),
        ("768", 768),
        ("390", 390),
        ("320", 320),
    ] {
        page.resize(width, 900);
        assert!(!page.scrolls_sideways(), "{name}");
        page.screenshot(&format!("example-{name}"));
    }
    page.emulate_media(&[Media::Dark]);
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("example-320-dark");
    page.click("Clear all");
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("empty-320-dark");
    page.emulate_media(&[Media::Print]);
    page.resize(800, 1100);
    page.screenshot("print");
}

/// The bar with the result stays in view on small screens, and never lies over what has the focus.
#[test]
fn the_focus_is_never_under_the_result_bar() {
    let page = Page::open("");
    let hidden = "const it = document.activeElement, box = it.getBoundingClientRect();
        const bar = document.querySelector('#resultbar').getBoundingClientRect();
        const over = bar.top < innerHeight && box.bottom > bar.top && box.top < bar.bottom;
        return over ? (it.name || it.textContent) : ''";
    for (width, height) in [(390, 844), (390, 500), (320, 568), (768, 700)] {
        page.resize(width, height);
        page.go("");
        for _ in 0..40 {
            page.press("Tab");
            assert_eq!(page.script(hidden, &[]), "", "{width} × {height}");
        }
    }
}

/// A long number widens its box, and keeps off the currency's sign and what says where it comes from.
#[test]
fn long_numbers_have_room() {
    let page = Page::open("");
    page.type_into("start", "1,234,567,890.12");
    page.type_into("churn", "1,500,000");
    page.type_into("customers_start", "1,234,567");
    page.type_into("customers_lost", "34,567");
    page.type_into("customers_new", "12,345");
    page.choose("currency", "CHF");
    for width in [1440, 1024, 390, 320] {
        page.resize(width, 900);
        let crowded = page.script(
            "const pen = document.createElement('canvas').getContext('2d'); \
             const crowded = field => { \
               const [sign, box] = field.children; const style = getComputedStyle(box); \
               pen.font = style.font; \
               const end = box.getBoundingClientRect().right - parseFloat(style.paddingRight); \
               const range = document.createRange(); range.selectNodeContents(sign); \
               return end - pen.measureText(box.value).width < range.getBoundingClientRect().right + 2; \
             }; \
             return [...document.querySelectorAll('#ask .field:has(> .affix:not(:empty))')] \
               .filter(field => field.offsetParent && crowded(field)) \
               .map(field => field.lastElementChild.name)",
            &[],
        );
        assert_eq!(crowded, serde_json::json!([]), "{width}");
        assert!(!page.scrolls_sideways(), "{width}");
    }
}

/// Nothing that stands on the first screen moves when the program takes over.
#[test]
fn taking_over_shifts_nothing() {
    for width in [1440, 390] {
        let page = Page::blank();
        page.resize(width, 900);
        page.go("");
        let shift = page.script(
            "return new Promise(done => { let sum = 0; \
             new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; }) \
               .observe({ type: 'layout-shift', buffered: true }); \
             setTimeout(() => done(sum), 400); })",
            &[],
        );
        assert!(
            shift.as_f64().is_some_and(|shift| shift < 0.005),
            "{width}: {shift}"
        );
    }
}
