//! What another tool would show, beside by customer over the same months.

use super::grid::{Form, Grid, Row};
use super::methods::columns;
use crate::accounts::Rate;
use crate::app::list::List;
use crate::app::text::{Style, tools as words};
use crate::export::Cell;
use crate::import::Grain;
use crate::insight::tools::{Told, Tool, matched};
use crate::number::{Unit, Value};

/// Theirs, ours, and the difference in points.
pub fn tool(list: &List, tool: Tool, style: Style) -> Option<Grid> {
    let methods = &list.compared.as_deref()?.methods;
    list.span()?;
    let matched = matched(tool, methods, by_subscription(list))?;
    let (name, note) = words::row(tool, &matched);
    let row = |name: String, cells: [Cell<'static>; 3]| {
        Row::new([Cell::text(name)].into_iter().chain(cells).collect())
    };
    let theirs = matched.theirs.map(|told| match told {
        Told::Rate(rate) => Cell::rate(rate),
        Told::AtMost(Ok(rate)) => Cell::text(words::at_most(&style.percent(rate))),
        Told::AtMost(Err(_)) | Told::NotTold => Cell::Undefined,
    });
    let mut rows = vec![row(name, theirs).note(note)];
    if tool != Tool::ByCustomer {
        rows.push(row("By customer".to_owned(), matched.ours.map(Cell::rate)));
        let pairs = matched.theirs.iter().zip(&matched.ours);
        let points = pairs.map(|(theirs, ours)| difference(theirs, ours));
        let cells = [Cell::text("Difference, points")].into_iter().chain(points);
        rows.push(Row {
            form: Form::Points,
            ..Row::new(cells.collect())
        });
    }
    Some(Grid {
        columns: columns("Tool"),
        rows,
        total: None,
    })
}

/// Whether the reader counts each subscription of the list.
pub fn by_subscription(list: &List) -> bool {
    list.read.choices.grain == Grain::Subscription
}

fn difference(theirs: &Told, ours: &Rate) -> Cell<'static> {
    let points = match (theirs, ours) {
        (Told::Rate(Ok(theirs)), Ok(ours)) => theirs.checked_sub(*ours),
        _ => None,
    };
    points.map_or(Cell::Undefined, |points| {
        Cell::Figure(Value::Ratio(points), Unit::Percent)
    })
}
