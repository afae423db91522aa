//! The same built page in Firefox and in WebKitGTK: it loads, it follows typing, it fits where it is
//! embedded. Everything else is tried in Chromium (`tests/browser`).
//!
//! `cargo xtask test engines` sets both up and runs this on the `dist/` that is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};
use xtask::serve::Site;
use xtask::webdriver::Driver;
use xtask::{engines, run, setup};

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn firefox() {
    let geckodriver: PathBuf = setup::engines().unwrap();
    check(&engines::firefox(&geckodriver).unwrap());
}

#[test]
fn webkitgtk() {
    check(&engines::webkit().unwrap());
}

fn check(driver: &Driver) {
    let dist = run::root().join("dist");
    assert!(
        dist.is_dir(),
        "there is no dist/ yet: run `cargo xtask build`"
    );
    let site = Site::start(dist, "/tools/retention/").unwrap();
    loads_and_follows_typing(driver, &site.address);
    fits_where_it_is_embedded(driver, &site.address);
}

fn loads_and_follows_typing(driver: &Driver, address: &str) {
    driver.open(address).unwrap();
    started(driver);
    says(driver, "nrr", "110.0%");
    type_into(driver, "churn", "80000");
    says(driver, "nrr", "100.0%");
    // The styles are understood: two columns, and a figure that is large.
    let large = "return parseFloat(getComputedStyle(document.querySelector('.figure-value')).fontSize) > 40";
    assert_eq!(script(driver, large), true);
    driver.open("about:blank").unwrap();
    driver
        .open(&format!(
            "{address}#v=1&start=200&expansion=0&contraction=0&churn=20"
        ))
        .unwrap();
    started(driver);
    says(driver, "nrr", "90.0%");
}

fn fits_where_it_is_embedded(driver: &Driver, address: &str) {
    driver.open(&format!("{address}demo.html")).unwrap();
    let own = "return Math.ceil(document.body.getBoundingClientRect().height)";
    for frame in ["iframe", "retention-calculator iframe"] {
        let found =
            format!("const e = document.querySelector('{frame}'); e?.scrollIntoView(); return e");
        until(driver, "the frame is there", |driver| {
            !script(driver, &found).is_null()
        });
        let element = script(driver, &found);
        driver
            .call("POST", "/frame", &json!({ "id": element }))
            .unwrap();
        started(driver);
        if frame == "iframe" {
            type_into(driver, "expansion", "0");
            says(driver, "nrr", "90.0%");
        } else {
            says(driver, "customer_retention", "95.0%");
        }
        let inner = script(driver, own).as_i64().unwrap();
        driver
            .call("POST", "/frame", &json!({ "id": null }))
            .unwrap();
        let outer = format!(
            "return Math.round(document.querySelector('{frame}').getBoundingClientRect().height)"
        );
        until(driver, "the frame fits", |driver| {
            let outer = script(driver, &outer).as_i64().unwrap();
            (0..=2).contains(&(outer - inner))
        });
    }
}

fn started(driver: &Driver) {
    until(driver, "the calculator starts", |driver| {
        let failed = script(
            driver,
            "return 'failed' in document.documentElement.dataset",
        );
        assert_eq!(failed, false, "it did not start");
        script(
            driver,
            "return 'started' in document.documentElement.dataset",
        ) == true
    });
}

fn says(driver: &Driver, metric: &str, text: &str) {
    let shown = format!("return document.querySelector('data[data-metric={metric}]').innerText");
    until(driver, text, |driver| script(driver, &shown) == text);
}

fn type_into(driver: &Driver, name: &str, text: &str) {
    let field = format!(
        "const e = document.querySelector('[name={name}]'); e.focus(); e.select(); return e"
    );
    let field = script(driver, &field);
    let id = field["element-6066-11e4-a52e-4f735466cecf"]
        .as_str()
        .unwrap()
        .to_owned();
    let keys = json!({ "text": text });
    driver
        .call("POST", &format!("/element/{id}/value"), &keys)
        .unwrap();
}

fn until(driver: &Driver, what: &str, holds: impl Fn(&Driver) -> bool) {
    let start = Instant::now();
    while !holds(driver) {
        assert!(start.elapsed() < PATIENCE, "waited in vain until: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn script(driver: &Driver, body: &str) -> Value {
    driver.script(body, &[]).unwrap()
}
