//! NRR, GRR and CR from month to month on one scale.

use super::Length;
use super::mark::{Mark, Place, Shape, line, percent, px, rectangle, text};
use crate::number::Ratio;

/// A month: NRR, GRR and CR, where they are defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub label: String,
    pub rates: [Option<Ratio>; 3],
    /// Not over yet: what leads there is dashed, and its marks are hollow.
    pub incomplete: bool,
    /// What it stands for, for who explores the picture.
    pub told: String,
}

/// Line, mark, mark of an incomplete month, label.
const CLASSES: [[&str; 4]; 3] = [
    ["line l-rev", "m-rev", "m-rev-o", "t-rev t-lg halo"],
    [
        "line l-grr line-dash",
        "m-grr",
        "m-grr-o",
        "t-strong t-lg halo",
    ],
    ["line l-cust", "m-cust", "m-cust-o", "t-cust t-lg halo"],
];
/// With more months than this only the last ones are marked.
const MARKED: usize = 36;
/// At most so many months are named along the bottom; every second of them only if it is wide.
const NAMED: usize = 6;
/// The least distance of two labels, in percent of the height.
const APART: Length = Length::of(7);

/// `ends` are written behind the last month.
pub fn trend(points: &[Point], ends: [String; 3]) -> Vec<Mark> {
    let (low, high, step) = scale(points);
    let span = Length::of(high.saturating_sub(low));
    let y = |value: Length| Length::share(Length::of(high).minus(value), span);
    let last = points.len().saturating_sub(1).max(1) as i64;
    let x = |index: usize| Length::share(Length(index as i64), Length(last));
    let mut marks = grid(low, high, step, y);
    names(&mut marks, points, x);
    let value = |rate: Ratio| y(Length::of(100).times(rate));
    let mut labels: Vec<(Length, usize)> = Vec::new();
    for (which, [path, dot, hollow, _]) in CLASSES.into_iter().enumerate() {
        let mut run: Vec<(Length, Length)> = Vec::new();
        for (index, point) in points.iter().enumerate() {
            let rate = point.rates.get(which).copied().flatten();
            let Some(height) = rate.map(value) else {
                draw(&mut marks, path, &mut run);
                continue;
            };
            let here = (x(index), height);
            if point.incomplete {
                let before = run.last().copied();
                draw(&mut marks, path, &mut run);
                run.extend(before);
                run.push(here);
                draw(&mut marks, "line line-dots l-ink", &mut run);
            } else {
                run.push(here);
            }
            let at_end = index.saturating_add(1) == points.len();
            if points.len() <= MARKED || at_end {
                let class = if point.incomplete { hollow } else { dot };
                marks.push(mark(which, class, here));
            }
            if at_end {
                labels.push((height, which));
            }
        }
        draw(&mut marks, path, &mut run);
    }
    marks.extend(apart(labels).into_iter().filter_map(|(height, which)| {
        let [.., class] = *CLASSES.get(which)?;
        let words = ends.get(which)?.as_str();
        let label = text(class, [percent(100), Place::Share(height)], words);
        Some(label.shifted(Length::of(14), Length::of(5)))
    }));
    hits(&mut marks, points, x);
    marks
}

/// The lowest and the highest percent, in whole steps that hold every rate and 100.
fn scale(points: &[Point]) -> (i64, i64, i64) {
    let rates = points.iter().flat_map(|point| point.rates).flatten();
    let percents = rates.map(|rate| Length::of(100).times(rate).0);
    let (mut low, mut high) = (95_000, 105_000);
    for percent in percents {
        low = low.min(percent);
        high = high.max(percent);
    }
    let fits = |step: &i64| {
        let lines = high
            .saturating_sub(low)
            .checked_div(step.saturating_mul(1000));
        lines.is_some_and(|lines| lines < 7)
    };
    let steps = [5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000];
    let step = steps.into_iter().find(fits).unwrap_or(1_000_000);
    let size = step.saturating_mul(1000);
    let down = low.div_euclid(size).saturating_mul(step);
    let up = high.saturating_add(size).saturating_sub(1).div_euclid(size);
    (down.max(0), up.saturating_mul(step), step)
}

fn grid(low: i64, high: i64, step: i64, y: impl Fn(Length) -> Length) -> Vec<Mark> {
    let lines = high.saturating_sub(low).checked_div(step).unwrap_or(0);
    let mut percents: Vec<i64> = (0..=lines)
        .map(|line| low.saturating_add(line.saturating_mul(step)))
        .filter(|percent| *percent != 100)
        .collect();
    percents.push(100);
    let mut marks = Vec::new();
    for value in percents {
        let at = Place::Share(y(Length::of(value)));
        let (class, words) = match value {
            100 => ("hundred", "t-strong end"),
            _ => ("grid", "t-dim end"),
        };
        marks.push(line(class, [px(0), at, percent(100), at]));
        let label = [&value.to_string(), "%"].concat();
        marks.push(text(words, [px(-10), at], label).shifted(Length::ZERO, Length::of(4)));
    }
    marks
}

/// Names along the bottom, the last month always.
fn names(marks: &mut Vec<Mark>, points: &[Point], x: impl Fn(usize) -> Length) {
    let every = points.len().div_ceil(NAMED).max(1);
    for (index, point) in points.iter().enumerate() {
        let back = points.len().saturating_sub(1).saturating_sub(index);
        let Some(0) = back.checked_rem(every) else {
            continue;
        };
        let second = back.checked_div(every).is_some_and(|name| name % 2 == 1);
        let class = match (second, back) {
            (true, _) => "mid-t wide-only",
            (false, 0) => "mid-t t-strong",
            (false, _) => "mid-t",
        };
        let at = [Place::Share(x(index)), percent(100)];
        let name = text(class, at, point.label.as_str());
        marks.push(name.shifted(Length::ZERO, Length::of(20)));
    }
}

/// Ends a line; a single month is a mark and no line.
fn draw(marks: &mut Vec<Mark>, class: &'static str, run: &mut Vec<(Length, Length)>) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        marks.push(Mark::new(class, Shape::Polyline(points)));
    }
}

fn mark(which: usize, class: &'static str, (x, y): (Length, Length)) -> Mark {
    let at = [Place::Share(x), Place::Share(y)];
    let shape = match which {
        2 => Shape::Square(at, Length::of(8)),
        _ => Shape::Dot(at, Length::of(4)),
    };
    Mark::new(class, shape)
}

/// Heights moved down until no two labels touch, and up from the names of the months.
fn apart(mut labels: Vec<(Length, usize)>) -> Vec<(Length, usize)> {
    labels.sort_unstable();
    let mut free = Length(i64::MIN / 2);
    for (height, _) in &mut labels {
        *height = (*height).max(free);
        free = height.plus(APART);
    }
    let mut floor = Length::FULL;
    for (height, _) in labels.iter_mut().rev() {
        *height = (*height).min(floor);
        floor = height.minus(APART);
    }
    labels
}

/// A column for each month, as high as the picture, to be pointed at.
fn hits(marks: &mut Vec<Mark>, points: &[Point], x: impl Fn(usize) -> Length) {
    let width = x(1);
    for (index, point) in points.iter().enumerate() {
        let left = x(index).minus(width.half()).max(Length::ZERO);
        let right = x(index).plus(width.half()).min(Length::FULL);
        let sides = [
            Place::Share(left),
            px(0),
            Place::Share(right.minus(left)),
            percent(100),
        ];
        marks.push(rectangle("hit", sides).told(point.told.clone()));
    }
}
