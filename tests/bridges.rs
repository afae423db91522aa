//! The two bridges: their words, and their geometry as snapshots.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;
#[path = "common/marks.rs"]
mod marks;

use common::{CUSTOMERS, example, sheet};
use marks::marks_text;
use retention_calculator::app::text::bridges::{Bridge, customer_bridge, revenue_bridge};
use retention_calculator::chart::bridge::{Scale, bar, bridge};

fn scale_of(bridge: &Bridge) -> Option<(i64, i64, i64)> {
    let scale = Scale::of(bridge.steps.iter())?;
    Some((scale.low, scale.high, scale.step))
}

fn drawn(known: &Bridge) -> String {
    marks_text(&bridge(
        &known.steps,
        Scale::of(known.steps.iter()).unwrap(),
    ))
}

/// Every rectangle as "y height", with its class or pattern.
fn columns(known: &Bridge) -> Vec<String> {
    let text = drawn(known);
    let rects = text.lines().filter(|line| line.starts_with("rect"));
    let part = |line: &str, name: &str| {
        let found = line.split(' ').find_map(|part| part.strip_prefix(name));
        found.unwrap_or("").to_owned()
    };
    rects
        .map(|line| {
            let fill = part(line, "class=") + &part(line, "fill=");
            format!("{fill} {} {}", part(line, "y="), part(line, "height="))
        })
        .collect()
}

#[test]
fn the_example_as_designed() {
    let revenue = revenue_bridge(&example("")).unwrap();
    assert_eq!(
        revenue.title,
        "ends at 110.0%, after 10.0% lost and 20.0% won"
    );
    assert_eq!(
        revenue.description,
        "From 500,000 at the start, less 20,000 contraction and 30,000 churned, 450,000 is kept. \
         Expansion of 100,000 brings it to 550,000, which is NRR 110.0%."
    );
    assert_eq!(
        columns(&revenue),
        [
            "f-start 72 202",
            "url(#hatch-con) 72 8.08",
            "o-con 72 8.08",
            "url(#hatch-churn) 80.08 12.12",
            "o-churn 80.08 12.12",
            "f-rev 92.2 181.8",
            "f-exp 51.8 40.4",
            "f-rev 92.2 181.8",
            "f-exp 51.8 39.4",
        ]
    );
    let customers = customer_bridge(&example("")).unwrap();
    assert_eq!(customers.title, "end at 90.0%, 20 of 200 lost");
    assert_eq!(
        customers.description,
        "Of 200 at the start, 20 left and 180 customers stayed, which is CR 90.0%. 50 new stand \
         apart and do not count in CR."
    );
    let snapshot = include_str!("fixtures/customer_bridge.txt");
    assert_eq!(drawn(&customers), snapshot);
    let all = revenue.steps.iter().chain(&customers.steps);
    assert_eq!(Scale::of(all).unwrap().high, 125);
}

#[test]
fn scales_hold_every_end() {
    for (pairs, expect) in [
        (
            "start=100 expansion=20 contraction=0 churn=0",
            Some((0, 125, 25)),
        ),
        (
            "start=100 expansion=25 contraction=0 churn=0",
            Some((0, 125, 25)),
        ),
        (
            "start=100 expansion=26 contraction=0 churn=0",
            Some((0, 150, 25)),
        ),
        (
            "start=100 expansion=200 contraction=0 churn=0",
            Some((0, 300, 50)),
        ),
        (
            "start=100 expansion=3000 contraction=0 churn=0",
            Some((0, 3500, 500)),
        ),
        ("start=100 expansion=9000 contraction=0 churn=0", None),
        // More was lost than there was at the start: kept is below zero.
        (
            "start=100 expansion=50 contraction=70 churn=60",
            Some((-50, 125, 25)),
        ),
        (
            "start=100 expansion=0 contraction=0 churn=100",
            Some((0, 125, 25)),
        ),
    ] {
        let known = revenue_bridge(&sheet(pairs)).unwrap();
        assert_eq!(scale_of(&known), expect, "{pairs}");
    }
}

#[test]
fn odd_ends() {
    // Under three pixels a step is drawn three pixels high; nothing is drawn for nothing.
    let thin =
        revenue_bridge(&sheet("start=1000000 expansion=1 contraction=0 churn=1000")).unwrap();
    assert_eq!(
        columns(&thin),
        [
            "f-start 72 202",
            "url(#hatch-churn) 72 3",
            "o-churn 72 3",
            "f-rev 72.2 201.8",
            "f-exp 72.2 3",
            "f-rev 72.2 201.8",
        ]
    );
    assert_eq!(thin.steps[1].value, "0");
    assert_eq!(thin.steps[1].share, "0.0%");
    let below = revenue_bridge(&sheet("start=100 expansion=50 contraction=70 churn=60")).unwrap();
    assert_eq!(below.steps[3].value, "−30");
    assert_eq!(below.steps[3].share, "−30.0%");
    for known in [
        revenue_bridge(&sheet("start=0 expansion=0 contraction=0 churn=0")),
        revenue_bridge(&sheet("start=100 expansion=0 contraction=0")),
        revenue_bridge(&sheet("start=100 expansion=0 contraction=200 churn=0")),
        customer_bridge(&sheet("customers_start=0 customers_lost=0")),
        customer_bridge(&sheet("start=100")),
    ] {
        assert_eq!(known, None);
    }
    // Without new customers, or with counts that disagree, none stand apart.
    let plain = customer_bridge(&sheet("customers_start=200 customers_lost=20")).unwrap();
    assert_eq!(plain.steps.len(), 3);
    let returned = customer_bridge(&sheet(&format!("{CUSTOMERS} customers_returned=5"))).unwrap();
    assert_eq!(returned.steps.len(), 5);
    assert!(
        returned
            .description
            .contains("50 new and 5 returned stand apart")
    );
    // Many new ones leave the scale alone: their column ends at the picture's upper edge.
    let many = customer_bridge(&sheet(
        "customers_start=10 customers_lost=1 customers_new=900",
    ))
    .unwrap();
    assert_eq!(scale_of(&many), Some((0, 200, 50)));
    assert_eq!(columns(&many).last().unwrap(), "f-new 0 274");
}

#[test]
fn bars_lie_on_the_same_scale() {
    let known = revenue_bridge(&example("")).unwrap();
    let scale = Scale::of(known.steps.iter()).unwrap();
    assert_eq!(
        marks_text(&bar(&known.steps[1], scale)),
        "line x1=80% y1=-9 x2=80% y2=27 class=hundred\n\
         rect x=76.8% y=2 width=3.2% height=14 fill=url(#hatch-con)\n"
    );
}
