//! Draws pictures of placed marks.

use crate::app::dom::{self, Part};
use crate::chart::mark::{Drawn, Mark};

/// What a picture says and shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The finding, in a few words.
    pub title: String,
    /// What is seen, for those who do not see it.
    pub description: String,
    pub marks: Vec<Mark>,
}

/// Fills the `<svg id=ID>` of `index.html`: its `<title id=ID-t>`, its `<desc id=ID-d>` and its `<g>`.
pub fn draw(id: &str, picture: &Picture) {
    dom::text(&[id, "-t"].concat(), &picture.title);
    dom::text(&[id, "-d"].concat(), &picture.description);
    for place in dom::all(&["#", id, ">g"].concat()) {
        dom::put(&place, parts(&picture.marks));
    }
}

/// The marks as elements, for small pictures that are built with what stands around them.
pub fn parts(marks: &[Mark]) -> Vec<Part> {
    marks.iter().map(|mark| part(&mark.drawn())).collect()
}

fn part(drawn: &Drawn) -> Part {
    let mut made = Part::svg(drawn.tag);
    for (name, value) in &drawn.attributes {
        made = made.with(name, value);
    }
    if !drawn.words.is_empty() {
        made = made.text(drawn.words);
    }
    made.all(drawn.inside.iter().map(part))
}
