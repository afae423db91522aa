//! The marks that pictures are made of: plain data, placed, with words given by the caller.
//!
//! A place is a share of the picture's width or height, or pixels, so that a picture fits any width
//! while its text keeps its size. What is a share and pixels both is shifted, or stands in a group.

use super::Length;
use std::fmt;

/// Where along the width or the height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Place {
    /// A percent of the side.
    Share(Length),
    Pixels(Length),
}

/// What is drawn, and how it is painted: a class of `style/charts.css`, or a pattern of `index.html`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub shape: Shape,
    pub class: &'static str,
    pub pattern: Option<Pattern>,
    /// Pixels to the right and down.
    pub shift: (Length, Length),
    /// What the point stands for, in words: it can be explored with pointer and keyboard.
    pub point: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// x and y of the one end and of the other.
    Line([Place; 4]),
    /// x, y, width, height.
    Rectangle([Place; 4]),
    /// The middle, and the radius in pixels.
    Dot([Place; 2], Length),
    /// The middle, and the side in pixels.
    Square([Place; 2], Length),
    /// The left end of the base line; classes set other anchors.
    Text([Place; 2], String),
    /// A path in pixels, from this place.
    Path([Place; 2], String),
    /// Shares of the width and the height.
    Polyline(Vec<(Length, Length)>),
    /// Marks that stand together, from this place.
    Group([Place; 2], Vec<Mark>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    Churned,
    Contraction,
    Gross,
    Gap,
}

/// A mark as an element of SVG.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn<'a> {
    pub tag: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    pub words: &'a str,
    pub inside: Vec<Drawn<'a>>,
}

pub const fn percent(percent: i64) -> Place {
    Place::Share(Length::of(percent))
}

pub const fn px(pixels: i64) -> Place {
    Place::Pixels(Length::of(pixels))
}

pub fn line(class: &'static str, ends: [Place; 4]) -> Mark {
    Mark::new(class, Shape::Line(ends))
}

pub fn rectangle(class: &'static str, sides: [Place; 4]) -> Mark {
    Mark::new(class, Shape::Rectangle(sides))
}

pub fn text(class: &'static str, at: [Place; 2], words: impl Into<String>) -> Mark {
    Mark::new(class, Shape::Text(at, words.into()))
}

impl Mark {
    pub fn new(class: &'static str, shape: Shape) -> Mark {
        Mark {
            shape,
            class,
            pattern: None,
            shift: (Length::ZERO, Length::ZERO),
            point: None,
        }
    }

    pub fn filled(mut self, pattern: Pattern) -> Mark {
        self.pattern = Some(pattern);
        self
    }

    pub fn shifted(mut self, right: Length, down: Length) -> Mark {
        self.shift = (right, down);
        self
    }

    pub fn told(mut self, words: String) -> Mark {
        self.point = Some(words);
        self
    }

    pub fn drawn(&self) -> Drawn<'_> {
        let mut drawn = self.shape.drawn();
        let mut more = Vec::new();
        if !self.class.is_empty() {
            more.push(("class", self.class.to_owned()));
        }
        if let Some(pattern) = self.pattern {
            more.push(("fill", ["url(#hatch-", pattern.name(), ")"].concat()));
        }
        if let Some(words) = &self.point {
            more.push(("data-point", words.clone()));
        }
        let (right, down) = self.corner();
        match self.shape {
            // What is transformed is painted for itself, which costs a frame more than moving words.
            Shape::Text(..) => {
                let moves = [("dx", right), ("dy", down)].into_iter();
                let moves = moves.filter(|(_, by)| *by != Length::ZERO);
                more.extend(moves.map(|(name, by)| (name, by.to_string())));
            }
            _ if (right, down) == (Length::ZERO, Length::ZERO) => {}
            _ => {
                let [right, down] = [right, down].map(|length| length.to_string());
                let moved = ["translate(", &right, " ", &down, ")"].concat();
                more.push(("transform", moved));
            }
        }
        // A nested picture takes paint through what it holds.
        match (&self.shape, drawn.inside.first_mut()) {
            (Shape::Path(..) | Shape::Polyline(_), Some(inner)) => inner.attributes.extend(more),
            _ => drawn.attributes.extend(more),
        }
        drawn
    }

    /// How far the element is moved: a square's corner lies half a side from its middle.
    fn corner(&self) -> (Length, Length) {
        let (right, down) = self.shift;
        match self.shape {
            Shape::Square(_, side) => (right.minus(side.half()), down.minus(side.half())),
            _ => (right, down),
        }
    }
}

impl Shape {
    fn drawn(&self) -> Drawn<'_> {
        match self {
            Shape::Line(ends) => element("line", &["x1", "y1", "x2", "y2"], ends),
            Shape::Rectangle(sides) => element("rect", &["x", "y", "width", "height"], sides),
            Shape::Dot([x, y], radius) => {
                let places = [*x, *y, Place::Pixels(*radius)];
                element("circle", &["cx", "cy", "r"], &places)
            }
            Shape::Square([x, y], side) => {
                let side = Place::Pixels(*side);
                element(
                    "rect",
                    &["x", "y", "width", "height"],
                    &[*x, *y, side, side],
                )
            }
            Shape::Text(at, words) => Drawn {
                words,
                ..element("text", &["x", "y"], at)
            },
            Shape::Path(at, path) => {
                let mut drawn = element("path", &[], &[]);
                drawn.attributes.push(("d", path.clone()));
                nested(at, vec![drawn])
            }
            Shape::Polyline(points) => {
                let points = points.iter().map(|(x, y)| format!("{x},{y}"));
                let points: Vec<String> = points.collect();
                let mut drawn = element("polyline", &[], &[]);
                drawn.attributes.push(("points", points.join(" ")));
                let mut nested = nested(&[], vec![drawn]);
                let view = [("viewBox", "0 0 100 100"), ("preserveAspectRatio", "none")];
                let view = view.map(|(name, value)| (name, value.to_owned()));
                nested.attributes.extend(view);
                nested
            }
            Shape::Group(at, marks) => nested(at, marks.iter().map(Mark::drawn).collect()),
        }
    }
}

fn element<'a>(tag: &'static str, names: &[&'static str], places: &[Place]) -> Drawn<'a> {
    let named = names.iter().zip(places);
    Drawn {
        tag,
        attributes: named
            .map(|(name, place)| (*name, place.to_string()))
            .collect(),
        ..Drawn::default()
    }
}

/// A picture within the picture, with an origin of its own.
fn nested<'a>(at: &[Place], inside: Vec<Drawn<'a>>) -> Drawn<'a> {
    let mut nested = element("svg", &["x", "y"], at);
    nested.attributes.push(("overflow", "visible".to_owned()));
    Drawn { inside, ..nested }
}

impl Pattern {
    pub fn name(self) -> &'static str {
        match self {
            Pattern::Churned => "churn",
            Pattern::Contraction => "con",
            Pattern::Gross => "grr",
            Pattern::Gap => "gap",
        }
    }
}

/// As attributes of SVG write it: "87.5%", "12".
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Share(share) => write!(f, "{share}%"),
            Place::Pixels(pixels) => write!(f, "{pixels}"),
        }
    }
}
