//! Names beside the points of the quadrant.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;
#[path = "common/marks.rs"]
mod marks;

use common::example;
use common::lists::list;
use marks::marks_text;
use retention_calculator::app::draft::Draft;
use retention_calculator::app::sample;
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::text::quadrant::placed;
use retention_calculator::chart::Length;
use retention_calculator::chart::mark::Shape;
use retention_calculator::chart::quadrant::{Spot, quadrant};

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
