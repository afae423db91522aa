//! The address bar: read at the start and when its fragment changes, written on request.

use super::dom::{self, window};
use super::state::State;
use super::text;
use crate::link::{self, Decoded, Host, Link, Presentation};
use web_sys::wasm_bindgen::JsValue;

/// What the address says.
pub struct Address {
    pub fragment: String,
    pub link: Option<Link>,
    pub presentation: Presentation,
    notices: Vec<link::Notice>,
}

impl Address {
    /// Takes its values over, and says what could not be read.
    pub fn open_in(&self, state: &mut State) {
        let mut words: Vec<String> = self.notices.iter().map(text::link_notice).collect();
        if !words.is_empty() {
            let filled = self.link.as_ref().map_or(0, |link| link.values().count());
            words.push(text::link_notice_rest(filled));
        }
        state.open(&self.fragment, self.link.as_ref(), words);
    }
}

/// Reads the address. Values in the query are moved to the fragment, which is never sent anywhere.
pub fn current() -> Address {
    let (query, fragment) = parts();
    let Decoded {
        link,
        notices,
        presentation,
        from_query,
    } = link::decode(&query, &fragment);
    let fragment = match &link {
        Some(link) if from_query => {
            let moved = link::encode(link);
            replace(&without_values(&query), &moved);
            moved
        }
        _ => fragment,
    };
    Address {
        fragment,
        link,
        presentation,
        notices,
    }
}

pub fn on_change(then: impl Fn(Address) + 'static) {
    dom::on(window(), "hashchange", move |_| then(current()));
}

/// Who holds our frame, as far as the address tells.
pub fn host() -> Host {
    let (query, fragment) = parts();
    let own = link(None) + &without_values(&query);
    Host::of(&own, &query, &fragment)
}

/// The page's own address with this fragment. A copy on a disk names where it was published, if that
/// is known: its own address would tell others the reader's folders, and open nothing.
pub fn link(fragment: Option<&str>) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    let published = || {
        let canonical = dom::document().query_selector("link[rel=canonical]");
        canonical.ok()??.get_attribute("href")
    };
    let on_disk = origin.starts_with("file:") || origin == "null";
    let own = || origin.clone() + &location.pathname().unwrap_or_default();
    let address = on_disk.then(published).flatten().unwrap_or_else(own);
    match fragment {
        Some(fragment) => [&address, "#", fragment].concat(),
        None => address,
    }
}

fn parts() -> (String, String) {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    let bare = |text: &str, mark: char| text.strip_prefix(mark).unwrap_or(text).to_owned();
    (bare(&query, '?'), bare(&fragment, '#'))
}

/// What is left of a query when the values have moved to the fragment: the presentation.
fn without_values(query: &str) -> String {
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            !link::is_key(key)
        })
        .collect();
    match kept.join("&") {
        rest if rest.is_empty() => rest,
        rest => "?".to_owned() + &rest,
    }
}

fn replace(query: &str, fragment: &str) {
    let path = window().location().pathname().unwrap_or_default();
    let address = [&path, query, "#", fragment].concat();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
