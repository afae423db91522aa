//! A row for each period, with the sums of all customers.

use crate::import::dates::{self, Date};
use crate::import::month_headings::other_than_month;
use crate::import::number_column::Amount;
use crate::import::report::{Code, Why};
use crate::import::roles::{Role, Total};
use crate::import::row::Row;
use crate::import::sheet::Sheet;
use crate::import::table::{Fate, Table};
use crate::number;
use crate::retention::{Entry, Fault, Period, Totals};

pub(super) fn row(sheet: &mut Sheet, table: &mut Table, row: Row) -> Fate {
    let Some((name, period)) = period(sheet, table, row) else {
        return Fate::Reported;
    };
    let mut read = Cells {
        sheet,
        table,
        row,
        refused: false,
    };
    let totals = Totals {
        starting: read.amount(Role::Start),
        expansion: read.amount(Role::Total(Total::Expansion)),
        contraction: read.amount(Role::Total(Total::Contraction)),
        churned: read.amount(Role::Total(Total::Churn)),
        new: read.amount(Role::Total(Total::New)),
        reactivation: read.amount(Role::Total(Total::Reactivation)),
        customers_start: read.count(Total::CustomersStart),
        customers_new: read.count(Total::CustomersNew),
        customers_returned: read.count(Total::CustomersReturned),
        customers_lost: read.count(Total::CustomersLost),
        customers_end: read.count(Total::CustomersEnd),
        period: Ok(period),
    };
    // What was refused stands as a fault in the period; the other figures stay.
    let fate = if read.refused {
        Fate::Reported
    } else {
        Fate::Used
    };
    table.rows_used = table.rows_used.wrapping_add(u64::from(fate == Fate::Used));
    table.totals.push((name, totals));
    fate
}

struct Cells<'a, 'r> {
    sheet: &'a mut Sheet,
    table: &'a mut Table,
    row: Row<'r>,
    refused: bool,
}

impl Cells<'_, '_> {
    /// In millionths. None: blank, or no such column.
    fn micros(&mut self, role: Role) -> Entry<i128> {
        let Some(column) = self.sheet.find(role) else {
            return Ok(None);
        };
        match self.sheet.amount(self.table, self.row, column) {
            Ok(Amount::Blank) => Ok(None),
            Ok(Amount::Dash) => Ok(Some(0)),
            Ok(Amount::Value(value, _)) => {
                let factor = 10i128.pow(6u32.saturating_sub(value.scale));
                Ok(Some(i128::from(value.units).saturating_mul(factor)))
            }
            Err(_) => {
                self.refused = true;
                Err(Fault::Unreadable)
            }
        }
    }

    /// Losses may be written with a minus: their size counts, and it is told.
    fn amount(&mut self, role: Role) -> Entry<number::Amount> {
        let Some(mut micros) = self.micros(role)? else {
            return Ok(None);
        };
        if micros < 0 {
            let code = match role {
                Role::Total(Total::Contraction | Total::Churn) => {
                    micros = micros.saturating_neg();
                    Code::SignOfLoss
                }
                _ => Code::NegativeAmount,
            };
            self.tell(role, code);
            if micros < 0 {
                return Err(Fault::Negative);
            }
        }
        number::Amount::from_micros(micros)
            .map(Some)
            .map_err(|_| Fault::TooLarge)
    }

    fn count(&mut self, total: Total) -> Entry<number::Count> {
        let Some(micros) = self.micros(Role::Total(total))? else {
            return Ok(None);
        };
        let fault = if micros < 0 {
            Fault::Negative
        } else if micros.checked_rem(1_000_000) != Some(0) {
            Fault::NotWhole
        } else {
            let whole = u64::try_from(micros / 1_000_000).ok();
            return whole
                .and_then(number::Count::new)
                .map(Some)
                .ok_or(Fault::TooLarge);
        };
        self.refused = true;
        self.tell(Role::Total(total), Code::NumberUnreadable);
        Err(fault)
    }

    fn tell(&mut self, role: Role, code: Code) {
        let column = self.sheet.find(role).unwrap_or(0);
        let cell = self.row.record.raw(column);
        self.table
            .report(self.sheet.file, self.row.place(column), code, cell);
    }
}

/// A period's name, and the length of time that it speaks of or the reader said. None: no totals
/// are of weeks.
fn period(sheet: &Sheet, table: &mut Table, row: Row) -> Option<(String, Period)> {
    let column = sheet.find(Role::Period);
    let name = column.map(|at| row.text(at)).unwrap_or_default();
    let cell = column.map_or(&[][..], |at| row.record.raw(at));
    let place = row.place(column.unwrap_or(0));
    let read = dates::read(&name);
    let why = other_than_month(read);
    let heading = column.and_then(|at| sheet.plan.header_cells.get(at));
    let headed = || of_heading(&heading.map_or(String::new(), |cell| cell.to_lowercase()));
    let known = match (read, why) {
        (_, Some(Why::Week)) => {
            table.refuse(sheet.file, place, (Code::DateUnreadable, why), cell);
            return None;
        }
        (_, Some(Why::Quarter)) => Some(Period::QUARTER),
        (_, Some(Why::Year)) => Some(Period::YEAR),
        _ if half(&name) => Some(Period::HALF_YEAR),
        (Date::Blank | Date::Bad(_), _) => sheet.choices.period,
        (Date::MonthOrDay(_), _) => headed().or(Some(Period::MONTH)),
        (Date::Read { by_order, .. }, _) if by_order.iter().flatten().all(|d| d.day.is_none()) => {
            headed().or(Some(Period::MONTH))
        }
        // A day does not tell how long the time before it is.
        _ => headed().or(sheet.choices.period),
    };
    if known.is_none() {
        table.report(sheet.file, place, Code::PeriodUnstated, cell);
    }
    Some((name, known.unwrap_or(Period::MONTH)))
}

/// What a column of dates says of each of them: `Quarter`, `Month end`.
fn of_heading(lower: &str) -> Option<Period> {
    const KNOWN: [(&str, Period); 6] = [
        ("month", Period::MONTH),
        ("monat", Period::MONTH),
        ("quarter", Period::QUARTER),
        ("quartal", Period::QUARTER),
        ("year", Period::YEAR),
        ("jahr", Period::YEAR),
    ];
    KNOWN
        .iter()
        .find(|known| lower.contains(known.0))
        .map(|known| known.1)
}

/// `H1 2024`, `2024 2H`.
fn half(name: &str) -> bool {
    let upper = name.to_uppercase();
    ["H1", "H2", "1H", "2H"].iter().any(|h| upper.contains(h))
}
