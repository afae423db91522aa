//! What leaves the page as text: tables for spreadsheets and documents, the whole result as JSON,
//! and formulas that repeat the calculation elsewhere.

mod csv;
mod insight;
mod json;
mod lists;
mod markdown;
mod spreadsheet;
mod table;
mod tables;
mod value;

pub use csv::{csv, tsv};
pub use insight::Insight;
pub use json::{Content, Document, File, List, Reports, Settings, Source};
pub use lists::{Report, accounts, movers, reports};
pub use markdown::{markdown, paragraph};
pub use spreadsheet::{Anchor, Line, formulas, literal};
pub use table::{Cell, Table, money};
pub use tables::{cohorts, methods, months, segments, totals, trailing};
