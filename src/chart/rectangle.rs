//! The retention rectangle: width is CR, height is revenue per customer, area is NRR.

use super::Length;
use crate::number::Ratio;

/// Marks in pixels of a 276 × 248 picture, y downwards. The dashed square is the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// The start: all customers, paying what they paid.
    pub start: Mark,
    /// What those who stayed pay, up to what the average customer paid at the start.
    pub kept: Mark,
    /// What each pays beyond that.
    pub gain: Option<Mark>,
    /// What each stopped paying.
    pub shrunk: Option<Mark>,
    /// The customers who left.
    pub lost: Option<Mark>,
    /// The filled shape's right edge and top.
    pub right: Length,
    pub top: Length,
    /// The middle of the NRR label: inside the shape, or beside it where it is too narrow.
    pub label: Label,
    /// The middle of what is written upwards along the left: revenue per customer.
    pub growth_label: Length,
    /// Where "left" is written, beside the lost strip.
    pub lost_label: Length,
    /// Where "each" is written: the middle of the gain or of what shrank, and the x beside it.
    pub each_label: Option<(Length, Length)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Inside { x: Length, y: Length },
    Beside { x: Length },
}

const LEFT: Length = Length::of(40);
const BASE: Length = Length::of(208);
/// 100% in either direction, unless the shape would grow out of the picture.
const UNIT: Length = Length::of(150);
/// From the base to the picture's upper margin.
const ROOM: Length = Length::of(184);
/// What would be higher is drawn this high, in a smaller unit; rounding keeps within the room.
const TALLEST: Length = Length::of(183);
const NARROWEST_LABEL: Length = Length::of(96);
/// Lower down, the words would run into the width's.
const LOWEST_GROWTH_LABEL: Length = Length::of(160);
/// Lower down, the words would run into an NRR label beside the shape.
const LOWEST_LOST_LABEL: Length = Length::of(175);
const GAP: Length = Length::of(1);

/// `customer_retention` lies between 0 and 1; `growth` is revenue per customer, after ÷ before.
/// `None` when the shape has no width or no height to draw.
pub fn rectangle(customer_retention: Ratio, growth: Ratio) -> Option<Rectangle> {
    let unit = if UNIT.times(growth) > ROOM {
        TALLEST.times(Ratio::ONE.checked_div(growth)?)
    } else {
        UNIT
    };
    let width = unit.times(customer_retention);
    let height = unit.times(growth);
    if width <= Length::ZERO || height <= Length::ZERO {
        return None;
    }
    let right = LEFT.plus(width);
    let top = BASE.minus(height);
    let start_top = BASE.minus(unit);
    let kept_top = top.max(start_top);
    let strip = |y: Length, end: Length| {
        (end > y).then(|| Mark {
            x: LEFT,
            y,
            width,
            height: end.minus(y),
        })
    };
    let gain = strip(top, start_top.minus(GAP));
    let shrunk = strip(start_top, kept_top);
    let lost = (width < unit).then(|| Mark {
        x: right,
        y: start_top,
        width: unit.minus(width),
        height: unit,
    });
    let beside = LEFT.plus(unit).plus(Length::of(7));
    let each_label = match (gain, shrunk) {
        (Some(_), _) => Some((right.plus(Length::of(8)), top.plus(start_top).half())),
        (_, Some(_)) => Some((beside, start_top.plus(kept_top).half())),
        _ => None,
    };
    Some(Rectangle {
        start: Mark {
            x: LEFT,
            y: start_top,
            width: unit,
            height: unit,
        },
        kept: Mark {
            x: LEFT,
            y: kept_top,
            width,
            height: BASE.minus(kept_top),
        },
        gain,
        shrunk,
        lost,
        right,
        top,
        label: if width < NARROWEST_LABEL || BASE.minus(kept_top) < Length::of(56) {
            Label::Beside {
                x: LEFT.plus(unit).plus(Length::of(8)),
            }
        } else {
            Label::Inside {
                x: LEFT.plus(width.half()),
                y: kept_top.plus(BASE).half(),
            }
        },
        growth_label: top.plus(BASE).half().min(LOWEST_GROWTH_LABEL),
        lost_label: lost_label(start_top, each_label.map(|(_, y)| y)),
        each_label,
    })
}

/// The middle of the strip, or where the other labels leave room.
fn lost_label(start_top: Length, each: Option<Length>) -> Length {
    let middle = start_top.plus(BASE).half();
    let below_each = each.map_or(middle, |y| y.plus(Length::of(30)));
    middle.max(below_each).min(LOWEST_LOST_LABEL)
}
