//! NRR, GRR and CR on one scale.

use crate::app::dom::{self, Last, Part};
use crate::app::page::App;
use crate::app::sheet::Sheet;
use crate::app::text;
use crate::chart::Length;
use crate::chart::ruler::{LabelRoom, Needles, Ruler, Tick, TickSize, ruler as place};
use crate::retention::Metric;

pub fn ruler(app: App) {
    let (last, last_scale) = (Last::default(), Last::default());
    app.behind(move || {
        let Some(drawn) = last.changed(app.sheet.with(drawing)) else {
            return;
        };
        dom::show("ruler", drawn.is_some());
        if let Some((ruler, labels)) = Option::as_ref(&drawn) {
            if last_scale.changed(ruler.ticks.clone()).is_some() {
                let mut parts = Vec::new();
                for tick in &ruler.ticks {
                    parts.extend(tick_marks(tick));
                }
                for tick in &ruler.ticks {
                    parts.extend(tick_label(tick));
                }
                dom::put_in("ruler-scale", parts);
            }
            dom::text("ruler-d", &labels.description);
            dom::put_in("ruler-marks", marks(ruler, labels));
        }
    });
}

fn drawing(sheet: &Sheet) -> Option<(Ruler, text::RulerLabels)> {
    let share = |metric| sheet.figure(metric).ok().and_then(|value| value.as_ratio());
    let ruler = place(Needles {
        nrr: share(Metric::Nrr),
        customer_retention: share(Metric::CustomerRetention),
        gross: sheet.gross.ok(),
    })?;
    Some((ruler, text::ruler_labels(sheet)))
}

fn marks(ruler: &Ruler, labels: &text::RulerLabels) -> Vec<Part> {
    let mut marks = Vec::new();
    if let Some((range, words)) = ruler.gross.zip(labels.gross.as_deref()) {
        marks.extend(range_marks(range, words, ruler.gross_label));
    }
    if let Some((at, words)) = ruler.nrr.zip(labels.nrr.as_deref()) {
        let label = ("t-rev t-lg", "17", words);
        marks.push(needle(at, "f-rev", "M-7 23H7L0 35Z", label));
    }
    let cr = ruler.customer_retention;
    if let Some((at, words)) = cr.zip(labels.customer_retention.as_deref()) {
        let label = ("t-cust t-lg", "96", words);
        marks.push(needle(at, "f-cust", "M-7 79H7L0 67Z", label));
    }
    marks
}

fn percent(at: Length) -> String {
    at.to_string() + "%"
}

fn line(class: &str, x1: &str, x2: &str, y1: &str, y2: &str) -> Part {
    Part::svg("line")
        .class(class)
        .with("x1", x1)
        .with("x2", x2)
        .with("y1", y1)
        .with("y2", y2)
}

fn tick_marks(tick: &Tick) -> [Part; 2] {
    let (class, upper, lower) = match tick.size {
        TickSize::Short => ("axis", "41", "61"),
        TickSize::Middle => ("axis", "44", "58"),
        TickSize::Long => ("axis", "46", "56"),
        TickSize::Hundred => ("hundred", "46", "56"),
    };
    let at = percent(tick.at);
    [
        line(class, &at, &at, "36", upper),
        line(class, &at, &at, lower, "66"),
    ]
}

fn tick_label(tick: &Tick) -> Option<Part> {
    let class = match tick.size {
        TickSize::Hundred => "t-strong",
        TickSize::Long => "",
        TickSize::Short | TickSize::Middle => return None,
    };
    let (anchor, shift) = anchor(tick.at);
    Some(
        Part::svg("text")
            .class(class)
            .with("x", &percent(tick.at))
            .with("y", "55.5")
            .with("text-anchor", anchor)
            .with("dx", shift)
            .text(&(tick.percent.to_string() + "%")),
    )
}

/// Labels at the two ends stay inside the picture.
fn anchor(at: Length) -> (&'static str, &'static str) {
    if at < Length::of(6) {
        ("start", "5")
    } else if at > Length::of(94) {
        ("end", "-5")
    } else {
        ("middle", "0")
    }
}

fn needle(at: Length, fill: &str, path: &str, (class, y, words): (&str, &str, &str)) -> Part {
    let label = Part::svg("text")
        .class(class)
        .with("y", y)
        .with("text-anchor", anchor(at).0)
        .text(words);
    Part::svg("svg")
        .with("x", &percent(at))
        .with("y", "0")
        .with("overflow", "visible")
        .add(Part::svg("path").class(fill).with("d", path))
        .add(label)
}

fn range_marks((low, high): (Length, Length), words: &str, room: LabelRoom) -> Vec<Part> {
    let band = Part::svg("rect")
        .with("fill", "url(#hatch-grr)")
        .with("x", &percent(low))
        .with("width", &percent(high.minus(low)))
        .with("y", "26")
        .with("height", "9");
    let end = |at: Length| {
        line("l-rev", &percent(at), &percent(at), "22", "36").with("stroke-width", "2")
    };
    let mut marks = vec![band, end(low), end(high)];
    let class = match room {
        LabelRoom::Always => "t-strong mid-t",
        LabelRoom::WhenRoomy => "t-strong mid-t roomy-only",
        LabelRoom::WhenWide => "t-strong mid-t wide-only",
        LabelRoom::Never => return marks,
    };
    marks.push(
        Part::svg("text")
            .class(class)
            .with("x", &percent(low.plus(high).half()))
            .with("y", "17")
            .text(words),
    );
    marks
}
