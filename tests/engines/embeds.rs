//! The calculator in other people's pages.

use crate::Browser;
use serde_json::json;

pub fn the_demo_fits(browser: &Browser) {
    browser.open("tools/demo.html");
    for (frame, metric, shown) in [
        ("iframe:nth-of-type(1)", "nrr", "110.0%"),
        ("iframe:nth-of-type(2)", "nrr", "90.0%"),
        ("retention-calculator iframe", "customer_retention", "95.0%"),
    ] {
        inside(browser, frame, || browser.says(metric, shown));
        fits(browser, frame);
    }
    inside(browser, "iframe:nth-of-type(1)", || {
        browser.type_into("expansion", "0");
        browser.says("nrr", "90.0%");
        browser.click("#working > summary");
    });
    fits(browser, "iframe:nth-of-type(1)");
}

/// Held by pym.js and by iframe-resizer.
pub fn libraries_make_it_fit(browser: &Browser) {
    for parent in ["posts/pym.html", "posts/resizer.html"] {
        browser.open(parent);
        inside(browser, "iframe", || browser.says("nrr", "110.0%"));
        fits(browser, "iframe");
        inside(browser, "iframe", || browser.click("#working > summary"));
        fits(browser, "iframe");
    }
}

/// Does something in a frame, once it is there and its calculator runs.
fn inside(browser: &Browser, frame: &str, what: impl FnOnce()) {
    // Brought into view, because frames load when they are near.
    let found =
        format!("const e = document.querySelector('{frame}'); e?.scrollIntoView(); return e");
    browser.until("the frame is there", || !browser.script(&found).is_null());
    let element = browser.script(&found);
    enter(browser, json!({ "id": element }));
    browser.started();
    what();
    enter(browser, json!({ "id": null }));
}

fn enter(browser: &Browser, frame: serde_json::Value) {
    browser.driver.call("POST", "/frame", &frame).unwrap();
}

/// Both heights are asked for each time: what the frame shows may still be drawn.
fn fits(browser: &Browser, frame: &str) {
    let own = "return Math.ceil(document.body.getBoundingClientRect().height)";
    let outer = format!(
        "return Math.round(document.querySelector('{frame}').getBoundingClientRect().height)"
    );
    browser.until("the frame fits", || {
        let mut inner = None;
        inside(browser, frame, || inner = browser.script(own).as_i64());
        let outer = browser.script(&outer).as_i64();
        matches!((outer, inner), (Some(outer), Some(inner)) if (0..=2).contains(&(outer - inner)))
    });
}
