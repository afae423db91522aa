//! A row for each customer, a column for each month. Blank is no revenue; a dash is 0.

use crate::accounts::Scaled;
use crate::import::number_column::Amount;
use crate::import::row::Row;
use crate::import::sheet::{Entry, Sheet};
use crate::import::table::{Fate, Table};

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let Some(name) = sheet.name(table, row) else {
        return Fate::Reported;
    };
    let mut amounts = Vec::new();
    let mut fate = Fate::Used;
    for at in 0..sheet.months.len() {
        let Some(&(column, month)) = sheet.months.get(at) else {
            continue;
        };
        match sheet.amount(table, row, column) {
            Ok(Amount::Blank) => {}
            Ok(Amount::Dash) => amounts.push((column, month, Scaled::default())),
            Ok(Amount::Value(amount, _)) => amounts.push((column, month, amount)),
            Err(other) => fate = other,
        }
    }
    if amounts.is_empty() {
        return fate;
    }
    let Some((account, segment)) = sheet.account(table, row, &name) else {
        return Fate::Reported;
    };
    let mut used = false;
    for (column, month, amount) in amounts {
        used |= sheet.add(
            table,
            row,
            column,
            Entry {
                account,
                month,
                amount,
                segment,
            },
        );
    }
    // A row of which anything is used counts as used; its other cells are reported.
    if used { Fate::Used } else { Fate::Reported }
}
