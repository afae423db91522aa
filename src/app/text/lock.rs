//! What is said of requests that were tried.

/// A way of sending something out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    Fetch,
    Image,
    Socket,
}

impl Attempt {
    pub const ALL: [Attempt; 3] = [Attempt::Fetch, Attempt::Image, Attempt::Socket];

    /// What it asks for: by this name the browser's refusal is known.
    pub fn file(self) -> &'static str {
        match self {
            Attempt::Fetch => "proof-fetch",
            Attempt::Image => "proof-image",
            Attempt::Socket => "proof-socket",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Attempt::Fetch => "fetch",
            Attempt::Image => "image",
            Attempt::Socket => "WebSocket",
        }
    }
}

/// What became of an attempt. `rule`: the part of the policy that refused it.
pub fn outcome(attempt: Attempt, rule: Option<&str>, waiting: bool) -> String {
    let name = attempt.name();
    match rule {
        Some(rule) => [name, ": refused by the browser, rule ", rule].concat(),
        None if waiting => [name, ": trying"].concat(),
        None => [
            name,
            ": not refused. Do not enter confidential figures here.",
        ]
        .concat(),
    }
}
