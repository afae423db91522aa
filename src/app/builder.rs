//! What the author of a page has chosen for an embed. Pure, so that it is tested natively.

use super::sheet::Sheet;
use crate::link::{Accent, Place, Presentation, Snippet, Theme, View};
use crate::number::{Unit, Value};
use crate::retention::{Input, Metric};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    pub shown: Presentation,
    pub place: Place,
    /// The height that was typed; without one, that of the preview.
    pub height: Option<u32>,
    /// Whether what was typed last could not be used: then the one before stays.
    pub refused: Refused,
    /// Whether a script lets the height follow the content.
    follows: bool,
    /// The width of the preview, in CSS pixels.
    pub width: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    pub accent: bool,
    pub height: bool,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            shown: Presentation {
                view: View::Embed,
                ..Presentation::default()
            },
            place: Place::default(),
            height: None,
            refused: Refused::default(),
            follows: true,
            width: 640,
        }
    }
}

impl Builder {
    /// A control of the builder was changed, by its name. False: it is none of them.
    pub fn choose(&mut self, name: &str, value: &str) -> bool {
        match name {
            "embed_place" => self.place = Place::parse(value).unwrap_or_default(),
            "embed_theme" => self.shown.theme = Theme::parse(value),
            "embed_accent" => {
                self.refused.accent = !keep(&mut self.shown.accent, value, Accent::parse);
            }
            "embed_part" => self.shown.parts.toggle(value),
            "embed_lock" => self.lock(value),
            "embed_height" => self.refused.height = !keep(&mut self.height, value, height),
            "embed_follows" => self.follows = !self.follows,
            "embed_width" => self.width = value.parse().unwrap_or(self.width),
            _ => return false,
        }
        true
    }

    /// What to paste, and the address of the embed. `room` is the height of the preview.
    pub fn snippet(&self, sheet: &Sheet, carries: bool, base: &str, room: u32) -> (String, String) {
        let link = sheet.link().filter(|_| carries);
        let words = if carries { caption(sheet) } else { None };
        let snippet = Snippet {
            base,
            shown: &self.shown,
            link: link.as_ref(),
            height: self.height.unwrap_or(room),
            follows: self.follows,
            words: words.as_deref().unwrap_or("NRR and CR calculator"),
        };
        (snippet.text(self.place), snippet.source())
    }

    /// Fixes an input, or lets readers change it again; in the order of the fields.
    fn lock(&mut self, key: &str) {
        let locked = |input: &Input| self.shown.lock.contains(input) != (input.key() == key);
        self.shown.lock = Input::all().filter(locked).collect();
    }
}

/// Nothing typed is nothing chosen; what cannot be read leaves what was there. False: it did.
fn keep<T>(known: &mut Option<T>, typed: &str, read: fn(&str) -> Option<T>) -> bool {
    let typed = typed.trim();
    let now = read(typed);
    let is_read = now.is_some() || typed.is_empty();
    if is_read {
        *known = now;
    }
    is_read
}

/// In CSS pixels: "600", "600px".
fn height(typed: &str) -> Option<u32> {
    let pixels: u32 = typed.trim_end_matches("px").trim_end().parse().ok()?;
    (120..=4000).contains(&pixels).then_some(pixels)
}

/// "NRR 110.0%, CR 90.0%".
fn caption(sheet: &Sheet) -> Option<String> {
    let known = |name: &str, metric| {
        let value: Value = sheet.figure(metric).ok()?;
        Some([name, &sheet.style.value(&value, Unit::Percent)].concat())
    };
    let parts = [
        known("NRR ", Metric::Nrr),
        known("CR ", Metric::CustomerRetention),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
