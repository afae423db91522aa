//! Words about where NRR and CR put the reader.

use super::{Style, fill};
use crate::accounts::Movements;
use crate::app::list::List;
use crate::app::list::Who;
use crate::app::sheet::Sheet;
use crate::chart::Length;
use crate::chart::quadrant::{Corner, Quadrant, Spot};
use crate::insight::diagnosis::{Diagnosis, Lines};
use crate::link::{Choice, Choices};
use crate::number::{Compound, Ratio, Unit, Value};
use crate::retention::Metric;
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Ordering;

/// The picture of the four diagnoses, with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub picture: Quadrant,
    /// The finding.
    pub title: String,
    pub description: String,
    pub diagnosis: Diagnosis,
    /// What is said beside the picture; the name of the diagnosis comes before it.
    pub words: &'static str,
    /// How yearly rates came from a shorter period.
    pub estimate: Option<String>,
    /// From where on CR and NRR count as high.
    pub lines: [String; 2],
    /// The segments of a list, the largest first.
    pub parts: Vec<Part>,
}

/// A segment: what its rates say, and what drives its losses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub diagnosis: Diagnosis,
    pub drives: String,
}

/// So many segments are told apart in the picture and beside it; the table has all.
const PARTS: usize = 50;

pub fn name(diagnosis: Diagnosis) -> &'static str {
    match diagnosis {
        Diagnosis::Compounding => "Compounding",
        Diagnosis::UpsellHidesChurn => "Upsell hides churn",
        Diagnosis::LoyalNotGrowing => "Loyal, not growing",
        Diagnosis::Leaking => "Leaking",
    }
}

fn about(diagnosis: Diagnosis) -> &'static str {
    match diagnosis {
        Diagnosis::Compounding => "they stay and pay more",
        Diagnosis::UpsellHidesChurn => "fewer customers, each paying more",
        Diagnosis::LoyalNotGrowing => "they stay, revenue does not grow",
        Diagnosis::Leaking => "customers and revenue both leave",
    }
}

/// What each corner asks for.
pub fn look_at(diagnosis: Diagnosis) -> &'static str {
    match diagnosis {
        Diagnosis::Compounding => "Keep what works. How much of the growth is one account",
        Diagnosis::UpsellHidesChurn => {
            "Which customers leave, and why: onboarding, gaps in the product, support"
        }
        Diagnosis::LoyalNotGrowing => {
            "Contraction, plans and prices, what they get for more, reasons to upgrade"
        }
        Diagnosis::Leaking => "Losses first: onboarding, health signals, saves. Then growth",
    }
}

fn advice(diagnosis: Diagnosis) -> &'static str {
    match diagnosis {
        Diagnosis::Compounding => {
            " Customers stay and revenue holds or grows. Check that the growth does not hang on one or two accounts: a customer list shows it."
        }
        Diagnosis::UpsellHidesChurn => {
            " The growth of some covers a leak. Find out which customers leave, and why: onboarding, gaps in the product, support."
        }
        Diagnosis::LoyalNotGrowing => {
            " Customers stay, but revenue does not grow with them. Look at contraction, at plans and prices, and at reasons to upgrade."
        }
        Diagnosis::Leaking => {
            " Customers leave and revenue with them. Losses first: onboarding, health signals, saving those who fit. Growth comes after."
        }
    }
}

/// Yearly NRR and CR beside the two lines; with a list its segments and months as well.
pub fn placed(sheet: &Sheet, list: Option<&List>) -> Option<Placed> {
    let style = sheet.style;
    let nrr = sheet.figure(Metric::AnnualisedNrr).ok()?;
    let cr = sheet.figure(Metric::AnnualisedCustomerRetention).ok()?;
    let lines = lines(&sheet.choices)?;
    let diagnosis = Diagnosis::of(&cr, &nrr, lines);
    let line = |known: Ratio| style.percent(known);
    let (cr_line, nrr_line) = (line(lines.customer_retention), line(lines.nrr));
    let you = spot(style, "You", &cr, &nrr)?;
    let yearly = sheet
        .totals
        .period
        .is_ok_and(|period| period.months() == 12);
    let growth = sheet.identity.ok().filter(|_| yearly);
    let growth = growth.map(|identity| (points(&Value::Ratio(identity.growth)), identity.growth));
    let pays_more = growth.is_none_or(|(_, growth)| growth > Ratio::ONE);
    let finding = match diagnosis {
        Diagnosis::Compounding if pays_more => "customers stay, and those who stay pay more",
        Diagnosis::Compounding => "customers stay, and revenue holds",
        Diagnosis::UpsellHidesChurn => "fewer customers, each paying more",
        Diagnosis::LoyalNotGrowing => "customers stay, revenue does not grow",
        Diagnosis::Leaking => "customers and revenue both leave",
    };
    let shown = fill(
        "CR {}, NRR {}",
        [
            style.value(&cr, Unit::Percent),
            style.value(&nrr, Unit::Percent),
        ],
    );
    let estimate = (!yearly).then(|| {
        fill(
            "Placed by yearly rates, as these lines are: {}. An estimate, if every \
             period went like this one.",
            [shown.clone()],
        )
    });
    let title = [name(diagnosis), ": ", finding].concat();
    let title = if yearly {
        title
    } else {
        fill("As an estimate for a year, {}", [title])
    };
    let parts = list.map(segments).unwrap_or_default();
    let months = list.map(|list| trail(list, style)).unwrap_or_default();
    let segments: Vec<Spot> = parts
        .iter()
        .filter_map(|part| {
            let name = part.name.clone();
            let spot = spot(style, &name, &part.cr, &part.nrr)?;
            Some(Spot { name, ..spot })
        })
        .collect();
    let mut description = fill(
        "You are at {}. CR counts as high from {}, NRR from {}. Lines through \
         the origin join points with the same revenue per customer.",
        [shown, cr_line.clone(), nrr_line.clone()],
    );
    for (count, what) in [
        (segments.len(), " Segments are drawn as further points."),
        (months.len(), " Months are drawn as a trail."),
    ] {
        if count > 0 {
            description += what;
        }
    }
    let on = |rate: &str, known| Spot {
        cr: points(&Value::Ratio(lines.customer_retention)),
        nrr: points(&Value::Ratio(lines.nrr)),
        name: [rate, " ", known].concat(),
        told: String::new(),
    };
    Some(Placed {
        picture: Quadrant {
            lines: [on("CR", &cr_line), on("NRR", &nrr_line)],
            you,
            here: diagnosis,
            segments,
            months,
            growth: growth.map(|(at, growth)| (at, style.percent(growth))),
            corners: Diagnosis::ALL.map(|diagnosis| Corner {
                diagnosis,
                name: name(diagnosis),
                about: about(diagnosis),
            }),
        },
        title,
        description,
        diagnosis,
        words: advice(diagnosis),
        estimate,
        lines: [cr_line, nrr_line],
        parts: parts
            .into_iter()
            .map(|part| Part {
                diagnosis: Diagnosis::of(&part.cr, &part.nrr, lines),
                drives: super::drivers::of_part(style, part.movements),
                name: part.name,
            })
            .collect(),
    })
}

/// The reader's lines, or the usual ones.
pub fn lines(choices: &Choices) -> Option<Lines> {
    let line = |choice| choices.amount(choice).map(Ratio::of_percent);
    Some(Lines {
        customer_retention: line(Choice::CrThreshold)?,
        nrr: line(Choice::NrrThreshold)?,
    })
}

/// What is beyond all pictures is drawn at their edge.
fn points(rate: &Value) -> Length {
    let percent = rate.round(Unit::Percent, 3);
    let thousandths = percent.and_then(|percent| percent.checked_mul(1000.into())?.to_i64());
    let edge = match rate.compare(Ratio::ONE) {
        Ordering::Greater => i64::from(i32::MAX),
        _ => 0,
    };
    Length(thousandths.unwrap_or(edge).min(i64::from(i32::MAX)))
}

fn spot(style: Style, name: &str, cr: &Value, nrr: &Value) -> Option<Spot> {
    let [shown_cr, shown_nrr] = [cr, nrr].map(|rate| style.value(rate, Unit::Percent));
    Some(Spot {
        cr: points(cr),
        nrr: points(nrr),
        name: fill("CR {} · NRR {}", [shown_cr.clone(), shown_nrr.clone()]),
        told: fill("{}: CR {}, NRR {}", [name.to_owned(), shown_cr, shown_nrr]),
    })
}

/// A segment with its yearly rates.
struct Segment<'a> {
    name: String,
    cr: Value,
    nrr: Value,
    movements: &'a Movements,
}

/// The largest segments of the window, where there are any and both rates are defined.
fn segments(list: &List) -> Vec<Segment<'_>> {
    let months = list.totals().and_then(|totals| totals.period.ok());
    let months = months.map_or(12, |period| period.months());
    let yearly = |rate: Ratio| match months {
        12 => Some(Value::Ratio(rate)),
        months => Compound::new(rate, 12, months).map(Value::Compound),
    };
    let compared = list.compared.as_deref();
    let parts = compared.map_or(&[][..], |compared| &compared.segments);
    if parts.iter().all(|part| part.segment.is_none()) {
        return Vec::new();
    }
    let mut parts: Vec<_> = parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.movements.start));
    let known = parts.into_iter().take(PARTS).filter_map(|part| {
        let kept = part.movements.kept();
        Some(Segment {
            name: super::list::who(&list.read, Who::Segment(part.segment)),
            cr: yearly(kept.customer_retention().ok()?)?,
            nrr: yearly(kept.nrr().ok()?)?,
            movements: &part.movements,
        })
    });
    known.collect()
}

/// Each month against the same month a year before.
fn trail(list: &List, style: Style) -> Vec<Spot> {
    let trailing = list
        .read
        .monthly()
        .map_or(&[][..], |(_, figures)| &figures.trailing);
    let first = trailing.first().map(|trailing| trailing.month);
    let trail = trailing.iter().filter_map(|trailing| {
        let kept = trailing.kept;
        let [cr, nrr] = [kept.customer_retention().ok()?, kept.nrr().ok()?].map(Value::Ratio);
        let month = super::list::month(trailing.month);
        Some(Spot {
            name: if first == Some(trailing.month) {
                month.clone()
            } else {
                String::new()
            },
            ..spot(style, &month, &cr, &nrr)?
        })
    });
    trail.collect()
}
