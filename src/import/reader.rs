//! Bytes in, a customer list out.

use super::choices::Choices;
use super::closing::{Closing, Outcome};
use super::current::Current;
use super::head::SAMPLE;
use super::imported::{File, Progress, Source};
use super::report::{Code, Place};
use super::row::Row;
use super::scan::Scan;
use super::sheet::Settled;
use super::table::{Fate, Table};
use super::text::Encoding;

/// Reads a customer list from one or several files, in pieces of any size.
///
/// ```
/// use retention_calculator::import::{Choices, Outcome, Reader};
/// let mut reader = Reader::new(Choices::default());
/// loop {
///     reader.file("list.csv", None);
///     for piece in ["customer,month,m", "rr\nA,2024-01,10\n"] {
///         reader.push(piece.as_bytes());
///     }
///     match reader.finish() {
///         Outcome::Again(next) => reader = *next,
///         Outcome::Done(imported) => {
///             assert_eq!(imported.source.rows_used, 1);
///             break;
///         }
///     }
/// }
/// ```
pub struct Reader {
    pub(super) choices: Choices,
    /// What an earlier pass found out about each file.
    pub(super) settled: Vec<Settled>,
    found: Vec<Option<Settled>>,
    pub(super) table: Table,
    files: Vec<File>,
    current: Option<Current>,
    pub(super) first: Option<Source>,
    pub(super) unusable: bool,
    pub(super) scan: Scan,
}

/// A block is read at a time.
const BLOCK: usize = 32 << 10;
/// No record is longer.
const LONGEST: usize = 1 << 20;

impl Reader {
    pub fn new(choices: Choices) -> Reader {
        Reader {
            choices,
            settled: Vec::new(),
            found: Vec::new(),
            table: Table::default(),
            files: Vec::new(),
            current: None,
            first: None,
            unusable: false,
            scan: Scan::default(),
        }
    }

    /// Starts a file, and ends the one before. `bytes`: its size, if known.
    pub fn file(&mut self, name: &str, bytes: Option<u64>) {
        self.end_file();
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(File {
            name: name.to_owned(),
            bytes: 0,
            expected: bytes,
        });
        let mut current = Current::new(number, self.table.lines);
        current.decoder.chosen = self.choices.encoding;
        self.current = Some(current);
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.current.is_none() {
            self.file("", None);
        }
        if let Some(file) = self.files.last_mut() {
            file.bytes = file.bytes.saturating_add(bytes.len() as u64);
        }
        let Some(mut current) = self.current.take() else {
            return;
        };
        self.feed(&mut current, bytes);
        self.current = Some(current);
    }

    /// Whether the rest of the file says nothing: it is no text.
    pub fn is_done(&self) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.not_text)
    }

    pub fn progress(&self) -> Progress {
        Progress {
            bytes: self
                .files
                .iter()
                .map(|f| f.bytes)
                .fold(0, u64::saturating_add),
            rows: self.table.rows_used,
            accounts: self.table.ledger.accounts(),
        }
    }

    /// What came out, at once.
    pub fn finish(self) -> Outcome {
        let mut closing = self.close();
        while closing.step() {}
        closing.outcome()
    }

    /// Ends the last file. What is left to do is done step by step.
    pub fn close(mut self) -> Closing {
        if self.current.is_none() && self.files.is_empty() {
            self.file("", None);
        }
        self.end_file();
        if self.settled.is_empty() && self.found.iter().any(Option::is_some) {
            let mut again = Reader::new(self.choices);
            again.settled = self
                .found
                .into_iter()
                .map(Option::unwrap_or_default)
                .collect();
            return Closing::again(again);
        }
        let mut source = self.first.unwrap_or_default();
        source.files = self.files;
        Closing::of(self.table, source, &self.choices, self.unusable)
    }

    fn feed(&mut self, current: &mut Current, bytes: &[u8]) {
        let mut decoded = Vec::new();
        let mut rest = current.decoder.text(bytes, &mut decoded);
        let opened = current.sheet.is_none();
        if opened {
            current.carry.extend_from_slice(rest);
            if current.carry.len() < SAMPLE {
                return;
            }
            self.open_sheet(current, false);
            rest = &[];
        }
        self.advance(current, rest, opened);
    }

    /// Reads on. What was carried over is read together with the next piece, the rest in place.
    fn advance(&mut self, current: &mut Current, bytes: &[u8], opened: bool) {
        let mut carry = std::mem::take(&mut current.carry);
        let mut at = 0usize;
        let mut ready = opened;
        while !carry.is_empty() {
            let to = at.saturating_add(BLOCK).min(bytes.len());
            let piece = bytes.get(at..to).unwrap_or_default();
            let old = carry.len();
            ready |= carry.last() == Some(&b'\r')
                || piece.iter().any(|b| matches!(b, b'\n' | b'\r'))
                || old.saturating_add(piece.len()) > LONGEST;
            carry.extend_from_slice(piece);
            at = to;
            let read = if ready {
                self.read(current, &carry, false)
            } else {
                0
            };
            ready = false;
            if read >= old {
                at = at.saturating_sub(carry.len().saturating_sub(read));
                carry.clear();
            } else {
                carry.drain(..read);
                if at >= bytes.len() {
                    current.carry = carry;
                    return;
                }
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let read = self.read(current, rest, false);
        carry.extend_from_slice(rest.get(read..).unwrap_or_default());
        current.carry = carry;
    }

    /// Reads all complete records of a text that starts with one; how far it came.
    fn read(&mut self, current: &mut Current, text: &[u8], last: bool) -> usize {
        let Some(sheet) = &mut current.sheet else {
            return 0;
        };
        let dialect = sheet.plan.dialect;
        let mut at = 0usize;
        let mut size = BLOCK;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            if current.in_long_line && !rest.is_empty() {
                match line_end(rest, last) {
                    Some(end) => {
                        at = at.saturating_add(end);
                        current.line = current.line.wrapping_add(1);
                        self.table.count(Fate::Reported, 1);
                        current.in_long_line = false;
                        continue;
                    }
                    // All but a CR, which may be half of a line end.
                    None => {
                        return at.saturating_add(rest.strip_suffix(b"\r").unwrap_or(rest).len());
                    }
                }
            }
            let block = rest
                .get(..size.min(rest.len()).min(LONGEST))
                .unwrap_or_default();
            let is_last = last && block.len() == rest.len();
            if block.is_empty() {
                return at;
            }
            self.scan.block(block, dialect);
            let traits = self.scan.traits();
            let mut not_utf8 = None;
            if traits.high && !current.not_utf8 {
                not_utf8 = std::str::from_utf8(block)
                    .err()
                    .filter(|e| is_last || e.error_len().is_some());
            }
            loop {
                if not_utf8.is_none() {
                    sheet.plain_rows(&mut self.table, block, &mut self.scan, &mut current.line);
                }
                let Some(record) = self.scan.next(block, dialect, is_last) else {
                    break;
                };
                if let Some(error) =
                    not_utf8.filter(|e| e.valid_up_to() < record.end() && !sheet.silent)
                {
                    not_utf8 = None;
                    current.not_utf8 = true;
                    let row = Row {
                        record: &record,
                        line: current.line,
                    };
                    row.tell_encoding(&mut self.table, sheet.file, error.valid_up_to());
                }
                sheet.record(&mut self.table, &record, current.line, traits);
                current.line = current.line.wrapping_add(record.breaks).wrapping_add(1);
            }
            let read = self.scan.read();
            at = at.saturating_add(read);
            if read > 0 {
                size = BLOCK;
            } else if block.len() >= LONGEST {
                self.give_up_line(current, block);
                return self.read_on(current, text, at, last);
            } else if block.len() == rest.len() {
                return at;
            } else {
                size = size.saturating_mul(4);
            }
        }
    }

    /// A record longer than any can be: a quote that swallowed all lines behind it, or no text.
    /// Its first line is given up, and reading goes on with the next.
    #[cold]
    fn give_up_line(&mut self, current: &mut Current, block: &[u8]) {
        current.in_long_line = true;
        let Some(sheet) = &current.sheet else { return };
        let dialect = sheet.plan.dialect;
        let record = self.scan.next(block, dialect, true);
        if let Some((record, at)) = record.and_then(|r| Some((r, r.unclosed?))) {
            let row = Row {
                record: &record,
                line: current.line,
            };
            sheet.unclosed(&mut self.table, row, at);
        } else if !current.not_text {
            let place = Place {
                line: current.line,
                column: 1,
            };
            self.table
                .refuse(sheet.file, place, (Code::TooLarge, None), block);
        }
    }

    fn read_on(&mut self, current: &mut Current, text: &[u8], at: usize, last: bool) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        at.saturating_add(self.read(current, rest, last))
    }

    fn end_file(&mut self) {
        let Some(mut current) = self.current.take() else {
            return;
        };
        let mut tail = Vec::new();
        match current.decoder.encoding {
            None => current.decoder.start(&[], true, &mut tail),
            Some(_) => current.decoder.push(&[], true, &mut tail),
        }
        current.carry.extend_from_slice(&tail);
        if current.sheet.is_none() {
            self.open_sheet(&mut current, true);
        }
        let text = std::mem::take(&mut current.carry);
        self.read(&mut current, &text, true);
        let Some(sheet) = &current.sheet else { return };
        if current.in_long_line {
            self.table.count(Fate::Reported, 1);
        }
        let start = Place { line: 1, column: 1 };
        if current.start.text() == self.table.lines.text() {
            self.table.report(sheet.file, start, Code::Empty, &[]);
        } else if sheet.layout.is_some() && current.below.rows() == self.table.lines.rows() {
            self.table.report(sheet.file, start, Code::NoRows, &[]);
        }
        self.found.push(sheet.read_again());
        self.unusable |= sheet.conclude(&mut self.table);
        if let Some(source) = &mut self.first {
            let amounts = sheet.amount_columns();
            let mut marks = amounts
                .iter()
                .filter_map(|at| sheet.numbers.get(*at)?.mark());
            source.number_mark = source.number_mark.or(marks.next());
            let mut orders = sheet.dates.iter().filter_map(|c| c.settled());
            source.date_order = source.date_order.or(orders.next());
            if sheet.file == 0 {
                source.encoding = current.decoder.encoding.unwrap_or_default();
            }
            if current.not_utf8 {
                source.encoding = Encoding::Windows1252;
            }
        }
    }
}

/// Behind the first line end. Only the last piece may end in a CR that could be half of one.
fn line_end(text: &[u8], last: bool) -> Option<usize> {
    let at = text.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    let after = at.saturating_add(1);
    match (text.get(at), text.get(after)) {
        (Some(b'\r'), Some(b'\n')) => Some(after.saturating_add(1)),
        (Some(b'\r'), None) if !last => None,
        _ => Some(after),
    }
}
