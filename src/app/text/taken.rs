//! The result as text to paste elsewhere.

use super::figures::period_name;
use super::{formula, metric_name};
use crate::app::draft::FIELDS;
use crate::app::sheet::Sheet;
use crate::export::{self, Anchor, Cell, Line, Table};
use crate::number::{Currency, Unit, Value};
use crate::retention::{Input, Metric};
use std::borrow::Cow;

/// What a link carries, name and value, as listed beneath it.
pub fn link_contents(sheet: &Sheet) -> Vec<(&'static str, String)> {
    let currency = match sheet.style.currency {
        Currency::NONE => "none",
        other => other.code(),
    };
    let mut contents = vec![("currency", currency.to_owned())];
    if let Ok(period) = sheet.totals.period {
        contents.push(("period", period_name(period)));
    }
    for (input, value) in inputs(sheet) {
        contents.push((super::short_name(input), value));
    }
    for (choice, plain) in sheet.choices.values() {
        let value = super::choices::value(sheet.style, *choice, plain);
        contents.push((super::choices::choice_name(*choice), value));
    }
    contents
}

/// A table for READMEs and posts: inputs, the two figures, and all that follows.
pub fn markdown(sheet: &Sheet) -> String {
    let table = table(sheet, |metric, value| {
        let shown = sheet.style.value(&value, metric.unit());
        row(
            metric_name(metric).into(),
            Cell::text(shown),
            formula(metric),
        )
    });
    let mut table = table;
    for (name, value, how) in super::target::taken(sheet) {
        table.rows.push(vec![
            Cell::Text(name.into()),
            Cell::text(value),
            Cell::text(how),
        ]);
    }
    export::markdown(&table, sheet.style.mark)
}

/// The same for a spreadsheet: numbers unrounded, rates in percent.
pub fn tsv(sheet: &Sheet) -> String {
    let table = table(sheet, |metric, value| {
        let unit = if metric.unit() == Unit::Percent {
            ", %"
        } else {
            ""
        };
        let name = [metric_name(metric), unit].concat();
        row(
            name.into(),
            Cell::Figure(value, metric.unit()),
            formula(metric),
        )
    });
    export::tsv(&table)
}

/// Cells that compute, for A1 of an empty sheet.
pub fn formulas(sheet: &Sheet) -> String {
    export::formulas(
        &sheet.totals,
        Anchor::A1,
        sheet.style.mark,
        |line| match line {
            Line::Given(input) => super::name(input),
            Line::Retained => "revenue at the end, same customers",
            Line::Nrr => "NRR",
            Line::GrrByMovements => "GRR by movements",
            Line::CustomersKept => "customers who stayed",
            Line::CustomerRetention => "CR",
            Line::Growth => "revenue per customer, NRR ÷ CR",
        },
    )
}

fn table<'a>(sheet: &Sheet, figure: impl Fn(Metric, Value) -> Vec<Cell<'a>>) -> Table<'a> {
    let given = |name: &'static str, value| row(name.into(), Cell::text(value), "given");
    let mut rows = Vec::new();
    if let Ok(period) = sheet.totals.period {
        rows.push(given("period", period_name(period)));
    }
    for (input, value) in inputs(sheet) {
        rows.push(given(super::name(input), value));
    }
    for metric in Metric::ALL {
        if let Ok(value) = sheet.figure(metric) {
            rows.push(figure(metric, value));
        }
    }
    if let Some(text) = super::gross_text(sheet) {
        let how = "by customer; from totals a range";
        rows.push(row(
            "GRR, gross revenue retention".into(),
            Cell::text(text),
            how,
        ));
    }
    Table::new(&["Figure", "Value", "How"], rows)
}

fn row<'a>(name: Cow<'a, str>, value: Cell<'a>, how: &'static str) -> Vec<Cell<'a>> {
    vec![Cell::Text(name), value, Cell::text(how)]
}

fn inputs(sheet: &Sheet) -> Vec<(Input, String)> {
    let known = |input: Input| Some((input, super::read_text(sheet, input)?));
    FIELDS.into_iter().filter_map(known).collect()
}
