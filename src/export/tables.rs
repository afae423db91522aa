//! The tables of figures.

use super::table::{Cell, Table};
use super::value::Json;
use crate::accounts::{
    Figures, Kept, Ledger, Method, Methods, Movements, Returning, SegmentFigures, Window,
};
use crate::number::{Unit, Value};
use crate::retention::{Figure, Metric};
use std::borrow::Cow;

/// The fields of a period, in the order of [`period`].
const PERIOD: [&str; 17] = [
    "revenue_start",
    "new",
    "reactivation",
    "expansion",
    "contraction",
    "churn",
    "revenue_end",
    "customers_start",
    "customers_new",
    "customers_reactivated",
    "customers_expanded",
    "customers_contracted",
    "customers_churned",
    "customers_end",
    "nrr",
    "grr",
    "cr",
];

/// A first cell and those of a period; without `moved` only its end is known.
fn period<'a>(first: Cell<'a>, movements: &Movements, scale: u32, moved: bool) -> Vec<Cell<'a>> {
    let m = movements;
    let known = |cell| if moved { cell } else { Cell::Undefined };
    let mut cells = vec![first];
    let revenue = [
        m.start,
        m.new,
        m.reactivation,
        m.expansion,
        m.contraction,
        m.churn,
    ];
    cells.extend(revenue.map(|sum| known(Cell::Money(sum, scale))));
    cells.push(Cell::Money(m.end, scale));
    let customers = [
        m.customers_start,
        m.customers_new,
        m.customers_reactivated,
        m.customers_expanded,
        m.customers_contracted,
        m.customers_churned,
    ];
    cells.extend(customers.map(|count| known(Cell::Count(count))));
    cells.push(Cell::Count(m.customers_end));
    cells.extend(rates(&m.kept()).map(known));
    cells
}

/// A period on its own.
pub(super) fn period_fields<'a>(movements: &Movements, scale: u32) -> Json<'a> {
    let mut cells = period(Cell::Blank, movements, scale, true);
    cells.remove(0);
    Json::fields(&PERIOD.map(Cow::Borrowed), cells)
}

fn rates<'a>(kept: &Kept) -> [Cell<'a>; 3] {
    [
        Cell::rate(kept.nrr()),
        Cell::rate(kept.grr()),
        Cell::rate(kept.customer_retention()),
    ]
}

fn columns(first: &'static str) -> Vec<&'static str> {
    [&[first], PERIOD.as_slice()].concat()
}

/// One row per month.
pub fn months<'a>(figures: &Figures, scale: u32) -> Table<'a> {
    let rows = figures.months.iter().map(|month| {
        let first = Cell::Month(month.month);
        period(first, &month.movements, scale, !month.is_first)
    });
    Table::new(&columns("month"), rows)
}

/// One row per month that has a month twelve before it.
pub fn trailing<'a>(figures: &Figures, scale: u32) -> Table<'a> {
    let names = [
        "month",
        "base_month",
        "base_customers",
        "base_revenue",
        "retained_revenue",
        "retained_gross",
        "retained_customers",
        "nrr",
        "grr",
        "cr",
    ];
    let rows = figures.trailing.iter().map(|trailing| {
        let kept = &trailing.kept;
        let mut cells = vec![
            Cell::Month(trailing.month),
            Cell::Month(trailing.base_month),
            Cell::Count(kept.customers_start),
            Cell::Money(kept.start, scale),
            Cell::Money(kept.revenue, scale),
            Cell::Money(kept.gross, scale),
            Cell::Count(kept.customers),
        ];
        cells.extend(rates(kept));
        cells
    });
    Table::new(&names, rows)
}

/// One row per cohort and age.
pub fn cohorts<'a>(figures: &Figures, scale: u32) -> Table<'a> {
    let names = [
        "cohort",
        "already_active_at_start_of_data",
        "age",
        "revenue",
        "gross",
        "customers",
        "revenue_retention",
        "gross_retention",
        "logo_retention",
    ];
    let rows = figures.cohorts.iter().flat_map(|cohort| {
        (0..).zip(&cohort.ages).map(move |(k, age)| {
            let mut cells = vec![
                Cell::Month(cohort.month),
                Cell::text(if cohort.already_active {
                    "true"
                } else {
                    "false"
                }),
                Cell::Count(k),
                Cell::Money(age.revenue, scale),
                Cell::Money(age.gross, scale),
                Cell::Count(age.customers),
            ];
            cells.extend(rates(&cohort.kept(age)));
            cells
        })
    });
    Table::new(&names, rows)
}

/// One row per segment of a window, and, with the window, last the total without a name.
pub fn segments<'a>(
    ledger: &'a Ledger,
    segments: &[SegmentFigures],
    window: Option<&Window>,
) -> Table<'a> {
    let scale = ledger.scale();
    let rows = segments.iter().map(|figures| {
        let first = segment(ledger, figures.segment);
        period(first, &figures.movements, scale, true)
    });
    let mut rows: Vec<_> = rows.collect();
    rows.extend(window.map(|window| period(Cell::Blank, &window.movements, scale, true)));
    Table::new(&columns("segment"), rows)
}

pub(super) fn segment(ledger: &Ledger, segment: Option<u32>) -> Cell<'_> {
    segment.map_or(Cell::Blank, |segment| {
        Cell::text(ledger.segment_names().name(segment))
    })
}

/// The rates of a window under every method, returned customers counted in and left out.
pub fn methods<'a>(methods: &Methods) -> Table<'a> {
    let rows = Method::ALL.into_iter().flat_map(|method| {
        [
            (Returning::Counted, "counted"),
            (Returning::LeftOut, "left_out"),
        ]
        .map(|(returning, name)| {
            let reading = methods.reading(method, returning);
            vec![
                Cell::text(match method {
                    Method::ByCustomer => "by_customer",
                    Method::ByMovements => "by_movements",
                    Method::ByMovementsOfAll => "by_movements_of_all",
                    Method::Chained => "chained",
                }),
                Cell::text(name),
                Cell::rate(reading.nrr),
                Cell::rate(reading.grr),
                Cell::rate(reading.customer_retention),
            ]
        })
    });
    Table::new(&["method", "returns", "nrr", "grr", "cr"], rows)
}

/// Figures of one period by metric: for totals.
pub fn totals<'a>(figures: &[(Metric, Figure)]) -> Table<'a> {
    let cell = |unit: Unit, figure: &Figure| match figure {
        Ok(value) => Cell::Figure(Value::clone(value), unit),
        Err(_) => Cell::Undefined,
    };
    let rows = figures
        .iter()
        .map(|(metric, figure)| vec![Cell::text(metric.id()), cell(metric.unit(), figure)]);
    Table::new(&["metric", "value"], rows)
}
