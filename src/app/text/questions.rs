//! Words of what only the reader can answer, and of why a list was not read.

use super::figures::period_name;
use super::list::month_name;
use super::reports::notices;
use super::{Style, fill};
use crate::app::changes::{Answer, Question, Reading, questions};
use crate::app::refusal::{Foreign, Refusal};
use crate::import::{Code, Mark, Order, Severity};

/// A question: what is asked, and why it has to be.
pub fn question(question: &Question) -> (String, String) {
    let report = &question.report;
    let cell = fill("“{}”", [report.text.trim().to_owned()]);
    let line = fill(
        "Line {}, column {}. ",
        [
            report.place.line.to_string(),
            report.place.column.to_string(),
        ],
    );
    let either = question
        .answers
        .iter()
        .map(|answer| reading(&answer.reading))
        .collect::<Vec<_>>()
        .join(" or ");
    let (asked, why) = match report.code {
        Code::NumberStyleUndecidable => (
            fill("Is {} {}?", [cell, either]),
            "Every number of this column can be read in both ways.",
        ),
        Code::DateOrderUndecidable => (
            fill("Is {} {}?", [cell, either]),
            "No date in this column decides it.",
        ),
        Code::SerialDatesAssumed => (
            fill("Is {} a date, as spreadsheets count days?", [cell]),
            "All of this column’s dates are plain numbers.",
        ),
        Code::CentsSuspected => (
            fill("Are the amounts of {} in cents?", [cell]),
            "Files with these columns often are: 158000 would be 1,580.00.",
        ),
        Code::HeaderMissing if question.answers.is_empty() => (
            "What does each column hold?".to_owned(),
            "No heading was recognised. Say it below, over the first rows: which column names the customer, \
             which the month, which the amount.",
        ),
        Code::HeaderMissing => (
            fill("Does the list start with {}, without a header?", [cell]),
            "The first line looks like a row. What each column holds was made out from its cells.",
        ),
        Code::NumberStyleContradictory => (
            "There is a problem: numbers in two styles.".to_owned(),
            "Choose one; what does not fit it is reported and not used.",
        ),
        Code::DateOrderContradictory => (
            "There is a problem: dates in two orders.".to_owned(),
            "Choose one; what does not fit it is reported and not used.",
        ),
        Code::PeriodUnstated => (
            match report.text.trim() {
                "" => "How long is a period?".to_owned(),
                _ => fill("How long is the period {}?", [cell]),
            },
            "The list does not say it, and rates are compared by the year.",
        ),
        Code::CurrencyMixed => (
            "There is a problem: several currencies.".to_owned(),
            "Adding them would be wrong.",
        ),
        _ => (cell, ""),
    };
    (asked, [&line, why].concat())
}

/// The words on the button of an answer.
pub fn answer(question: &Question, answer: &Answer) -> String {
    match (&answer.reading, question.report.code) {
        (Reading::Currency(currency), _) => fill("Use {} rows only", [currency.text().to_owned()]),
        (Reading::Yes, Code::CentsSuspected) => "Cents: divide by 100".to_owned(),
        (Reading::No, Code::CentsSuspected) => "Whole units".to_owned(),
        (Reading::Yes, Code::HeaderMissing) => "It is a header".to_owned(),
        (Reading::No, Code::HeaderMissing) => "There is no header".to_owned(),
        (Reading::Yes, Code::SerialDatesAssumed) => "Yes, dates".to_owned(),
        (Reading::No, Code::SerialDatesAssumed) => "No".to_owned(),
        (known, _) => super::fields::capital(&reading(known)),
    }
}

fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Number(plain) => plain.clone(),
        Reading::Day(year, month, day) => {
            let day = day.map_or_else(String::new, |day| day.to_string() + " ");
            fill(
                "{}{} {}",
                [day, month_name(*month).to_owned(), year.to_string()],
            )
        }
        Reading::Mark(mark) => mark_words(*mark).to_owned(),
        Reading::Order(order) => order_words(*order).to_owned(),
        Reading::Currency(currency) => currency.text().to_owned(),
        Reading::Period(period) => period_name(*period),
        Reading::Yes => "yes".to_owned(),
        Reading::No => "no".to_owned(),
    }
}

pub(super) fn mark_words(mark: Mark) -> &'static str {
    match mark {
        Mark::Point => "1,234.50, decimals after a point",
        Mark::Comma => "1.234,50, decimals after a comma",
    }
}

pub(super) fn order_words(order: Order) -> &'static str {
    match order {
        Order::DayMonthYear => "day, month, year",
        Order::MonthDayYear => "month, day, year",
        Order::YearMonthDay => "year, month, day",
    }
}

/// Why a list was not read: what is wrong, and what would work.
pub fn refusal(refusal: &Refusal, style: Style) -> (String, Vec<String>) {
    let (title, help) = match refusal {
        Refusal::Foreign(name, kind) => return foreign(name, *kind),
        Refusal::Empty => (
            "There is nothing in it.".to_owned(),
            "The file or the paste is empty.".to_owned(),
        ),
        Refusal::Lost(name) => (
            [name, " could not be read to its end."].concat(),
            "It was changed, moved or locked while it was being read. Choose it again.".to_owned(),
        ),
        Refusal::Unusable(read) => {
            let several = read.source.files.len() > 1;
            let grave = notices(&read.reports, several, style)
                .into_iter()
                .filter(|notice| notice.severity == Severity::Error)
                .map(|notice| [notice.places, ": ".to_owned(), notice.words].concat());
            let asked = questions(read);
            let asked = asked.first().map(|asked| question(asked).0);
            let title = asked.unwrap_or_else(|| "No customer list was found in it.".to_owned());
            return (title, grave.take(5).collect());
        }
    };
    (title, vec![help])
}

fn foreign(name: &str, kind: Foreign) -> (String, Vec<String>) {
    let (what, help) = match kind {
        Foreign::Workbook | Foreign::OldWorkbook => (
            " is a workbook or another packed file, not a CSV.",
            "In Excel: File, Save As, “CSV UTF-8”. In Google Sheets: File, Download, “Comma-separated \
             values”. Or copy the cells and paste them here.",
        ),
        Foreign::Pdf => (
            " is a PDF, not a CSV.",
            "Export the list as CSV where the PDF was made, or paste its rows here.",
        ),
        Foreign::Compressed => (
            " is compressed.",
            "Unpack it first, then choose the CSV inside.",
        ),
        Foreign::Picture => (" is a picture.", "Export the list as CSV instead."),
        Foreign::Database => (
            " is a database file, not a CSV.",
            "Export the table as CSV and choose that.",
        ),
    };
    ([name, what].concat(), vec![help.to_owned()])
}
