//! The tables of single accounts and of what was found in a file.

use super::table::{Cell, Table};
use super::tables::segment;
use crate::accounts::{Ledger, Movement, Mover, Movers, Span};

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

/// One place in a file and what was found there.
#[derive(Clone, Debug, PartialEq, Eq)]
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
