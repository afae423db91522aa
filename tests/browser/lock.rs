//! Nothing leaves the page, and nothing but the page that was published runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xtask::run;
use xtask::serve::Site;

use crate::changed;
use crate::page::{Page, site};

fn dist() -> PathBuf {
    run::root().join("dist")
}

/// Each way of sending something, tried from inside the page: how the browser answered.
const TRY_ALL: &str = r#"
const refused = {};
document.addEventListener("securitypolicyviolation", (event) => {
  refused[event.effectiveDirective] = true;
});
const attempt = (run) => { try { run(); } catch {} };
attempt(() => fetch("./anything").catch(() => {}));
attempt(() => { new Image().src = "./anything.png"; });
attempt(() => new WebSocket("ws://" + location.host + "/"));
attempt(() => navigator.sendBeacon("./anything", "x"));
attempt(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "./404.html" })));
attempt(() => document.body.append(Object.assign(document.createElement("script"), { src: "./404.js" })));
attempt(() => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "./a.css" })));
attempt(() => new Worker("./404.js"));
return new Promise((done) => setTimeout(() => done(Object.keys(refused).sort()), 500));
"#;

#[test]
fn after_the_start_no_request_can_leave() {
    let page = Page::open("");
    let refused = page.script(TRY_ALL, &[]);
    let refused: Vec<&str> = refused
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(
        refused,
        [
            "connect-src",
            "frame-src",
            "img-src",
            "script-src-elem",
            "style-src-elem",
            "worker-src"
        ]
    );
    page.console_errors();
}

#[test]
fn a_person_sees_each_request_refused() {
    let page = Page::open("");
    page.click("Nothing you type leaves this page");
    page.click("Prove it");
    page.wait_until("all three are refused", || {
        page.texts("#proof [data-refused=yes]").len() == 3
    });
    assert_eq!(
        page.texts("#proof li"),
        [
            "fetch: refused by the browser, rule connect-src",
            "image: refused by the browser, rule img-src",
            "WebSocket: refused by the browser, rule connect-src",
        ]
    );
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("lock");
    page.console_errors();
}

/// What the browser has asked for since the page started, while it is used for everything.
#[test]
fn using_everything_asks_for_nothing() {
    let page = Page::open("");
    page.script("performance.clearResourceTimings()", &[]);
    page.type_into("churn", "12345");
    page.click_on("#tab-list");
    page.click("Load the sample");
    page.wait_until("the list is read", || page.exists("#months-table tbody tr"));
    page.click_on("[data-download=json]");
    page.click_on("[data-copy='tsv:months']");
    let asked = page.script(
        "return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith('blob:'))",
        &[],
    );
    assert_eq!(asked, serde_json::json!([]));
}

#[test]
fn a_program_that_was_changed_does_not_run() {
    for part in ["wasm", "script"] {
        let folder = run::root().join("target/changed").join(part);
        changed::write(&dist(), &folder, part);
        let site = Site::start(folder, "/").unwrap();
        let page = Page::blank();
        page.look_at(&site.address);
        fails(&page, "not the program that was published");
        assert!(!page.exists("html[data-changed]"), "{part}");
    }
}

/// The one reason that is known is given, readable for everybody.
fn fails(page: &Page, words: &str) {
    page.wait_until(words, || page.is_visible("#load-failed"));
    let told = page.text("#load-failed");
    assert!(told.contains(words), "{words}: {told}");
    let seen = "return [...document.querySelectorAll('#load-failed p')].filter((p) => p.checkVisibility()).length";
    assert_eq!(page.script(seen, &[]), 3, "{told}");
    assert!(!page.exists("html[data-started]"));
    assert_eq!(page.axe(), [""; 0]);
    // Some browsers tell of it in the console, too.
    page.console_errors();
}

#[test]
fn what_keeps_the_program_away_is_told() {
    let check = |prepared: &str, blocked: &str, words: &str| {
        for view in ["", "?view=embed#v=1&start=100"] {
            let page = Page::blank();
            page.prepare(prepared);
            page.block(blocked);
            page.look_at(&[site(), view].concat());
            fails(&page, words);
            assert_eq!(page.metric("nrr").shown.is_empty(), !view.is_empty());
        }
    };
    let offline = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })";
    check("", "*.wasm", "a blocker or a filter held it back");
    check(
        "",
        "*retention-calculator-*.js",
        "a blocker or a filter held it back",
    );
    check(offline, "*.wasm", "There is no connection");
    check(
        "delete globalThis.WebAssembly",
        "none:",
        "runs no WebAssembly",
    );
    // An engine that does not know what the program is made of.
    let old = "WebAssembly.instantiateStreaming = async () => { throw new WebAssembly.CompileError('unknown') }";
    check(old, "none:", "runs no WebAssembly");
    // It starts, and stops at once.
    let stops = "WebAssembly.instantiateStreaming = async () => { throw new WebAssembly.RuntimeError('unreachable') }";
    check(stops, "none:", "Its program stopped");
}

/// From a disk it computes, links and locks as from a host.
#[test]
fn the_offline_copy_runs_from_a_disk() {
    let file = dist().join("retention-calculator-offline.html");
    let page = Page::blank();
    page.visit(&format!("file://{}", file.display()));
    assert!(page.exists("html[data-started]"));
    assert_eq!(page.metric("nrr").value.as_deref(), Some("110"));
    page.type_into("expansion", "50000");
    page.wait_until("the result", || {
        page.metric("nrr").value.as_deref() == Some("100")
    });
    page.click_on("#tab-list");
    page.click("Load the sample");
    page.wait_until("the list is read", || page.exists("#months-table tbody tr"));
    let refused = page.script(TRY_ALL, &[]);
    assert!(refused.as_array().unwrap().len() >= 5, "{refused}");
    page.console_errors();
}

#[test]
fn the_offline_copy_is_at_most_half_as_large_again() {
    let size = |file: &Path| fs::metadata(file).unwrap().len();
    let offline = dist().join("retention-calculator-offline.html");
    let all = fs::read_dir(dist())
        .unwrap()
        .map(|file| file.unwrap().path());
    let rest: u64 = all
        .filter(|file| file.is_file() && *file != offline)
        .map(|file| size(&file))
        .sum();
    assert!(
        size(&offline) * 2 <= rest * 3,
        "{} against {rest}",
        size(&offline)
    );
}
