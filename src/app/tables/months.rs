//! Month by month: what was kept over the twelve months before or in the month, and what moved in
//! the month itself.

use super::grid::{Column, Grid, Row};
use crate::accounts::{Figures, Month, Movements, Span, TRAILING};
use crate::app::list::List;
use crate::app::text::fill;
use crate::app::text::tables as words;
use crate::chart::small;
use crate::export::Cell;
use crate::number::{Ratio, Value};

/// The column with the revenue at the end.
const END: usize = 10;

/// Whether the rates are those of each month: as chosen, and where two months cannot look back.
pub fn each_month(list: &List, chosen: bool) -> bool {
    chosen || list.read.figures.trailing.len() < 2
}

/// One row per month, with the rates of that month or of the twelve before.
pub fn months(list: &List, each: bool) -> Option<Grid> {
    let (ledger, figures) = list.read.monthly()?;
    let chosen = list.end();
    let each = each_month(list, each);
    let largest = figures.months.iter().map(|month| month.movements.end).max();
    let largest = largest.unwrap_or_default();
    let rows = figures.months.iter().map(|month| {
        let mut trailing = figures.trailing.iter();
        let kept = match each {
            true => month.moved().map(Movements::kept),
            false => trailing
                .find(|trailing| trailing.month == month.month)
                .map(|trailing| trailing.kept),
        };
        let mut cells = vec![Cell::Month(month.month)];
        cells.extend(super::segments::rates(kept.as_ref()));
        moved(&mut cells, month.moved(), &month.movements, ledger.scale());
        Row {
            note: words::month_note(figures, month.month),
            action: (!month.is_first).then(|| fill("month:{}", [month.month.to_string()])),
            is_chosen: chosen == Some(month.month),
            pictures: Ratio::new(month.movements.end, largest)
                .map(|part| ("bar-cell", small::bar(part)))
                .into_iter()
                .collect(),
            ..Row::new(cells)
        }
    });
    let rows: Vec<Row> = rows.collect();
    Some(Grid {
        columns: sparked(columns(each), &rows),
        rows,
        total: None,
    })
}

/// With the line of the three rates, on one scale around 100%, and of revenue, from zero.
fn sparked(columns: Vec<Column>, rows: &[Row]) -> Vec<Column> {
    let numbers = |at: usize| -> Vec<Option<Ratio>> {
        let cells = rows.iter().map(|row| match row.cells.get(at)? {
            Cell::Figure(Value::Ratio(rate), _) => Some(*rate),
            Cell::Money(sum, _) => Ratio::new(*sum, 1),
            _ => None,
        });
        cells.collect()
    };
    let rates = [1, 2, 3].map(numbers).concat();
    let sparked = |(at, column): (usize, Column)| {
        let (class, level) = match at {
            1 => ("line thin l-rev", Ratio::ONE),
            2 => ("line thin l-grr", Ratio::ONE),
            3 => ("line thin l-cust", Ratio::ONE),
            END => ("line thin l-rev", Ratio::ZERO),
            _ => return column,
        };
        let own = numbers(at);
        let scale = if at == END { &own } else { &rates };
        Column {
            spark: small::spark(class, &own, scale, level),
            ..column
        }
    };
    columns.into_iter().enumerate().map(sparked).collect()
}

/// The window that a click on a month shows: the twelve months before it, or as many as there are.
pub fn window_ending(list: &List, to: Month) -> Option<Span> {
    let (_, figures) = list.read.monthly()?;
    let first = first(figures)?;
    let year = to.plus(0_i32.saturating_sub_unsigned(TRAILING as u32));
    let from = year.max(first);
    let known = figures.months.iter().any(|month| month.month == to);
    (known && from < to).then_some(Span { from, to })
}

fn first(figures: &Figures) -> Option<Month> {
    figures.months.first().map(|month| month.month)
}

fn columns(each: bool) -> Vec<Column> {
    let back = |name, class| Column::new(name, class).group(words::looking(each));
    let moved = |name, spoken, class| Column {
        spoken,
        ..Column::new(name, class).group("in the month itself")
    };
    vec![
        Column::new("Month", ""),
        back("NRR", "num-rev"),
        back("GRR", ""),
        back("CR", "num-cust"),
        moved("Start", "", ""),
        moved("+ Exp.", "expansion", "up"),
        moved("− Contr.", "contraction", "down"),
        moved("− Churned", "", "gone"),
        moved("+ New", "", ""),
        moved("+ Back", "returned", ""),
        moved("End", "", ""),
        Column::picture("End, as a bar", "bar-cell"),
    ]
}

/// The first month has an end, and nothing before it.
fn moved(cells: &mut Vec<Cell<'static>>, moved: Option<&Movements>, month: &Movements, scale: u32) {
    let parts = [
        month.start,
        month.expansion,
        month.contraction,
        month.churn,
        month.new,
        month.reactivation,
    ];
    cells.extend(parts.map(|sum| match moved {
        Some(_) => Cell::Money(sum, scale),
        None => Cell::Undefined,
    }));
    cells.push(Cell::Money(month.end, scale));
}
