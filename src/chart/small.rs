//! Small pictures in the rows of tables, and how much rests on a few accounts.

use super::Length;
use super::mark::{Mark, Place, Shape, line, percent, px, rectangle, text};
use crate::number::Ratio;

/// A bar from zero: `part` of the longest one.
pub fn bar(part: Ratio) -> Vec<Mark> {
    vec![sized("f-rev", part, 6, 6)]
}

/// What was there at the start as an outline, and what is kept of it inside, on one scale.
pub fn kept_bar(start: Ratio, kept: Ratio) -> Vec<Mark> {
    vec![sized("f-start", start, 1, 16), sized("f-rev", kept, 5, 8)]
}

fn sized(class: &'static str, part: Ratio, top: i64, height: i64) -> Mark {
    let width = Place::Share(Length::FULL.times(part).max(Length::ZERO));
    rectangle(class, [px(0), px(top), width, px(height)])
}

/// A line through a row of numbers, broken where one is not known, with a rule at `level`. It reaches
/// from the least to the most of all of `scale` and the level.
pub fn spark(
    class: &'static str,
    numbers: &[Option<Ratio>],
    scale: &[Option<Ratio>],
    level: Ratio,
) -> Vec<Mark> {
    let known = scale.iter().flatten().copied();
    let (low, high) = known.fold((level, level), |(low, high), number| {
        (low.min(number), high.max(number))
    });
    let height = |number: Ratio| {
        let share = number
            .checked_sub(low)?
            .checked_div(high.checked_sub(low)?)?;
        Some(Length::FULL.minus(Length::FULL.times(share)))
    };
    let last = Length(numbers.len().saturating_sub(1) as i64);
    let places: Vec<_> = (0_i64..)
        .zip(numbers)
        .map(|(index, number)| Some((Length::share(Length(index), last), height((*number)?)?)))
        .collect();
    let runs = places.split(Option::is_none);
    let runs = runs.filter(|run| run.len() > 1);
    let mut marks: Vec<Mark> = runs
        .map(|run| {
            Mark::new(
                class,
                Shape::Polyline(run.iter().copied().flatten().collect()),
            )
        })
        .collect();
    if let (false, Some(rule)) = (marks.is_empty(), height(level).map(Place::Share)) {
        marks.insert(0, line("grid", [px(0), rule, percent(100), rule]));
    }
    marks
}

const SIDE: Length = Length::of(30);
const LEFT: Length = Length::of(2);
const BASE: Length = Length::of(42);
const ROOM: Length = Length::of(40);

/// The retention rectangle of 44 pixels: as wide as CR, as high as revenue per customer, beside the
/// dashed square of the start.
pub fn square(customer_retention: Ratio, growth: Ratio) -> Vec<Mark> {
    let whole = SIDE.times(growth);
    let unit = match whole > ROOM {
        true => Ratio::ONE
            .checked_div(growth)
            .map_or(SIDE, |shrunk| ROOM.times(shrunk)),
        false => SIDE,
    };
    let width = unit.times(customer_retention);
    let height = unit.times(growth);
    let from = |class, top: Length, height: Length, width: Length| {
        let sides = [LEFT, BASE.minus(top), width, height].map(Place::Pixels);
        rectangle(class, sides)
    };
    let kept = height.min(unit);
    let mut marks = vec![from("f-rev", kept, kept, width)];
    if height > unit {
        let gain = height.minus(unit);
        marks.push(from("f-exp", height, gain, width));
    }
    marks.push(from("unit-sq", unit, unit, unit));
    marks
}

/// How much of revenue the largest accounts bring: `shares` of the first, of the first two, and so
/// on. The straight line is where all of `customers` would be as large.
pub fn concentration(
    shares: &[Ratio],
    customers: u64,
    told: impl Fn(usize) -> String,
) -> Vec<Mark> {
    let most = shares.len().max(1) as i64;
    let place = |index: usize, share: Ratio| {
        let x = Length::share(Length(index as i64), Length(most));
        (x, Length::FULL.minus(Length::FULL.times(share)))
    };
    let mut marks = Vec::new();
    for value in [0, 25, 50, 75, 100] {
        let at = percent(100_i64.saturating_sub(value));
        let class = if value == 100 { "hundred" } else { "grid" };
        marks.push(line(class, [px(0), at, percent(100), at]));
        let label = [&value.to_string(), "%"].concat();
        marks.push(text("t-dim end", [px(-10), at], label).shifted(Length::ZERO, Length::of(4)));
    }
    let equal = Ratio::new(shares.len() as i128, customers.into()).unwrap_or(Ratio::ONE);
    let even = vec![
        place(0, Ratio::new(0, 1).unwrap_or(equal)),
        place(shares.len(), equal),
    ];
    marks.push(Mark::new(
        "line thin l-grr line-dash",
        Shape::Polyline(even),
    ));
    let mut curve = vec![(Length::ZERO, Length::FULL)];
    curve.extend(
        shares
            .iter()
            .zip(1..)
            .map(|(share, index)| place(index, *share)),
    );
    marks.push(Mark::new("line l-rev", Shape::Polyline(curve)));
    for (share, index) in shares.iter().zip(1_usize..) {
        let (x, y) = place(index, *share);
        let at = [Place::Share(x), Place::Share(y)];
        let named = [1, 5, 10].contains(&index) || index == shares.len();
        let class = if named { "m-rev" } else { "hit" };
        let dot = Mark::new(class, Shape::Dot(at, Length::of(4)));
        marks.push(dot.told(told(index)));
        if named {
            let label = text("mid-t", [Place::Share(x), percent(100)], index.to_string());
            marks.push(label.shifted(Length::ZERO, Length::of(18)));
        }
    }
    marks
}
