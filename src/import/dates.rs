//! One cell → the calendar days or months it may stand for.

use super::report::Why;
use super::text::invisible;
use crate::accounts::Month;

/// The order of the parts of dates like 1/2/24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// A day, or a month as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub month: Month,
    /// 1 to 31, or none if only the month is given.
    pub day: Option<u8>,
}

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

impl Order {
    pub const ALL: [Order; 3] = [
        Order::DayMonthYear,
        Order::MonthDayYear,
        Order::YearMonthDay,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Order::DayMonthYear => "dmy",
            Order::MonthDayYear => "mdy",
            Order::YearMonthDay => "ymd",
        }
    }
}

impl Day {
    /// Days since 1970-01-01, the first of the month if no day is given.
    pub fn number(self) -> i32 {
        let (year, month) = (self.month.year(), self.month.month() as i32);
        // Years from March, so that the leap day comes last.
        let shifted = if month <= 2 {
            year.wrapping_sub(1)
        } else {
            year
        };
        let of_march = month.wrapping_add(9) % 12;
        let days = shifted
            .wrapping_mul(365)
            .wrapping_add(shifted / 4)
            .wrapping_sub(shifted / 100)
            .wrapping_add(shifted / 400)
            .wrapping_add(of_march.wrapping_mul(153).wrapping_add(2) / 5);
        let day = i32::from(self.day.unwrap_or(1));
        days.wrapping_add(day).wrapping_sub(719_469)
    }

    fn of_number(days: i64) -> Option<Day> {
        // Counted from March of year 0 in eras of 400 years.
        let z = days.checked_add(719_468)?;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let leap = (day_of_era / 1460)
            .wrapping_sub(day_of_era / 36_524)
            .wrapping_add(day_of_era / 146_096);
        let year_of_era = day_of_era.wrapping_sub(leap) / 365;
        let before = year_of_era
            .wrapping_mul(365)
            .wrapping_add(year_of_era / 4)
            .wrapping_sub(year_of_era / 100);
        let day_of_year = day_of_era.wrapping_sub(before);
        let march = day_of_year.wrapping_mul(5).wrapping_add(2) / 153;
        let day = day_of_year
            .wrapping_sub(march.wrapping_mul(153).wrapping_add(2) / 5)
            .wrapping_add(1);
        let month = march.wrapping_add(2) % 12;
        let year = era.wrapping_mul(400).wrapping_add(year_of_era);
        let year = year.wrapping_add(i64::from(month < 2));
        let month = Month::new(
            i32::try_from(year).ok()?,
            u32::try_from(month).ok()?.wrapping_add(1),
        )?;
        Some(Day {
            month,
            day: u8::try_from(day).ok(),
        })
    }
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
            .is_some_and(|c| c.is_alphabetic() || c == '¡');
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
        10 => serial(number.checked_div(86_400)),
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

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number {
        value: u32,
        digits: u32,
    },
    /// January is 1.
    MonthName(u32),
    Quarter,
    Half,
    Week,
    /// The M of M1 or 2024M01.
    LetterM,
    Slash,
    Dot,
    Dash,
}

/// Numbers, words and what parts them; blanks and commas only part. None: something else.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if out.len() > 8 {
            return None;
        }
        if c.is_ascii_digit() {
            let (mut value, mut digits) = (0u32, 0u32);
            while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(digit);
                digits = digits.saturating_add(1);
                chars.next();
            }
            out.push(Token::Number { value, digits });
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            chars.next();
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(c) = chars.peek().filter(|c| c.is_alphabetic()) {
                word.extend(c.to_lowercase());
                chars.next();
            }
            if chars.peek() == Some(&'.') {
                chars.next();
            }
            let after_number = matches!(out.last(), Some(Token::Number { .. }));
            out.push(match word.as_str() {
                "q" => Token::Quarter,
                "h" => Token::Half,
                "w" | "kw" => Token::Week,
                "m" => Token::LetterM,
                "st" | "nd" | "rd" | "th" if after_number => continue,
                "de" | "of" => continue,
                word if is_weekday(word) && out.is_empty() => continue,
                word => Token::MonthName(month_name(word)?),
            });
        } else {
            chars.next();
            match c {
                '/' => out.push(Token::Slash),
                '.' => out.push(Token::Dot),
                '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => out.push(Token::Dash),
                ' ' | ',' | '\'' | '\u{2019}' => {}
                _ => return None,
            }
        }
    }
    // A dot behind the last part: 31.1. or 2024. 1. 31.
    if out.last() == Some(&Token::Dot) {
        out.pop();
    }
    Some(out)
}

fn by_pattern(tokens: &[Token], zone: bool) -> Date {
    use Token::{Dash, Dot, Half, LetterM, MonthName, Number, Quarter, Slash, Week};
    let is_year = |digits: u32| digits == 4;
    let short = |digits: u32| digits <= 2;
    match *tokens {
        [
            Number {
                value: y,
                digits: 4,
            },
            ref rest @ ..,
        ] => match *rest {
            [Quarter, Number { .. }] | [Dash, Quarter, Number { .. }] => bad(Why::Quarter),
            [Dash, Week, Number { .. }] | [Week, Number { .. }] => bad(Why::Week),
            [LetterM, Number { value: m, digits }] if short(digits) => {
                certain(day_of(y, m, None), zone, false)
            }
            [MonthName(m)] | [Dash, MonthName(m)] => certain(day_of(y, m, None), zone, false),
            [MonthName(m), Number { value: d, digits }]
            | [Dash, MonthName(m), Dash, Number { value: d, digits }]
                if short(digits) =>
            {
                certain(day_of(y, m, Some(d)), zone, false)
            }
            [Dash | Slash | Dot, Number { value: m, digits }] | [Number { value: m, digits }]
                if short(digits) =>
            {
                certain(day_of(y, m, None), zone, false)
            }
            [
                Dash,
                Number {
                    value: m,
                    digits: a,
                },
                Dash,
                Number {
                    value: d,
                    digits: b,
                },
            ]
            | [
                Slash,
                Number {
                    value: m,
                    digits: a,
                },
                Slash,
                Number {
                    value: d,
                    digits: b,
                },
            ]
            | [
                Dot,
                Number {
                    value: m,
                    digits: a,
                },
                Dot,
                Number {
                    value: d,
                    digits: b,
                },
            ]
            | [
                Number {
                    value: m,
                    digits: a,
                },
                Number {
                    value: d,
                    digits: b,
                },
            ] if short(a) && short(b) => certain(day_of(y, m, Some(d)), zone, false),
            _ => UNREADABLE,
        },
        [Quarter, Number { digits: 1, .. }, Number { digits, .. }]
        | [
            Quarter,
            Number { digits: 1, .. },
            Dash,
            Number { digits, .. },
        ] if is_year(digits) || digits == 2 => bad(Why::Quarter),
        [Half, ..] => UNREADABLE,
        [Week, Number { .. }, Number { .. }] => bad(Why::Week),
        [
            LetterM,
            Number {
                value: m,
                digits: a,
            },
            Number {
                value: y,
                digits: 4,
            },
        ] if short(a) => certain(day_of(y, m, None), zone, false),
        [MonthName(m), Number { value: y, digits }]
        | [
            MonthName(m),
            Dash | Slash | Dot,
            Number { value: y, digits },
        ] if digits == 4 || digits == 2 => {
            certain(day_of(full_year(y, digits), m, None), zone, digits == 2)
        }
        [
            MonthName(m),
            Number {
                value: d,
                digits: a,
            },
            Number { value: y, digits },
        ] if short(a) && (digits == 4 || digits == 2) => {
            certain(day_of(full_year(y, digits), m, Some(d)), zone, digits == 2)
        }
        [
            Number {
                value: y,
                digits: 2,
            },
            MonthName(m),
        ]
        | [
            Number {
                value: y,
                digits: 2,
            },
            Dash,
            MonthName(m),
        ] => match day_of(full_year(y, 2), m, None) {
            Ok(day) => Date::MonthOrDay(day),
            Err(bad) => Date::Bad(bad),
        },
        [
            Number {
                value: d,
                digits: a,
            },
            MonthName(m),
            Number { value: y, digits },
        ]
        | [
            Number {
                value: d,
                digits: a,
            },
            Dash,
            MonthName(m),
            Dash,
            Number { value: y, digits },
        ]
        | [
            Number {
                value: d,
                digits: a,
            },
            Dot,
            MonthName(m),
            Number { value: y, digits },
        ]
        | [
            Number {
                value: d,
                digits: a,
            },
            Slash,
            MonthName(m),
            Slash,
            Number { value: y, digits },
        ] if short(a) && (digits == 4 || digits == 2) => {
            certain(day_of(full_year(y, digits), m, Some(d)), zone, digits == 2)
        }
        [
            Number {
                value: m,
                digits: a,
            },
            Dash | Slash | Dot,
            Number {
                value: y,
                digits: 4,
            },
        ] if short(a) => certain(day_of(y, m, None), zone, false),
        [
            Number {
                value: d,
                digits: a,
            },
            Dot,
            Number {
                value: m,
                digits: b,
            },
            Dot,
            Number { value: y, digits },
        ] if short(a) && short(b) && (digits == 4 || digits == 2) => {
            certain(day_of(full_year(y, digits), m, Some(d)), zone, digits == 2)
        }
        [
            a @ Number { digits: 1 | 2, .. },
            Slash,
            b @ Number { digits: 1 | 2, .. },
            Slash,
            c @ Number { .. },
        ]
        | [
            a @ Number { digits: 1 | 2, .. },
            Dash,
            b @ Number { digits: 1 | 2, .. },
            Dash,
            c @ Number { .. },
        ] => ordered(a, b, c, zone),
        _ => UNREADABLE,
    }
}

/// Three numbers whose order is not written: 1/2/24.
fn ordered(a: Token, b: Token, c: Token, zone: bool) -> Date {
    let (
        Token::Number {
            value: a,
            digits: a_digits,
        },
        Token::Number {
            value: b,
            digits: b_digits,
        },
        Token::Number {
            value: c,
            digits: c_digits,
        },
    ) = (a, b, c)
    else {
        return UNREADABLE;
    };
    if c_digits != 4 && c_digits != 2 {
        return UNREADABLE;
    }
    let year = full_year(c, c_digits);
    // Year first with two digits: only years that recurring revenue is kept for.
    let year_first = c_digits == 2 && a_digits == 2 && b_digits == 2 && a < 30;
    let readings = [
        day_of(year, b, Some(a)).ok(),
        day_of(year, a, Some(b)).ok(),
        day_of(full_year(a, 2), b, Some(c))
            .ok()
            .filter(|_| year_first),
    ];
    if readings == [None; 3] {
        return IMPOSSIBLE;
    }
    Date::Read {
        by_order: readings,
        zone,
        short_year: c_digits == 2,
    }
}

fn certain(day: Result<Day, Bad>, zone: bool, short_year: bool) -> Date {
    match day {
        Ok(day) => Date::Read {
            by_order: [Some(day); 3],
            zone,
            short_year,
        },
        Err(bad) => Date::Bad(bad),
    }
}

fn bad(why: Why) -> Date {
    Date::Bad(Bad::Unreadable(Some(why)))
}

/// 00 to 69 are 2000s, 70 to 99 are 1900s.
fn full_year(year: u32, digits: u32) -> u32 {
    match digits {
        2 if year < 70 => year.saturating_add(2000),
        2 => year.saturating_add(1900),
        _ => year,
    }
}

fn day_of(year: u32, month: u32, day: Option<u32>) -> Result<Day, Bad> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day.is_some_and(|day| day == 0 || day > days) {
        return Err(Bad::Impossible);
    }
    let month = i32::try_from(year)
        .ok()
        .and_then(|year| Month::new(year, month));
    let month = month.ok_or(Bad::Impossible)?;
    if !(1970..=2100).contains(&year) {
        return Err(Bad::Unreadable(Some(Why::OutOfRange)));
    }
    let day = day.and_then(|day| u8::try_from(day).ok());
    Ok(Day { month, day })
}

fn is_weekday(word: &str) -> bool {
    let stem = word.get(..3).unwrap_or_default();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(&stem)
        && (word.len() == 3 || word.ends_with("day"))
}

/// Month names and their short forms: English, German, French, Spanish, Portuguese, Dutch,
/// Italian, Swedish.
const MONTHS: [&str; 12] = [
    "jan january januar jän jänner jänuar januari janv janvier ene enero janeiro gen gennaio",
    "feb february februar februari févr fév fevr fev février fevrier febrero fevereiro febbraio",
    "mar march märz maerz mrz mär mars marzo março marco maart mrt",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio mei maj",
    "jun june juni juin junio junho giu giugno",
    "jul july juli juil juillet julio julho lug luglio",
    "aug august août aout ago agosto augustus augusti",
    "sep sept september septembre septiembre setembro set settembre",
    "oct october okt oktober octobre octubre out outubro ott ottobre",
    "nov november novembre noviembre novembro",
    "dec december dez dezember déc décembre decembre dic diciembre dezembro dicembre",
];

fn month_name(word: &str) -> Option<u32> {
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(at).ok()?.checked_add(1)
}
