//! The result as text to paste elsewhere.

use super::figures::period_name;
use super::{formula, metric_name};
use crate::app::draft::FIELDS;
use crate::app::sheet::{Read, Sheet};
use crate::export::{self, Anchor, Cell, Line, Table};
use crate::number::{Currency, Ratio, Unit, Value};
use crate::retention::Metric;

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
    for input in FIELDS {
        let value = super::read_text(sheet, input);
        contents.extend(value.map(|value| (super::short_name(input), value)));
    }
    for (choice, plain) in sheet.choices.values() {
        let value = super::choices::value(sheet.style, *choice, plain);
        contents.push((super::choices::choice_name(*choice), value));
    }
    contents
}

/// A table for READMEs and posts: inputs, the two figures, and all that follows.
pub fn markdown(sheet: &Sheet) -> String {
    let mut rows = rows(sheet, true);
    for (name, value, how) in super::target::taken(sheet) {
        rows.push([Cell::Text(name.into()), Cell::text(value), Cell::text(how)].into());
    }
    export::markdown(&Table::new(&COLUMNS, rows), sheet.style.mark)
}

/// The same for a spreadsheet: plain numbers, unrounded, rates in percent.
pub fn tsv(sheet: &Sheet) -> String {
    export::tsv(&Table::new(&COLUMNS, rows(sheet, false)), sheet.style.mark)
}

const COLUMNS: [&str; 3] = ["Figure", "Value", "How"];

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

fn rows(sheet: &Sheet, in_words: bool) -> Vec<Vec<Cell<'static>>> {
    let mut rows = Vec::new();
    let mut push = |name: &str, unit: &str, value: Cell<'static>, how: &'static str| {
        let name = Cell::text([name, unit].concat());
        rows.push(vec![name, value, Cell::text(how)]);
    };
    if let Ok(period) = sheet.totals.period {
        push("period", "", Cell::text(period_name(period)), "given");
    }
    for input in FIELDS {
        let value = match (super::read_text(sheet, input), sheet.field(input).read) {
            (Some(text), _) if in_words => Cell::text(text),
            (_, Read::Amount(amount)) => Cell::Money(amount.micros(), 6),
            (_, Read::Count(count)) => Cell::Count(count.value()),
            _ => continue,
        };
        push(super::name(input), "", value, "given");
    }
    for metric in Metric::ALL {
        let Ok(value) = sheet.figure(metric) else {
            continue;
        };
        let (name, unit) = (metric_name(sheet.basis, metric), metric.unit());
        match (in_words, unit) {
            (true, _) => {
                let value = Cell::text(sheet.style.value(&value, unit));
                push(name, "", value, formula(metric));
            }
            (false, Unit::Percent) => push(name, ", %", Cell::Figure(value, unit), formula(metric)),
            (false, _) => push(name, "", Cell::Figure(value, unit), formula(metric)),
        }
    }
    let (name, how) = (
        "GRR, gross revenue retention",
        "by customer; from totals a range",
    );
    match (super::gross_text(sheet), sheet.gross) {
        (Some(text), _) if in_words => push(name, "", Cell::text(text), how),
        (_, Ok(range)) if range.is_point() => push(name, ", %", rate(range.low), how),
        (_, Ok(range)) => {
            push(name, ", at least, %", rate(range.low), how);
            push(name, ", at most, %", rate(range.high), how);
        }
        _ => {}
    }
    rows
}

fn rate(share: Ratio) -> Cell<'static> {
    Cell::Figure(Value::Ratio(share), Unit::Percent)
}
