//! Fields that change how a list was understood, all of them at once.

use crate::app::changes::Change;
use crate::app::dom::{self, Part};
use crate::app::text::forms::{Field, Form};
use crate::number::Mark;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// What is filled in, in a form.
const FIELDS: &str = "[data-field]";

/// The fields, and a button that reads them.
pub fn form(form: &Form) -> Part {
    let into = form.fields.first();
    let into = into.and_then(|field| field.options.iter().find(|(.., now)| *now));
    let into = into.map(|(value, ..)| value.as_str());
    let fields = form.fields.iter().map(|field| row(field, into));
    let wrong = Part::html("p")
        .class("message message-error")
        .with("role", "alert")
        .with("data-wrong", &form.wrong);
    Part::html("div")
        .class("stack")
        .with("data-form", form.id)
        .add(Part::html("p").class("hint").text(form.hint))
        .add(Part::html("div").class("pair").all(fields))
        .add(wrong)
        .add(Part::button(
            "btn",
            ["set-fact:", form.id].concat().as_str(),
            "Use these",
        ))
}

fn row(field: &Field, into: Option<&str>) -> Part {
    let row = Part::html("label")
        .class("select-block")
        .add(Part::html("span").class("hint").text(&field.label));
    if field.options.is_empty() {
        let input = Part::html("input")
            .class("input")
            .with("type", "text")
            .with("autocomplete", "off")
            .with("spellcheck", "false")
            .with("data-field", &field.key)
            .with("value", &field.text);
        let row = row.add(input);
        // What is converted into is worth one of itself.
        return match into == Some(&field.key) {
            true => row.with("hidden", ""),
            false => row,
        };
    }
    let select = Part::html("select")
        .class("select")
        .with("data-field", &field.key)
        .all(options(&field.options));
    row.add(Part::html("span").class("select-wrap").add(select))
}

/// Value, words, and whether it is chosen.
pub fn options(all: &[(String, String, bool)]) -> impl Iterator<Item = Part> {
    all.iter().map(|(value, words, now)| {
        let option = Part::html("option").with("value", value).text(words);
        match now {
            true => option.with("selected", ""),
            false => option,
        }
    })
}

/// What the fields around a button come to. None: the form says what is wrong.
pub fn filled(button: &Element, id: &str, mark: Mark) -> Option<Change> {
    let form = button.closest("[data-form]").ok()??;
    let fields: Vec<_> = dom::all_in(&form, FIELDS)
        .into_iter()
        .filter_map(|field| Some((field.get_attribute("data-field")?, value(&field))))
        .collect();
    let change = Change::filled(id, &fields, mark);
    if let Ok(Some(place)) = form.query_selector("[data-wrong]") {
        let wrong = place.get_attribute("data-wrong").unwrap_or_default();
        dom::text_of(&place, if change.is_none() { &wrong } else { "" });
    }
    change
}

/// Another currency to convert into: its own rate is not asked.
pub fn convert_into(select: &Element) {
    let into = value(select);
    let form = select.closest("[data-form]").ok().flatten();
    for field in form.iter().flat_map(|form| dom::all_in(form, FIELDS)) {
        if let (Some(row), Some(key)) = (
            field.closest("label").ok().flatten(),
            field.get_attribute("data-field"),
        ) {
            dom::show_it(&row, key != into);
        }
    }
}

/// Of any control: a select has its value under the same name.
fn value(field: &Element) -> String {
    field.unchecked_ref::<HtmlInputElement>().value()
}
