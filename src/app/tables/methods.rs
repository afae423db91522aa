//! The window under every method, and what makes them differ.

use super::grid::{Column, Form, Grid, Row};
use crate::accounts::{Difference, Method, Methods, Reading, Returning};
use crate::app::list::List;
use crate::app::text::{Style, tables as words};
use crate::export::Cell;
use crate::number::{Ratio, Unit, Value};

/// One row per method. Those who came back count as chosen, in every row.
pub fn methods(list: &List) -> Option<Grid> {
    let methods = &list.compared.as_deref()?.methods;
    list.span()?;
    let rows = Method::ALL.map(|method| {
        let chosen = list.compare.method == method;
        let (name, note) = words::method(method, methods.span, chosen);
        let [nrr, grr, cr] = rates(&methods.reading(method, list.compare.returns));
        Row {
            is_chosen: chosen,
            ..Row::new(vec![Cell::text(name), nrr, grr, cr]).note(note)
        }
    });
    Some(Grid {
        columns: columns("Method"),
        rows: rows.into(),
        total: None,
    })
}

/// The title over how by movements becomes by customer.
pub fn differences_title(list: &List, style: Style) -> Option<String> {
    let methods = &list.compared.as_deref()?.methods;
    let [moved, kept] = two(list, methods).map(|reading| reading.grr.ok());
    let none = explained(methods).next().is_none();
    Some(words::differences(moved?, kept?, none, style))
}

/// By movements, and by customer.
fn two(list: &List, methods: &Methods) -> [Reading; 2] {
    [
        methods.reading(Method::ByMovements, list.compare.returns),
        methods.reading(Method::ByCustomer, Returning::Counted),
    ]
}

/// How by movements becomes by customer: what each cause adds, in points.
pub fn differences(list: &List) -> Option<Grid> {
    let methods = &list.compared.as_deref()?.methods;
    list.span()?;
    let [moved, kept] = two(list, methods);
    let named = |name: &'static str, reading: &Reading| {
        let [nrr, grr, cr] = rates(reading);
        Row::new(vec![Cell::text(name), nrr, grr, cr])
    };
    let mut rows = vec![named("By movements", &moved)];
    for difference in explained(methods) {
        rows.push(step(list.compare.returns, methods, difference));
    }
    Some(Grid {
        columns: columns("Step"),
        rows,
        total: Some(named("By customer", &kept)),
    })
}

/// The accounts behind each cause.
pub fn behind(list: &List) -> Vec<(String, String)> {
    let (Some(compared), Some(ledger)) = (list.compared.as_deref(), list.read.ledger()) else {
        return Vec::new();
    };
    let named = |difference: &Difference| {
        let accounts = difference.behind.iter().map(|mover| {
            let label = ledger.label(mover.account);
            label
                .unwrap_or_else(|| ledger.name(mover.account))
                .to_owned()
        });
        let accounts: Vec<String> = accounts.collect();
        let names = words::behind(&accounts, difference.accounts);
        (words::cause(difference), names)
    };
    explained(&compared.methods).map(named).collect()
}

/// Who joined on the way is in neither of the two that are compared.
fn explained(methods: &Methods) -> impl Iterator<Item = &Difference> {
    use crate::accounts::Cause;
    let differences = methods.differences.iter();
    differences.filter(|difference| difference.cause != Cause::JoinedAfterStart)
}

/// Losses that only movements count are what by customer is higher by. Who came back parts NRR and
/// CR only where that does not count.
fn step(returning: Returning, methods: &Methods, difference: &Difference) -> Row {
    let start = methods.kept.start;
    let customers = methods.kept.customers_start;
    let (net, departures) = match returning {
        Returning::Counted => (0, 0),
        Returning::LeftOut => (difference.net.wrapping_neg(), difference.departures),
    };
    let points = |part, whole| {
        Ratio::new(part, whole).map_or(Cell::Undefined, |points| {
            Cell::Figure(Value::Ratio(points), Unit::Percent)
        })
    };
    Row {
        form: Form::Points,
        ..Row::new(vec![
            Cell::text(words::cause(difference)),
            points(net, start),
            points(difference.losses, start),
            points(departures, customers.into()),
        ])
    }
}

pub(super) fn columns(first: &'static str) -> Vec<Column> {
    vec![
        Column::new(first, "text"),
        Column::new("NRR", "num-rev"),
        Column::new("GRR", ""),
        Column::new("CR", "num-cust"),
    ]
}

fn rates(reading: &Reading) -> [Cell<'static>; 3] {
    [
        Cell::rate(reading.nrr),
        Cell::rate(reading.grr),
        Cell::rate(reading.customer_retention),
    ]
}
