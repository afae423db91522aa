//! Draws pictures of placed marks.

use crate::app::dom::{self, Part};
use crate::chart::mark::{Drawn, Mark};

/// Fills the `<svg id=ID>` of `index.html`: its `<title id=ID-t>` with the finding, its
/// `<desc id=ID-d>` with what is seen, for those who do not see it, and its `<g>`.
pub fn draw(id: &str, title: &str, description: &str, marks: &[Mark]) {
    dom::text(&[id, "-t"].concat(), title);
    dom::text(&[id, "-d"].concat(), description);
    for place in dom::all(&["#", id, ">g"].concat()) {
        dom::put(&place, parts(marks));
    }
}

/// A picture in a cell: the numbers stand beside it.
pub fn small(class: &str, marks: &[Mark]) -> Part {
    Part::svg("svg")
        .class(class)
        .with("aria-hidden", "true")
        .all(parts(marks))
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
