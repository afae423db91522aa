//! What is compared of a list, and its totals, read only.

use super::ask::lines;
use crate::accounts::{Method, Returning};
use crate::app::dom::{self, Part};
use crate::app::list::{List, Who};
use crate::app::page::App;
use crate::app::sheet::Sheet;
use crate::app::text::{self, list as words};
use crate::retention::Input;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

pub fn compare(app: App) {
    dom::live(move || {
        let list = app.state.with(|state| state.list.clone());
        if let Some(list) = list {
            choices(&list);
            dom::text("compare-length", &words::length(&list));
        }
    });
    app.behind(move || {
        let list = app.state.with(|state| state.shown_list().cloned());
        let checks = list.as_deref().map(words::list_checks).unwrap_or_default();
        let sums = app.sheet.with(text::checks);
        let all: Vec<_> = sums.into_iter().chain(checks).collect();
        dom::show("list-checks", !all.is_empty());
        for place in dom::all("#list-checks ul") {
            dom::put(&place, lines(&all));
        }
    });
    app.behind(move || {
        if app.state.with(|state| state.shown_list().is_some()) {
            app.sheet.with(totals);
        }
    });
    app.behind(move || {
        let definition = app.definition();
        dom::show("definition-card", definition.is_some());
        dom::text("definition", definition.as_deref().unwrap_or_default());
    });
}

/// The ledger of the window.
fn totals(sheet: &Sheet) {
    for place in dom::all("[data-read]") {
        let key = place.get_attribute("data-read").unwrap_or_default();
        let words = match key.as_str() {
            "ended" => sheet.end_of_start().map(|end| sheet.style.plain_money(end)),
            "stayed" => sheet.stayed().map(|count| sheet.style.count(count)),
            key => Input::parse(key).and_then(|input| text::read_text(sheet, input)),
        };
        dom::text_of(&place, words.as_deref().unwrap_or("—"));
    }
}

fn choices(list: &List) {
    let compare = &list.compare;
    let months = list.months();
    let monthly = months.len() > 1 && list.span().is_some();
    dom::show("compare-months", monthly);
    if let Some(span) = list.span() {
        let options = |chosen, skip_first: bool| {
            let months = match skip_first {
                true => months.get(1..),
                false => months.get(..months.len().saturating_sub(1)),
            };
            let option = move |month: &crate::accounts::Month| {
                (month.to_string(), words::month(*month), *month == chosen)
            };
            let months = months.unwrap_or_default().iter().map(option);
            months.collect::<Vec<_>>()
        };
        fill("list_from", &options(span.from, false));
        fill("list_to", &options(span.to, true));
    }
    let partial = words::partial(list);
    dom::show("compare-partial", partial.is_some());
    if let (Some((words, label)), Some(place)) = (partial, dom::by_id("compare-partial")) {
        let parts = [
            Part::words(&[&words, " "].concat()),
            Part::button("as-link", "partial", label),
        ];
        dom::put(&place, parts);
    }
    let periods = list.read.periods();
    dom::show("compare-row", !periods.is_empty());
    let chosen = compare.row.unwrap_or(periods.len().saturating_sub(1));
    let rows = periods.iter().enumerate();
    let rows: Vec<_> = rows
        .map(|(at, (name, _))| (at.to_string(), words::period(name, at), at == chosen))
        .collect();
    fill("list_row", &rows);
    dom::show("compare-period", list.read.is_snapshot());
    let compared = list.compared.as_deref();
    let segments = compared.map_or(&[][..], |compared| &compared.segments);
    let named = segments.iter().any(|part| part.segment.is_some());
    dom::show("compare-who", named);
    let who = std::iter::once(Who::All)
        .chain(segments.iter().map(|part| Who::Segment(part.segment)))
        .map(|who| (who.key(), words::who(&list.read, who), who == compare.who));
    fill("list_who", &who.collect::<Vec<_>>());
    let everyone = compare.who == Who::All && compared.is_some() && !list.read.is_snapshot();
    dom::show("compare-method", everyone);
    let method = match compare.method {
        Method::ByMovements => "movements",
        _ => "customer",
    };
    for radio in dom::all("#compare-method input") {
        if let Ok(radio) = radio.dyn_into::<HtmlInputElement>() {
            radio.set_checked(radio.value() == method);
        }
    }
    dom::show("compare-returns", list.returned() > 0);
    let returns = match compare.returns {
        Returning::Counted => "kept",
        Returning::LeftOut => "lost",
    };
    set("list_returns", returns);
    set("list_period", compare.period.name().unwrap_or("year"));
}

fn select(name: &str) -> Option<HtmlSelectElement> {
    let found = dom::all(&["select[name=", name, "]"].concat());
    found.into_iter().next()?.dyn_into().ok()
}

fn set(name: &str, value: &str) {
    if let Some(select) = select(name) {
        select.set_value(value);
    }
}

/// Options as value, words and whether chosen. They are made anew only if they differ, so that an
/// open list stays open.
fn fill(name: &str, options: &[(String, String, bool)]) {
    let Some(select) = select(name) else { return };
    let known: String = options
        .iter()
        .flat_map(|(value, words, _)| [value, ":", words, "\n"])
        .collect();
    if select.get_attribute("data-options").as_deref() != Some(&known) {
        dom::attribute(&select, "data-options", Some(&known));
        let options = options
            .iter()
            .map(|(value, words, _)| Part::html("option").with("value", value).text(words));
        dom::put(&select, options);
    }
    if let Some((value, ..)) = options.iter().find(|(.., chosen)| *chosen) {
        select.set_value(value);
    }
}
