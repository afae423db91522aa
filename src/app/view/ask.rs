//! The ledger: texts in the fields, what there is to say about them, sums and checks.

use crate::app::dom::{self, Last, Part};
use crate::app::draft::FIELDS;
use crate::app::page::App;
use crate::app::sheet::{Message, Severity, Sheet};
use crate::app::state::State;
use crate::app::text;
use crate::number::{Echo, Mark};
use crate::retention::Input;

pub fn ask(app: App) {
    let fields = FIELDS.into_iter().chain([Input::Period]);
    let fields: Vec<_> = fields.map(|input| (input, Last::default())).collect();
    // One for all fields: each effect of its own costs more than what it looks at.
    dom::live(move || {
        app.sheet.with(|sheet| {
            app.state.with(|state| {
                for (input, last) in &fields {
                    if let Some(now) = last.changed(Filled::of(state, sheet, *input)) {
                        fill(*input, &now);
                    }
                }
            });
        });
    });
    let style = move || app.sheet.with(|sheet| sheet.style);
    app.behind(dom::differing(style, |style| units(*style)));
    app.behind(move || sums(app));
    let lines = move || app.sheet.with(text::checks);
    app.behind(dom::differing(lines, |lines| checked(lines)));
    app.behind(move || counts_note(app));
}

/// The name of a field: the key of links; the months of another period have their own.
fn name(input: Input) -> &'static str {
    match input {
        Input::Period => "months",
        other => other.key(),
    }
}

/// A field of the ledger, as it is to be shown.
#[derive(PartialEq)]
struct Filled {
    words: String,
    /// Whether it follows from the other three.
    is_solved: bool,
    message: Option<(Severity, String)>,
    /// What an ambiguous amount would be in the other number style.
    other: Option<String>,
}

impl Filled {
    fn of(state: &State, sheet: &Sheet, input: Input) -> Filled {
        let typing = state.typing == Some(input);
        let solved = sheet
            .worked_out()
            .filter(|(solved, _)| *solved == input && !typing);
        let message = text::field_message(sheet, input);
        Filled {
            words: match (solved, input) {
                (Some((_, count)), _) => sheet.style.count(count),
                (None, Input::Period) => state.draft.months.clone(),
                (None, _) => state.draft.text(input).to_owned(),
            },
            is_solved: solved.is_some(),
            message: message.filter(|(severity, _)| !typing || *severity == Severity::Info),
            // A button that comes while one types would stand in the way of the next field.
            other: (!typing)
                .then(|| other_reading(state, sheet, input))
                .flatten(),
        }
    }
}

fn fill(input: Input, filled: &Filled) {
    let name = name(input);
    let how = [name, "-how"].concat();
    let Some(field) = dom::field(name) else {
        return;
    };
    if field.value() != filled.words {
        field.set_value(&filled.words);
    }
    dom::attribute(&field, "size", width(filled).as_deref());
    if let Some(frame) = field.parent_element() {
        dom::class(&frame, "field-solved", filled.is_solved);
    }
    if Input::CUSTOMERS.contains(&input) {
        dom::text(&how, if filled.is_solved { "worked out" } else { "" });
    }
    let solved = filled.is_solved.then_some(how.as_str());
    let other = filled.other.as_ref().map(|other| {
        let label = ["Read as ", other].concat();
        Part::button("as-link", &["swap:", input.key()].concat(), &label)
    });
    complain(name, solved, filled.message.as_ref(), other);
}

/// In letters, where the words are longer than its box has room for.
fn width(filled: &Filled) -> Option<String> {
    let room = if filled.is_solved { 3 } else { 7 };
    let letters = filled.words.chars().count();
    (letters > room).then(|| letters.to_string())
}

/// Says a message beneath the field `name`; without one, `solved` describes it.
pub fn complain(
    name: &str,
    solved: Option<&str>,
    message: Option<&(Severity, String)>,
    other: Option<Part>,
) {
    let id = [name, "-message"].concat();
    let (Some(field), Some(place)) = (dom::by_id(name), dom::by_id(&id)) else {
        return;
    };
    let severity = message.map(|(severity, _)| *severity);
    let invalid = severity == Some(Severity::Error);
    dom::attribute(&field, "aria-invalid", invalid.then_some("true"));
    dom::class(&field, "input-warn", severity == Some(Severity::Warning));
    let described = severity.map(|_| id.as_str()).or(solved);
    dom::attribute(&field, "aria-describedby", described);
    dom::show_it(&place, severity.is_some());
    let Some((severity, words)) = message else {
        return dom::put(&place, None);
    };
    let (class, symbol, prefix) = match severity {
        Severity::Error => ("message message-error", "error", "Error: "),
        Severity::Warning => ("message message-warn", "warn", "Warning: "),
        Severity::Info => ("message message-info", "info", ""),
    };
    dom::attribute(&place, "class", Some(class));
    let sentence = Part::html("span")
        .add(Part::html("span").class("vh").text(prefix))
        .add(Part::words(words))
        .all(other);
    dom::put(&place, [Part::icon(symbol), sentence]);
}

/// "1,234" can be read the other way with one click.
fn other_reading(state: &State, sheet: &Sheet, input: Input) -> Option<String> {
    let message = sheet.field(input).message;
    // A count has one reading: customers are whole.
    let ambiguous = message == Some(Message::Echo(Echo::AmbiguousMark));
    (ambiguous && Input::REVENUE.contains(&input)).then(|| {
        let mut draft = state.draft.clone();
        draft.swap_marks(input);
        text::read_text(&Sheet::of(&draft), input).unwrap_or_default()
    })
}

fn units(style: text::Style) {
    let unit = text::unit(style);
    for element in dom::all("[data-unit]") {
        dom::text_of(&element, &unit);
    }
    let group = match style.mark {
        Mark::Point => ",",
        Mark::Comma => ".",
    };
    for field in dom::all("#ask [placeholder]") {
        let sample = field.get_attribute("placeholder").unwrap_or_default();
        let sample = sample.replace([',', '.'], group);
        dom::attribute(&field, "placeholder", Some(&sample));
    }
    for element in dom::all("[data-symbol]") {
        dom::text_of(&element, style.currency.symbol());
    }
}

fn sums(app: App) {
    let (ended, stayed, waits) = app.sheet.with(|sheet| {
        let style = sheet.style;
        let ended = sheet.end_of_start().map(|money| style.plain_money(money));
        let stayed = sheet.stayed().map(|count| style.count(count));
        let waits = sheet.start().is_some() && sheet.blanks().next().is_some();
        (ended, stayed, waits)
    });
    dom::text("ended", ended.as_deref().unwrap_or("—"));
    dom::text("stayed", stayed.as_deref().unwrap_or("—"));
    dom::show("fill", waits);
}

fn checked(lines: &[(bool, String)]) {
    dom::show("checks", !lines.is_empty());
    for list in dom::all("#checks ul") {
        dom::put(&list, self::lines(lines));
    }
}

/// What was checked, each with whether it holds.
pub fn lines(lines: &[(bool, String)]) -> impl Iterator<Item = Part> {
    lines.iter().map(|(holds, words)| {
        let (class, symbol) = if *holds {
            ("", "check")
        } else {
            ("is-off", "warn")
        };
        Part::html("li")
            .class(class)
            .add(Part::icon(symbol))
            .add(Part::html("span").text(words))
    })
}

/// Four counts that disagree: both readings, and a button for each way to mend them.
fn counts_note(app: App) {
    let (lines, fixes) = app.sheet.with(|sheet| {
        let fixes: Vec<_> = sheet
            .fixes()
            .into_iter()
            .map(|(input, count)| (input, text::fix_label(input, &sheet.style.count(count))))
            .collect();
        (text::counts_warning(sheet), fixes)
    });
    let note = lines.map(|(off, readings)| {
        let fixes = fixes
            .iter()
            .map(|(input, label)| Part::button("btn", &["fix:", input.key()].concat(), label));
        let words = Part::html("div")
            .add(Part::html("p").add(Part::html("b").text(&off)))
            .add(Part::html("p").text(&readings))
            .add(Part::html("div").class("cluster fixes").all(fixes));
        Part::html("div")
            .class("note note-warn")
            .add(Part::icon("warn"))
            .add(words)
    });
    dom::put_in("counts-note", note);
}
