//! Sentences of what the figures mean together.

use super::figures::period_name;
use super::{fill, gross_text};
use crate::app::sheet::Sheet;
use crate::number::{Compound, Count, Ratio, Unit, Value};
use crate::retention::{Counts, Identity, Input, Metric, Period};
use std::cmp::Ordering;

/// One or two sentences of what it means: first the two kept shares, then the reason.
pub fn verdict(sheet: &Sheet) -> Option<String> {
    let style = sheet.style;
    let share = |metric| match sheet.figure(metric) {
        Ok(value) => Some(style.value(&value, Unit::Percent)),
        Err(_) => None,
    };
    let nrr = share(Metric::Nrr);
    let cr = share(Metric::CustomerRetention);
    match (nrr, cr) {
        (Some(nrr), Some(cr)) => {
            let why = sheet.identity.map_or_else(
                |_| " Nobody stayed.".to_owned(),
                |identity| why_they_differ(sheet, identity),
            );
            Some(fill(
                "You kept {} of customers and {} of revenue.{}",
                [cr, nrr, why],
            ))
        }
        (Some(nrr), None) => {
            let (start, end) = (sheet.start()?, sheet.end_of_start()?);
            Some(fill(
                "You kept {} of revenue: {} at the start became {}.",
                [nrr, style.money(start), style.money_of(end)],
            ))
        }
        (None, Some(cr)) => {
            let (start, stayed) = (sheet.customers_start()?, sheet.stayed()?);
            Some(fill(
                "You kept {} of customers: {} of {} stayed.",
                [cr, style.count(stayed), style.count(start)],
            ))
        }
        (None, None) => None,
    }
}

fn why_they_differ(sheet: &Sheet, identity: Identity) -> String {
    let left = match sheet.lost() {
        None | Some(Count::ZERO) if identity.growth == Ratio::ONE => {
            return " Nobody left, and together they pay the same.".to_owned();
        }
        None | Some(Count::ZERO) => {
            return " Nobody left, so every change is in what they pay.".to_owned();
        }
        Some(lost) if lost.value() == 1 => "the one who left.".to_owned(),
        Some(lost) => fill("the {} who left.", [sheet.style.count(lost)]),
    };
    let change = sheet.style.change(identity.growth);
    let outcome = match identity.growth.cmp(&Ratio::ONE) {
        Ordering::Equal => {
            let same =
                " Those who stayed pay what the average customer did at the start, so the loss is ";
            return same.to_owned() + &left;
        }
        Ordering::Less => "less than the average customer did at the start, on top of ",
        Ordering::Greater => match identity.nrr.cmp(&Ratio::ONE) {
            Ordering::Greater => {
                "more than the average customer did at the start, which outweighs "
            }
            Ordering::Equal => {
                "more than the average customer did at the start, which makes up for "
            }
            Ordering::Less => {
                "more than the average customer did at the start, which does not make up for "
            }
        },
    };
    fill(
        " Those who stayed pay {} {}{}",
        [change, outcome.to_owned(), left],
    )
}

/// The annual line: a bold statement and what to make of it.
pub fn annual(sheet: &Sheet) -> Option<(String, String)> {
    let style = sheet.style;
    let period = sheet.totals.period.ok()?;
    let both = |nrr: Option<String>, cr: Option<String>| match (nrr, cr) {
        (Some(nrr), Some(cr)) => Some(fill("NRR {} and CR {}", [nrr, cr])),
        (Some(nrr), None) => Some(fill("NRR {}", [nrr])),
        (None, Some(cr)) => Some(fill("CR {}", [cr])),
        (None, None) => None,
    };
    if period.months() == 12 {
        let monthly = |metric| {
            let rate = sheet.figure(metric).ok()?.as_ratio()?;
            let year = Compound::new(rate, 12, 1)?;
            Some(style.value(&Value::Compound(year), Unit::Percent))
        };
        let rates = both(monthly(Metric::Nrr), monthly(Metric::CustomerRetention))?;
        return Some((
            "Your period is a year, so these are yearly rates.".to_owned(),
            fill(
                "The same figures in one month would compound to {} a year.",
                [rates],
            ),
        ));
    }
    let yearly = |metric| {
        let value = sheet.figure(metric).ok()?;
        Some(style.value(&value, Unit::Percent))
    };
    let rates = both(
        yearly(Metric::AnnualisedNrr),
        yearly(Metric::AnnualisedCustomerRetention),
    )?;
    let name = super::fields::capital(&period_name(period));
    let estimate = match period {
        Period::MONTH => "if all twelve months went like this one",
        Period::QUARTER => "if all four quarters went like this one",
        Period::HALF_YEAR => "if both half years went like this one",
        _ => "if every period went like this one",
    };
    Some((
        fill("{}, compounded to a year: {}.", [name, rates]),
        fill("An estimate, {}.", [estimate.to_owned()]),
    ))
}

/// A rate that is plausible for a year and rare for the period chosen.
pub fn rare_rate(sheet: &Sheet) -> Option<String> {
    let period = sheet.totals.period.ok()?;
    let yearly = sheet.figure(Metric::AnnualisedNrr).ok()?;
    let nrr = sheet.figure(Metric::Nrr).ok()?.as_ratio()?;
    let rare = Ratio::new(2, 1)?;
    if period.months() >= 12 || yearly.compare(rare) == Ordering::Less {
        return None;
    }
    let rate = sheet.style.percent(nrr);
    let per = match period {
        Period::MONTH => "A monthly ".to_owned(),
        Period::QUARTER => "A quarterly ".to_owned(),
        Period::HALF_YEAR => "A half-yearly ".to_owned(),
        other => fill("Over {}, ", [period_name(other)]),
    };
    Some(fill(
        "*{}{} is rare.* If your numbers cover a whole year, choose Year above.",
        [per, rate],
    ))
}

/// Four counts that disagree: by how much, and both readings of CR.
pub fn counts_warning(sheet: &Sheet) -> Option<(String, String)> {
    let Counts::Disagree(four) = &sheet.counts else {
        return None;
    };
    let style = sheet.style;
    let off = style.whole(four.off.saturating_abs());
    let shown = sheet.figure(Metric::CustomerRetention).ok();
    let shown = shown.map(|cr| style.value(&cr, Unit::Percent));
    let other = four.other_retention.map(|other| style.percent(other));
    let readings = match (shown, other) {
        (Some(shown), Some(other)) => fill(
            "CR is shown from start and lost: {}. From end and new it would be {}.",
            [shown, other],
        ),
        (Some(shown), None) => fill("CR is shown from start and lost: {}.", [shown]),
        (None, Some(other)) => fill("From end and new, CR would be {}.", [other]),
        (None, None) => String::new(),
    };
    let off = fill("One of these four is off by {}.", [off]);
    Some((off, readings))
}

/// The words of a button that mends the counts: "Set end to 230".
pub fn fix_label(input: Input, to: &str) -> String {
    let what = match input {
        Input::CustomersEnd => "end",
        Input::CustomersNew => "new",
        Input::CustomersLost => "lost",
        _ => "start",
    };
    fill("Set {} to {}", [what.to_owned(), to.to_owned()])
}

/// The sentence spoken after a change.
pub fn announcement(sheet: &Sheet) -> String {
    let spoken = |words: String| words.replace('%', " percent");
    let share = |name: &str, metric: Metric| match sheet.figure(metric) {
        Ok(value) => fill(
            "{} {}",
            [
                name.to_owned(),
                spoken(sheet.style.value(&value, metric.unit())),
            ],
        ),
        Err(reason) => {
            let why = super::why(Some(reason), sheet.basis);
            [name, ": ", why.trim_end_matches('.')].concat()
        }
    };
    let gross = gross_text(sheet).map(|text| fill("GRR {}", [spoken(text)]));
    let mut all = vec![
        share("NRR", Metric::Nrr),
        share("CR", Metric::CustomerRetention),
    ];
    all.extend(gross);
    all.join(", ")
}
