//! Expansion against losses: a line for every NRR, the point where one stands, and the straight ways
//! to a target. Shares of the start are lengths: 1% is one unit.

use super::Length;
use super::mark::{Mark, Place, Shape, line, percent, px, text};

/// Shares of the start in percent. `None` of the losses: they alone cannot reach the target.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub expansion: Length,
    pub losses: Length,
    pub wanted: Length,
    pub expansion_wanted: Length,
    pub losses_wanted: Option<Length>,
}

/// Words that the picture shows.
pub struct Words<'a> {
    pub share: &'a dyn Fn(Length) -> String,
    pub you: String,
    pub sell: String,
    pub lose: String,
}

/// How many steps each side has.
const STEPS: i64 = 4;

/// The two sides, each with the length of a step.
#[derive(Clone, Copy)]
struct Sides {
    x: i64,
    y: i64,
}

/// `None` when a side would be too long to say anything.
pub fn iso(point: Point, words: &Words) -> Option<Vec<Mark>> {
    let sides = Sides {
        x: step(point.losses.max(point.losses_wanted.unwrap_or_default()))?,
        y: step(point.expansion.max(point.expansion_wanted))?,
    };
    let mut marks = sides.grid(words);
    let now = Length::FULL.plus(point.expansion).minus(point.losses);
    let apart = |a: Length, b: Length| a.minus(b).0.saturating_abs() > sides.y / 5;
    let half = sides.y / 2;
    let far = point.wanted.max(now).plus(Length(sides.y));
    for steps in 1..=6_i64 {
        let wanted = Length::FULL.plus(Length(half.saturating_mul(steps)));
        if apart(wanted, point.wanted) && wanted < far {
            sides.rate(&mut marks, wanted, "iso-line", "t-dim halo", words);
        }
    }
    if apart(Length::FULL, point.wanted) {
        sides.rate(&mut marks, Length::FULL, "iso-100", "t-strong halo", words);
    }
    sides.rate(&mut marks, point.wanted, "iso-target", "t-rev halo", words);
    let here = sides.place(point.losses, point.expansion);
    if now < point.wanted {
        sides.ways(&mut marks, point, here, words);
    }
    marks.push(Mark::new("m-ring", Shape::Dot(here, Length::of(10))));
    marks.push(Mark::new("m-you", Shape::Dot(here, Length(5_500))));
    let (class, right) = match Place::Share(Length::of(70)) < here[0] {
        true => ("t-strong halo end", -17),
        false => ("t-strong halo", 17),
    };
    let you = text(class, here, words.you.clone());
    marks.push(you.shifted(Length::of(right), Length::of(4)));
    Some(marks)
}

impl Sides {
    fn place(self, losses: Length, expansion: Length) -> [Place; 2] {
        let side = |step: i64| Length(step.saturating_mul(STEPS));
        let up = Length::share(expansion, side(self.y));
        [
            Place::Share(Length::share(losses, side(self.x))),
            Place::Share(Length::FULL.minus(up)),
        ]
    }

    fn grid(self, words: &Words) -> Vec<Mark> {
        let mut marks = Vec::new();
        for steps in 0..=STEPS {
            let (x, y) = (self.x.saturating_mul(steps), self.y.saturating_mul(steps));
            let [right, up] = self.place(Length(x), Length(y));
            marks.push(line("grid", [percent(0), up, percent(100), up]));
            let label = text("end", [percent(0), up], (words.share)(Length(y)));
            marks.push(label.shifted(Length::of(-8), Length::of(4)));
            marks.push(line("grid", [right, percent(0), right, percent(100)]));
            let label = text("mid-t", [right, percent(100)], (words.share)(Length(x)));
            marks.push(label.shifted(Length::ZERO, Length::of(20)));
        }
        marks
    }

    /// The line of a rate: from where losses take all expansion, or from the left edge.
    fn rate(
        self,
        marks: &mut Vec<Mark>,
        wanted: Length,
        class: &'static str,
        label: &'static str,
        words: &Words,
    ) {
        let gain = wanted.minus(Length::FULL);
        let from = Length::ZERO.minus(gain).max(Length::ZERO);
        let top = Length(self.y.saturating_mul(STEPS)).minus(gain);
        let to = top.min(Length(self.x.saturating_mul(STEPS)));
        if from >= to {
            return;
        }
        let [x1, y1] = self.place(from, from.plus(gain));
        let [x2, y2] = self.place(to, to.plus(gain));
        marks.push(line(class, [x1, y1, x2, y2]));
        let name = if class == "iso-line" { "" } else { "NRR " };
        let label = text(label, [x2, y2], [name, &(words.share)(wanted)].concat());
        marks.push(label.shifted(Length::of(7), Length::of(4)));
    }

    /// The straight ways to the target: up, and to the left.
    fn ways(self, marks: &mut Vec<Mark>, point: Point, here: [Place; 2], words: &Words) {
        let [x, y] = here;
        let head =
            |path: &str, class| Mark::new(class, Shape::Path([px(0), px(0)], path.to_owned()));
        let [_, up] = self.place(point.losses, point.expansion_wanted);
        marks.push(line("arrow l-exp", [x, y, x, up]));
        let (class, right) = match x < Place::Share(Length::of(45)) {
            true => ("t-exp halo", 9),
            false => ("t-exp halo end", -9),
        };
        let label = text(class, [px(right), px(0)], words.sell.clone());
        let parts = vec![head("M-6 10H6L0 1Z", "f-exp"), label];
        marks.push(Mark::new("", Shape::Group([x, up], parts)));
        let Some(losses) = point.losses_wanted else {
            return;
        };
        let [left, _] = self.place(losses, point.expansion);
        marks.push(line("arrow l-churn", [x, y, left, y]));
        let label = text("t-churn halo", [px(6), px(24)], words.lose.clone());
        let parts = vec![head("M10 -6V6L1 0Z", "f-churn"), label];
        marks.push(Mark::new("", Shape::Group([left, y], parts)));
    }
}

/// A round step of which four hold a share with a quarter of room.
fn step(share: Length) -> Option<i64> {
    let room = share.0.saturating_mul(5) / 4;
    let steps = [
        500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 500_000,
    ];
    steps
        .into_iter()
        .find(|step: &i64| step.saturating_mul(STEPS) >= room)
}
