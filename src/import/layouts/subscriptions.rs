//! A row for each subscription: active from its start up to, but not on, its end. A month counts
//! the subscriptions that are active on its last day. What ends after the day of reading is still
//! active. The ledger takes the changes; they are summed up when all are read.

use crate::accounts::Scaled;
use crate::import::day::Day;
use crate::import::number_column::Amount;
use crate::import::report::{Code, Severity};
use crate::import::roles::Role;
use crate::import::row::Row;
use crate::import::sheet::{Entry, Sheet};
use crate::import::table::{Fate, Table};
use crate::import::values::rounded;

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let (Some(start_column), Some(column)) =
        (sheet.find(Role::StartDate), sheet.find(Role::Amount))
    else {
        return Fate::Reported;
    };
    let name = sheet.name(table, row);
    let start = sheet.day(table, row, start_column, Some(Code::DateBlank));
    let end = match sheet.find(Role::EndDate) {
        Some(at) => sheet.day(table, row, at, None),
        None => Ok(None),
    };
    let months = months(sheet, table, row);
    let amount = sheet.amount(table, row, column);
    if amount == Err(Fate::Skipped) {
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
    let parts = (name, start, end, months, amount);
    let (Some(name), Ok(Some(start)), Ok(end), Some(months), Ok(Amount::Value(amount, _))) = parts
    else {
        return Fate::Reported;
    };
    if let Some(end) = end.filter(|end| end.number() < start.number()) {
        let column = sheet.find(Role::EndDate).unwrap_or(start_column);
        // Two whole months compare as months.
        if end.month < start.month || end.day.is_some() && start.day.is_some() {
            table.report(
                sheet.file,
                row.place(column),
                Code::EndBeforeStart,
                row.record.raw(column),
            );
            return Fate::Reported;
        }
    }
    let is_to_come = |day: &Day| {
        sheet
            .choices
            .today
            .is_some_and(|t| day.number() > t.number())
    };
    if is_to_come(&start) {
        let (place, cell) = (row.place(start_column), row.record.raw(start_column));
        let code = (Code::AfterToday, None);
        table.report_as(sheet.file, place, code, Severity::Warning, cell);
        return Fate::Skipped;
    }
    if let (Some(_), Some(at)) = (end.filter(is_to_come), sheet.find(Role::EndDate)) {
        let cell = row.record.raw(at);
        table.report(sheet.file, row.place(at), Code::AfterToday, cell);
    }
    let end = end.filter(|end| !is_to_come(end));
    let Some(monthly) = by_month(amount, months) else {
        table.refuse(
            sheet.file,
            row.place(column),
            (Code::TooLarge, None),
            row.record.raw(column),
        );
        return Fate::Reported;
    };
    let Some((account, segment)) = sheet.account(table, row, &name) else {
        return Fate::Reported;
    };
    let month = start.month;
    let entry = Entry {
        account,
        month,
        amount: monthly,
        segment,
    };
    if !sheet.add(table, row, column, entry) {
        return Fate::Reported;
    }
    table.seen(start);
    if let Some(end) = end {
        let back = Scaled {
            units: monthly.units.wrapping_neg(),
            scale: monthly.scale,
        };
        if table.ledger.add(account, end.month, back, None).is_err() {
            return Fate::Reported;
        }
        table.seen(end);
    }
    Fate::Used
}

/// The months that an amount is for: 1 where no interval is stated.
fn months(sheet: &Sheet, table: &mut Table, row: Row) -> Option<i128> {
    let Some(column) = sheet.find(Role::Interval) else {
        return Some(1);
    };
    let months = interval(&row.text(column).to_lowercase());
    if months.is_none() {
        table.report(
            sheet.file,
            row.place(column),
            Code::IntervalMissing,
            row.record.raw(column),
        );
    }
    months
}

/// `year`, `3 months`, `every 6 months`.
fn interval(text: &str) -> Option<i128> {
    let text = text.strip_prefix("every ").unwrap_or(text);
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = text.strip_suffix(unit).filter(|count| !count.is_empty());
    let months = match unit.trim_matches([' ', '-']) {
        "month" | "monthly" | "months" | "mo" | "m" => 1,
        "quarter" | "quarterly" | "quarters" | "q" => 3,
        "half-year" | "half_year" | "semiannual" => 6,
        "year" | "yearly" | "annual" | "annually" | "years" | "yr" | "y" => 12,
        _ => return None,
    };
    let count = count.map_or(Some(1), |count| count.parse::<i128>().ok())?;
    count
        .checked_mul(months)
        .filter(|all| (1..=120).contains(all))
}

/// An amount for so many months as an amount a month, to the sixth decimal where it must be
/// rounded.
fn by_month(amount: Scaled, months: i128) -> Option<Scaled> {
    let units = i128::from(amount.units);
    if units.checked_rem(months)? == 0 {
        let units = i64::try_from(units.checked_div(months)?).ok()?;
        return Some(Scaled {
            units,
            scale: amount.scale,
        });
    }
    let places = crate::accounts::Ledger::MAX_SCALE.checked_sub(amount.scale)?;
    let wide = units.checked_mul(10i128.checked_pow(places)?)?;
    let units = i64::try_from(rounded(wide, months)?).ok()?;
    Some(Scaled {
        units,
        scale: crate::accounts::Ledger::MAX_SCALE,
    })
}
