//! The result as one picture, for places where nothing runs: SVG as text, in the light colours.

use super::rectangle::{Mark, Rectangle};

/// The words of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What the numbers are: "one year, USD $".
    pub subject: String,
    pub nrr: String,
    /// What was divided by what.
    pub nrr_note: String,
    pub cr: String,
    pub cr_note: String,
    /// Revenue per customer, where it is known.
    pub growth: Option<String>,
    pub sentence: String,
}

/// The size in pixels.
pub const WIDTH: u32 = 800;
pub const HEIGHT: u32 = 420;

/// So many letters of a sentence stand on one line.
const LINE: usize = 46;

impl Card {
    /// A whole document: it stands alone.
    pub fn svg(&self, shape: Option<&Rectangle>) -> String {
        let mut out = String::from(HEAD);
        let title = ["NRR ", &self.nrr, ", CR ", &self.cr].concat();
        out += &["<title>", &escaped(&title), "</title>", FRAME].concat();
        let bold = "font-weight=\"700\"";
        out.push_str(&text(32, 48, 18, INK, bold, "NRR and CR"));
        out.push_str(&text(132, 48, 15, INK_2, "", &self.subject));
        for (x, name, value, note, ink) in [
            (32, "NRR", &self.nrr, &self.nrr_note, REV),
            (262, "CR", &self.cr, &self.cr_note, CUST),
        ] {
            let size = if value.chars().count() > 7 { 34 } else { 60 };
            out.push_str(&text(x, 106, 18, INK, bold, name));
            out.push_str(&text(x, 166, size, ink, bold, value));
            out.push_str(&text(x, 194, 14, INK_2, "", note));
        }
        if let Some(growth) = &self.growth {
            for (x, ink, words, name) in [
                (32, REV, self.nrr.as_str(), "NRR"),
                (145, INK_2, "=", ""),
                (175, CUST, &self.cr, "CR"),
                (284, INK_2, "×", ""),
                (314, INK, growth, "revenue per customer"),
            ] {
                out.push_str(&text(x, 258, 26, ink, bold, words));
                out.push_str(&text(x, 280, 13, INK_2, "", name));
            }
        }
        for (y, line) in [324, 348, 372].into_iter().zip(lines(&self.sentence, LINE)) {
            out.push_str(&text(32, y, 17, INK, "", &line));
        }
        if let Some(shape) = shape {
            out.push_str(&rectangle(shape));
        }
        out + "</svg>\n"
    }
}

const INK: &str = "#14212b";
const INK_2: &str = "#45545e";
const REV: &str = "#005c94";
const CUST: &str = "#8a3a70";
const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"420\" viewBox=\"0 0 800 420\" font-family=\"Segoe UI,Roboto,Noto Sans,Helvetica Neue,Arial,Liberation Sans,sans-serif\">";
const FRAME: &str = "<defs><pattern id=\"lost\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fbe9de\"/><path d=\"M0 0V6\" stroke=\"#b34300\" stroke-width=\"2\"/></pattern></defs><rect x=\".5\" y=\".5\" width=\"799\" height=\"419\" rx=\"10\" fill=\"#fff\" stroke=\"#d9dedb\"/>";

/// The shape alone, right of the words: the figures stand there.
fn rectangle(shape: &Rectangle) -> String {
    let mark = |mark: &Mark, paint: &str| {
        let [x, y] = [mark.x, mark.y].map(|length| length.to_string());
        let [width, height] = [mark.width, mark.height].map(|length| length.to_string());
        let parts = [
            "<rect x=\"",
            &x,
            "\" y=\"",
            &y,
            "\" width=\"",
            &width,
            "\" height=\"",
            &height,
            "\" ",
            paint,
            "/>",
        ];
        parts.concat()
    };
    let marks = [
        (Some(shape.kept), "fill=\"#0072b2\""),
        (shape.gain, "fill=\"#00875f\""),
        (shape.shrunk, "fill=\"#f8efdc\" stroke=\"#b47a00\""),
        (shape.lost, "fill=\"url(#lost)\""),
        (
            Some(shape.start),
            "fill=\"none\" stroke=\"#7d8a92\" stroke-dasharray=\"3 2.5\"",
        ),
    ];
    let drawn = marks
        .iter()
        .filter_map(|(at, paint)| Some(mark(at.as_ref()?, paint)));
    let drawn: String = drawn.collect();
    [
        "<g transform=\"translate(480 60) scale(1.2)\">",
        &drawn,
        "</g>",
    ]
    .concat()
}

fn text(x: u32, y: u32, size: u32, ink: &str, more: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let [x, y, size] = [x, y, size].map(|number| number.to_string());
    let words = escaped(words);
    let parts = [
        "<text x=\"",
        &x,
        "\" y=\"",
        &y,
        "\" font-size=\"",
        &size,
        "\" fill=\"",
        ink,
        "\" ",
        more,
        ">",
        &words,
        "</text>",
    ];
    parts.concat()
}

/// Whole words, as many as fit.
pub(super) fn lines(sentence: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count().saturating_add(word.len()) < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

pub(super) fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('*', "")
}
