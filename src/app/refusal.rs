//! Why a list was not read. What was there before stays.

use super::list::Read;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub enum Refusal {
    /// The bytes of this file are no table.
    Foreign(String, Foreign),
    Empty,
    /// The file could not be read to its end: it was changed, moved or is not allowed.
    Lost(String),
    /// Read, but nothing of it can be used.
    Unusable(Arc<Read>),
}

impl PartialEq for Refusal {
    fn eq(&self, other: &Refusal) -> bool {
        match (self, other) {
            (Refusal::Foreign(name, kind), Refusal::Foreign(other, found)) => {
                name == other && kind == found
            }
            (Refusal::Empty, Refusal::Empty) => true,
            (Refusal::Lost(name), Refusal::Lost(other)) => name == other,
            (Refusal::Unusable(read), Refusal::Unusable(other)) => Arc::ptr_eq(read, other),
            _ => false,
        }
    }
}

impl Eq for Refusal {}

/// What a file is that is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A workbook of a spreadsheet, or another zipped file.
    Workbook,
    OldWorkbook,
    Pdf,
    Compressed,
    Picture,
    Database,
}

impl Foreign {
    /// Known by the first bytes.
    pub fn of(start: &[u8]) -> Option<Foreign> {
        const KNOWN: [(&[u8], Foreign); 10] = [
            (b"PK\x03\x04", Foreign::Workbook),
            (b"PK\x05\x06", Foreign::Workbook),
            (b"\xd0\xcf\x11\xe0", Foreign::OldWorkbook),
            (b"%PDF-", Foreign::Pdf),
            (b"\x1f\x8b", Foreign::Compressed),
            (b"7z\xbc\xaf", Foreign::Compressed),
            (b"\x89PNG", Foreign::Picture),
            (b"\xff\xd8\xff", Foreign::Picture),
            (b"SQLite format", Foreign::Database),
            (b"PAR1", Foreign::Database),
        ];
        let found = KNOWN.iter().find(|(bytes, _)| start.starts_with(bytes));
        found.map(|(_, kind)| *kind)
    }
}
