//! The window by segment, and all of them together: the headline.

use super::grid::{Column, Grid, Row};
use crate::accounts::{Kept, Movements};
use crate::app::list::{List, Who};
use crate::app::text;
use crate::export::Cell;
use crate::number::{Ratio, Unit, Value};

/// The column with the revenue at the start.
pub const START: usize = 5;

/// One row per segment, of a list that has any.
pub fn segments(list: &List) -> Option<Grid> {
    let compared = list.compared.as_deref()?;
    let named = compared.segments.iter().any(|part| part.segment.is_some());
    let all = &compared.window.movements;
    let row = |name: String, movements: &Movements| {
        let kept = movements.kept();
        let [nrr, grr, cr] = rates(Some(&kept));
        let share = Ratio::new(movements.start, all.start);
        Row::new(vec![
            Cell::text(name),
            nrr,
            grr,
            cr,
            Cell::Count(movements.customers_start),
            Cell::Money(movements.start, list.scale()),
            share.map_or(Cell::Undefined, |share| {
                Cell::Figure(Value::Ratio(share), Unit::Percent)
            }),
        ])
    };
    let rows = compared.segments.iter().map(|part| {
        let who = Who::Segment(part.segment);
        Row {
            is_chosen: list.compare.who == who,
            ..row(text::list::who(&list.read, who), &part.movements)
        }
    });
    named.then(|| Grid {
        columns: columns(),
        rows: rows.collect(),
        total: Some(row("All".to_owned(), all)),
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Segment", "text"),
        Column::new("NRR", "num-rev"),
        Column::new("GRR", ""),
        Column::new("CR", "num-cust"),
        Column::new("Customers", ""),
        Column::new("Start", ""),
        Column::new("Share", ""),
    ]
}

/// NRR, GRR and CR of what was kept, where something could be.
pub(super) fn rates(kept: Option<&Kept>) -> [Cell<'static>; 3] {
    kept.map_or([const { Cell::Undefined }; 3], |kept| {
        [
            Cell::rate(kept.nrr()),
            Cell::rate(kept.grr()),
            Cell::rate(kept.customer_retention()),
        ]
    })
}
