//! The parts of a written date: numbers, month names and what parts them.

use crate::number::is_letter;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
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
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
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
        } else if is_letter(c) {
            let mut word = String::new();
            while let Some(c) = chars.peek().filter(|c| is_letter(**c)) {
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
                "w" | "kw" | "week" => Token::Week,
                "m" => Token::LetterM,
                "st" | "nd" | "rd" | "th" if after_number => continue,
                "de" | "of" | "fy" => continue,
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
