//! The points of a picture, one after another: with the pointer, or with the arrow keys from one tab
//! stop. What a point stands for is shown beneath the picture, and said.

use super::controls::{on, target};
use crate::app::dom;
use crate::app::page::say;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The mark of the point that is told.
const AT: &str = "data-at";

pub fn explore() {
    on("keydown", |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let picture = target(event).filter(|element| element.has_attribute("data-explore"));
        let Some(picture) = picture else { return };
        let points = dom::all_in(&picture, "[data-point]");
        let now = points.iter().position(|point| point.has_attribute(AT));
        let next = match (event.key().as_str(), now) {
            ("Escape", _) => None,
            ("Home", _) => points.first(),
            ("End", _) => points.last(),
            ("ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown", None) => points.last(),
            (key @ ("ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"), Some(now)) => {
                points.get(beyond(&points, now, key).unwrap_or(now))
            }
            _ => return,
        };
        event.prevent_default();
        tell(&picture, next);
        if let Some(words) = next.and_then(|point| point.get_attribute("data-point")) {
            say(&words);
        }
    });
    on("pointerover", |event| {
        let point = target(event).filter(|element| element.has_attribute("data-point"));
        let picture = point
            .as_ref()
            .and_then(|point| point.closest("[data-explore]").ok()?);
        if let (Some(point), Some(picture)) = (point, picture) {
            tell(&picture, Some(&point));
        }
    });
}

/// Shows what one point stands for; none: nothing.
fn tell(picture: &Element, point: Option<&Element>) {
    for known in dom::all_in(picture, "[data-point]") {
        let here = Some(&known) == point;
        dom::attribute(&known, AT, here.then_some(""));
    }
    let words = point.and_then(|point| point.get_attribute("data-point"));
    dom::text(
        &[&picture.id(), "-said"].concat(),
        &words.unwrap_or_default(),
    );
}

/// The nearest point that way; what lies aside counts double.
#[allow(clippy::float_arithmetic)] // Pixels of the browser.
fn beyond(points: &[Element], now: usize, key: &str) -> Option<usize> {
    let middle = |point: &Element| {
        let place = point.get_bounding_client_rect();
        (
            place.x() + place.width() / 2.0,
            place.y() + place.height() / 2.0,
        )
    };
    let (x, y) = middle(points.get(now)?);
    let ways = points.iter().enumerate().filter_map(|(index, point)| {
        let (right, down) = middle(point);
        let (right, down) = (right - x, down - y);
        let (ahead, aside) = match key {
            "ArrowLeft" => (-right, down),
            "ArrowRight" => (right, down),
            "ArrowUp" => (-down, right),
            _ => (down, right),
        };
        (index != now && ahead > 0.5).then(|| (index, ahead + 2.0 * aside.abs()))
    });
    let nearest = ways.min_by(|(_, a), (_, b)| a.total_cmp(b))?;
    Some(nearest.0)
}
