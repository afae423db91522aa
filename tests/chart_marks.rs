//! Marks as elements of SVG.
#![allow(clippy::arithmetic_side_effects)]

#[path = "common/marks.rs"]
mod marks;

use marks::marks_text;
use retention_calculator::chart::Length;
use retention_calculator::chart::mark::{Mark, Pattern, Shape, line, percent, px, rectangle, text};

fn check(mark: Mark, expect: &str) {
    assert_eq!(marks_text(&[mark]).trim_end(), expect);
}

#[test]
fn marks_are_elements() {
    let at = [percent(50), px(20)];
    check(
        line("axis", [px(0), px(36), percent(100), px(36)]),
        "line x1=0 y1=36 x2=100% y2=36 class=axis",
    );
    check(
        rectangle("f-rev", [percent(2), px(72), percent(10), px(202)]),
        "rect x=2% y=72 width=10% height=202 class=f-rev",
    );
    check(
        rectangle("", [px(0), px(0), px(12), px(12)]).filled(Pattern::Churned),
        "rect x=0 y=0 width=12 height=12 fill=url(#hatch-churn)",
    );
    check(
        text("t-strong", at, "Start").shifted(Length::of(8), Length(-6500)),
        "text x=50% y=20 class=t-strong dx=8 dy=-6.5: Start",
    );
    check(
        Mark::new("m-you", Shape::Dot(at, Length::of(6))).told("You, NRR 110.0%".into()),
        "circle cx=50% cy=20 r=6 class=m-you data-point=\"You, NRR 110.0%\"",
    );
    check(
        Mark::new("m-cust", Shape::Square(at, Length::of(9))),
        "rect x=50% y=20 width=9 height=9 class=m-cust transform=\"translate(-4.5 -4.5)\"",
    );
    check(
        Mark::new("f-rev", Shape::Path(at, "M0 0H8".into())),
        "svg x=50% y=20 overflow=visible\n  path d=\"M0 0H8\" class=f-rev",
    );
    check(
        Mark::new(
            "line l-rev",
            Shape::Polyline(vec![
                (Length::ZERO, Length::of(50)),
                (Length::FULL, Length(12_500)),
            ]),
        ),
        "svg overflow=visible viewBox=\"0 0 100 100\" preserveAspectRatio=none\n  \
         polyline points=\"0,50 100,12.5\" class=\"line l-rev\"",
    );
    let inside = vec![text("", [px(18), px(-2)], "You")];
    check(
        Mark::new("", Shape::Group(at, inside)),
        "svg x=50% y=20 overflow=visible\n  text x=18 y=-2: You",
    );
}
