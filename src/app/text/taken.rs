//! The result as text to paste elsewhere.

use super::figures::period_name;
use super::{TABLE, formula, metric_name};
use crate::app::draft::FIELDS;
use crate::app::sheet::Sheet;
use crate::export;
use crate::number::Currency;
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
    contents.extend(inputs(sheet));
    contents
}

/// A table for READMEs and posts: inputs, the two figures, and all that follows.
pub fn markdown(sheet: &Sheet) -> String {
    export::markdown::table(&["Figure", "Value", "How"], &rows(sheet))
}

/// The same for a spreadsheet, which takes nothing but a hyphen for a minus.
pub fn tsv(sheet: &Sheet) -> String {
    let mut rows = rows(sheet);
    for value in rows.iter_mut().filter_map(|row| row.get_mut(1)) {
        *value = value.replace('\u{2212}', "-");
    }
    export::tsv::table(&["Figure", "Value", "How"], &rows)
}

/// Cells that compute, for A1 of an empty sheet.
pub fn formulas(sheet: &Sheet) -> String {
    export::spreadsheet::formulas(&sheet.totals, sheet.style.mark)
}

fn rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let given = link_contents(sheet)
        .into_iter()
        .map(|(name, value)| vec![name.to_owned(), value, "given".to_owned()]);
    let figures = [Metric::Nrr, Metric::CustomerRetention]
        .into_iter()
        .chain(TABLE)
        .filter_map(|metric| {
            let value = sheet.figure(metric).ok()?;
            Some(vec![
                metric_name(metric).to_owned(),
                sheet.style.value(&value, metric.unit()),
                formula(metric).to_owned(),
            ])
        });
    let gross = super::gross_text(sheet).map(|text| {
        vec![
            "GRR, gross revenue retention".to_owned(),
            text,
            "by customer; from totals a range".to_owned(),
        ]
    });
    given.chain(figures).chain(gross).collect()
}

fn inputs(sheet: &Sheet) -> impl Iterator<Item = (&'static str, String)> + '_ {
    FIELDS
        .into_iter()
        .filter_map(|input| Some((super::name(input), super::read_text(sheet, input)?)))
}
