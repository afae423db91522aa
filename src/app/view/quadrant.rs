//! Where NRR and CR put the reader: the picture, the words beside it, and the table of diagnoses.

use super::picture::draw;
use crate::app::dom::{self, Part};
use crate::app::text::quadrant::{Placed, look_at, name};
use crate::chart::quadrant::quadrant as place;
use crate::insight::diagnosis::Diagnosis;

pub fn show(known: &Placed) {
    let bold = Part::html("b").add(
        Part::html("data")
            .with("data-metric", "diagnosis")
            .with("value", known.diagnosis.id())
            .text(name(known.diagnosis)),
    );
    dom::put_in(
        "quadrant-words",
        [bold, Part::words("."), Part::words(known.words)],
    );
    dom::show("quadrant-estimate", known.estimate.is_some());
    dom::text(
        "quadrant-estimate",
        known.estimate.as_deref().unwrap_or_default(),
    );
    dom::text("quadrant-found", &known.title);
    draw(
        "quadrant",
        &known.title,
        &known.description,
        &place(&known.picture),
    );
    dom::put_in(
        "diagnoses",
        Diagnosis::ALL.map(|diagnosis| row(known, diagnosis)),
    );
    dom::show("parts", !known.parts.is_empty());
    let parts = known.parts.iter().map(|part| {
        let cell = |words| Part::html("td").class("text").text(words);
        Part::html("tr")
            .add(Part::html("th").with("scope", "row").text(&part.name))
            .add(cell(name(part.diagnosis)))
            .add(cell(&part.drives))
            .add(cell(look_at(part.diagnosis)))
    });
    dom::put_in("part-diagnoses", parts);
}

fn row(known: &Placed, diagnosis: Diagnosis) -> Part {
    let here = diagnosis == known.diagnosis;
    let (stay, grow) = diagnosis.high();
    let side = |high: bool, line: &str| {
        let words = match high {
            true => [line, " or more"].concat(),
            false => ["below ", line].concat(),
        };
        Part::html("td").class("text").text(&words)
    };
    let [cr, nrr] = &known.lines;
    let title = [name(diagnosis), if here { ", you" } else { "" }].concat();
    Part::html("tr")
        .class(if here { "is-you" } else { "" })
        .add(Part::html("th").with("scope", "row").text(&title))
        .add(side(stay, cr))
        .add(side(grow, nrr))
        .add(Part::html("td").class("text").text(look_at(diagnosis)))
}
