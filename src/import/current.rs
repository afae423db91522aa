//! The file that is being read.

use super::sheet::Sheet;
use super::table::Lines;
use super::text::Decoder;

/// The file that is being read.
pub(super) struct Current {
    pub number: u32,
    pub decoder: Decoder,
    /// Text that is not read yet: the sample at first, later an unfinished record.
    pub carry: Vec<u8>,
    pub sheet: Option<Sheet>,
    pub line: u64,
    pub not_utf8: bool,
    pub not_text: bool,
    /// In the middle of a line too long to be a record.
    pub in_long_line: bool,
    /// The counts when the file began, and when its header was read.
    pub start: Lines,
    pub below: Lines,
}

impl Current {
    pub fn new(number: u32, start: Lines) -> Current {
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
            below: start,
        }
    }
}
