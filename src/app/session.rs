//! What a reload keeps. Storage may be absent or forbidden (private windows, sandboxed frames):
//! then nothing is kept, and nothing else changes.

use super::draft::Draft;
use gloo::storage::{SessionStorage, Storage};
use serde::{Deserialize, Serialize};

const KEY: &str = "retention-calculator";

#[derive(Serialize, Deserialize)]
pub struct Kept {
    pub draft: Draft,
    pub theme: String,
    /// The fragment that was opened: another one means another link, which wins.
    pub opened: String,
}

pub fn load() -> Option<Kept> {
    available().then(|| SessionStorage::get(KEY).ok()).flatten()
}

pub fn save(kept: &Kept) {
    if available() {
        let _ = SessionStorage::set(KEY, kept);
    }
}

/// Merely asking for the storage throws in a sandboxed frame.
fn available() -> bool {
    let window = web_sys::window();
    matches!(window.map(|window| window.session_storage()), Some(Ok(Some(_))))
}
