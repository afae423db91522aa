//! The parts of a date in the orders in which they are written.

use super::date_tokens::Token;
use super::dates::{Bad, Date};
use super::day::{Day, day_of, full_year};
use super::report::Why;

const UNREADABLE: Date = Date::Bad(Bad::Unreadable(None));
const IMPOSSIBLE: Date = Date::Bad(Bad::Impossible);

/// Which calendar days the parts stand for.
pub(super) fn by_pattern(tokens: &[Token], zone: bool) -> Date {
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

fn bad(why: Why) -> Date {
    Date::Bad(Bad::Unreadable(Some(why)))
}
