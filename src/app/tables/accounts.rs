//! Every account of the window, in an order. A list may have a million: a row is made when it is
//! drawn.

use super::grid::{Column, Grid, Row, Sort, letters};
use super::movers;
use crate::accounts::{Ledger, Month, Movement, Mover, Span};
use crate::app::list::List;
use crate::app::text::tables as words;
use crate::export::Cell;

/// The column with what an account pays more or less.
pub const CHANGE: usize = 3;

/// The accounts that are active at one of the window's ends.
#[derive(Clone, Debug)]
pub struct Accounts {
    span: Span,
    order: Vec<u32>,
}

impl Accounts {
    pub fn of(list: &List, sort: Sort) -> Option<Accounts> {
        let span = list.compared.as_deref()?.span;
        let ledger = list.read.ledger()?;
        let pairs = ledger
            .pairs(span.from, span.to)
            .filter(|&(_, before, after)| before > 0 || after > 0);
        let order = match sort.column {
            0 | 4 => by_words(ledger, span, pairs, sort),
            column => by_amount(pairs, column, sort.descending),
        };
        Some(Accounts { span, order })
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub fn columns() -> Vec<Column> {
        let mut columns = movers::columns();
        columns.pop();
        columns.push(Column::new("What", ""));
        columns
    }

    pub fn row(&self, list: &List, index: usize) -> Option<Row> {
        let ledger = list.read.ledger()?;
        let account = *self.order.get(index)?;
        let amount = |month| crate::accounts::paid(ledger.amount(account, month));
        let (before, after) = (amount(self.span.from), amount(self.span.to));
        let mover = Mover {
            account,
            before,
            after,
        };
        let mut row = movers::row(ledger, self.span, &mover, None);
        row.cells.pop();
        let kind = kind(ledger, self.span.from, &mover);
        row.cells.push(Cell::text(words::movement(kind)));
        Some(row)
    }

    /// All of them, to be copied.
    pub fn grid(&self, list: &List) -> Grid {
        let rows = (0..self.len()).filter_map(|index| self.row(list, index));
        Grid {
            columns: Accounts::columns(),
            rows: rows.collect(),
            total: None,
        }
    }
}

type Pairs<'a> = &'a mut dyn Iterator<Item = (u32, i64, i64)>;

fn by_amount(
    pairs: impl Iterator<Item = (u32, i64, i64)>,
    column: usize,
    descending: bool,
) -> Vec<u32> {
    let keyed = pairs.map(|(account, before, after)| {
        let amount = match column {
            1 => before,
            2 => after,
            _ => after.wrapping_sub(before),
        };
        // Equal amounts stay in the list's order, either way round.
        (if descending { !amount } else { amount }, account)
    });
    let mut keyed: Vec<(i64, u32)> = keyed.collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, account)| account).collect()
}

fn by_words(
    ledger: &Ledger,
    span: Span,
    pairs: impl Iterator<Item = (u32, i64, i64)>,
    sort: Sort,
) -> Vec<u32> {
    let mut pairs = pairs;
    let pairs: Pairs<'_> = &mut pairs;
    let mut order: Vec<u32>;
    if sort.column == 0 {
        order = pairs.map(|(account, ..)| account).collect();
        let name = |account: u32| {
            let label = ledger.label(account);
            label.unwrap_or_else(|| ledger.name(account))
        };
        order.sort_by(|a, b| letters(name(*a)).cmp(letters(name(*b))));
    } else {
        let kinds = pairs.map(|(account, before, after)| {
            let mover = Mover {
                account,
                before,
                after,
            };
            (words::movement(kind(ledger, span.from, &mover)), account)
        });
        let mut kinds: Vec<(&str, u32)> = kinds.collect();
        kinds.sort_unstable();
        order = kinds.into_iter().map(|(_, account)| account).collect();
    }
    if sort.descending {
        order.reverse();
    }
    order
}

fn kind(ledger: &Ledger, from: Month, mover: &Mover) -> Option<Movement> {
    Movement::between(mover.before, mover.after, || {
        ledger
            .months()
            .take_while(|month| *month < from)
            .any(|month| ledger.amount(mover.account, month) > 0)
    })
}
