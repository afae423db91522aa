//! A picture of the page that stands alone: its title above, figures, definitions and date below.

use super::card::{escaped, lines};

/// What is written around a picture. Colours are those that the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poster {
    pub title: String,
    /// Each of its own line or lines.
    pub notes: Vec<String>,
    pub ink: String,
    pub paper: String,
    pub font: String,
}

/// Whole pixels around the picture, for labels that stand beside it.
pub const LEFT: u32 = 56;
pub const RIGHT: u32 = 24;
const LINE: u32 = 18;

impl Poster {
    /// How far down the picture begins.
    pub fn top(&self, width: u32) -> u32 {
        let lines = u32::try_from(self.wrapped(&self.title, width, 9).len()).unwrap_or(1);
        lines.saturating_mul(22).saturating_add(44)
    }

    fn wrapped(&self, words: &str, width: u32, letter: u32) -> Vec<String> {
        let room = width.saturating_sub(48).checked_div(letter).unwrap_or(0);
        lines(words, usize::try_from(room).unwrap_or(40).max(20))
    }

    /// The whole document. `picture` is SVG placed on it, patterns included; it ends at `bottom`.
    pub fn svg(&self, picture: &str, width: u32, bottom: u32) -> String {
        let mut text = String::new();
        let mut y: u32 = 36;
        let mut write = |words: &str, y: u32, size: &str, more: &str| {
            let y = y.to_string();
            let parts = [
                "<text x=\"24\" y=\"",
                &y,
                "\" font-size=\"",
                size,
                "\" fill=\"",
                &self.ink,
                "\"",
                more,
                ">",
                &escaped(words),
                "</text>",
            ];
            text.push_str(&parts.concat());
        };
        for line in self.wrapped(&self.title, width, 9) {
            write(&line, y, "16", " font-weight=\"700\"");
            y = y.saturating_add(22);
        }
        y = bottom.saturating_add(LINE);
        for note in &self.notes {
            for line in self.wrapped(note, width, 7) {
                y = y.saturating_add(LINE);
                write(&line, y, "12", "");
            }
        }
        let [width, height] = [width, y.saturating_add(24)].map(|side| side.to_string());
        let parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
            &width,
            "\" height=\"",
            &height,
            "\" viewBox=\"0 0 ",
            &width,
            " ",
            &height,
            "\" font-family=\"",
            &self.font.replace('"', "'"),
            "\"><title>",
            &escaped(&self.title),
            "</title><rect width=\"100%\" height=\"100%\" fill=\"",
            &self.paper,
            "\"/>",
            picture,
            &text,
            "</svg>\n",
        ];
        parts.concat()
    }
}
