//! A row for each customer and month.

use crate::import::date_column::DateColumn;
use crate::import::number_column::{Amount, NumberColumn};
use crate::import::report::Code;
use crate::import::roles::{Layout, Role};
use crate::import::sheet::{Entry, Row, Sheet, is_total};
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
    file: u32,
    keep_totals: bool,
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
            file: sheet.file,
            keep_totals: sheet.choices.keep_totals,
        })
    }

    /// Whether the record was plain, and is used.
    #[inline]
    pub fn row(
        &mut self,
        table: &mut Table,
        row: Row,
        numbers: &mut [NumberColumn],
        dates: &mut [DateColumn],
    ) -> bool {
        self.try_row(table, row, numbers, dates).is_some()
    }

    #[inline]
    fn try_row(
        &mut self,
        table: &mut Table,
        row: Row,
        numbers: &mut [NumberColumn],
        dates: &mut [DateColumn],
    ) -> Option<()> {
        let record = row.record;
        if record.width() != self.width || !record.odd.is_empty() || record.unclosed.is_some() {
            return None;
        }
        let [for_customer, for_period, for_amount, for_segment] = &mut self.scratch;
        let day = dates
            .get_mut(self.period)?
            .quick(record.cell(self.period, for_period))?;
        let column = numbers.get(self.amount)?;
        let amount = column.quick(record.cell(self.amount, for_amount))?;
        if let Some(column) = self.segment {
            let segment = record.cell(column, for_segment);
            if segment != self.last_segment.as_slice() {
                self.last_segment_number = match segment {
                    [] => None,
                    _ => Some(table.ledger.segment_names().find(segment)?),
                };
                self.last_segment.clear();
                self.last_segment.extend_from_slice(segment);
            }
        }
        let customer = record.cell(self.customer, for_customer);
        if customer != self.last_customer.as_slice() || customer.is_empty() {
            self.last_account = match table.ledger.known(customer) {
                Some(known) => known,
                None => {
                    let name = plain_name(customer, self.keep_totals)?;
                    table
                        .account(name, self.file, row.place(self.customer))
                        .ok()?
                }
            };
            self.last_customer.clear();
            self.last_customer.extend_from_slice(customer);
        }
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

/// A new customer's name that needs no second look: ASCII without outer blanks, no total.
fn plain_name(cell: &[u8], keep_totals: bool) -> Option<&str> {
    let (first, last) = (cell.first()?, cell.last()?);
    let plain = *first > b' ' && *last > b' ' && cell.is_ascii();
    let name = std::str::from_utf8(cell).ok().filter(|_| plain)?;
    (keep_totals || !is_total(name)).then_some(name)
}
