//! Words about what could not be read, and what is told of the rest.

use super::tables::number;
use super::{Style, counted, fill};
use crate::import::{Code, Place, Report, Reports, Severity, Why};

/// All reports of one code: how many, where, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub code: Code,
    pub severity: Severity,
    /// "Line 489", "Lines 152, 238 and 12 more".
    pub places: String,
    pub words: String,
}

/// So many places are named.
const NAMED: usize = 3;

/// The reports grouped by code, the gravest first. Questions stand elsewhere.
pub fn notices(reports: &Reports, several_files: bool, style: Style) -> Vec<Notice> {
    let mut notices: Vec<Notice> = reports
        .counts()
        .filter(|(_, severity, _)| *severity != Severity::Question)
        .map(|(code, severity, count)| {
            let of_it = |report: &&Report| report.code == code && report.severity == severity;
            let first: Vec<&Report> = reports.list().iter().filter(of_it).take(NAMED).collect();
            Notice {
                code,
                severity,
                places: places(&first, count, several_files, style),
                words: words(code, severity, first.first().copied(), count),
            }
        })
        .collect();
    notices.sort_by_key(|notice| (notice.severity, notice.code));
    notices
}

/// What undoes what was done about a code, and its button.
pub fn way_out(code: Code) -> Option<(&'static str, &'static str)> {
    (code == Code::TotalRow).then_some(("totals:yes", "Keep it"))
}

fn places(first: &[&Report], count: u64, several_files: bool, style: Style) -> String {
    let mut lines: Vec<String> = Vec::new();
    for report in first {
        let line = match several_files {
            true => fill(
                "{} of file {}",
                [
                    report.place.line.to_string(),
                    report.file.saturating_add(1).to_string(),
                ],
            ),
            false => report.place.line.to_string(),
        };
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    let noun = if lines.len() == 1 { "Line " } else { "Lines " };
    let rest = count.saturating_sub(first.len() as u64);
    let more = match rest {
        0 => String::new(),
        rest => fill(" and {} more", [number(rest, style)]),
    };
    match lines.is_empty() {
        true => counted(&number(count, style), "place", "places"),
        false => [noun, &lines.join(", "), &more].concat(),
    }
}

/// What a code means, and what was done about it, with the first cell as the example.
pub fn words(code: Code, severity: Severity, first: Option<&Report>, count: u64) -> String {
    let cell = first.map_or("", |report| report.text.as_ref());
    let cell = cell.trim_matches(|c: char| c == '"' || c.is_whitespace());
    let quoted = match cell {
        "" => String::new(),
        cell => fill("“{}” ", [cell.to_owned()]),
    };
    let many = count > 1;
    let rest = match code {
        Code::EncodingAssumed => return "Not UTF-8: read as Windows-1252.".to_owned(),
        Code::Preamble => "stands above the header: left out.",
        Code::HeaderMissing => return "No header was recognised.".to_owned(),
        Code::ColumnIgnored if many => return "Columns that no figure needs: left out.".to_owned(),
        Code::ColumnIgnored => "is a column that no figure needs: left out.",
        Code::NoRows => return "There are no rows below the header.".to_owned(),
        Code::Empty => return "The file is empty.".to_owned(),
        Code::NotText => return "Not a text file: it was not read.".to_owned(),
        Code::RowTooShort => return "Fewer cells than the header has: not used.".to_owned(),
        Code::RowTooLong => return "More cells than the header has: not used.".to_owned(),
        Code::QuoteMalformed if severity == Severity::Warning => {
            return "A stray quote: read as it stands.".to_owned();
        }
        Code::QuoteMalformed => return "A quote in the wrong place: not used.".to_owned(),
        Code::QuoteNotClosed => {
            return "A quote was never closed: this line is not used, reading went on below it."
                .to_owned();
        }
        Code::ControlCharacter => return "A control character stands in a cell.".to_owned(),
        Code::LineEndsMixed => {
            return "Line ends of several kinds: all were understood.".to_owned();
        }
        Code::TotalRow => "row left out. It would count every customer twice.",
        Code::TotalDiffers => {
            "is not what the rows used add up to: one is missing, or counted twice."
        }
        Code::Transposed => {
            return "Months stand below each other and customers side by side: swap rows and columns \
                    (in a spreadsheet: paste special, transpose), then give the list again."
                .to_owned();
        }
        Code::CustomerBlank => return "No customer is named: not used.".to_owned(),
        Code::SimilarCustomer => {
            "looks like another customer’s name, but is written differently: kept apart."
        }
        Code::SegmentsTooMany => "is one segment too many: counted without a segment.",
        Code::NumberBlank => return "The amount is empty: not used.".to_owned(),
        Code::NumberUnreadable => return number_words(first, &quoted),
        Code::NumberStyleUndecidable => "can be read in two ways.",
        Code::NumberStyleContradictory => {
            return style_words(first, "has its decimals after the other mark");
        }
        Code::SpreadsheetError => "is a spreadsheet’s error: not used.",
        Code::PercentInAmount => "is a percentage, not an amount.",
        Code::NegativeAmount => "is below zero: added as it stands.",
        Code::NegativeTotal => {
            return "A customer’s month adds up to less than zero: it counts as 0.".to_owned();
        }
        Code::CurrencyMixed => {
            "is in another currency. Adding currencies up would be wrong: not used."
        }
        Code::CurrencyLeftOut => "is in another currency: left out, as you said.",
        Code::CentsSuspected => "looks like an amount in cents.",
        Code::DateBlank => return "The date is empty: not used.".to_owned(),
        Code::DateUnreadable => return date_words(first, &quoted),
        Code::DateImpossible => "is no day of the calendar: not used.",
        Code::DateOrderUndecidable => "can be read in two ways.",
        Code::DateOrderContradictory => {
            return style_words(first, "has day and month the other way round");
        }
        Code::SerialDatesAssumed => "is a number where a date is expected.",
        Code::ZoneIgnored => "names a time zone: the date counts as it is written.",
        Code::MonthColumnTwice => {
            return style_words(first, "is a month that has a column already");
        }
        Code::BlankIsZero => return "Empty cells: no customer in that month.".to_owned(),
        Code::PartialMonth => return "The last month does not look complete.".to_owned(),
        Code::SignOfLoss => "is a loss, whatever its sign: its size counts.",
        Code::TypeUnknown => "is no kind of change that is known: not used.",
        Code::IntervalMissing => return "No interval is stated: not used.".to_owned(),
        Code::AfterToday if severity == Severity::Info => {
            "has not come yet: counted as active until now."
        }
        Code::AfterToday => "has not come yet: left out.",
        Code::PeriodUnstated => "is a period of unknown length.",
        Code::EndBeforeStart => return "It ends before it starts: not used.".to_owned(),
        Code::TooLarge => match first.and_then(|report| report.why) {
            Some(Why::TooManyDecimals) => "has more than six decimals: not used.",
            _ => "is too large to be added up exactly with the others: not used.",
        },
        Code::LayoutDiffers => {
            return "This file has another layout than the first: not read.".to_owned();
        }
    };
    match quoted.is_empty() {
        true => super::fields::capital(rest),
        false => [&quoted, rest].concat(),
    }
}

fn number_words(first: Option<&Report>, quoted: &str) -> String {
    let rest = match first.and_then(|report| report.why) {
        Some(Why::GroupSize) => "has separators that are not three digits apart: not used.",
        Some(Why::Percent) => "is a percentage, not an amount: not used.",
        Some(Why::Date) => "is a date, not an amount: not used.",
        Some(Why::Formula) => "is a formula: save the values instead. Not used.",
        Some(Why::OtherStyle) => "fits only the other number style: not used.",
        _ => "is not a number: not used.",
    };
    [quoted, rest].concat()
}

fn date_words(first: Option<&Report>, quoted: &str) -> String {
    let rest = match first.and_then(|report| report.why) {
        Some(Why::Quarter) => "is a quarter, and this layout needs months: not used.",
        Some(Why::Year) => "is a year, and this layout needs months: not used.",
        Some(Why::Week) => "is a week, and this layout needs months: not used.",
        Some(Why::OutOfRange) => "lies before 1970 or after 2100: not used.",
        Some(Why::OtherStyle) => "fits only the other order of day and month: not used.",
        _ => "is not a date: not used.",
    };
    [quoted, rest].concat()
}

/// A contradiction names both of its places.
fn style_words(first: Option<&Report>, what: &str) -> String {
    let Some(report) = first else {
        return super::fields::capital(what);
    };
    let other = match report.other {
        Some(Place { line, .. }) if line != report.place.line => {
            fill(" than line {}", [line.to_string()])
        }
        _ => String::new(),
    };
    fill(
        "“{}” {}{}.",
        [report.text.trim().to_owned(), what.to_owned(), other],
    )
}
