//! The embedded calculator: the page's own parts, with shorter words and what its author chose.

use crate::app::dom;
use crate::app::draft::Origin;
use crate::app::page::App;
use crate::app::sheet::Sheet;
use crate::app::{address, text};
use crate::link::{self, Accent, Presentation};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub fn embed(app: App, shown: &Presentation) {
    for input in &shown.lock {
        if let Some(field) = dom::by_id(input.key()) {
            dom::attribute(&field, "readonly", Some(""));
        }
    }
    if let Some(root) = dom::document().document_element() {
        paint(&root, shown.accent);
    }
    fold_working();
    dom::live(move || app.sheet.with(fill));
    app.behind(move || {
        let example = app
            .state
            .with(|state| state.draft.origin == Origin::Example);
        let link = app.sheet.with(Sheet::link).filter(|_| !example);
        let address = address::link(link.as_ref().map(link::encode).as_deref());
        for place in dom::all("[data-open]") {
            dom::attribute(&place, "href", Some(&address));
        }
    });
}

/// The words that only the embed shows.
pub fn fill(sheet: &Sheet) {
    dom::text("embed-subject", &text::embed::subject(sheet));
    dom::text("embed-sentence", &text::embed::sentence(sheet));
    for (place, words) in [
        ("#nrr .embed-note", text::embed::short_nrr_note(sheet)),
        (
            "#customer_retention .embed-note",
            text::embed::short_cr_note(sheet),
        ),
    ] {
        for place in dom::all(place) {
            dom::rich(&place, &words);
        }
    }
}

/// The author's colour on an embed or on its preview, as near as it can be read.
pub fn paint(root: &Element, accent: Option<Accent>) {
    dom::attribute(root, "data-accent", accent.map(|_| ""));
    if let (Some(accent), Some(root)) = (accent, root.dyn_ref::<HtmlElement>()) {
        let colours = [
            ("--accent-light", accent.on_light()),
            ("--accent-dark", accent.on_dark()),
        ];
        for (name, colour) in colours {
            let _ = root
                .style()
                .set_property(name, &["#", &colour.to_string()].concat());
        }
    }
}

/// The formulas fold away; paper shows them.
fn fold_working() {
    let Some(folded) = dom::by_id("working") else {
        return;
    };
    for id in ["nrr-worked", "cr-worked", "annual"] {
        if let Some(part) = dom::by_id(id) {
            let _ = folded.append_child(&part);
        }
    }
    dom::on(dom::window(), "beforeprint", move |_| {
        dom::attribute(&folded, "open", Some(""));
    });
}
