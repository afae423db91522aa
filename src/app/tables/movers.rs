//! The accounts behind the figures: who moved them most, and how much rests on a few.

use super::grid::{Column, Form, Grid, Row};
use super::segments::rates;
use crate::accounts::{Ledger, Movements, Mover, Movers, Span, without};
use crate::app::list::List;
use crate::app::text::tables as words;
use crate::export::Cell;
use crate::number::{Ratio, Unit, Value};

/// How many of each kind the page shows; all that are known are in the file.
const SHOWN: usize = 5;

/// A kind of mover: the id of its place, its name, and those who moved most.
pub fn kinds(movers: &Movers) -> [(&'static str, &'static str, &[Mover]); 5] {
    [
        ("churned", "Largest who left", &movers.churned),
        ("contracted", "Shrank most", &movers.contracted),
        ("expanded", "Grew most", &movers.expanded),
        ("joined", "Largest new", &movers.new),
        ("returned", "Largest who came back", &movers.returned),
    ]
}

/// The largest of one kind, largest first; none if there is nobody.
pub fn movers(list: &List, kind: &[Mover]) -> Option<Grid> {
    let compared = list.compared.as_deref()?;
    let ledger = list.read.ledger()?;
    let all = &compared.window.movements;
    let in_nrr = kind.first()?.before > 0;
    let mut grid = Grid {
        columns: columns(),
        rows: kind
            .iter()
            .take(SHOWN)
            .map(|mover| row(ledger, compared.span, mover, Some(all)))
            .collect(),
        total: None,
    };
    if !in_nrr {
        grid.columns.pop();
        for row in &mut grid.rows {
            row.cells.pop();
        }
    }
    Some(grid)
}

/// All kinds one after another, to be copied.
pub(super) fn all(list: &List) -> Option<Grid> {
    let compared = list.compared.as_deref()?;
    let ledger = list.read.ledger()?;
    let all = Some(&compared.window.movements);
    let mut rows = Vec::new();
    for (_, name, movers) in kinds(&compared.movers) {
        for mover in movers.iter().take(SHOWN) {
            let mut row = row(ledger, compared.span, mover, all);
            row.cells.insert(0, Cell::text(name));
            rows.push(row);
        }
    }
    let mut columns = columns();
    columns.insert(0, Column::new("What", "text"));
    Some(Grid {
        columns,
        rows,
        total: None,
    })
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("Account", ""),
        Column::new("From", ""),
        Column::new("To", ""),
        Column::new("Change", "").form(Form::Change),
        Column {
            spoken: "of NRR",
            ..Column::new("Points", "").form(Form::Points)
        },
    ]
}

/// An account: its name, with its number and segment beside it, and what it paid.
pub(super) fn row(ledger: &Ledger, span: Span, mover: &Mover, all: Option<&Movements>) -> Row {
    let money = |amount: i64| Cell::Money(amount.into(), ledger.scale());
    let points = all.and_then(|all| mover.points(all));
    let name = ledger.label(mover.account);
    let name = name.unwrap_or_else(|| ledger.name(mover.account));
    Row::new(vec![
        Cell::text(name.to_owned()),
        money(mover.before),
        money(mover.after),
        money(mover.change()),
        points.map_or(Cell::Undefined, percent),
    ])
    .note(words::account_note(ledger, span, mover.account))
}

/// What is left of the figures without the largest accounts at the start.
pub fn concentration(list: &List) -> Option<Grid> {
    let compared = list.compared.as_deref()?;
    let all = &compared.window.movements;
    let found = crate::accounts::concentration(all, &compared.movers);
    let rows = found.shares.iter().map(|(accounts, share)| {
        let largest = compared.movers.largest.get(..*accounts);
        let kept = without(all.kept(), largest.unwrap_or_default());
        let mut cells = vec![Cell::text(words::largest(*accounts)), percent(*share)];
        cells.extend(rates(Some(&kept)));
        Row::new(cells)
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| Grid {
        columns: vec![
            Column::new("Left out", "text"),
            Column {
                spoken: "of revenue at the start",
                ..Column::new("Share", "")
            },
            Column::new("NRR", "num-rev"),
            Column::new("GRR", ""),
            Column::new("CR", "num-cust"),
        ],
        rows,
        total: None,
    })
}

fn percent(ratio: Ratio) -> Cell<'static> {
    Cell::Figure(Value::Ratio(ratio), Unit::Percent)
}
