//! A row for each customer and month.

use crate::import::number_column::Amount;
use crate::import::report::Code;
use crate::import::roles::Role;
use crate::import::row::Row;
use crate::import::sheet::{Entry, Sheet};
use crate::import::table::{Fate, Table};

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let (Some(period), Some(column)) = (sheet.find(Role::Period), sheet.find(Role::Amount)) else {
        return Fate::Reported;
    };
    let name = sheet.name(table, row);
    let day = sheet.day(table, row, period, Some(Code::DateBlank));
    let amount = sheet.amount(table, row, column);
    if let (Some(_), Ok(Some(_)), Err(Fate::Skipped)) = (&name, &day, &amount) {
        return Fate::Skipped;
    }
    if let Ok(Amount::Blank | Amount::Dash) = amount {
        table.report(
            sheet.file,
            row.place(column),
            Code::NumberBlank,
            row.record.raw(column),
        );
    }
    let (Some(name), Ok(Some(day)), Ok(Amount::Value(amount, _))) = (name, day, amount) else {
        return Fate::Reported;
    };
    let Some((account, segment)) = sheet.account(table, row, &name) else {
        return Fate::Reported;
    };
    let month = day.month;
    let entry = Entry {
        account,
        month,
        amount,
        segment,
    };
    if !sheet.add(table, row, column, entry) {
        return Fate::Reported;
    }
    table.seen(day);
    sheet.signals(table, row, account, day.month);
    Fate::Used
}
