//! Pictures as geometry: snapshots of what was drawn by hand, and laws.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use proptest::prelude::*;
use retention_calculator::chart::Length;
use retention_calculator::chart::rectangle::{Label, Mark, Rectangle, rectangle};
use retention_calculator::chart::ruler::{LabelRoom, Needles, Ruler, TickSize, ruler};
use retention_calculator::number::Ratio;
use retention_calculator::retention::GrossRange;

fn ratio(numerator: i64, denominator: i64) -> Ratio {
    Ratio::new(numerator.into(), denominator.into()).unwrap()
}

/// Tenths of a percent.
fn rate(tenths: i64) -> Ratio {
    ratio(tenths, 1000)
}

#[test]
fn lengths_are_written_with_two_decimals_at_most() {
    for (thousandths, text) in [
        (0, "0"),
        (1, "0"),
        (4, "0"),
        (5, "0.01"),
        (24_667, "24.67"),
        (24_995, "25"),
        (40_500, "40.5"),
        (-40_500, "-40.5"),
        (-4, "0"),
        (-5, "-0.01"),
        (100_000, "100"),
    ] {
        assert_eq!(Length(thousandths).to_string(), text);
    }
    assert_eq!(
        Length(5).times(ratio(1, 2)),
        Length(3),
        "half away from zero"
    );
    assert_eq!(Length(-5).times(ratio(1, 2)), Length(-3));
    assert_eq!(Length::of(150).times(ratio(11, 9)), Length(183_333));
}

#[test]
fn rectangles_as_designed() {
    for (customer_retention, growth, drawn) in [
        (
            ratio(9, 10),
            ratio(11, 9),
            "kept 40 58 135 150; gain 40 24.67 135 32.33; shrunk -; lost 175 58 15 150; \
             start 40 58 150 150; right 175 top 24.67; NRR 107.5 133; per 116.33; left 133; \
             each 183 41.33",
        ),
        (
            ratio(95, 100),
            ratio(9, 10),
            "kept 40 73 142.5 135; gain -; shrunk 40 58 142.5 15; lost 182.5 58 7.5 150; \
             start 40 58 150 150; right 182.5 top 73; NRR 111.25 140.5; per 140.5; left 133; \
             each 197 65.5",
        ),
        (
            ratio(60, 100),
            ratio(18, 10),
            "kept 40 106.33 61 101.67; gain 40 25 61 80.33; shrunk -; lost 101 106.33 40.67 101.67; \
             start 40 106.33 101.67 101.67; right 101 top 25; NRR beside 149.67; per 116.5; \
             left 157.17; each 109 65.67",
        ),
        (
            Ratio::ONE,
            Ratio::ONE,
            "kept 40 58 150 150; gain -; shrunk -; lost -; start 40 58 150 150; right 190 top 58; \
             NRR 115 133; per 133; left 133; each -",
        ),
        (
            ratio(79_880, 100_000),
            ratio(132_810, 100_000),
            "kept 40 70.21 110.07 137.79; gain 40 25 110.07 44.21; shrunk -; \
             lost 150.07 70.21 27.72 137.79; start 40 70.21 137.79 137.79; right 150.07 top 25; \
             NRR 95.03 139.1; per 116.5; left 139.1; each 158.07 47.6",
        ),
        // Nothing of the words runs over the edge or into each other when little is left.
        (
            ratio(5, 10),
            ratio(1, 10),
            "kept 40 193 75 15; gain -; shrunk 40 58 75 135; lost 115 58 75 150; \
             start 40 58 150 150; right 115 top 193; NRR beside 198; per 160; left 155.5; \
             each 197 125.5",
        ),
        (
            ratio(5, 10),
            Ratio::whole(10),
            "kept 40 189.7 9.15 18.3; gain 40 25 9.15 163.7; shrunk -; lost 49.15 189.7 9.15 18.3; \
             start 40 189.7 18.3 18.3; right 49.15 top 25; NRR beside 66.3; per 116.5; left 175; \
             each 57.15 107.35",
        ),
    ] {
        let marks = rectangle(customer_retention, growth).unwrap();
        assert_eq!(written(&marks), drawn);
    }
    for (customer_retention, growth) in [
        (Ratio::ZERO, Ratio::ONE),
        (Ratio::ONE, Ratio::ZERO),
        (ratio(1, i64::MAX), Ratio::ONE),
        (Ratio::ONE, Ratio::whole(i64::MAX)),
    ] {
        assert_eq!(rectangle(customer_retention, growth), None);
    }
}

fn written(marks: &Rectangle) -> String {
    let mark = |mark: Mark| format!("{} {} {} {}", mark.x, mark.y, mark.width, mark.height);
    let perhaps = |given: Option<Mark>| given.map_or("-".into(), mark);
    let label = match marks.label {
        Label::Inside { x, y } => format!("{x} {y}"),
        Label::Beside { x } => format!("beside {x}"),
    };
    let each = marks
        .each_label
        .map_or("-".into(), |(x, y)| format!("{x} {y}"));
    format!(
        "kept {}; gain {}; shrunk {}; lost {}; start {}; right {} top {}; NRR {label}; per {}; \
         left {}; each {each}",
        mark(marks.kept),
        perhaps(marks.gain),
        perhaps(marks.shrunk),
        perhaps(marks.lost),
        mark(marks.start),
        marks.right,
        marks.top,
        marks.growth_label,
        marks.lost_label,
    )
}

#[test]
fn rulers_as_designed() {
    let needles = |nrr, cr, low, high| Needles {
        nrr: Some(rate(nrr)),
        customer_retention: Some(rate(cr)),
        gross: Some(GrossRange {
            low: rate(low),
            high: rate(high),
        }),
    };
    for (given, drawn) in [
        (
            needles(1100, 900, 900, 1000),
            "80–120: 80 90 *100* 110 120; NRR 75 CR 25 GRR 25–50 WhenRoomy",
        ),
        (
            needles(1061, 799, 910, 910),
            "75–115: 80 90 *100* 110; NRR 77.75 CR 12.25 GRR 40–40 WhenRoomy",
        ),
        (
            needles(900, 900, 900, 900),
            "75–115: 80 90 *100* 110; NRR 37.5 CR 37.5 GRR 37.5–37.5 Never",
        ),
        (
            needles(1000, 1000, 950, 1000),
            "80–120: 80 90 *100* 110 120; NRR 50 CR 50 GRR 37.5–50 Never",
        ),
        // 36 points apart: too close to the ends of 40 once the start is a multiple of 5.
        (
            needles(1204, 844, 1000, 1000),
            "60–140: 60 80 *100* 120 140; NRR 75.5 CR 30.5 GRR 50–50 WhenWide",
        ),
        (
            needles(2000, 1000, 1000, 1000),
            "80–240: *100* 160 200 240; NRR 75 CR 12.5 GRR 12.5–12.5 Always",
        ),
        // 100% is none of the 40 steps, and is drawn all the same.
        (
            needles(3138, 900, 900, 1000),
            "40–360: *100* 160 240 320; NRR 85.56 CR 15.63 GRR 15.63–18.75 Always",
        ),
        (
            needles(0, 0, 0, 0),
            "0–160: 0 40 *100* 160; NRR 0 CR 0 GRR 0–0 Never",
        ),
        (
            needles(39000, 1000, 1000, 1000),
            "0–5120: *100* 1280 2560 3840 5120; NRR 76.17 CR 1.95 GRR 1.95–1.95 Never",
        ),
    ] {
        assert_eq!(read(&ruler(given).unwrap()), drawn);
    }
    let only_cr = Needles {
        customer_retention: Some(rate(900)),
        ..Needles::default()
    };
    let drawn = ruler(only_cr).unwrap();
    assert_eq!((drawn.nrr, drawn.gross), (None, None));
    assert_eq!(drawn.customer_retention, Some(Length(37_500)));
    assert_eq!(ruler(Needles::default()), None);
    assert_eq!(ruler(needles(40_001, 900, 900, 900)), None);
}

/// Ends, labels (100% in stars) and needles.
fn read(ruler: &Ruler) -> String {
    let labels: Vec<_> = ruler
        .ticks
        .iter()
        .filter_map(|tick| match tick.size {
            TickSize::Hundred => Some(format!("*{}*", tick.percent)),
            TickSize::Long => Some(tick.percent.to_string()),
            _ => None,
        })
        .collect();
    let (first, last) = (ruler.ticks.first().unwrap(), ruler.ticks.last().unwrap());
    let (low, high) = ruler.gross.unwrap();
    format!(
        "{}–{}: {}; NRR {} CR {} GRR {low}–{high} {:?}",
        first.percent,
        last.percent,
        labels.join(" "),
        ruler.nrr.unwrap(),
        ruler.customer_retention.unwrap(),
        ruler.gross_label,
    )
}

/// A stretch along one axis in pixels.
type Stretch = (f64, f64);

fn apart(a: Stretch, b: Stretch) -> bool {
    a.1 <= b.0 || b.1 <= a.0
}

fn pixels(length: Length) -> f64 {
    length.0 as f64 / 1000.0
}

proptest! {
    #[test]
    fn everything_stands_on_the_ruler(nrr in 0_i64..40_000, cr in 0_i64..=1000, low in 0_i64..=1000) {
        let high = nrr.min(1000);
        let low = low.min(high);
        let drawn = ruler(Needles {
            nrr: Some(rate(nrr)),
            customer_retention: Some(rate(cr)),
            gross: Some(GrossRange { low: rate(low), high: rate(high) }),
        }).unwrap();
        let (gross_low, gross_high) = drawn.gross.unwrap();
        let nrr = drawn.nrr.unwrap();
        let on = Length::ZERO..=Length::FULL;
        for at in [nrr, drawn.customer_retention.unwrap(), gross_low, gross_high] {
            prop_assert!(on.contains(&at), "{at} is off");
        }
        prop_assert!(gross_low <= gross_high && gross_high <= nrr);
        prop_assert!((41..=42).contains(&drawn.ticks.len()));
        prop_assert!(drawn.ticks.iter().all(|tick| on.contains(&tick.at)));
        prop_assert!(drawn.ticks.is_sorted_by(|a, b| a.at < b.at && a.percent < b.percent));
        let hundreds = drawn.ticks.iter().filter(|tick| tick.size == TickSize::Hundred);
        prop_assert_eq!(hundreds.map(|tick| tick.percent).collect::<Vec<_>>(), [100]);

        // Labels of ticks, at 7 px a letter, on the narrowest screen and on a wide one.
        for width in [256.0, 576.0] {
            let labels: Vec<Stretch> = drawn.ticks.iter()
                .filter(|tick| matches!(tick.size, TickSize::Long | TickSize::Hundred))
                .map(|tick| {
                    let letters = tick.percent.to_string().len() as f64 + 1.0;
                    placed(tick.at, letters * 7.0, width, 5.0)
                })
                .collect();
            for pair in labels.windows(2) {
                prop_assert!(apart(pair[0], pair[1]), "{labels:?} at {width}");
            }
            let room = match drawn.gross_label {
                LabelRoom::Always => true,
                LabelRoom::WhenRoomy => width > 280.0,
                LabelRoom::WhenWide => width > 500.0,
                LabelRoom::Never => false,
            };
            let middle = pixels(gross_low.plus(gross_high).half()) / 100.0 * width;
            let gross = (middle - 51.0, middle + 51.0);
            let nrr = placed(nrr, 80.0, width, 0.0);
            prop_assert!(!room || apart(gross, nrr), "{gross:?} {nrr:?} at {width}");
            prop_assert!(!room || gross.0 > -26.0 && gross.1 < width + 26.0, "{gross:?}");
        }
    }

    #[test]
    fn the_rectangle_stays_in_its_picture(lost in 0_i64..1000, growth in 1_i64..30_000) {
        let (share, growth) = (ratio(1000 - lost, 1000), ratio(growth, 1000));
        let Some(marks) = rectangle(share, growth) else { return Ok(()) };
        let base = Length::of(208);
        let all = [Some(marks.start), Some(marks.kept), marks.gain, marks.shrunk, marks.lost];
        for mark in all.into_iter().flatten() {
            prop_assert!(mark.x >= Length::of(40) && mark.x.plus(mark.width) <= Length::of(190));
            prop_assert!(mark.y >= Length::of(24) && mark.y.plus(mark.height) <= base);
            prop_assert!(mark.width > Length::ZERO && mark.height >= Length::ZERO);
        }
        // The area is NRR: what is drawn is as wide and high as it says.
        let near = |drawn: Length, wanted: Length| drawn.minus(wanted).0.abs() <= 2;
        prop_assert!(near(marks.right.minus(marks.start.x), marks.start.width.times(share)));
        prop_assert!(near(base.minus(marks.top), marks.start.width.times(growth)));
        prop_assert_eq!(marks.lost.is_some(), lost > 0);
        prop_assert!(marks.gain.is_none() || marks.shrunk.is_none());

        // Words at the right, 13 px high a line, do not run into each other.
        let line = |baseline: f64| (baseline - 10.0, baseline + 3.0);
        let mut lines = Vec::new();
        lines.extend(marks.each_label.map(|(_, y)| line(pixels(y) + 4.0)));
        if marks.lost.is_some() {
            lines.extend([line(pixels(marks.lost_label) - 2.0), line(pixels(marks.lost_label) + 13.0)]);
        }
        match marks.label {
            Label::Beside { x } => {
                lines.push(line(204.0));
                prop_assert!(pixels(x) + 75.0 <= 276.0);
            }
            Label::Inside { x, y } => {
                prop_assert!(pixels(x) - 48.0 >= 40.0 && pixels(x) + 48.0 <= pixels(marks.right));
                prop_assert!(y.minus(Length::of(28)) >= marks.top);
            }
        }
        for pair in lines.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0, "{lines:?}");
        }
        // What is written upwards at the left ends above what is written below the width.
        prop_assert!(pixels(marks.growth_label) + 63.0 <= 228.0);
        prop_assert!(pixels(marks.growth_label) - 63.0 >= 0.0);
    }
}

/// Just over what fits at full size, everything becomes a little smaller.
#[test]
fn the_tallest_rectangles_keep_their_margin() {
    let check = |growth, top: i64| {
        let marks = rectangle(ratio(1, 1), ratio(growth, 1000)).unwrap();
        let off = marks.top.minus(Length(top)).0.abs();
        assert!(off <= 5, "{growth}: {:?}", marks.top);
    };
    check(1226, 24_100);
    check(1227, 25_000);
    check(1230, 25_000);
    check(9000, 25_000);
}

/// Where a label of this width lies: beside its place near the ends, else around it.
fn placed(at: Length, label: f64, width: f64, shift: f64) -> Stretch {
    let x = pixels(at) / 100.0 * width;
    if at < Length::of(6) {
        (x + shift, x + shift + label)
    } else if at > Length::of(94) {
        (x - shift - label, x - shift)
    } else {
        (x - label / 2.0, x + label / 2.0)
    }
}
