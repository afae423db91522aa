//! The way nearly all rows go: a row for each customer and month, all cells plain.

use super::day::Day;
use super::memo::Memo;
use super::roles::{Layout, Role};
use super::row::{is_total, place};
use super::scan::{Plain, Scan};
use super::sheet::Sheet;
use super::table::Table;
use crate::accounts::{Key, Month, Scaled, Words};

/// Reads plain rows in groups. A group goes through each step as a whole, so that memory answers
/// for many rows at a time: cells, then accounts, then amounts. Whatever is not plain is left to
/// the careful way, in its turn.
pub(super) struct Quick {
    width: usize,
    columns: Columns,
    rows: [Staged; GROUP],
    /// How many of them are in use.
    count: usize,
}

struct Columns {
    customer: usize,
    period: usize,
    amount: usize,
    segment: Option<usize>,
    segments: Memo<u32>,
    keep_totals: bool,
}

/// A plain row on its way into the ledger. Each part is written and read on its own: a processor
/// waits where a value is read in one piece that was just written in several.
#[derive(Clone, Copy)]
struct Staged {
    /// Of a customer other than that of the row before.
    key: Key,
    units: i64,
    scale: u32,
    month: Month,
    day: Option<u8>,
    segment: Option<u32>,
    /// The customer of the row before.
    same: bool,
    account: u32,
    /// Where the customer's id stands.
    from: u32,
    to: u32,
    /// The record, as [`Plain`].
    start: u32,
    next: u32,
    first_end: u32,
    last_end: u32,
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
        let columns = Columns {
            customer: sheet.customer?,
            period: sheet.find(Role::Period)?,
            amount: sheet.find(Role::Amount)?,
            segment: sheet.segment_column(),
            segments: Memo::new(),
            keep_totals: sheet.choices.keep_totals,
        };
        let none = Staged {
            key: Key::default(),
            units: 0,
            scale: 0,
            month: Month::JANUARY_1970,
            day: None,
            segment: None,
            same: false,
            account: 0,
            from: 0,
            to: 0,
            start: 0,
            next: 0,
            first_end: 0,
            last_end: 0,
            line: 0,
            lines: 1,
        };
        Some(Box::new(Quick {
            width: sheet.width(),
            columns,
            rows: [none; GROUP],
            count: 0,
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
            if self.count < GROUP {
                return;
            }
        }
    }

    /// Reads the cells of the next group. Browsers make a function fast from its next call on: what
    /// takes the time must be called often, and stay a function of its own.
    #[inline(never)]
    fn stage(
        &mut self,
        sheet: &Sheet,
        table: &Table,
        bytes: &[u8],
        scan: &mut Scan,
        line: &mut u64,
    ) {
        self.count = 0;
        let mut before = Words::default();
        while let Some(row) = self.rows.get_mut(self.count) {
            let Some(record) = scan.plain(bytes, self.width) else {
                return;
            };
            let block = Block { bytes, scan };
            let read = self.columns.cells(sheet, table, block, record, row, before);
            let Some(words) = read else { return };
            before = words;
            row.line = *line;
            row.lines = scan.lines_in(bytes, record);
            *line = line.wrapping_add(row.lines.into());
            self.count = self.count.wrapping_add(1);
            scan.skip(record);
        }
    }

    /// Finds the group's accounts and adds its amounts. A row that cannot be added stops the
    /// group until it was read the careful way.
    #[inline(never)]
    fn settle(&mut self, sheet: &mut Sheet, table: &mut Table, block: Block) {
        let group = self.rows.get_mut(..self.count).unwrap_or_default();
        let names = table.ledger.names();
        for row in group.iter_mut().filter(|row| !row.same) {
            row.account = names.candidate(row.key);
        }
        let mut rows = group;
        while !rows.is_empty() {
            let known = self.columns.accounts(rows, table, block.bytes, sheet.file);
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
            if let Some(next) = rest.first_mut().filter(|next| next.same) {
                next.same = false;
                next.key = Key::of(block.bytes, next.from as usize, next.length());
            }
            rows = rest;
        }
    }
}

impl Columns {
    /// Reads the cells of a row. Gives the customer's id in words, which are compared with those of
    /// the row before; ids that are too long for it have none. None: one of the cells is not plain.
    #[inline(always)]
    fn cells(
        &mut self,
        sheet: &Sheet,
        table: &Table,
        block: Block,
        record: Plain,
        row: &mut Staged,
        before: Words,
    ) -> Option<Words> {
        let Block { bytes, scan } = block;
        let (from, to) = scan.cell(bytes, record, self.period)?;
        let day = sheet.dates.get(self.period)?.quick(bytes, from, to)?;
        row.month = day.month;
        row.day = day.day;
        let (from, to) = scan.cell(bytes, record, self.amount)?;
        let amount = sheet.numbers.get(self.amount)?.quick(bytes, from, to)?;
        row.units = amount.units;
        row.scale = amount.scale;
        row.segment = None;
        if let Some(column) = self.segment {
            let (from, to) = scan.cell(bytes, record, column)?;
            if from != to {
                let known = self.segments.recall(bytes, from, to.wrapping_sub(from));
                row.segment = Some(match known {
                    Some(known) => known,
                    None => self.recall(table, bytes.get(from..to)?)?,
                });
            }
        }
        let (from, to) = scan.cell(bytes, record, self.customer)?;
        if from == to {
            return None;
        }
        row.from = from as u32;
        row.to = to as u32;
        row.start = record.start;
        row.next = record.next;
        row.first_end = record.from;
        row.last_end = record.to;
        let length = to.wrapping_sub(from);
        if length > Words::MOST {
            row.same = false;
            row.key = Key::of(bytes, from, length);
            return Some(Words::default());
        }
        let words = Words::of(bytes, from, length);
        row.same = words == before;
        if !row.same {
            row.key = Key::short(words, length);
        }
        Some(words)
    }

    #[inline(never)]
    fn recall(&mut self, table: &Table, segment: &[u8]) -> Option<u32> {
        let known = table.ledger.segment_names().find(segment)?;
        self.segments.keep(segment, known);
        Some(known)
    }

    /// Finds the accounts of rows; for how many, up to the first that cannot be had.
    #[inline(always)]
    fn accounts(&self, rows: &mut [Staged], table: &mut Table, bytes: &[u8], file: u32) -> usize {
        let mut before = None;
        let mut known = 0usize;
        for row in rows {
            let account = match before.filter(|_| row.same) {
                Some(before) => before,
                None => match self.find(row, table, bytes, file) {
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

    #[inline(always)]
    fn find(&self, row: &Staged, table: &mut Table, bytes: &[u8], file: u32) -> Option<u32> {
        let name = bytes.get(row.from as usize..row.to as usize)?;
        match table.ledger.names().is(row.account, row.key, name) {
            true => Some(row.account),
            false => self.account(row, table, name, file),
        }
    }

    #[inline(never)]
    fn account(&self, row: &Staged, table: &mut Table, name: &[u8], file: u32) -> Option<u32> {
        let known = table.ledger.names().find_key(row.key, name);
        known.or_else(|| {
            let name = plain_name(name, self.keep_totals)?;
            table.new_account(row.key, name, file, place(row.line, self.customer))
        })
    }
}

impl Staged {
    fn length(&self) -> usize {
        (self.to as usize).wrapping_sub(self.from as usize)
    }

    fn record(&self) -> Plain {
        Plain {
            start: self.start,
            next: self.next,
            from: self.first_end,
            to: self.last_end,
        }
    }
}

#[inline(always)]
fn add(table: &mut Table, row: &Staged) -> Option<()> {
    let amount = Scaled {
        units: row.units,
        scale: row.scale,
    };
    table
        .add(row.account, row.month, amount, row.segment)
        .ok()?;
    if row.day.is_some() {
        table.ledger.note_day(row.month, row.day);
    }
    if table.latest.is_none_or(|latest| row.month >= latest.month) {
        table.seen(Day {
            month: row.month,
            day: row.day,
        });
    }
    table.lines.used = table.lines.used.wrapping_add(row.lines.into());
    Some(())
}

#[cold]
fn careful(sheet: &mut Sheet, table: &mut Table, block: Block, row: &Staged) {
    let record = block.scan.record(block.bytes, row.record());
    sheet.slowly(table, &record, row.line, block.scan.traits());
}

/// A new customer's name that needs no second look: ASCII without outer blanks, no total.
fn plain_name(cell: &[u8], keep_totals: bool) -> Option<&str> {
    let (first, last) = (cell.first()?, cell.last()?);
    let plain = *first > b' ' && *last > b' ' && cell.is_ascii();
    let name = std::str::from_utf8(cell).ok().filter(|_| plain)?;
    (keep_totals || !is_total(name)).then_some(name)
}
