//! What the reader can do: one listener each for typing, choosing, clicking and leaving.

use super::{bands, builder, choices as chosen, focus, intake, report};
use crate::app::dom::{self, Last, Part};
use crate::app::draft::{Origin, PeriodChoice, period_key, period_of};
use crate::app::examples;
use crate::app::list::Origin as ListOrigin;
use crate::app::lists::Lists;
use crate::app::lock;
use crate::app::page::{App, open_dialog};
use crate::app::sheet::Sheet;
use crate::app::state::{State, Tab};
use crate::app::text;
use crate::link::Theme;
use crate::number::{Currency, Mark};
use crate::retention::Input;
use std::sync::Arc;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

pub fn controls(app: App, lists: Lists) {
    currencies();
    on("input", move |event| {
        if let Some((input, field)) = typed(event) {
            app.type_into(input, field.value());
        } else if let Some(element) = target(event).filter(Element::has_type::<HtmlInputElement>) {
            chosen::change(app, &element);
        }
    });
    on("focusin", move |event| {
        if let Some((input, field)) = typed(event)
            && is_worked_out(app, input)
        {
            field.select();
        }
    });
    on("focusout", move |event| {
        if let Some((input, _)) = typed(event) {
            app.leave(input);
        } else if let Some(choice) = target(event).and_then(|element| chosen::of(&element)) {
            app.leave_choice(choice);
        }
    });
    on("change", move |event| {
        let ours = |element: &Element| {
            intake::change(lists, element)
                || bands::change(app, element)
                || builder::change(app, element)
                || (element.has_type::<HtmlSelectElement>() && chosen::change(app, element))
        };
        if !target(event).is_some_and(|element| ours(&element)) {
            change(app, event);
        }
    });
    on("click", move |event| {
        if let Some(button) = target(event).and_then(|element| closest(&element, "[data-action]")) {
            let action = button.get_attribute("data-action").unwrap_or_default();
            if !intake::act(app, lists, &action, &button)
                && !bands::act(app, lists, &action)
                && !chosen::act(app, &action)
            {
                act(app, &action);
            }
            focus::keep(&button, &action);
        } else if let Some(tab) = target(event).and_then(|element| closest(&element, "[data-tab]"))
        {
            let tab = match tab.get_attribute("data-tab").as_deref() {
                Some("list") => Tab::List,
                _ => Tab::Totals,
            };
            app.update(|state| state.open_tab(tab));
        } else if let Some(button) =
            target(event).and_then(|element| closest(&element, "[data-download]"))
        {
            app.save(&button);
        } else if let Some(button) =
            target(event).and_then(|element| closest(&element, "[data-copy]"))
        {
            app.copy(&button);
        }
    });
    let last = Last::default();
    dom::live(move || {
        app.state.with(|state| {
            // Typing changes none of these: then nothing is touched.
            let draft = &state.draft;
            let now = (
                Choices::of(state),
                (draft.origin, draft.is_empty(), state.tab, state.toast),
                (state.can_undo(), state.can_redo()),
                state.shown_list().map(Arc::as_ptr),
            );
            if let Some(now) = last.changed(now) {
                choices(&now.0);
                bar(state);
                toast(state);
            }
        });
    });
    print_date();
}

pub(super) fn on(event: &str, run: impl FnMut(&Event) + 'static) {
    dom::on(dom::document(), event, run);
}

pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn is_worked_out(app: App, input: Input) -> bool {
    let solved = app.sheet.with_untracked(Sheet::worked_out);
    solved.is_some_and(|(solved, _)| solved == input)
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
                app.update(|state| state.draft.set_currency(currency));
            }
            "number_style" => {
                let mark = if value == "comma" {
                    Mark::Comma
                } else {
                    Mark::Point
                };
                app.update(|state| state.draft.set_mark(mark));
            }
            "theme" => app.update(|state| state.theme = Theme::parse(&value)),
            _ => {}
        }
    } else if let Some(radio) = element.dyn_ref::<HtmlInputElement>() {
        if radio.name() == "period" {
            let period = period_of(&radio.value());
            app.update(|state| state.draft.period = period);
        } else if radio.has_attribute("data-carries") {
            let carries = radio.value() == "numbers";
            app.update(|state| state.carries = carries);
        }
    }
}

fn act(app: App, action: &str) {
    match action {
        "undo" => app.act(State::undo),
        "redo" => app.act(State::redo),
        "clear" => app.act(State::clear),
        "example" => app.act(State::show_example),
        "fill" => app.act(State::fill_blanks),
        "close-notices" => app.update(|state| state.notices.clear()),
        "open-link" => open_dialog("link-dialog"),
        "open-lock" => open_dialog("lock-dialog"),
        "prove" => lock::prove(),
        "open-report" => report::open(app),
        "print" => report::print(),
        "open-embed" => builder::open(app),
        _ => act_on(app, action.split_once(':').unwrap_or((action, ""))),
    }
}

fn act_on(app: App, (action, what): (&str, &str)) {
    match (action, Input::parse(what)) {
        ("fix", Some(input)) => app.act(|state| state.fix_count(input)),
        ("swap", Some(input)) => app.update(|state| state.swap_marks(input)),
        ("toggle", _) => {
            for button in dom::all(&["[aria-controls=", what, "]"].concat()) {
                let open = button.get_attribute("aria-expanded").as_deref() == Some("true");
                let now = if open { "false" } else { "true" };
                dom::attribute(&button, "aria-expanded", Some(now));
            }
        }
        ("load", _) => {
            let index = what.parse().unwrap_or(usize::MAX);
            app.act(|state| state.load_example(index));
            if let Some(instrument) = dom::by_id("numbers") {
                instrument.scroll_into_view();
                focus::on(&instrument);
            }
        }
        _ => {}
    }
}

/// What the numbers are, and what can be done with all of them.
fn bar(state: &State) {
    let origin = state.draft.origin;
    let on_list = state.tab == Tab::List;
    let (tag, words) = match origin {
        _ if on_list => ("", ""),
        Origin::Example => (
            "Example",
            "A made-up fitness app. Replace the numbers with yours.",
        ),
        Origin::Checked(index) => (
            "Checked example",
            examples::ALL
                .get(index)
                .map_or("", |example| example.source),
        ),
        Origin::Typed => ("", "Your numbers. They stay in this tab."),
    };
    let list = state.shown_list();
    let sample = list.is_some_and(|list| list.read.origin == ListOrigin::Sample);
    let tag = if sample { "Sample" } else { tag };
    for place in ["source-tag", "embed-tag"] {
        dom::text(place, tag);
        dom::show(place, !tag.is_empty());
    }
    let words = match list {
        Some(list) => text::list::source(&list.read),
        None => words.to_owned(),
    };
    dom::text("source-words", &words);
    for (action, shown) in [
        ("undo", state.can_undo()),
        ("redo", state.can_redo()),
        ("example", !on_list && origin != Origin::Example),
        ("clear", !on_list && !state.draft.is_empty()),
        ("'open:replace'", list.is_some()),
        ("remove-list", list.is_some()),
    ] {
        for button in dom::all(&[".instrument-bar [data-action=", action, "]"].concat()) {
            dom::show_it(&button, shown);
        }
    }
}

/// What the controls show of the state.
#[derive(PartialEq)]
struct Choices {
    period: PeriodChoice,
    chosen: [(&'static str, &'static str); 3],
}

impl Choices {
    fn of(state: &State) -> Choices {
        let draft = &state.draft;
        let comma = draft.mark() == Mark::Comma;
        Choices {
            period: draft.period,
            chosen: [
                ("currency", draft.currency().code()),
                ("number_style", if comma { "comma" } else { "point" }),
                ("theme", state.theme.key()),
            ],
        }
    }
}

fn choices(choices: &Choices) {
    for radio in dom::all("input[name=period]") {
        if let Ok(radio) = radio.dyn_into::<HtmlInputElement>() {
            radio.set_checked(radio.value() == period_key(choices.period));
        }
    }
    dom::show("months-row", choices.period == PeriodChoice::Other);
    for (name, value) in choices.chosen {
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
        Part::html("option")
            .with("value", currency.code())
            .text(&label)
    });
    if let Some(select) = dom::all("select[name=currency]").first() {
        dom::put(select, options);
    }
}

/// What the last action did, with the way back; it stays until the next one.
fn toast(state: &State) {
    let back = state
        .can_undo()
        .then(|| Part::button("btn", "undo", "Undo"));
    let again = state
        .can_redo()
        .then(|| Part::button("btn", "redo", "Redo"));
    dom::put_in(
        "toasts",
        state.toast.map(|words| {
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
    dom::on(dom::window(), "beforeprint", |_| {
        let today = js_sys::Date::new_0().to_date_string();
        let today = today.as_string().unwrap_or_default();
        dom::text("printed", &["Printed ", &today].concat());
    });
}
