use super::Style;
use crate::app::sheet::{Message, Read, Severity, Sheet};
use crate::number::Echo;
use crate::retention::{Fault, Input};

/// What stands in the ledger: the sign and the name.
pub fn label(input: Input) -> &'static str {
    match input {
        Input::Start | Input::CustomersStart => "At the start",
        Input::Expansion => "+ Expansion",
        Input::Contraction => "− Contraction",
        Input::Churn => "− Churned",
        Input::New => "+ New revenue",
        Input::Reactivation => "+ Returning revenue",
        Input::CustomersNew => "+ New",
        Input::CustomersReturned => "+ Returned",
        Input::CustomersLost => "− Lost",
        Input::CustomersEnd => "= At the end",
        Input::Period => "Months covered",
    }
}

pub fn hint(input: Input) -> &'static str {
    match input {
        Input::Expansion => "upgrades, seats",
        Input::Contraction => "downgrades",
        Input::Churn => "lost customers",
        Input::CustomersNew => "not in CR",
        Input::New => "optional, not in NRR",
        Input::Reactivation => "optional, not in NRR",
        Input::CustomersReturned => "optional, not in CR",
        Input::Period => "1 to 60",
        _ => "",
    }
}

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

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Ended,
    Stayed,
}

pub fn sum_label(place: Place) -> &'static str {
    match place {
        Place::Ended => "= At the end",
        Place::Stayed => "= Stayed",
    }
}

pub fn sum_hint(place: Place) -> &'static str {
    match place {
        Place::Ended => "same customers",
        Place::Stayed => "",
    }
}

/// The unit, for those who hear the label: ", in USD".
pub fn suffix(input: Input, style: Style) -> String {
    if input.is_amount() && style.currency.is_some() {
        [", in ", style.currency.code()].concat()
    } else {
        String::new()
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
    let message = match (input, sheet.period) {
        (Input::Period, Err(fault)) => Message::Fault(fault),
        _ => sheet.field(input).message?,
    };
    let words = match message {
        Message::Fault(fault) => fault_text(input, fault),
        Message::Echo(echo) => echo_text(input, echo, &read_text(sheet, input)?),
        Message::LossesTooLarge => losses_text(sheet)?,
        Message::LostTooMany => lost_text(sheet)?,
        Message::CountsDisagree => super::figures::counts_sum(sheet)?,
    };
    Some((message.severity(), words))
}

fn losses_text(sheet: &Sheet) -> Option<String> {
    let (losses, available) = sheet.losses_and_available()?;
    Some(
        [
            "Contraction and churned (",
            &sheet.style.amount(losses),
            ") are more than there was to lose: start and expansion make ",
            &sheet.style.amount(available),
            ".",
        ]
        .concat(),
    )
}

fn lost_text(sheet: &Sheet) -> Option<String> {
    Some(
        [
            &sheet.style.count(sheet.lost()?),
            " lost is more than the ",
            &sheet.style.count(sheet.customers_start()?),
            " there were at the start.",
        ]
        .map(String::as_str)
        .concat(),
    )
}

fn fault_text(input: Input, fault: Fault) -> String {
    let name = capital(name(input));
    let plural = input.is_count() || input == Input::Period;
    match fault {
        Fault::Unreadable if plural => {
            [&name, " must be a whole number, like ", example(input), "."].concat()
        }
        Fault::Unreadable => [&name, " must be a number, like ", example(input), "."].concat(),
        Fault::Negative => [&name, " cannot be below 0."].concat(),
        Fault::NotWhole => {
            [&name, " must be a whole number, like ", example(input), ", without a fraction."]
                .concat()
        }
        Fault::TooLarge => [
            &name,
            " can have at most 15 digits before and 6 after the decimal mark.",
        ]
        .concat(),
        Fault::OutOfRange => "The months covered must be a whole number from 1 to 60.".to_owned(),
    }
}

fn echo_text(input: Input, echo: Echo, read: &str) -> String {
    match echo {
        Echo::LossSign if input.is_loss() => {
            ["Read as ", read, ": a loss is given by its size."].concat()
        }
        Echo::AmbiguousMark => ["Read as ", read, ", by the number style chosen here."].concat(),
        _ => ["Read as ", read, "."].concat(),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
