//! The four diagnoses, and their picture.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;
#[path = "common/marks.rs"]
mod marks;

use common::lists::list;
use common::{example, sheet, typed};
use marks::marks_text;
use retention_calculator::accounts::Movements;
use retention_calculator::app::draft::Draft;
use retention_calculator::app::sample;
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::text::drivers::of_part;
use retention_calculator::app::text::quadrant::{Placed, placed};
use retention_calculator::chart::Length;
use retention_calculator::chart::mark::Shape;
use retention_calculator::chart::quadrant::{Spot, axes, quadrant};
use retention_calculator::insight::diagnosis::{Diagnosis, Lines};
use retention_calculator::link::Choice;
use retention_calculator::number::{Ratio, Value};

#[test]
fn a_rate_at_its_line_counts_as_high() {
    let lines = Lines {
        customer_retention: Ratio::percent(87),
        nrr: Ratio::percent(100),
    };
    let rate = |millionths: i128| Value::Ratio(Ratio::new(millionths, 1_000_000).unwrap());
    for (cr, nrr, expect) in [
        (870_000, 1_000_000, "compounding"),
        (869_999, 1_000_000, "upsell_hides_churn"),
        (870_000, 999_999, "loyal_not_growing"),
        (869_999, 999_999, "leaking"),
        (1_000_000, 2_000_000, "compounding"),
        (0, 0, "leaking"),
    ] {
        let diagnosis = Diagnosis::of(&rate(cr), &rate(nrr), lines);
        assert_eq!(diagnosis.id(), expect, "{cr} {nrr}");
        let (stay, grow) = diagnosis.high();
        assert_eq!(Diagnosis::at(stay, grow), diagnosis);
    }
}

fn said(sheet: &Sheet) -> String {
    placed(sheet, None).map_or("-".to_owned(), |placed| placed.title)
}

#[test]
fn titles_say_where_you_are() {
    let revenue = |start: i64, end: i64| {
        let (more, less) = ((end - start).max(0), (start - end).max(0));
        format!("start={start} expansion={more} contraction={less} churn=0")
    };
    let customers = |lost: i64| format!("customers_start=1000 customers_lost={lost}");
    for (end, lost, expect) in [
        (
            1100,
            100,
            "Compounding: customers stay, and those who stay pay more",
        ),
        (1000, 0, "Compounding: customers stay, and revenue holds"),
        (
            1000,
            131,
            "Upsell hides churn: fewer customers, each paying more",
        ),
        (
            1000,
            130,
            "Compounding: customers stay, and those who stay pay more",
        ),
        (
            999,
            0,
            "Loyal, not growing: customers stay, revenue does not grow",
        ),
        (999, 131, "Leaking: customers and revenue both leave"),
    ] {
        let typed = [revenue(1000, end), customers(lost)].join(" ");
        assert_eq!(said(&sheet(&typed)), expect, "{typed}");
    }
    // A month is placed by what it compounds to: 99% of customers a month is 88.6% a year.
    let month = sheet(
        "period=month start=1000 expansion=10 contraction=0 churn=0 customers_start=100 customers_lost=1",
    );
    assert_eq!(
        said(&month),
        "As an estimate for a year, Compounding: customers stay, and those who stay pay more"
    );
    assert_eq!(
        placed(&month, None).unwrap().estimate.as_deref(),
        Some(
            "Placed by yearly rates, as these lines are: CR 88.6%, NRR 112.7%. An estimate, if every \
             period went like this one."
        )
    );
    let month = sheet(
        "period=month start=1000 expansion=10 contraction=0 churn=0 customers_start=100 customers_lost=2",
    );
    assert_eq!(
        placed(&month, None).unwrap().diagnosis,
        Diagnosis::UpsellHidesChurn
    );
    assert_eq!(
        said(&sheet("start=100 expansion=0 contraction=0 churn=0")),
        "-"
    );
}

#[test]
fn the_lines_are_the_readers() {
    for (cr, nrr, expect) in [
        ("90", "110", Diagnosis::Compounding),
        ("90.1%", "", Diagnosis::UpsellHidesChurn),
        ("", "110.1", Diagnosis::LoyalNotGrowing),
        ("95", "120", Diagnosis::Leaking),
        ("much", "", Diagnosis::Compounding),
    ] {
        let mut draft = typed(&[common::REVENUE, common::CUSTOMERS].join(" "));
        draft.choose(Choice::CrThreshold, cr.to_owned());
        draft.choose(Choice::NrrThreshold, nrr.to_owned());
        let known = placed(&Sheet::of(&draft), None).unwrap();
        assert_eq!(known.diagnosis, expect, "{cr} {nrr}");
    }
}

fn axes_of(known: &Placed) -> [(i64, i64, i64); 2] {
    let (x, y) = axes(&known.picture);
    [x, y].map(|axis| (axis.low, axis.high, axis.step))
}

#[test]
fn axes_widen_by_tens() {
    for (pairs, expect) in [
        ("", [(70, 100, 5), (70, 130, 10)]),
        ("expansion=200000", [(70, 100, 5), (70, 130, 10)]),
        ("expansion=200100", [(70, 100, 5), (70, 140, 20)]),
        ("customers_lost=60", [(60, 100, 10), (70, 130, 10)]),
        ("customers_lost=61", [(60, 100, 10), (70, 130, 10)]),
        ("customers_lost=200", [(0, 100, 20), (70, 130, 10)]),
        ("expansion=90000000", [(70, 100, 5), (70, 1000, 200)]),
        (
            "expansion=0 churn=480000 contraction=0",
            [(70, 100, 5), (0, 130, 50)],
        ),
    ] {
        let known = placed(&example(pairs), None).unwrap();
        assert_eq!(axes_of(&known), expect, "{pairs}");
        // Nothing stands outside of the picture.
        for line in marks_text(&quadrant(&known.picture)).lines() {
            let (mark, _) = line.split_once(": ").unwrap_or((line, ""));
            let shares = mark
                .split(['=', ' '])
                .filter_map(|word| word.strip_suffix('%'));
            for share in shares.filter_map(|share| share.parse::<rust_decimal::Decimal>().ok()) {
                assert!(share >= 0.into() && share <= 100.into(), "{line}");
            }
        }
    }
}

#[test]
fn the_example_as_designed() {
    let known = placed(&example(""), None).unwrap();
    let drawn = marks_text(&quadrant(&known.picture));
    for line in [
        "rect x=56.67% y=0% width=43.33% height=50% class=\"q q-on\"",
        "line x1=0% y1=100% x2=100% y2=50% class=ray-same",
        "line x1=0% y1=74.08% x2=100% y2=12.96% class=ray-you",
        "line x1=0% y1=41.67% x2=55.55% y2=0% class=ray",
        "circle cx=66.67% cy=33.33% r=6 class=m-you data-point=\"You: CR 90.0%, NRR 110.0%\"",
        "text x=56.67% y=100% class=\"t-strong mid-t halo\" dy=-8: CR 87.0%",
    ] {
        assert!(drawn.contains(line), "{line}\n{drawn}");
    }
    assert_eq!(
        known.description,
        "You are at CR 90.0%, NRR 110.0%. CR counts as high from 87.0%, NRR from 100.0%. Lines \
         through the origin join points with the same revenue per customer."
    );
}

#[test]
fn no_ray_runs_through_the_words_of_a_corner() {
    for (pairs, expect) in [
        // The example's ray rises through the upper left of its field.
        (
            "",
            "text x=56.67% y=100% class=\"corner t-strong t-lg halo end\"",
        ),
        // Each pays much more, or less: the ray passes by.
        (
            "expansion=200000",
            "text x=0 y=50% class=\"corner t-strong t-lg halo\"",
        ),
        (
            "expansion=0",
            "text x=0 y=50% class=\"corner t-strong t-lg halo\"",
        ),
    ] {
        let known = placed(&example(pairs), None).unwrap();
        let drawn = marks_text(&quadrant(&known.picture));
        let words = drawn.lines().find(|line| line.ends_with(": Leaking"));
        assert!(words.unwrap().starts_with(expect), "{pairs}: {words:?}");
    }
}

#[test]
fn you_do_not_stand_on_the_words_of_your_corner() {
    for (pairs, words, expect) in [
        // Upper left: above, or over the name of the line.
        ("customers_lost=40", "Upsell hides churn", "text x=0 y=0 "),
        (
            "period=month",
            "Upsell hides churn",
            "text x=0 y=88% class=\"corner t-strong t-lg halo-on\" dx=12 dy=-48",
        ),
        // Upper right.
        ("", "Compounding", "text x=100% y=0 "),
        ("expansion=170000", "Compounding", "text x=100% y=50% "),
        // Lower right.
        (
            "expansion=0 customers_lost=0",
            "Loyal, not growing",
            "text x=100% y=100% ",
        ),
        (
            "expansion=0 churn=110000 customers_lost=0",
            "Loyal, not growing",
            "text x=100% y=50% ",
        ),
        // Lower left.
        (
            "expansion=0 churn=15000 customers_lost=56",
            "Leaking",
            "text x=0 y=100% ",
        ),
    ] {
        let known = placed(&example(pairs), None).unwrap();
        let drawn = marks_text(&quadrant(&known.picture));
        let found = drawn
            .lines()
            .find(|line| line.ends_with(&[": ", words].concat()));
        assert!(
            found.unwrap().starts_with(expect),
            "{pairs}: {found:?}\n{drawn}"
        );
    }
}

#[test]
fn a_segment_says_what_drives_it() {
    let style = example("").style;
    let check = |churn, contraction, expansion, expect: &str| {
        let movements = Movements {
            churn,
            contraction,
            expansion,
            ..Movements::default()
        };
        assert_eq!(of_part(style, &movements), expect);
    };
    check(0, 0, 5, "Nothing was lost");
    check(
        3,
        1,
        2,
        "75.0% churned, 25.0% contraction; expansion replaces 50.0%",
    );
    check(
        0,
        7,
        0,
        "0.0% churned, 100.0% contraction; expansion replaces 0.0%",
    );
}

/// Segments at these places, and where their names stand: pixels to the right and down.
#[test]
fn names_stand_beside_their_points() {
    let check = |spots: &[(i64, i64)], expect: &[Option<(i64, i64)>]| {
        let mut known = placed(&example(""), None).unwrap().picture;
        let named = spots.iter().enumerate().map(|(index, (cr, nrr))| Spot {
            cr: Length(*cr),
            nrr: Length(*nrr),
            name: format!("Part {index}"),
            told: String::new(),
        });
        known.segments = named.collect();
        let marks = quadrant(&known);
        let stands = |index: usize| {
            let found = marks.iter().find(|mark| match &mark.shape {
                Shape::Text(_, words) => *words == format!("Part {index}"),
                _ => false,
            });
            found.map(|mark| (mark.shift.0.0 / 1000, mark.shift.1.0 / 1000))
        };
        let stand: Vec<_> = (0..spots.len()).map(stands).collect();
        assert_eq!(stand, expect, "{spots:?}");
    };
    let (right, left) = (Some((10, 4)), Some((-10, 4)));
    let (lower, higher) = (Some((10, 18)), Some((10, -10)));
    check(&[(80_000, 90_000)], &[right]);
    check(&[(99_000, 90_000)], &[left]);
    // Beside you, and beside each other.
    check(&[(91_000, 108_500)], &[lower]);
    check(&[(80_000, 90_000), (81_000, 90_000)], &[left, right]);
    check(
        &[(80_000, 90_000), (81_000, 90_000), (80_500, 91_000)],
        &[left, right, higher],
    );
    // On the words of a corner, and where no room is left.
    check(&[(71_000, 126_000)], &[None]);
    check(&[(85_000, 90_000), (85_000, 90_000)], &[right, left]);
}

#[test]
fn every_segment_of_the_sample_has_its_name() {
    let list = list(&sample::csv());
    let known = placed(&Sheet::of_list(&list, &Draft::example()), Some(&list)).unwrap();
    let drawn = marks_text(&quadrant(&known.picture));
    for name in ["Business", "Team", "Starter"] {
        assert!(drawn.contains(&format!(": {name}\n")), "{name}\n{drawn}");
    }
}
