//! Words of the embedded calculator, where room is short.

use super::figures::period_name;
use super::{cr_note, gross_text, identity_opener, nrr_note, verdict};
use crate::app::sheet::Sheet;
use crate::number::{Currency, Ratio};
use crate::retention::{Identity, Metric};
use std::cmp::Ordering;

/// What the numbers are: "one year, USD $".
pub fn subject(sheet: &Sheet) -> String {
    let period = sheet.totals.period.ok().map(|period| {
        let name = period_name(period);
        let one = if period.name().is_some() { "one " } else { "" };
        [one, &name].concat()
    });
    let currency = sheet.style.currency;
    let (code, sign) = (currency.code(), currency.symbol());
    let money = match currency {
        Currency::NONE => None,
        _ if code == sign => Some(code.to_owned()),
        _ => Some([code, " ", sign].concat()),
    };
    let parts: Vec<String> = period.into_iter().chain(money).collect();
    parts.join(", ")
}

/// "500,000 became *550,000*", or what is missing.
pub fn short_nrr_note(sheet: &Sheet) -> String {
    let known = sheet.figure(Metric::Nrr).ok();
    match known.and_then(|_| Some((sheet.start()?, sheet.end_of_start()?))) {
        Some((start, end)) => {
            let (start, end) = (sheet.style.amount(start), sheet.style.plain_money(end));
            [&start, " became *", &end, "*"].concat()
        }
        None => nrr_note(sheet),
    }
}

/// "*180* of 200 stayed", or what is missing.
pub fn short_cr_note(sheet: &Sheet) -> String {
    let known = sheet.figure(Metric::CustomerRetention).ok();
    match known.and_then(|_| Some((sheet.customers_start()?, sheet.stayed()?))) {
        Some((start, stayed)) => {
            let (start, stayed) = (sheet.style.count(start), sheet.style.count(stayed));
            ["*", &stayed, "* of ", &start, " stayed"].concat()
        }
        None => cr_note(sheet),
    }
}

/// What happened, and the figure that has no place of its own. Nothing without any figure.
pub fn sentence(sheet: &Sheet) -> String {
    let what = match sheet.identity {
        Ok(identity) => Some(happened(sheet, identity)),
        Err(_) => verdict(sheet),
    };
    let gross = gross_text(sheet).map(|gross| ["GRR is ", &gross, "."].concat());
    let words: Vec<String> = what.into_iter().chain(gross).collect();
    words.join(" ")
}

fn happened(sheet: &Sheet, identity: Identity) -> String {
    let direction = match identity.growth.cmp(&Ratio::ONE) {
        Ordering::Equal => return identity_opener(identity).to_owned(),
        Ordering::Greater => " more each.",
        Ordering::Less => " less each.",
    };
    let all = identity.customer_retention == Ratio::ONE;
    let who = if all {
        "All customers stayed, paying "
    } else {
        "Fewer customers, paying "
    };
    [who, &sheet.style.change(identity.growth), direction].concat()
}
