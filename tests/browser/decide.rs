//! From figures to decisions: targets, what-ifs, published figures, forecasts, drivers.

use crate::page::{Media, Page};

const SECTIONS: [&str; 4] = ["#drivers", "#target-body", "#beside", "#ahead"];

/// Waits until a place says something.
fn says(page: &Page, css: &str, words: &str) {
    page.wait_until(&format!("{css} says {words}"), || {
        page.text(css).contains(words)
    });
}

#[test]
fn the_example_leads_on() {
    let page = Page::open("");
    says(
        &page,
        "#target-short",
        "You are 5.0 points short. That is $25,000, the worth of 10 average customers.",
    );
    assert_eq!(page.value("target"), "115%");
    assert_eq!(
        page.texts("#levers .lever-value"),
        ["+$25,000", "−$25,000", "$12,500 and $12,500"]
    );
    says(
        &page,
        "#beside-c",
        "Your NRR is 10 to 12 points above the medians for companies your size",
    );
    says(
        &page,
        "#ahead-c",
        "In five more years, 106 customers would each have to pay 3.3 times",
    );
    says(
        &page,
        "#drivers-words",
        "60.0% was churned and 40.0% was contraction",
    );
    assert_eq!(page.metric("annualised_nrr").shown, "110.0%");
}

#[test]
fn a_target_is_typed_and_travels() {
    let page = Page::open("");
    page.type_into("target", "108");
    says(&page, "#target-short", "You are 2.0 points past it.");
    page.type_into("target", "126");
    says(
        &page,
        "#levers",
        "Losing less cannot reach it alone: losses are 50,000, the gap is 80,000.",
    );
    page.type_into("target", "many");
    page.wait_until("the field says what is wrong", || {
        page.is_visible("#target-message")
    });
    assert!(
        page.text("#target-message")
            .contains("Target NRR must be a percentage")
    );
    // Undone by typing; kept over a reload.
    page.type_into("target", "120");
    says(&page, "#target-short", "10.0 points");
    page.reload();
    says(&page, "#target-short", "10.0 points");
    let again = Page::open(
        "#start=500000&expansion=100000&contraction=20000&churn=30000&target=120&stage=growth",
    );
    says(
        &again,
        "#target-short",
        "You are 10.0 points short. That is $50,000.",
    );
    assert_eq!(again.value("stage"), "growth");
    says(&again, "#beside-articles", "$10M to under $50M");
}

#[test]
fn changes_are_tried_kept_and_compared() {
    let page = Page::open("");
    page.type_into("if_customers_lost", "-5");
    says(
        &page,
        "#what-if-table",
        "20 becomes 15, at their average of $1,500.00 each",
    );
    page.type_into("if_contraction", "-50%");
    page.type_into("if_expansion", "10%");
    says(&page, "#what-if-table .total", "115.5%");
    // A step on the way is no figure: machines find one of each.
    assert_eq!(page.metric("if_nrr").shown, "115.5%");
    let twice = page.script(
        "const all = [...document.querySelectorAll('[data-metric]')].map((it) => it.dataset.metric);
         return all.filter((id, at) => all.indexOf(id) !== at)",
        &[],
    );
    assert_eq!(twice, serde_json::json!([]));
    page.click("Every figure before and after");
    says(&page, "#revenue-now-found", "110.0%");
    says(&page, "#revenue-then-found", "115.5%");
    says(&page, "#customers-now-found", "90.0%");
    says(&page, "#customers-then-found", "92.5%");
    page.screenshot("what-if-bridges");
    assert_eq!(page.axe(), [""; 0]);
    page.type_into("if_name", "Save plays");
    page.click("Keep this scenario");
    says(&page, "#if-kept-table", "Save plays");
    page.click("Take all changes back");
    says(&page, "#what-if-table .total", "110.0%");
    assert!(!page.is_visible("#if-bridges"));
    says(&page, "#if-kept-table", "115.5%");
    page.click("Undo");
    says(&page, "#what-if-table .total", "115.5%");
    page.click_on("[data-action='more:if_expansion']");
    page.wait_until("a step is taken", || page.value("if_expansion") == "15%");
    page.reload();
    assert_eq!(page.value("if_expansion"), "15%");
    says(&page, "#if-kept-table", "Save plays");
}

#[test]
fn sliders_and_fields_move_together() {
    let page = Page::open("");
    let slider = |key: &str| format!("[data-choice={key}]");
    let stands = |key: &str, at: &str, said: &str| {
        page.wait_until(&format!("{key} stands at {at}"), || {
            let now = page.script(
                "const it = document.querySelector(arguments[0]);
                 return [it.value, it.ariaValueText].join()",
                &[serde_json::json!(slider(key))],
            );
            now == format!("{at},{said}")
        });
    };
    let press = |key: &str, keys: &[&str]| {
        let focus = format!("document.querySelector('{}').focus()", slider(key));
        page.script(&focus, &[]);
        keys.iter().for_each(|key| page.press(key));
    };
    stands("if_expansion", "0", "0%");
    press("if_expansion", &["ArrowRight", "ArrowRight"]);
    says(&page, "#what-if-table .total", "112.0%");
    assert_eq!(page.value("if_expansion"), "10%");
    press("if_customers_lost", &["Home"]);
    assert_eq!(page.value("if_customers_lost"), "−100%");
    says(&page, "#what-if-table", "20 becomes 0");
    // In the middle nothing is changed, and nothing is carried along.
    press("if_expansion", &["ArrowLeft", "ArrowLeft"]);
    page.wait_until("no change", || page.value("if_expansion") == "0%");
    page.wait_until("the link carries the other", || {
        let link = page.text("#share [data-link]");
        link.contains("if_customers_lost") && !link.contains("if_expansion")
    });
    // An amount stands at its share, at the nearest step; past the end, at the end.
    page.type_into("if_churn", "-7500");
    stands("if_churn", "-25", "-7500");
    page.type_into("if_contraction", "-5000");
    stands("if_contraction", "-25", "-5000");
    page.type_into("if_expansion", "150%");
    stands("if_expansion", "100", "150%");
    page.type_into("if_customers_new", "-10");
    stands("if_customers_new", "-20", "-10");
    page.resize(320, 800);
    assert!(!page.scrolls_sideways());
    assert_eq!(page.axe(), [""; 0]);
}

#[test]
fn a_month_is_beside_them_as_an_estimate() {
    let page = Page::open("#period=month&start=100000&expansion=20000&contraction=0&churn=10000");
    says(&page, "#beside-c", "As an estimate, your NRR is");
    says(&page, "#target-label", "Target NRR for the month");
    says(&page, "#ahead-periods", "Months ahead");
    let empty = Page::open("#v=1");
    empty.wait_until("what is missing is said", || {
        empty.is_visible("#target-body-waits")
    });
    assert!(empty.text("#target-short").is_empty());
    for section in SECTIONS {
        assert!(!empty.is_visible(section), "{section}");
    }
}

#[test]
fn nothing_stays_of_what_was_cleared() {
    let page = Page::open("");
    says(&page, "#stage-hint", "From 500,000 a year.");
    page.type_into("churn", "abc");
    page.wait_until("no distance without NRR", || {
        page.text("#target-short").is_empty()
    });
    page.click("Clear all");
    says(
        &page,
        "#stage-hint",
        "Choose a stage, or type yearly revenue.",
    );
    let hint = "return document.querySelector('#arr').placeholder";
    assert_eq!(page.script(hint, &[]), "");
}

#[test]
fn two_terms_answer_at_once() {
    let page = Page::open("");
    page.click("Check a claim");
    page.type_into("if_net", "102");
    page.type_into("if_gross", "85");
    says(&page, "#third-term", "Expansion is 17.0% of the start.");
}

#[test]
fn what_is_won_makes_up_for_losses() {
    let page = Page::open("#start=1000&expansion=0&contraction=0&churn=100");
    says(
        &page,
        "#ahead-notes",
        "New revenue of more than $100 a year",
    );
    page.type_into("forecast_new", "190");
    says(&page, "#ahead-notes", "made up for in year 1, month 12.");
    says(&page, "#ahead-table", "All revenue");
}

#[test]
fn decisions_are_clean_and_fit_every_width() {
    let page = Page::open(
        "#start=500000&expansion=100000&contraction=20000&churn=30000&customers_start=200&customers_new=50&customers_lost=20&if_churn=-40%25&if_1=Save~~~-40%25~~",
    );
    says(&page, "#if-kept-table", "Save");
    let open = "document.querySelectorAll('details').forEach((it) => { it.open = true })";
    page.script(open, &[]);
    for media in [&[][..], &[Media::Dark], &[Media::ForcedColors]] {
        page.emulate_media(media);
        assert_eq!(page.axe(), [""; 0], "{media:?}");
    }
    page.emulate_media(&[]);
    for width in [1024, 390, 320] {
        page.resize(width, 800);
        assert!(!page.scrolls_sideways(), "{width}");
    }
    assert_eq!(page.axe(), [""; 0], "320 px wide");
}

#[test]
fn the_window_of_a_list_leads_on_too() {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click("Load the sample");
    says(&page, "#target-short", "short");
    for section in SECTIONS {
        page.wait_until(section, || page.is_visible(section));
    }
    says(&page, "#grr-note", "By movements it would read");
    says(&page, "table.every", "GRR by customer");
    assert!(!page.text("table.every").contains("GRR by movements"));
    page.click("Why they differ");
    assert!(page.is_visible("#methods-table"));
    // 23,323 is what one month brings.
    says(&page, "#beside-band", "From 279,876 a year.");
    says(&page, "#what-if-table .total", "98.3%");
    page.type_into("target", "100");
    // 23,323 − 22,936: what is missing to 100%.
    says(&page, "#target-short", "That is $387");
    says(&page, "#levers", "+$387");
    assert_eq!(page.axe(), [""; 0]);
}
