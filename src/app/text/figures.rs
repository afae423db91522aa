use super::{Style, counted, name};
use crate::app::sheet::Sheet;
use crate::retention::{Check, Counts, Input, Metric, Period, Reason};

/// "net revenue retention, year".
pub fn figure_subject(metric: Metric, sheet: &Sheet) -> String {
    let long = match metric {
        Metric::Nrr => "net revenue retention",
        _ => "customer retention",
    };
    match sheet.period {
        Ok(period) => [long, ", ", &period_name(period)].concat(),
        Err(_) => long.to_owned(),
    }
}

pub(super) fn period_name(period: Period) -> String {
    match period {
        Period::Month => "month".to_owned(),
        Period::Quarter => "quarter".to_owned(),
        Period::HalfYear => "half year".to_owned(),
        Period::Year => "year".to_owned(),
        Period::Months(months) => counted(&months.to_string(), "month", "months"),
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
            return [
                "Customers who paid *",
                &style.money(start),
                "* at the start pay *",
                &style.money(end),
                "* at the end.",
            ]
            .concat();
        }
        Err(reason) => reason,
    };
    match reason {
        Reason::Missing(Input::Start) => "Type revenue at the start to see NRR.".to_owned(),
        Reason::Missing(input) => {
            ["Waiting for ", name(input), ". Type 0 if there was none."].concat()
        }
        Reason::ZeroStart => "There was no revenue at the start, so there is nothing to keep a \
             share of. It is not 0% and not 100%."
            .to_owned(),
        Reason::EndingNegative => "Waiting for contraction and churned revenue that fit.".to_owned(),
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
                if start.get() == 1 {
                    "* customer you had at the start is still a customer."
                } else if stayed.get() == 1 {
                    "* customers you had at the start is still a customer."
                } else {
                    "* customers you had at the start are still customers."
                },
            ]
            .concat();
        }
        Err(reason) => reason,
    };
    match reason {
        Reason::Missing(_) if sheet.figure(Metric::Nrr).is_ok() && sheet.no_customers() => {
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
        ["at least ", &low].concat()
    })
}

/// What stands behind the GRR value.
pub fn gross_note(sheet: &Sheet) -> String {
    let style = sheet.style;
    match sheet.gross {
        Ok(range) if range.is_point() && sheet.nothing_lost() => {
            "gross revenue retention, losses only. Nothing was lost.".to_owned()
        }
        Ok(range) if range.is_point() => {
            "gross revenue retention, losses only. Exact: nobody expanded.".to_owned()
        }
        Ok(range) => [
            "gross revenue retention, losses only. Totals give ",
            &style.percent(range.low),
            " to ",
            &style.percent(range.high),
            ".",
        ]
        .concat(),
        Err(reason) => {
            ["gross revenue retention. ", &self::reason(reason)].concat()
        }
    }
}

/// When the lower end of the range is the figure itself.
pub fn gross_exact_if(sheet: &Sheet) -> String {
    match sheet.gross {
        Ok(range) => [
            "GRR is exactly ",
            &sheet.style.percent(range.low),
            " if no customer did both.",
        ]
        .concat(),
        Err(_) => String::new(),
    }
}

/// Why a figure is not shown, as a sentence.
pub fn reason(reason: Reason) -> String {
    let fixed = match reason {
        Reason::Missing(input) | Reason::Faulty(input, _) => {
            return ["Waiting for ", name(input), "."].concat();
        }
        Reason::ZeroStart => "Not defined: no revenue at the start.",
        Reason::ZeroCustomersStart => "Not defined: no customers at the start.",
        Reason::ZeroCustomersEnd => "Not defined: no customers at the end.",
        Reason::NoCustomersStayed => "Not defined: nobody stayed.",
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

/// What stands in place of a value: words where it can never be, a dash where something is awaited.
pub fn reason_short(reason: Reason) -> &'static str {
    match reason {
        Reason::ZeroStart | Reason::ZeroCustomersStart => "not defined",
        _ => "—",
    }
}

/// One line under "Checks", and whether it holds.
pub fn check(check: &Check, style: Style) -> (bool, String) {
    match *check {
        Check::CountsAddUp { start, lost, new, returned, end } => {
            let returned = returned.map_or_else(String::new, |count| {
                [" + ", &style.count(count)].concat()
            });
            let text = [
                &style.count(start),
                " − ",
                &style.count(lost),
                " + ",
                &style.count(new),
                &returned,
                " = ",
                &style.count(end),
            ];
            (true, text.map(String::as_str).concat())
        }
        Check::CountsDisagree => (false, "The four counts do not add up".to_owned()),
        Check::LossesFit { losses, start } => (
            true,
            ["Losses of ", &style.amount(losses), " fit in ", &style.amount(start)].concat(),
        ),
        Check::LossesUnusual { losses, start } => (
            false,
            [
                "Losses of ",
                &style.amount(losses),
                " are more than the ",
                &style.amount(start),
                " at the start. Possible only if customers grew first and then shrank or left",
            ]
            .concat(),
        ),
        Check::LossesImpossible => (false, "Losses are more than there was to lose".to_owned()),
        Check::LostAgree => (true, "Lost customers and churned revenue agree".to_owned()),
        Check::LostWithoutRevenue { lost } => (
            false,
            [
                &counted(&style.count(lost), "customer", "customers"),
                " lost, but no churned revenue. Did they pay nothing?",
            ]
            .concat(),
        ),
        Check::RevenueWithoutLost { churned } => (
            false,
            [
                &style.amount(churned),
                " churned, but no customer lost. A customer who stays and pays less is contraction",
            ]
            .concat(),
        ),
        Check::AllLostButRevenue => (
            false,
            "All customers lost, but not all of their revenue churned".to_owned(),
        ),
    }
}

/// The counts of the ledger that disagree, as a sum: "200 − 20 + 50 is 230, not 200."
pub(super) fn counts_sum(sheet: &Sheet) -> Option<String> {
    let Counts::Disagree(ref four) = sheet.counts else {
        return None;
    };
    let style = sheet.style;
    let returned = sheet
        .totals
        .customers_returned
        .ok()
        .flatten()
        .map_or_else(String::new, |count| [" + ", &style.count(count)].concat());
    let text = [
        &style.count(four.start),
        " − ",
        &style.count(four.lost),
        " + ",
        &style.count(four.new),
        &returned,
        " is ",
        &style.count(four.sum),
        ", not ",
        &style.count(four.end),
        ".",
    ];
    Some(text.map(String::as_str).concat())
}
