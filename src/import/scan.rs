//! Text → records of cells, with nothing copied: only the positions at which cells end.

use super::bytes::{Traits, below_blank, equal, positions};
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
