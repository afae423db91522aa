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
    /// What the figures are, and the day: each of its own line or lines.
    pub notes: Vec<String>,
}

/// The size in pixels.
pub const WIDTH: u32 = 800;
pub const HEIGHT: u32 = 420;

/// So many letters of a sentence stand on one line.
const LINE: usize = 46;
const NOTE: usize = 112;

impl Card {
    /// A whole document: it stands alone.
    pub fn svg(&self, shape: Option<&Rectangle>) -> String {
        let mut out = String::from(HEAD);
        let title = ["NRR ", &self.nrr, ", CR ", &self.cr].concat();
        out += &["<title>", &escaped(&title), "</title>", FRAME].concat();
        let plain = |x, y, size, ink, words: &str| text(x, y, &[span(size, ink, "", words)]);
        let head = [
            span(18, INK, BOLD, "NRR and CR"),
            span(15, INK_2, BESIDE, &self.subject),
        ];
        out.push_str(&text(32, 48, &head));
        for (x, name, value, note, ink) in [
            (32, "NRR", &self.nrr, &self.nrr_note, REV),
            (262, "CR", &self.cr, &self.cr_note, CUST),
        ] {
            let size = if value.chars().count() > 7 { 34 } else { 60 };
            out.push_str(&text(x, 94, &[span(18, INK, BOLD, name)]));
            out.push_str(&text(x, 152, &[span(size, ink, BOLD, value)]));
            out.push_str(&plain(x, 178, 14, INK_2, note));
        }
        if let Some(growth) = &self.growth {
            let parts = [
                span(22, REV, BOLD, &self.nrr),
                span(13, INK_2, BESIDE, "NRR"),
                span(22, INK_2, BESIDE, "="),
                span(22, CUST, BESIDE_BOLD, &self.cr),
                span(13, INK_2, BESIDE, "CR"),
                span(22, INK_2, BESIDE, "×"),
                span(22, INK, BESIDE_BOLD, growth),
                span(13, INK_2, BESIDE, "revenue per customer"),
            ];
            out.push_str(&text(32, 226, &parts));
        }
        for (y, line) in [268, 291, 314].into_iter().zip(lines(&self.sentence, LINE)) {
            out.push_str(&plain(32, y, 17, INK, &line));
        }
        let notes = self.notes.iter().flat_map(|note| lines(note, NOTE));
        for (y, line) in [360, 377, 394].into_iter().zip(notes) {
            out.push_str(&plain(32, y, 12, INK_2, &line));
        }
        if let Some(shape) = shape {
            out.push_str(&rectangle(shape));
        }
        out + "</svg>\n"
    }
}

const BOLD: &str = "font-weight=\"700\"";
const BESIDE: &str = "dx=\"8\"";
const BESIDE_BOLD: &str = "dx=\"8\" font-weight=\"700\"";
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
        "<g transform=\"translate(480 52) scale(1.2)\">",
        &drawn,
        "</g>",
    ]
    .concat()
}

/// Words of one line, one after the other.
fn text(x: u32, y: u32, spans: &[String]) -> String {
    let [x, y] = [x, y].map(|number| number.to_string());
    let spans = spans.concat();
    ["<text x=\"", &x, "\" y=\"", &y, "\">", &spans, "</text>"].concat()
}

fn span(size: u32, ink: &str, more: &str, words: &str) -> String {
    let parts = [
        "<tspan font-size=\"",
        &size.to_string(),
        "\" fill=\"",
        ink,
        "\" ",
        more,
        ">",
        &escaped(words),
        "</tspan>",
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
