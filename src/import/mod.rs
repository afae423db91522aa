//! Bytes → a customer list, and everything that could not be read.
//!
//! Nothing is silently lost or guessed: every line that is not blank is exactly one of a used
//! record, a report, the header, or a told skip. How the input is cut never matters.

mod cells;
mod columns;
mod dates;
mod dialect;
mod layouts;
mod numbers;
mod reader;
mod report;
mod scan;
mod sheet;
mod table;
mod text;

pub use columns::{Columns, Layout, Role, Total};
pub use dates::{Bad as DateProblem, Date, Day, Order};
pub use dialect::delimiter;
pub use numbers::{Bad as NumberProblem, Currency, Exact, Mark, Number};
pub use reader::{
    Choices, Currencies, Data, File, Grain, Imported, Outcome, Progress, Reader, Source,
};
pub use report::{Code, Place, Report, Reports, Severity, Why};
pub use scan::{Dialect, Record, Scan, Traits};
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
