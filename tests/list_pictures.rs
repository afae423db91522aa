//! Pictures of a list: where their marks stand, and what they say.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod common;
#[path = "common/marks.rs"]
mod marks;

use common::lists::list;
use marks::marks_text;
use retention_calculator::app::sample;
use retention_calculator::app::text::{Style, trend as words};
use retention_calculator::chart::small;
use retention_calculator::chart::trend::{Point, trend};
use retention_calculator::number::{Currency, Mark, Ratio};

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::NONE,
};

fn percent(value: i128) -> Option<Ratio> {
    Ratio::new(value, 100)
}

fn point(label: &str, rates: [Option<Ratio>; 3]) -> Point {
    Point {
        label: label.to_owned(),
        rates,
        incomplete: false,
        told: format!("{label} in words"),
    }
}

fn ends() -> [String; 3] {
    ["NRR".to_owned(), "GRR".to_owned(), "CR".to_owned()]
}

#[test]
fn three_months() {
    let mut points = [
        point("Jan", [percent(110), percent(90), percent(80)]),
        point("Feb", [percent(100), percent(85), percent(80)]),
        point("Mar", [percent(105), percent(84), None]),
    ];
    points[2].incomplete = true;
    let text = marks_text(&trend(&points, ends()));
    let expect = "\
line x1=0 y1=100% x2=100% y2=100% class=grid
text x=-10 y=100% class=\"t-dim end\" dy=4: 80%
line x1=0 y1=83.33% x2=100% y2=83.33% class=grid
text x=-10 y=83.33% class=\"t-dim end\" dy=4: 85%
line x1=0 y1=66.67% x2=100% y2=66.67% class=grid
text x=-10 y=66.67% class=\"t-dim end\" dy=4: 90%
line x1=0 y1=50% x2=100% y2=50% class=grid
text x=-10 y=50% class=\"t-dim end\" dy=4: 95%
line x1=0 y1=16.67% x2=100% y2=16.67% class=grid
text x=-10 y=16.67% class=\"t-dim end\" dy=4: 105%
line x1=0 y1=0% x2=100% y2=0% class=grid
text x=-10 y=0% class=\"t-dim end\" dy=4: 110%
line x1=0 y1=33.33% x2=100% y2=33.33% class=hundred
text x=-10 y=33.33% class=\"t-strong end\" dy=4: 100%
text x=0% y=100% class=mid-t dy=20: Jan
text x=50% y=100% class=\"mid-t wide-only\" dy=20: Feb
text x=100% y=100% class=\"mid-t t-strong\" dy=20: Mar
circle cx=0% cy=0% r=4 class=m-rev
circle cx=50% cy=33.33% r=4 class=m-rev
svg overflow=visible viewBox=\"0 0 100 100\" preserveAspectRatio=none
  polyline points=\"0,0 50,33.33\" class=\"line l-rev\"
svg overflow=visible viewBox=\"0 0 100 100\" preserveAspectRatio=none
  polyline points=\"50,33.33 100,16.67\" class=\"line line-dots l-ink\"
circle cx=100% cy=16.67% r=4 class=m-rev-o
";
    assert!(text.starts_with(expect), "{text}");
    // Customers of March are not defined: no mark, no label.
    assert_eq!(text.matches("m-cust").count(), 2);
    assert!(!text.contains(": CR") && text.contains(": NRR"));
    // A month is as wide as the step, at the edges half of it.
    let hit = "rect x=25% y=0 width=50% height=100% class=hit data-point=\"Feb in words\"";
    assert!(text.contains(hit), "{text}");
    assert!(text.contains("rect x=75% y=0 width=25% height=100%"));
}

#[test]
fn scales_hold_every_rate() {
    for (low, high, first, last) in [
        (100, 100, "95%", "105%"),
        (99, 101, "95%", "105%"),
        (67, 113, "60%", "120%"),
        (0, 100, "0%", "120%"),
        (80, 900, "0%", "1000%"),
    ] {
        let points = [
            point("a", [percent(high), percent(low), percent(low)]),
            point("b", [percent(high), percent(low), percent(low)]),
        ];
        let text = marks_text(&trend(&points, ends()));
        assert!(
            text.contains(&format!(": {first}\n")),
            "{low} {high}: {text}"
        );
        assert!(
            text.contains(&format!(": {last}\n")),
            "{low} {high}: {text}"
        );
        assert!(text.contains("class=hundred"));
    }
}

#[test]
fn labels_do_not_touch() {
    let points = [point("a", [percent(100); 3]), point("b", [percent(100); 3])];
    let text = marks_text(&trend(&points, ends()));
    let heights: Vec<_> = text.lines().filter(|line| line.contains("halo")).collect();
    assert_eq!(heights.len(), 3);
    assert!(heights[0].contains("y=50%"), "{heights:?}");
    assert!(
        heights[1].contains("y=57%") && heights[2].contains("y=64%"),
        "{heights:?}"
    );
    // Nor the names of the months beneath.
    let points = [point("a", [percent(100); 3]), point("b", [percent(0); 3])];
    let text = marks_text(&trend(&points, ends()));
    let halos = text.lines().filter(|line| line.contains("halo"));
    let found: Vec<_> = halos
        .filter_map(|line| line.split("y=").nth(1)?.split('%').next())
        .collect();
    assert_eq!(found, ["86", "93", "100"]);
}

#[test]
fn small_pictures() {
    let half = Ratio::new(1, 2).unwrap();
    assert_eq!(
        marks_text(&small::bar(half)),
        "rect x=0 y=6 width=50% height=6 class=f-rev\n"
    );
    assert_eq!(
        marks_text(&small::kept_bar(Ratio::ONE, half)),
        "rect x=0 y=1 width=100% height=16 class=f-start\n\
         rect x=0 y=5 width=50% height=8 class=f-rev\n"
    );
    // 90% wide, 120% high: the start is 30 pixels.
    assert_eq!(
        marks_text(&small::square(percent(90).unwrap(), percent(120).unwrap())),
        "rect x=2 y=12 width=27 height=30 class=f-rev\n\
         rect x=2 y=6 width=27 height=6 class=f-exp\n\
         rect x=2 y=12 width=30 height=30 class=unit-sq\n"
    );
    // Twice as high: all of it shrinks into the room.
    assert_eq!(
        marks_text(&small::square(Ratio::ONE, percent(200).unwrap())),
        "rect x=2 y=22 width=20 height=20 class=f-rev\n\
         rect x=2 y=2 width=20 height=20 class=f-exp\n\
         rect x=2 y=22 width=20 height=20 class=unit-sq\n"
    );
    // Lower than the start: no gain.
    assert_eq!(
        marks_text(&small::square(half, half)),
        "rect x=2 y=27 width=15 height=15 class=f-rev\n\
         rect x=2 y=12 width=30 height=30 class=unit-sq\n"
    );
}

/// Percent of a row, of the whole scale, and the level; a dash is not known.
#[test]
fn lines_in_the_heads_of_columns() {
    let check = |row: &str, scale: &str, level: i128, expect: &[&str]| {
        let numbers = |row: &str| -> Vec<Option<Ratio>> {
            let parts = row.split_whitespace();
            parts.map(|part| percent(part.parse().ok()?)).collect()
        };
        let level = percent(level).unwrap();
        let drawn = small::spark("line", &numbers(row), &numbers(scale), level);
        let drawn = marks_text(&drawn);
        let lines = drawn.lines().filter(|line| !line.starts_with("svg"));
        assert_eq!(lines.map(str::trim).collect::<Vec<_>>(), expect, "{row}");
    };
    // From zero, although nothing is near it.
    check(
        "50 100 75",
        "50 100 75",
        0,
        &[
            "line x1=0 y1=100% x2=100% y2=100% class=grid",
            "polyline points=\"0,50 50,0 100,25\" class=line",
        ],
    );
    // On the scale of other columns, around 100%.
    check(
        "- 110 120",
        "80 110 120",
        100,
        &[
            "line x1=0 y1=50% x2=100% y2=50% class=grid",
            "polyline points=\"50,25 100,0\" class=line",
        ],
    );
    // What is not known is not bridged, and one number is no line.
    check(
        "0 100 - 50 50 - 0",
        "0 100",
        0,
        &[
            "line x1=0 y1=100% x2=100% y2=100% class=grid",
            "polyline points=\"0,100 16.67,0\" class=line",
            "polyline points=\"50,50 66.67,50\" class=line",
        ],
    );
    check("- 7 -", "7", 0, &[]);
    check("", "", 100, &[]);
    // Always 100%: nothing to part.
    check("100 100", "100", 100, &[]);
}

#[test]
fn how_much_rests_on_a_few() {
    let shares = [percent(50).unwrap(), percent(75).unwrap()];
    let text = marks_text(&small::concentration(&shares, 4, |index| {
        format!("first {index}")
    }));
    for line in [
        "polyline points=\"0,100 100,50\" class=\"line thin l-grr line-dash\"",
        "polyline points=\"0,100 50,50 100,25\" class=\"line l-rev\"",
        "circle cx=50% cy=50% r=4 class=m-rev data-point=\"first 1\"",
        "text x=100% y=100% class=mid-t dy=18: 2",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let said = words::concentration(1, shares[0], STYLE);
    assert_eq!(
        said,
        "The largest account brings 50.0% of revenue at the start"
    );
    let said = words::concentration(2, shares[1], STYLE);
    assert_eq!(
        said,
        "The 2 largest accounts bring 75.0% of revenue at the start"
    );
}

#[test]
fn findings_are_computed() {
    // Ann 100 → 110, Bob 100 → 100 → leaves in March.
    let known = list("customer,2024-01,2024-02,2024-03\nAnn,100,110,110\nBob,100,100,0\n");
    let trend = words::trend(&known, true, STYLE).unwrap();
    // 105% and 52.4%; all of two, then one.
    assert_eq!(
        trend.title,
        "NRR lost 52.6 points in Mar 2024. CR lost 50.0 points since Feb 2024"
    );
    assert_eq!(
        trend.description,
        "Feb 2024 to Mar 2024: NRR from 105.0% to 52.4%, between 52.4% and 105.0%; GRR from 100.0% \
         to 52.4%, between 52.4% and 100.0%; CR from 100.0% to 50.0%, between 50.0% and 100.0%. The \
         table beneath holds every month."
    );
    assert_eq!(
        trend.points[1].told,
        "Mar 2024: NRR 52.4%, GRR 52.4%, CR 50.0%. In the month itself: expansion 0, contraction 0, \
         churned 100, new 0, back 0."
    );
    assert_eq!(trend.ends, ["NRR 52.4%", "GRR 52.4%", "CR 50.0%"]);
    // Three months have nothing to look back on.
    assert!(words::trend(&known, false, STYLE).is_none());
    let sample = list(&sample::csv());
    assert_eq!(
        words::trend(&sample, false, STYLE).unwrap().points.len(),
        13
    );
    assert_eq!(words::trend(&sample, true, STYLE).unwrap().points.len(), 24);
    // One step is no trend.
    let short = list("customer,2024-01,2024-02\nAnn,100,110\n");
    assert!(words::trend(&short, true, STYLE).is_none());
}

#[test]
fn an_incomplete_month_is_marked() {
    let mut text = "customer,month,mrr\n".to_owned();
    for month in ["2024-01", "2024-02", "2024-03"] {
        for account in 0..12 {
            if month != "2024-03" || account < 4 {
                text += &format!("A{account},{month},10\n");
            }
        }
    }
    let trend = words::trend(&list(&text), true, STYLE).unwrap();
    assert!(trend.points[1].incomplete && !trend.points[0].incomplete);
    // It is no finding: those are of complete months.
    assert_eq!(
        trend.title,
        "NRR 100.0%, GRR 100.0%, CR 100.0% in Feb 2024, without Mar 2024, which looks incomplete"
    );
    let more = text.replace("mrr\n", "mrr\nA0,2023-12,10\nA1,2023-12,20\n");
    let trend = words::trend(&list(&more), true, STYLE).unwrap();
    assert_eq!(
        trend.title,
        "NRR gained 33.3 points in Feb 2024. CR held since Jan 2024, without Mar 2024, which looks \
         incomplete"
    );
    let trend = words::trend(&list(&text), true, STYLE).unwrap();
    assert!(
        trend.points[1]
            .told
            .starts_with("Mar 2024 looks incomplete: NRR")
    );
}
