//! The result as text to paste elsewhere.

use super::figures::period_name;
use super::{formula, metric_name};
use crate::app::draft::FIELDS;
use crate::app::sheet::{Read, Sheet};
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
    let given = inputs(sheet).map(|(input, value)| (input, Cell::text(value)));
    let mut table = table(sheet, given, |metric, value| {
        let shown = sheet.style.value(&value, metric.unit());
        (metric_name(sheet.basis, metric).into(), Cell::text(shown))
    });
    if let Some(text) = super::gross_text(sheet) {
        table.rows.push(gross("", Cell::text(text)));
    }
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
    let given = FIELDS.into_iter().filter_map(|input| {
        let value = match sheet.field(input).read {
            Read::Amount(amount) => Cell::Money(amount.micros(), 6),
            Read::Count(count) => Cell::Count(count.value()),
            Read::Blank | Read::Faulty => return None,
        };
        Some((input, value))
    });
    let mut table = table(sheet, given, |metric, value| {
        let unit = if metric.unit() == Unit::Percent {
            ", %"
        } else {
            ""
        };
        let name = [metric_name(sheet.basis, metric), unit].concat();
        (name.into(), Cell::Figure(value, metric.unit()))
    });
    if let Ok(range) = sheet.gross {
        let (low, high) = match range.is_point() {
            true => (", %", None),
            false => (", at least, %", Some(range.high)),
        };
        let rows = [(low, Some(range.low)), (", at most, %", high)];
        for (unit, share) in rows {
            let rate = share.map(|share| Cell::Figure(Value::Ratio(share), Unit::Percent));
            table.rows.extend(rate.map(|rate| gross(unit, rate)));
        }
    }
    export::tsv(&table, sheet.style.mark)
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

fn table<'a>(
    sheet: &Sheet,
    inputs: impl Iterator<Item = (Input, Cell<'a>)>,
    figure: impl Fn(Metric, Value) -> (Cow<'a, str>, Cell<'a>),
) -> Table<'a> {
    let mut rows = Vec::new();
    if let Ok(period) = sheet.totals.period {
        let period = Cell::text(period_name(period));
        rows.push(row("period".into(), period, "given"));
    }
    for (input, value) in inputs {
        rows.push(row(super::name(input).into(), value, "given"));
    }
    for metric in Metric::ALL {
        if let Ok(value) = sheet.figure(metric) {
            let (name, value) = figure(metric, value);
            rows.push(row(name, value, formula(sheet.basis, metric)));
        }
    }
    Table::new(&["Figure", "Value", "How"], rows)
}

fn gross<'a>(unit: &str, value: Cell<'a>) -> Vec<Cell<'a>> {
    let name = ["GRR, gross revenue retention", unit].concat();
    row(name.into(), value, "by customer; from totals a range")
}

fn row<'a>(name: Cow<'a, str>, value: Cell<'a>, how: &'static str) -> Vec<Cell<'a>> {
    vec![Cell::Text(name), value, Cell::text(how)]
}

fn inputs(sheet: &Sheet) -> impl Iterator<Item = (Input, String)> + '_ {
    let known = |input: Input| Some((input, super::read_text(sheet, input)?));
    FIELDS.into_iter().filter_map(known)
}
