//! Words beside the figures: what was divided, what is missing, why there is none, the checks.

use super::{Style, counted, fill, name};
use crate::app::sheet::{Basis, ByMovements, Sheet};
use crate::number::{Count, Ratio};
use crate::retention::{Counts, Input, Leaving, Losses, Metric, Period, Reason};

/// "net revenue retention, year".
pub fn figure_subject(metric: Metric, sheet: &Sheet) -> String {
    let long = match metric {
        Metric::Nrr => "net revenue retention",
        _ => "customer retention",
    };
    match (sheet.basis, sheet.totals.period) {
        (
            Basis::List {
                span: Some(span), ..
            },
            _,
        ) => super::list::span(span),
        (Basis::Pending | Basis::Open | Basis::Single, _) | (_, Err(_)) => long.to_owned(),
        (_, Ok(period)) => fill("{}, {}", [long.to_owned(), period_name(period)]),
    }
}

/// Why a figure is not shown; nothing where it is.
pub fn why(reason: Option<Reason>, basis: Basis) -> String {
    match (reason, waits(basis)) {
        (None, _) => String::new(),
        (Some(_), Some(words)) => words.to_owned(),
        (Some(reason), None) => self::reason(reason),
    }
}

fn waiting(sheet: &Sheet) -> Option<&'static str> {
    waits(sheet.basis)
}

/// Why a list gives no figures.
fn waits(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Pending => Some("Being compared."),
        Basis::Open => Some("Waiting for your answer above."),
        Basis::Single => Some("There are no two months to compare."),
        Basis::Typed | Basis::List { .. } => None,
    }
}

pub(super) fn period_name(period: Period) -> String {
    match period {
        Period::HALF_YEAR => "half year".to_owned(),
        other => other.name().map_or_else(
            || counted(&other.months().to_string(), "month", "months"),
            str::to_owned,
        ),
    }
}

/// The line under NRR: what was divided by what, or what is missing.
pub fn nrr_note(sheet: &Sheet) -> String {
    let style = sheet.style;
    let reason = match sheet.figure(Metric::Nrr) {
        Ok(_) => {
            let (Some(start), Some(end)) = (sheet.start(), sheet.end_of_start()) else {
                return String::new();
            };
            let words = match sheet.basis {
                Basis::List {
                    without: false,
                    span: Some(_),
                    ..
                } => "Customers who paid *{}* a month at the start pay *{}* at the end.",
                Basis::List { without: true, .. } => "Of *{}* at the start, *{}* counts as kept.",
                _ => "Customers who paid *{}* at the start pay *{}* at the end.",
            };
            return fill(words, [style.money(start), style.money_of(end)]);
        }
        Err(reason) => reason,
    };
    if let Some(words) = waiting(sheet) {
        return words.to_owned();
    }
    match reason {
        Reason::Missing(Input::Start) => "Type revenue at the start to see NRR.".to_owned(),
        Reason::Missing(input) => fill(
            "Waiting for {}. Type 0 if there was none.",
            [name(input).to_owned()],
        ),
        Reason::ZeroStart => "There was no revenue at the start, so there is nothing to keep a \
             share of. It is not 0% and not 100%."
            .to_owned(),
        Reason::EndingNegative => {
            "Waiting for contraction and churned revenue that fit.".to_owned()
        }
        other => self::reason(other),
    }
}

/// The line under CR.
pub fn cr_note(sheet: &Sheet) -> String {
    let style = sheet.style;
    let reason = match sheet.figure(Metric::CustomerRetention) {
        Ok(_) => {
            let (Some(start), Some(stayed)) = (sheet.customers_start(), sheet.stayed()) else {
                return String::new();
            };
            return [
                "*",
                &style.count(stayed),
                "* of the *",
                &style.count(start),
                if let Basis::List { without: true, .. } = sheet.basis {
                    "* customers you had at the start count as kept."
                } else if start.value() == 1 {
                    "* customer you had at the start is still a customer."
                } else if stayed.value() == 1 {
                    "* customers you had at the start is still a customer."
                } else {
                    "* customers you had at the start are still customers."
                },
            ]
            .concat();
        }
        Err(reason) => reason,
    };
    if let Some(words) = waiting(sheet) {
        return words.to_owned();
    }
    match reason {
        Reason::Missing(_) if sheet.figure(Metric::Nrr).is_ok() && !sheet.has_customers() => {
            "Add customer counts to see CR and why the two differ.".to_owned()
        }
        Reason::Missing(Input::CustomersStart) => {
            "Type customers at the start and lost to see CR.".to_owned()
        }
        Reason::Missing(_) => "Waiting for customers lost, or new and at the end.".to_owned(),
        Reason::ZeroCustomersStart => "There were no customers at the start.".to_owned(),
        other => self::reason(other),
    }
}

/// GRR in words: "at least 90.0%", or a point where the range has closed.
pub fn gross_text(sheet: &Sheet) -> Option<String> {
    let range = sheet.gross.ok()?;
    let low = sheet.style.percent(range.low);
    Some(if range.is_point() {
        low
    } else {
        fill("at least {}", [low])
    })
}

/// What stands behind the GRR value.
pub fn gross_note(sheet: &Sheet) -> String {
    let style = sheet.style;
    if let Some(words) = waiting(sheet) {
        return ["gross revenue retention. ", words].concat();
    }
    match sheet.gross {
        Ok(_) if matches!(sheet.basis, Basis::List { exact: true, .. }) => {
            let exact =
                "gross revenue retention, losses only. Exact, because every customer is known.";
            match gross_by_movements(sheet) {
                Some(moved) => fill(
                    "{} By movements it would read {}.",
                    [exact.to_owned(), style.percent(moved)],
                ),
                None => exact.to_owned(),
            }
        }
        Ok(range) if range.is_point() && sheet.nothing_lost() => {
            "gross revenue retention, losses only. Nothing was lost.".to_owned()
        }
        Ok(range) if range.high.is_zero() => {
            "gross revenue retention, losses only. Exact: nothing is left.".to_owned()
        }
        Ok(range) if range.is_point() => {
            "gross revenue retention, losses only. Exact: nobody expanded.".to_owned()
        }
        Ok(range) => fill(
            "gross revenue retention, losses only. Totals give {} to {}.",
            [style.percent(range.low), style.percent(range.high)],
        ),
        Err(reason) => fill("gross revenue retention. {}", [self::reason(reason)]),
    }
}

/// GRR by movements, where a list shows another.
pub fn gross_by_movements(sheet: &Sheet) -> Option<Ratio> {
    let Basis::List {
        by_movements: ByMovements::Instead(Some(moved)),
        ..
    } = sheet.basis
    else {
        return None;
    };
    let differs = sheet.gross.is_ok_and(|range| range.low != moved);
    differs.then_some(moved)
}

/// When the lower end of the range is the figure itself.
pub fn gross_exact_if(sheet: &Sheet) -> String {
    match sheet.gross {
        Ok(range) => fill(
            "GRR is exactly {} if no customer did both.",
            [sheet.style.percent(range.low)],
        ),
        Err(_) => String::new(),
    }
}

/// Why a figure is not shown, as a sentence.
pub fn reason(reason: Reason) -> String {
    let fixed = match reason {
        Reason::Missing(input) | Reason::Faulty(input, _) => {
            return fill("Waiting for {}.", [name(input).to_owned()]);
        }
        Reason::ZeroStart => "Not defined: no revenue at the start.",
        Reason::ZeroCustomersStart => "Not defined: no customers at the start.",
        Reason::ZeroCustomersEnd => "Not defined: no customers at the end.",
        Reason::NoCustomersStayed => "Not defined: nobody stayed.",
        Reason::ZeroStayersStart => "Not defined: those who stayed paid nothing at the start.",
        Reason::NoLosses => "Not defined: no losses.",
        Reason::EndingNegative => "Losses are more than there was to lose.",
        Reason::LossesExceedStart => {
            "Not shown: losses exceed the starting revenue, so customers grew before they left."
        }
        Reason::LostExceedStart => "More customers lost than there were at the start.",
        Reason::CountsDisagree => "Waiting for customer counts that add up.",
        Reason::PeriodOutOfRange => "Waiting for a period of 1 to 60 months.",
        Reason::TooLarge => "Too large to show.",
    };
    fixed.to_owned()
}

/// What stands in place of a value: a dash, or words where one of the two figures can never be.
pub fn reason_short(metric: Metric, reason: Reason) -> &'static str {
    match (metric, reason) {
        (Metric::Nrr, Reason::ZeroStart) => "not defined",
        (Metric::CustomerRetention, Reason::ZeroCustomersStart) => "not defined",
        _ => "—",
    }
}

/// The lines under "Checks", each with whether it holds.
pub fn checks(sheet: &Sheet) -> Vec<(bool, String)> {
    [
        counts_check(sheet),
        losses_check(sheet),
        leaving_check(sheet),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn counts_check(sheet: &Sheet) -> Option<(bool, String)> {
    let style = sheet.style;
    let four = match &sheet.counts {
        Counts::Solved(four) if four.lost > four.start => {
            return Some((false, reason(Reason::LostExceedStart)));
        }
        Counts::Solved(four) => four,
        Counts::Disagree(_) => return Some((false, "The four counts do not add up".to_owned())),
        Counts::Incomplete | Counts::Impossible { .. } => return None,
    };
    let text = [
        &counted_up(style, [four.start, four.lost, four.new, four.returned]),
        " = ",
        &style.count(four.end),
    ];
    Some((true, text.concat()))
}

fn losses_check(sheet: &Sheet) -> Option<(bool, String)> {
    let style = sheet.style;
    match sheet.losses {
        Losses::Waiting(_) => None,
        Losses::Fit { losses, starting } => Some((
            true,
            fill(
                "Losses of {} fit in {}",
                [style.plain_money(losses), style.plain_money(starting)],
            ),
        )),
        Losses::Unusual { losses, starting } => Some((
            false,
            fill(
                "Losses of {} are more than the {} at the start: possible only if \
                 customers grew, then shrank or left",
                [style.plain_money(losses), style.plain_money(starting)],
            ),
        )),
        Losses::Impossible { .. } => {
            Some((false, "Losses are more than there was to lose".to_owned()))
        }
    }
}

fn leaving_check(sheet: &Sheet) -> Option<(bool, String)> {
    let (holds, words) = match sheet.leaving {
        Leaving::Waiting(_) => return None,
        Leaving::Agree => (true, "Lost customers and churned revenue agree"),
        Leaving::LostWithoutChurn => (
            false,
            "Customers were lost, but no revenue churned: did they pay nothing?",
        ),
        Leaving::ChurnWithoutLost => (
            false,
            "Revenue churned, but no customer was lost: who stays and pays less is contraction",
        ),
        Leaving::AllLostButRevenue => (
            false,
            "All customers were lost, but not all of their revenue churned",
        ),
    };
    Some((holds, words.to_owned()))
}

/// The ledger as a calculation: "200 − 20 + 50", and the returned ones where there are any.
fn counted_up(style: Style, [start, lost, new, returned]: [Count; 4]) -> String {
    let sum = fill(
        "{} − {} + {}",
        [style.count(start), style.count(lost), style.count(new)],
    );
    match returned.value() {
        0 => sum,
        _ => fill("{} + {}", [sum, style.count(returned)]),
    }
}

/// The counts of the ledger that disagree, as a sum: "200 − 20 + 50 is 230, not 200."
pub(super) fn counts_sum(sheet: &Sheet) -> Option<String> {
    let Counts::Disagree(four) = &sheet.counts else {
        return None;
    };
    let style = sheet.style;
    let text = [
        &counted_up(style, [four.start, four.lost, four.new, four.returned]),
        " is ",
        &style.whole(four.sum),
        ", not ",
        &style.count(four.end),
        ".",
    ];
    Some(text.concat())
}
