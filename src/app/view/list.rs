//! How a customer list comes in, and what was understood of it.

use super::forms::{form, options};
use crate::app::changes::{Answer, Question, ROLES, questions};
use crate::app::dom::{self, Last, Part};
use crate::app::frames;
use crate::app::list::Read;
use crate::app::page::App;
use crate::app::refusal::Refusal;
use crate::app::state::{State, Tab};
use crate::app::text::fill;
use crate::app::text::{Style, facts, forms, list as words, questions as asks, reports};
use crate::import::Severity;
use std::rc::Rc;
use std::sync::Arc;

pub fn list(app: App) {
    // Typing changes none of these: then nothing is touched.
    dom::live(dom::differing(move || app.state.with(Tabs::of), tabs));
    dom::live(move || app.state.with(reading));
    let refused = move || app.state.with(|state| state.refused.clone());
    dom::live(dom::differing(refused, move |refused| {
        dom::show("refused", refused.is_some());
        let style = app.sheet.with_untracked(|sheet| sheet.style);
        let refused = refused.as_ref();
        dom::put_in("refused", refused.map(|refused| refusal(refused, style)));
    }));
    let last = Last::default();
    let drawn = Last::default();
    let name = Rc::new(Last::default());
    dom::live(move || {
        let style = app.sheet.with(|sheet| sheet.style);
        let known = app.state.with(|state| {
            let list = state.list.as_ref().filter(|list| !list.is_pending);
            let read = list.map(|list| Shared(Arc::clone(&list.read)));
            (read, state.changing, style)
        });
        let Some(known) = last.changed(known) else {
            return;
        };
        let anew = drawn.changed(known.0.clone()).is_some();
        let (Some(Shared(read)), changing, style) = known.as_ref().clone() else {
            return dom::show("understood", false);
        };
        if !anew {
            return understood(&read, changing, style);
        }
        dom::show("understood", false);
        let shown = Shared(Arc::clone(&read));
        let name = Rc::clone(&name);
        frames::later(move || {
            // Another list may have come meanwhile.
            let state = app.state.with_untracked(|state| {
                let list = state.list.as_ref().filter(|list| !list.is_pending);
                let same = list.is_some_and(|list| Arc::ptr_eq(&list.read, &shown.0));
                same.then_some(state.changing)
            });
            if let Some(changing) = state {
                understood(&shown.0, changing, style);
                let other = name.changed(words::name(&shown.0)).is_some();
                fold(&shown.0, other);
                dom::show("understood", true);
            }
        });
    });
}

/// Open when something is asked, or was changed or left out; on a phone only when something is asked.
/// What the reader has opened stays so until `other` files come.
fn fold(read: &Read, other: bool) {
    let mut told = read.reports.counts().map(|(_, severity, _)| severity);
    let is_told = told.any(|severity| severity != Severity::Info);
    let width = dom::window().inner_width().ok();
    let wide = width.and_then(|width| width.as_f64()).unwrap_or_default() > PHONE;
    let open = read.is_open() || (is_told && wide);
    if let Some(details) = dom::by_id("understood-all").filter(|_| open || other) {
        dom::attribute(&details, "open", open.then_some(""));
    }
}

/// As wide as the styles take a phone to be, in pixels.
const PHONE: f64 = 480.0;

/// A reading is the same only if it is the very one.
#[derive(Clone)]
struct Shared(Arc<Read>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Which panel is open, and which of its parts.
#[derive(PartialEq)]
struct Tabs {
    on_list: bool,
    has_list: bool,
    compared: bool,
    asks_for_files: bool,
    /// What a reload took away.
    left: Option<String>,
}

impl Tabs {
    fn of(state: &State) -> Tabs {
        let has_list = state.list.is_some();
        let wanted = state.refused.is_some() || state.changing == Some("replace");
        Tabs {
            on_list: state.tab == Tab::List,
            has_list,
            compared: state.list.as_ref().is_some_and(|list| !list.is_pending),
            asks_for_files: !has_list || wanted,
            left: state.left.clone().filter(|_| !has_list),
        }
    }
}

fn tabs(now: &Tabs) {
    for (id, selected) in [("tab-totals", !now.on_list), ("tab-list", now.on_list)] {
        if let Some(tab) = dom::by_id(id) {
            let truth = if selected { "true" } else { "false" };
            dom::attribute(&tab, "aria-selected", Some(truth));
            dom::attribute(&tab, "tabindex", (!selected).then_some("-1"));
        }
    }
    let label = match now.has_list {
        true => "Customer list",
        false => "Paste or drop a customer list",
    };
    dom::text("tab-list", label);
    dom::show("ask", !now.on_list);
    dom::show("p-list", now.on_list);
    dom::show("compare", now.on_list && now.compared);
    dom::show("drop", now.asks_for_files);
    dom::show("left", now.left.is_some());
    let words = now.left.as_deref().map(words::left);
    dom::text("left-words", &words.unwrap_or_default());
    for id in ["result", "resultbar", "every", "share"] {
        dom::show(id, !now.on_list || now.compared);
    }
}

fn reading(state: &State) {
    let reading = state.reading.as_ref();
    dom::show("reading", reading.is_some());
    let Some(reading) = reading else { return };
    let style = Style {
        mark: state.draft.mark(),
        currency: state.draft.currency(),
    };
    dom::text("reading-name", &["Reading ", &reading.name].concat());
    dom::text("reading-hint", &words::progress(reading, style));
    if let Some(bar) = dom::by_id("reading-progress") {
        let share = reading.done.bytes.saturating_mul(100);
        let share = share.checked_div(reading.bytes).unwrap_or(0).min(100);
        dom::attribute(&bar, "value", Some(&share.to_string()));
    }
}

fn refusal(refusal: &Refusal, style: Style) -> Part {
    let (title, lines) = asks::refusal(refusal, style);
    let (fixes, rates) = match refusal {
        Refusal::Unusable(read) => (buttons(read), forms::rates(read, style)),
        _ => (Vec::new(), None),
    };
    let close = Part::button("btn btn-quiet", "close-refusal", "Close");
    let fixes = Part::html("div")
        .class("cluster fixes")
        .all(fixes)
        .add(close);
    let rates = rates.map(|rates| {
        let summary = Part::html("summary").text("Set one fixed rate");
        Part::html("details")
            .class("more")
            .add(summary)
            .add(form(&rates))
    });
    let more = std::iter::once(fixes).chain(rates);
    note("note note-error", "error", &title, &lines, more)
}

/// A note with a bold statement, what there is to say, and what can be done.
fn note(
    class: &str,
    icon: &str,
    title: &str,
    lines: &[String],
    more: impl IntoIterator<Item = Part>,
) -> Part {
    let lines = lines.iter().map(|line| Part::html("p").text(line));
    let body = Part::html("div")
        .add(Part::html("p").add(Part::html("b").text(title)))
        .all(lines)
        .all(more);
    Part::html("div")
        .class(class)
        .add(Part::icon(icon))
        .add(body)
}

/// The ways out of a contradiction.
fn buttons(read: &Read) -> Vec<Part> {
    questions(read).iter().flat_map(answers).collect()
}

/// A button for each answer.
fn answers(question: &Question) -> Vec<Part> {
    let button = |answer: &Answer| {
        let action = ["change:", &answer.key].concat();
        Part::button("btn", &action, &asks::answer(question, answer))
    };
    question.answers.iter().map(button).collect()
}

fn understood(read: &Read, changing: Option<&'static str>, style: Style) {
    dom::text("understood-summary", &words::summary(read, style));
    let open = questions(read).into_iter().map(|question| {
        let (asked, why) = asks::question(&question);
        let fixes = Part::html("div")
            .class("cluster fixes")
            .all(answers(&question));
        note("note note-warn", "warn", &asked, &[why], [fixes])
    });
    let answered = facts::answered(read).into_iter().map(|(words, undo)| {
        let action = ["change:", undo].concat();
        Part::html("p")
            .class("small")
            .add(Part::words(&["You said: ", words, " "].concat()))
            .add(Part::button("as-link", &action, "Ask again"))
    });
    dom::put_in("questions", open.chain(answered));
    let known = facts::facts(read, style);
    dom::put_in("facts", known.iter().map(|known| fact(known, changing)));
    let several = read.source.files.len() > 1;
    let notices = reports::notices(&read.reports, several, style);
    dom::put_in("list-notices", notices.iter().map(notice));
    dom::show("list-told", read.reports.total() > 0);
    first_rows(read);
}

fn fact(fact: &facts::Fact, changing: Option<&'static str>) -> Part {
    let words = Part::html("span").all(dom::starred(&fact.words));
    let mut said = Part::html("dd").add(words);
    if !fact.options.is_empty() || fact.form.is_some() {
        let unseen = fill(" {}", [fact.name.to_ascii_lowercase()]);
        let action = ["open:", fact.id].concat();
        let button = Part::button("btn btn-quiet", &action, "Change")
            .add(Part::html("span").class("vh").text(&unseen));
        said = said.add(button);
    }
    if changing == Some(fact.id) {
        let choice = (!fact.options.is_empty()).then(|| choice(fact));
        said = said.all(choice).all(fact.form.as_ref().map(form));
    }
    Part::html("div")
        .class("fact")
        .add(Part::html("dt").text(fact.name))
        .add(said)
}

fn choice(fact: &facts::Fact) -> Part {
    let label = fill("Change {}", [fact.name.to_ascii_lowercase()]);
    let mut select = Part::html("select")
        .class("select")
        .with("data-change", "")
        .with("aria-label", &label);
    let none = fact.options.iter().all(|(.., now)| !now);
    if none {
        select = select.add(Part::html("option").with("value", "").text("Choose"));
    }
    Part::html("span")
        .class("select-wrap")
        .add(select.all(options(&fact.options)))
}

fn notice(notice: &reports::Notice) -> Part {
    let (class, icon, kind) = match notice.severity {
        Severity::Error => ("notice notice-error", "error", "Error: "),
        Severity::Info => ("notice notice-info", "info", ""),
        _ => ("notice", "warn", "Warning: "),
    };
    let mut item = Part::html("li")
        .class(class)
        .add(Part::icon(icon))
        .add(Part::html("span").class("where").text(&notice.places))
        .add(
            Part::html("span")
                .class("what")
                .add(Part::html("span").class("vh").text(kind))
                .add(Part::words(&notice.words)),
        );
    if let Some((key, label)) = reports::way_out(notice.code) {
        let action = ["change:", key].concat();
        item = item.add(Part::button("btn btn-quiet", &action, label));
    }
    item
}

/// The first rows as they were read; what each column holds can be said there.
fn first_rows(read: &Read) {
    let width = facts::width(read);
    let heads = (0..width).map(|column| {
        let held = read.role(column);
        let label = fill("What {} holds", [facts::heading(read, column)]);
        let known = held.is_none_or(|role| ROLES.contains(&role));
        let mut select = Part::html("select")
            .class("select")
            .with("data-change", "")
            .with("aria-label", &label);
        if let Some(role) = held.filter(|_| !known) {
            let option = Part::html("option").with("value", "").with("selected", "");
            select = select.add(option.text(facts::role(role)));
        }
        let roles = ROLES.map(|role| {
            let key = fill("column:{}:{}", [column.to_string(), role.id().to_owned()]);
            (key, facts::role(role).to_owned(), held == Some(role))
        });
        let wrap = Part::html("span")
            .class("select-wrap")
            .add(select.all(options(&roles)));
        Part::html("th")
            .class("text")
            .with("scope", "col")
            .add(wrap)
    });
    if let Some(details) = dom::by_id("first-rows")
        && read.is_open()
        && read.source.layout.is_none()
    {
        dom::attribute(&details, "open", Some(""));
    }
    let head = Part::html("tr").all(heads);
    let rows = read.source.first_rows.iter().take(6).map(|row| {
        let cells = (0..width).map(|column| {
            let cell = row.get(column).map_or("", String::as_str);
            Part::html("td").class("text").text(cell)
        });
        Part::html("tr").all(cells)
    });
    if let Some(place) = dom::all("#first-rows thead").first() {
        dom::put(place, [head]);
    }
    if let Some(place) = dom::all("#first-rows tbody").first() {
        dom::put(place, rows);
    }
}
