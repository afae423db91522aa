//! Formulas with the reader's numbers, and the labels of the ruler.

use super::fill;
use crate::app::sheet::Sheet;
use crate::number::{Amount, Count, Unit};
use crate::retention::{Input, Metric};

/// A formula with the reader's numbers: terms over a base, their sum over the base, the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Each term with its sign, and the input it comes from.
    pub terms: Vec<(Option<Input>, String)>,
    pub sum: String,
    pub under: String,
    pub result: String,
}

pub fn nrr_steps(sheet: &Sheet) -> Option<Steps> {
    let style = sheet.style;
    let totals = &sheet.totals;
    let result = sheet.figure(Metric::Nrr).ok()?;
    let start = sheet.start()?;
    let signed = |input, sign: &str, amount: Option<Amount>| {
        Some((Some(input), [sign, &style.amount(amount?)].concat()))
    };
    Some(Steps {
        terms: vec![
            (None, style.amount(start)),
            signed(Input::Expansion, "+ ", totals.expansion.ok()?)?,
            signed(Input::Contraction, "− ", totals.contraction.ok()?)?,
            signed(Input::Churn, "− ", totals.churned.ok()?)?,
        ],
        sum: style.plain_money(sheet.end_of_start()?),
        under: style.amount(start),
        result: style.value(&result, Unit::Percent),
    })
}

/// From the end where it is known, since that is how the formula is usually stated.
pub fn cr_steps(sheet: &Sheet) -> Option<Steps> {
    let style = sheet.style;
    let result = sheet.figure(Metric::CustomerRetention).ok()?;
    let (start, stayed) = (sheet.customers_start()?, sheet.stayed()?);
    let minus = |input, count: Count| (Some(input), fill("− {}", [style.count(count)]));
    let terms = match sheet.end_and_arrivals() {
        Some((end, new, returned)) => {
            let mut terms = vec![
                (None, style.count(end)),
                (Some(Input::CustomersNew), fill("− {}", [style.count(new)])),
            ];
            terms.extend(returned.map(|count| minus(Input::CustomersReturned, count)));
            terms
        }
        None => vec![
            (None, style.count(start)),
            minus(Input::CustomersLost, sheet.lost()?),
        ],
    };
    Some(Steps {
        terms,
        sum: style.count(stayed),
        under: style.count(start),
        result: style.value(&result, Unit::Percent),
    })
}

/// The labels on the ruler and its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulerLabels {
    pub nrr: Option<String>,
    pub customer_retention: Option<String>,
    pub gross: Option<String>,
    pub description: String,
}

pub fn ruler_labels(sheet: &Sheet) -> RulerLabels {
    let style = sheet.style;
    let share = |name: &str, metric| {
        let value = sheet.figure(metric).ok()?;
        Some(fill(
            "{} {}",
            [name.to_owned(), style.value(&value, Unit::Percent)],
        ))
    };
    let nrr = share("NRR", Metric::Nrr);
    let customer_retention = share("CR", Metric::CustomerRetention);
    let gross = sheet.gross.ok().map(|range| {
        let low = style.percent(range.low);
        if range.is_point() {
            fill("GRR {}", [low])
        } else {
            let high = style.percent(range.high);
            fill("GRR {}–{}", [low.trim_end_matches('%').to_owned(), high])
        }
    });
    let known = [&nrr, &gross, &customer_retention]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let description = fill("{}. 100% means nothing lost and nothing gained.", [known]);
    RulerLabels {
        nrr,
        customer_retention,
        gross,
        description,
    }
}
