use super::columns::{Columns, Layout, Role};
use super::dates::{Day, Order};
use super::dialect::{self, Plan};
use super::numbers::{Currency, Mark};
use super::report::{Code, Place, Report, Reports};
use super::scan::{Record, Scan};
use super::sheet::{Settled, Sheet};
use super::table::{Fate, Lines, Table};
use super::text::{Decoder, Encoding, windows_1252_to_utf8};
use crate::accounts::{Ledger, Scaled};

/// What the user has answered or overridden. By default everything follows from the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// Whether the first record is a header.
    pub header: Option<bool>,
    pub layout: Option<Layout>,
    /// What a column (counted from 0) is, whatever its heading says.
    pub roles: Vec<(usize, Role)>,
    pub number_mark: Option<Mark>,
    pub date_order: Option<Order>,
    /// Whether plain numbers in a date column are spreadsheet days or Unix seconds.
    pub serials: Option<bool>,
    /// Whether amounts are in hundredths.
    pub cents: Option<bool>,
    pub currencies: Currencies,
    /// Total rows are customers like others.
    pub keep_totals: bool,
    pub grain: Grain,
    /// Groups of two digits before the last three: 12,34,567.
    pub indian_groups: bool,
}

/// What to do with amounts in several currencies.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Currencies {
    /// There must be only one.
    #[default]
    One,
    /// Only rows in this currency are used.
    Keep(Currency),
    /// Each currency is multiplied by its rate; others are refused.
    Rates(Vec<(Currency, Scaled)>),
}

/// What is counted as one account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    #[default]
    Customer,
    /// Each subscription, where the list names them.
    Subscription,
}

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
    choices: Choices,
    /// What an earlier pass found out about each file.
    settled: Vec<Settled>,
    found: Vec<Option<Settled>>,
    table: Table,
    files: Vec<File>,
    current: Option<Current>,
    first: Option<Source>,
    unusable: bool,
    scan: Scan,
}

/// What came out of all files.
pub enum Outcome {
    Done(Box<Imported>),
    /// A late cell showed that earlier ones must be read differently: feed the same files again.
    Again(Box<Reader>),
}

#[derive(Clone, Debug)]
pub struct Imported {
    pub source: Source,
    pub reports: Reports,
    pub lines: Lines,
    pub data: Data,
}

#[derive(Clone, Debug)]
pub enum Data {
    /// Accounts by months.
    Ledger(Ledger),
    /// Accounts at the start and at the end of one period: [`Ledger::START`], [`Ledger::end`].
    Snapshot(Ledger),
    /// Nothing can be computed; the reports say why.
    Nothing,
}

/// A file as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    /// What was announced, for progress.
    pub expected: Option<u64>,
}

/// What was understood of the input.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub files: Vec<File>,
    pub layout: Option<Layout>,
    pub encoding: Encoding,
    pub delimiter: u8,
    pub header: Vec<String>,
    /// What each column is.
    pub roles: Vec<Role>,
    pub number_mark: Option<Mark>,
    pub date_order: Option<Order>,
    pub currency: Option<Currency>,
    /// Account-months that were used; rows of a snapshot.
    pub rows_used: u64,
    pub rows_reported: u64,
    pub customers: u32,
    /// The latest day named, where the list names days.
    pub latest: Option<Day>,
    /// The first records as they were read, header and preamble included.
    pub first_rows: Vec<Vec<String>>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub rows: u64,
    pub accounts: u32,
}

/// The file that is being read.
struct Current {
    number: u32,
    decoder: Decoder,
    /// Text that is not read yet: the sample at first, later an unfinished record.
    carry: Vec<u8>,
    sheet: Option<Sheet>,
    line: u64,
    not_utf8: bool,
    not_text: bool,
    /// In the middle of a line too long to be a record.
    in_long_line: bool,
    /// The counts when the file began.
    start: Lines,
}

/// The start of a file from which its columns are made out.
const SAMPLE: usize = 64 << 10;
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
        self.current = Some(Current::new(number, self.table.lines));
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

    pub fn finish(mut self) -> Outcome {
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
            return Outcome::Again(Box::new(again));
        }
        Outcome::Done(Box::new(self.conclude()))
    }

    fn feed(&mut self, current: &mut Current, bytes: &[u8]) {
        let mut decoded = Vec::new();
        let mut rest = bytes;
        if self.choices.encoding == Some(Encoding::Windows1252) {
            current.decoder.encoding = Some(Encoding::Windows1252);
            windows_1252_to_utf8(bytes, &mut decoded);
            rest = &decoded;
        } else if current.decoder.encoding.is_none() {
            current.decoder.start(bytes, false, &mut decoded);
            rest = &decoded;
        } else if current.decoder.wide() {
            current.decoder.push_wide(bytes, false, &mut decoded);
            rest = &decoded;
        }
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
            while let Some(record) = self.scan.next(block, dialect, is_last) {
                if let Some(error) = not_utf8.filter(|e| e.valid_up_to() < record.end()) {
                    not_utf8 = None;
                    current.not_utf8 = true;
                    tell_encoding(
                        &mut self.table,
                        sheet,
                        &record,
                        current.line,
                        error.valid_up_to(),
                    );
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
        if !current.not_text {
            let place = Place {
                line: current.line,
                column: 1,
            };
            let quoted = block.contains(&b'"');
            let code = if quoted {
                Code::QuoteNotClosed
            } else {
                Code::TooLarge
            };
            self.table.refuse(sheet.file, place, (code, None), block);
        }
    }

    fn read_on(&mut self, current: &mut Current, text: &[u8], at: usize, last: bool) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        at.saturating_add(self.read(current, rest, last))
    }

    /// Makes out the columns from the start of the file, and takes its header.
    fn open_sheet(&mut self, current: &mut Current, whole: bool) {
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
        if self.first.is_none() {
            self.first = Some(source_of(&plan));
        }
        let settled = match self.settled.get(number as usize) {
            Some(settled) => settled.clone(),
            None => {
                let rest = sample.get(read..).unwrap_or_default();
                rehearse(rest, whole, &plan, &self.choices)
            }
        };
        current.sheet = Some(Sheet::new(number, plan, &self.choices, &settled));
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

    /// What the header itself has to say.
    fn columns(&mut self, file: u32, plan: &Plan, record: &Record, place: &dyn Fn(usize) -> Place) {
        let Some(columns) = &plan.columns else { return };
        for (at, role) in columns.roles.iter().enumerate() {
            let cell = record.raw(at);
            if *role == Role::Ignored && !cell.is_empty() {
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

    fn end_file(&mut self) {
        let Some(mut current) = self.current.take() else {
            return;
        };
        let mut tail = Vec::new();
        if current.decoder.encoding.is_none() {
            current.decoder.start(&[], true, &mut tail);
        } else if current.decoder.wide() {
            current.decoder.push_wide(&[], true, &mut tail);
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
        } else if sheet.layout.is_some() && current.start.rows() == self.table.lines.rows() {
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
            let mut money = sheet.numbers.iter().filter_map(|c| c.currency());
            source.currency = source.currency.or(money.next());
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

    fn conclude(self) -> Imported {
        let Reader {
            mut table,
            first,
            files,
            unusable,
            ..
        } = self;
        let mut source = first.unwrap_or_default();
        source.files = files;
        let summed = matches!(
            source.layout,
            Some(Layout::Movements | Layout::Subscriptions)
        );
        let mut usable = !unusable;
        if let Some(latest) = table.latest.filter(|_| summed && usable)
            && table.ledger.accumulate(latest.month).is_err()
        {
            usable = false;
            table.report(0, Place { line: 1, column: 1 }, Code::TooLarge, &[]);
        }
        if usable {
            table.report_negatives();
            table.report_similar();
        } else {
            table.lines.reported = table.lines.reported.wrapping_add(table.lines.used);
            table.lines.used = 0;
            table.rows_used = 0;
            table.ledger = Ledger::default();
        }
        table.reports.sort();
        source.rows_used = table.rows_used;
        source.rows_reported = table.lines.reported;
        source.customers = table.ledger.accounts();
        source.latest = table.latest.filter(|l| l.day.is_some() && usable);
        let data = match source.layout {
            _ if table.rows_used == 0 => Data::Nothing,
            Some(Layout::Snapshot) => Data::Snapshot(table.ledger),
            _ => Data::Ledger(table.ledger),
        };
        Imported {
            source,
            reports: table.reports,
            lines: table.lines,
            data,
        }
    }
}

impl Current {
    fn new(number: u32, start: Lines) -> Current {
        Current {
            number,
            decoder: Decoder::default(),
            carry: Vec::new(),
            sheet: None,
            line: 1,
            not_utf8: false,
            not_text: false,
            in_long_line: false,
            start,
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
    while let Some(record) = scan.next(sample, plan.dialect, whole) {
        sheet.record(&mut table, &record, 1, traits);
    }
    sheet.settled()
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

fn tell_encoding(table: &mut Table, sheet: &Sheet, record: &Record, line: u64, at: usize) {
    let field = record.field_at(at);
    let column = u32::try_from(field).unwrap_or(u32::MAX).saturating_add(1);
    table.report(
        sheet.file,
        Place { line, column },
        Code::EncodingAssumed,
        record.raw(field),
    );
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

/// Workbooks and archives by their first bytes, other binary files by their many NULs.
fn not_text(sample: &[u8]) -> bool {
    let nuls = sample.iter().filter(|b| **b == 0).count();
    sample.starts_with(b"PK\x03\x04")
        || sample.starts_with(b"\xd0\xcf\x11\xe0")
        || sample.starts_with(b"%PDF-")
        || nuls > sample.len() / 8
}
