//! What the reader can do: one listener each for typing, choosing, clicking and leaving.

use crate::app::dom::{self, Part};
use crate::app::draft::{Origin, PeriodChoice};
use crate::app::examples;
use crate::app::state::{App, theme_key, theme_of};
use crate::number::{Currency, Mark};
use crate::retention::Input;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

pub fn controls(app: App) {
    currencies();
    on("input", move |event| {
        if let Some((input, field)) = typed(event) {
            app.type_into(input, field.value());
        }
    });
    on("focusin", move |event| {
        if let Some((input, field)) = typed(event)
            && app.worked_out(input).is_some()
        {
            field.select();
        }
    });
    on("focusout", move |event| {
        if let Some((input, _)) = typed(event) {
            app.leave(input);
        }
    });
    on("change", move |event| change(app, event));
    on("click", move |event| {
        if let Some(button) = target(event).and_then(|element| closest(&element, "[data-action]")) {
            act(app, &button.get_attribute("data-action").unwrap_or_default());
        } else if let Some(button) = target(event).and_then(|element| closest(&element, "[data-copy]")) {
            app.copy(&button);
        }
    });
    dom::live(move || bar(app));
    dom::live(move || choices(app));
    dom::live(move || toast(app));
    print_date();
}

fn on(event: &'static str, run: impl FnMut(&Event) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), event, options, run).forget();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The ledger's field that an event comes from.
fn typed(event: &Event) -> Option<(Input, HtmlInputElement)> {
    let field = target(event)?.dyn_into::<HtmlInputElement>().ok()?;
    let input = match field.name().as_str() {
        _ if field.type_() != "text" => return None,
        "months" => Input::Period,
        name => Input::parse(name)?,
    };
    Some((input, field))
}

fn change(app: App, event: &Event) {
    let Some(element) = target(event) else { return };
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        let value = select.value();
        match select.name().as_str() {
            "currency" => {
                let currency = Currency::parse(&value).unwrap_or_default();
                app.draft.update(|draft| draft.set_currency(currency));
            }
            "number_style" => {
                let mark = if value == "comma" { Mark::Comma } else { Mark::Point };
                app.draft.update(|draft| draft.set_mark(mark));
            }
            "theme" => app.set_theme(theme_of(&value)),
            _ => {}
        }
    } else if let Some(radio) = element.dyn_ref::<HtmlInputElement>() {
        if radio.name() == "period" {
            let period = period_of(&radio.value());
            app.draft.update(|draft| draft.period = period);
        } else if radio.has_attribute("data-carries") {
            app.carries.set(radio.value() == "numbers");
        }
    }
}

fn act(app: App, action: &str) {
    match action {
        "undo" => app.undo(),
        "redo" => app.redo(),
        "clear" => app.clear(),
        "example" => app.show_example(),
        "fill" => app.fill_blanks(),
        "close-notices" => app.notices.set(Vec::new()),
        "open-link" => app.open_link_dialog(),
        _ => match action.split_once(':') {
            Some(("load", index)) => app.load_example(index.parse().unwrap_or(usize::MAX)),
            Some(("fix", key)) => {
                if let Some(input) = Input::parse(key) {
                    app.fix_count(input);
                }
            }
            Some(("swap", key)) => {
                if let Some(input) = Input::parse(key) {
                    app.swap_marks(input);
                }
            }
            _ => {}
        },
    }
}

const PERIODS: [(PeriodChoice, &str); 5] = [
    (PeriodChoice::Month, "month"),
    (PeriodChoice::Quarter, "quarter"),
    (PeriodChoice::HalfYear, "half_year"),
    (PeriodChoice::Year, "year"),
    (PeriodChoice::Other, "months"),
];

fn period_of(key: &str) -> PeriodChoice {
    let named = PERIODS.into_iter().find(|(_, name)| *name == key);
    named.map_or(PeriodChoice::Year, |(choice, _)| choice)
}

/// What the numbers are, and what can be done with all of them.
fn bar(app: App) {
    let (origin, empty) = app.draft.with(|draft| (draft.origin, draft.is_empty()));
    let (tag, words) = match origin {
        Origin::Example => ("Example", "A made-up fitness app. Replace the numbers with yours."),
        Origin::Checked(index) => {
            ("Checked example", examples::ALL.get(index).map_or("", |example| example.source))
        }
        Origin::Typed => ("", ""),
    };
    dom::text("source-tag", tag);
    dom::show("source-tag", !tag.is_empty());
    dom::text("source-words", words);
    for (action, shown) in [
        ("undo", app.can_undo()),
        ("redo", app.can_redo()),
        ("example", origin != Origin::Example),
        ("clear", !empty),
    ] {
        for button in dom::all(&["[data-action=", action, "]"].concat()) {
            dom::show_it(&button, shown);
        }
    }
}

/// Puts the choices of the state into the controls.
fn choices(app: App) {
    let (period, currency, mark) =
        app.draft.with(|draft| (draft.period, draft.currency(), draft.mark()));
    for (choice, key) in PERIODS {
        for radio in dom::all(&["input[name=period][value=", key, "]"].concat()) {
            if let Ok(radio) = radio.dyn_into::<HtmlInputElement>() {
                radio.set_checked(choice == period);
            }
        }
    }
    dom::show("months-row", period == PeriodChoice::Other);
    let style = if mark == Mark::Comma { "comma" } else { "point" };
    for (name, value) in [
        ("currency", currency.code()),
        ("number_style", style),
        ("theme", theme_key(app.theme.get())),
    ] {
        for select in dom::all(&["select[name=", name, "]"].concat()) {
            if let Ok(select) = select.dyn_into::<HtmlSelectElement>() {
                select.set_value(value);
            }
        }
    }
}

fn currencies() {
    let options = Currency::all().chain([Currency::NONE]).map(|currency| {
        let label = match (currency.code(), currency.symbol()) {
            (_, "") => "none".to_owned(),
            (code, symbol) if code == symbol => code.to_owned(),
            (code, symbol) => [code, " ", symbol].concat(),
        };
        Part::html("option").with("value", currency.code()).text(&label)
    });
    for select in dom::all("select[name=currency]").into_iter().take(1) {
        dom::put(&select, options);
        break;
    }
}

/// What the last action did, with the way back; it stays until the next one.
fn toast(app: App) {
    let words = app.toast.get();
    let back = app.can_undo().then(|| Part::button("btn", "undo", "Undo"));
    let again = app.can_redo().then(|| Part::button("btn", "redo", "Redo"));
    dom::put_in(
        "toasts",
        words.map(|words| {
            Part::html("div")
                .class("toast")
                .add(Part::html("span").text(words))
                .all(back)
                .all(again)
        }),
    );
}

/// A printed page says when it was printed.
fn print_date() {
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "beforeprint", |_| {
        let today = js_sys::Date::new_0().to_date_string();
        let today = today.as_string().unwrap_or_default();
        dom::text("printed", &["Printed ", &today].concat());
    })
    .forget();
}
