//! Small pieces that every part uses.

use crate::app::state::App;
use leptos::prelude::*;

/// An icon of the sprite in `index.html`.
pub fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=["#i-", name].concat()></use>
        </svg>
    }
}

/// Text with `*stars*` set in bold.
pub fn rich(text: String) -> impl IntoView {
    text.split('*')
        .enumerate()
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 {
                view! { <b>{part}</b> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view()
}

/// A button that copies. It keeps the focus, shows a tick for two seconds, and says so.
pub fn copy_button(
    app: App,
    class: &'static str,
    label: &'static str,
    text: impl Fn() -> String + 'static,
) -> impl IntoView {
    let done = RwSignal::new(false);
    view! {
        <button
            class=class
            type="button"
            data-done=move || done.get().then_some("")
            on:click=move |_| app.copy(text(), done)
        >
            {move || if done.get() { icon("check") } else { icon("copy") }}
            {move || if done.get() { "Copied" } else { label }}
        </button>
    }
}

/// What the last action did, with the way back.
pub fn toast(app: App) -> impl IntoView {
    view! {
        <div class="toasts no-print">
            {move || {
                app.toast
                    .get()
                    .map(|words| {
                        view! {
                            <div class="toast">
                                <span>{words}</span>
                                <Show when=move || app.can_undo()>
                                    <button class="btn" type="button" on:click=move |_| app.undo()>
                                        "Undo"
                                    </button>
                                </Show>
                                <Show when=move || app.can_redo()>
                                    <button class="btn" type="button" on:click=move |_| app.redo()>
                                        "Redo"
                                    </button>
                                </Show>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
