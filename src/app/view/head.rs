//! Currency, number style and theme: choices that affect display only.

use crate::app::state::{App, theme_key, theme_of};
use crate::number::{Currency, Mark};
use leptos::prelude::*;

pub fn head(app: App) -> impl IntoView {
    view! {
        <label class="select-wrap">
            <span class="lbl">"Currency"</span>
            " "
            <select
                class="select"
                name="currency"
                prop:value=move || app.draft.with(|draft| draft.currency().code())
                on:change=move |event| {
                    if let Some(currency) = Currency::parse(&event_target_value(&event)) {
                        app.draft.update(|draft| draft.set_currency(currency));
                    }
                }
            >
                {currencies(app)}
            </select>
        </label>
        <label class="select-wrap">
            <span class="lbl">"Numbers"</span>
            " "
            <select
                class="select"
                name="number_style"
                prop:value=move || {
                    app.draft.with(|draft| if draft.mark() == Mark::Comma { "comma" } else { "point" })
                }
                on:change=move |event| {
                    let comma = event_target_value(&event) == "comma";
                    let mark = if comma { Mark::Comma } else { Mark::Point };
                    app.draft.update(|draft| draft.set_mark(mark));
                }
            >
                <option value="point">"1,234.50"</option>
                <option value="comma">"1.234,50"</option>
            </select>
        </label>
        <label class="select-wrap">
            <span class="lbl">"Theme"</span>
            " "
            <select
                class="select"
                name="theme"
                prop:value=move || theme_key(app.theme.get())
                on:change=move |event| app.set_theme(theme_of(&event_target_value(&event)))
            >
                <option value="auto">"Auto"</option>
                <option value="light">"Light"</option>
                <option value="dark">"Dark"</option>
            </select>
        </label>
    }
}

fn currencies(app: App) -> impl IntoView {
    let chosen = app.draft.with_untracked(|draft| draft.currency());
    Currency::all()
        .chain([Currency::NONE])
        .map(|currency| {
            view! {
                <option value=currency.code() selected=currency == chosen>
                    {currency_label(currency)}
                </option>
            }
        })
        .collect_view()
}

fn currency_label(currency: Currency) -> String {
    match (currency.code(), currency.symbol()) {
        (_, "") => "none".to_owned(),
        (code, symbol) if code == symbol => code.to_owned(),
        (code, symbol) => [code, " ", symbol].concat(),
    }
}
