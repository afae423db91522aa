//! NRR = CR × revenue per customer, and the retention rectangle beside it.

use crate::app::dom::{self, Part};
use crate::app::page::App;
use crate::app::sheet::Sheet;
use crate::app::text::{self, Style};
use crate::chart::Length;
use crate::chart::rectangle::{Label, Mark, Rectangle, rectangle};
use crate::retention::Identity;

pub fn identity(app: App) {
    let known = move || app.sheet.with(|sheet| (sheet.identity.ok(), sheet.style));
    app.behind(dom::differing(known, |(identity, style)| {
        dom::show("identity", identity.is_some());
        if let Some(identity) = identity {
            draw(*identity, *style);
        }
    }));
    app.behind(move || {
        app.sheet.with(|sheet| {
            if let Ok(identity) = sheet.identity {
                explain(sheet, identity);
            }
        });
    });
}

fn explain(sheet: &Sheet, identity: Identity) {
    let style = sheet.style;
    dom::text("eq-nrr", &style.percent(identity.nrr));
    dom::text("eq-cr", &style.percent(identity.customer_retention));
    dom::text("eq-growth", &style.percent(identity.growth));
    for equation in dom::all("#identity .eq") {
        dom::attribute(
            &equation,
            "aria-label",
            Some(&text::equation_label(sheet, identity)),
        );
    }
    if let Some(words) = dom::by_id("identity-words") {
        dom::rich(&words, &text::identity_text(sheet, identity));
    }
    let inside = sheet
        .leavers
        .ok()
        .map(|leavers| text::inside_growth(sheet, identity, leavers));
    dom::show("inside", inside.is_some());
    if let (Some(inside), Some(place)) = (inside, dom::by_id("inside-words")) {
        for summary in dom::all("#inside summary") {
            let question = ["What is inside ", &style.percent(identity.growth), "?"].concat();
            dom::text_of(&summary, &question);
        }
        dom::rich(&place, &inside);
    }
}

fn draw(identity: Identity, style: Style) {
    let marks = rectangle(identity.customer_retention, identity.growth);
    dom::show("rectangle", marks.is_some());
    dom::put_in(
        "rectangle",
        marks.map(|marks| picture(&marks, identity, style)),
    );
}

fn picture(marks: &Rectangle, identity: Identity, style: Style) -> Part {
    let nrr = style.percent(identity.nrr);
    let cr = style.percent(identity.customer_retention);
    let growth = style.percent(identity.growth);
    let title = [
        "Retention rectangle: ",
        &cr,
        " wide, ",
        &growth,
        " tall, area ",
        &nrr,
    ]
    .concat();
    let right = marks.right.to_string();
    let top = marks.top.to_string();
    let middle = Length::of(40).plus(marks.right).half();
    let side = marks.growth_label.to_string();
    Part::svg("svg")
        .class("sq-svg plot")
        .with("id", "retention-rectangle")
        .with("viewBox", "0 0 276 248")
        .with("role", "img")
        .with("aria-labelledby", "sq-t sq-d")
        .add(Part::svg("title").with("id", "sq-t").text(&title))
        .add(Part::svg("desc").with("id", "sq-d").text(DESCRIPTION))
        .add(filled(marks.kept).class("f-rev"))
        .all(marks.gain.map(|mark| filled(mark).class("f-exp")))
        .all(
            marks
                .shrunk
                .map(|mark| filled(mark).with("fill", "url(#hatch-con)")),
        )
        .all(
            marks
                .lost
                .map(|mark| filled(mark).with("fill", "url(#hatch-churn)")),
        )
        .add(filled(inset(marks.start)).class("unit-sq"))
        .all(nrr_label(marks, &nrr))
        .add(Part::svg("path").class("dim l-cust").with(
            "d",
            &["M40 214V222M40 218H", &right, "M", &right, " 214V222"].concat(),
        ))
        .add(words(
            "t-cust mid-t",
            middle,
            Length::of(238),
            &["CR ", &cr].concat(),
        ))
        .add(Part::svg("path").class("dim l-ink").with(
            "d",
            &["M26 208H34M30 208V", &top, "M26 ", &top, "H34"].concat(),
        ))
        .add(
            Part::svg("text")
                .class("t-strong mid-t")
                .with(
                    "transform",
                    &["translate(22 ", &side, ") rotate(-90)"].concat(),
                )
                .text(&["per customer ", &growth].concat()),
        )
        .all(lost_label(marks, identity, style))
        .all(each_label(marks, identity, style))
}

const DESCRIPTION: &str = "The dashed square is where you started: all customers, paying what they paid. The filled rectangle is now. Its width is the share of customers kept, its height is revenue per customer, and its area is NRR.";

fn nrr_label(marks: &Rectangle, nrr: &str) -> Vec<Part> {
    match marks.label {
        Label::Inside { x, y } => vec![
            words("sq-big mid-t", x, y.plus(Length::of(12)), nrr),
            words("sq-in mid-t", x, y.minus(Length::of(12)), "NRR"),
        ],
        Label::Beside { x } => {
            vec![words(
                "t-rev t-lg",
                x,
                Length::of(204),
                &["NRR ", nrr].concat(),
            )]
        }
    }
}

fn lost_label(marks: &Rectangle, identity: Identity, style: Style) -> Vec<Part> {
    if marks.lost.is_none() {
        return Vec::new();
    }
    let x = marks.start.x.plus(marks.start.width).plus(Length::of(7));
    let y = marks.lost_label;
    let share = ["−", &style.change(identity.customer_retention)].concat();
    vec![
        words("t-churn", x, y.minus(Length::of(2)), &share),
        words("", x, y.plus(Length::of(13)), "left"),
    ]
}

fn each_label(marks: &Rectangle, identity: Identity, style: Style) -> Option<Part> {
    let (x, y) = marks.each_label?;
    let (class, sign) = match marks.gain {
        Some(_) => ("t-exp", "+"),
        None => ("t-con", "−"),
    };
    let change = [sign, &style.change(identity.growth), " each"].concat();
    Some(words(class, x, y.plus(Length::of(4)), &change))
}

fn words(class: &str, x: Length, y: Length, words: &str) -> Part {
    Part::svg("text")
        .class(class)
        .with("x", &x.to_string())
        .with("y", &y.to_string())
        .text(words)
}

fn filled(mark: Mark) -> Part {
    Part::svg("rect")
        .with("x", &mark.x.to_string())
        .with("y", &mark.y.to_string())
        .with("width", &mark.width.to_string())
        .with("height", &mark.height.to_string())
}

/// Half a pixel in, so that the dashed line is drawn sharply.
fn inset(mark: Mark) -> Mark {
    let half = Length(500);
    Mark {
        x: mark.x.plus(half),
        y: mark.y.plus(half),
        width: mark.width.minus(Length::of(1)).max(Length::ZERO),
        height: mark.height.minus(Length::of(1)).max(Length::ZERO),
    }
}
