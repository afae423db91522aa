//! A row for each customer, with its amounts at the start and at the end of one period.

use crate::accounts::{Ledger, Scaled};
use crate::import::number_column::Amount;
use crate::import::report::Code;
use crate::import::roles::Role;
use crate::import::row::Row;
use crate::import::sheet::{Entry, Sheet};
use crate::import::table::{Fate, Table};

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let (Some(start), Some(end)) = (sheet.find(Role::Start), sheet.find(Role::End)) else {
        return Fate::Reported;
    };
    let name = sheet.name(table, row);
    let before = side(sheet, table, row, start);
    let after = side(sheet, table, row, end);
    if before == Err(Fate::Skipped) || after == Err(Fate::Skipped) {
        return Fate::Skipped;
    }
    let (Some(name), Ok(before), Ok(after)) = (name, before, after) else {
        return Fate::Reported;
    };
    let Some((account, segment)) = sheet.account(table, row, &name) else {
        return Fate::Reported;
    };
    let entry = |month, amount| Entry {
        account,
        month,
        amount,
        segment,
    };
    let added = sheet.add(table, row, start, entry(Ledger::START, before))
        && sheet.add(table, row, end, entry(Ledger::end(), after));
    if !added {
        return Fate::Reported;
    }
    // One row, though it fills two pages.
    table.rows_used = table.rows_used.wrapping_sub(1);
    sheet.signals(table, row, account, Ledger::end());
    Fate::Used
}

fn side(sheet: &mut Sheet, table: &mut Table, row: Row, column: usize) -> Result<Scaled, Fate> {
    match sheet.amount(table, row, column)? {
        Amount::Value(amount, _) => Ok(amount),
        Amount::Dash => Ok(Scaled::default()),
        Amount::Blank => {
            table.report(
                sheet.file,
                row.place(column),
                Code::BlankIsZero,
                row.record.raw(column),
            );
            Ok(Scaled::default())
        }
    }
}
