//! One line of the ledger: key, label, field, and what there is to say about it.

use super::parts::icon;
use crate::app::sheet::{Message, Severity};
use crate::app::state::App;
use crate::app::text;
use crate::number::Echo;
use crate::retention::Input;
use leptos::prelude::*;

pub fn field(app: App, input: Input) -> impl IntoView {
    let name = input.key();
    let message = Memo::new(move |_| app.message(input));
    let severity = move || message.with(|message| message.as_ref().map(|(severity, _)| *severity));
    let solved = Memo::new(move |_| app.worked_out(input));
    let hint = text::hint(input);
    view! {
        <div class="row">
            <label class="row-label" for=name>
                {key(key_of(input))}
                <span>
                    {text::label(input)}
                    <span class="vh">{move || app.sheet.with(|sheet| text::suffix(input, sheet.style))}</span>
                </span>
                {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
            </label>
            <span class="field" class:field-solved=move || solved.with(Option::is_some)>
                {affix(app, input, solved)}
                <input
                    type="text"
                    class="input"
                    class:input-warn=move || severity() == Some(Severity::Warning)
                    id=name
                    name=name
                    inputmode=if text::is_money(input) { "decimal" } else { "numeric" }
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=text::example(input)
                    aria-invalid=move || (severity() == Some(Severity::Error)).then_some("true")
                    aria-describedby=move || described_by(name, severity().is_some(), solved.with(Option::is_some))
                    prop:value=move || {
                        solved.get().unwrap_or_else(|| app.draft.with(|draft| draft.text(input).to_owned()))
                    }
                    on:focus=move |event| app.enter(input, &event)
                    on:input=move |event| app.type_into(input, event_target_value(&event))
                    on:blur=move |_| app.leave(input)
                />
            </span>
            {move || {
                message.get().map(|(severity, words)| self::message(app, input, name, severity, words))
            }}
        </div>
    }
}

/// The key beside a label is the legend of every picture.
pub fn key(name: &'static str) -> impl IntoView {
    let marks = match name {
        "start" => view! { <rect class="f-start" x="1" y="1" width="10" height="10"></rect> }.into_any(),
        "start-cust" => {
            view! { <rect class="f-start-cust" x="1" y="1" width="10" height="10"></rect> }.into_any()
        }
        "exp" => view! { <rect class="f-exp" width="12" height="12"></rect> }.into_any(),
        "rev" => view! { <rect class="f-rev" width="12" height="12"></rect> }.into_any(),
        "cust" => view! { <rect class="f-cust" width="12" height="12"></rect> }.into_any(),
        "new" => view! { <rect class="f-new" x="1" y="1" width="10" height="10"></rect> }.into_any(),
        "con" => hatched("url(#hatch-con)", "o-con").into_any(),
        "churn" => hatched("url(#hatch-churn)", "o-churn").into_any(),
        _ => return view! { <span class="key"></span> }.into_any(),
    };
    view! { <svg class="key" aria-hidden="true">{marks}</svg> }.into_any()
}

fn hatched(fill: &'static str, outline: &'static str) -> impl IntoView {
    view! {
        <rect fill=fill width="12" height="12"></rect>
        <rect class=outline x=".75" y=".75" width="10.5" height="10.5"></rect>
    }
}

fn key_of(input: Input) -> &'static str {
    match input {
        Input::Start => "start",
        Input::Expansion => "exp",
        Input::Contraction => "con",
        Input::Churn | Input::CustomersLost => "churn",
        Input::CustomersStart => "start-cust",
        Input::New | Input::CustomersNew | Input::Reactivation | Input::CustomersReturned => "new",
        Input::CustomersEnd | Input::Period => "",
    }
}

/// The currency sign, or "worked out" beside a number that follows from the others.
fn affix(app: App, input: Input, solved: Memo<Option<String>>) -> impl IntoView {
    let words = move || {
        if solved.with(Option::is_some) {
            return "worked out".to_owned();
        }
        match text::is_money(input) {
            true => app.sheet.with(|sheet| sheet.style.currency.symbol().to_owned()),
            false => String::new(),
        }
    };
    let id = [input.key(), "-how"].concat();
    view! { <span class="affix" aria-hidden="true" id=id>{words}</span> }
}

fn described_by(name: &str, message: bool, solved: bool) -> Option<String> {
    match (message, solved) {
        (true, _) => Some([name, "-message"].concat()),
        (_, true) => Some([name, "-how"].concat()),
        _ => None,
    }
}

fn message(
    app: App,
    input: Input,
    name: &'static str,
    severity: Severity,
    words: String,
) -> impl IntoView {
    let (class, symbol, prefix) = match severity {
        Severity::Error => ("message message-error", "error", "Error: "),
        Severity::Warning => ("message message-warn", "warn", "Warning: "),
        Severity::Info => ("message message-info", "info", ""),
    };
    let ambiguous = app.sheet.with_untracked(|sheet| {
        sheet.field(input).message == Some(Message::Echo(Echo::AmbiguousMark))
    });
    let other = ambiguous.then(|| {
        let label = ["Read as ", &app.other_reading(input)].concat();
        view! {
            " "
            <button class="as-link" type="button" on:click=move |_| app.swap_marks(input)>
                {label}
            </button>
        }
    });
    view! {
        <p class=class id=[name, "-message"].concat()>
            {icon(symbol)}
            <span>
                <span class="vh">{prefix}</span>
                {words}
                {other}
            </span>
        </p>
    }
}
