//! A bridge: from all of the start to what is left of it, step by step, in shares of the start.

use super::Length;
use super::mark::{Mark, Pattern, Place, line, percent, px, rectangle, text};
use crate::number::Ratio;

/// One column: where it begins and ends, as shares of the start, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: Kind,
    pub from: Ratio,
    pub to: Ratio,
    /// "−20,000".
    pub value: String,
    /// "Contraction".
    pub name: &'static str,
    /// "−4.0%".
    pub share: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Start,
    Contraction,
    Churned,
    Kept,
    Expansion,
    /// What was kept and what was won, in the colours of both. `from` is what was kept.
    End,
    CustomersStart,
    Lost,
    Stayed,
    /// Stands apart: no part of the retention.
    New,
}

/// What both bridges are drawn on, in whole percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub low: i64,
    pub high: i64,
    pub step: i64,
}

/// Pixels from the top: the upper and the lower end of the scale.
const TOP: i64 = 21_500;
const ROOM: i64 = 252_500;
/// Beyond, a picture says nothing.
const FAR: Length = Length::of(4_000);
/// New customers beyond this share do not make everything else small.
const APART: Length = Length::of(200);
const THINNEST: Length = Length::of(3);
const STEPS: [i64; 6] = [25, 50, 100, 250, 500, 1000];

fn points(share: Ratio) -> Length {
    Length::of(100).times(share)
}

impl Scale {
    /// 0 to 125%, or as far as the steps go. `None` when one of them goes too far to be drawn.
    pub fn of<'a>(steps: impl Iterator<Item = &'a Step>) -> Option<Scale> {
        let (mut low, mut high) = (Length::ZERO, Length::of(125));
        for step in steps {
            for end in [points(step.from), points(step.to)] {
                let end = match step.kind {
                    Kind::New => end.min(APART),
                    _ => end,
                };
                low = low.min(end);
                high = high.max(end);
            }
        }
        if high > FAR || low < Length::ZERO.minus(FAR) {
            return None;
        }
        let scales = STEPS.into_iter().map(|step| Scale {
            low: whole_steps(low, step, false),
            high: whole_steps(high, step, true),
            step,
        });
        let mut fitting = scales
            .filter(|scale| scale.high.saturating_sub(scale.low) <= scale.step.saturating_mul(7));
        fitting.next()
    }

    fn span(self) -> i64 {
        self.high.saturating_sub(self.low)
    }

    /// Pixels down the picture.
    fn y(self, share: Ratio) -> Length {
        let up = points(share)
            .0
            .saturating_sub(self.low.saturating_mul(1000));
        let scaled = i128::from(up).saturating_mul(ROOM.into());
        let whole = i128::from(self.span()).saturating_mul(1000);
        let pixels = scaled.checked_div(whole).unwrap_or(0);
        let pixels = i64::try_from(pixels).unwrap_or(0);
        Length(TOP.saturating_add(ROOM).saturating_sub(pixels)).max(Length::ZERO)
    }

    /// Percent along a bar.
    fn x(self, share: Ratio) -> Length {
        let along = points(share).minus(Length::of(self.low));
        Length::share(along, Length::of(self.span())).min(Length::FULL)
    }

    fn lines(self) -> impl Iterator<Item = i64> {
        let steps = self.span().checked_div(self.step).unwrap_or(0);
        (0..=steps).map(move |index| self.low.saturating_add(self.step.saturating_mul(index)))
    }
}

/// The multiple of `step` at or beyond an end of the scale.
fn whole_steps(end: Length, step: i64, up: bool) -> i64 {
    let unit = step.saturating_mul(1000);
    let steps = end.0.checked_div_euclid(unit).unwrap_or(0);
    let over = up && end.0.checked_rem_euclid(unit) != Some(0);
    steps.saturating_add(over.into()).saturating_mul(step)
}

/// Columns side by side in a picture of 320 px.
pub fn bridge(steps: &[Step], scale: Scale) -> Vec<Mark> {
    let mut marks = Vec::new();
    grid(scale, &mut marks);
    let (left, pitch, width) = match steps.len() {
        6.. => (2_200, 16_400, 10_800),
        5 => (10_000, 18_400, 12_000),
        _ => (12_800, 22_500, 14_400),
    };
    let (pitch, width) = (Length(pitch), Length(width));
    let mut at = Length(left);
    let mut columns = steps.iter().peekable();
    while let Some(step) = columns.next() {
        let x = if step.kind == Kind::New {
            at.plus(Length(1_500))
        } else {
            at
        };
        if columns.peek().is_some_and(|next| next.kind != Kind::New) {
            let y = Place::Pixels(scale.y(step.to));
            let ends = [x.plus(width), x.plus(pitch)].map(Place::Share);
            let [from, to] = ends;
            marks.push(line("link", [from, y, to, y]));
        }
        column(step, scale, (x, width), &mut marks);
        at = at.plus(pitch);
    }
    marks
}

fn grid(scale: Scale, marks: &mut Vec<Mark>) {
    for rate in scale.lines() {
        let y = scale.y(Ratio::percent(rate));
        let class = match rate {
            0 => "axis",
            100 => "hundred",
            _ => "grid",
        };
        marks.push(level(class, y));
        let class = if rate == 100 {
            "t-strong end scale"
        } else {
            "t-dim end scale"
        };
        marks.push(level_label(class, y, rate));
    }
    if scale.lines().all(|rate| rate != 100) {
        marks.push(level("hundred", scale.y(Ratio::ONE)));
    }
}

fn level(class: &'static str, y: Length) -> Mark {
    let y = Place::Pixels(y);
    line(class, [px(0), y, percent(100), y])
}

fn level_label(class: &'static str, y: Length, rate: i64) -> Mark {
    let rate = match rate {
        ..0 => ["\u{2212}", &rate.unsigned_abs().to_string(), "%"].concat(),
        _ => rate.to_string() + "%",
    };
    text(class, [px(-8), Place::Pixels(y.plus(Length::of(4)))], rate)
}

fn column(step: &Step, scale: Scale, (x, width): (Length, Length), marks: &mut Vec<Mark>) {
    let (from, to) = (scale.y(step.from), scale.y(step.to));
    let zero = scale.y(Ratio::ZERO);
    let across = (Place::Share(x), Place::Share(width));
    let mut put = |class: &'static str, pattern: Option<Pattern>, (a, b): (Length, Length)| {
        let (top, height) = (a.min(b), a.max(b).minus(a.min(b)));
        if height > Length::ZERO || (step.from != step.to && step.kind != Kind::End) {
            let (top, height) = (Place::Pixels(top), Place::Pixels(height.max(THINNEST)));
            let mark = rectangle(class, [across.0, top, across.1, height]);
            marks.push(Mark { pattern, ..mark });
        }
    };
    match step.kind {
        Kind::End if !step.from.is_negative() => {
            put("f-rev", None, (from, zero));
            // A pixel parts green from blue.
            let foot = from.minus(Length::of(1)).max(to);
            put("f-exp", None, (to, foot));
        }
        Kind::End => put("f-rev", None, (to, zero)),
        kind => {
            let (fill, outline) = paint(kind);
            put(fill, pattern(kind), (from, to));
            if !outline.is_empty() {
                put(outline, None, (from, to));
            }
        }
    }
    let middle = Place::Share(x.plus(width.half()));
    let (value, share) = inks(step.kind);
    let y = match step.kind {
        Kind::Churned => from.max(to).plus(Length::of(16)),
        _ => from.min(to).minus(Length::of(8)),
    };
    marks.push(text(value, [middle, Place::Pixels(y)], step.value.clone()));
    marks.push(text("t-strong mid-t", [middle, px(294)], step.name));
    marks.push(text(share, [middle, px(311)], step.share.clone()));
}

/// One step as a bar of 18 px beside a table's row. Its steps may be thinner than a pixel: the
/// number stands beside it.
pub fn bar(step: &Step, scale: Scale) -> Vec<Mark> {
    let hundred = Place::Share(scale.x(Ratio::ONE));
    let (from, to) = match step.kind {
        Kind::End => (Ratio::ZERO, step.to),
        _ => (step.from, step.to),
    };
    let (from, to) = (scale.x(from), scale.x(to));
    let (left, width) = (from.min(to), from.max(to).minus(from.min(to)));
    let (left, width) = (Place::Share(left), Place::Share(width));
    let (fill, _) = paint(step.kind);
    let mark = rectangle(fill, [left, px(2), width, px(14)]);
    let pattern = pattern(step.kind);
    vec![
        line("hundred", [hundred, px(-9), hundred, px(27)]),
        Mark { pattern, ..mark },
    ]
}

/// The class of the fill, and that of an outline around a pattern.
fn paint(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Start => ("f-start", ""),
        Kind::CustomersStart => ("f-start-cust", ""),
        Kind::Contraction => ("", "o-con"),
        Kind::Churned | Kind::Lost => ("", "o-churn"),
        Kind::Kept | Kind::End => ("f-rev", ""),
        Kind::Stayed => ("f-cust", ""),
        Kind::Expansion => ("f-exp", ""),
        Kind::New => ("f-new", ""),
    }
}

fn pattern(kind: Kind) -> Option<Pattern> {
    match kind {
        Kind::Contraction => Some(Pattern::Contraction),
        Kind::Churned | Kind::Lost => Some(Pattern::Churned),
        _ => None,
    }
}

/// The classes of the value and of the share.
fn inks(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Start | Kind::CustomersStart | Kind::New => ("t-strong mid-t halo", "mid-t"),
        Kind::Contraction => ("t-con mid-t halo", "mid-t"),
        Kind::Churned | Kind::Lost => ("t-churn mid-t halo", "mid-t"),
        Kind::Kept => ("t-rev mid-t halo", "mid-t"),
        Kind::Expansion => ("t-exp mid-t halo", "mid-t"),
        Kind::End => ("t-rev mid-t halo", "t-rev t-lg mid-t"),
        Kind::Stayed => ("t-cust mid-t halo", "t-cust t-lg mid-t"),
    }
}
