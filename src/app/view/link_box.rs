//! The link, shown whole, with its contents beneath, before anything is copied.

use super::parts::copy_button;
use crate::app::state::App;
use crate::app::text;
use leptos::prelude::*;

pub fn link_box(app: App, group: &'static str) -> impl IntoView {
    let with_numbers = RwSignal::new(true);
    let address = Memo::new(move |_| app.link(with_numbers.get()));
    let choice = move |numbers: bool, label: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name=[group, "-carries"].concat()
                    prop:checked=move || with_numbers.get() == numbers
                    on:change=move |_| with_numbers.set(numbers)
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="vh">"What the link carries"</legend>
            <div class="segmented">
                {choice(true, "With my numbers")}
                {choice(false, "Without my numbers")}
            </div>
        </fieldset>
        <div class="codebox codebox-wrap">
            <code>{move || coloured(&address.get())}</code>
        </div>
        <Show when=move || with_numbers.get()>
            <dl class="inside">
                {move || {
                    app.sheet
                        .with(text::link_contents)
                        .into_iter()
                        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
        </Show>
        <div class="cluster">
            {copy_button(app, "btn btn-primary", "Copy link", move || address.get_untracked())}
            <span class="hint">
                {move || {
                    if with_numbers.get() {
                        "Whoever gets the link sees these numbers."
                    } else {
                        "Opens the calculator without any of your numbers."
                    }
                }}
            </span>
        </div>
    }
}

/// Opened from beside the result.
pub fn link_dialog(app: App) -> impl IntoView {
    view! {
        <dialog class="dialog" node_ref=app.link_dialog aria-labelledby="link-dialog-h">
            <h2 class="h3" id="link-dialog-h">"Copy link"</h2>
            {link_box(app, "dialog")}
            <form method="dialog">
                <button class="btn" type="submit">"Close"</button>
            </form>
        </dialog>
    }
}

/// Keys and values in two inks; a line breaks only before "&".
fn coloured(address: &str) -> impl IntoView + use<> {
    let (base, fragment) = match address.split_once('#') {
        Some((base, fragment)) => (base.to_owned() + "#", Some(fragment.to_owned())),
        None => (address.to_owned(), None),
    };
    let pairs = fragment.map(|fragment| {
        fragment
            .split('&')
            .enumerate()
            .map(|(index, pair)| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                let and = (index > 0).then(|| view! { <wbr /> "&" });
                view! {
                    {and}
                    <span class="k">{key.to_owned()}</span>
                    "="
                    <span class="v">{value.to_owned()}</span>
                }
            })
            .collect_view()
    });
    view! { {base} {pairs} }
}
