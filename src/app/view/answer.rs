//! Everything computed: the two figures as equals, and why they differ.

use super::parts::{copy_button, icon, rich};
use super::{rectangle, ruler};
use crate::app::sheet::Sheet;
use crate::app::state::App;
use crate::app::text;
use crate::number::{Unit, Value};
use crate::retention::{Input, Metric, Reason};
use leptos::prelude::*;

pub fn answer(app: App) -> impl IntoView {
    view! {
        <div class="answer" role="region" aria-labelledby="result-h">
            <h2 class="vh" id="result-h">"Result"</h2>
            {notices(app)}
            <div class="figures">
                {figure(app, Metric::Nrr, "figure figure-nrr", "NRR", text::nrr_note)}
                {figure(app, Metric::CustomerRetention, "figure figure-cr", "CR", text::cr_note)}
            </div>
            {ruler::ruler(app)}
            {gross(app)}
            {identity(app)}
            {verdict(app)}
            {worked(app)}
        </div>
    }
}

/// The two figures again, stuck to the bottom edge on a phone. The announcer speaks instead.
pub fn result_bar(app: App) -> impl IntoView {
    let share = move |metric| {
        app.sheet.with(|sheet| match sheet.figure(metric) {
            Ok(value) => sheet.style.value(&value, Unit::Percent),
            Err(_) => "—".to_owned(),
        })
    };
    let gross = move || {
        app.sheet.with(|sheet| {
            text::gross_text(sheet).map_or_else(|| "—".to_owned(), |text| text.replace("at least", "≥"))
        })
    };
    view! {
        <div class="resultbar" aria-hidden="true">
            <span>"NRR "<b>{move || share(Metric::Nrr)}</b></span>
            <span>"CR "<b>{move || share(Metric::CustomerRetention)}</b></span>
            <span>"GRR "<b>{gross}</b></span>
        </div>
    }
}

/// What a link could not be read as, until the reader takes it away.
fn notices(app: App) -> impl IntoView {
    move || {
        let notices = app.notices.get();
        (!notices.is_empty()).then(|| {
            let lines = notices.into_iter().map(|words| view! { <p>{words}</p> });
            view! {
                <div class="note note-warn" role="alert">
                    {icon("warn")}
                    <div>{lines.collect_view()}</div>
                    <button
                        class="btn btn-quiet"
                        type="button"
                        on:click=move |_| app.notices.set(Vec::new())
                    >
                        "Close"
                    </button>
                </div>
            }
        })
    }
}

fn figure(
    app: App,
    metric: Metric,
    class: &'static str,
    name: &'static str,
    note: fn(&Sheet) -> String,
) -> impl IntoView {
    let value = Memo::new(move |_| app.sheet.with(|sheet| sheet.figure(metric)));
    let shown = Memo::new(move |_| {
        app.sheet.with(|sheet| match sheet.figure(metric) {
            Ok(value) => sheet.style.value(&value, Unit::Percent),
            Err(reason) => text::reason_short(reason).to_owned(),
        })
    });
    let in_words = move || {
        value.with(|value| {
            matches!(value, Err(Reason::ZeroStart | Reason::ZeroCustomersStart))
        })
    };
    let note = Memo::new(move |_| app.sheet.with(note));
    let inputs = match metric {
        Metric::Nrr => "start expansion contraction churn",
        _ => "customers_start customers_lost",
    };
    view! {
        <div class=class class:figure-empty=move || value.with(|value| value.is_err())>
            <h3 class="figure-name">
                {name}
                " "
                <span>{move || app.sheet.with(|sheet| text::figure_subject(metric, sheet))}</span>
            </h3>
            <output class="figure-value" class:figure-words=in_words for=inputs>
                <data
                    data-metric=metric.id()
                    value=move || value.with(|value| value.map(|value| value.digits(Unit::Percent, 18)).ok())
                    data-reason=move || value.with(|value| value.err().map(|reason| reason.id()))
                >
                    {move || shown.with(|shown| shown.trim_end_matches('%').to_owned())}
                    <span class="unit">
                        {move || shown.with(|shown| if shown.ends_with('%') { "%" } else { "" })}
                    </span>
                </data>
            </output>
            <p class="figure-note">{move || rich(note.get())}</p>
        </div>
    }
}

fn gross(app: App) -> impl IntoView {
    let exact = move || {
        app.sheet.with(|sheet| match sheet.gross {
            Ok(range) if range.is_point() => Ok(range.low),
            Ok(_) => Err("range".to_owned()),
            Err(reason) => Err(reason.id()),
        })
    };
    let is_range = Memo::new(move |_| {
        app.sheet.with(|sheet| sheet.gross.is_ok_and(|range| !range.is_point()))
    });
    view! {
        <div class="grr">
            <div class="grr-line">
                <span class="grr-name">"GRR"</span>
                " "
                <output class="grr-value" for="start contraction churn">
                    <data
                        data-metric="grr"
                        value=move || exact().ok().map(|share| Value::Ratio(share).digits(Unit::Percent, 18))
                        data-reason=move || exact().err()
                    >
                        {move || {
                            app.sheet.with(|sheet| {
                                text::gross_text(sheet).unwrap_or_else(|| "—".to_owned())
                            })
                        }}
                    </data>
                </output>
                " "
                <span>{move || app.sheet.with(text::gross_note)}</span>
            </div>
            <Show when=move || is_range.get()>
                <details class="more">
                    <summary>"Why a range?"</summary>
                    <p class="measure">
                        "If a customer grew and later shrank or left, part of that loss was never there at the start. Totals cannot show it. "
                        {move || app.sheet.with(text::gross_exact_if)}
                    </p>
                </details>
            </Show>
        </div>
    }
}

fn identity(app: App) -> impl IntoView {
    let known = Memo::new(move |_| app.sheet.with(|sheet| sheet.identity.ok()));
    move || {
        known.get().map(|identity| {
            let style = app.sheet.with(|sheet| sheet.style);
            let term = move |class: &'static str, share, name: &'static str| {
                view! { <span class=class>{style.percent(share)}<small>{name}</small></span> }
            };
            let (label, words, inside) = app.sheet.with(|sheet| {
                (
                    text::equation_label(sheet, identity),
                    text::identity_text(sheet, identity),
                    sheet.leavers.ok().map(|leavers| text::inside_growth(sheet, identity, leavers)),
                )
            });
            let inside = inside.map(|words| {
                let summary = ["What is inside ", &style.percent(identity.growth), "?"].concat();
                view! {
                    <details class="more">
                        <summary>{summary}</summary>
                        <p class="measure">{rich(words)}</p>
                    </details>
                }
            });
            view! {
                <div class="identity">
                    {rectangle::rectangle(identity, style)}
                    <div class="identity-text">
                        <h3>"Why the two differ"</h3>
                        <p class="eq" role="math" aria-label=label>
                            {term("eq-term eq-nrr", identity.nrr, "NRR")}
                            <span class="eq-part">
                                <span class="eq-op">"="</span>
                                {term("eq-term eq-cr", identity.customer_retention, "CR")}
                            </span>
                            <span class="eq-part">
                                <span class="eq-op">"×"</span>
                                {term("eq-term eq-rpc", identity.growth, "revenue per customer")}
                            </span>
                        </p>
                        <p>{rich(words)}</p>
                        <p class="caption">
                            "Dashed square: the start. Filled shape: now. Width is CR, height is revenue per customer, area is NRR."
                        </p>
                        {inside}
                    </div>
                </div>
            }
        })
    }
}

fn verdict(app: App) -> impl IntoView {
    let words = Memo::new(move |_| app.sheet.with(text::verdict));
    view! {
        <Show when=move || words.with(Option::is_some)>
            <div class="verdict">
                <p id="verdict">{move || words.get()}</p>
                <div class="stack">
                    {copy_button(app, "btn", "Copy sentence", move || words.get_untracked().unwrap_or_default())}
                    <button class="btn" type="button" on:click=move |_| app.open_link_dialog()>
                        {icon("out")}
                        "Copy link"
                    </button>
                </div>
            </div>
        </Show>
    }
}

/// The formulas with the reader's numbers, step by step.
fn worked(app: App) -> impl IntoView {
    let steps = Memo::new(move |_| {
        app.sheet.with(|sheet| (text::nrr_steps(sheet), text::cr_steps(sheet)))
    });
    let annual = Memo::new(move |_| app.sheet.with(|sheet| (text::annual(sheet), text::rare_rate(sheet))));
    view! {
        <div class="worked">
            {move || {
                let (nrr, cr) = steps.get();
                [
                    nrr.map(|steps| formula("NRR, with your numbers", steps, "res num-rev").into_any()),
                    cr.map(|steps| formula("CR, with your numbers", steps, "res num-cust").into_any()),
                ]
                    .into_iter()
                    .flatten()
                    .collect_view()
            }}
            <Show when=move || steps.with(|(nrr, cr)| nrr.is_some() || cr.is_some())>
                <p class="worked-copy">
                    {copy_button(app, "btn btn-quiet", "Copy as spreadsheet formulas", move || app.spreadsheet())}
                </p>
            </Show>
            {move || {
                let (annual, rare) = annual.get();
                view! {
                    {annual.map(|(bold, rest)| {
                        view! { <p class="annual"><b>{bold}</b>" "<span>{rest}</span></p> }
                    })}
                    {rare.map(|words| {
                        view! {
                            <div class="note note-warn">
                                {icon("warn")}
                                <p>{rich(words)}</p>
                            </div>
                        }
                    })}
                }
            }}
        </div>
    }
}

fn formula(title: &'static str, steps: text::Steps, class: &'static str) -> impl IntoView {
    let terms = steps.terms.into_iter().map(|(input, term)| {
        let class = match input {
            Some(Input::Expansion) => "plus",
            Some(Input::Contraction) => "down",
            Some(Input::Churn | Input::CustomersLost) => "gone",
            _ => "",
        };
        view! { <span class=class>{term}" "</span> }
    });
    view! {
        <div class="stack">
            <h3>{title}</h3>
            <p class="formula">
                <span class="frac"><span>{terms.collect_view()}</span><span>{steps.under.clone()}</span></span>
                " "
                <span>"="</span>
                " "
                <span class="frac"><span>{steps.sum}</span><span>{steps.under}</span></span>
                " "
                <span>"="</span>
                " "
                <span class=class>{steps.result}</span>
            </p>
        </div>
    }
}
