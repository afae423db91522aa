//! Headings that name months.

use super::dates::{self, Date};
use super::day::Order;
use crate::accounts::Month;

/// The months that headings name, all in one order of day and month.
pub(super) struct Months {
    pub months: Vec<Option<Month>>,
    pub count: usize,
    pub twice: Option<(usize, usize)>,
    pub either: Option<usize>,
}

impl Months {
    pub fn of(header: &[String], order: Option<Order>) -> Months {
        let dates: Vec<Date> = header.iter().map(|cell| dates::read(cell)).collect();
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
        let read = |date: &Date, at: usize| match date {
            Date::Read { by_order, .. } => by_order.get(at).copied().flatten().map(|d| d.month),
            Date::MonthOrDay(day) => Some(day.month),
            _ => None,
        };
        let months: Vec<_> = dates.iter().map(|date| read(date, chosen)).collect();
        let either = dates.iter().position(|date| {
            order.is_none()
                && fitting
                    .iter()
                    .any(|at| read(date, *at) != read(date, chosen))
        });
        let count = months.iter().flatten().count();
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
            twice,
            either,
        }
    }
}
