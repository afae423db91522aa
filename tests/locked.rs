//! What is said of requests that were tried.

use retention_calculator::app::text::lock::{Attempt, outcome};

#[test]
fn an_attempt_is_refused_or_warned_of() {
    let check = |attempt, rule, waiting, expect: &str| {
        assert_eq!(outcome(attempt, rule, waiting), expect);
    };
    check(Attempt::Fetch, None, true, "fetch: trying");
    check(
        Attempt::Image,
        Some("img-src"),
        false,
        "image: refused by the browser, rule img-src",
    );
    check(
        Attempt::Socket,
        None,
        false,
        "WebSocket: not refused. Do not enter confidential figures here.",
    );
}
