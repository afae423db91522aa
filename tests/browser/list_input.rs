//! How lists reach the page, and what happens to those that are no good, too long or too many.

use crate::files::Temporary;
use crate::page::Page;
use serde_json::json;
use std::fs::{self, File};

/// Two accounts over two months: NRR 80%.
const SMALL: &str = "customer,month,mrr\nA,2024-01,100\nA,2024-02,80\n";

fn on_list() -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page
}

fn choose(page: &Page, file: &Temporary) {
    page.choose_file("customer_list", &file.0);
}

fn with_small() -> Page {
    let page = on_list();
    let file = Temporary::of("small.csv", SMALL);
    choose(&page, &file);
    shows(&page, "80.0%");
    page
}

fn shows(page: &Page, nrr: &str) {
    page.wait_until(nrr, || page.metric("nrr").shown == nrr);
}

fn refused(page: &Page, words: &str) {
    page.wait_until(words, || {
        page.is_visible("#refused") && page.text("#refused").contains(words)
    });
}

/// Many rows: so many accounts in so many months, every account paying the same.
fn rows(accounts: u32, months: u32) -> String {
    let mut text = "customer,month,mrr\n".to_owned();
    for month in 0..months {
        let (year, month) = (2010 + month / 12, month % 12 + 1);
        for account in 0..accounts {
            text += &format!(
                "account {account},{year}-{month:02},{}\n",
                10 + account % 90
            );
        }
    }
    text
}

#[test]
fn files_are_dropped_anywhere() {
    let page = Page::open("");
    let drag = |kind: &str, files: &[(&str, &str)]| {
        page.script(
            "const [kind, files] = arguments;
             const carried = new DataTransfer();
             for (const [name, text] of files) carried.items.add(new File([text], name));
             const event = new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
             return !document.querySelector('h1').dispatchEvent(event)",
            &[json!(kind), json!(files)],
        )
    };
    // Over the typed totals too: the place to let go comes up.
    assert_eq!(drag("dragover", &[("a.csv", "")]), true);
    assert!(page.is_visible("#drop[data-over]"));
    assert_eq!(page.text("#drop-words"), "Let go to read it here");
    // A file for each month.
    let months = [
        (
            "january.csv",
            "customer,month,mrr\nA,2024-01,100\nB,2024-01,100\n",
        ),
        ("february.csv", "customer,month,mrr\nA,2024-02,150\n"),
    ];
    assert_eq!(drag("drop", &months), true);
    shows(&page, "75.0%");
    assert!(page.text("#source-words").starts_with("2 files"));
    // Files that do not belong together.
    drag(
        "drop",
        &[months[0], ("other.csv", "customer,start,end\nA,1,2\n")],
    );
    page.wait_until("it is told", || {
        page.text("#list-notices")
            .contains("another layout than the first")
    });
    // What is no file is left to the browser.
    let text = "const carried = new DataTransfer(); carried.setData('text/plain', 'x');
        return document.body.dispatchEvent(new DragEvent('dragover',
            { dataTransfer: carried, bubbles: true, cancelable: true }))";
    assert_eq!(page.script(text, &[]), true);
}

/// As a person pastes; keys of WebDriver leave the clipboard alone.
fn press_paste(page: &Page) {
    let key = |kind: &str| {
        let pressed = json!({ "type": kind, "key": "v", "code": "KeyV", "modifiers": 2,
            "windowsVirtualKeyCode": 86, "commands": ["paste"] });
        page.devtools("Input.dispatchKeyEvent", &pressed);
    };
    key("keyDown");
    key("keyUp");
}

/// From a disk that is slow at first and then gives nothing more until it is `set_free`: what
/// is done meanwhile does not depend on how fast the machine is.
fn hold(page: &Page) {
    let script = "
        const real = Blob.prototype.arrayBuffer;
        const free = new Promise((free) => { window.setFree = free; });
        let slices = 0;
        Blob.prototype.arrayBuffer = function () {
            slices += 1;
            const slow = new Promise((done) => setTimeout(done, 400));
            return (slices < 4 ? Promise.race([slow, free]) : free).then(() => real.call(this));
        };
        window.setFree = ((open) => () => { Blob.prototype.arrayBuffer = real; open(); })(setFree)";
    page.script(script, &[]);
}

fn set_free(page: &Page) {
    page.script("setFree()", &[]);
}

#[test]
fn rows_are_pasted_anywhere() {
    let page = on_list();
    let copy = |text: &str| {
        let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        page.devtools("Browser.grantPermissions", &allowed);
        page.script(
            "return navigator.clipboard.writeText(arguments[0])",
            &[json!(text)],
        );
    };
    copy("customer\t2025-01\t2025-02\nA\t100\t120\nB\t50\t\n");
    press_paste(&page);
    shows(&page, "80.0%");
    // Beside typed totals a list is known by its lines; a number is not one.
    page.click("Type totals");
    copy("700000");
    press_paste(&page);
    assert_eq!(page.value("start"), "500,000");
    page.script("document.querySelector('#start').select()", &[]);
    press_paste(&page);
    page.wait_until("it is typed", || page.value("start") == "700000");
    page.press("Tab");
    page.script("document.activeElement.blur()", &[]);
    copy("customer,month,mrr\nA,2024-01,100\nA,2024-02,90\n");
    press_paste(&page);
    shows(&page, "90.0%");
    page.click("Undo");
    page.wait_until("what was typed is back", || page.is_visible("#ask"));
    assert_eq!(page.value("start"), "700,000");
    page.click("Customer list");
    shows(&page, "80.0%");
}

#[test]
fn undo_brings_back_what_was_typed() {
    let page = Page::open("");
    page.type_into("start", "1000000");
    page.press("Tab");
    shows(&page, "105.0%");
    page.click("Paste or drop a customer list");
    let file = Temporary::of("small.csv", SMALL);
    choose(&page, &file);
    shows(&page, "80.0%");
    page.click("Undo");
    page.wait_until("it is gone", || page.is_visible("#drop"));
    page.click("Type totals");
    shows(&page, "105.0%");
    page.click("Redo");
    shows(&page, "80.0%");
}

/// Has a long list read that does not come to its end before the disk is `set_free`.
fn reading_slowly(page: &Page) -> Temporary {
    let long = Temporary::of("long.csv", rows(20_000, 60));
    hold(page);
    choose(page, &long);
    page.wait_until("it is shown how far it is", || page.is_visible("#reading"));
    long
}

#[test]
fn a_long_reading_is_stopped_and_changes_nothing() {
    let page = with_small();
    let _long = reading_slowly(&page);
    let told = page.text("#reading-hint");
    assert!(told.contains("rows of") && told.contains(" MB"), "{told}");
    page.click("Stop");
    set_free(&page);
    page.wait_until("it stops", || !page.is_visible("#reading"));
    assert_eq!(page.metric("nrr").shown, "80.0%");
    assert!(page.text("#source-words").starts_with("small.csv"));
    assert!(page.text("#toasts").contains("Nothing was changed"));
}

#[test]
fn the_page_is_used_while_a_list_is_read() {
    let page = with_small();
    let _long = reading_slowly(&page);
    page.click("Type totals");
    page.type_into("churn", "80000");
    shows(&page, "100.0%");
    set_free(&page);
    // The list comes up when it is there; what was typed meanwhile is kept.
    page.wait_long_until("it is read", || {
        page.text("#source-words").starts_with("long.csv")
    });
    page.click("Type totals");
    assert_eq!(page.value("churn"), "80,000");
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let page = with_small();
    let long = reading_slowly(&page);
    fs::write(&long.0, SMALL).unwrap();
    set_free(&page);
    refused(&page, "could not be read to its end");
    assert!(!page.is_visible("#reading"));
    assert_eq!(page.metric("nrr").shown, "80.0%");
    assert_eq!(page.axe(), Vec::<String>::new());
    // It is all there when it is chosen again.
    choose(&page, &long);
    page.wait_until("it is read", || {
        page.text("#source-words").starts_with("long.csv")
    });
}

#[test]
fn what_is_no_list_is_answered_at_once() {
    let page = with_small();
    // At once: what is asked of a file is its first slice, and the next one beforehand.
    page.script(
        "const real = Blob.prototype.arrayBuffer;
         window.slices = 0;
         Blob.prototype.arrayBuffer = function () { slices += 1; return real.call(this); }",
        &[],
    );
    let quickly = |file: &Temporary, words: &str| {
        page.script("slices = 0", &[]);
        choose(&page, file);
        refused(&page, words);
        let slices = page.script("return slices", &[]);
        assert!(slices.as_u64() <= Some(2), "{words}: {slices} slices");
        assert_eq!(page.metric("nrr").shown, "80.0%");
        page.click("Close");
    };
    quickly(&Temporary::of("empty.csv", ""), "There is nothing in it.");
    quickly(&Temporary::of("blank.csv", "\n\n\n"), "is empty");
    quickly(
        &Temporary::of("book.xlsx", "PK\u{3}\u{4}\u{14}"),
        "CSV UTF-8",
    );
    quickly(
        &Temporary::of("picture.csv", b"\x89PNG\r\n\x1a\n"),
        "is a picture",
    );
    // Three gigabytes of nothing, which take no room on the disk.
    let huge = Temporary::of("huge.csv", "");
    File::create(&huge.0).unwrap().set_len(3 << 30).unwrap();
    quickly(&huge, "Not a text file");
}

#[test]
fn a_hundred_thousand_bad_cells() {
    let mut text = "customer,month,mrr\nA,2024-01,100\nA,2024-02,80\n".to_owned();
    for row in 0..100_001 {
        text += &format!("c{row},2024-01,n/a\n");
    }
    let page = on_list();
    let file = Temporary::of("bad.csv", text);
    choose(&page, &file);
    shows(&page, "80.0%");
    let notices = page.text("#list-notices");
    assert!(notices.contains("99,998 more"), "{notices}");
    assert!(notices.contains("“n/a”"), "{notices}");
    assert!(page.text("#understood-summary").contains("100,001 places"));
}

#[test]
fn a_million_accounts() {
    let mut text = "customer,2024-01,2024-02\n".to_owned();
    for account in 0..1_000_000 {
        text += &format!("{account},10,{}\n", account % 11);
    }
    let file = Temporary::of("million.csv", text);
    let page = on_list();
    choose(&page, &file);
    page.wait_long_until("the figures", || page.metric("nrr").shown == "50.0%");
    // What was understood follows in a frame of its own.
    page.wait_until("what was understood", || {
        page.text("#understood-summary")
            .starts_with("1,000,000 customers")
    });
    page.click_on("#every-account > summary");
    page.wait_until("the accounts", || page.exists("#accounts-table tbody tr"));
    assert!(page.texts("#accounts-table tbody tr").len() < 80);
    page.wait_until("it is counted", || {
        page.text("#accounts-count") == "all 1,000,000 accounts"
    });
}

#[test]
fn a_reload_says_what_it_took_away() {
    let page = with_small();
    page.reload();
    assert!(page.is_visible("#left"));
    assert!(
        page.text("#left")
            .starts_with("small.csv: gone with the reload")
    );
    assert_eq!(page.axe(), Vec::<String>::new());
    assert!(!page.is_visible("#every") && !page.is_visible("#share"));
    // It is still said after another one, until a list is there.
    page.reload();
    assert!(page.is_visible("#left"));
    let file = Temporary::of("small.csv", SMALL);
    choose(&page, &file);
    shows(&page, "80.0%");
    assert!(!page.is_visible("#left"));
}

#[test]
fn a_file_of_several_slices() {
    let page = on_list();
    let file = Temporary::of("slices.csv", rows(20_000, 13));
    choose(&page, &file);
    page.wait_until("the figures", || {
        page.text("#understood-summary")
            .starts_with("20,000 customers, 13 months, 260,000 amounts")
    });
    assert_eq!(page.metric("nrr").shown, "100.0%");
}
