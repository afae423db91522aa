//! The words of early warnings: why an account is listed, and what the list says as a whole.

use super::list::month;
use super::tables::number;
use super::{Style, counted, fill};
use crate::accounts::Signal;
use crate::app::list::List;
use crate::export::Cell;
use crate::import::Day;
use crate::insight::warnings::{Reason, Reasons, Warnings};
use crate::number::Ratio;

/// All reasons of an account, one after another.
pub fn reasons(list: &List, reasons: &Reasons, style: Style) -> String {
    let all = reasons.iter().flatten();
    let all: Vec<String> = all.map(|reason| why(list, reason, style)).collect();
    all.join("; ")
}

fn why(list: &List, reason: &Reason, style: Style) -> String {
    match reason {
        Reason::Contracted { less, since } => {
            let since = match list.read.is_snapshot() {
                true => "at the start".to_owned(),
                false => fill("in {}", [month(*since)]),
            };
            fill("pays {} less than {}", [style.percent(*less), since])
        }
        Reason::ContractedTwice => "went down twice in a row".to_owned(),
        Reason::AgainstSegment { less, segment } => {
            let ledger = list.read.ledger();
            let name = ledger.map_or("", |ledger| ledger.segment_names().name(*segment));
            let less = style.percent(*less);
            fill("{} below its start while {} is up", [less, name.to_owned()])
        }
        Reason::UsageDown { less } => fill("usage down {}", [style.percent(*less)]),
        Reason::NoLogin { days } => fill("no login for {}", [days_of(*days, style)]),
        Reason::Tickets { open } => {
            let open = Cell::Money((*open).into(), Signal::SCALE);
            let open = super::tables::cell(&open, Default::default(), style);
            counted(&open, "open ticket", "open tickets")
        }
        Reason::Renewal { days: 0 } => "renews today".to_owned(),
        Reason::Renewal { days } => fill("renews in {}", [days_of(*days, style)]),
    }
}

fn days_of(days: i64, style: Style) -> String {
    counted(&style.whole(days), "day", "days")
}

/// "2026-10-31", as it can be typed.
pub fn day(days: i64) -> String {
    let Some(Day {
        month,
        day: Some(day),
    }) = Day::of_number(days)
    else {
        return String::new();
    };
    let zero = if day < 10 { "0" } else { "" };
    fill(
        "{}-{}{}",
        [month.to_string(), zero.to_owned(), day.to_string()],
    )
}

/// How many accounts carry a warning, and what they pay; `*stars*` in bold.
pub fn summary(list: &List, warnings: &Warnings, style: Style) -> String {
    let all = counted(&number(warnings.customers, style), "account", "accounts");
    let many = warnings.flagged.len() as u64;
    let Some(share) = Ratio::new(warnings.at_risk, warnings.revenue).filter(|_| many > 0) else {
        return fill("None of {} carries a warning under these rules.", [all]);
    };
    let at_risk = Cell::Money(warnings.at_risk, list.scale());
    let at_risk = super::tables::cell(&at_risk, Default::default(), style);
    let (carry, they) = match many {
        1 => (" carries a warning. It pays *", "*, *"),
        _ => (" carry a warning. Together they pay *", "*, *"),
    };
    fill(
        "*{} of {}*{}{}{}{}* of revenue.",
        [
            number(many, style),
            all,
            carry.to_owned(),
            at_risk,
            they.to_owned(),
            style.percent(share),
        ],
    )
}

/// Whether so few customers stand behind the rates that each of them decides.
pub fn small_sample(list: &List, warnings: &Warnings, style: Style) -> String {
    let movements = list.movements().unwrap_or_default();
    let customers = movements.customers_start;
    let limit = u64::from(warnings.judge.rules.small_sample);
    let Some(each) = Ratio::new(1, customers.into()).filter(|_| customers < limit) else {
        return String::new();
    };
    fill(
        "Small sample: {} at the start, fewer than {}. Each is {} points of CR.",
        [
            counted(&number(customers, style), "customer", "customers"),
            number(limit, style),
            style.percent(each).trim_end_matches('%').to_owned(),
        ],
    )
}

/// What else a list could say, and what it would be used for.
pub fn more_columns(known: &[bool; Signal::ALL.len()]) -> String {
    let has = |signal: Signal| known.get(signal as usize).copied() == Some(true);
    let mut missing = Vec::new();
    for (there, name) in [
        (has(Signal::LastLogin), "last login"),
        (
            has(Signal::Usage) && has(Signal::PreviousUsage),
            "usage and previous usage",
        ),
        (has(Signal::Tickets), "open tickets"),
        (has(Signal::Renewal), "renewal date"),
        (has(Signal::SeatLimit), "seats and seat limit"),
    ] {
        if !there {
            missing.push(name);
        }
    }
    match missing.is_empty() {
        true => String::new(),
        false => fill(
            "More rules apply where the list has columns for {}.",
            [missing.join(", ")],
        ),
    }
}
