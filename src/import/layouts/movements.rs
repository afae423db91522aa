//! A row for each change of a customer's amount. The ledger takes the changes; they are summed up
//! to amounts when all are read.

use crate::accounts::Scaled;
use crate::import::number_column::Amount;
use crate::import::report::Code;
use crate::import::roles::Role;
use crate::import::row::Row;
use crate::import::sheet::Sheet;
use crate::import::table::{Fate, Table};
use crate::number::is_letter;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gain,
    Loss,
    /// Signed as written: a change of exchange rates.
    Signed,
    Nothing,
}

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let columns = (
        sheet.find(Role::Period),
        sheet.find(Role::Amount),
        sheet.find(Role::Type),
    );
    let (Some(period), Some(column), Some(kind_column)) = columns else {
        return Fate::Reported;
    };
    let name = sheet.name(table, row);
    let day = sheet.day(table, row, period, Some(Code::DateBlank));
    let kind = kind(&row.text(kind_column));
    if kind.is_none() {
        table.report(
            sheet.file,
            row.place(kind_column),
            Code::TypeUnknown,
            row.record.raw(kind_column),
        );
    }
    let amount = sheet.amount(table, row, column);
    if amount == Err(Fate::Skipped) {
        return Fate::Skipped;
    }
    let blank = matches!(amount, Ok(Amount::Blank | Amount::Dash));
    if blank && kind != Some(Kind::Nothing) {
        table.report(
            sheet.file,
            row.place(column),
            Code::NumberBlank,
            row.record.raw(column),
        );
        return Fate::Reported;
    }
    let (Some(name), Ok(Some(day)), Some(kind), Ok(amount)) = (name, day, kind, amount) else {
        return Fate::Reported;
    };
    let mut change = match amount {
        Amount::Value(value, _) => value,
        _ => Scaled::default(),
    };
    match kind {
        Kind::Loss if change.units > 0 => {
            // Losses are written as sizes here: told once for each file.
            if !std::mem::replace(&mut sheet.told_loss, true) {
                table.report(
                    sheet.file,
                    row.place(column),
                    Code::SignOfLoss,
                    row.record.raw(column),
                );
            }
            change.units = change.units.wrapping_neg();
        }
        Kind::Gain if change.units < 0 => {
            table.report(
                sheet.file,
                row.place(column),
                Code::NegativeAmount,
                row.record.raw(column),
            );
        }
        Kind::Nothing => change = Scaled::default(),
        _ => {}
    }
    let Some((account, segment)) = sheet.account(table, row, &name) else {
        return Fate::Reported;
    };
    if table.add(account, day.month, change, segment).is_err() {
        table.refuse(
            sheet.file,
            row.place(column),
            (Code::TooLarge, None),
            row.record.raw(column),
        );
        return Fate::Reported;
    }
    table.seen(day);
    Fate::Used
}

fn kind(text: &str) -> Option<Kind> {
    const KINDS: [(Kind, &str); 4] = [
        (
            Kind::Gain,
            "new newbiz newbusiness newcustomer newmrr expansion expand upgrade upsell crosssell \
            priceuplift priceincrease expansionmrr reactivation reactivated resurrected winback return",
        ),
        (
            Kind::Loss,
            "contraction contract downgrade downsell contractionmrr churn churned lost \
            churndelinquent churnvoluntary churninvoluntary churnedmrr cancelled canceled cancellation",
        ),
        (Kind::Signed, "fxadjustment fx currencyadjustment"),
        (Kind::Nothing, "renewal renewed nochange unchanged"),
    ];
    let letters = text.chars().filter(|c| is_letter(*c) || c.is_ascii_digit());
    let name: String = letters.flat_map(char::to_lowercase).collect();
    let of = |names: &str| names.split_ascii_whitespace().any(|n| n == name);
    KINDS.iter().find(|k| of(k.1)).map(|k| k.0)
}
