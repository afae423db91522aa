//! The tables of a result.

use serde::Serialize;

use super::table::{Cell, Table};
use crate::accounts::{
    Figures, Kept, Ledger, Method, Methods, Movement, Movements, Mover, Movers, Returning,
    SegmentFigures, Span, Window,
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

fn segment(ledger: &Ledger, segment: Option<u32>) -> Cell<'_> {
    segment.map_or(Cell::Blank, |segment| {
        Cell::text(ledger.segment_names().name(segment))
    })
}

const MOVER: [&str; 7] = [
    "movement",
    "customer",
    "name",
    "segment",
    "revenue_start",
    "revenue_end",
    "change",
];

/// One row per mover, kind by kind.
pub fn movers<'a>(ledger: &'a Ledger, movers: &Movers, span: Span) -> Table<'a> {
    let kinds = [
        (Movement::Churn, &movers.churned),
        (Movement::Contraction, &movers.contracted),
        (Movement::Expansion, &movers.expanded),
        (Movement::New, &movers.new),
        (Movement::Reactivation, &movers.returned),
    ];
    let rows = kinds.into_iter().flat_map(|(kind, movers)| {
        movers
            .iter()
            .map(move |mover| account_row(ledger, span, Some(kind), mover))
    });
    Table::new(&MOVER, rows)
}

/// Every account that is active at one of the window's ends, in the order of the list.
pub fn accounts<'a>(ledger: &'a Ledger, span: Span) -> Table<'a> {
    let pairs = ledger
        .pairs(span.from, span.to)
        .filter(|&(_, before, after)| before > 0 || after > 0);
    let rows = pairs.map(|(account, before, after)| {
        let active_before = || {
            ledger
                .months()
                .take_while(|&month| month < span.from)
                .any(|month| ledger.amount(account, month) > 0)
        };
        let kind = Movement::between(before, after, active_before);
        account_row(
            ledger,
            span,
            kind,
            &Mover {
                account,
                before,
                after,
            },
        )
    });
    Table::new(&MOVER, rows)
}

fn account_row<'a>(
    ledger: &'a Ledger,
    span: Span,
    kind: Option<Movement>,
    mover: &Mover,
) -> Vec<Cell<'a>> {
    let account = mover.account;
    let known = ledger
        .segment(account, span.from)
        .or_else(|| ledger.segment(account, span.to));
    let money = |amount: i64| Cell::Money(amount.into(), ledger.scale());
    vec![
        kind.map_or(Cell::Blank, |kind| Cell::text(name(kind))),
        Cell::text(ledger.name(account)),
        ledger.label(account).map_or(Cell::Blank, Cell::text),
        segment(ledger, known),
        money(mover.before),
        money(mover.after),
        money(mover.change()),
    ]
}

fn name(movement: Movement) -> &'static str {
    match movement {
        Movement::New => "new",
        Movement::Reactivation => "reactivation",
        Movement::Expansion => "expansion",
        Movement::Contraction => "contraction",
        Movement::Churn => "churn",
    }
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

/// One place in a file and what was found there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report<'a> {
    pub file: &'a str,
    /// Physical line, from 1.
    pub line: u64,
    /// Field within the line, from 1; none for the whole line.
    pub column: Option<u64>,
    pub code: &'a str,
    pub severity: &'a str,
    /// What stood there.
    pub text: &'a str,
}

/// One row per report.
pub fn reports<'a>(reports: impl IntoIterator<Item = Report<'a>>) -> Table<'a> {
    let rows = reports.into_iter().map(|report| {
        vec![
            Cell::text(report.file),
            Cell::Count(report.line),
            report.column.map_or(Cell::Blank, Cell::Count),
            Cell::text(report.code),
            Cell::text(report.severity),
            Cell::text(report.text),
        ]
    });
    Table::new(
        &["file", "line", "column", "code", "severity", "text"],
        rows,
    )
}
