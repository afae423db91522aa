//! The words of the pictures of a list: what the trend shows, point by point, and how much rests on
//! a few.

use super::list::month;
use super::tables::{cell, largest};
use super::{Style, fill};
use crate::accounts::{Figures, Kept, MonthFigures};
use crate::app::list::List;
use crate::chart::trend::Point;
use crate::export::Cell;
use crate::number::Ratio;

/// The trend: what is drawn, its finding, and what is seen.
pub struct Trend {
    pub points: Vec<Point>,
    pub ends: [String; 3],
    pub title: String,
    pub description: String,
}

const NAMES: [&str; 3] = ["NRR", "GRR", "CR"];

/// Looking back twelve months, or month by month. None: fewer than two months to compare.
pub fn trend(list: &List, monthly: bool, style: Style) -> Option<Trend> {
    let (_, figures) = list.read.monthly()?;
    let rates = |kept: &Kept| {
        [
            kept.nrr().ok(),
            kept.grr().ok(),
            kept.customer_retention().ok(),
        ]
    };
    let known: Vec<(&MonthFigures, [Option<Ratio>; 3])> = match monthly {
        true => {
            let moved = figures.months.iter();
            moved
                .filter_map(|month| Some((month, rates(&month.moved()?.kept()))))
                .collect()
        }
        false => {
            let trailing = figures.trailing.iter();
            trailing
                .filter_map(|trailing| {
                    let mut months = figures.months.iter();
                    let month = months.find(|known| known.month == trailing.month)?;
                    Some((month, rates(&trailing.kept)))
                })
                .collect()
        }
    };
    let points: Vec<Point> = known
        .iter()
        .map(|(known, rates)| point(list, figures, known, *rates, style))
        .collect();
    let last = points.last().filter(|_| points.len() > 1)?;
    let ends = said(last, style);
    Some(Trend {
        title: title(&points, style),
        description: description(&points, style),
        ends,
        points,
    })
}

fn point(
    list: &List,
    figures: &Figures,
    known: &MonthFigures,
    rates: [Option<Ratio>; 3],
    style: Style,
) -> Point {
    let incomplete = figures
        .partial
        .is_some_and(|partial| partial.month == known.month);
    let moved = &known.movements;
    let money = |name: &str, sum| {
        let amount = cell(&Cell::Money(sum, list.scale()), Default::default(), style);
        [name, &amount].concat()
    };
    let movements = [
        money("expansion ", moved.expansion),
        money("contraction ", moved.contraction),
        money("churned ", moved.churn),
        money("new ", moved.new),
        money("back ", moved.reactivation),
    ];
    let mut point = Point {
        label: month(known.month),
        rates,
        incomplete,
        told: String::new(),
    };
    let looks = if incomplete { " looks incomplete" } else { "" };
    point.told = fill(
        "{}{}: {}. In the month itself: {}.",
        [
            point.label.clone(),
            looks.to_owned(),
            said(&point, style).join(", "),
            movements.join(", "),
        ],
    );
    point
}

/// "NRR 106.1%" and the others.
fn said(point: &Point, style: Style) -> [String; 3] {
    let mut rates = point.rates.iter();
    NAMES.map(|name| {
        let rate = rates.next().copied().flatten();
        let rate = rate.map_or("not defined".to_owned(), |rate| style.percent(rate));
        fill("{} {}", [name.to_owned(), rate])
    })
}

/// What happened in the last complete month, and since the first.
fn title(points: &[Point], style: Style) -> String {
    let nrr = |point: &Point| point.rates.first().copied().flatten();
    let cr = |point: &Point| point.rates.last().copied().flatten();
    let complete = points.iter().filter(|point| !point.incomplete);
    let known = complete.collect::<Vec<_>>();
    let found = match known.as_slice() {
        [] => String::new(),
        [only] => fill(
            "{} in {}",
            [said(only, style).join(", "), only.label.clone()],
        ),
        [first, .., last] => {
            let before = known.iter().rev().nth(1).unwrap_or(first);
            let step = moved("NRR", nrr(before), nrr(last), style);
            let since = moved("CR", cr(first), cr(last), style);
            let places = [step, last.label.clone(), since, first.label.clone()];
            fill("{} in {}. {} since {}", places)
        }
    };
    match points.last() {
        Some(last) if last.incomplete => fill(
            "{}, without {}, which looks incomplete",
            [found, last.label.clone()],
        ),
        _ => found,
    }
}

/// "NRR lost 4.2 points".
fn moved(name: &str, from: Option<Ratio>, to: Option<Ratio>, style: Style) -> String {
    let change = from.zip(to).and_then(|(from, to)| to.checked_sub(from));
    let Some(change) = change else {
        return [name, " is not defined"].concat();
    };
    let points = style.percent(change);
    let points = points.trim_start_matches('\u{2212}').trim_end_matches('%');
    let nothing = !points.contains(|c: char| ('1'..='9').contains(&c));
    match (nothing, change.is_negative()) {
        (true, _) => [name, " held"].concat(),
        (_, true) => fill("{} lost {} points", [name.to_owned(), points.to_owned()]),
        (_, false) => fill("{} gained {} points", [name.to_owned(), points.to_owned()]),
    }
}

fn description(points: &[Point], style: Style) -> String {
    let mut words = Vec::new();
    for (which, name) in NAMES.into_iter().enumerate() {
        let rate = |point: &Point| point.rates.get(which).copied().flatten();
        let known = || points.iter().filter_map(rate);
        let ends = points
            .first()
            .and_then(rate)
            .zip(points.last().and_then(rate));
        if let (Some((first, last)), Some(low), Some(high)) = (ends, known().min(), known().max()) {
            words.push(fill(
                "{} from {} to {}, between {} and {}",
                [
                    name.to_owned(),
                    style.percent(first),
                    style.percent(last),
                    style.percent(low),
                    style.percent(high),
                ],
            ));
        }
    }
    let ends = points.first().zip(points.last());
    let ends = ends.map_or(String::new(), |(first, last)| {
        fill("{} to {}: ", [first.label.clone(), last.label.clone()])
    });
    fill(
        "{}{}. The table beneath holds every month.",
        [ends, words.join("; ")],
    )
}

/// "The 10 largest accounts bring 61.2% of revenue at the start".
pub fn concentration(accounts: usize, share: Ratio, style: Style) -> String {
    let (account, bring) = match accounts {
        1 => (" account", " brings "),
        _ => (" accounts", " bring "),
    };
    let largest = largest(accounts);
    let largest = largest.trim_start_matches("the ");
    fill(
        "The {}{}{}{} of revenue at the start",
        [
            largest.to_owned(),
            account.to_owned(),
            bring.to_owned(),
            style.percent(share),
        ],
    )
}

/// What is seen of the curve.
pub fn curve(list: &List, shares: &[Ratio], style: Style) -> String {
    let customers = list.movements().unwrap_or_default().customers_start;
    let drawn = super::tables::number(shares.len() as u64, style);
    let all = super::tables::number(customers, style);
    let which = match drawn == all {
        true => fill("all {}", [all]),
        false => fill("the {} largest of {}", [drawn, all]),
    };
    fill(
        "Accounts at the start, the largest first: {}. The dashed line is where they would be if \
         all were the same size.",
        [which],
    )
}
