//! Early warnings: what the rules find in a list, as a person reads, adjusts and takes it.

use crate::files::Temporary;
use crate::page::{Media, Page};
use serde_json::json;

fn choose(name: &str, text: &str) -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    let file = Temporary::of(name, text);
    page.choose_file("customer_list", &file.0);
    page.wait_long_until("the warnings", || page.is_visible("#warnings-band"));
    page
}

const SIGNALS: &str =
    "customer,start,end,last login,usage,previous usage,seats,seat limit,open tickets,renewal
Ann,100,60,2024-06-30,90,100,5,10,0,2024-07-20
Bob,200,200,2024-05-01,70,100,9,10,1,2025-07-20
Cid,300,330,2024-06-29,100,100,2,10,0,2024-07-01
";

fn rows(page: &Page, table: &str) -> Vec<String> {
    let rows = page.texts(&format!("#{table} tbody tr"));
    let line = |row: &String| row.split_whitespace().collect::<Vec<_>>().join(" ");
    rows.iter().map(line).collect()
}

#[test]
fn accounts_say_why_they_are_listed() {
    let page = choose("signals.csv", SIGNALS);
    assert_eq!(
        rows(&page, "warnings-table"),
        [
            "Bob 200 33.9% usage down 30.0%; no login for 60 days",
            "Ann 60 10.2% pays 40.0% less than at the start; renews in 20 days",
        ]
    );
    assert_eq!(rows(&page, "candidates-table"), ["Bob 200 33.9% 90.0%"]);
    assert_eq!(
        page.text("#warnings-words"),
        "2 of 3 accounts carry a warning. Together they pay 260, 44.1% of revenue."
    );
    // The day is the list's own, not the machine's.
    assert_eq!(
        page.attribute("#warn_today", "placeholder").as_deref(),
        Some("2024-06-30")
    );
    // Every rule can be moved; what cannot be read says so, and the usual counts.
    page.type_into("warn_usage", "35");
    page.type_into("warn_quiet", "61");
    page.wait_until("the rules are weaker", || {
        rows(&page, "warnings-table").len() == 1
    });
    page.type_into("warn_contracted", "much");
    page.wait_until("a message", || page.is_visible("#warn_contracted-message"));
    assert_eq!(rows(&page, "warnings-table").len(), 1);
    assert_eq!(page.axe(), Vec::<String>::new());
    page.type_into("warn_contracted", "");
    page.type_into("warn_today", "2024-07-01");
    page.wait_until("another day", || {
        rows(&page, "warnings-table")
            .iter()
            .any(|row| row.ends_with("renews in 19 days"))
    });
    page.hear("Copied", || page.click_on("[data-copy=\"tsv:warnings\"]"));
    assert!(
        page.clipboard()
            .starts_with("Account\tPays\tShare\tWhy\r\nBob\t200\t")
    );
    page.emulate_media(&[Media::Dark]);
    assert_eq!(page.axe(), Vec::<String>::new());
    page.resize(320, 800);
    assert!(!page.scrolls_sideways());
}

#[test]
fn the_sample_and_typed_totals() {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click_on("[data-action=sample]");
    page.wait_until("the warnings", || page.is_visible("#warnings-band"));
    assert!(!rows(&page, "warnings-table").is_empty());
    // What the list does not say has no rule to move.
    assert!(!page.is_visible("#warn_usage"));
    assert!(page.text("#warnings-more").contains("last login"));
    // On a telephone the reasons are read without scrolling.
    for width in [390, 320] {
        page.resize(width, 800);
        let cut = "const e = document.querySelector('#warnings-table');
            return e.scrollWidth - e.clientWidth";
        assert_eq!(page.script(cut, &[]), json!(0), "{width}");
    }
    page.resize(1280, 900);
    page.click("Type totals");
    assert!(!page.is_visible("#warnings-band"));
}

#[test]
fn many_accounts_are_drawn_as_far_as_they_are_seen() {
    let mut text = "customer,start,end\n".to_owned();
    for account in 0..60_000_u32 {
        text += &format!("Account {account},{},{}\n", 2 * account + 100, account + 10);
    }
    let page = choose("many-warnings.csv", &text);
    let drawn = page.texts("#warnings-table tbody tr:not(.gap)").len();
    assert!(drawn < 100, "{drawn} rows are drawn");
    assert_eq!(
        page.attribute("#warnings-table table", "aria-rowcount")
            .as_deref(),
        Some("60001")
    );
    page.script(
        "const e = document.querySelector('#warnings-table'); e.scrollTop = e.scrollHeight",
        &[json!(null)],
    );
    page.wait_until("the last row", || {
        rows(&page, "warnings-table")
            .iter()
            .any(|row| row.starts_with("Account 0 10 "))
    });
}
