//! A row for each customer and month.

use crate::accounts::Scaled;
use crate::import::cells::{Amount, DateColumn, NumberColumn};
use crate::import::columns::{Layout, Role};
use crate::import::dates::Day;
use crate::import::numbers::plain;
use crate::import::report::Code;
use crate::import::scan::Record;
use crate::import::sheet::{Entry, Row, Sheet};
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

/// The way nearly all rows go: a known customer, a plain month, a plain amount. It reports
/// nothing: whatever is not plain is left to [`row`].
pub(crate) struct Quick {
    width: usize,
    customer: usize,
    period: usize,
    amount: usize,
    segment: Option<usize>,
    /// The customer and the segment of the row before, as they stand in the file.
    last_customer: Vec<u8>,
    last_account: u32,
    last_segment: Vec<u8>,
    last_segment_number: Option<u32>,
    scratch: [Vec<u8>; 4],
}

impl Quick {
    pub fn of(sheet: &Sheet) -> Option<Quick> {
        if sheet.layout != Some(Layout::Long) || !sheet.is_bare() {
            return None;
        }
        Some(Quick {
            width: sheet.width(),
            customer: sheet.customer?,
            period: sheet.find(Role::Period)?,
            amount: sheet.find(Role::Amount)?,
            segment: sheet.segment_column(),
            last_customer: Vec::new(),
            last_account: 0,
            last_segment: Vec::new(),
            last_segment_number: None,
            scratch: Default::default(),
        })
    }

    #[inline]
    pub fn row(
        &mut self,
        table: &mut Table,
        record: &Record,
        numbers: &mut [NumberColumn],
        dates: &mut [DateColumn],
    ) -> bool {
        self.try_row(table, record, numbers, dates).is_some()
    }

    #[inline]
    fn try_row(
        &mut self,
        table: &mut Table,
        record: &Record,
        numbers: &mut [NumberColumn],
        dates: &mut [DateColumn],
    ) -> Option<()> {
        if record.width() != self.width || !record.odd.is_empty() || record.unclosed.is_some() {
            return None;
        }
        let [for_customer, for_period, for_amount, for_segment] = &mut self.scratch;
        let day: Day = dates
            .get_mut(self.period)?
            .quick(record.cell(self.period, for_period))?;
        let (units, scale, point) = plain(record.cell(self.amount, for_amount))?;
        if point && !numbers.get(self.amount)?.expects_point() {
            return None;
        }
        let customer = record.cell(self.customer, for_customer);
        if customer != self.last_customer.as_slice() {
            self.last_account = table.ledger.known(customer)?;
            self.last_customer.clear();
            self.last_customer.extend_from_slice(customer);
        } else if customer.is_empty() {
            return None;
        }
        if let Some(column) = self.segment {
            let segment = record.cell(column, for_segment);
            if segment != self.last_segment.as_slice() {
                self.last_segment_number = if segment.is_empty() {
                    None
                } else {
                    Some(table.ledger.segment_names().find(segment)?)
                };
                self.last_segment.clear();
                self.last_segment.extend_from_slice(segment);
            }
        }
        let amount = Scaled { units, scale };
        table
            .add(
                self.last_account,
                day.month,
                amount,
                self.last_segment_number,
            )
            .ok()?;
        table.seen(day);
        Some(())
    }
}
