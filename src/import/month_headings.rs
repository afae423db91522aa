//! Headings that name months.

use super::currency::Currency;
use super::dates::{self, Bad, Date};
use super::day::Order;
use super::report::Why;
use crate::accounts::Month;

/// The months that headings name, all in one order of day and month.
pub(super) struct Months {
    pub months: Vec<Option<Month>>,
    pub count: usize,
    pub twice: Option<(usize, usize)>,
    pub either: Option<usize>,
    /// How many headings name quarters, years or weeks.
    pub others: usize,
}

impl Months {
    pub fn of(header: &[String], order: Option<Order>) -> Months {
        let dates: Vec<Date> = header.iter().map(|cell| read(cell)).collect();
        let fits = |at: usize| {
            dates.iter().all(|date| match date {
                Date::Read { by_order, .. } => by_order.get(at).is_some_and(Option::is_some),
                _ => true,
            })
        };
        let fitting: Vec<usize> = (0..3).filter(|at| fits(*at)).collect();
        let chosen = order
            .map(|o| o as usize)
            .or(fitting.first().copied())
            .unwrap_or(0);
        let month = |date: &Date, at: usize| match date {
            Date::Read { by_order, .. } => by_order.get(at).copied().flatten().map(|d| d.month),
            Date::MonthOrDay(day) => Some(day.month),
            _ => None,
        };
        let months: Vec<_> = dates.iter().map(|date| month(date, chosen)).collect();
        let differs = |date: &Date| {
            fitting
                .iter()
                .any(|at| month(date, *at) != month(date, chosen))
        };
        // Where no order fits all headings, some cannot be read in the one that is taken.
        let unfit =
            |date: &Date| matches!(date, Date::Read { .. }) && month(date, chosen).is_none();
        let open = |date: &Date| differs(date) || fitting.is_empty() && unfit(date);
        let either = dates.iter().position(|date| order.is_none() && open(date));
        let count = months.iter().flatten().count();
        // In an order that is not decided, two headings need not be the same month.
        let mut twice = None;
        for (at, month) in months.iter().enumerate().filter(|(_, m)| m.is_some()) {
            let before = months
                .iter()
                .position(|m| m == month)
                .filter(|before| *before < at);
            if let (None, Some(before)) = (twice, before) {
                twice = Some((at, before));
            }
        }
        Months {
            months,
            count,
            twice: twice.filter(|_| either.is_none()),
            either,
            others: dates.iter().copied().filter_map(other_than_month).count(),
        }
    }
}

/// What a date names instead of a month: a quarter, a year or a week.
pub(super) fn other_than_month(date: Date) -> Option<Why> {
    match date {
        Date::Bad(Bad::Unreadable(why)) => {
            why.filter(|why| matches!(why, Why::Quarter | Why::Year | Why::Week))
        }
        _ => None,
    }
}

/// The date in a heading, without what may be said beside it: `Jan 2024 (USD)`, `mrr_2024_01`.
pub(super) fn read(cell: &str) -> Date {
    let date = dates::read(cell);
    if date != Date::Bad(Bad::Unreadable(None)) {
        return date;
    }
    let unit = |w: &str| matches!(w, "mrr" | "arr" | "revenue") || Currency::usual(w).is_some();
    let outside = cell.split('(').next().unwrap_or_default();
    let words = outside.split([' ', '_']);
    let words: Vec<&str> = words.filter(|w| !unit(&w.to_lowercase())).collect();
    dates::read(&words.join(" "))
}
