//! The start of a file: what its columns are, and what stands above its rows.

use super::choices::Choices;
use super::columns::Columns;
use super::current::Current;
use super::dialect::{self, Plan};
use super::imported::Source;
use super::month_headings::{self, other_than_month};
use super::reader::Reader;
use super::record::Record;
use super::report::{Code, Place, Report};
use super::roles::Role;
use super::row::Row;
use super::scan::Scan;
use super::sheet::{Settled, Sheet};
use super::table::{Fate, Table};

/// The start of a file from which its columns are made out.
pub(super) const SAMPLE: usize = 64 << 10;
impl Reader {
    /// Makes out the columns from the start of the file, and takes its header.
    pub(super) fn open_sheet(&mut self, current: &mut Current, whole: bool) {
        let text = std::mem::take(&mut current.carry);
        let sample = text.get(..SAMPLE.min(text.len())).unwrap_or_default();
        let whole = whole && sample.len() == text.len();
        let mut plan = dialect::plan(sample, whole, &self.choices);
        let number = current.number;
        if not_text(sample) {
            current.not_text = true;
            plan.columns = None;
            self.table
                .report(number, Place { line: 1, column: 1 }, Code::NotText, &[]);
        }
        let layout = plan.columns.as_ref().map(|c| c.layout);
        let before = self.first.as_ref().and_then(|f| f.layout);
        if let Some(at) = plan.transposed {
            let line = (at as u64).saturating_add(1);
            let place = Place { line, column: 1 };
            self.table.report(number, place, Code::Transposed, &[]);
        }
        let differs = before.is_some() && layout.is_some() && before != layout;
        if differs {
            plan.columns = None;
            self.table.report(
                number,
                Place { line: 1, column: 1 },
                Code::LayoutDiffers,
                &[],
            );
        }
        let silent = current.not_text || differs;
        let read = self.head(current, sample, whole, &plan, silent);
        current.below = self.table.lines;
        // An empty file says nothing of the others.
        if self
            .first
            .as_ref()
            .is_none_or(|first| first.first_rows.is_empty())
        {
            self.first = Some(source_of(&plan));
        }
        let settled = match self.settled.get(number as usize) {
            Some(settled) => settled.clone(),
            None => {
                let rest = sample.get(read..).unwrap_or_default();
                rehearse(rest, whole, &plan, &self.choices)
            }
        };
        let mut sheet = Sheet::new(number, plan, &self.choices, &settled);
        sheet.silent = current.not_text;
        current.sheet = Some(sheet);
        current.carry = text;
        current.carry.drain(..read);
    }

    /// Takes what stands above the data: `sep=`, preamble, header. How far it reaches.
    fn head(
        &mut self,
        current: &mut Current,
        sample: &[u8],
        whole: bool,
        plan: &Plan,
        silent: bool,
    ) -> usize {
        let file = current.number;
        let count = plan
            .header
            .map_or(usize::from(plan.separator_line), |at| at.saturating_add(1));
        let mut scan = std::mem::take(&mut self.scan);
        scan.block(sample, plan.dialect);
        let mut read = 0;
        let mut line = current.line;
        let mut at = 0usize;
        let guessed = plan.columns.as_ref().is_none_or(|c| c.guessed);
        let answered = self.choices.header.is_some() && plan.columns.is_some()
            || !self.choices.roles.is_empty();
        let mut ask = guessed && !answered && !silent;
        while let Some(record) = scan.next(sample, plan.dialect, whole) {
            let lines = record.breaks.wrapping_add(1);
            let place = |column: usize| Place {
                line,
                column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
            };
            if at >= count && !ask {
                break;
            }
            if at < count {
                if !silent {
                    let row = Row {
                        record: &record,
                        line,
                    };
                    current.not_utf8 |= self.unusual(file, row, current.not_utf8);
                }
                if plan.separator_line && at == 0 {
                    self.table.count(Fate::Skipped, lines);
                } else if record.is_blank() {
                    self.table.count(Fate::Blank, lines);
                } else if Some(at) == plan.header {
                    self.table.count(Fate::Header, lines);
                    self.columns(file, plan, &record, &place);
                } else {
                    self.table.count(Fate::Skipped, lines);
                    self.table
                        .report(file, place(0), Code::Preamble, record.raw(0));
                }
                current.line = line.wrapping_add(lines);
            }
            let first_data = at >= count && !record.is_blank() || Some(at) == plan.header;
            if ask && first_data {
                ask = false;
                self.table
                    .report(file, place(0), Code::HeaderMissing, record.raw(0));
            }
            line = line.wrapping_add(lines);
            at = at.saturating_add(1);
            if at <= count {
                read = record.next_start();
            }
        }
        self.scan = scan;
        read
    }

    /// Tells of characters that are unusual anywhere. Whether the row shows that the file is not
    /// UTF-8.
    fn unusual(&mut self, file: u32, row: Row, known: bool) -> bool {
        row.tell_controls(&mut self.table, file);
        let error = std::str::from_utf8(row.record.text()).err();
        let Some(error) = error.filter(|_| !known) else {
            return false;
        };
        let at = row.record.start.wrapping_add(error.valid_up_to());
        row.tell_encoding(&mut self.table, file, at);
        true
    }

    /// What the header itself has to say.
    fn columns(&mut self, file: u32, plan: &Plan, record: &Record, place: &dyn Fn(usize) -> Place) {
        let Some(columns) = &plan.columns else { return };
        for (at, role) in columns.roles.iter().enumerate() {
            let cell = record.raw(at);
            let heading = plan.header_cells.get(at).filter(|_| columns.no_months);
            let other = heading.and_then(|text| other_than_month(month_headings::read(text)));
            if other.is_some() {
                self.unusable = true;
                let refusal = (Code::DateUnreadable, other);
                self.table.refuse(file, place(at), refusal, cell);
            } else if *role == Role::Ignored && plan.says_something(at) {
                self.table
                    .report(file, place(at), Code::ColumnIgnored, cell);
            }
        }
        if let Some((later, earlier)) = columns.twice {
            self.unusable = true;
            let code = Code::MonthColumnTwice;
            let text = super::text::excerpt(record.raw(later), Report::TEXT);
            let (place, other) = (place(later), Some(place(earlier)));
            self.table.reports.add(Report {
                file,
                place,
                code,
                severity: code.severity(),
                why: None,
                other,
                text,
            });
        }
        if let Some(at) = columns.either {
            self.table
                .report(file, place(at), Code::DateOrderUndecidable, record.raw(at));
        }
        if columns.cents && self.choices.cents.is_none() {
            let at = columns.find(Role::Amount).unwrap_or(0);
            self.table
                .report(file, place(at), Code::CentsSuspected, record.raw(at));
        }
    }
}

/// How the columns of the sample want to be read, found by reading it once for nothing.
fn rehearse(sample: &[u8], whole: bool, plan: &Plan, choices: &Choices) -> Settled {
    let mut sheet = Sheet::new(0, plan.clone(), choices, &Settled::default());
    let mut table = Table::default();
    let mut scan = Scan::default();
    scan.block(sample, plan.dialect);
    let traits = scan.traits();
    loop {
        sheet.plain_rows(&mut table, sample, &mut scan, &mut 1);
        let Some(record) = scan.next(sample, plan.dialect, whole) else {
            return sheet.settled();
        };
        sheet.record(&mut table, &record, 1, traits);
    }
}

fn source_of(plan: &Plan) -> Source {
    let columns: Option<&Columns> = plan.columns.as_ref();
    Source {
        layout: columns.map(|c| c.layout),
        roles: columns.map(|c| c.roles.clone()).unwrap_or_default(),
        delimiter: plan.dialect.delimiter,
        header: plan.header_cells.clone(),
        first_rows: plan.first_rows.clone(),
        ..Source::default()
    }
}

/// Workbooks and archives by their first bytes, other binary files by their many NULs or other
/// control characters.
fn not_text(sample: &[u8]) -> bool {
    let nuls = sample.iter().filter(|b| **b == 0).count();
    let controls = sample
        .iter()
        .filter(|b| **b < b' ' && !b.is_ascii_whitespace());
    sample.starts_with(b"PK\x03\x04")
        || sample.starts_with(b"\xd0\xcf\x11\xe0")
        || sample.starts_with(b"%PDF-")
        || nuls > sample.len() / 8
        || controls.count() > (sample.len() / 12).max(16)
}
