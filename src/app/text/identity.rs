//! Words around NRR = CR × revenue per customer.

use super::{Style, fill};
use crate::app::sheet::Sheet;
use crate::number::{Count, Ratio};
use crate::retention::{Identity, Leavers};
use std::cmp::Ordering;

/// The sentence above the averages: what happened, by case.
pub fn identity_opener(identity: Identity) -> &'static str {
    let all_stayed = identity.customer_retention == Ratio::ONE;
    match (all_stayed, identity.growth.cmp(&Ratio::ONE)) {
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
    let (now, before) = (
        style.average(identity.retained_arpa),
        style.average(identity.arpa_start),
    );
    let now = match one_or_count(style, sheet.stayed()) {
        None => fill("The one who stayed pays *{}*.", [now]),
        Some(stayed) => fill("The *{}* who stayed average *{}*.", [stayed, now]),
    };
    let before = match one_or_count(style, sheet.customers_start()) {
        None => fill("It paid *{}* at the start.", [before]),
        Some(two) if two == "2" => fill("Both averaged *{}* at the start.", [before]),
        Some(all) => fill("All *{}* averaged *{}* at the start.", [all, before]),
    };
    [identity_opener(identity), &now, &before].join(" ")
}

/// "NRR 110.0% equals CR 90.0% times …", for those who hear it.
pub fn equation_label(sheet: &Sheet, identity: Identity) -> String {
    let style = sheet.style;
    fill(
        "NRR {} equals CR {} times revenue per customer {}",
        [
            style.percent(identity.nrr),
            style.percent(identity.customer_retention),
            style.percent(identity.growth),
        ],
    )
}

/// Who stayed, times how they grew.
pub fn inside_growth(sheet: &Sheet, identity: Identity, leavers: Leavers) -> String {
    let style = sheet.style;
    fill(
        "*{} = {} × {}.* {}{}{}",
        [
            style.percent(identity.growth),
            style.percent(leavers.mix),
            style.percent(leavers.grew),
            who_left(sheet, leavers),
            who_stayed(style, identity, leavers),
            how_they_grew(style, identity, leavers),
        ],
    )
}

fn who_left(sheet: &Sheet, leavers: Leavers) -> String {
    let style = sheet.style;
    let size = match leavers.size.cmp(&Ratio::ONE) {
        Ordering::Less => "smaller than average (",
        Ordering::Greater => "larger than average (",
        Ordering::Equal => "of average size (",
    };
    let average = style.average(leavers.average);
    match one_or_count(style, sheet.lost()) {
        None => fill("The one who left was {}{})", [size.to_owned(), average]),
        Some(lost) => fill(
            "The {} who left were {}{} each)",
            [lost, size.to_owned(), average],
        ),
    }
}

fn who_stayed(style: Style, identity: Identity, leavers: Leavers) -> String {
    let average = style.average(leavers.stayers_start);
    let averaged = match leavers.mix.cmp(&Ratio::ONE) {
        Ordering::Equal => {
            return fill(
                ", so those who stayed averaged the same {} as all.",
                [average],
            );
        }
        Ordering::Greater => "already averaged ",
        Ordering::Less => "averaged only ",
    };
    fill(
        ", so those who stayed {}{}, which is {} of {}.",
        [
            averaged.to_owned(),
            average,
            style.percent(leavers.mix),
            style.average(identity.arpa_start),
        ],
    )
}

fn how_they_grew(style: Style, identity: Identity, leavers: Leavers) -> String {
    let verb = match leavers.grew.cmp(&Ratio::ONE) {
        Ordering::Equal => return " They then stayed at that average.".to_owned(),
        Ordering::Greater => " They then grew by ",
        Ordering::Less => " They then shrank by ",
    };
    let now = style.average(identity.retained_arpa);
    fill(
        "{}{} to {}.",
        [verb.to_owned(), style.change(leavers.grew), now],
    )
}

/// `None` for one, which is written as a word.
fn one_or_count(style: Style, count: Option<Count>) -> Option<String> {
    let count = count.unwrap_or_default();
    (count.value() != 1).then(|| style.count(count))
}
