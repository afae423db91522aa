//! What could not be read, and what is told of the rest.

use std::collections::BTreeMap;

/// What a report is about. A code never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    EncodingAssumed,
    Preamble,
    HeaderMissing,
    ColumnIgnored,
    NoRows,
    Empty,
    /// The bytes are not a text: a workbook, an archive, a picture.
    NotText,
    RowTooShort,
    RowTooLong,
    QuoteMalformed,
    QuoteNotClosed,
    ControlCharacter,
    /// Some lines end in CR alone, others do not.
    LineEndsMixed,
    TotalRow,
    /// A row of totals says something else than the rows add up to.
    TotalDiffers,
    /// Months stand below each other, and customers beside each other.
    Transposed,
    CustomerBlank,
    SimilarCustomer,
    /// One segment more than are told apart: the row is used, its segment is not.
    SegmentsTooMany,
    NumberBlank,
    NumberUnreadable,
    NumberStyleUndecidable,
    NumberStyleContradictory,
    SpreadsheetError,
    PercentInAmount,
    NegativeAmount,
    NegativeTotal,
    CurrencyMixed,
    /// Left out because only another currency was asked for.
    CurrencyLeftOut,
    CentsSuspected,
    DateBlank,
    DateUnreadable,
    DateImpossible,
    DateOrderUndecidable,
    DateOrderContradictory,
    SerialDatesAssumed,
    ZoneIgnored,
    MonthColumnTwice,
    BlankIsZero,
    PartialMonth,
    SignOfLoss,
    TypeUnknown,
    IntervalMissing,
    EndBeforeStart,
    /// A subscription that ends, or starts, after the day of reading.
    AfterToday,
    /// A period of totals whose name does not say how long it is.
    PeriodUnstated,
    TooLarge,
    /// A file of another layout than the first one: it was not read.
    LayoutDiffers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not used.
    Error,
    /// Results are not final before the user has answered.
    Question,
    /// Used, or left out with good reason, but told.
    Warning,
    Info,
}

/// Why a cell could not be read, where its code alone does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Separators that do not part groups of three digits.
    GroupSize,
    Percent,
    Date,
    Formula,
    /// Fits only the number mark or the date order that was not chosen.
    OtherStyle,
    Quarter,
    Year,
    Week,
    /// Before 1970 or after 2100.
    OutOfRange,
    /// More than six decimals.
    TooManyDecimals,
}

/// A place in a file: physical line and field, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    pub line: u64,
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Number of the file, in the order in which they were given.
    pub file: u32,
    pub place: Place,
    pub code: Code,
    pub severity: Severity,
    pub why: Option<Why>,
    /// The other place of a contradiction or a repetition.
    pub other: Option<Place>,
    /// The cell as it stands in the file, cut at [`Report::TEXT`] characters.
    pub text: Box<str>,
}

/// All reports of an import: every one is counted, the first [`Reports::LISTED`] are kept.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    list: Vec<Report>,
    counts: BTreeMap<(Code, Severity), u64>,
}

impl Report {
    pub const TEXT: usize = 80;
}

impl Reports {
    pub const LISTED: usize = 100_000;

    /// In the order of file, line and column.
    pub fn list(&self) -> &[Report] {
        &self.list
    }

    /// How often each code was reported, also beyond the list.
    pub fn counts(&self) -> impl Iterator<Item = (Code, Severity, u64)> {
        self.counts
            .iter()
            .map(|(&(code, severity), &n)| (code, severity, n))
    }

    pub fn count(&self, code: Code) -> u64 {
        self.counts().filter(|c| c.0 == code).map(|c| c.2).sum()
    }

    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The reports that wait for the user's word.
    pub fn questions(&self) -> impl Iterator<Item = &Report> {
        self.list
            .iter()
            .filter(|r| r.severity == Severity::Question)
    }

    pub(super) fn full(&self) -> bool {
        self.list.len() >= Self::LISTED
    }

    /// Counts a report whose place is no longer known.
    pub(super) fn count_only(&mut self, code: Code, severity: Severity) {
        let count = self.counts.entry((code, severity)).or_default();
        *count = count.saturating_add(1);
    }

    pub(super) fn add(&mut self, report: Report) {
        self.count_only(report.code, report.severity);
        // A question is never left out: it must be answered.
        if !self.full() || report.severity == Severity::Question {
            self.list.push(report);
        }
    }

    pub(super) fn sort(&mut self) {
        self.list.sort_by_key(|r| (r.file, r.place, r.code));
    }
}

impl Severity {
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Question => "question",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

impl Code {
    /// The name that stays the same for ever.
    pub fn id(self) -> &'static str {
        match self {
            Code::EncodingAssumed => "encoding_assumed",
            Code::Preamble => "preamble",
            Code::HeaderMissing => "header_missing",
            Code::ColumnIgnored => "column_ignored",
            Code::NoRows => "no_rows",
            Code::Empty => "empty",
            Code::NotText => "not_text",
            Code::RowTooShort => "row_too_short",
            Code::RowTooLong => "row_too_long",
            Code::QuoteMalformed => "quote_malformed",
            Code::QuoteNotClosed => "quote_not_closed",
            Code::ControlCharacter => "control_character",
            Code::LineEndsMixed => "line_ends_mixed",
            Code::TotalRow => "total_row",
            Code::TotalDiffers => "total_differs",
            Code::Transposed => "transposed",
            Code::CustomerBlank => "customer_blank",
            Code::SimilarCustomer => "similar_customer",
            Code::SegmentsTooMany => "segments_too_many",
            Code::NumberBlank => "number_blank",
            Code::NumberUnreadable => "number_unreadable",
            Code::NumberStyleUndecidable => "number_style_undecidable",
            Code::NumberStyleContradictory => "number_style_contradictory",
            Code::SpreadsheetError => "spreadsheet_error",
            Code::PercentInAmount => "percent_in_amount",
            Code::NegativeAmount => "negative_amount",
            Code::NegativeTotal => "negative_total",
            Code::CurrencyMixed => "currency_mixed",
            Code::CurrencyLeftOut => "currency_left_out",
            Code::CentsSuspected => "cents_suspected",
            Code::DateBlank => "date_blank",
            Code::DateUnreadable => "date_unreadable",
            Code::DateImpossible => "date_impossible",
            Code::DateOrderUndecidable => "date_order_undecidable",
            Code::DateOrderContradictory => "date_order_contradictory",
            Code::SerialDatesAssumed => "serial_dates_assumed",
            Code::ZoneIgnored => "zone_ignored",
            Code::MonthColumnTwice => "month_column_twice",
            Code::BlankIsZero => "blank_is_zero",
            Code::PartialMonth => "partial_month",
            Code::SignOfLoss => "sign_of_loss",
            Code::TypeUnknown => "type_unknown",
            Code::IntervalMissing => "interval_missing",
            Code::EndBeforeStart => "end_before_start",
            Code::AfterToday => "after_today",
            Code::PeriodUnstated => "period_unstated",
            Code::TooLarge => "too_large",
            Code::LayoutDiffers => "layout_differs",
        }
    }

    /// How much it matters, the same wherever the code is reported.
    pub fn severity(self) -> Severity {
        match self {
            Code::EncodingAssumed
            | Code::Preamble
            | Code::QuoteMalformed
            | Code::ControlCharacter
            | Code::TotalRow
            | Code::TotalDiffers
            | Code::SimilarCustomer
            | Code::SegmentsTooMany
            | Code::NegativeAmount
            | Code::NegativeTotal
            | Code::CurrencyLeftOut
            | Code::ZoneIgnored
            | Code::PartialMonth
            | Code::SignOfLoss => Severity::Warning,
            Code::HeaderMissing
            | Code::NumberStyleUndecidable
            | Code::CentsSuspected
            | Code::DateOrderUndecidable
            | Code::SerialDatesAssumed
            | Code::PeriodUnstated => Severity::Question,
            Code::ColumnIgnored | Code::BlankIsZero | Code::LineEndsMixed | Code::AfterToday => {
                Severity::Info
            }
            _ => Severity::Error,
        }
    }
}
