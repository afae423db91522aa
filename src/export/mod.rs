//! The result in the forms that other programs take.

pub mod markdown;
pub mod spreadsheet;
pub mod tsv;
