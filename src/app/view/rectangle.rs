//! The retention rectangle beside the identity. It always carries real values.

use crate::app::text::Style;
use crate::chart::Length;
use crate::chart::rectangle::{Label, Mark, Rectangle, rectangle as place};
use crate::retention::Identity;
use leptos::prelude::*;

pub fn rectangle(identity: Identity, style: Style) -> impl IntoView {
    place(identity.customer_retention, identity.growth)
        .map(|marks| view! { <div class="sq">{picture(marks, identity, style)}</div> })
}

fn picture(marks: Rectangle, identity: Identity, style: Style) -> impl IntoView {
    let nrr = style.percent(identity.nrr);
    let cr = style.percent(identity.customer_retention);
    let growth = style.percent(identity.growth);
    let title = ["Retention rectangle: ", &cr, " wide, ", &growth, " tall, area ", &nrr].concat();
    let Rectangle { start, kept, right, top, .. } = marks;
    let middle = Length::of(40).plus(right).half();
    let lost = marks.lost.map(|lost| {
        let x = start.x.plus(start.width).plus(Length::of(7));
        let y = marks.lost_label;
        let share = ["−", &style.change(identity.customer_retention)].concat();
        view! {
            <rect fill="url(#hatch-churn)" x=px(lost.x) y=px(lost.y) width=px(lost.width) height=px(lost.height)></rect>
            <text class="t-churn" x=px(x) y=px(y.minus(Length::of(2)))>{share}</text>
            <text x=px(x) y=px(y.plus(Length::of(13)))>"left"</text>
        }
    });
    let each = marks.each_label.map(|(x, y)| {
        let change = style.change(identity.growth);
        let (class, words) = match marks.gain {
            Some(_) => ("t-exp", ["+", &change, " each"].concat()),
            None => ("t-con", ["−", &change, " each"].concat()),
        };
        view! { <text class=class x=px(x) y=px(y.plus(Length::of(4)))>{words}</text> }
    });
    let label = match marks.label {
        Label::Inside { x, y } => view! {
            <text class="sq-big mid-t" x=px(x) y=px(y.plus(Length::of(12)))>{nrr}</text>
            <text class="sq-in mid-t" x=px(x) y=px(y.minus(Length::of(12)))>"NRR"</text>
        }
        .into_any(),
        Label::Beside { x } => {
            view! { <text class="t-rev t-lg" x=px(x) y="204">{["NRR ", &nrr].concat()}</text> }.into_any()
        }
    };
    let side = [
        "translate(22 ",
        &px(top.plus(Length::of(208)).half()),
        ") rotate(-90)",
    ]
    .concat();
    view! {
        <svg class="sq-svg plot" viewBox="0 0 276 248" role="img" aria-labelledby="sq-t sq-d">
            <title id="sq-t">{title}</title>
            <desc id="sq-d">
                "The dashed square is where you started: all customers, paying what they paid. The filled rectangle is now. Its width is the share of customers kept, its height is revenue per customer, and its area is NRR."
            </desc>
            {filled("f-rev", kept)}
            {marks.gain.map(|gain| filled("f-exp", gain))}
            {marks.shrunk.map(|mark| {
                view! { <rect fill="url(#hatch-con)" x=px(mark.x) y=px(mark.y) width=px(mark.width) height=px(mark.height)></rect> }
            })}
            {lost}
            {filled("unit-sq", inset(start))}
            {label}
            <path class="dim l-cust" d=["M40 214V222M40 218H", &px(right), "M", &px(right), " 214V222"].concat()></path>
            <text class="t-cust mid-t" x=px(middle) y="238">{["CR ", &cr].concat()}</text>
            <path class="dim l-ink" d=["M26 208H34M30 208V", &px(top), "M26 ", &px(top), "H34"].concat()></path>
            <text class="t-strong mid-t" transform=side>{["per customer ", &growth].concat()}</text>
            {each}
        </svg>
    }
}

fn px(length: Length) -> String {
    length.to_string()
}

fn filled(class: &'static str, mark: Mark) -> impl IntoView {
    view! {
        <rect class=class x=px(mark.x) y=px(mark.y) width=px(mark.width) height=px(mark.height)></rect>
    }
}

/// Half a pixel in, so that the dashed line is drawn sharply.
fn inset(mark: Mark) -> Mark {
    let half = Length(500);
    Mark {
        x: mark.x.plus(half),
        y: mark.y.plus(half),
        width: mark.width.minus(Length::of(1)),
        height: mark.height.minus(Length::of(1)),
    }
}
