//! NRR, GRR and CR on one scale.

use crate::app::state::App;
use crate::app::text;
use crate::chart::Length;
use crate::chart::ruler::{LabelRoom, Needles, Ruler, Tick, TickSize, ruler as place};
use crate::retention::Metric;
use leptos::prelude::*;

pub fn ruler(app: App) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        app.sheet.with(|sheet| {
            let share = |metric| sheet.figure(metric).ok().and_then(|value| value.as_ratio());
            place(Needles {
                nrr: share(Metric::Nrr),
                customer_retention: share(Metric::CustomerRetention),
                gross: sheet.gross.ok(),
            })
            .map(|ruler| (ruler, text::ruler_labels(sheet)))
        })
    });
    move || drawn.get().map(|(ruler, labels)| picture(ruler, labels))
}

fn picture(ruler: Ruler, labels: text::RulerLabels) -> impl IntoView {
    let ticks = ruler.ticks.iter().map(|tick| tick_marks(*tick)).collect_view();
    let numbers = ruler.ticks.iter().filter_map(|tick| tick_label(*tick)).collect_view();
    view! {
        <svg class="plot ruler-svg" role="img" aria-labelledby="ruler-t ruler-d">
            <title id="ruler-t">"NRR, GRR and CR on one scale"</title>
            <desc id="ruler-d">{labels.description}</desc>
            <line class="axis" x1="0" x2="100%" y1="36" y2="36"></line>
            <line class="axis" x1="0" x2="100%" y1="66" y2="66"></line>
            {ticks}
            {numbers}
            {ruler.gross.zip(labels.gross).map(|(range, words)| gross(range, words, ruler.gross_label))}
            {ruler.nrr.zip(labels.nrr).map(|(at, words)| {
                needle(at, "f-rev", "M-7 23H7L0 35Z", "t-rev t-lg", "17", words)
            })}
            {ruler.customer_retention.zip(labels.customer_retention).map(|(at, words)| {
                needle(at, "f-cust", "M-7 79H7L0 67Z", "t-cust t-lg", "96", words)
            })}
        </svg>
    }
}

fn percent(at: Length) -> String {
    at.to_string() + "%"
}

fn tick_marks(tick: Tick) -> impl IntoView {
    let (class, upper, lower) = match tick.size {
        TickSize::Short => ("axis", "41", "61"),
        TickSize::Middle => ("axis", "44", "58"),
        TickSize::Long => ("axis", "46", "56"),
        TickSize::Hundred => ("hundred", "46", "56"),
    };
    let at = percent(tick.at);
    view! {
        <line class=class x1=at.clone() x2=at.clone() y1="36" y2=upper></line>
        <line class=class x1=at.clone() x2=at y1=lower y2="66"></line>
    }
}

fn tick_label(tick: Tick) -> Option<impl IntoView> {
    let class = match tick.size {
        TickSize::Hundred => "t-strong",
        TickSize::Long => "",
        _ => return None,
    };
    let (anchor, shift) = anchor(tick.at);
    Some(view! {
        <text class=class x=percent(tick.at) y="55.5" text-anchor=anchor dx=shift>
            {tick.percent.to_string() + "%"}
        </text>
    })
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

fn needle(
    at: Length,
    fill: &'static str,
    path: &'static str,
    class: &'static str,
    y: &'static str,
    words: String,
) -> impl IntoView {
    let (anchor, _) = anchor(at);
    view! {
        <svg x=percent(at) y="0" overflow="visible">
            <path class=fill d=path></path>
            <text class=class y=y text-anchor=anchor>{words}</text>
        </svg>
    }
}

fn gross((low, high): (Length, Length), words: String, room: LabelRoom) -> impl IntoView {
    let class = match room {
        LabelRoom::Always => "t-strong mid-t",
        LabelRoom::WhenWide => "t-strong mid-t wide-only",
        LabelRoom::Never => return marks(low, high).into_any(),
    };
    view! {
        {marks(low, high)}
        <text class=class x=percent(low.plus(high).half()) y="17">{words}</text>
    }
    .into_any()
}

fn marks(low: Length, high: Length) -> impl IntoView {
    let end = |at: Length| {
        view! { <line class="l-rev" stroke-width="2" x1=percent(at) x2=percent(at) y1="22" y2="36"></line> }
    };
    view! {
        <rect fill="url(#hatch-grr)" x=percent(low) width=percent(high.minus(low)) y="26" height="9"></rect>
        {end(low)}
        {end(high)}
    }
}
