//! Revenue and customers that repeat their rates: two lines that open like scissors. Shares of the
//! start are lengths: 1% is one unit.

use super::Length;
use super::mark::{Mark, Place, Shape, line, percent, px, rectangle, text};

/// A line of shares of the start, from the start on, with its end in words.
pub struct Line {
    pub shares: Vec<Length>,
    /// What stands behind its last point: its share, what it is, how much that is.
    pub words: [String; 3],
    pub is_revenue: bool,
}

/// Words that the picture shows.
pub struct Words<'a> {
    pub share: &'a dyn Fn(Length) -> String,
    /// The name of the periods, behind the last.
    pub periods: String,
    /// Between both ends: how much each pays.
    pub each: Option<[String; 3]>,
    /// New revenue as shares of the start, a line of its own; empty: none.
    pub won: Vec<Length>,
}

/// Where a share lies: the lowest of the scale, and how far it reaches.
#[derive(Clone, Copy)]
struct Scale {
    bottom: Length,
    side: Length,
}

impl Scale {
    fn at(self, share: Length) -> Length {
        Length::FULL.minus(Length::share(share.minus(self.bottom), self.side))
    }
}

/// `None` with too little to draw, or when it would say nothing.
pub fn scissors(lines: &[Line], words: &Words) -> Option<Vec<Mark>> {
    let count = lines.iter().map(|line| line.shares.len()).min()?;
    let last = i64::try_from(count.checked_sub(1)?).ok()?;
    if last < 2 {
        return None;
    }
    let (mut high, mut low) = (Length::FULL, Length::FULL);
    let all = lines.iter().flat_map(|line| &line.shares);
    for share in all.chain(&words.won) {
        (high, low) = (high.max(*share), low.min(*share));
    }
    let step = step(high.minus(low))?;
    // The scale begins and ends a little outside of the lines.
    let room = Length((step / 5).saturating_mul(2));
    let bottom = low.minus(room).max(Length::ZERO);
    let side = high.plus(room).minus(bottom);
    let scale = Scale { bottom, side };
    let x = |at: i64| Length::share(Length(at), Length(last));
    let now = Place::Share(x(1));
    let rest = Place::Share(Length::FULL.minus(x(1)));
    let mut marks = vec![rectangle("f-proj", [now, percent(0), rest, percent(100)])];
    grid(&mut marks, scale, step, words);
    let apart = (last / 8).saturating_add(1);
    for at in 0..=last {
        let (name, class) = match at {
            0 => ("start".to_owned(), "mid-t t-strong"),
            1 => ("now".to_owned(), "mid-t t-strong"),
            _ => (["+", &at.saturating_sub(1).to_string()].concat(), "mid-t"),
        };
        let regular = last.saturating_sub(at).checked_rem(apart) == Some(0);
        if at > 1 && !regular || at == 1 && last > 12 {
            continue;
        }
        let label = text(class, [Place::Share(x(at)), percent(100)], name);
        marks.push(label.shifted(Length::ZERO, Length::of(20)));
    }
    let periods = text("", [percent(100), percent(100)], words.periods.clone());
    marks.push(periods.shifted(Length::of(22), Length::of(20)));
    for drawn in lines {
        let points = (0..=last).zip(&drawn.shares);
        let points: Vec<_> = points
            .map(|(at, share)| (x(at), scale.at(*share)))
            .collect();
        the_line(&mut marks, drawn, &points);
    }
    let won = (0..=last).zip(&words.won).skip(1);
    let won: Vec<_> = won.map(|(at, share)| (x(at), scale.at(*share))).collect();
    if let Some((x, y)) = won.last().copied() {
        marks.push(Mark::new("line thin l-rev", Shape::Polyline(won)));
        let name = text("end", [Place::Share(x), Place::Share(y)], "new revenue");
        marks.push(name.shifted(Length::of(-8), Length::of(-6)));
    }
    let start = [percent(0), Place::Share(scale.at(Length::FULL))];
    marks.push(Mark::new("m-you", Shape::Dot(start, Length(5_500))));
    ends(&mut marks, lines, words, scale);
    Some(marks)
}

/// A line for every step, as far as the scale goes, and one at 100%.
fn grid(marks: &mut Vec<Mark>, scale: Scale, step: i64, words: &Words) {
    let first = scale.bottom.0.checked_div(step).unwrap_or(0);
    let steps = (first..=first.saturating_add(12)).map(|steps| Length(step.saturating_mul(steps)));
    // Close to 100% there is no room for another label.
    let apart = |share: &Length| share.minus(Length::FULL).0.saturating_abs() > step / 3;
    for share in steps.filter(apart).chain([Length::FULL]) {
        let at = scale.at(share);
        if !(Length::ZERO..=Length::FULL).contains(&at) {
            continue;
        }
        let (class, label) = match share {
            Length::FULL => ("hundred", "t-strong end"),
            _ => ("grid", "end"),
        };
        let at = Place::Share(at);
        marks.push(line(class, [percent(0), at, percent(100), at]));
        let label = text(label, [percent(0), at], (words.share)(share));
        marks.push(label.shifted(Length::of(-10), Length::of(4)));
    }
}

/// Measured until now, then dashed with hollow marks.
fn the_line(marks: &mut Vec<Mark>, drawn: &Line, points: &[(Length, Length)]) {
    let (solid, dashed, full, hollow) = match drawn.is_revenue {
        true => ("line l-rev", "line l-rev line-dash", "m-rev", "m-rev-o"),
        false => ("line l-cust", "line l-cust line-dash", "m-cust", "m-cust-o"),
    };
    for (class, part) in [(solid, points.get(..2)), (dashed, points.get(1..))] {
        let part = part.unwrap_or_default().to_vec();
        marks.push(Mark::new(class, Shape::Polyline(part)));
    }
    let few = points.len() <= 14;
    for (at, (x, y)) in points.iter().enumerate().skip(1) {
        let place = [Place::Share(*x), Place::Share(*y)];
        if at == 1 || few {
            let shape = match drawn.is_revenue {
                true => Shape::Dot(place, Length::of(5)),
                false => Shape::Square(place, Length::of(9)),
            };
            marks.push(Mark::new(if at == 1 { full } else { hollow }, shape));
        }
    }
}

/// What stands at the right: each end where it is, unless two would touch.
fn ends(marks: &mut Vec<Mark>, lines: &[Line], words: &Words, scale: Scale) {
    let end = |at: Length, class: &'static str, words: &[String; 3]| {
        let [first, second, third] = words.clone();
        let lines = vec![
            text(class, [px(14), px(3)], first),
            text("", [px(14), px(20)], second),
            text("t-dim", [px(14), px(36)], third),
        ];
        Mark::new("", Shape::Group([percent(100), Place::Share(at)], lines))
    };
    let of = |line: &Line| scale.at(line.shares.last().copied().unwrap_or_default());
    let (mut top, mut bottom) = (Length::FULL, Length::ZERO);
    for line in lines {
        (top, bottom) = (top.min(of(line)), bottom.max(of(line)));
    }
    let middle = top.plus(bottom).half();
    // Three lines of text are 17% of the height; the middle one takes as much again.
    let touching = lines.len() > 1 && bottom.minus(top) < Length::of(17);
    for line in lines {
        let class = match line.is_revenue {
            true => "t-rev t-xl",
            false => "t-cust t-xl",
        };
        // Two that touch part ways, to both sides of the middle.
        let at = match (touching, of(line) == top && line.is_revenue) {
            (false, _) => of(line),
            (true, true) => middle.minus(Length::of(13)),
            (true, false) => middle.plus(Length::of(6)),
        };
        marks.push(end(at.min(Length::of(86)), class, &line.words));
    }
    let roomy = bottom.minus(top) >= Length::of(36);
    if let Some(each) = words.each.as_ref().filter(|_| roomy) {
        let from = Place::Share(top);
        let to = Place::Share(bottom);
        marks.push(line("gap-line", [percent(100), from, percent(100), to]));
        marks.push(end(middle, "t-strong t-xl", each));
    }
}

/// A round step: at most six lines across.
fn step(span: Length) -> Option<i64> {
    let percents = [
        1_i64, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 100_000,
    ];
    let mut steps = percents
        .into_iter()
        .map(|percent| percent.saturating_mul(1000));
    steps.find(|step| step.saturating_mul(6) >= span.0)
}
