//! Every account of the window, in an order. A list may have a million: a row is made when it is
//! drawn.

use super::grid::{Column, Grid, Row, Sort, compare_names};
use super::movers;
use super::order::{Keyed, Order};
use crate::accounts::{Ledger, Month, Movement, Mover, Span};
use crate::app::list::List;
use crate::app::text::tables as words;
use crate::export::Cell;
use std::cmp::Ordering;

/// The column with what an account pays more or less.
pub const CHANGE: usize = 3;
/// The column with what became of it.
const KIND: usize = 4;

/// The accounts that are active at one of the window's ends.
#[derive(Clone, Debug)]
pub struct Accounts {
    span: Span,
    order: Vec<u32>,
}

/// The same on their way into an order, of which the page makes a little at a time.
pub struct Sorting {
    span: Span,
    sort: Sort,
    /// How many accounts were looked at. The rest is still to be.
    seen: u32,
    order: Order,
}

/// So many accounts are looked at in one step.
const STEP: u32 = 1_024;

impl Sorting {
    pub fn of(list: &List, sort: Sort) -> Option<Sorting> {
        Some(Sorting {
            span: list.compared.as_deref()?.span,
            sort,
            seen: 0,
            order: Order::default(),
        })
    }

    /// Does a little of it; false when all is in order.
    pub fn step(&mut self, list: &List) -> bool {
        let Some(ledger) = list.read.ledger() else {
            return false;
        };
        if self.seen < ledger.accounts() {
            self.look(ledger);
            return true;
        }
        let by_name = self.sort.column == 0;
        let name = |account: u32| {
            let label = ledger.label(account);
            label.unwrap_or_else(|| ledger.name(account))
        };
        self.order.step(&|a: &Keyed, b: &Keyed| {
            let same = || match by_name {
                true => compare_names(name(a.1), name(b.1)),
                false => Ordering::Equal,
            };
            a.0.cmp(&b.0).then_with(same).then(a.1.cmp(&b.1))
        })
    }

    /// What came out, when no step is left.
    pub fn sorted(self) -> Accounts {
        let mut order = self.order.accounts();
        // Equal amounts stay in the list's order, either way round.
        if self.sort.descending && matches!(self.sort.column, 0 | KIND) {
            order.reverse();
        }
        Accounts {
            span: self.span,
            order,
        }
    }

    fn look(&mut self, ledger: &Ledger) {
        let end = self.seen.saturating_add(STEP).min(ledger.accounts());
        for account in self.seen..end {
            let amount = |month| crate::accounts::paid(ledger.amount(account, month));
            let (before, after) = (amount(self.span.from), amount(self.span.to));
            if before > 0 || after > 0 {
                let mover = Mover {
                    account,
                    before,
                    after,
                };
                let key = key(ledger, self.span, self.sort, &mover);
                self.order.push((key, account));
            }
        }
        self.seen = end;
    }
}

/// What an account is sorted by. Names are compared as they are.
fn key(ledger: &Ledger, span: Span, sort: Sort, mover: &Mover) -> i64 {
    let amount = match sort.column {
        0 => return 0,
        KIND => return rank(words::movement(kind(ledger, span.from, mover))),
        1 => mover.before,
        2 => mover.after,
        _ => mover.after.wrapping_sub(mover.before),
    };
    if sort.descending { !amount } else { amount }
}

/// A word as a number in the order of the alphabet: no two words about accounts begin alike.
fn rank(word: &str) -> i64 {
    let bytes = word.bytes().chain(std::iter::repeat(0));
    bytes
        .take(7)
        .fold(0, |rank, byte| rank << 8 | i64::from(byte))
}

impl Accounts {
    pub fn of(list: &List, sort: Sort) -> Option<Accounts> {
        let mut sorting = Sorting::of(list, sort)?;
        while sorting.step(list) {}
        Some(sorting.sorted())
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

fn kind(ledger: &Ledger, from: Month, mover: &Mover) -> Option<Movement> {
    Movement::between(mover.before, mover.after, || {
        ledger
            .months()
            .take_while(|month| *month < from)
            .any(|month| ledger.amount(mover.account, month) > 0)
    })
}
