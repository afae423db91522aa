//! The parts of a date in the orders in which they are written.

use super::date_tokens::Token;
use super::dates::{Bad, Date};
use super::day::{Day, day_of, full_year};
use super::report::Why;

const UNREADABLE: Date = Date::Bad(Bad::Unreadable(None));
const IMPOSSIBLE: Date = Date::Bad(Bad::Impossible);

/// What a pattern makes of its parts.
#[derive(Clone, Copy)]
enum Makes {
    /// A day, or a month without one.
    Date,
    /// `24-Jan`, where the number may as well be a day.
    MonthOrDay,
    /// Three numbers whose order is not written: 1/2/24.
    Ordered,
    No(Why),
}

/// Known patterns, each spelled by its parts: `Y` is a year of four digits, `t` of two, `y` of
/// either; `m` and `d` a month and a day of one or two digits; `q` one digit, `n` any number; `N`
/// the name of a month; `~` a slash, a dot or a dash. All others are letters and marks themselves.
const PATTERNS: [(&str, Makes); 11] = [
    ("YQn Y~Qn Qqy Qq~y qQy yQq", Makes::No(Why::Quarter)),
    ("YWn Y-Wn Wnn Wn/n", Makes::No(Why::Week)),
    ("Y t", Makes::No(Why::Year)),
    ("Ym Y~m YMm Y-Mm MmY m~Y", Makes::Date),
    ("Ymd Y-m-d Y/m/d Y.m.d", Makes::Date),
    ("YN Y-N Ny N~y", Makes::Date),
    ("YNd Y-N-d Ndy", Makes::Date),
    ("dNy d-N-y d.Ny d/N/y", Makes::Date),
    ("d.m.y", Makes::Date),
    ("tN t-N", Makes::MonthOrDay),
    ("d/m/y d-m-y", Makes::Ordered),
];

/// The numbers of a date that fits a pattern.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// Each with its digits; a name has none.
    year: (u32, u32),
    month: (u32, u32),
    day: Option<(u32, u32)>,
}

/// Which calendar days the parts stand for.
pub(super) fn by_pattern(tokens: &[Token], zone: bool) -> Date {
    let found = PATTERNS.iter().find_map(|(patterns, makes)| {
        let mut patterns = patterns.split(' ');
        Some((patterns.find_map(|pattern| fit(pattern, tokens))?, *makes))
    });
    let Some((parts, makes)) = found else {
        return UNREADABLE;
    };
    let (year, digits) = parts.year;
    let day = || {
        let day = parts.day.map(|(day, _)| day);
        day_of(full_year(year, digits), parts.month.0, day)
    };
    match makes {
        Makes::Date => certain(day(), zone, digits == 2),
        Makes::MonthOrDay => day().map_or_else(Date::Bad, Date::MonthOrDay),
        Makes::Ordered => ordered(parts, zone),
        Makes::No(why) => Date::Bad(Bad::Unreadable(Some(why))),
    }
}

fn fit(pattern: &str, tokens: &[Token]) -> Option<Parts> {
    if pattern.len() != tokens.len() {
        return None;
    }
    let mut parts = Parts::default();
    for (part, token) in pattern.chars().zip(tokens) {
        let fits = match *token {
            Token::Number { value, digits } => {
                match part {
                    'Y' | 'y' | 't' => parts.year = (value, digits),
                    'm' => parts.month = (value, digits),
                    'd' => parts.day = Some((value, digits)),
                    _ => {}
                }
                match part {
                    'Y' => digits == 4,
                    't' => digits == 2,
                    'y' => matches!(digits, 2 | 4),
                    'm' | 'd' => digits <= 2,
                    'q' => digits == 1,
                    part => part == 'n',
                }
            }
            Token::MonthName(month) => {
                parts.month = (month, 0);
                part == 'N'
            }
            Token::Quarter => part == 'Q',
            Token::Half => false,
            Token::Week => part == 'W',
            Token::LetterM => part == 'M',
            Token::Slash => matches!(part, '/' | '~'),
            Token::Dot => matches!(part, '.' | '~'),
            Token::Dash => matches!(part, '-' | '~'),
        };
        if !fits {
            return None;
        }
    }
    Some(parts)
}

fn ordered(parts: Parts, zone: bool) -> Date {
    let (first, first_digits) = parts.day.unwrap_or_default();
    let (last, digits) = parts.year;
    let (second, second_digits) = parts.month;
    let year = full_year(last, digits);
    // Year first with two digits: only years that recurring revenue is kept for.
    let year_first = digits == 2 && first_digits == 2 && second_digits == 2 && first < 30;
    let readings = [
        day_of(year, second, Some(first)).ok(),
        day_of(year, first, Some(second)).ok(),
        day_of(full_year(first, 2), second, Some(last))
            .ok()
            .filter(|_| year_first),
    ];
    if readings == [None; 3] {
        return IMPOSSIBLE;
    }
    Date::Read {
        by_order: readings,
        zone,
        short_year: digits == 2,
    }
}

/// A reading that leaves no choice.
pub(super) fn certain(day: Result<Day, Bad>, zone: bool, short_year: bool) -> Date {
    match day {
        Ok(day) => Date::Read {
            by_order: [Some(day); 3],
            zone,
            short_year,
        },
        Err(bad) => Date::Bad(bad),
    }
}
