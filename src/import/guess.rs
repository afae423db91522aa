//! Columns without a header.

use super::columns::Columns;
use super::dates;
use super::numbers::{self, Number};
use super::roles::{Layout, Role};

/// The columns of dates and those of amounts.
fn kinds(rows: &[Vec<String>], width: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut dates, mut numbers) = (Vec::new(), Vec::new());
    for at in 0..width {
        let (mut said, mut date, mut number) = (false, true, true);
        for cell in rows.iter().filter_map(|row| row.get(at)) {
            if !cell.trim().is_empty() {
                said = true;
                date = date && dates::is_date(cell);
                number = number && is_amount(cell);
            }
        }
        if said && date {
            dates.push(at);
        } else if said && number {
            numbers.push(at);
        }
    }
    (dates, numbers)
}

fn is_amount(cell: &str) -> bool {
    !matches!(numbers::read(cell, false), Number::Bad(_))
}

/// Whether months stand below each other, each once, under a header of customers.
pub fn is_transposed(rows: &[Vec<String>]) -> bool {
    let Some((header, below)) = rows.split_first() else {
        return false;
    };
    let names = header.get(1..).unwrap_or_default();
    // Most rows are no header, which their own cells tell without what stands below.
    let is_name = |cell: &String| !is_amount(cell) && !dates::is_date(cell);
    if names.len() < 2 || !names.iter().all(is_name) {
        return false;
    }
    let (dates, numbers) = kinds(below, header.len());
    let days = below.iter().filter_map(|row| row.first());
    let days: Vec<&String> = days.filter(|day| !day.trim().is_empty()).collect();
    let is_first = |(at, day)| days.iter().position(|known| *known == day) == Some(at);
    dates == [0]
        && days.len() > 1
        && names.len() == numbers.len()
        && days.iter().copied().enumerate().all(is_first)
}

/// What columns without a header may be, from what they hold: a text, a date or a number.
pub fn columns(rows: &[Vec<String>]) -> Option<Columns> {
    let width = rows.first()?.len();
    let (dates, numbers) = kinds(rows, width);
    let mut texts = (0..width).filter(|at| !dates.contains(at) && !numbers.contains(at));
    let mut roles = vec![Role::Ignored; width];
    let mut set = |at: usize, role: Role| {
        if let Some(place) = roles.get_mut(at) {
            *place = role;
        }
    };
    let layout = match (dates.as_slice(), numbers.as_slice()) {
        ([date], [amount]) => {
            set(texts.next()?, Role::Customer);
            set(*date, Role::Period);
            set(*amount, Role::Amount);
            Layout::Long
        }
        // Customers may be numbers too: they stand first.
        ([date], [customer, amount]) if texts.next().is_none() => {
            set(*customer, Role::Customer);
            set(*date, Role::Period);
            set(*amount, Role::Amount);
            Layout::Long
        }
        ([], [start, end]) => {
            set(texts.next()?, Role::Customer);
            set(*start, Role::Start);
            set(*end, Role::End);
            Layout::Snapshot
        }
        _ => return None,
    };
    if let Some(segment) = texts.next() {
        set(segment, Role::Segment);
    }
    Some(Columns::guessed(layout, roles))
}
