//! Columns without a header.

use super::columns::Columns;
use super::dates;
use super::numbers::{self, Number, is_number};
use super::roles::{Layout, Role};

/// Whether months stand below each other, each once, under a header of customers.
pub fn is_transposed(rows: &[Vec<String>]) -> bool {
    let said = |cell: &str| !cell.trim().is_empty();
    let Some((header, below)) = rows.split_first() else {
        return false;
    };
    let names = header.get(1..).unwrap_or_default();
    let is_name = |cell: &String| said(cell) && !is_number(cell) && !dates::is_date(cell);
    let mut days: Vec<&str> = Vec::new();
    for row in below.iter().filter(|row| row.iter().any(|cell| said(cell))) {
        let Some((day, amounts)) = row.split_first() else {
            return false;
        };
        let is_amount = |cell: &String| !matches!(numbers::read(cell, false), Number::Bad(_));
        if !amounts.iter().all(is_amount) || !dates::is_date(day) || days.contains(&day.trim()) {
            return false;
        }
        days.push(day.trim());
    }
    names.len() > 1 && days.len() > 1 && names.iter().all(is_name)
}

/// What columns without a header may be, from what they hold: a text, a date or a number.
pub fn columns(rows: &[Vec<String>]) -> Option<Columns> {
    let width = rows.first()?.len();
    let column = |at: usize| {
        rows.iter()
            .filter_map(move |row| row.get(at))
            .filter(|c| !c.trim().is_empty())
    };
    let all = |at: usize, test: fn(&str) -> bool| {
        column(at).next().is_some() && column(at).all(|cell| test(cell))
    };
    let dates: Vec<usize> = (0..width).filter(|at| all(*at, dates::is_date)).collect();
    let numbers: Vec<usize> = (0..width)
        .filter(|at| all(*at, is_number) && !dates.contains(at))
        .collect();
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
