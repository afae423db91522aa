//! Text → records of cells, with nothing copied: only the positions at which cells end.

/// What parts the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    pub quote: Option<u8>,
}

/// The cells of one block of text.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Where cells end: positions of delimiters and line ends outside quotes.
    ends: Vec<u32>,
    /// Positions of quotes where none may stand.
    odd: Vec<u32>,
    traits: Traits,
    /// Some cell spans lines.
    breaks: bool,
    /// The quote that was never closed.
    open: Option<usize>,
    next_end: usize,
    next_odd: usize,
    start: usize,
}

/// Which bytes occur at all in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    pub quote: bool,
    /// Control characters other than tab and line ends.
    pub control: bool,
    /// Bytes beyond ASCII.
    pub high: bool,
    tab: bool,
}

/// One record: a row of cells.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    bytes: &'a [u8],
    start: usize,
    ends: &'a [u32],
    quote: Option<u8>,
    /// Positions of misplaced quotes.
    pub odd: &'a [u32],
    /// Line breaks within its cells.
    pub breaks: u64,
    /// The position of a quote that was never closed.
    pub unclosed: Option<usize>,
    /// Ended by CR alone.
    pub cr: bool,
    next: usize,
}

impl Scan {
    /// Looks through a block that starts with a record. What stands behind the last line end is
    /// left for the next block, unless this is the last one.
    pub fn block(&mut self, bytes: &[u8], dialect: Dialect) {
        self.ends.clear();
        self.odd.clear();
        self.breaks = false;
        self.open = None;
        self.next_end = 0;
        self.next_odd = 0;
        self.start = 0;
        self.traits = Traits::of(bytes, dialect.quote);
        // Where no other control character occurs, one comparison finds all line ends.
        let only_line_ends = !self.traits.control && !self.traits.tab && dialect.delimiter >= b' ';
        match dialect.quote.filter(|_| self.traits.quote) {
            Some(quote) => self.quoted(bytes, dialect.delimiter, quote),
            None if only_line_ends => positions(bytes, &mut self.ends, |word| {
                equal(word, dialect.delimiter) | below_blank(word)
            }),
            None => positions(bytes, &mut self.ends, |word| {
                equal(word, dialect.delimiter) | equal(word, b'\n') | equal(word, b'\r')
            }),
        }
    }

    pub fn traits(&self) -> Traits {
        self.traits
    }

    /// How far the block was read.
    pub fn read(&self) -> usize {
        self.start
    }

    /// The next record. `last`: nothing comes after this block.
    #[inline]
    pub fn next<'a>(
        &'a mut self,
        bytes: &'a [u8],
        dialect: Dialect,
        last: bool,
    ) -> Option<Record<'a>> {
        let from = self.next_end;
        let mut at = from;
        let end = loop {
            let Some(&end) = self.ends.get(at) else {
                return self.rest(bytes, dialect, last);
            };
            at = at.wrapping_add(1);
            let byte = *bytes.get(end as usize)?;
            if (byte == b'\n' || byte == b'\r') && byte != dialect.delimiter {
                break end as usize;
            }
        };
        let start = self.start;
        let mut next = end.wrapping_add(1);
        let mut to = at;
        let mut cr = false;
        if bytes.get(end) == Some(&b'\r') {
            match bytes.get(next) {
                Some(b'\n') => {
                    next = next.wrapping_add(1);
                    at = at.wrapping_add(1);
                }
                Some(_) => cr = true,
                None if !last => return None,
                None => cr = true,
            }
        }
        self.start = next;
        self.next_end = at;
        to = to.max(from);
        let odd_from = self.next_odd;
        if !self.odd.is_empty() {
            let odd = self.odd.get(odd_from..).unwrap_or_default();
            let here = odd.iter().take_while(|&&o| (o as usize) < end).count();
            self.next_odd = odd_from.wrapping_add(here);
        }
        let breaks = if self.breaks {
            line_breaks(bytes.get(start..end).unwrap_or_default())
        } else {
            0
        };
        Some(Record {
            bytes,
            start,
            ends: self.ends.get(from..to)?,
            quote: dialect.quote.filter(|_| self.traits.quote),
            odd: self.odd.get(odd_from..self.next_odd)?,
            breaks,
            unclosed: None,
            cr,
            next,
        })
    }

    /// The last record, which no line end closes.
    #[cold]
    fn rest<'a>(&'a mut self, bytes: &'a [u8], dialect: Dialect, last: bool) -> Option<Record<'a>> {
        let start = self.start;
        if !last || start >= bytes.len() {
            return None;
        }
        let from = self.next_end;
        self.ends.push(u32::try_from(bytes.len()).ok()?);
        self.next_end = self.ends.len();
        self.start = bytes.len();
        let text = bytes.get(start..)?;
        // A line end at the very end closes the last line within an open quote.
        let open = text.strip_suffix(b"\n").unwrap_or(text);
        let breaks = line_breaks(open.strip_suffix(b"\r").unwrap_or(open));
        Some(Record {
            bytes,
            start,
            ends: self.ends.get(from..)?,
            quote: dialect.quote.filter(|_| self.traits.quote),
            odd: self.odd.get(self.next_odd..)?,
            breaks,
            unclosed: self.open,
            cr: false,
            next: bytes.len(),
        })
    }

    /// As RFC 4180 has it: a quote opens a cell only at its start, and is doubled inside.
    /// Whatever follows a closing quote belongs to the cell, up to the next delimiter.
    fn quoted(&mut self, bytes: &[u8], delimiter: u8, quote: u8) {
        let mut all = Vec::new();
        positions(bytes, &mut all, |word| {
            equal(word, delimiter) | equal(word, quote) | equal(word, b'\n') | equal(word, b'\r')
        });
        let mut cell = 0u32;
        let mut open: Option<u32> = None;
        let mut skip = false;
        for &at in &all {
            if skip {
                skip = false;
                continue;
            }
            let byte = bytes.get(at as usize).copied().unwrap_or(0);
            let after = at.wrapping_add(1);
            if open.is_some() {
                if byte == quote {
                    let next = bytes.get(after as usize).copied();
                    if next == Some(quote) {
                        skip = true;
                        continue;
                    }
                    open = None;
                    let ends = next.is_none_or(|b| b == delimiter || b == b'\n' || b == b'\r');
                    if !ends {
                        self.odd.push(at);
                    }
                } else if byte != delimiter {
                    self.breaks = true;
                }
            } else if byte == quote {
                if at == cell {
                    open = Some(at);
                } else {
                    self.odd.push(at);
                }
            } else {
                self.ends.push(at);
                cell = after;
                if byte == b'\r' && bytes.get(after as usize) == Some(&b'\n') {
                    cell = cell.wrapping_add(1);
                }
            }
        }
        self.open = open.map(|at| at as usize);
    }
}

impl<'a> Record<'a> {
    /// How many cells there are: at least one.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// Where the last cell ends.
    #[inline]
    pub fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0) as usize
    }

    /// Where the next record starts.
    pub fn next_start(&self) -> usize {
        self.next
    }

    /// The bytes of a cell as they stand in the file, quotes included. Empty if there is none.
    #[inline]
    pub fn raw(&self, cell: usize) -> &'a [u8] {
        let start = match cell.checked_sub(1) {
            None => self.start,
            Some(before) => match self.ends.get(before) {
                Some(end) => (*end as usize).wrapping_add(1),
                None => return &[],
            },
        };
        let end = self.ends.get(cell).copied().unwrap_or(0) as usize;
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// What a cell says: without its quotes. Only doubled quotes need a copy.
    #[inline]
    pub fn cell<'s>(&self, cell: usize, scratch: &'s mut Vec<u8>) -> &'s [u8]
    where
        'a: 's,
    {
        let raw = self.raw(cell);
        match self.quote {
            Some(quote) if raw.first() == Some(&quote) => unquote(raw, quote, scratch),
            _ => raw,
        }
    }

    /// The field, counted from 0, in which a position lies.
    pub fn field_at(&self, position: usize) -> usize {
        let before = self
            .ends
            .iter()
            .take_while(|end| (**end as usize) < position);
        before.count().min(self.ends.len().saturating_sub(1))
    }

    /// Line breaks between the record's start and a position.
    pub fn breaks_before(&self, position: usize) -> u64 {
        line_breaks(self.bytes.get(self.start..position).unwrap_or_default())
    }

    /// Nothing but blanks in every cell.
    pub fn is_blank(&self) -> bool {
        (0..self.width()).all(|cell| self.raw(cell).iter().all(|b| matches!(b, b' ' | b'\t')))
    }
}

fn unquote<'s>(raw: &'s [u8], quote: u8, scratch: &'s mut Vec<u8>) -> &'s [u8] {
    let inner = raw.get(1..).unwrap_or_default();
    let simple = inner
        .strip_suffix(&[quote])
        .filter(|inner| !inner.contains(&quote));
    if let Some(simple) = simple {
        return simple;
    }
    scratch.clear();
    let mut bytes = inner.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != quote {
            scratch.push(byte);
        } else if let Some(next) = bytes.next() {
            // Doubled inside; after a closing quote the rest is kept as it stands.
            if next != quote {
                scratch.push(next);
                scratch.extend(bytes);
                break;
            }
            scratch.push(quote);
        }
    }
    scratch
}

impl Traits {
    /// One pass without branches.
    fn of(bytes: &[u8], quote: Option<u8>) -> Traits {
        let quote = quote.unwrap_or(b'\n');
        let is_quote = |b: u8| u8::from(b == quote);
        let (mut quotes, mut high, mut control, mut tabs) = (0u8, 0u8, 0u8, 0u8);
        for &b in bytes {
            quotes |= is_quote(b);
            high |= b;
            tabs |= u8::from(b == b'\t');
            let low = u8::from(b < b' ') | u8::from(b == 0x7f);
            control |= low & u8::from(b != b'\t') & u8::from(b != b'\n') & u8::from(b != b'\r');
        }
        Traits {
            quote: quote != b'\n' && quotes != 0,
            control: control != 0,
            high: high >= 0x80,
            tab: tabs != 0,
        }
    }
}

const LOW7: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that equals `byte`.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let x = word ^ ONES.wrapping_mul(u64::from(byte));
    !((x & LOW7).wrapping_add(LOW7) | x | LOW7)
}

/// The high bit of each byte below the blank.
#[inline]
fn below_blank(word: u64) -> u64 {
    !((word & LOW7).wrapping_add(0x60 * ONES) | word) & HIGH
}

/// Positions of the bytes that `marks` marks in each word of eight.
#[inline]
fn positions(bytes: &[u8], out: &mut Vec<u32>, marks: impl Fn(u64) -> u64) {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut base = 0u32;
    for word in words {
        let mut found = marks(u64::from_le_bytes(*word));
        while found != 0 {
            out.push(base.wrapping_add(found.trailing_zeros() >> 3));
            found &= found.wrapping_sub(1);
        }
        base = base.wrapping_add(8);
    }
    let mut tail = [0xffu8; 8];
    for (place, byte) in tail.iter_mut().zip(rest) {
        *place = *byte;
    }
    let mut found = marks(u64::from_le_bytes(tail));
    while found != 0 {
        let at = found.trailing_zeros() >> 3;
        if (at as usize) < rest.len() {
            out.push(base.wrapping_add(at));
        }
        found &= found.wrapping_sub(1);
    }
}

/// LF, CRLF and CR each end one line.
fn line_breaks(text: &[u8]) -> u64 {
    let mut count = 0u64;
    let mut before = 0;
    for &byte in text {
        let ends = byte == b'\r' || byte == b'\n' && before != b'\r';
        count = count.wrapping_add(u64::from(ends));
        before = byte;
    }
    count
}
