//! What a reload keeps: what was typed, and no row of any list. Storage may be absent or forbidden (private windows, sandboxed frames):
//! then nothing is kept, and nothing else changes.

use super::dom::window;
use super::draft::Draft;
use super::state::{State, Tab};
use crate::link::Theme;
use web_sys::Storage;

const KEY: &str = "retention-calculator";

pub fn load() -> Option<State> {
    let kept = storage()?.get_item(KEY).ok()??;
    let mut lines = kept.split('\n');
    let mut state = State::default();
    state.opened = lines.next()?.to_owned();
    state.theme = Theme::parse(lines.next()?);
    state.left = Some(lines.next()?.to_owned()).filter(|name| !name.is_empty());
    if state.left.is_some() {
        state.tab = Tab::List;
    }
    state.draft = Draft::from_lines(&mut lines)?;
    Some(state)
}

pub fn save(state: &State) {
    if let Some(storage) = storage() {
        let kept = [
            &state.opened,
            "\n",
            state.theme.key(),
            "\n",
            &state.lost_by_reload().replace('\n', " "),
            "\n",
            &state.draft.lines(),
        ]
        .concat();
        let _ = storage.set_item(KEY, &kept);
    }
}

/// Merely asking for the storage throws in a sandboxed frame.
fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
