//! The one card of the page: left asks, right answers.

use super::{answer, ask};
use crate::app::draft::Origin;
use crate::app::examples;
use crate::app::state::App;
use leptos::prelude::*;

pub fn instrument(app: App) -> impl IntoView {
    view! {
        <div class="instrument-bar">{bar(app)}</div>
        {ask::ask(app)}
        {answer::answer(app)}
        {answer::result_bar(app)}
    }
}

fn bar(app: App) -> impl IntoView {
    view! {
        <p class="example">
            {move || source(app.draft.with(|draft| draft.origin))}
            <button
                class="btn btn-quiet"
                type="button"
                disabled=move || app.draft.with(|draft| draft.is_empty())
                on:click=move |_| app.clear()
            >
                "Clear all"
            </button>
            <Show when=move || app.can_undo()>
                <button class="btn btn-quiet" type="button" on:click=move |_| app.undo()>
                    "Undo"
                </button>
            </Show>
            <Show when=move || app.can_redo()>
                <button class="btn btn-quiet" type="button" on:click=move |_| app.redo()>
                    "Redo"
                </button>
            </Show>
            <Show when=move || app.draft.with(|draft| draft.origin != Origin::Example)>
                <button class="btn btn-quiet" type="button" on:click=move |_| app.show_example()>
                    "Load the example"
                </button>
            </Show>
        </p>
    }
}

/// What the numbers are, where they are not the reader's own.
fn source(origin: Origin) -> impl IntoView {
    let (tag, words) = match origin {
        Origin::Example => {
            ("Example", "A made-up fitness app. Replace the numbers with yours.".to_owned())
        }
        Origin::Checked(index) => (
            "Checked example",
            examples::ALL
                .get(index)
                .map_or_else(String::new, |example| example.source.to_owned()),
        ),
        Origin::Typed => return None,
    };
    Some(view! {
        <span class="tag tag-example">{tag}</span>
        " "
        {words}
        " "
    })
}
