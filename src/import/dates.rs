//! One cell → the calendar days or months it may stand for.

use super::date_patterns::{by_pattern, certain};
use super::date_tokens::tokens;
use super::day::{Day, day_of};
use super::report::Why;
use super::text::invisible;
use crate::number::is_letter;

/// What a cell may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    Blank,
    /// The readings by order; all are the same where the spelling leaves no choice.
    Read {
        by_order: [Option<Day>; 3],
        /// A time zone other than UTC stands behind it.
        zone: bool,
        /// The year has two digits.
        short_year: bool,
    },
    /// `24-Jan`: January 2024, or the 24th of some January.
    MonthOrDay(Day),
    /// A number that counts days (spreadsheets) or seconds (Unix).
    Serial(Day),
    Bad(Bad),
}

/// Why a cell is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    Unreadable(Option<Why>),
    Impossible,
    SpreadsheetError,
}

const UNREADABLE: Date = Date::Bad(Bad::Unreadable(None));
const IMPOSSIBLE: Date = Date::Bad(Bad::Impossible);

/// Whether a text is certainly a date, and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    matches!(read(text), Date::Read { .. } | Date::MonthOrDay(_))
}

/// Reads a cell.
pub fn read(cell: &str) -> Date {
    let clean: String = cell
        .chars()
        .filter(|c| !invisible(*c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let text = clean.trim();
    let text = text
        .strip_prefix("=\"")
        .and_then(|t| t.strip_suffix('"'))
        .unwrap_or(text);
    let text = text.strip_prefix('\'').unwrap_or(text);
    if text.is_empty() {
        return Date::Blank;
    }
    if text.starts_with('#') {
        let error = text
            .chars()
            .nth(1)
            .is_some_and(|c| is_letter(c) || matches!(c, '¡' | '¿'));
        return if error {
            Date::Bad(Bad::SpreadsheetError)
        } else {
            UNREADABLE
        };
    }
    if let Some(date) = whole_number(text) {
        return date;
    }
    let Some((date, zone)) = cut_time(text) else {
        return UNREADABLE;
    };
    match tokens(date) {
        Some(tokens) => by_pattern(&tokens, zone),
        None => UNREADABLE,
    }
}

/// A cell of digits only, perhaps with a fraction.
fn whole_number(text: &str) -> Option<Date> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    if !fraction.is_empty() && whole.len() < 5 {
        return None;
    }
    let number: i64 = match whole.parse() {
        Ok(number) if whole.len() <= 13 => number,
        _ => return Some(UNREADABLE),
    };
    let part = |from: usize, to: usize| whole.get(from..to).and_then(|p| p.parse::<u32>().ok());
    let date = match whole.len() {
        4 if (1900..2200).contains(&number) => Date::Bad(Bad::Unreadable(Some(Why::Year))),
        6 | 8 if fraction.is_empty() => {
            let year = part(0, 4).unwrap_or(0);
            let day = if whole.len() == 8 { part(6, 8) } else { None };
            if (1900..2200).contains(&year) {
                certain(day_of(year, part(4, 6).unwrap_or(0), day), false, false)
            } else {
                UNREADABLE
            }
        }
        5 => serial(number.checked_sub(25_569)),
        9 | 10 => serial(number.checked_div(86_400)),
        13 => serial(number.checked_div(86_400_000)),
        _ if number == 60 => IMPOSSIBLE,
        _ => UNREADABLE,
    };
    Some(date)
}

/// Spreadsheet days (1900 system) and Unix seconds are accepted from 1990 to 2050.
fn serial(days: Option<i64>) -> Date {
    let day = days.and_then(Day::of_number);
    match day {
        Some(day) if (1990..=2050).contains(&day.month.year()) => Date::Serial(day),
        _ => UNREADABLE,
    }
}

/// The part before a time of day, and whether a zone other than UTC follows. None if what follows
/// is no time.
fn cut_time(text: &str) -> Option<(&str, bool)> {
    let Some(colon) = text.find(':') else {
        return Some((text, false));
    };
    let (before, after) = text.split_at_checked(colon)?;
    let hour = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let date = hour.strip_suffix(['T', 't', ' '])?.trim_end();
    let rest =
        after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    let rest = rest.trim();
    let rest = rest
        .strip_prefix("AM")
        .or(rest.strip_prefix("PM"))
        .unwrap_or(rest)
        .trim_start();
    let utc = matches!(rest, "" | "Z" | "z" | "UTC" | "GMT" | "am" | "pm");
    let offset = rest.trim_start_matches("UTC").trim_start_matches("GMT");
    let shifted = offset
        .strip_prefix(['+', '-'])
        .map(|o| o.bytes().all(|b| b.is_ascii_digit() || b == b':') && !o.is_empty());
    match shifted {
        Some(true) => Some((date, offset.bytes().any(|b| (b'1'..=b'9').contains(&b)))),
        Some(false) => None,
        None if utc => Some((date, false)),
        None => {
            let name = rest.len() <= 5 && rest.bytes().all(|b| b.is_ascii_alphabetic());
            name.then_some((date, true))
        }
    }
}
