//! Month by month: what was kept over the twelve months before, and what moved in the month itself.

use super::grid::{Column, Grid, Row};
use crate::accounts::{Figures, Kept, Month, Movements, Span, TRAILING};
use crate::app::list::List;
use crate::app::text::tables as words;
use crate::export::Cell;

/// One row per month.
pub fn months(list: &List) -> Option<Grid> {
    let (ledger, figures) = list.read.monthly()?;
    let chosen = list.compared.as_deref().map(|compared| compared.span);
    let rows = figures.months.iter().map(|month| {
        let kept = figures
            .trailing
            .iter()
            .find(|trailing| trailing.month == month.month)
            .map(|trailing| trailing.kept);
        let cells = std::iter::once(Cell::Month(month.month))
            .chain(looking_back(kept.as_ref()))
            .chain(moved(month.moved(), &month.movements, ledger.scale()));
        Row {
            note: words::month_note(figures, month.month),
            action: (!month.is_first).then(|| ["month:", &month.month.to_string()].concat()),
            is_chosen: chosen.is_some_and(|span| span.to == month.month),
            ..Row::new(cells.collect())
        }
    });
    Some(Grid {
        columns: columns(),
        rows: rows.collect(),
        total: None,
    })
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

fn columns() -> Vec<Column> {
    let back = |name, class| Column::new(name, class).group("looking back 12 months");
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
    ]
}

fn looking_back(kept: Option<&Kept>) -> [Cell<'static>; 3] {
    super::segments::rates(kept)
}

/// The first month has an end, and nothing before it.
fn moved(moved: Option<&Movements>, month: &Movements, scale: u32) -> [Cell<'static>; 7] {
    let money = |part: fn(&Movements) -> i128| match moved {
        Some(moved) => Cell::Money(part(moved), scale),
        None => Cell::Undefined,
    };
    [
        money(|moved| moved.start),
        money(|moved| moved.expansion),
        money(|moved| moved.contraction),
        money(|moved| moved.churn),
        money(|moved| moved.new),
        money(|moved| moved.reactivation),
        Cell::Money(month.end, scale),
    ]
}
