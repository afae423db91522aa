//! Bytes → a customer list, and everything that could not be read.
//!
//! Nothing is silently lost or guessed: every line that is not blank is exactly one of a used
//! record, a report, the header, or a told skip. How the input is cut never matters.

mod bytes;
mod cells;
mod choices;
mod closing;
mod columns;
mod currency;
mod current;
mod date_column;
mod date_patterns;
mod date_tokens;
mod dates;
mod day;
mod dialect;
mod guess;
mod head;
mod headings;
mod imported;
mod lanes;
mod layouts;
mod memo;
mod month_headings;
mod number_column;
mod numbers;
mod plain;
mod quick;
mod reader;
mod record;
mod report;
mod roles;
mod row;
mod scan;
mod sheet;
mod sums;
mod table;
mod text;
mod values;

pub use bytes::Traits;
pub use choices::{Blank, Choices, Currencies, Grain};
pub use closing::{Closing, Outcome};
pub use columns::Columns;
pub use currency::Currency;
pub use dates::{Bad as DateProblem, Date};
pub use day::{Day, Order};
pub use dialect::delimiter;
pub use imported::{Data, File, Imported, Progress, Source};
pub use numbers::{Bad as NumberProblem, Exact, Mark, Number};
pub use reader::Reader;
pub use record::Record;
pub use report::{Code, Place, Report, Reports, Severity, Why};
pub use roles::{Layout, Role, Total};
pub use scan::{Dialect, Scan};
pub use table::Lines;
pub use text::Encoding;

/// What one cell of an amount column may say.
pub fn read_number(cell: &str) -> Number {
    numbers::read(cell, false)
}

/// What one cell of a date column may say.
pub fn read_date(cell: &str) -> Date {
    dates::read(cell)
}
