//! Words about the fields: names, examples, and what to say under them.

use super::{Style, fill};
use crate::app::sheet::{Message, Read, Severity, Sheet};
use crate::number::{Currency, Echo, Mark, group};
use crate::retention::{Fault, Input, Losses};

/// A number to show in an empty field and to name in a message.
pub fn example(input: Input) -> &'static str {
    match input {
        Input::Start => "500,000",
        Input::Expansion => "100,000",
        Input::Contraction => "20,000",
        Input::Churn => "30,000",
        Input::New => "40,000",
        Input::Reactivation => "5,000",
        Input::CustomersStart => "200",
        Input::CustomersNew => "50",
        Input::CustomersReturned => "3",
        Input::CustomersLost => "20",
        Input::CustomersEnd => "230",
        Input::Period => "6",
    }
}

/// The input in a sentence.
pub fn name(input: Input) -> &'static str {
    match input {
        Input::Start => "revenue at the start",
        Input::Expansion => "expansion",
        Input::Contraction => "contraction",
        Input::Churn => "churned revenue",
        Input::New => "new revenue",
        Input::Reactivation => "returning revenue",
        Input::CustomersStart => "customers at the start",
        Input::CustomersNew => "new customers",
        Input::CustomersReturned => "returned customers",
        Input::CustomersLost => "customers lost",
        Input::CustomersEnd => "customers at the end",
        Input::Period => "the months covered",
    }
}

/// The input where room is short, beside the others.
pub fn short_name(input: Input) -> &'static str {
    match input {
        Input::Start => "start",
        Input::Churn => "churned",
        Input::Reactivation => "returning",
        Input::New => "new revenue",
        Input::CustomersStart => "customers",
        Input::CustomersNew => "new",
        Input::CustomersReturned => "returned",
        Input::CustomersLost => "lost",
        Input::CustomersEnd => "end",
        other => name(other),
    }
}

/// The unit of an amount, for those who hear the label: ", in USD".
pub fn unit(style: Style) -> String {
    if style.currency == Currency::NONE {
        String::new()
    } else {
        [", in ", style.currency.code()].concat()
    }
}

/// The number of a field as it was read.
pub fn read_text(sheet: &Sheet, input: Input) -> Option<String> {
    match sheet.field(input).read {
        Read::Amount(amount) => Some(sheet.style.amount(amount)),
        Read::Count(count) => Some(sheet.style.count(count)),
        Read::Blank | Read::Faulty => None,
    }
}

/// What to say under a field, if anything.
pub fn field_message(sheet: &Sheet, input: Input) -> Option<(Severity, String)> {
    let message = match (input, sheet.totals.period) {
        (Input::Period, Err(fault)) => Message::Fault(fault),
        (Input::Period, Ok(_)) => return None,
        _ => sheet.field(input).message?,
    };
    let words = match message {
        Message::Fault(fault) => fault_text(sheet.style, input, fault),
        Message::Echo(echo) => echo_text(echo, &echoed(sheet, input)?),
        Message::LossesTooLarge => losses_text(sheet)?,
        Message::LostTooMany => lost_text(sheet)?,
        Message::CountsDisagree => super::figures::counts_sum(sheet)?,
        Message::CountImpossible(value) => impossible_text(sheet.style, input, value),
    };
    Some((message.severity(), words))
}

/// An ambiguous amount is echoed with cents, so that its decimal mark shows.
fn echoed(sheet: &Sheet, input: Input) -> Option<String> {
    match sheet.field(input).read {
        Read::Amount(amount) => {
            let places = amount.decimal().normalize().scale().max(2);
            Some(group(amount.decimal(), sheet.style.mark, Some(places)))
        }
        _ => read_text(sheet, input),
    }
}

fn losses_text(sheet: &Sheet) -> Option<String> {
    let Losses::Impossible { losses, available } = sheet.losses else {
        return None;
    };
    Some(fill(
        "Contraction and churned ({}) are more than there was to lose: start \
         and expansion make {}.",
        [
            sheet.style.plain_money(losses),
            sheet.style.plain_money(available),
        ],
    ))
}

fn impossible_text(style: Style, input: Input, value: i64) -> String {
    fill(
        "The other counts leave {} for {}, which cannot be.",
        [style.whole(value), name(input).to_owned()],
    )
}

fn lost_text(sheet: &Sheet) -> Option<String> {
    Some(fill(
        "{} lost is more than the {} there were at the start.",
        [
            sheet.style.count(sheet.lost()?),
            sheet.style.count(sheet.customers_start()?),
        ],
    ))
}

fn fault_text(style: Style, input: Input, fault: Fault) -> String {
    if input == Input::Period {
        return "The months covered must be a whole number from 1 to 60, like 6.".to_owned();
    }
    let like = match style.mark {
        Mark::Point => example(input).to_owned(),
        Mark::Comma => example(input).replace(',', "."),
    };
    let rest = match fault {
        Fault::Unreadable => fill(" must be a number, like {}.", [like]),
        Fault::NotWhole => fill(" must be a whole number, like {}.", [like]),
        Fault::Negative => " cannot be below 0.".to_owned(),
        Fault::TooLarge if Input::CUSTOMERS.contains(&input) => {
            " can have at most 15 digits.".to_owned()
        }
        Fault::TooLarge => {
            " can have at most 15 digits before the decimal mark and 6 after it.".to_owned()
        }
    };
    capital(name(input)) + &rest
}

fn echo_text(echo: Echo, read: &str) -> String {
    match echo {
        Echo::LossSign => fill(
            "Read as {}: a loss is given by its size.",
            [read.to_owned()],
        ),
        _ => fill("Read as {}.", [read.to_owned()]),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
