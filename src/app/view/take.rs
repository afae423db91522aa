//! What can be taken away: the link, and the result as text.

use super::link_box::{link_box, link_dialog};
use super::parts::copy_button;
use crate::app::state::App;
use crate::app::text;
use leptos::prelude::*;

pub fn take(app: App) -> impl IntoView {
    view! {
        <div class="share">
            <div class="stack">
                <h3>"Link"</h3>
                {link_box(app, "take")}
            </div>
            <div class="stack">
                <h3>"Copy"</h3>
                <div class="saves">
                    {copy(app, "Copy as Markdown", "result, formulas, definitions", |app| {
                        app.sheet.with_untracked(text::markdown)
                    })}
                    {copy(app, "Copy as a table", "for Excel or Sheets, tab separated", |app| {
                        app.sheet.with_untracked(text::tsv)
                    })}
                    {copy(app, "Copy as formulas", "cells that compute, paste anywhere", App::spreadsheet)}
                </div>
            </div>
        </div>
        {link_dialog(app)}
    }
}

fn copy(app: App, label: &'static str, what: &'static str, text: fn(App) -> String) -> impl IntoView {
    view! {
        <div class="save">
            {copy_button(app, "btn", label, move || text(app))}
            <span>{what}</span>
        </div>
    }
}
