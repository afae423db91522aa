//! Words about what is chosen around the numbers.

use super::{Style, fill};
use crate::app::sheet::Sheet;
use crate::insight::what_if::{INPUTS, in_percent};
use crate::link::{Choice, Grammar, Setting};
use crate::number::{Amount, Change, Count, Ratio};

/// The choice where a link's contents are listed.
pub fn choice_name(choice: Choice) -> &'static str {
    match choice {
        Choice::Stage => "stage",
        Choice::Arr => "yearly revenue",
        Choice::ContractValue => "contract value",
        Choice::Target => "target NRR",
        Choice::CrThreshold => "CR line",
        Choice::NrrThreshold => "NRR line",
        Choice::IfExpansion => "if expansion changes by",
        Choice::IfContraction => "if contraction changes by",
        Choice::IfChurn => "if churned revenue changes by",
        Choice::IfCustomersLost => "if customers lost change by",
        Choice::IfCustomersNew => "if new customers change by",
        Choice::If1 | Choice::If2 | Choice::If3 => "scenario",
        Choice::ForecastPeriods => "periods ahead",
        Choice::ForecastNew => "new revenue a period",
        Choice::ForecastCustomers => "new customers a period",
        Choice::IfRate => "a rate of",
        Choice::IfBy => "changes by",
        Choice::IfNet => "NRR",
        Choice::IfGross => "GRR",
        Choice::IfGrowth => "expansion",
    }
}

/// What a link writes as `plain`, as this reader writes it.
pub fn value(style: Style, choice: Choice, plain: &str) -> String {
    let percent = matches!(choice.grammar(), Grammar::Percent(_));
    match choice.plain(plain) {
        Some(Setting::Amount(amount)) if percent => percentage(style, amount),
        Some(Setting::Amount(amount)) => style.amount(amount),
        Some(Setting::Whole(number)) => style.count(Count::new(number).unwrap_or_default()),
        Some(Setting::Change(change)) => changed(style, change),
        Some(Setting::Kept(kept)) => kept.name().to_owned(),
        Some(Setting::Word(_)) | None => plain.to_owned(),
    }
}

/// Without the cents of an amount: "101.2%".
fn percentage(style: Style, amount: Amount) -> String {
    style.number(Ratio::of(amount), 6) + "%"
}

/// "+12%", "−5,000".
pub fn changed(style: Style, change: Change) -> String {
    let size = style.amount(change.by);
    let plus = if change.by.is_negative() || change.is_none() {
        ""
    } else {
        "+"
    };
    [plus, &size, if change.is_percent { "%" } else { "" }].concat()
}

/// What is meant while a field is left empty; it is shown there.
pub fn usual(sheet: &Sheet, choice: Choice) -> String {
    match (choice, choice.grammar()) {
        (Choice::Target, _) => percentage(sheet.style, super::target::proposed(sheet)),
        (Choice::IfBy, _) => String::new(),
        (_, Grammar::Change) => "0%".to_owned(),
        _ => value(sheet.style, choice, choice.usual()),
    }
}

/// Where the slider beside a field stands: percent, with a point.
pub fn slid(sheet: &Sheet, choice: Choice) -> String {
    let mut changes = Choice::CHANGES.into_iter().zip(INPUTS);
    match changes.find(|(known, _)| *known == choice) {
        // The target has one, too.
        None => {
            let target = sheet.choices.amount(Choice::Target);
            let target = target.unwrap_or_else(|| super::target::proposed(sheet));
            target.to_string()
        }
        Some((_, input)) => {
            let change = sheet.choices.change(choice);
            let percent = change.and_then(|change| in_percent(&sheet.totals, input, change));
            let whole = percent.and_then(|percent| percent.round(0));
            whole.unwrap_or_default().to_string()
        }
    }
}

/// What a choice must be.
pub fn choice_wrong(style: Style, choice: Choice, wanted: Grammar) -> String {
    let name = choice_name(choice);
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let name: String = first.into_iter().chain(letters).collect();
    let must = match wanted {
        Grammar::Percent(most) => fill(
            " must be a percentage from 0 to {}, like {}.",
            [
                style.whole(most),
                if most > 100 { "115" } else { "87" }.to_owned(),
            ],
        ),
        Grammar::Amount => " must be an amount, like 30,000.".to_owned(),
        Grammar::Whole(least, most) => {
            let count = |number| style.count(Count::new(number).unwrap_or_default());
            match most {
                ..=999 => fill(
                    " must be a whole number from {} to {}.",
                    [count(least), count(most)],
                ),
                _ => " must be a whole number, like 20.".to_owned(),
            }
        }
        Grammar::Change => {
            let like = match choice.is_of_customers() {
                true => "a whole number, like −10% or −5",
                false => "an amount, like −10% or 5,000",
            };
            return fill(
                "The change must be a percentage or {}. No more than all can be taken away.",
                [like.to_owned()],
            );
        }
        Grammar::Word(_) | Grammar::Kept => " cannot be read.".to_owned(),
    };
    name + &must
}
