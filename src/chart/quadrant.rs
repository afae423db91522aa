//! CR from left to right, NRR upwards, parted in four by two lines. Rays through the origin join
//! points with the same revenue per customer.

use super::Length;
use super::mark::{Mark, Place, Shape, line, percent, px, rectangle, text};
use crate::insight::diagnosis::Diagnosis;

/// What is drawn, in percent points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quadrant {
    /// Where CR and NRR count as high.
    pub lines: [Spot; 2],
    pub you: Spot,
    pub here: Diagnosis,
    pub segments: Vec<Spot>,
    /// From the first to the last.
    pub months: Vec<Spot>,
    /// Revenue per customer, after ÷ before, in percent: what the ray through you stands for.
    pub growth: Option<(Length, String)>,
    pub corners: [Corner; 4],
}

/// A point with its name and its whole words. Of a line only one coordinate counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub cr: Length,
    pub nrr: Length,
    pub name: String,
    pub told: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    pub diagnosis: Diagnosis,
    pub name: &'static str,
    pub about: &'static str,
}

/// The ends of an axis and its steps, in whole percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    pub low: i64,
    pub high: i64,
    pub step: i64,
}

/// What lies higher is drawn at the upper edge.
const HIGHEST: i64 = 1000;
/// To the right of this, words stand to the left of their point.
const FAR_RIGHT: Length = Length::of(70);

impl Axis {
    /// From `low` to `high`, widened by tens until it holds every point. None but 0 lies on the lower
    /// end, where the labels of the other axis stand.
    fn holding(mut low: i64, mut high: i64, points: impl Iterator<Item = Length>) -> Axis {
        for point in points {
            let tens = point.0.div_euclid(10_000);
            let above = tens.saturating_add(i64::from(point.0.rem_euclid(10_000) > 0));
            let below = tens.saturating_sub(i64::from(above == tens));
            low = low.min(below.saturating_mul(10)).max(0);
            high = high.max(above.saturating_mul(10)).min(HIGHEST);
        }
        let span = high.saturating_sub(low);
        let steps = [5, 10, 20, 50, 100, 200];
        let fits = |step: &i64| span <= step.saturating_mul(6);
        let step = steps.into_iter().find(fits).unwrap_or(200);
        Axis { low, high, step }
    }

    /// How far along, in percent of the side; never beyond the picture.
    fn at(self, point: Length) -> Length {
        let span = Length::of(self.high.saturating_sub(self.low));
        let along = Length::share(point.minus(Length::of(self.low)), span);
        along.max(Length::ZERO).min(Length::FULL)
    }

    fn ticks(self) -> impl Iterator<Item = i64> {
        let first = self.low.saturating_add(self.step).saturating_sub(1);
        let first = first.checked_div(self.step).unwrap_or(0);
        let last = self.high.checked_div(self.step).unwrap_or(0);
        (first..=last).map(move |index| index.saturating_mul(self.step))
    }
}

/// The two axes: CR 70 to 100 and NRR 70 to 130, or wider.
pub fn axes(known: &Quadrant) -> (Axis, Axis) {
    let [cr_line, nrr_line] = &known.lines;
    let spots = || {
        known
            .segments
            .iter()
            .chain(&known.months)
            .chain([&known.you])
    };
    let x = spots().map(|spot| spot.cr).chain([cr_line.cr]);
    let y = spots().map(|spot| spot.nrr).chain([nrr_line.nrr]);
    (Axis::holding(70, 100, x), Axis::holding(70, 130, y))
}

struct Plane {
    x: Axis,
    y: Axis,
}

impl Plane {
    /// Percent from the left and from the top.
    fn spot(&self, spot: &Spot) -> (Length, Length) {
        (self.x.at(spot.cr), Length::FULL.minus(self.y.at(spot.nrr)))
    }

    /// The ray of this growth through the picture: where it enters and leaves it.
    fn ray(&self, growth: Length) -> Option<[Length; 4]> {
        let (left, right) = (Length::of(self.x.low), Length::of(self.x.high));
        let (low, high) = (Length::of(self.y.low), Length::of(self.y.high));
        let up = |x: Length| scaled(x, growth, Length::FULL);
        let across = |y: Length| scaled(y, Length::FULL, growth);
        let from = if up(left) < low { across(low) } else { left };
        let to = if up(right) > high {
            across(high)
        } else {
            right
        };
        let end = |x: Length| {
            let y = up(x).max(low).min(high);
            [self.x.at(x), Length::FULL.minus(self.y.at(y))]
        };
        let ([x1, y1], [x2, y2]) = (end(from), end(to));
        (from < to && growth > Length::ZERO).then_some([x1, y1, x2, y2])
    }
}

fn scaled(length: Length, by: Length, of: Length) -> Length {
    let product = i128::from(length.0).saturating_mul(by.0.into());
    let quotient = product.checked_div(of.0.into()).unwrap_or(0);
    Length(i64::try_from(quotient).unwrap_or(i64::MAX))
}

const fn share(length: Length) -> Place {
    Place::Share(length)
}

fn moved(mark: Mark, right: i64, down: i64) -> Mark {
    mark.shifted(Length::of(right), Length::of(down))
}

pub fn quadrant(known: &Quadrant) -> Vec<Mark> {
    let (x, y) = axes(known);
    let plane = Plane { x, y };
    let mut marks = Vec::new();
    let mut taken = Vec::new();
    let [cr, nrr] = &known.lines;
    let (right, down) = (plane.spot(cr).0, plane.spot(nrr).1);
    fields(known.here, (right, down), &mut marks);
    grid(&plane, &mut marks);
    rays(known, &plane, &mut marks);
    corners(known, &plane, (right, down), &mut marks, &mut taken);
    for (place, class, name) in [
        (
            [share(right), px(0), share(right), percent(100)],
            "t-strong mid-t halo",
            &cr.name,
        ),
        (
            [px(0), share(down), percent(100), share(down)],
            "t-strong halo",
            &nrr.name,
        ),
    ] {
        marks.push(line("thr", place));
        let upright = class != "t-strong halo";
        let label = match upright {
            true => {
                let middle = right.max(Length::of(12)).min(Length::of(90));
                moved(
                    text(class, [share(middle), percent(100)], name.clone()),
                    0,
                    -8,
                )
            }
            false => {
                taken.push(patch((Length::ZERO, down), [8, -6], name));
                moved(text(class, [px(8), share(down)], name.clone()), 0, -6)
            }
        };
        marks.push(label);
    }
    points(known, &plane, &mut marks, taken);
    let cr = text(
        "t-strong end",
        [percent(100), percent(100)],
        "CR, customers kept →",
    );
    marks.push(moved(cr, 0, 38));
    marks.push(text("t-strong", [px(-36), px(-14)], "↑ NRR, revenue kept"));
    marks
}

/// The four fields; the one where you are is tinted.
fn fields(here: Diagnosis, (right, down): (Length, Length), marks: &mut Vec<Mark>) {
    for diagnosis in Diagnosis::ALL {
        let (stay, grow) = diagnosis.high();
        let class = if diagnosis == here { "q q-on" } else { "q" };
        let (x, width) = match stay {
            true => (right, Length::FULL.minus(right)),
            false => (Length::ZERO, right),
        };
        let (y, height) = match grow {
            true => (Length::ZERO, down),
            false => (down, Length::FULL.minus(down)),
        };
        let sides = [x, y, width, height].map(share);
        marks.push(rectangle(class, sides));
    }
}

fn grid(plane: &Plane, marks: &mut Vec<Mark>) {
    for rate in plane.y.ticks() {
        let y = share(Length::FULL.minus(plane.y.at(Length::of(rate))));
        marks.push(line("grid", [px(0), y, percent(100), y]));
        let label = text("end", [px(-8), y], rate.to_string() + "%");
        marks.push(moved(label, 0, 4));
    }
    for rate in plane.x.ticks() {
        let x = share(plane.x.at(Length::of(rate)));
        marks.push(line("grid", [x, px(0), x, percent(100)]));
        let label = text("mid-t", [x, percent(100)], rate.to_string() + "%");
        marks.push(moved(label, 0, 20));
    }
}

/// Everybody pays the same, pays as with you, pays half as much again: those that have room.
fn rays(known: &Quadrant, plane: &Plane, marks: &mut Vec<Mark>) {
    let yours = known.growth.as_ref();
    let far = |growth: i64| {
        let close = |(yours, _): &(Length, String)| {
            yours.minus(Length::of(growth)).0.saturating_abs() < 12_000
        };
        !yours.is_some_and(close)
    };
    let same = far(100).then(|| {
        (
            Length::of(100),
            "ray-same",
            "100%".to_owned(),
            "each pays the same",
        )
    });
    let half = far(150).then(|| (Length::of(150), "ray", "150%".to_owned(), "each"));
    let you = yours.map(|(growth, words)| (*growth, "ray-you", words.clone(), "each, as with you"));
    // At the upper edge two labels would stand in each other's way: the first one stays.
    let mut above = false;
    for (growth, class, words, about) in [you, same, half].into_iter().flatten() {
        let Some([x1, y1, x2, y2]) = plane.ray(growth) else {
            continue;
        };
        let leaves_above = x2 < Length::FULL;
        if leaves_above && above && class == "ray" {
            continue;
        }
        above |= leaves_above;
        marks.push(line(class, [x1, y1, x2, y2].map(share)));
        if leaves_above {
            let words = [&words, " ", about].concat();
            let label = text("t-dim mid-t wide-only", [share(x2), px(-7)], words);
            marks.push(label);
        } else {
            let at = [percent(100), share(y2)];
            marks.push(moved(text("t-strong wide-only", at, words), 8, -1));
            marks.push(moved(text("wide-only", at, about), 8, 14));
        }
    }
}

/// The name of each field, where there is room for it.
fn corners(
    known: &Quadrant,
    plane: &Plane,
    (right, down): (Length, Length),
    marks: &mut Vec<Mark>,
    taken: &mut Vec<Patch>,
) {
    for corner in &known.corners {
        let (stay, grow) = corner.diagnosis.high();
        let width = if stay {
            Length::FULL.minus(right)
        } else {
            right
        };
        let height = if grow { down } else { Length::FULL.minus(down) };
        if width < Length::of(22) || height < Length::of(16) {
            continue;
        }
        let here = corner.diagnosis == known.here;
        let narrow = width < Length::of(36);
        // A ray through the words sends them to the other end of their field, unless points are there;
        // you in their place send them up or down.
        let crossed = !(stay || grow || narrow || here) && is_crossed(known, plane);
        let upper = if grow { Length::ZERO } else { down };
        let above = grow || !(stay || crossed);
        let top = above != stands_at(plane.spot(&known.you), stay, above, (upper, height));
        let (name, about) = match (stay || crossed, here) {
            (false, false) => ("corner t-strong t-lg halo", "wide-only halo"),
            (false, true) => ("corner t-strong t-lg halo-on", "wide-only halo-on"),
            (true, false) => ("corner t-strong t-lg halo end", "wide-only halo end"),
            (true, true) => ("corner t-strong t-lg halo-on end", "wide-only halo-on end"),
        };
        let (x, right) = match (stay, crossed) {
            (true, _) => (percent(100), -12),
            // Beside the name of the line.
            (false, true) => (share(right), -48),
            (false, false) => (px(0), 12),
        };
        let (y, first) = match (top, grow) {
            (true, true) => (px(0), 24),
            (true, false) => (share(down), 26),
            // Over the name of the line.
            (false, true) => (share(down), -48),
            (false, false) => (percent(100), -34),
        };
        let at = ([x, y].map(along)).into();
        taken.push(patch(at, [right, first], corner.name));
        marks.push(moved(text(name, [x, y], corner.name), right, first));
        if !narrow {
            let second = first.saturating_add(18);
            taken.push(patch(at, [right, second], corner.about));
            marks.push(moved(text(about, [x, y], corner.about), right, second));
        }
    }
}

/// Whether you and your words stand where a field's name would: at its left or right end, above or
/// below. Sizes are those of a wide picture, in percent.
fn stands_at(
    (x, y): (Length, Length),
    at_right: bool,
    above: bool,
    (upper, height): (Length, Length),
) -> bool {
    let leftwards = x > FAR_RIGHT;
    let beside = match at_right {
        true => x > Length::of(if leftwards { 68 } else { 44 }),
        false => x < Length::of(if leftwards { 58 } else { 32 }),
    };
    let from = match above {
        true => upper,
        false => upper.plus(height).minus(Length::of(12)),
    };
    beside && y > from.minus(Length::of(7)) && y < from.plus(Length::of(15))
}

/// Whether a ray runs through the upper left of the lower left field, where its words would stand.
fn is_crossed(known: &Quadrant, plane: &Plane) -> bool {
    let [_, nrr] = &known.lines;
    let (x, y) = (plane.x, plane.y);
    let part = |axis: Axis, percent: i64| {
        let span = Length::of(axis.high.saturating_sub(axis.low));
        scaled(span, Length::of(percent), Length::FULL)
    };
    let (wide, high) = (part(x, 45), part(y, 12));
    let left = Length::of(x.low);
    let rays = [Length::of(100)].into_iter();
    let mut rays = rays.chain(known.growth.as_ref().map(|(growth, _)| *growth));
    rays.any(|growth| {
        let up = |x: Length| scaled(x, growth, Length::FULL);
        up(left.plus(wide)) > nrr.nrr.minus(high) && up(left) < nrr.nrr
    })
}

/// The months as a trail, the segments, and you on top.
fn points(known: &Quadrant, plane: &Plane, marks: &mut Vec<Mark>, mut taken: Vec<Patch>) {
    let trail: Vec<_> = known.months.iter().map(|month| plane.spot(month)).collect();
    if trail.len() > 1 {
        marks.push(Mark::new("line thin l-ink", Shape::Polyline(trail.clone())));
    }
    let you = &known.you;
    let (x, y) = plane.spot(you);
    let at = [share(x), share(y)];
    let leftwards = x > FAR_RIGHT;
    let (class, about, right) = match leftwards {
        true => ("t-strong t-lg halo-on end", "halo-on wide-only end", -18),
        false => ("t-strong t-lg halo-on", "halo-on wide-only", 18),
    };
    // At the upper edge the words stand lower.
    let top = if y < Length::of(6) { 8 } else { -2 };
    let second = i64::saturating_add(top, 16);
    taken.push(patch((x, y), [right, top], "You"));
    taken.push(patch((x, y), [right, second], &you.name));
    taken.push(dot((x, y), 2));
    taken.extend(trail.iter().map(|spot| dot(*spot, 1)));
    let segments = known.segments.iter().map(|segment| plane.spot(segment));
    taken.extend(segments.map(|spot| dot(spot, 1)));
    for (month, (x, y)) in known.months.iter().zip(trail) {
        let dot = Mark::new("m-month", Shape::Dot([share(x), share(y)], Length::of(3)));
        marks.push(dot.told(month.told.clone()));
        if !month.name.is_empty() {
            label(&month.name, (x, y), &mut taken, marks);
        }
    }
    for segment in &known.segments {
        let (x, y) = plane.spot(segment);
        let dot = Mark::new("m-seg", Shape::Dot([share(x), share(y)], Length(5500)));
        marks.push(dot.told(segment.told.clone()));
        label(&segment.name, (x, y), &mut taken, marks);
    }
    marks.push(Mark::new("m-ring", Shape::Dot(at, Length::of(11))));
    let dot = Mark::new("m-you", Shape::Dot(at, Length::of(6)));
    marks.push(dot.told(you.told.clone()));
    marks.push(moved(text(class, at, "You"), right, top));
    marks.push(moved(text(about, at, you.name.clone()), right, second));
}

/// Where words or a point stand: left, right, top, bottom, in percent of a wide picture.
type Patch = [Length; 4];

/// A pixel of such a picture, and the width of a letter.
const PIXEL: (Length, Length) = (Length(146), Length(215));
const LETTER: i64 = 1_000;

/// Words whose base line begins so many pixels to the right and down from a place; to the left of
/// it, it ends there.
fn patch((x, y): (Length, Length), [right, down]: [i64; 2], words: &str) -> Patch {
    let letters = i64::try_from(words.chars().count()).unwrap_or(i64::MAX);
    let wide = Length(letters.saturating_mul(LETTER));
    let x = x.plus(Length(PIXEL.0.0.saturating_mul(right)));
    let y = y.plus(Length(PIXEL.1.0.saturating_mul(down)));
    let (from, to) = match right < 0 {
        true => (x.minus(wide), x),
        false => (x, x.plus(wide)),
    };
    [from, to, y.minus(Length::of(2)), y.plus(Length::of(1))]
}

fn dot((x, y): (Length, Length), size: i64) -> Patch {
    let size = Length::of(size);
    [x.minus(size), x.plus(size), y.minus(size), y.plus(size)]
}

/// The share of a place; words that stand pixels from an edge stand at it.
fn along(place: Place) -> Length {
    match place {
        Place::Share(share) => share,
        Place::Pixels(_) => Length::ZERO,
    }
}

/// Beside its point, or a little higher or lower, where neither points nor words are; without such
/// a place the point tells its name when asked.
fn label(words: &str, spot: (Length, Length), taken: &mut Vec<Patch>, marks: &mut Vec<Mark>) {
    let (x, y) = spot;
    let sides = if x > FAR_RIGHT { [-10, 10] } else { [10, -10] };
    let places = [4, 18, -10].into_iter();
    let mut places = places.flat_map(|down| sides.map(|right| [right, down]));
    let is_free = |place: &[i64; 2]| {
        let [left, right, top, bottom] = patch(spot, *place, words);
        let apart = |other: &Patch| {
            let [from, to, over, under] = *other;
            right <= from || left >= to || bottom <= over || top >= under
        };
        left >= Length::ZERO && right <= Length::FULL && taken.iter().all(apart)
    };
    let Some([right, down]) = places.find(is_free) else {
        return;
    };
    taken.push(patch(spot, [right, down], words));
    let class = match right < 0 {
        true => "halo wide-only end",
        false => "halo wide-only",
    };
    marks.push(moved(text(class, [share(x), share(y)], words), right, down));
}
