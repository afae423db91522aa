//! The way nearly all rows go: a row for each customer and month, all cells plain.

use super::day::Day;
use super::memo::Memo;
use super::roles::{Layout, Role};
use super::scan::{Plain, Scan};
use super::sheet::{Sheet, is_total, place};
use super::table::Table;
use crate::accounts::{Key, Scaled};

/// Reads plain rows in groups. A group goes through each step as a whole, so that memory answers
/// for many rows at a time: cells, then accounts, then amounts. Whatever is not plain is left to
/// the careful way, in its turn.
pub(super) struct Quick {
    width: usize,
    customer: usize,
    period: usize,
    amount: usize,
    segment: Option<usize>,
    segments: Memo<u32>,
    keep_totals: bool,
    rows: Vec<Staged>,
}

/// A plain row on its way into the ledger.
#[derive(Clone, Copy)]
struct Staged {
    key: Key,
    amount: Scaled,
    day: Day,
    segment: Option<u32>,
    /// The customer of the row before.
    same: bool,
    account: u32,
    /// Where the customer's id stands.
    from: u32,
    to: u32,
    record: Plain,
    line: u64,
    /// How many lines it takes up.
    lines: u32,
}

/// So many rows are read together.
const GROUP: usize = 128;

/// A block of text that has been looked through.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub bytes: &'a [u8],
    pub scan: &'a Scan,
}

impl Quick {
    pub fn of(sheet: &Sheet) -> Option<Box<Quick>> {
        if sheet.layout != Some(Layout::Long) || !sheet.is_bare() {
            return None;
        }
        Some(Box::new(Quick {
            width: sheet.width(),
            customer: sheet.customer?,
            period: sheet.find(Role::Period)?,
            amount: sheet.find(Role::Amount)?,
            segment: sheet.segment_column(),
            segments: Memo::new(),
            keep_totals: sheet.choices.keep_totals,
            rows: Vec::with_capacity(GROUP),
        }))
    }

    /// Reads rows for as long as they are plain.
    pub fn rows(
        &mut self,
        sheet: &mut Sheet,
        table: &mut Table,
        bytes: &[u8],
        scan: &mut Scan,
        line: &mut u64,
    ) {
        loop {
            self.stage(sheet, table, bytes, scan, line);
            let block = Block { bytes, scan };
            self.settle(sheet, table, block);
            if self.rows.len() < GROUP {
                return;
            }
        }
    }

    /// Reads the cells of the next group.
    #[inline(always)]
    fn stage(
        &mut self,
        sheet: &Sheet,
        table: &Table,
        bytes: &[u8],
        scan: &mut Scan,
        line: &mut u64,
    ) {
        self.rows.clear();
        let mut before = Key::default();
        while self.rows.len() < GROUP {
            let Some(record) = scan.plain(bytes, self.width) else {
                return;
            };
            let Some(mut row) = self.cells(sheet, table, Block { bytes, scan }, record) else {
                return;
            };
            row.line = *line;
            row.lines = scan.lines_in(bytes, record);
            row.same = row.key.is_same(before);
            before = row.key;
            *line = line.wrapping_add(row.lines.into());
            self.rows.push(row);
            scan.skip(record);
        }
    }

    #[inline(always)]
    fn cells(
        &mut self,
        sheet: &Sheet,
        table: &Table,
        block: Block,
        record: Plain,
    ) -> Option<Staged> {
        let Block { bytes, scan } = block;
        let (from, to) = scan.cell(bytes, record, self.period)?;
        let day = sheet.dates.get(self.period)?.quick(bytes, from, to)?;
        let (from, to) = scan.cell(bytes, record, self.amount)?;
        let amount = sheet.numbers.get(self.amount)?.quick(bytes, from, to)?;
        let mut segment = None;
        if let Some(column) = self.segment {
            let (from, to) = scan.cell(bytes, record, column)?;
            if from != to {
                let known = self.segments.recall(bytes, from, to.wrapping_sub(from));
                segment = Some(match known {
                    Some(known) => known,
                    None => self.recall(table, bytes.get(from..to)?)?,
                });
            }
        }
        let (from, to) = scan.cell(bytes, record, self.customer)?;
        if from == to {
            return None;
        }
        Some(Staged {
            key: Key::of(bytes, from, to.wrapping_sub(from)),
            amount,
            day,
            segment,
            same: false,
            account: 0,
            from: from as u32,
            to: to as u32,
            record,
            line: 0,
            lines: 1,
        })
    }

    #[inline(never)]
    fn recall(&mut self, table: &Table, segment: &[u8]) -> Option<u32> {
        let known = table.ledger.segment_names().find(segment)?;
        self.segments.keep(segment, known);
        Some(known)
    }

    /// Finds the group's accounts and adds its amounts. A row that cannot be added stops the
    /// group until it was read the careful way.
    fn settle(&mut self, sheet: &mut Sheet, table: &mut Table, block: Block) {
        let names = table.ledger.names();
        for row in &mut self.rows {
            row.account = names.candidate(row.key);
        }
        let mut rows = self.rows.as_mut_slice();
        while !rows.is_empty() {
            let known = accounts(
                rows,
                table,
                block.bytes,
                self.keep_totals,
                self.customer,
                sheet.file,
            );
            let (ready, rest) = rows.split_at_mut(known);
            for row in ready {
                if add(table, row).is_none() {
                    careful(sheet, table, block, row);
                }
            }
            let Some((row, rest)) = rest.split_first_mut() else {
                return;
            };
            careful(sheet, table, block, row);
            if let Some(next) = rest.first_mut() {
                next.same = false;
            }
            rows = rest;
        }
    }
}

/// Finds the accounts of rows; for how many, up to the first that cannot be had.
#[inline(always)]
fn accounts(
    rows: &mut [Staged],
    table: &mut Table,
    bytes: &[u8],
    keep_totals: bool,
    customer: usize,
    file: u32,
) -> usize {
    let mut before = None;
    let mut known = 0usize;
    for row in rows {
        let name = bytes
            .get(row.from as usize..row.to as usize)
            .unwrap_or_default();
        let account = match before.filter(|_| row.same) {
            Some(before) => before,
            None if table.ledger.names().is(row.account, row.key, name) => row.account,
            None => match account(row, table, name, keep_totals, customer, file) {
                Some(account) => account,
                None => return known,
            },
        };
        row.account = account;
        before = Some(account);
        known = known.wrapping_add(1);
    }
    known
}

#[inline(never)]
fn account(
    row: &Staged,
    table: &mut Table,
    name: &[u8],
    keep_totals: bool,
    customer: usize,
    file: u32,
) -> Option<u32> {
    let known = table.ledger.names().find_key(row.key, name);
    known.or_else(|| {
        let name = plain_name(name, keep_totals)?;
        table.account(name, file, place(row.line, customer)).ok()
    })
}

#[inline(always)]
fn add(table: &mut Table, row: &Staged) -> Option<()> {
    table
        .add(row.account, row.day.month, row.amount, row.segment)
        .ok()?;
    table.seen(row.day);
    table.lines.used = table.lines.used.wrapping_add(row.lines.into());
    Some(())
}

#[cold]
fn careful(sheet: &mut Sheet, table: &mut Table, block: Block, row: &Staged) {
    let record = block.scan.record(block.bytes, row.record);
    sheet.slowly(table, &record, row.line, block.scan.traits());
}

/// A new customer's name that needs no second look: ASCII without outer blanks, no total.
fn plain_name(cell: &[u8], keep_totals: bool) -> Option<&str> {
    let (first, last) = (cell.first()?, cell.last()?);
    let plain = *first > b' ' && *last > b' ' && cell.is_ascii();
    let name = std::str::from_utf8(cell).ok().filter(|_| plain)?;
    (keep_totals || !is_total(name)).then_some(name)
}
