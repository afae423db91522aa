//! The report: one sheet for others, put together from what the page shows, to be looked at and
//! printed.

use super::table::{head, row};
use crate::app::dom::{self, Part};
use crate::app::page::{App, open_dialog};
use crate::app::tables::{self, Grid, Row};
use crate::app::text::{self, Style};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// What is taken over, and where it stands in the report.
const TAKEN: [(&str, &str); 7] = [
    ("report-figures", "#numbers .figure"),
    ("report-figures", ".grr-line"),
    ("report-says", "#verdict"),
    ("report-bridges", ".bridges>figure"),
    ("report-statement", ".bridge-tables table"),
    ("report-quadrant", "#quadrant-band figure"),
    ("report-worked", "#nrr-worked,#cr-worked,#annual"),
];
/// The tables of a list, and how many rows of each: together they fill two sheets at most.
const LISTED: [(&str, usize); 2] = [("segments", 24), ("months", 36)];

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
    // Where nothing can be drawn, the numbers are listed.
    if dom::all("#report-bridges>*").is_empty() {
        for inputs in dom::all("#share .inside") {
            if let Some(place) = dom::by_id("report-statement") {
                take(&place, &inputs);
            }
        }
    }
    let (subject, mut notes, style) = app.sheet.with_untracked(|sheet| {
        (
            text::pictures::subject(sheet),
            text::pictures::definitions(sheet),
            sheet.style,
        )
    });
    let (list, shown) = app
        .state
        .with_untracked(|state| (state.shown_list().cloned(), state.tables));
    if list.is_some() {
        notes.extend(app.definition());
    }
    let listed = list.iter().flat_map(|list| {
        LISTED.iter().filter_map(|(table, most)| {
            let grid = tables::copied(list, &shown, table, style)?;
            Some(bounded(grid, table, *most, style))
        })
    });
    dom::put_in("report-list", listed);
    dom::text("report-subject", &subject);
    dom::put_in(
        "report-definitions",
        notes.iter().map(|note| Part::html("p").text(note)),
    );
    dom::text("report-day", &dom::today());
    open_dialog("report");
}

/// The first rows of a table as the page has them in order, and how many there are.
fn bounded(mut grid: Grid, table: &str, most: usize, style: Style) -> Part {
    let all = grid.rows.len();
    grid.rows.truncate(most);
    for row in &mut grid.rows {
        row.action = None;
    }
    let drawn = |known: &Row| row(known, &grid.columns, style);
    let total = grid.total.iter().map(|known| drawn(known).class("total"));
    let body = Part::html("tbody")
        .all(grid.rows.iter().map(drawn))
        .all(total);
    let words = text::tables::on_paper(most, all, table);
    let class = ["table ", if table == "months" { table } else { "segs" }].concat();
    Part::html("table")
        .class(&class)
        .add(Part::html("caption").text(&words))
        .add(Part::html("thead").all(head(&grid.columns, None)))
        .add(body)
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
