//! The report: one sheet for others, put together from what the page shows, to be looked at and
//! printed.

use crate::app::dom::{self, Part};
use crate::app::page::{App, open_dialog};
use crate::app::text;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// What is taken over, and where it stands in the report.
const TAKEN: [(&str, &str); 8] = [
    ("report-figures", "#numbers .figure"),
    ("report-figures", ".grr-line"),
    ("report-says", "#verdict"),
    ("report-bridges", ".bridges>figure"),
    ("report-statement", ".bridge-tables table"),
    ("report-quadrant", "#quadrant-band figure"),
    ("report-worked", "#nrr-worked,#cr-worked,#annual"),
    ("report-list", "#segments-table>table,#months-table>table"),
];

pub fn open(app: App) {
    for (place, _) in TAKEN {
        dom::put_in(place, []);
    }
    for (place, what) in TAKEN {
        for known in dom::all(what) {
            if let Some(place) = dom::by_id(place).filter(|_| is_shown(&known)) {
                take(&place, &known);
            }
        }
    }
    let (subject, mut notes) = app.sheet.with_untracked(|sheet| {
        (
            text::pictures::subject(sheet),
            text::pictures::definitions(sheet),
        )
    });
    let list = app
        .state
        .with_untracked(|state| state.shown_list().cloned());
    if let Some(list) = list {
        notes.push(["From ", &text::list::name(&list.read)].concat());
    }
    dom::text("report-subject", &subject);
    dom::put_in(
        "report-definitions",
        notes.iter().map(|note| Part::html("p").text(note)),
    );
    let day = js_sys::Date::new_0().to_date_string().as_string();
    dom::text("report-day", &day.unwrap_or_default());
    open_dialog("report");
}

pub fn print() {
    let _ = dom::window().print();
}

/// Neither it nor what holds it is hidden.
fn is_shown(element: &Element) -> bool {
    element
        .closest("[hidden]")
        .is_ok_and(|hidden| hidden.is_none())
}

/// A copy without names, of which the page has one each, and without what can be pressed.
fn take(place: &Element, known: &Element) {
    let copy = known.clone_node_with_deep(true).ok();
    let Some(copy) = copy.and_then(|copy: Node| copy.dyn_into::<Element>().ok()) else {
        return;
    };
    let _ = place.append_child(&copy);
    for pressed in dom::all_in(&copy, "details,.said") {
        pressed.remove();
    }
    for button in dom::all_in(&copy, "button") {
        let words = button.text_content().unwrap_or_default();
        let _ = button.replace_with_with_str_1(&words);
    }
    for named in dom::all_in(place, "*") {
        let label = named.query_selector("title").ok().flatten();
        let label = label.filter(|_| named.has_attribute("role"));
        if let Some(words) = label.and_then(|label| label.text_content()) {
            dom::attribute(&named, "role", Some("img"));
            dom::attribute(&named, "aria-label", Some(&words));
        }
        for name in NAMES {
            dom::attribute(&named, name, None);
        }
    }
}

const NAMES: [&str; 8] = [
    "id",
    "for",
    "tabindex",
    "data-explore",
    "data-point",
    "data-metric",
    "aria-labelledby",
    "aria-describedby",
];
