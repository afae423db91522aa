//! The same built page in Chromium, Firefox and WebKitGTK: it loads, it follows typing, it fits where
//! it is embedded, and nothing leaves it. Everything else is tried in Chromium (`tests/browser`).
//!
//! Each browser has a proxy that stands for the whole world: what the proxy was asked for is all that
//! the browser has sent to anybody, whatever the page says of it.
//!
//! `cargo xtask test engines` sets the browsers up and runs this on the `dist/` that is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/changed.rs"]
mod changed;
mod embeds;
#[path = "../common/heard.rs"]
mod heard;
mod lock;
#[path = "../common/parents.rs"]
mod parents;

use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};
use xtask::serve::Site;
use xtask::webdriver::Driver;
use xtask::{engines, run, setup};

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn chromium() {
    check(engines::chromium);
}

#[test]
fn firefox() {
    let geckodriver: PathBuf = setup::engines().unwrap();
    check(|proxy| engines::firefox(&geckodriver, proxy));
}

#[test]
fn webkitgtk() {
    check(engines::webkit);
}

fn check(start: impl FnOnce(u16) -> Result<Driver, String>) {
    let site = Site::start(world().to_owned(), "/").unwrap();
    let driver = start(site.port).unwrap();
    let browser = Browser { driver, site };
    loads_and_follows_typing(&browser);
    lock::nothing_leaves(&browser);
    lock::what_was_changed_does_not_run(&browser);
    embeds::the_demo_fits(&browser);
    embeds::libraries_make_it_fit(&browser);
}

/// All that the browsers can reach: the page under `tools/`, pages that embed it under `posts/`,
/// and what was changed on the way under the name of the part.
fn world() -> &'static PathBuf {
    static WORLD: OnceLock<PathBuf> = OnceLock::new();
    WORLD.get_or_init(|| {
        let dist = run::root().join("dist");
        assert!(
            dist.is_dir(),
            "there is no dist/ yet: run `cargo xtask build`"
        );
        let world = run::root().join("target/world");
        changed::copy(&dist, &world.join("tools"));
        for part in lock::PARTS {
            changed::write(&dist, &world.join(part), part);
        }
        parents::write(&world.join("posts"), "/tools/");
        lock::write(&world);
        world
    })
}

fn loads_and_follows_typing(browser: &Browser) {
    browser.open("tools/");
    browser.started();
    browser.says("nrr", "110.0%");
    browser.type_into("churn", "80000");
    browser.says("nrr", "100.0%");
    // The styles are understood: two columns, and a figure that is large.
    let large = "return parseFloat(getComputedStyle(document.querySelector('.figure-value')).fontSize) > 40";
    assert_eq!(browser.script(large), true);
    browser.open("tools/#v=1&start=200&expansion=0&contraction=0&churn=20");
    browser.started();
    browser.says("nrr", "90.0%");
}

/// A browser, and all that it can reach.
struct Browser {
    driver: Driver,
    site: Site,
}

impl Browser {
    /// Loads a page of the world, whatever was shown before.
    fn open(&self, page: &str) {
        self.driver.open("about:blank").unwrap();
        let address = [&self.site.proxied(), page].concat();
        self.driver.open(&address).unwrap();
    }

    fn started(&self) {
        self.until("the calculator starts", || {
            let failed = self.script("return document.documentElement.dataset.failed");
            assert_eq!(failed, Value::Null, "it did not start");
            self.has("html[data-started]")
        });
    }

    fn says(&self, metric: &str, text: &str) {
        let shown =
            format!("return document.querySelector('data[data-metric={metric}]').innerText");
        self.until(text, || self.script(&shown) == text);
    }

    fn has(&self, css: &str) -> bool {
        self.script(&format!("return !!document.querySelector(`{css}`)")) == true
    }

    fn text(&self, css: &str) -> String {
        let text = self.script(&format!("return document.querySelector(`{css}`).innerText"));
        text.as_str().unwrap_or_default().to_owned()
    }

    fn type_into(&self, name: &str, text: &str) {
        let css = format!("[name={name}]");
        self.script(&format!(
            "const e = document.querySelector('{css}'); e.focus(); e.select(); return 0"
        ));
        self.send(&css, text);
    }

    /// Keys for a field, or the path of a file for a button that chooses one.
    fn send(&self, css: &str, keys: &str) {
        let path = format!("{}/value", self.element(css));
        let keys = json!({ "text": keys });
        self.driver.call("POST", &path, &keys).unwrap();
    }

    /// Clicks as a person does, once there is something to click that has come to rest and nothing
    /// lies over it: a click on what is just being moved goes beside it.
    fn click(&self, css: &str) {
        let place = format!(
            "const e = document.querySelector(`{css}`); \
             if (!e || e.getClientRects().length === 0) return null; \
             const waits = [...document.querySelectorAll('.rests:not([data-laid])')]; \
             if (waits.some((section) => section.getClientRects().length)) return null; \
             e.scrollIntoView({{ block: 'center' }}); \
             const {{ x, y }} = e.getBoundingClientRect(); return [x, y, scrollY]"
        );
        let mut before = Value::Null;
        self.until(&format!("{css} is clicked"), || {
            let now = self.script(&place);
            if now.is_null() || now != before {
                before = now;
                return false;
            }
            let path = format!("{}/click", self.element(css));
            match self.driver.call("POST", &path, &json!({})) {
                Err(problem) if problem.contains("click intercepted") => false,
                clicked => clicked.is_ok() || panic!("{css}: {clicked:?}"),
            }
        });
    }

    /// Clicks until it shows; who sees nothing happen clicks again. That the first click counts is
    /// tried in Chromium.
    fn click_until(&self, css: &str, mut holds: impl FnMut() -> bool) {
        self.until(css, || {
            self.click(css);
            let clicked = Instant::now();
            loop {
                if holds() {
                    return true;
                }
                if clicked.elapsed() > PATIENCE / 6 {
                    return false;
                }
                thread::sleep(Duration::from_millis(50));
            }
        });
    }

    fn element(&self, css: &str) -> String {
        let element = self.script(&format!("return document.querySelector(`{css}`)"));
        let id = &element["element-6066-11e4-a52e-4f735466cecf"];
        format!("/element/{}", id.as_str().expect(css))
    }

    fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited in vain until: {what}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn script(&self, body: &str) -> Value {
        self.driver.script(body, &[]).unwrap()
    }
}
