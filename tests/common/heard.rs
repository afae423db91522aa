//! What the page announces, were it for a moment: bodies of scripts.

/// Listens from now on.
pub const LISTEN: &str = "window.heard = [];
    const place = document.querySelector('#announcer');
    new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });
    return 0";

/// All that was announced since.
pub const HEARD: &str = "return heard.join('\\n')";
