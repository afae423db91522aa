//! The tables of figures.

use super::table::{Cell, Table};
use crate::accounts::{
    Figures, Kept, Ledger, Method, Methods, Movements, Returning, SegmentFigures, Window,
};
use crate::number::{Unit, Value};
use crate::retention::{Figure, Metric};

/// The fields of a period, in the order of [`period`].
pub(super) const PERIOD: [&str; 17] = [
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

/// The cells of a period; without `moved` only its end is known.
pub(super) fn period<'a>(movements: &Movements, scale: u32, moved: bool) -> [Cell<'a>; 17] {
    let m = movements;
    let money = |sum| {
        if moved {
            Cell::Money(sum, scale)
        } else {
            Cell::Undefined
        }
    };
    let count = |customers| {
        if moved {
            Cell::Count(customers)
        } else {
            Cell::Undefined
        }
    };
    let [nrr, grr, cr] = if moved {
        rates(&m.kept())
    } else {
        [const { Cell::Undefined }; 3]
    };
    [
        money(m.start),
        money(m.new),
        money(m.reactivation),
        money(m.expansion),
        money(m.contraction),
        money(m.churn),
        Cell::Money(m.end, scale),
        count(m.customers_start),
        count(m.customers_new),
        count(m.customers_reactivated),
        count(m.customers_expanded),
        count(m.customers_contracted),
        count(m.customers_churned),
        Cell::Count(m.customers_end),
        nrr,
        grr,
        cr,
    ]
}

fn rates<'a>(kept: &Kept) -> [Cell<'a>; 3] {
    [
        Cell::rate(kept.nrr()),
        Cell::rate(kept.grr()),
        Cell::rate(kept.customer_retention()),
    ]
}

fn columns(first: &'static str, rest: &[&'static str]) -> Vec<&'static str> {
    [&[first], rest].concat()
}

fn row<'a>(first: Cell<'a>, rest: impl IntoIterator<Item = Cell<'a>>) -> Vec<Cell<'a>> {
    std::iter::once(first).chain(rest).collect()
}

/// One row per month.
pub fn months<'a>(figures: &Figures, scale: u32) -> Table<'a> {
    let rows = figures.months.iter().map(|month| {
        row(
            Cell::Month(month.month),
            period(&month.movements, scale, !month.is_first),
        )
    });
    Table::new(&columns("month", &PERIOD), rows)
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
        let cells = [
            Cell::Month(trailing.month),
            Cell::Month(trailing.base_month),
            Cell::Count(kept.customers_start),
            Cell::Money(kept.start, scale),
            Cell::Money(kept.revenue, scale),
            Cell::Money(kept.gross, scale),
            Cell::Count(kept.customers),
        ];
        cells.into_iter().chain(rates(kept)).collect()
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
            let cells = [
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
            cells.into_iter().chain(rates(&cohort.kept(age))).collect()
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
        row(
            segment(ledger, figures.segment),
            period(&figures.movements, scale, true),
        )
    });
    let total = window.map(|window| row(Cell::Blank, period(&window.movements, scale, true)));
    Table::new(&columns("segment", &PERIOD), rows.chain(total))
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
