//! The definition card: one paragraph that says how a result was counted, so that nobody has to
//! guess. It stands with every result and leaves with it.

use super::figures::period_name;
use super::list::{self, month};
use super::tables::number;
use super::{Style, counted, fill};
use crate::accounts::{Method, Returning};
use crate::app::document::currencies;
use crate::app::list::{List, Who};
use crate::app::sheet::Sheet;
use crate::import::{Currencies, Grain};
use crate::number::Currency;

/// How the figures that are shown were counted; none while there are none.
pub fn definition(sheet: &Sheet, list: Option<&List>) -> Option<String> {
    let style = sheet.style;
    let parts = match list {
        Some(list) if list.compared.is_some() => of_list(sheet, list)?,
        Some(list) => {
            let (name, _) = list.period()?;
            let row = match name.trim() {
                "" => "a row without a name".to_owned(),
                name => fill("the row “{}”", [name.to_owned()]),
            };
            let name = fill("{} of {}", [row, list::name(&list.read)]);
            of_totals(sheet, &name)
        }
        None => of_totals(sheet, "typed"),
    };
    let said = list.and_then(|list| currencies(&list.read.choices.currencies));
    let currency = match (style.currency, said) {
        (_, Some(said)) => ["Amounts in ", &said].concat(),
        (Currency::NONE, None) => "Amounts without a currency".to_owned(),
        (known, None) => ["Amounts in ", known.code()].concat(),
    };
    let converted = match list.map(|list| &list.read.choices.currencies) {
        Some(Currencies::Rates(_)) => ", converted at one fixed rate each.",
        _ => ", nothing converted.",
    };
    Some(fill("{} {}{}", [parts, currency, converted.to_owned()]))
}

fn of_totals(sheet: &Sheet, source: &str) -> String {
    let totals = &sheet.totals;
    let period = totals.period.map(period_name);
    let period = match period {
        Ok(period) if period.starts_with(|c: char| c.is_ascii_digit()) => period,
        Ok(period) => fill("one {}", [period]),
        Err(_) => "a period not given".to_owned(),
    };
    let customers = match totals.customers_start {
        Ok(Some(count)) => fill(", n = {}", [sheet.style.count(count)]),
        _ => ", n not given".to_owned(),
    };
    let dates = match source {
        "typed" => "",
        _ => "; dates as in the source",
    };
    [
        "Totals ",
        source,
        ", over ",
        &period,
        dates,
        ". NRR is start + expansion − contraction − churned, CR is start − \
         lost, each over its start; GRR is what totals allow. New and returning customers count in \
         none of them. Customers at the start",
        &customers,
        ".",
    ]
    .concat()
}

fn of_list(sheet: &Sheet, list: &List) -> Option<String> {
    let style = sheet.style;
    let read = &list.read;
    let movements = list.movements()?;
    let method = match (list.compare.method, list.compare.who) {
        (Method::ByMovements, Who::All) => {
            "NRR and CR by movements: every rise and fall in between, of the customers of the start. \
             GRR by customer."
        }
        _ => "By customer: the two ends compared, one customer at a time.",
    };
    let grain = match read.choices.grain {
        Grain::Customer => "customer",
        Grain::Subscription => "subscription",
    };
    let who = match list.compare.who {
        Who::All => String::new(),
        who => fill(" of {}", [list::who(read, who)]),
    };
    let period = sheet.totals.period.map(period_name);
    let (compared, data) = match list.span() {
        Some(span) => {
            let months = span.to.since(span.from).to_string();
            let ends = [month(span.from), " against ".to_owned(), month(span.to)].concat();
            let months = counted(&months, "month", "months");
            (fill("{}, {}, not annualised.", [ends, months]), dates(list))
        }
        None => (
            fill("Start against end of one {}.", [period.unwrap_or_default()]),
            String::new(),
        ),
    };
    let customers = number(movements.customers_start, style);
    Some(fill(
        "{} {} Each {} counts once, n = {} at the start{}.{} Data: {}{}.",
        [
            method.to_owned(),
            compared,
            grain.to_owned(),
            customers,
            who,
            returns(list, style),
            list::name(read),
            data,
        ],
    ))
}

/// ", Oct 2024 to Oct 2026".
fn dates(list: &List) -> String {
    let months = list.months();
    match (months.first(), months.last()) {
        (Some(first), Some(last)) => fill(", {} to {}", [month(*first), month(*last)]),
        _ => String::new(),
    }
}

/// How those count who left and came back on the way.
fn returns(list: &List, style: Style) -> String {
    let counted_as = match list.compare.returns {
        Returning::Counted => "kept.",
        Returning::LeftOut => "lost.",
    };
    let many = match list.returned() {
        0 => return " Nobody left and came back on the way.".to_owned(),
        1 => "One".to_owned(),
        many => number(many as u64, style),
    };
    fill(
        "{} left and came back on the way: counted as {}",
        [[" ", &many].concat(), counted_as.to_owned()],
    )
}
