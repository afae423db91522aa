//! One file's records, with the state that its columns need.

use super::bytes::Traits;
use super::choices::{Choices, Currencies, Grain};
use super::date_column::DateColumn;
use super::day::Order;
use super::dialect::Plan;
use super::headings;
use super::layouts;
use super::number_column::NumberColumn;
use super::numbers::Mark;
use super::quick::Quick;
use super::record::Record;
use super::report::{Code, Severity};
use super::roles::{Layout, Role};
use super::row::{Row, is_total};
use super::scan::Scan;
use super::sums::Sums;
use super::table::{Fate, Table};
use super::text::invisible;
use crate::accounts::{Month, Scaled, Signal};

/// What a first pass found out about the columns of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub marks: Vec<Option<Mark>>,
    pub orders: Vec<Option<Order>>,
}

pub(super) struct Sheet {
    pub file: u32,
    pub layout: Option<Layout>,
    pub plan: Plan,
    pub customer: Option<usize>,
    label: Option<usize>,
    segment: Option<usize>,
    pub currency: Option<usize>,
    pub signals: Vec<(usize, Signal)>,
    pub months: Vec<(usize, Month)>,
    pub choices: Choices,
    pub numbers: Vec<NumberColumn>,
    pub dates: Vec<DateColumn>,
    quick: Option<Box<Quick>>,
    bare_cr: Option<bool>,
    told_ends: bool,
    sums: Sums,
    /// One report stands for the whole file.
    pub silent: bool,
    pub told_loss: bool,
}

/// An amount on its way into the ledger.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub account: u32,
    pub month: Month,
    pub amount: Scaled,
    pub segment: Option<u32>,
}

impl Sheet {
    pub fn new(file: u32, plan: Plan, choices: &Choices, settled: &Settled) -> Sheet {
        let roles = plan
            .columns
            .as_ref()
            .map(|c| c.roles.clone())
            .unwrap_or_default();
        let find = |role: Role| roles.iter().position(|r| *r == role);
        let all = || roles.iter().enumerate();
        let mark = |at: usize| {
            settled
                .marks
                .get(at)
                .copied()
                .flatten()
                .unwrap_or(Mark::Point)
        };
        let order = |at: usize| {
            settled
                .orders
                .get(at)
                .copied()
                .flatten()
                .unwrap_or(Order::DayMonthYear)
        };
        let currency = |at: usize| headings::currency(plan.header_cells.get(at)?);
        let mut customer = find(Role::Customer);
        if choices.grain == Grain::Subscription {
            customer = find(Role::Subscription).or(customer);
        }
        let mut sheet = Sheet {
            file,
            layout: plan.columns.as_ref().map(|c| c.layout),
            customer,
            label: find(Role::Label),
            segment: find(Role::Segment),
            currency: find(Role::Currency),
            signals: all()
                .filter_map(|(at, r)| match r {
                    Role::Signal(signal) => Some((at, *signal)),
                    _ => None,
                })
                .collect(),
            months: all()
                .filter_map(|(at, r)| match r {
                    Role::Month(month) => Some((at, *month)),
                    _ => None,
                })
                .collect(),
            numbers: all()
                .map(|(at, _)| NumberColumn::new(choices, mark(at), currency(at)))
                .collect(),
            dates: all()
                .map(|(at, _)| DateColumn::new(choices, order(at)))
                .collect(),
            choices: choices.clone(),
            quick: None,
            bare_cr: None,
            told_ends: false,
            sums: Sums::default(),
            silent: false,
            told_loss: false,
            plan,
        };
        sheet.quick = Quick::of(&sheet);
        sheet
    }

    pub fn find(&self, role: Role) -> Option<usize> {
        self.plan.columns.as_ref()?.find(role)
    }

    pub fn width(&self) -> usize {
        self.plan.columns.as_ref().map_or(0, |c| c.roles.len())
    }

    /// Only the customer's name and revenue columns are used, so that a row can be read at once.
    pub fn is_bare(&self) -> bool {
        self.label.is_none()
            && self.currency.is_none()
            && self.signals.is_empty()
            && self.choices.cents != Some(true)
            && !self.numbers.iter().any(|n| n.rated && n.heading.is_some())
    }

    pub fn segment_column(&self) -> Option<usize> {
        self.segment
    }

    pub fn amount_columns(&self) -> Vec<usize> {
        let roles = self
            .plan
            .columns
            .iter()
            .flat_map(|c| c.roles.iter().enumerate());
        let amounts = roles.filter(|(_, r)| {
            matches!(
                r,
                Role::Amount | Role::Start | Role::End | Role::Month(_) | Role::Total(_)
            )
        });
        amounts.map(|(at, _)| at).collect()
    }

    /// Reads the next records of a block for as long as nothing about them is unusual.
    #[inline]
    pub fn plain_rows(&mut self, table: &mut Table, bytes: &[u8], scan: &mut Scan, line: &mut u64) {
        let plain = self.bare_cr == Some(false) && !scan.traits().control;
        if let Some(mut quick) = self.quick.take_if(|_| plain) {
            quick.rows(self, table, bytes, scan, line);
            self.quick = Some(quick);
        }
    }

    /// Reads one record.
    pub fn record(&mut self, table: &mut Table, record: &Record, line: u64, traits: Traits) {
        if self.bare_cr != Some(record.cr) {
            self.line_end(table, record, line);
        }
        self.slowly(table, record, line, traits);
    }

    /// Some lines end in CR alone and others do not: told once.
    #[cold]
    fn line_end(&mut self, table: &mut Table, record: &Record, line: u64) {
        if record.next_start() == record.end() {
            return;
        }
        if self.bare_cr.is_some() && !self.told_ends && !self.silent {
            self.told_ends = true;
            let row = Row { record, line };
            let last = record.width().saturating_sub(1);
            table.report(
                self.file,
                row.place(last),
                Code::LineEndsMixed,
                record.raw(last),
            );
        }
        self.bare_cr = Some(record.cr);
    }

    /// Reads one record, and notes what became of it.
    pub fn slowly(&mut self, table: &mut Table, record: &Record, line: u64, traits: Traits) {
        let row = Row { record, line };
        let lines = record.breaks.wrapping_add(1);
        if traits.control && !self.silent {
            row.tell_controls(table, self.file);
        }
        let fate = self.fate(table, row);
        table.count(fate, lines);
    }

    fn fate(&mut self, table: &mut Table, row: Row) -> Fate {
        let record = row.record;
        if record.is_blank() {
            return Fate::Blank;
        }
        if self.silent {
            return Fate::Reported;
        }
        if let Some(at) = record.unclosed {
            self.unclosed(table, row, at);
            return Fate::Reported;
        }
        let quotes_fit = self.quotes(table, row);
        let Some(layout) = self.layout else {
            return Fate::Reported;
        };
        if let Some(column) = self.total(row) {
            self.sums.total(row, column);
            table.report(
                self.file,
                row.place(column),
                Code::TotalRow,
                record.raw(column),
            );
            return Fate::Skipped;
        }
        if !quotes_fit || !self.has_width(table, row) {
            return Fate::Reported;
        }
        layouts::row(self, layout, table, row)
    }

    /// Tells of a quote that was never closed, on its own line.
    pub fn unclosed(&self, table: &mut Table, row: Row, at: usize) {
        let column = row.record.field_at(at);
        let mut place = row.place(column);
        place.line = place.line.saturating_add(row.record.breaks_before(at));
        let refusal = (Code::QuoteNotClosed, None);
        table.refuse(self.file, place, refusal, row.record.raw(column));
    }

    /// Tells of misplaced quotes. False: a cell goes on behind its closing quote.
    fn quotes(&self, table: &mut Table, row: Row) -> bool {
        let mut fit = true;
        let mut told = None;
        for &at in row.record.odd {
            let column = row.record.field_at(at as usize);
            if told == Some(column) {
                continue;
            }
            told = Some(column);
            let cell = row.record.raw(column);
            // Blanks behind a closing quote are harmless; so are quotes inside of other text.
            let opened = cell.first() == Some(&b'"');
            let harmless = !opened || {
                let close = cell.iter().rposition(|b| *b == b'"').unwrap_or(0);
                let behind = cell.get(close.saturating_add(1)..).unwrap_or_default();
                let inner = cell.get(1..close).unwrap_or_default();
                behind.iter().all(|b| *b == b' ') && !inner.contains(&b'"')
            };
            fit &= harmless;
            let severity = if harmless {
                Severity::Warning
            } else {
                Severity::Error
            };
            table.report_as(
                self.file,
                row.place(column),
                (Code::QuoteMalformed, None),
                severity,
                cell,
            );
        }
        fit
    }

    /// The cell that says that a row sums up others: the one that names the row or, where it has no
    /// name, the first that says anything.
    fn total(&self, row: Row) -> Option<usize> {
        let named = match self.layout {
            Some(Layout::Totals) => self.find(Role::Period),
            _ => self.customer,
        };
        let mut column = named.unwrap_or(0);
        let mut name = row.text(column);
        if name.is_empty() {
            let mut cells = (0..row.record.width()).map(|at| (at, row.text(at)));
            (column, name) = cells.find(|(_, text)| !text.is_empty())?;
        }
        (!self.choices.keep_totals && is_total(&name)).then_some(column)
    }

    /// How many columns a row must have: those at the end without a heading are not missed.
    fn named_width(&self) -> usize {
        let headings = &self.plan.header_cells;
        let last = headings.iter().rposition(|name| !name.trim().is_empty());
        last.map_or(self.width(), |last| last.saturating_add(1))
    }

    fn has_width(&self, table: &mut Table, row: Row) -> bool {
        let (width, len) = (self.width(), row.record.width());
        if len < width && len < self.named_width() {
            let last = row.record.raw(len.saturating_sub(1));
            table.refuse(self.file, row.place(len), (Code::RowTooShort, None), last);
            return false;
        }
        let surplus = (width..len).find(|at| !row.text(*at).is_empty());
        if let Some(column) = surplus {
            let cell = row.record.raw(column);
            table.refuse(self.file, row.place(column), (Code::RowTooLong, None), cell);
        }
        surplus.is_none()
    }

    /// The account's name. None: there is none, which is told.
    pub fn name(&self, table: &mut Table, row: Row) -> Option<String> {
        let column = self.customer?;
        let name = row.text(column);
        if name.chars().all(invisible) {
            table.report(
                self.file,
                row.place(column),
                Code::CustomerBlank,
                row.record.raw(column),
            );
            return None;
        }
        Some(name)
    }

    /// A row's account and segment, and what else is said of it.
    pub fn account(
        &mut self,
        table: &mut Table,
        row: Row,
        name: &str,
    ) -> Option<(u32, Option<u32>)> {
        let column = self.customer.unwrap_or(0);
        let Ok(account) = table.account(name, self.file, row.place(column)) else {
            table.refuse(
                self.file,
                row.place(column),
                (Code::TooLarge, None),
                name.as_bytes(),
            );
            return None;
        };
        if let Some(label) = self.label.map(|at| row.text(at)).filter(|l| !l.is_empty()) {
            table.ledger.label_account(account, &label);
        }
        Some((account, self.row_segment(table, row)))
    }

    /// A row's segment. More than can be told apart are told, and count as none.
    fn row_segment(&self, table: &mut Table, row: Row) -> Option<u32> {
        let column = self.segment?;
        let name = row.text(column);
        if name.is_empty() {
            return None;
        }
        let number = table.ledger.segment_number(&name);
        if number.is_none() {
            let cell = row.record.raw(column);
            table.report(self.file, row.place(column), Code::SegmentsTooMany, cell);
        }
        number
    }

    /// Whether its columns add up to what a row of totals says: one for each time, in amounts as
    /// they are written.
    fn has_sums(&self) -> bool {
        matches!(self.layout, Some(Layout::Wide | Layout::Snapshot))
            && self.choices.cents != Some(true)
            && self.choices.currencies == Currencies::One
    }

    /// Adds a row's amount to its account-month.
    pub fn add(&mut self, table: &mut Table, row: Row, column: usize, entry: Entry) -> bool {
        let Entry {
            account,
            month,
            amount,
            segment,
        } = entry;
        let place = row.place(column);
        if table.add(account, month, amount, segment).is_err() {
            table.refuse(
                self.file,
                place,
                (Code::TooLarge, None),
                row.record.raw(column),
            );
            return false;
        }
        if self.has_sums() {
            self.sums.add(column, amount);
        }
        if amount.units < 0 {
            table.negative(account, month, self.file, place, &row.text(column));
        }
        true
    }

    /// What the columns of this file have settled by its end.
    pub fn settled(&self) -> Settled {
        Settled {
            marks: self.numbers.iter().map(NumberColumn::mark).collect(),
            orders: self.dates.iter().map(DateColumn::settled).collect(),
        }
    }

    /// How cells must be read that were read otherwise. None: all were read rightly.
    pub fn read_again(&self) -> Option<Settled> {
        let again = self.numbers.iter().any(|c| c.read_again_as().is_some())
            || self.dates.iter().any(|c| c.read_again_as().is_some());
        again.then(|| Settled {
            marks: self
                .numbers
                .iter()
                .map(|c| c.read_again_as().or(Some(c.assumed)))
                .collect(),
            orders: self
                .dates
                .iter()
                .map(|c| c.read_again_as().or(Some(c.assumed)))
                .collect(),
        })
    }

    /// Tells what the columns as a whole have to say. True: nothing of them can be used.
    pub fn conclude(&self, table: &mut Table) -> bool {
        let mut unusable = false;
        self.sums.tell(table, self.file, &self.numbers);
        for (at, (numbers, dates)) in self.numbers.iter().zip(&self.dates).enumerate() {
            let signal = self.signals.iter().find(|signal| signal.0 == at);
            for finding in numbers.finding().into_iter().chain(dates.findings()) {
                if let Some((_, signal)) = signal {
                    // No figure rests on it: it is left out until its column can be read.
                    table.ledger.forget_signal(*signal);
                    table.report_finding_as(self.file, finding, Severity::Warning);
                    continue;
                }
                let amounts_only = finding.code != Code::PercentInAmount;
                unusable |= finding.code.severity() == Severity::Error && amounts_only;
                table.report_finding(self.file, finding);
            }
        }
        unusable
    }
}
