//! Words about what drives the losses, and what the articles advise.

use super::quadrant::lines;
use super::{Style, fill};
use crate::accounts::Movements;
use crate::app::sheet::Sheet;
use crate::insight::driver::{Driver, Drivers};
use crate::insight::playbook::Step;
use crate::number::Ratio;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub title: &'static str,
    pub words: String,
    /// Headings, each with its steps.
    pub plays: Vec<(&'static str, &'static [Step])>,
}

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let found = Drivers::of(&sheet.totals)?;
    let lines = lines(&sheet.choices)?;
    let plays = found.in_order(lines.customer_retention, lines.nrr);
    Some(Shown {
        title: match found.main {
            Driver::Churn => "Most of the loss is customers who left",
            Driver::Contraction => "Most of the loss is customers who pay less",
            _ if some_left(&found) => "Customers left, but no revenue",
            _ => "Nothing was lost",
        },
        words: words(sheet, &found),
        plays: plays
            .into_iter()
            .map(|driver| (heading(driver), driver.playbook()))
            .collect(),
    })
}

fn some_left(found: &Drivers) -> bool {
    found
        .customer_retention
        .is_some_and(|rate| rate < Ratio::ONE)
}

fn words(sheet: &Sheet, found: &Drivers) -> String {
    let style = sheet.style;
    let Some((churn, contraction)) = found.shares else {
        let words = match some_left(found) {
            true => {
                "Those who left paid nothing, or what they paid is missing from churned revenue."
            }
            false => "Every customer stayed and none pays less. What remains is to grow.",
        };
        return words.to_owned();
    };
    let mut words = fill(
        "Of what was lost, *{}* was churned and *{}* was contraction.",
        [style.percent(churn), style.percent(contraction)],
    );
    if let Some(size) = found.leavers {
        let size_words = match size.cmp(&Ratio::ONE) {
            std::cmp::Ordering::Less => "smaller customers leave.",
            std::cmp::Ordering::Greater => "larger customers leave.",
            std::cmp::Ordering::Equal => "neither larger nor smaller ones leave.",
        };
        words += &[
            " Those who left paid *",
            &super::times(style, size, 2),
            "* the average customer: ",
            size_words,
        ]
        .concat();
    }
    if let Some(replaced) = found.replaced {
        words += &[
            " Expansion replaces *",
            &style.percent(replaced),
            "* of the losses.",
        ]
        .concat();
    }
    words
}

/// The same of a segment, in few words.
pub fn of_part(style: Style, movements: &Movements) -> String {
    let losses = movements.churn.saturating_add(movements.contraction);
    let share = |part| Ratio::new(part, losses).map(|share| style.percent(share));
    let parts = share(movements.churn).zip(share(movements.contraction));
    let Some(((churn, contraction), replaced)) = parts.zip(share(movements.expansion)) else {
        return "Nothing was lost".to_owned();
    };
    fill(
        "{} churned, {} contraction; expansion replaces {}",
        [churn, contraction, replaced],
    )
}

fn heading(driver: Driver) -> &'static str {
    match driver {
        Driver::Churn => "Against churn",
        Driver::Contraction => "Against contraction",
        Driver::Expansion => "For expansion",
        Driver::Customers => "For keeping customers",
    }
}
