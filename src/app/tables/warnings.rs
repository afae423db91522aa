//! Accounts with a warning, and those that could grow: what each pays, and why it is listed.

use super::grid::{Column, Grid, Row};
use crate::app::list::List;
use crate::app::text::{Style, tables as words, warnings as says};
use crate::export::Cell;
use crate::insight::warnings::{Found, Warnings};
use crate::number::{Ratio, Unit, Value};

/// Which of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Warnings,
    Candidates,
}

impl Listed {
    /// By its name in the page's markup.
    pub fn parse(table: &str) -> Option<Listed> {
        match table {
            "warnings" => Some(Listed::Warnings),
            "candidates" => Some(Listed::Candidates),
            _ => None,
        }
    }

    /// The accounts, those that pay most first.
    pub fn of(self, warnings: &Warnings) -> &[Found] {
        match self {
            Listed::Warnings => &warnings.flagged,
            Listed::Candidates => &warnings.candidates,
        }
    }

    pub fn columns(self) -> Vec<Column> {
        let why = match self {
            Listed::Warnings => "Why",
            Listed::Candidates => "Uses of its limit",
        };
        vec![
            Column::new("Account", ""),
            Column::new("Pays", ""),
            Column {
                spoken: "of revenue",
                ..Column::new("Share", "")
            },
            Column::new(why, "text"),
        ]
    }

    /// An account: what it pays, and all reasons or how near its limit it is.
    pub fn row(self, list: &List, warnings: &Warnings, index: usize, style: Style) -> Option<Row> {
        let ledger = list.read.ledger()?;
        let found = self.of(warnings).get(index)?;
        let account = found.account;
        let why = match self {
            Listed::Warnings => {
                let reasons = warnings.judge.reasons(ledger, account);
                Cell::text(says::reasons(list, &reasons, style))
            }
            Listed::Candidates => share(warnings.judge.near_limit(ledger, account)),
        };
        let name = ledger.label(account);
        let name = name.unwrap_or_else(|| ledger.name(account));
        let row = Row::new(vec![
            Cell::text(name.to_owned()),
            Cell::Money(found.revenue.into(), ledger.scale()),
            share(Ratio::new(found.revenue.into(), warnings.revenue)),
            why,
        ]);
        let span = list.compared.as_deref()?.span;
        Some(row.note(words::account_note(ledger, span, account)))
    }

    /// All of them, to be copied.
    pub fn grid(self, list: &List, warnings: &Warnings, style: Style) -> Grid {
        let rows = 0..self.of(warnings).len();
        Grid {
            columns: self.columns(),
            rows: rows
                .filter_map(|index| self.row(list, warnings, index, style))
                .collect(),
            total: None,
        }
    }
}

fn share(ratio: Option<Ratio>) -> Cell<'static> {
    ratio.map_or(Cell::Undefined, |ratio| {
        Cell::Figure(Value::Ratio(ratio), Unit::Percent)
    })
}
