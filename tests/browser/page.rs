//! A page as a journey sees it: what is read, typed and clicked, in the calculator's own names.
//!
//! Everything here panics with words when the page is not as expected: that is a journey failing.
// A vocabulary: not every word is in use at any time.
#![allow(dead_code)]

use crate::heard;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use xtask::serve::Site;
use xtask::webdriver::Driver;
use xtask::{run, setup};

/// How long the page may take to become what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser window with the calculator. It closes when dropped, and then fails the journey if the
/// console has shown errors that [`Page::console_errors`] has not collected.
pub struct Page {
    driver: Driver,
}

/// One figure: `<data data-metric="…">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// What is read on the page.
    pub shown: String,
    /// The unrounded number, where there is one.
    pub value: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// A property of the reader's screen or choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Dark,
    Light,
    ForcedColors,
    ReducedMotion,
    Print,
}

// Opening

impl Page {
    /// The calculator at `dist/` plus `address`, such as `"#v=1&start=500000"` or
    /// `"?view=embed"`, started and ready.
    pub fn open(address: &str) -> Self {
        let page = Self::blank();
        page.go(address);
        page
    }

    /// An empty window of 1280 × 900, to set up before [`Page::go`].
    pub fn blank() -> Self {
        let driver = Driver::start(&["--window-size=1280,900"]).unwrap_or_else(|e| panic!("{e}"));
        let page = Self { driver };
        page.resize(1280, 900);
        page
    }

    /// Loads the calculator and waits until it runs or says that it can't.
    pub fn go(&self, address: &str) {
        self.visit(&format!("{}{address}", site()));
    }

    /// Loads the calculator from elsewhere, such as a disk.
    pub fn visit(&self, address: &str) {
        self.look_at(address);
        self.wait_until("the calculator starts", || {
            self.exists("html[data-started]") || self.is_visible("#load-failed")
        });
    }

    /// Opens an address, whatever comes of it.
    pub fn look_at(&self, address: &str) {
        // Only the fragment changing would not load anything.
        self.done(self.driver.open("about:blank"));
        self.done(self.driver.open(address));
    }

    /// Looks into a frame: everything below then speaks of what is in there.
    pub fn enter(&self, css: &str) {
        self.look_into(css);
        self.wait_until("the calculator starts in its frame", || {
            self.exists("html[data-started]")
        });
    }

    /// The same, whatever the frame shows.
    pub fn look_into(&self, css: &str) {
        // Brought into view, because frames load when they are near.
        self.script(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })",
            &[json!(css)],
        );
        let frame = json!({ "id": self.element(css) });
        self.done(self.driver.call("POST", "/frame", &frame));
    }

    /// Looks at the page that holds the frames again.
    pub fn leave(&self) {
        self.done(self.driver.call("POST", "/frame", &json!({ "id": null })));
    }

    /// Loads the same address again, as a person reloads.
    pub fn reload(&self) {
        self.done(self.driver.call("POST", "/refresh", &json!({})));
        self.wait_until("the calculator starts", || {
            self.exists("html[data-started]")
        });
    }

    /// The address as the browser shows it.
    pub fn address(&self) -> String {
        text_of(&self.script("return location.href", &[]))
    }

    /// Sets the size of the view in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Sets what media queries answer; replaces what was set before.
    pub fn emulate_media(&self, media: &[Media]) {
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let features = media.iter().filter_map(|media| match media {
            Media::Dark => Some(feature("prefers-color-scheme", "dark")),
            Media::Light => Some(feature("prefers-color-scheme", "light")),
            Media::ForcedColors => Some(feature("forced-colors", "active")),
            Media::ReducedMotion => Some(feature("prefers-reduced-motion", "reduce")),
            Media::Print => None,
        });
        let features: Vec<_> = features.collect();
        let kind = if media.contains(&Media::Print) {
            "print"
        } else {
            ""
        };
        let emulated = json!({ "media": kind, "features": features });
        self.devtools("Emulation.setEmulatedMedia", &emulated);
    }

    /// Runs a script in every page that is opened from now on, before its own.
    pub fn prepare(&self, script: &str) {
        let source = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &source);
    }

    /// Lets no request through whose address matches, such as `"*.wasm"`.
    pub fn block(&self, pattern: &str) {
        self.devtools("Network.enable", &json!({}));
        self.devtools("Network.setBlockedURLs", &json!({ "urls": [pattern] }));
    }
}

// Reading

impl Page {
    /// The figure with this id.
    pub fn metric(&self, id: &str) -> Metric {
        let found = self.script(
            "const found = document.querySelector(`data[data-metric=\"${arguments[0]}\"]`);
             return found && [found.innerText, found.getAttribute('value'), found.dataset.reason];",
            &[json!(id)],
        );
        let part = |index: usize| found.get(index).and_then(Value::as_str).map(str::to_owned);
        Metric {
            shown: part(0).unwrap_or_else(|| panic!("there is no figure {id:?} on the page")),
            value: part(1),
            reason: part(2),
        }
    }

    /// The text that is seen of the first element.
    pub fn text(&self, css: &str) -> String {
        let mut texts = self.texts(css).into_iter();
        texts
            .next()
            .unwrap_or_else(|| panic!("there is no {css} on the page"))
    }

    /// The text that is seen of every such element.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let texts = self.script(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())",
            &[json!(css)],
        );
        texts
            .as_array()
            .into_iter()
            .flatten()
            .map(text_of)
            .collect()
    }

    /// What stands in the input, select or textarea of this name.
    pub fn value(&self, name: &str) -> String {
        let control = self.control(name);
        text_of(&self.script("return arguments[0].value", &[control]))
    }

    /// An attribute of the first element, if it has it.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.element(css);
        let value = self.script(
            "return arguments[0].getAttribute(arguments[1])",
            &[element, json!(name)],
        );
        value.as_str().map(str::to_owned)
    }

    pub fn exists(&self, css: &str) -> bool {
        !self.find(css).is_null()
    }

    /// Whether there is such an element and a person can see it.
    pub fn is_visible(&self, css: &str) -> bool {
        let visible = self.script(
            // An option is there to be chosen when its list is.
            "const found = document.querySelector(arguments[0]);
             const seen = found?.closest('select') ?? found;
             return !!seen && seen.checkVisibility({ visibilityProperty: true })",
            &[json!(css)],
        );
        visible == true
    }

    /// Whether the page is wider than the window, so that a reader has to scroll sideways.
    pub fn scrolls_sideways(&self) -> bool {
        let wider = "const e = document.documentElement; return e.scrollWidth > e.clientWidth";
        self.script(wider, &[]) == true
    }

    /// What a copy button has left in the clipboard.
    pub fn clipboard(&self) -> String {
        let allowed = json!({ "permissions": ["clipboardReadWrite"] });
        self.devtools("Browser.grantPermissions", &allowed);
        text_of(&self.script("return navigator.clipboard.readText()", &[]))
    }
}

// Acting

impl Page {
    /// Replaces what stands in the input of this name, key by key; `""` empties it. The focus stays
    /// there: `press("Tab")` leaves it.
    pub fn type_into(&self, name: &str, text: &str) {
        let control = self.control(name);
        let select = "arguments[0].focus(); arguments[0].select()";
        self.script(select, std::slice::from_ref(&control));
        let keys = if text.is_empty() { BACKSPACE } else { text };
        self.send(&control, keys);
    }

    /// Chooses the option of a select, or the radio button, of this name with this value.
    pub fn choose(&self, name: &str, value: &str) {
        self.click_on(&format!(
            "select[name=\"{name}\"] option[value=\"{value}\"], \
             input[name=\"{name}\"][value=\"{value}\"]"
        ));
    }

    /// Gives the file input of this name a file.
    pub fn choose_file(&self, name: &str, file: &Path) {
        let path = fs::canonicalize(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        self.send(&self.control(name), &path.to_string_lossy());
    }

    /// Clicks the button, link, tab or disclosure that reads exactly this, or else begins with it.
    pub fn click(&self, text: &str) {
        let mut element = Value::Null;
        self.wait_until(&format!("something to click reads {text}"), || {
            element = self.clickable(text);
            !element.is_null()
        });
        self.click_element(&element);
    }

    fn clickable(&self, text: &str) -> Value {
        self.script(
            "const wanted = arguments[0];
             const clickable = 'button, a[href], summary, label, input[type=submit], \
                [role=button], [role=tab], [role=option], [role=menuitem]';
             const name = (e) => (e.getAttribute('aria-label') ?? e.innerText ?? '').trim();
             const seen = [...document.querySelectorAll(clickable)]
                .filter((e) => e.checkVisibility({ visibilityProperty: true }));
             return seen.find((e) => name(e) === wanted || e.innerText.trim() === wanted)
                ?? seen.find((e) => name(e).startsWith(wanted)) ?? null;",
            &[json!(text)],
        )
    }

    /// Clicks the first element of this selector, once it is shown.
    pub fn click_on(&self, css: &str) {
        // An option is shown where its choice is.
        let shown = "const found = document.querySelector(arguments[0]);
            return !!(found?.closest('select') ?? found)
                ?.checkVisibility({ visibilityProperty: true })";
        self.wait_until(&format!("{css} is shown"), || {
            self.script(shown, &[json!(css)]) == true
        });
        self.click_element(&self.element(css));
    }

    /// Presses a key where the focus is: `"Tab"`, `"Shift+Tab"`, `"Control+z"`, `"ArrowRight"`.
    pub fn press(&self, keys: &str) {
        let keys: Vec<_> = keys.split('+').map(key).collect();
        let event = |kind: &str, key: &char| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| event("keyDown", key));
        let up = keys.iter().rev().map(|key| event("keyUp", key));
        let actions: Vec<_> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.act("/actions", &json!({ "actions": [keyboard] }));
    }

    /// What has the focus: its `name`, else its `id`, else its text.
    pub fn focused(&self) -> String {
        text_of(&self.script(
            "const e = document.activeElement; return e.name || e.id || e.innerText.trim()",
            &[],
        ))
    }
}

// Checking

impl Page {
    /// Waits for something that the page does later.
    pub fn wait_until(&self, what: &str, holds: impl FnMut() -> bool) {
        self.wait(PATIENCE, what, holds);
    }

    /// Waits for what takes long, beside other journeys all the more: a large list.
    pub fn wait_long_until(&self, what: &str, holds: impl FnMut() -> bool) {
        self.wait(6 * PATIENCE, what, holds);
    }

    fn wait(&self, patience: Duration, what: &str, mut holds: impl FnMut() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(
                start.elapsed() < patience,
                "waited in vain until {what}; console: {:?}",
                self.console_errors()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until these words are announced by what is done, were it for a moment.
    pub fn hear(&self, words: &str, act: impl FnOnce()) {
        self.script(heard::LISTEN, &[]);
        act();
        self.wait_until(&format!("{words} is announced"), || {
            text_of(&self.script(heard::HEARD, &[])).contains(words)
        });
    }

    /// Errors in the console since the last call: exceptions, refused or missing files, panics.
    pub fn console_errors(&self) -> Vec<String> {
        let entries = self.done(self.driver.console()).into_iter();
        let errors = entries.filter(|(level, _)| level == "SEVERE");
        errors.map(|(_, text)| text).collect()
    }

    /// What axe-core finds against accessibility, one line for each element.
    pub fn axe(&self) -> Vec<String> {
        // As the driver's script: a script element would be refused by the page's own policy.
        self.script(axe_source(), &[]);
        let found = self.script(
            "return axe.run(document, { resultTypes: ['violations'] }).then((result) =>
               result.violations.flatMap((rule) => rule.nodes.map((node) =>
                 `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`)))",
            &[],
        );
        found
            .as_array()
            .into_iter()
            .flatten()
            .map(text_of)
            .collect()
    }

    /// Keeps a picture of the whole page as `target/screenshots/NAME.png`, to be looked at.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let whole = json!({ "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", &whole);
        let folder = run::root().join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, base64(picture["data"].as_str().unwrap_or_default())).unwrap();
        file
    }
}

// The ways down, for what has no name of its own yet

impl Page {
    /// Runs the body of a function in the page; a promise is awaited.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.done(self.driver.script(body, arguments))
    }

    /// A command of the DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.done(self.driver.devtools(command, parameters))
    }

    fn find(&self, css: &str) -> Value {
        self.script("return document.querySelector(arguments[0])", &[json!(css)])
    }

    fn element(&self, css: &str) -> Value {
        let found = self.find(css);
        assert!(!found.is_null(), "there is no {css} on the page");
        found
    }

    fn control(&self, name: &str) -> Value {
        self.element(&format!(":is(input, select, textarea)[name=\"{name}\"]"))
    }

    fn click_element(&self, element: &Value) {
        let path = format!("/element/{}/click", element_id(element));
        self.act(&path, &json!({}));
    }

    fn send(&self, element: &Value, keys: &str) {
        let path = format!("/element/{}/value", element_id(element));
        self.act(&path, &json!({ "text": keys }));
    }

    /// Does as a person does, and looks again when what stands around the figures has followed, too.
    fn act(&self, path: &str, parameters: &Value) {
        self.done(self.driver.call("POST", path, parameters));
        // What was to come sooner has come: timers run in the order of their times. An act that
        // leaves the page or opens a dialog of the browser ends the script early.
        let _ = self
            .driver
            .script("return new Promise((then) => setTimeout(then, 30))", &[]);
    }

    #[track_caller]
    fn done<T>(&self, outcome: Result<T, String>) -> T {
        outcome.unwrap_or_else(|problem| panic!("{problem}"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if !thread::panicking() {
            let errors = self.console_errors();
            assert!(errors.is_empty(), "the console shows errors: {errors:#?}");
        }
    }
}

/// Where `dist/` is served, under a sub-path as on a shared host; once for all journeys.
pub fn site() -> &'static str {
    static SITE: OnceLock<Site> = OnceLock::new();
    let start = || {
        let dist = run::root().join("dist");
        assert!(
            dist.is_dir(),
            "there is no dist/ yet: run `cargo xtask build`"
        );
        Site::start(dist, "/tools/retention/").unwrap_or_else(|e| panic!("{e}"))
    };
    &SITE.get_or_init(start).address
}

fn axe_source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = setup::axe().unwrap_or_else(|e| panic!("{e}"));
        fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
    })
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// WebDriver names an element by an object with one fixed key.
fn element_id(element: &Value) -> String {
    text_of(&element["element-6066-11e4-a52e-4f735466cecf"])
}

const BACKSPACE: &str = "\u{e003}";

/// WebDriver's code for a key.
fn key(name: &str) -> char {
    match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Delete" => '\u{e017}',
        _ => {
            let mut characters = name.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => character,
                _ => panic!("there is no key {name:?}"),
            }
        }
    }
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    let digit = |byte| DIGITS.iter().position(|digit| *digit == byte);
    for digit in text.bytes().filter_map(digit) {
        bits = (bits << 6) | u32::try_from(digit).unwrap_or_default();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
        bits &= 0xff;
    }
    bytes
}
