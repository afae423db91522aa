//! How a list reaches the page: chosen, dropped anywhere, or pasted; and what its controls do.

use super::controls::{on, target};
use super::{focus, forms};
use crate::accounts::{Method, Month, Returning, Span};
use crate::app::changes::Change;
use crate::app::dom;
use crate::app::list::{Compare, Who};
use crate::app::lists::Lists;
use crate::app::page::App;
use crate::app::state::{State, Tab};
use crate::app::timer;
use crate::retention::Period;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement,
    HtmlSelectElement, HtmlTextAreaElement,
};

pub fn intake(app: App, lists: Lists) {
    on("dragover", move |event| {
        if let Some(carried) = carried(event).filter(has_files) {
            event.prevent_default();
            carried.set_drop_effect("copy");
            over(true);
            app.update(|state| state.tab = Tab::List);
        }
    });
    on("dragleave", move |event| {
        let event = event.dyn_ref::<DragEvent>();
        if event.is_some_and(|event| event.related_target().is_none()) {
            over(false);
        }
    });
    on("drop", move |event| {
        if let Some(carried) = carried(event).filter(has_files) {
            event.prevent_default();
            over(false);
            lists.files(carried.files().map(|list| files(&list)).unwrap_or_default());
        }
    });
    on("input", move |event| {
        if let Some(area) = area(event) {
            dom::show("read-paste", !area.value().trim().is_empty());
        }
    });
    // What is pasted is read at once, as soon as it stands in the box.
    on("paste", move |event| {
        if let Some(area) = area(event) {
            timer::after(0, move || read_area(lists, &area));
        } else if pasted(app, lists, event) {
            event.prevent_default();
        }
    });
    on("keydown", move |event| keys(app, event));
}

/// A button of the list's. True: it was one.
pub fn act(app: App, lists: Lists, action: &str, button: &Element) -> bool {
    match action.split_once(':').unwrap_or((action, "")) {
        ("sample", _) => lists.sample(),
        ("stop-reading", _) => lists.stop(),
        ("remove-list", _) => app.act(State::remove_list),
        ("close-refusal", _) => app.update(|state| state.refused = None),
        ("read-paste", _) => {
            for area in dom::all("#drop textarea") {
                if let Ok(area) = area.dyn_into::<HtmlTextAreaElement>() {
                    read_area(lists, &area);
                }
            }
        }
        ("open", fact) => {
            app.update(|state| state.open_fact(fact));
            timer::after(0, || {
                if let Some(select) = dom::all("#facts select").first() {
                    focus::on(select);
                }
            });
        }
        ("change", key) => {
            if let Some(change) = Change::parse(key) {
                lists.change(change);
            }
        }
        ("set-fact", form) => {
            let mark = app.state.with_untracked(|state| state.draft.mark());
            if let Some(change) = forms::filled(button, form, mark) {
                lists.change(change);
            }
        }
        ("partial", _) => lists.compare(|compare| {
            compare.keep_partial = !compare.keep_partial;
            compare.span = None;
        }),
        _ => return false,
    }
    true
}

/// Something was chosen. True: it was about a list.
pub fn change(lists: Lists, element: &Element) -> bool {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        match input.name().as_str() {
            "customer_list" => {
                let chosen = input.files().map(|list| files(&list)).unwrap_or_default();
                // The same file can be chosen again.
                input.set_value("");
                lists.files(chosen);
            }
            "list_method" => {
                let method = match input.value().as_str() {
                    "movements" => Method::ByMovements,
                    _ => Method::ByCustomer,
                };
                lists.compare(|compare| compare.method = method);
            }
            _ => return false,
        }
        return true;
    }
    let Some(select) = element.dyn_ref::<HtmlSelectElement>() else {
        return false;
    };
    let value = select.value();
    if select.get_attribute("data-field").as_deref() == Some("into") {
        forms::convert_into(select);
        return true;
    }
    if select.has_attribute("data-change") {
        if let Some(change) = Change::parse(&value) {
            lists.change(change);
        }
        return true;
    }
    match select.name().as_str() {
        "list_from" | "list_to" => months(lists, select.name() == "list_from", &value),
        "list_row" => lists.compare(|compare| compare.row = value.parse().ok()),
        "list_who" => lists.compare(|compare| compare.who = Who::parse(&value)),
        "list_period" => lists.compare(|compare: &mut Compare| {
            compare.period = Period::parse(&value).unwrap_or(Period::YEAR);
        }),
        "list_returns" => lists.compare(|compare| {
            compare.returns = match value.as_str() {
                "lost" => Returning::LeftOut,
                _ => Returning::Counted,
            };
        }),
        _ => return false,
    }
    true
}

/// One end of the window was moved; the other gives way where they would cross.
fn months(lists: Lists, is_from: bool, value: &str) {
    let (Some(month), Some(shown)) = (Month::parse(value), lists.span()) else {
        return;
    };
    let span = match is_from {
        true => Span {
            from: month,
            to: shown.to.max(month.next()),
        },
        false => Span {
            from: shown.from.min(month.plus(-1)),
            to: month,
        },
    };
    lists.compare(|compare| compare.span = Some(span));
}

fn carried(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

fn has_files(carried: &DataTransfer) -> bool {
    carried.types().iter().any(|kind| kind == "Files")
}

fn files(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

fn over(is_over: bool) {
    if let Some(place) = dom::by_id("drop") {
        dom::attribute(&place, "data-over", is_over.then_some(""));
    }
    let words = match is_over {
        true => "Let go to read it here",
        false => "Drop a CSV here, or paste rows from a spreadsheet",
    };
    dom::text("drop-words", words);
}

fn area(event: &Event) -> Option<HtmlTextAreaElement> {
    let area = target(event)?.dyn_into::<HtmlTextAreaElement>().ok()?;
    (area.name() == "customer_list_text").then_some(area)
}

fn read_area(lists: Lists, area: &HtmlTextAreaElement) {
    let text = area.value();
    if !text.trim().is_empty() {
        lists.text(text);
    }
}

/// Rows or files pasted where nothing is typed. True: they are read. Beside typed totals a list has
/// several lines.
fn pasted(app: App, lists: Lists, event: &Event) -> bool {
    const ELSEWHERE: &str = "input, textarea, select, dialog";
    let elsewhere = target(event).is_some_and(|on| on.closest(ELSEWHERE).ok().flatten().is_some());
    let event = event.dyn_ref::<ClipboardEvent>();
    let carried = event.and_then(ClipboardEvent::clipboard_data);
    let Some(carried) = carried.filter(|_| !elsewhere) else {
        return false;
    };
    if has_files(&carried) {
        lists.files(carried.files().map(|list| files(&list)).unwrap_or_default());
        return true;
    }
    let text = carried.get_data("text/plain").unwrap_or_default();
    let on_list = app.state.with_untracked(|state| state.tab == Tab::List);
    let is_list = !text.trim().is_empty() && (on_list || text.trim().contains('\n'));
    if is_list {
        lists.text(text);
    }
    is_list
}

/// Arrows move between the tabs.
fn keys(app: App, event: &Event) {
    let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
        return;
    };
    let on_tab = target(event).is_some_and(|element| element.has_attribute("data-tab"));
    let tab = match event.key().as_str() {
        "ArrowLeft" | "Home" => Tab::Totals,
        "ArrowRight" | "End" => Tab::List,
        _ => return,
    };
    if on_tab {
        event.prevent_default();
        app.update(|state| state.open_tab(tab));
        let id = match tab {
            Tab::Totals => "tab-totals",
            Tab::List => "tab-list",
        };
        if let Some(button) = dom::by_id(id) {
            focus::on(&button);
        }
    }
}
