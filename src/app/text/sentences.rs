//! Sentences of what the figures mean together.

use super::figures::period_name;
use super::gross_text;
use crate::app::sheet::Sheet;
use crate::number::{Compound, Count, Ratio, Unit, Value};
use crate::retention::{Counts, Identity, Input, Leavers, Metric, Period};
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
            Some(
                [
                    "You kept ",
                    &cr,
                    " of customers and ",
                    &nrr,
                    " of revenue.",
                    &why,
                ]
                .concat(),
            )
        }
        (Some(nrr), None) => {
            let (start, end) = (sheet.start()?, sheet.end_of_start()?);
            Some(
                [
                    "You kept ",
                    &nrr,
                    " of revenue: ",
                    &style.money(start),
                    " at the start became ",
                    &style.money_of(end),
                    ".",
                ]
                .concat(),
            )
        }
        (None, Some(cr)) => {
            let (start, stayed) = (sheet.customers_start()?, sheet.stayed()?);
            Some(
                [
                    "You kept ",
                    &cr,
                    " of customers: ",
                    &style.count(stayed),
                    " of ",
                    &style.count(start),
                    " stayed.",
                ]
                .concat(),
            )
        }
        (None, None) => None,
    }
}

fn why_they_differ(sheet: &Sheet, identity: Identity) -> String {
    let style = sheet.style;
    let lost = sheet.lost().map_or(0, |count| count.value());
    if lost == 0 {
        return " Nobody left, so every change is in what they pay.".to_owned();
    }
    let left = match lost {
        1 => "the one who left".to_owned(),
        _ => {
            let count = sheet
                .lost()
                .map_or_else(String::new, |count| style.count(count));
            ["the ", &count, " who left"].concat()
        }
    };
    let change = style.change(identity.growth);
    let (first, second) = if identity.growth == Ratio::ONE {
        (
            " Those who stayed pay what the average customer did at the start, so the loss is ",
            "",
        )
    } else if identity.growth < Ratio::ONE {
        (
            " less than the average customer did at the start, on top of ",
            " Those who stayed pay ",
        )
    } else if identity.nrr >= Ratio::ONE {
        (
            " more than the average customer did at the start, which outweighs ",
            " Those who stayed pay ",
        )
    } else {
        (
            " more than the average customer did at the start, which does not make up for ",
            " Those who stayed pay ",
        )
    };
    if second.is_empty() {
        [first, &left, "."].concat()
    } else {
        [second, &change, first, &left, "."].concat()
    }
}

/// The sentence above the averages: what happened, by case.
pub fn identity_opener(identity: Identity) -> &'static str {
    let all_stayed = identity.customer_retention == Ratio::ONE;
    let growth = identity.growth.cmp(&Ratio::ONE);
    match (all_stayed, growth) {
        (true, Ordering::Greater) => "All customers stayed and pay more.",
        (true, Ordering::Less) => "All customers stayed and pay less.",
        (true, Ordering::Equal) => "All customers stayed and pay the same.",
        (false, Ordering::Greater) => "Fewer customers, paying more each.",
        (false, Ordering::Less) => "Fewer customers, each paying less.",
        (false, Ordering::Equal) => "Fewer customers, each paying the same.",
    }
}

/// The averages behind the picture.
pub fn identity_text(sheet: &Sheet, identity: Identity) -> String {
    let style = sheet.style;
    let count = |count: Option<Count>| count.map_or_else(String::new, |count| style.count(count));
    [
        identity_opener(identity),
        " The *",
        &count(sheet.stayed()),
        "* who stayed average *",
        &style.average(identity.retained_arpa),
        "*. All *",
        &count(sheet.customers_start()),
        "* averaged *",
        &style.average(identity.arpa_start),
        "* at the start.",
    ]
    .concat()
}

/// "110.0% = 90.0% times 122.2%", for those who hear it.
pub fn equation_label(sheet: &Sheet, identity: Identity) -> String {
    let style = sheet.style;
    [
        "NRR ",
        &style.percent(identity.nrr),
        " equals CR ",
        &style.percent(identity.customer_retention),
        " times revenue per customer ",
        &style.percent(identity.growth),
    ]
    .concat()
}

/// Who stayed, times how they grew.
pub fn inside_growth(sheet: &Sheet, identity: Identity, leavers: Leavers) -> String {
    let style = sheet.style;
    let lost = sheet
        .lost()
        .map_or_else(String::new, |count| style.count(count));
    let size = match leavers.size.cmp(&Ratio::ONE) {
        Ordering::Less => "smaller than average",
        Ordering::Greater => "larger than average",
        Ordering::Equal => "of average size",
    };
    let grew = if leavers.grew < Ratio::ONE {
        " They then shrank by "
    } else {
        " They then grew by "
    };
    [
        "*",
        &style.percent(identity.growth),
        " = ",
        &style.percent(leavers.mix),
        " × ",
        &style.percent(leavers.grew),
        ".* The ",
        &lost,
        " who left were ",
        size,
        " (",
        &style.average(leavers.average),
        " each), so those who stayed already averaged ",
        &style.average(leavers.stayers_start),
        ", which is ",
        &style.percent(leavers.mix),
        " of ",
        &style.average(identity.arpa_start),
        ".",
        grew,
        &style.change(leavers.grew),
        " to ",
        &style.average(identity.retained_arpa),
        ".",
    ]
    .concat()
}

/// The annual line: a bold statement and what to make of it.
pub fn annual(sheet: &Sheet) -> Option<(String, String)> {
    let style = sheet.style;
    let period = sheet.totals.period.ok()?;
    let both = |nrr: Option<String>, cr: Option<String>| match (nrr, cr) {
        (Some(nrr), Some(cr)) => Some(["NRR ", &nrr, " and CR ", &cr].concat()),
        (Some(nrr), None) => Some(["NRR ", &nrr].concat()),
        (None, Some(cr)) => Some(["CR ", &cr].concat()),
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
            [
                "The same figures in one month would compound to ",
                &rates,
                " a year.",
            ]
            .concat(),
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
        [&name, ", compounded to a year: ", &rates, "."].concat(),
        ["An estimate, ", estimate, "."].concat(),
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
        other => ["Over ", &period_name(other), ", "].concat(),
    };
    Some(
        [
            "*",
            &per,
            &rate,
            " is rare.* If your numbers cover a whole year, choose Year above.",
        ]
        .concat(),
    )
}

/// Four counts that disagree: by how much, and both readings of CR.
pub fn counts_warning(sheet: &Sheet) -> Option<(String, String)> {
    let Counts::Disagree(four) = &sheet.counts else {
        return None;
    };
    let style = sheet.style;
    let off = style.whole(four.off.saturating_abs());
    let shown = sheet.figure(Metric::CustomerRetention).map_or_else(
        |_| String::new(),
        |cr| {
            [
                "CR is shown from start and lost: ",
                &style.value(&cr, Unit::Percent),
                ".",
            ]
            .concat()
        },
    );
    let other = four.other_retention.map_or_else(String::new, |other| {
        [" From end and new it would be ", &style.percent(other), "."].concat()
    });
    Some((
        ["One of these four is off by ", &off, "."].concat(),
        shown + &other,
    ))
}

/// The words of a button that mends the counts: "Set end to 230".
pub fn fix_label(input: Input, to: &str) -> String {
    let what = match input {
        Input::CustomersEnd => "end",
        Input::CustomersNew => "new",
        Input::CustomersLost => "lost",
        _ => "start",
    };
    ["Set ", what, " to ", to].concat()
}

/// The sentence spoken after a change.
pub fn announcement(sheet: &Sheet) -> String {
    let style = sheet.style;
    let spoken = |name: &str, metric| match sheet.figure(metric) {
        Ok(value) => [
            name,
            " ",
            &style.value(&value, Unit::Percent).replace('%', " percent"),
        ]
        .concat(),
        Err(reason) => [name, ": ", &super::reason(reason)].concat(),
    };
    let gross = gross_text(sheet).map_or_else(String::new, |text| {
        [", GRR ", &text.replace('%', " percent")].concat()
    });
    [
        &spoken("NRR", Metric::Nrr),
        ", ",
        &spoken("CR", Metric::CustomerRetention),
        &gross,
    ]
    .concat()
}
