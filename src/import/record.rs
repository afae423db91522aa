//! One record and its cells.

/// One record: a row of cells.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    pub(super) ends: &'a [u32],
    pub(super) quote: Option<u8>,
    /// Positions of misplaced quotes.
    pub odd: &'a [u32],
    /// Line breaks within its cells.
    pub breaks: u64,
    /// The position of a quote that was never closed.
    pub unclosed: Option<usize>,
    /// Ended by CR alone.
    pub cr: bool,
    pub(super) next: usize,
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

    /// All its cells.
    pub fn text(&self) -> &'a [u8] {
        self.bytes.get(self.start..self.end()).unwrap_or_default()
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

    /// Nothing but blanks in every cell, in quotes or not.
    pub fn is_blank(&self) -> bool {
        (0..self.width()).all(|cell| {
            let raw = self.raw(cell);
            let inner = self.quote.and_then(|quote| {
                let opened = raw.strip_prefix(&[quote])?;
                opened.strip_suffix(&[quote])
            });
            let text = inner.unwrap_or(raw);
            text.iter().all(|b| matches!(b, b' ' | b'\t'))
        })
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

/// LF, CRLF and CR each end one line.
pub(super) fn line_breaks(text: &[u8]) -> u64 {
    let mut count = 0u64;
    let mut before = 0;
    for &byte in text {
        let ends = byte == b'\r' || byte == b'\n' && before != b'\r';
        count = count.wrapping_add(u64::from(ends));
        before = byte;
    }
    count
}
