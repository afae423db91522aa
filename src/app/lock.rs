//! The lock: once the program runs, the browser refuses every request, whoever makes it. What is
//! typed, pasted or dropped comes after that.

use super::dom::{self, Part, document, window};
use super::text::lock::{Attempt, outcome};
use super::timer;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, SecurityPolicyViolationEvent, WebSocket};

/// A policy can only be made tighter by another. Styles go on being held by the fingerprint of the
/// first; pictures are what the page itself draws.
const POLICY: &str = "default-src 'none'; script-src 'none'; connect-src 'none'; \
                      style-src 'unsafe-inline'; img-src data: blob:; font-src 'none'; \
                      frame-src 'none'; worker-src 'none'; object-src 'none'; media-src 'none'; \
                      manifest-src 'none'; base-uri 'none'; form-action 'none'";

/// How long a request gets that was not refused at once.
const PATIENCE: u32 = 2000;

pub fn lock() {
    // Whoever has not asked for it yet would only be told that it may not.
    if let Ok(Some(manifest)) = document().query_selector("link[rel=manifest]") {
        manifest.remove();
    }
    if let Some(head) = document().head() {
        let policy = Part::html("meta")
            .with("http-equiv", "Content-Security-Policy")
            .with("content", POLICY);
        dom::append(&head, policy);
    }
}

/// Tries to send something in each of the ways there are, and shows what became of it.
pub fn prove() {
    let Some(place) = dom::by_id("proof") else {
        return;
    };
    let refusals: Rc<RefCell<[Option<String>; 3]>> = Rc::default();
    let heard = Rc::clone(&refusals);
    let listener = dom::listen(document(), "securitypolicyviolation", move |event| {
        let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>() else {
            return;
        };
        let blocked = event.blocked_uri();
        let mut refusals = heard.borrow_mut();
        for (refusal, attempt) in refusals.iter_mut().zip(Attempt::ALL) {
            if blocked.contains(attempt.file()) && refusal.is_none() {
                *refusal = Some(event.effective_directive());
            }
        }
    });
    for attempt in Attempt::ALL {
        send(attempt);
    }
    show(&place, &[const { None }; 3], true);
    timer::after(PATIENCE, move || {
        drop(listener);
        show(&place, &refusals.borrow(), false);
    });
}

fn send(attempt: Attempt) {
    let address = address(attempt);
    match attempt {
        Attempt::Fetch => {
            // What becomes of it is heard from the browser.
            let _ = window().fetch_with_str(&address);
        }
        Attempt::Image => drop(Part::html("img").with("src", &address)),
        Attempt::Socket => drop(WebSocket::new(&address)),
    }
}

/// The page's own host would be the easiest to reach; a page on a disk has none.
fn address(attempt: Attempt) -> String {
    let host = window().location().host().unwrap_or_default();
    let host = if host.is_empty() {
        "host.invalid"
    } else {
        &host
    };
    let secure = window().location().protocol().as_deref() != Ok("http:");
    let scheme = match (attempt, secure) {
        (Attempt::Socket, true) => "wss://",
        (Attempt::Socket, false) => "ws://",
        (_, true) => "https://",
        (_, false) => "http://",
    };
    [scheme, host, "/", attempt.file()].concat()
}

fn show(place: &Element, refusals: &[Option<String>; 3], waiting: bool) {
    let lines = Attempt::ALL
        .into_iter()
        .zip(refusals)
        .map(|(attempt, rule)| {
            let words = outcome(attempt, rule.as_deref(), waiting);
            let symbol = match rule {
                Some(_) => "check",
                None if waiting => "info",
                None => "warn",
            };
            Part::html("li")
                .with("data-refused", if rule.is_some() { "yes" } else { "no" })
                .add(Part::icon(symbol))
                .add(Part::html("span").text(&words))
        });
    dom::put(place, lines);
}
