//! The further figures in a compact table.

use crate::app::state::App;
use crate::app::text;
use crate::retention::Metric;
use leptos::prelude::*;

pub fn every_figure(app: App) -> impl IntoView {
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Every figure">
            <table class="table every">
                <thead>
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col" class="text wide-only">"How"</th>
                    </tr>
                </thead>
                <tbody>{text::TABLE.map(|metric| row(app, metric)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(app: App, metric: Metric) -> impl IntoView {
    let figure = Memo::new(move |_| app.sheet.with(|sheet| (sheet.figure(metric), sheet.style)));
    let shown = move || {
        figure.with(|(figure, style)| match figure {
            Ok(value) => style.value(value, metric.unit()),
            Err(_) => "—".to_owned(),
        })
    };
    let why = move || figure.with(|(figure, _)| figure.err().map(text::reason));
    view! {
        <tr>
            <th scope="row" class="text">
                {text::metric_name(metric)}
                {move || why().map(|why| view! { <span class="sub">{why}</span> })}
            </th>
            <td>
                <data
                    data-metric=metric.id()
                    value=move || figure.with(|(figure, _)| figure.map(|value| value.digits(metric.unit(), 18)).ok())
                    data-reason=move || figure.with(|(figure, _)| figure.err().map(|reason| reason.id()))
                >
                    {shown}
                </data>
            </td>
            <td class="text wide-only dim">{text::formula(metric)}</td>
        </tr>
    }
}
