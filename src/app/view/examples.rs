//! The gallery of checked examples: one click loads the numbers.

use super::parts::rich;
use crate::app::examples::{ALL, Example};
use crate::app::state::App;
use leptos::prelude::*;

pub fn examples(app: App) -> impl IntoView {
    view! {
        <h3 id="examples-h">"Checked examples"</h3>
        <p class="small muted measure">
            "Figures printed in well-read articles, computed again. Load one to see every step."
        </p>
        <ul class="gallery" role="list">
            {ALL.iter().enumerate().map(|(index, example)| card(app, index, example)).collect_view()}
        </ul>
    }
}

fn card(app: App, index: usize, example: &'static Example) -> impl IntoView {
    view! {
        <li class="card">
            <h4>{example.source}</h4>
            <p class="small">{example.inputs}</p>
            <p class="verdict-line">
                {rich(["Printed: *", example.printed, "* · Correct: *", example.correct, "*"].concat())}
            </p>
            <p class="hint">{example.explanation}</p>
            {(!example.values.is_empty()).then(|| view! {
                <button class="btn" type="button" on:click=move |_| app.load_example(index)>
                    "Load"
                    <span class="vh">{[" ", example.source, ", ", example.inputs].concat()}</span>
                </button>
            })}
        </li>
    }
}
