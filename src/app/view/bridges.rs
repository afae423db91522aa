//! The two bridges on one scale, and the same as tables.

use super::picture::{draw, parts};
use crate::app::dom::{self, Part};
use crate::app::text::bridges::{Bridge, Shown};
use crate::chart::bridge::{Kind, Scale, Step, bar, bridge};

pub fn show(Shown { bridges, missing }: &Shown) {
    let steps = bridges.iter().flatten().flat_map(|bridge| &bridge.steps);
    let scale = Scale::of(steps);
    let missing: Vec<_> = bridges
        .iter()
        .zip(missing)
        .zip(["No bridge of revenue. ", "No bridge of customers. "])
        .filter(|((bridge, _), _)| bridge.is_none())
        .map(|((_, why), what)| [what, why].concat())
        .collect();
    dom::show("bridge-missing", !missing.is_empty());
    dom::text("bridge-missing", &missing.join(" "));
    let places = [
        ("revenue-bridge", "Revenue "),
        ("customer-bridge", "Customers "),
    ];
    for (bridge, place) in bridges.iter().zip(places) {
        fill(place, bridge.as_ref(), scale);
    }
}

/// Both before and after a change, all four on one scale.
pub fn compared(bridges: &[Option<Bridge>; 4]) {
    let steps = bridges.iter().flatten().flat_map(|bridge| &bridge.steps);
    let scale = Scale::of(steps);
    let places = [
        ("revenue-now", "Revenue now "),
        ("customers-now", "Customers now "),
        ("revenue-then", "Revenue then "),
        ("customers-then", "Customers then "),
    ];
    for (bridge, place) in bridges.iter().zip(places) {
        fill(place, bridge.as_ref(), scale);
    }
}

fn fill((id, name): (&str, &str), known: Option<&Bridge>, scale: Option<Scale>) {
    dom::show(
        &[id, "-figure"].concat(),
        known.is_some() && scale.is_some(),
    );
    dom::show(&[id, "-steps"].concat(), known.is_some());
    let Some(known) = known else { return };
    dom::text(&[id, "-found"].concat(), &known.title);
    dom::text(&[id, "-caption"].concat(), &known.caption);
    if let Some(scale) = scale {
        draw(
            id,
            &[name, &known.title].concat(),
            &known.description,
            &bridge(&known.steps, scale),
        );
    }
    for body in dom::all(&["#", id, "-steps tbody"].concat()) {
        dom::put(&body, known.steps.iter().map(|step| row(step, scale)));
    }
}

fn row(step: &Step, scale: Option<Scale>) -> Part {
    let sign = match step.kind {
        Kind::Contraction | Kind::Churned | Kind::Lost => "\u{2212} ",
        Kind::Expansion | Kind::New => "+ ",
        _ => "",
    };
    let bar = scale.map(|scale| {
        Part::svg("svg")
            .with("aria-hidden", "true")
            .all(parts(&bar(step, scale)))
    });
    let class = match step.kind {
        Kind::End | Kind::Stayed => "total",
        _ => "",
    };
    let share = step
        .share
        .trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let share = if step.kind == Kind::New {
        &step.share
    } else {
        share
    };
    Part::html("tr")
        .class(class)
        .add(
            Part::html("th")
                .with("scope", "row")
                .text(&[sign, step.name].concat()),
        )
        .add(Part::html("td").class("bar-cell").all(bar))
        .add(Part::html("td").text(&step.value))
        .add(Part::html("td").text(share))
}
