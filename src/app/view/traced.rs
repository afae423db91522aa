//! A table as a picture: its grounds, rules, small pictures and words, each where it stands.

use crate::app::dom::{self, Part};
use crate::chart::Length;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, DomRect, Element, Node, Range, Text};

/// An SVG element of the table's size. `small` makes its small pictures stand alone.
pub fn traced(table: &Element, small: fn(&Element) -> Option<Element>) -> Option<Element> {
    let page = dom::document();
    let svg = page.create_element_ns(Some("http://www.w3.org/2000/svg"), "svg");
    let tracing = Tracing {
        origin: table.get_bounding_client_rect(),
        range: page.create_range().ok()?,
        svg: svg.ok()?,
    };
    for cell in dom::all_in(table, "th,td") {
        tracing.ground(&cell);
        tracing.words(&cell);
    }
    for picture in dom::all_in(table, "svg.plot") {
        let rect = picture.get_bounding_client_rect();
        if rect.width() > 0.0 {
            let copy = small(&picture)?;
            for (name, value) in tracing.sides(&rect) {
                dom::attribute(&copy, name, Some(&value));
            }
            dom::attribute(&copy, "overflow", Some("visible"));
            let _ = tracing.svg.append_child(&copy);
        }
    }
    Some(tracing.svg)
}

/// As browsers write no colour.
const CLEAR: &str = "rgba(0, 0, 0, 0)";

struct Tracing {
    origin: DomRect,
    range: Range,
    svg: Element,
}

#[allow(clippy::float_arithmetic, clippy::as_conversions)] // Pixels of the browser.
impl Tracing {
    fn sides(&self, rect: &DomRect) -> [(&'static str, String); 4] {
        [
            ("x", pixels(rect.x() - self.origin.x())),
            ("y", pixels(rect.y() - self.origin.y())),
            ("width", pixels(rect.width())),
            ("height", pixels(rect.height())),
        ]
    }

    /// What lies behind the words of a cell, and the line beneath them.
    fn ground(&self, cell: &Element) {
        let rect = cell.get_bounding_client_rect();
        let [x, y, width, height] = self.sides(&rect);
        let lower = ("y", pixels(rect.bottom() - self.origin.y() - 1.0));
        let line = ("height", "1".to_owned());
        let ground = ("background-color", [&x, &y, &width, &height]);
        let style = dom::style_of(cell);
        for (paint, sides) in [ground, ("border-bottom-color", [&x, &lower, &width, &line])] {
            let fill = value(style.as_ref(), paint);
            if fill == CLEAR {
                continue;
            }
            let mut part = Part::svg("rect").with("fill", &fill);
            for (name, side) in sides {
                part = part.with(name, side);
            }
            dom::append(&self.svg, part);
        }
    }

    /// All that is written in a node, but not what is only heard.
    fn words(&self, node: &Node) {
        let children = node.child_nodes();
        for child in (0..children.length()).filter_map(|index| children.item(index)) {
            if let (Some(text), Some(parent)) = (child.dyn_ref::<Text>(), node.dyn_ref()) {
                self.text(text, parent);
            } else if let Some(element) = child.dyn_ref::<Element>()
                && element.tag_name() != "svg"
                && !element.class_list().contains("vh")
            {
                self.words(element);
            }
        }
    }

    /// Word by word, as lines break anywhere between them.
    fn text(&self, text: &Text, parent: &Element) {
        let style = dom::style_of(parent);
        let mut from = 0_u32;
        for word in text.data().split(' ') {
            let length = u32::try_from(word.encode_utf16().count()).unwrap_or(0);
            let to = from.saturating_add(length);
            let set =
                self.range.set_start(text, from).is_ok() && self.range.set_end(text, to).is_ok();
            let rect = self.range.get_bounding_client_rect();
            if set && rect.width() > 0.0 {
                let [(_, x), ..] = self.sides(&rect);
                // Where letters stand in the box of their line.
                let base = rect.y() - self.origin.y() + rect.height() * 0.8;
                let mut part = Part::svg("text")
                    .with("x", &x)
                    .with("y", &pixels(base))
                    .text(word);
                for (name, paint) in [
                    ("fill", "color"),
                    ("font-size", "font-size"),
                    ("font-weight", "font-weight"),
                ] {
                    part = part.with(name, &value(style.as_ref(), paint));
                }
                dom::append(&self.svg, part);
            }
            from = to.saturating_add(1);
        }
    }
}

#[allow(clippy::float_arithmetic, clippy::as_conversions)] // Pixels of the browser.
fn pixels(pixels: f64) -> String {
    Length((pixels * 1000.0) as i64).to_string()
}

fn value(style: Option<&CssStyleDeclaration>, name: &str) -> String {
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default()
}
