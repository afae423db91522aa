//! Every field that a further key of links names: typed, shown, and its error in words. What the
//! choices change is drawn elsewhere.

use super::ask::complain;
use crate::app::dom;
use crate::app::page::App;
use crate::app::sheet::Severity;
use crate::app::state::State;
use crate::app::text;
use crate::link::{Choice, Grammar};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

pub fn choices(app: App) {
    // Whoever reads the choices reads the sheet: this one effect fills every field.
    let shown = move || Vec::from_iter(Choice::all().map(|choice| shown(app, choice)));
    app.behind(dom::differing(shown, |shown| {
        for (choice, (words, message, slid)) in Choice::all().zip(shown) {
            fill(choice, words, slid);
            complain(choice.key(), None, message.as_ref(), None);
        }
    }));
}

type Shown = (String, Option<(Severity, String)>, String);

/// What stands in the field, what is said beneath it, and where its slider stands.
fn shown(app: App, choice: Choice) -> Shown {
    app.sheet.with(|sheet| {
        app.state.with(|state| {
            let typing = state.choosing == Some(choice);
            let words = match state.draft.choice(choice) {
                "" if !typing => text::choices::usual(sheet, choice),
                typed => typed.to_owned(),
            };
            let wrong = state.draft.misread(choice).filter(|_| !typing);
            let wrong = wrong.map(|wanted| {
                let words = text::choices::choice_wrong(sheet.style, choice, wanted);
                (Severity::Error, words)
            });
            let slid = text::choices::slid(sheet, choice);
            (words, wrong, slid)
        })
    })
}

fn fill(choice: Choice, words: &str, slid: &str) {
    let key = choice.key();
    for element in dom::all(&["[name=", key, "],[data-choice=", key, "]"].concat()) {
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(words);
        } else if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
            let is_slider = field.type_() == "range";
            if is_slider {
                // It stops at its steps and its ends: what is read out is what the field says.
                dom::attribute(field, "aria-valuetext", Some(words));
            }
            let words = if is_slider { slid } else { words };
            if field.value() != words {
                field.set_value(words);
            }
        }
    }
}

/// The choice that an element asks for: by its name, or as the slider beside it.
pub fn of(element: &Element) -> Option<Choice> {
    let named = |name: &str| element.get_attribute(name);
    Choice::parse(&named("name").or_else(|| named("data-choice"))?)
}

/// Something was typed, slid or chosen. True: it was a choice.
pub fn change(app: App, element: &Element) -> bool {
    let Some(choice) = of(element) else {
        return false;
    };
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        app.choose(choice, select.value());
    } else if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        match field.type_().as_str() {
            "range" => app.update(|state| {
                let plain = match (choice.grammar(), field.value()) {
                    // In the middle nothing is changed.
                    (Grammar::Change, value) if value == "0" => String::new(),
                    (Grammar::Change, value) => value + "%",
                    (_, value) => value,
                };
                state.draft.set_choice(choice, &plain);
                state.choosing = None;
            }),
            _ => app.choose(choice, field.value()),
        }
    }
    true
}

/// A button beside the choices. True: it was one.
pub fn act(app: App, action: &str) -> bool {
    let (what, key) = action.split_once(':').unwrap_or((action, ""));
    match (what, Choice::parse(key)) {
        ("more" | "less", Some(choice)) => app.update(|state| state.step(choice, what == "more")),
        ("if-set", Some(choice)) => app.act(|state| state.set_kept(choice)),
        ("if-remove", Some(choice)) => app.act(|state| state.remove_kept(choice)),
        ("if-keep", _) => {
            let name = dom::field("if-name");
            let typed = name.as_ref().map(HtmlInputElement::value);
            app.act(|state| state.keep_changes(&typed.unwrap_or_default()));
            if let Some(name) = name {
                name.set_value("");
            }
        }
        ("if-reset", _) => app.act(State::reset_changes),
        _ => return false,
    }
    true
}
