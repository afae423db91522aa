//! The inputs as a statement of account: what was, what came, what went, what is.

use super::field::{field, key};
use super::parts::{icon, rich};
use crate::app::draft::PeriodChoice;
use crate::app::state::App;
use crate::app::text::{self, Place};
use crate::retention::Input;
use leptos::prelude::*;

pub fn ask(app: App) -> impl IntoView {
    view! {
        <form
            class="ask"
            aria-label="Your numbers"
            novalidate
            autocomplete="off"
            on:submit=|event| event.prevent_default()
        >
            <div class="ledger">
                {period(app)}
                <fieldset class="ledger-group">
                    <legend>"Revenue"</legend>
                    <p class="hint">"Recurring, from customers you already had."</p>
                    {field(app, Input::Start)}
                    {field(app, Input::Expansion)}
                    {field(app, Input::Contraction)}
                    {field(app, Input::Churn)}
                    {sum(app, Place::Ended)}
                    {fill_blanks(app)}
                </fieldset>
                <fieldset class="ledger-group">
                    <legend>"Customers"</legend>
                    <p class="hint">"Give any three. The fourth is worked out."</p>
                    {field(app, Input::CustomersStart)}
                    {field(app, Input::CustomersLost)}
                    {sum(app, Place::Stayed)}
                    {field(app, Input::CustomersNew)}
                    {field(app, Input::CustomersEnd)}
                    {counts_note(app)}
                </fieldset>
                {checked(app)}
                <details class="more">
                    <summary>"New and returning revenue, other cases"</summary>
                    <div class="ledger-group">
                        {field(app, Input::New)}
                        {field(app, Input::Reactivation)}
                        {field(app, Input::CustomersReturned)}
                        <p class="hint">
                            "Leave one-off fees and taxes out of every revenue line. A customer who left before the period and came back during it is returned: never part of NRR, GRR or CR."
                        </p>
                    </div>
                </details>
            </div>
        </form>
    }
}

const PERIODS: [(PeriodChoice, &str, &str, &str); 5] = [
    (PeriodChoice::Month, "month", "Month", ""),
    (PeriodChoice::Quarter, "quarter", "Quarter", ""),
    (PeriodChoice::HalfYear, "half_year", "Half", " year"),
    (PeriodChoice::Year, "year", "Year", ""),
    (PeriodChoice::Other, "months", "Other", " number of months"),
];

fn period(app: App) -> impl IntoView {
    let choices = PERIODS.map(|(choice, key, label, rest)| {
        let chosen = move || app.draft.with(|draft| draft.period == choice);
        view! {
            <label>
                <input
                    type="radio"
                    name="period"
                    value=key
                    prop:checked=chosen
                    on:change=move |_| app.draft.update(|draft| draft.period = choice)
                />
                {label}
                <span class="vh">{rest}</span>
            </label>
        }
    });
    view! {
        <fieldset class="stack">
            <legend class="label">"These numbers cover one"</legend>
            <div class="segmented period">{choices.collect_view()}</div>
            <Show when=move || app.draft.with(|draft| draft.period == PeriodChoice::Other)>
                {field(app, Input::Period)}
            </Show>
        </fieldset>
    }
}

fn sum(app: App, place: Place) -> impl IntoView {
    let (class, symbol, inputs) = match place {
        Place::Ended => ("row row-sum", "rev", "start expansion contraction churn"),
        Place::Stayed => ("row row-mid", "cust", "customers_start customers_lost"),
    };
    let value = move || {
        app.sheet.with(|sheet| match place {
            Place::Ended => sheet.end_of_start().map(|money| sheet.style.plain_money(money)),
            Place::Stayed => sheet.stayed().map(|count| sheet.style.count(count)),
        })
    };
    view! {
        <div class=class>
            <span class="row-label">
                {key(symbol)}
                <span>{text::sum_label(place)}</span>
                {hint(text::sum_hint(place))}
            </span>
            <output for=inputs>{move || value().unwrap_or_else(|| "—".to_owned())}</output>
        </div>
    }
}

fn hint(words: &'static str) -> impl IntoView {
    (!words.is_empty()).then(|| view! { <span class="hint">{words}</span> })
}

/// One click says that the blanks are zero; nobody assumes it.
fn fill_blanks(app: App) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        app.sheet.with(|sheet| sheet.start().is_some() && sheet.blanks().next().is_some())
    });
    view! {
        <Show when=move || waiting.get()>
            <button class="btn btn-quiet fill" type="button" on:click=move |_| app.fill_blanks()>
                "Fill the blanks with 0"
            </button>
        </Show>
    }
}

fn counts_note(app: App) -> impl IntoView {
    move || {
        let (warning, fixes) = app.sheet.with(|sheet| {
            (text::counts_warning(sheet), sheet.fixes())
        });
        warning.map(|warning| {
            let buttons = fixes.into_iter().map(|(input, count)| {
                let label = app.sheet.with_untracked(|sheet| {
                    text::fix_label(input, &sheet.style.count(count))
                });
                view! {
                    <button class="btn" type="button" on:click=move |_| app.fix_count(input, count)>
                        {label}
                    </button>
                }
            });
            view! {
                <div class="note note-warn">
                    {icon("warn")}
                    <div>
                        {warning
                            .lines()
                            .map(|line| view! { <p>{rich(line.to_owned())}</p> })
                            .collect_view()}
                        <div class="cluster fixes">{buttons.collect_view()}</div>
                    </div>
                </div>
            }
        })
    }
}

fn checked(app: App) -> impl IntoView {
    move || {
        let lines = app.sheet.with(text::checks);
        (!lines.is_empty()).then(|| {
            let items = lines.into_iter().map(|(holds, words)| {
                let (class, name) = if holds { ("", "check") } else { ("is-off", "warn") };
                view! { <li class=class>{icon(name)}<span>{words}</span></li> }
            });
            view! {
                <div class="checks">
                    <p class="label">"Checks"</p>
                    <ul role="list">{items.collect_view()}</ul>
                </div>
            }
        })
    }
}
