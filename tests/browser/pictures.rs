//! Pictures: what they say, how they are explored, and how they leave the page.

use crate::files::Temporary;
use crate::page::{Media, Page};
use serde_json::{Value, json};
use std::path::Path;

fn with_list() -> Page {
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    page.click("Load the sample");
    page.wait_until("the sample is read", || page.is_visible("#segments-band"));
    page
}

#[test]
fn bridges_follow_the_typing_and_have_a_table() {
    let page = Page::open("");
    page.wait_until("bridges", || page.is_visible("#bridges-band"));
    assert_eq!(
        page.text("#revenue-bridge-figure figcaption"),
        "Revenue ends at 110.0%, after 10.0% lost and 20.0% won"
    );
    page.type_into("churn", "80000");
    page.wait_until("the bridge follows", || {
        page.text("#revenue-bridge-found")
            .starts_with("ends at 100.0%")
    });
    assert!(!page.is_visible("#bridge-tables"));
    page.click("Show both bridges as tables");
    assert!(page.is_visible("#bridge-tables"));
    assert!(page.text("#revenue-bridge-steps").contains("−80,000"));
    page.type_into("customers_lost", "");
    page.type_into("customers_new", "");
    page.wait_until("one bridge is missing", || {
        page.is_visible("#bridge-missing") && !page.is_visible("#customer-bridge-figure")
    });
    page.type_into("start", "0");
    page.wait_until("nothing to draw", || !page.is_visible("#bridges-band"));
}

#[test]
fn the_quadrant_follows_its_lines_and_is_explored_with_keys() {
    let page = Page::open("");
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    assert_eq!(
        page.metric("diagnosis").value.as_deref(),
        Some("compounding")
    );
    page.type_into("cr_threshold", "95");
    page.wait_until("the line moves", || {
        page.metric("diagnosis").value.as_deref() == Some("upsell_hides_churn")
    });
    page.script("document.querySelector('#quadrant').focus()", &[]);
    page.press("Home");
    page.wait_until("a point is told", || {
        page.text("#announcer") == "You: CR 90.0%, NRR 110.0%"
    });
    assert_eq!(page.text("#quadrant-said"), "You: CR 90.0%, NRR 110.0%");
    page.press("Escape");
    assert_eq!(page.text("#quadrant-said"), "");
}

#[test]
fn a_list_puts_segments_and_months_into_the_quadrant() {
    let page = with_list();
    let count = |class: &str| {
        let counted = page.script(
            "return document.querySelectorAll('#quadrant .' + arguments[0]).length",
            &[json!(class)],
        );
        counted.as_u64().unwrap()
    };
    page.wait_until("points", || count("m-seg") > 1 && count("m-month") > 5);
    page.script("document.querySelector('#quadrant').focus()", &[]);
    page.press("Home");
    let first = page.text("#quadrant-said");
    page.press("ArrowRight");
    page.press("ArrowUp");
    page.press("ArrowLeft");
    assert_ne!(page.text("#quadrant-said"), "");
    assert!(first.contains("CR "), "{first}");
    for media in [&[][..], &[Media::Dark]] {
        page.emulate_media(media);
        assert_eq!(page.axe(), [""; 0], "{media:?}");
    }
    page.screenshot("quadrant-list");
    // Each segment by its own rates, the largest first, with what drives it.
    let middle = "document.querySelector('#parts').scrollIntoView({ block: 'center' })";
    page.script(middle, &[]);
    page.click_on("#parts > summary");
    let parts = page.texts("#part-diagnoses tr");
    let expect = [
        "Business\tCompounding\t",
        "Team\tLeaking\t",
        "Starter\tLeaking\t",
    ];
    assert_eq!(parts.len(), expect.len());
    for (part, expect) in parts.iter().zip(expect) {
        assert!(part.starts_with(expect), "{part}");
        assert!(part.contains("expansion replaces"), "{part}");
    }
}

/// The file that a button would save, and its name.
fn saved(page: &Page, picture: &str, kind: &str) -> Value {
    page.script(
        "const [id, kind] = arguments;
         window.made = null;
         const make = URL.createObjectURL, press = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { window.named = this.download };
         URL.createObjectURL = blob => {
           window.made = blob.arrayBuffer().then(bytes => ({
             name: window.named, kind: blob.type, text: new TextDecoder().decode(bytes),
             sides: [16, 20].map(at => new DataView(bytes).getUint32(at)) }));
           return make.call(URL, blob); };
         document.querySelector(`[data-of=${id}] [data-picture=${kind}]`).click();",
        &[json!(picture), json!(kind)],
    );
    page.wait_until("the file is made", || {
        !page.script("return !window.made", &[]).as_bool().unwrap()
    });
    page.script(
        "return window.made.then(made => ({ ...made, name: window.named }))",
        &[],
    )
}

#[test]
fn every_picture_leaves_the_page_as_svg_and_png() {
    let page = Page::open("");
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    for id in [
        "retention-ruler",
        "retention-rectangle",
        "revenue-bridge",
        "customer-bridge",
        "quadrant",
        "beside-table",
    ] {
        let file = saved(&page, id, "svg");
        let text = file["text"].as_str().unwrap();
        assert_eq!(file["name"], format!("{id}.svg"));
        for part in [
            "NRR 110.0%, CR 90.0%",
            "<pattern id=\"hatch-churn\"",
            "rgb(",
        ] {
            assert!(text.contains(part), "{id}: no {part} in {text}");
        }
        assert!(!text.contains("class="), "{id}: {text}");
        assert!(!text.contains("var("), "{id}");
        // It is well-formed.
        let errors = page.script(
            "return new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelectorAll('parsererror').length",
            &[json!(text)],
        );
        assert_eq!(errors, 0, "{id}: {text}");
        let png = saved(&page, id, "png");
        assert_eq!(png["name"], format!("{id}.png"));
        assert_eq!(png["kind"], "image/png");
        let width = text
            .split("width=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let width: u64 = width.parse().unwrap();
        assert_eq!(png["sides"][0].as_u64(), Some(width * 2), "{id}");
    }
}

/// What a button has left in the clipboard: its kinds, and the sides of the picture.
fn copied(page: &Page, picture: &str) -> Value {
    page.script("return navigator.clipboard.writeText('nothing yet')", &[]);
    let menu = format!("[data-of={picture}]");
    page.click_on(&format!("{menu} summary"));
    page.click_on(&format!("{menu} [data-picture=copy]"));
    page.wait_until("the button ticks", || {
        page.exists(&format!("{menu} [data-done]"))
    });
    page.script(
        "const [item] = await navigator.clipboard.read();
         const bytes = await (await item.getType('image/png')).arrayBuffer();
         return { kinds: item.types,
           sides: [16, 20].map((at) => new DataView(bytes).getUint32(at)) }",
        &[],
    )
}

#[test]
fn every_picture_is_copied_as_an_image() {
    let page = with_list();
    page.type_into("if_churn", "-40%");
    page.wait_until("what was changed", || {
        page.text("#what-if-table .total").contains("+")
    });
    page.click("Every figure before and after");
    let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.devtools("Browser.grantPermissions", &allowed);
    let pictures = page.script(
        "return [...document.querySelectorAll('[data-of]')]
           .filter((menu) => menu.checkVisibility()).map((menu) => menu.dataset.of)",
        &[],
    );
    let pictures = pictures.as_array().unwrap();
    assert_eq!(pictures.len(), 16, "{pictures:?}");
    for picture in pictures {
        let found = copied(&page, picture.as_str().unwrap());
        assert_eq!(found["kinds"], json!(["image/png"]), "{picture}");
        // Twice as fine as it is shown.
        let wide = found["sides"][0].as_u64().unwrap();
        assert!(wide > 600 && wide.is_multiple_of(2), "{picture}: {wide}");
    }
}

#[test]
fn a_refused_copy_is_told_to_everybody() {
    let page = Page::open("");
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
    page.devtools("Browser.setPermission", &denied);
    page.click_on("[data-of=quadrant] summary");
    let words = "Copying pictures is blocked by the browser. Save the PNG instead.";
    page.hear(words, || {
        page.click_on("[data-of=quadrant] [data-picture=copy]")
    });
    page.wait_until("it is seen", || page.text("#toasts").contains(words));
}

/// Pages that the report prints on.
fn pages(page: &Page, name: &str, width: f64, height: f64) -> usize {
    let printed = page.devtools(
        "Page.printToPDF",
        &json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false, "printBackground": false }),
    );
    let coded = printed["data"].as_str().unwrap();
    let bytes = page.script(
        "return Array.from(atob(arguments[0]), c => c.charCodeAt(0))",
        &[json!(coded)],
    );
    let bytes: Vec<u8> = bytes
        .as_array()
        .unwrap()
        .iter()
        .map(|byte| byte.as_u64().unwrap() as u8)
        .collect();
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&target).unwrap();
    std::fs::write(target.join(format!("{name}.pdf")), &bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    text.matches("/Type /Page\n").count()
        + text.matches("/Type /Page ").count()
        + text.matches("/Type /Page/").count()
}

const A4: (f64, f64) = (8.27, 11.69);
const LETTER: (f64, f64) = (8.5, 11.0);

#[test]
fn the_report_of_totals_is_one_page() {
    let page = Page::open("");
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    page.click("Report");
    page.wait_until("the report", || page.is_visible("#report-definitions"));
    assert!(page.text("#report-figures").contains("110.0%"));
    assert!(!page.is_visible(".report-link"));
    assert_eq!(page.axe(), [""; 0]);
    for (name, (width, height)) in [("report-a4", A4), ("report-letter", LETTER)] {
        assert_eq!(pages(&page, name, width, height), 1, "{name}");
    }
    page.click_on("#report-with-link");
    assert!(page.text(".report-link").contains("start=500000"));
    assert_eq!(pages(&page, "report-link", 8.27, 11.69), 1);
}

#[test]
fn the_report_of_the_sample_is_two_pages() {
    let page = with_list();
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    page.click("Report");
    page.wait_until("the report", || page.is_visible("#report-definitions"));
    for (name, (width, height)) in [("report-list-a4", A4), ("report-list-letter", LETTER)] {
        assert_eq!(pages(&page, name, width, height), 2, "{name}");
    }
}

#[test]
fn the_report_of_any_list_is_three_pages_at_most() {
    // 60 months, 40 segments with long names, large amounts.
    let mut rows = "customer,plan,month,mrr\n".to_owned();
    for customer in 0..400 {
        let plan = format!(
            "A segment of our catalogue with a long name, number {}",
            customer % 40
        );
        let (first, stays) = (customer * 7 % 50, 6 + customer * 11 % 60);
        for month in (first..60).take(stays) {
            let (year, month) = (2021 + month / 12, month % 12 + 1);
            let amount = 1_000_000 * (1 + customer % 9) + 1000 * month;
            rows += &format!("Customer {customer},\"{plan}\",{year}-{month:02},{amount}\n");
        }
    }
    let page = Page::open("");
    page.click("Paste or drop a customer list");
    let list = Temporary::of("report.csv", rows);
    page.choose_file("customer_list", &list.0);
    page.wait_long_until("all is drawn", || page.is_visible("#curve-figure"));
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    page.click("Report");
    page.wait_until("the report", || page.is_visible("#report-definitions"));
    assert_eq!(
        page.texts("#report-list caption"),
        ["segments", "months"].map(|table| {
            let (shown, all) = if table == "months" {
                (36, 60)
            } else {
                (24, 40)
            };
            format!(
                "The first {shown} of {all} {table}. The CSV of this table on the page has all."
            )
        })
    );
    assert_eq!(page.texts("#report-list tbody tr").len(), 24 + 1 + 36);
    assert!(!page.exists("#report-list button"));
    assert_eq!(page.axe(), [""; 0]);
    for (name, (width, height)) in [("report-long-a4", A4), ("report-long-letter", LETTER)] {
        assert_eq!(pages(&page, name, width, height), 3, "{name}");
    }
}

#[test]
fn pictures_fit_small_screens() {
    let page = Page::open("");
    page.wait_until("quadrant", || page.is_visible("#quadrant-band"));
    page.resize(320, 800);
    assert!(!page.scrolls_sideways());
    assert!(!page.is_visible(".bridges"));
    assert!(page.is_visible("#bridge-tables"));
    // Columns give way to bars.
    assert!(page.is_visible("#revenue-bridge-steps tbody .bar-cell"));
    assert!(page.is_visible("#customer-bridge-steps tbody .bar-cell"));
    page.emulate_media(&[Media::Dark]);
    assert_eq!(page.axe(), [""; 0]);
    page.emulate_media(&[Media::ForcedColors]);
    assert_eq!(page.axe(), [""; 0]);
}
