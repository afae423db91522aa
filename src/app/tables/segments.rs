//! The window by segment, and all of them together: the headline.

use super::grid::{Column, Grid, Row};
use crate::accounts::{Kept, Movements};
use crate::app::list::{List, Who};
use crate::app::text;
use crate::chart::mark::Mark;
use crate::chart::small;
use crate::export::Cell;
use crate::number::{Ratio, Unit, Value};

/// The column with the revenue at the start.
pub const START: usize = 5;

/// One row per segment, of a list that has any.
pub fn segments(list: &List) -> Option<Grid> {
    let compared = list.compared.as_deref()?;
    let named = compared.segments.iter().any(|part| part.segment.is_some());
    let all = &compared.window.movements;
    let parts = compared.segments.iter();
    let lengths = parts.map(|part| part.movements.start.max(part.movements.kept().revenue));
    let longest = lengths.max().unwrap_or_default();
    let row = |name: String, movements: &Movements| {
        let kept = movements.kept();
        let [nrr, grr, cr] = rates(Some(&kept));
        let share = Ratio::new(movements.start, all.start);
        let row = Row::new(vec![
            Cell::text(name),
            nrr,
            grr,
            cr,
            Cell::Count(movements.customers_start),
            Cell::Money(movements.start, list.scale()),
            share.map_or(Cell::Undefined, |share| {
                Cell::Figure(Value::Ratio(share), Unit::Percent)
            }),
        ]);
        Row {
            pictures: pictures(movements, longest),
            ..row
        }
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
        total: Some(Row {
            // Longer than all bars of the parts: the square alone.
            pictures: pictures(all, 0),
            ..row("All".to_owned(), all)
        }),
    })
}

/// The retention rectangle, and what was kept of the start on the scale of all segments.
fn pictures(movements: &Movements, longest: i128) -> Vec<(&'static str, Vec<Mark>)> {
    let kept = movements.kept();
    let square = kept.customer_retention().ok().zip(kept.nrr().ok());
    let square = square.and_then(|(cr, nrr)| Some(small::square(cr, nrr.checked_div(cr)?)));
    let bars = Ratio::new(kept.start, longest).zip(Ratio::new(kept.revenue, longest));
    let bars = bars.map(|(start, kept)| small::kept_bar(start, kept));
    vec![
        ("mini-cell", square.unwrap_or_default()),
        ("bar-cell", bars.unwrap_or_default()),
    ]
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
        Column::picture("Rectangle", "mini-cell"),
        Column::picture("Start and kept, as bars", "bar-cell"),
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
