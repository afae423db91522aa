//! Words about changed inputs: each change alone, all together, and what was kept under a name.

use super::bridges::{Bridge, customer_bridge, revenue_bridge};
use super::{Style, Words, fill};
use crate::app::sheet::Sheet;
use crate::insight::claim::claim;
use crate::insight::what_if::{Changes, INPUTS, leaver, what_if};
use crate::link::{Choice, Choices};
use crate::number::{MICRO, Ratio, Unit, Value};
use crate::retention::{Input, Metric, Totals, figure, gross_range};

/// NRR or CR after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    pub shown: String,
    /// Unrounded, for machines.
    pub exact: Option<String>,
    pub change: String,
    /// Its bar: points as a share of the widest, below zero to the left.
    pub points: Option<Ratio>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the change does to the input, or why it cannot.
    pub note: String,
    pub nrr: After,
    pub customer_retention: After,
}

/// All that the table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// One for each change, in their order.
    pub rows: Vec<Row>,
    pub total: Row,
    pub nrr_now: String,
    pub cr_now: String,
    /// Points at the end of the widest bar.
    pub widest: Ratio,
    pub is_any: bool,
    /// Figure, before, after, difference.
    pub figures: Words,
    /// What was kept, beside now and what is shown.
    pub kept: Option<Words>,
    pub claim: String,
    /// The term that follows from two others.
    pub third: String,
}

/// The changes that are typed.
pub fn changes(choices: &Choices) -> Changes {
    Choice::CHANGES.map(|choice| {
        let change = choices.change(choice);
        // What was not touched is not said to stay: churned revenue may follow the customers.
        change.filter(|change| !change.is_none() || choice == Choice::IfChurn)
    })
}

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let style = sheet.style;
    let all = changes(&sheet.choices);
    let now = Rates::of(&sheet.totals);
    if now.nrr.is_none() && now.customer_retention.is_none() {
        return None;
    }
    let alone = |at: usize| -> Changes {
        let mut alone: Changes = [None; 5];
        if let (Some(place), Some(change)) = (alone.get_mut(at), all.get(at)) {
            *place = *change;
        }
        alone
    };
    let mut rows: Vec<Row> = (0_usize..)
        .zip(INPUTS)
        .map(|(at, input)| row(sheet, &now, input, &alone(at)))
        .collect();
    let together = what_if(&sheet.totals, &all);
    let mut total = after_all(style, &now, together.as_ref());
    let widest = widest(&mut rows, &mut total);
    let changed = together.as_ref().ok();
    Some(Shown {
        nrr_now: said(style, now.nrr),
        cr_now: said(style, now.customer_retention),
        is_any: all.iter().flatten().any(|change| !change.is_none()),
        figures: changed.map_or_else(Words::default, |changed| figures(sheet, changed)),
        kept: kept(sheet, changed),
        claim: claimed(sheet),
        third: super::target::third_term(sheet),
        rows,
        total,
        widest,
    })
}

/// Revenue and customers now, then both as they would be; nothing before something is changed.
pub fn bridges(sheet: &Sheet) -> Option<[Option<Bridge>; 4]> {
    let all = changes(&sheet.choices);
    if all.iter().flatten().all(|change| change.is_none()) {
        return None;
    }
    let then = sheet.with(what_if(&sheet.totals, &all).ok()?);
    Some([
        revenue_bridge(sheet),
        customer_bridge(sheet),
        revenue_bridge(&then),
        customer_bridge(&then),
    ])
}

struct Rates {
    nrr: Option<Ratio>,
    customer_retention: Option<Ratio>,
}

impl Rates {
    fn of(totals: &Totals) -> Rates {
        let rate = |metric| {
            figure(totals, metric)
                .ok()
                .and_then(|value| value.as_ratio())
        };
        Rates {
            nrr: rate(Metric::Nrr),
            customer_retention: rate(Metric::CustomerRetention),
        }
    }
}

fn said(style: Style, rate: Option<Ratio>) -> String {
    rate.map_or_else(|| "—".to_owned(), |rate| style.percent(rate))
}

fn row(sheet: &Sheet, now: &Rates, input: Input, changes: &Changes) -> Row {
    let changed = what_if(&sheet.totals, changes);
    let mut row = after_all(sheet.style, now, changed.as_ref());
    row.note = match &changed {
        Ok(changed) => becomes(sheet, changed, input),
        Err(_) => cannot(input).to_owned(),
    };
    row
}

fn after_all(style: Style, now: &Rates, changed: Result<&Totals, &Input>) -> Row {
    let then = changed.ok().map(Rates::of);
    let after = |before: Option<Ratio>, then: Option<Ratio>| {
        let points = before
            .zip(then)
            .and_then(|(before, then)| then.checked_sub(before));
        After {
            shown: said(style, then),
            exact: then.map(|then| Value::Ratio(then).digits(Unit::Percent, 18)),
            change: points.map_or_else(String::new, |points| style.change_in_points(points)),
            points,
        }
    };
    Row {
        note: String::new(),
        nrr: after(now.nrr, then.as_ref().and_then(|then| then.nrr)),
        customer_retention: after(
            now.customer_retention,
            then.as_ref().and_then(|then| then.customer_retention),
        ),
    }
}

/// "20,000 becomes 10,000", with what follows from it.
fn becomes(sheet: &Sheet, changed: &Totals, input: Input) -> String {
    let style = sheet.style;
    let known = |totals: &Totals| {
        let amount = totals.revenue(input).ok().flatten();
        let amount = amount.map(|amount| style.about_plain(of(amount.micros())));
        let count = totals.customers(input).ok().flatten();
        amount.or(count.map(|count| style.count(count)))
    };
    // A count that was not given may follow from the others.
    let before = match crate::retention::counts(&sheet.totals) {
        crate::retention::Counts::Solved(solved) if Input::CUSTOMERS.contains(&input) => {
            Some(style.count(solved.of(input)))
        }
        _ => known(&sheet.totals),
    };
    let Some(before) = before else {
        return "not given".to_owned();
    };
    match known(changed) {
        Some(after) if after != before => {
            let follows = leaver(&sheet.totals).filter(|_| {
                input == Input::CustomersLost && sheet.totals.churned != changed.churned
            });
            let at = follows.map_or_else(String::new, |average| {
                fill(", at their average of {} each", [style.average(average)])
            });
            fill("{} becomes {}{}", [before, after, at])
        }
        _ => fill("{}, unchanged", [before]),
    }
}

fn cannot(input: Input) -> &'static str {
    match input {
        Input::CustomersLost => "more than there are, or fewer than none",
        _ => "less than nothing",
    }
}

fn of(micros: i128) -> Ratio {
    Ratio::new(micros, MICRO).unwrap_or(Ratio::ZERO)
}

/// The end of the bars, a whole number of points; every bar becomes a share of it.
fn widest(rows: &mut [Row], total: &mut Row) -> Ratio {
    let mut widest = Ratio::percent(1);
    let mut afters: Vec<&mut After> = Vec::new();
    for row in rows.iter_mut().chain([total]) {
        afters.push(&mut row.nrr);
        afters.push(&mut row.customer_retention);
    }
    let size = |points: Ratio| points.max(points.negated());
    for after in &afters {
        widest = after
            .points
            .map_or(widest, |points| widest.max(size(points)));
    }
    let steps = [1_i64, 2, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100];
    let rounded = steps
        .into_iter()
        .map(Ratio::percent)
        .find(|step| *step >= widest);
    let widest = rounded.unwrap_or(widest);
    for after in &mut afters {
        after.points = after.points.and_then(|points| points.checked_div(widest));
    }
    widest
}

/// Every figure before and after.
fn figures(sheet: &Sheet, after: &Totals) -> Words {
    let (style, before) = (sheet.style, &sheet.totals);
    let mut rows = Vec::new();
    for metric in Metric::ALL {
        let (Ok(old), Ok(new)) = (figure(before, metric), figure(after, metric)) else {
            continue;
        };
        let difference = match (old.as_ratio(), new.as_ratio()) {
            (Some(old), Some(new)) => new.checked_sub(old),
            _ => None,
        };
        let change = match (difference, metric.unit()) {
            (None, _) => String::new(),
            (Some(none), _) if none.is_zero() => "no change".to_owned(),
            (Some(points), Unit::Percent) => style.change_in_points(points),
            (Some(change), unit) => {
                let text = style.value(&Value::Ratio(change), unit);
                if change.is_negative() {
                    text
                } else {
                    fill("+{}", [text])
                }
            }
        };
        let value = |value: &Value| style.value(value, metric.unit());
        let name = super::metric_name(sheet.basis, metric).to_owned();
        rows.push((name, vec![value(&old), value(&new), change]));
    }
    let columns = ["Figure", "Now", "Then", "Change"].map(str::to_owned);
    Words {
        columns: columns.into(),
        rows,
    }
}

/// What was kept, with its own changes made to the numbers that are there now.
fn kept(sheet: &Sheet, shown: Option<&Totals>) -> Option<Words> {
    let mut columns = vec!["Figure".to_owned(), "Now".to_owned()];
    let mut totals = vec![Some(sheet.totals.clone())];
    for choice in Choice::KEPT {
        if let Some(kept) = sheet.choices.kept(choice) {
            columns.push(kept.name().to_owned());
            totals.push(what_if(&sheet.totals, &kept.changes).ok());
        }
    }
    if columns.len() < 3 {
        return None;
    }
    if let Some(shown) = shown.filter(|shown| **shown != sheet.totals) {
        columns.push("As set above".to_owned());
        totals.push(Some(shown.clone()));
    }
    let style = sheet.style;
    let of = |metric: Metric| {
        let cells = totals.iter().map(|totals| {
            let value = totals
                .as_ref()
                .and_then(|totals| figure(totals, metric).ok());
            value.map_or_else(
                || "—".to_owned(),
                |value| style.value(&value, metric.unit()),
            )
        });
        (
            super::metric_name(sheet.basis, metric).to_owned(),
            cells.collect(),
        )
    };
    let gross = totals.iter().map(|totals| {
        let range = totals.as_ref().and_then(|totals| gross_range(totals).ok());
        range.map_or_else(|| "—".to_owned(), |range| style.percent(range.low))
    });
    let rows = vec![
        of(Metric::Nrr),
        of(Metric::CustomerRetention),
        ("GRR, at least".to_owned(), gross.collect()),
        of(Metric::EndingRevenue),
        of(Metric::CustomersEnd),
        of(Metric::RetainedArpa),
    ];
    Some(Words { columns, rows })
}

/// "25% better" of 90%: both readings.
fn claimed(sheet: &Sheet) -> String {
    let style = sheet.style;
    let rate = sheet.choices.amount(Choice::IfRate);
    let by = sheet.choices.change(Choice::IfBy);
    let (Some(rate), Some(by)) = (rate, by) else {
        return "Give a rate, and by how much it is said to change.".to_owned();
    };
    let hundredth = |micros: i128| of(micros).checked_mul(Ratio::percent(1));
    let (Some(rate), Some(by)) = (hundredth(rate.micros()), hundredth(by.by.micros())) else {
        return String::new();
    };
    let found = claim(rate, by);
    let said = |rate: Option<Ratio>| match rate {
        Some(rate) => fill("*{}*", [style.percent(rate)]),
        None => "below 0%, which no rate can be".to_owned(),
    };
    let sign = if by.is_negative() { "−" } else { "+" };
    let factor = Ratio::ONE.checked_add(by).unwrap_or(by);
    let rate = style.percent(rate);
    [
        "As percent of itself, ",
        &rate,
        " × ",
        &style.percent(factor),
        " is ",
        &said(found.relative),
        ". As points, ",
        &rate,
        " ",
        sign,
        " ",
        &style.points(by),
        " is ",
        &said(found.points),
        ". Ask which is meant.",
    ]
    .concat()
}
