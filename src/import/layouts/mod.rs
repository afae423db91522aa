//! A record of each layout → the ledger.

mod long;
mod movements;
mod snapshot;
mod subscriptions;
mod totals;
mod wide;

use super::roles::Layout;
use super::row::Row;
use super::sheet::Sheet;
use super::table::{Fate, Table};

pub(super) fn row(sheet: &mut Sheet, layout: Layout, table: &mut Table, row: Row) -> Fate {
    match layout {
        Layout::Long => long::row(sheet, table, row),
        Layout::Wide => wide::row(sheet, table, row),
        Layout::Snapshot => snapshot::row(sheet, table, row),
        Layout::Movements => movements::row(sheet, table, row),
        Layout::Subscriptions => subscriptions::row(sheet, table, row),
        Layout::Totals => totals::row(sheet, table, row),
    }
}
