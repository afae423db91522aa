//! Text → records of cells, with nothing copied: only the positions at which cells end.

use super::bytes::{Marks, STRIDE, Traits, parity};
use super::record::{Record, line_breaks};

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
    /// For each line end, how many cells have ended up to and with it.
    lines: Vec<u32>,
    /// Positions of quotes where none may stand.
    odd: Vec<u32>,
    traits: Traits,
    /// Some cell spans lines.
    breaks: bool,
    /// Some quote within a cell is doubled.
    doubled: bool,
    quote: u8,
    /// The quote that was never closed.
    open: Option<usize>,
    next_line: usize,
    next_end: usize,
    next_odd: usize,
    start: usize,
}

/// Where quoted cells are, from one stride to the next.
struct Quotes {
    /// All ones while a quote is open.
    inside: u64,
    /// 1 if a cell begins.
    fresh: u64,
    /// 1 if a quote was just closed.
    closed: u64,
    open: usize,
    breaks: bool,
    doubled: bool,
}

/// A record without anything unusual, as places in its block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plain {
    pub start: u32,
    pub next: u32,
    /// Its first cell's end among all ends, and one behind its last.
    pub from: u32,
    pub to: u32,
}

impl Scan {
    /// Looks through a block that starts with a record. What stands behind the last line end is
    /// left for the next block, unless this is the last one.
    #[inline(never)]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn block(&mut self, bytes: &[u8], dialect: Dialect) {
        self.clear();
        let mut quotes = Quotes {
            inside: 0,
            fresh: 1,
            closed: 0,
            open: 0,
            breaks: false,
            doubled: false,
        };
        let mut count = 0;
        let mut line_count = 0usize;
        let mut regular = true;
        let mut after_cr = 0;
        let mut at = 0usize;
        while at < bytes.len() {
            let mut tail = [b'0'; STRIDE];
            let rest = bytes.get(at..).unwrap_or_default();
            let (stride, valid) = match rest.first_chunk() {
                Some(stride) => (stride, u64::MAX),
                None => {
                    for (place, byte) in tail.iter_mut().zip(rest) {
                        *place = *byte;
                    }
                    (&tail, (1u64 << rest.len()).wrapping_sub(1))
                }
            };
            let marks = Marks::of(stride, dialect.delimiter, dialect.quote);
            self.traits.quote |= marks.quote != 0;
            self.traits.control |= marks.control != 0;
            self.traits.high |= marks.high;
            self.traits.cr |= marks.cr != 0;
            // The LF of a CRLF ends nothing.
            let second = marks.cr << 1 | after_cr;
            after_cr = marks.cr >> 63;
            let mut lines = (marks.cr | marks.lf) & !marks.delimiter;
            let mut ends = (marks.delimiter | lines) & !(second & marks.lf);
            if self.traits.quote {
                let inside = quotes.pass(&marks, at, valid, &mut regular);
                ends &= !inside;
            } else {
                quotes.fresh = (marks.delimiter | lines) >> 63;
            }
            lines &= ends;
            self.note_lines(line_count, count, ends, lines);
            line_count = line_count.wrapping_add(lines.count_ones() as usize);
            self.note(at, count, ends);
            count = count.wrapping_add(ends.count_ones());
            at = at.saturating_add(STRIDE);
        }
        self.ends.truncate(count as usize);
        self.lines.truncate(line_count);
        self.breaks = quotes.breaks;
        self.doubled = quotes.doubled;
        self.quote = dialect.quote.unwrap_or(b'"');
        self.open = (quotes.inside != 0).then_some(quotes.open);
        if let Some(quote) = dialect.quote.filter(|_| !regular) {
            self.irregular(bytes, dialect.delimiter, quote);
        }
    }

    /// Ends and lines are written over in place: to make room again would take its time.
    fn clear(&mut self) {
        self.odd.clear();
        self.traits = Traits::default();
        self.breaks = false;
        self.open = None;
        self.next_line = 0;
        self.next_end = 0;
        self.next_odd = 0;
        self.start = 0;
    }

    /// Notes for each line of a stride how many cells have ended with it.
    #[inline(always)]
    fn note_lines(&mut self, known: usize, count: u32, ends: u64, mut lines: u64) {
        if self.lines.len() < known.saturating_add(STRIDE) {
            self.lines.resize(known.saturating_add(2 * STRIDE), 0);
        }
        for place in self.lines.get_mut(known..).unwrap_or_default() {
            if lines == 0 {
                break;
            }
            let up_to = lines ^ lines.wrapping_sub(1);
            *place = count.wrapping_add((ends & up_to).count_ones());
            lines &= lines.wrapping_sub(1);
        }
    }

    /// Notes the positions of a stride's ends. They are written eight at a time, whether there are
    /// as many or not: that is quicker than to ask.
    #[inline(always)]
    fn note(&mut self, at: usize, count: u32, mut ends: u64) {
        let count = count as usize;
        if self.ends.len() < count.saturating_add(STRIDE) {
            self.ends.resize(count.saturating_add(2 * STRIDE), 0);
        }
        let places = self.ends.get_mut(count..).unwrap_or_default();
        for eight in places.as_chunks_mut::<8>().0 {
            if ends == 0 {
                break;
            }
            for place in eight {
                *place = (at as u32).wrapping_add(ends.trailing_zeros());
                ends &= ends.wrapping_sub(1);
            }
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
        let Some(&to) = self.lines.get(self.next_line) else {
            return self.rest(bytes, dialect, last);
        };
        let to = to as usize;
        let end = *self.ends.get(to.wrapping_sub(1))? as usize;
        let start = self.start;
        let mut next = end.wrapping_add(1);
        let mut cr = false;
        if bytes.get(end) == Some(&b'\r') {
            match bytes.get(next) {
                Some(b'\n') => next = next.wrapping_add(1),
                Some(_) => cr = true,
                None if !last => return None,
                None => cr = true,
            }
        }
        self.start = next;
        self.next_end = to;
        self.next_line = self.next_line.wrapping_add(1);
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

    /// The next record, if it has so many cells and no quote is doubled or stands where none may.
    #[inline(always)]
    pub(super) fn plain(&self, bytes: &[u8], width: usize) -> Option<Plain> {
        let (from, to) = (self.next_end, *self.lines.get(self.next_line)?);
        if (to as usize).wrapping_sub(from) != width || self.doubled || !self.odd.is_empty() {
            return None;
        }
        let end = *self.ends.get((to as usize).wrapping_sub(1))?;
        let mut next = end.wrapping_add(1);
        if self.traits.cr && bytes.get(end as usize) == Some(&b'\r') {
            bytes.get(next as usize).filter(|b| **b == b'\n')?;
            next = next.wrapping_add(1);
        }
        Some(Plain {
            start: self.start as u32,
            next,
            from: from as u32,
            to,
        })
    }

    /// Goes on behind a record.
    #[inline(always)]
    pub(super) fn skip(&mut self, record: Plain) {
        self.start = record.next as usize;
        self.next_end = record.to as usize;
        self.next_line = self.next_line.wrapping_add(1);
    }

    /// Where the text of a cell starts and ends, without its quotes.
    #[inline(always)]
    pub(super) fn cell(&self, bytes: &[u8], record: Plain, cell: usize) -> Option<(usize, usize)> {
        let at = (record.from as usize).wrapping_add(cell);
        let to = *self.ends.get(at)? as usize;
        let from = match cell {
            0 => record.start as usize,
            _ => (*self.ends.get(at.wrapping_sub(1))? as usize).wrapping_add(1),
        };
        let quoted = self.traits.quote && bytes.get(from) == Some(&self.quote);
        let quoted = usize::from(quoted);
        Some((from.wrapping_add(quoted), to.wrapping_sub(quoted)))
    }

    /// How many lines a record takes up.
    #[inline(always)]
    pub(super) fn lines_in(&self, bytes: &[u8], record: Plain) -> u32 {
        if !self.breaks {
            return 1;
        }
        let text = bytes.get(record.start as usize..record.next as usize);
        line_breaks(text.unwrap_or_default()) as u32
    }

    /// The same record in full.
    pub(super) fn record<'a>(&'a self, bytes: &'a [u8], record: Plain) -> Record<'a> {
        let ends = self.ends.get(record.from as usize..record.to as usize);
        Record {
            bytes,
            start: record.start as usize,
            ends: ends.unwrap_or_default(),
            quote: self.traits.quote.then_some(self.quote),
            odd: &[],
            breaks: u64::from(self.lines_in(bytes, record).wrapping_sub(1)),
            unclosed: None,
            cr: false,
            next: record.next as usize,
        }
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

    /// Quotes stand where none may: one after the other, as RFC 4180 has it. A quote opens a cell
    /// only at its start, and is doubled inside. Whatever follows a closing quote belongs to the
    /// cell, up to the next delimiter.
    #[cold]
    fn irregular(&mut self, bytes: &[u8], delimiter: u8, quote: u8) {
        self.ends.clear();
        self.lines.clear();
        self.breaks = false;
        let mut cell = 0;
        let mut open = None;
        let mut skip = false;
        for (at, &byte) in bytes.iter().enumerate() {
            let line_end = byte == b'\n' || byte == b'\r';
            if skip {
                skip = false;
                continue;
            }
            if byte != quote && byte != delimiter && !line_end {
                continue;
            }
            let place = at as u32;
            let after = at.wrapping_add(1);
            let next = bytes.get(after).copied();
            if open.is_some() {
                if byte == quote {
                    if next == Some(quote) {
                        skip = true;
                        continue;
                    }
                    open = None;
                    let ends = next.is_none_or(|b| b == delimiter || b == b'\n' || b == b'\r');
                    if !ends {
                        self.odd.push(place);
                    }
                } else if byte != delimiter {
                    self.breaks = true;
                }
            } else if byte == quote {
                if at == cell {
                    open = Some(at);
                } else {
                    self.odd.push(place);
                }
            } else {
                self.ends.push(place);
                cell = after;
                if line_end && byte != delimiter {
                    self.lines.push(self.ends.len() as u32);
                    if byte == b'\r' && next == Some(b'\n') {
                        cell = cell.wrapping_add(1);
                        skip = true;
                    }
                }
            }
        }
        self.open = open;
    }
}

impl Quotes {
    /// The bytes within quotes, if every quote stands where one may: a quote opens at the start of
    /// a cell, and what closes it is followed by the cell's end. A doubled quote closes and opens.
    #[inline(always)]
    fn pass(&mut self, marks: &Marks, at: usize, valid: u64, regular: &mut bool) -> u64 {
        let inside = parity(marks.quote) ^ self.inside;
        let opening = marks.quote & inside;
        let closing = marks.quote & !inside;
        let line_ends = marks.lf | marks.cr;
        let parting = (marks.delimiter | line_ends) & !inside;
        let fresh = opening & (parting << 1 | self.fresh);
        let doubled = opening & (closing << 1 | self.closed);
        let behind = (closing << 1 | self.closed) & valid;
        *regular &= opening == fresh | doubled && behind & !(parting | marks.quote) == 0;
        if fresh != 0 {
            let last = 63u32.wrapping_sub(fresh.leading_zeros());
            self.open = at.saturating_add(last as usize);
        }
        self.breaks |= line_ends & inside != 0;
        self.doubled |= doubled != 0;
        self.inside = 0u64.wrapping_sub(inside >> 63);
        self.fresh = parting >> 63;
        self.closed = closing >> 63;
        inside
    }
}
