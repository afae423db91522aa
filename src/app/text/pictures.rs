//! What stands beneath a picture that leaves the page, and on the report.

use super::{fill, gross_text};
use crate::app::sheet::{Basis, Sheet};
use crate::number::Unit;
use crate::retention::Metric;

/// The figures, and what they are.
pub fn notes(sheet: &Sheet) -> Vec<String> {
    let share = |name: &str, metric| {
        let value = sheet.figure(metric).ok()?;
        Some(fill(
            "{} {}",
            [name.to_owned(), sheet.style.value(&value, Unit::Percent)],
        ))
    };
    let figures = [
        share("NRR", Metric::Nrr),
        share("CR", Metric::CustomerRetention),
        gross_text(sheet).map(|gross| fill("GRR {}", [gross])),
    ];
    let figures: Vec<String> = figures.into_iter().flatten().collect();
    let figures = fill("{} ({}).", [figures.join(", "), subject(sheet)]);
    vec![figures, DEFINITIONS.to_owned()]
}

/// What the numbers cover: "one year, USD $".
pub fn subject(sheet: &Sheet) -> String {
    match sheet.basis {
        Basis::List { span: Some(_), .. } => {
            let span = super::figure_subject(Metric::Nrr, sheet);
            fill("{}, {}", [span, sheet.style.currency.code().to_owned()])
        }
        _ => super::embed::subject(sheet),
    }
}

/// The definitions behind the figures that are shown.
pub fn definitions(sheet: &Sheet) -> Vec<String> {
    let gross = match sheet.basis {
        Basis::List { exact: true, .. } => {
            "GRR = what the customers of the start pay at the end, none of them counted above its start, ÷ start."
        }
        _ => {
            "GRR is at least (start − contraction − churned) ÷ start and at most the smaller of NRR and 100%: totals do not show who grew before shrinking."
        }
    };
    vec![
        DEFINITIONS.to_owned(),
        gross.to_owned(),
        "Revenue per customer = NRR ÷ CR. New customers count in none of these. Computed exactly, rounded once.".to_owned(),
    ]
}

pub(super) const DEFINITIONS: &str = "NRR = (start + expansion − contraction − churned) ÷ start, CR = (start − lost) ÷ start: both about the customers of the start.";
