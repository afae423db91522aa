//! What people put around a number: signs, brackets, currencies, suffixes.

use super::currency::Currency;
use super::reading::ReadError;

/// A text stripped of everything around its digits and separators.
pub(super) struct Typed<'a> {
    /// Digits and separators, perhaps with `e±n`; or what is no number at all.
    pub(super) core: &'a str,
    pub(super) negative: bool,
    /// Whether the minus was written as brackets.
    pub(super) brackets: bool,
    /// The zeros that `k` or `M` stands for.
    pub(super) zeros: i32,
}

impl<'a> Typed<'a> {
    /// Peels both ends of a [`clean`] text until only the number is left. `Ok(None)` is blank:
    /// nothing, or the dash that accounting formats print for nothing.
    pub(super) fn peel(text: &'a str) -> Result<Option<Typed<'a>>, ReadError> {
        let mut rest = unguarded(text);
        if rest.is_empty() {
            return Ok(None);
        }
        let mut minus = None;
        let mut typed = Typed {
            core: "",
            negative: false,
            brackets: false,
            zeros: 0,
        };
        let mut currency = false;
        loop {
            rest = rest.trim_matches(' ');
            if let Some((negative, inner)) = sign(rest) {
                if minus.replace(negative).is_some() {
                    return Err(ReadError::NotANumber);
                }
                typed.brackets = rest.starts_with('(');
                rest = inner;
            } else if let Some(inner) = without_currency(rest).filter(|_| !currency) {
                currency = true;
                rest = inner;
            } else if let Some((zeros, inner)) = suffix(rest).filter(|_| typed.zeros == 0) {
                typed.zeros = zeros;
                rest = inner;
            } else {
                break;
            }
        }
        typed.core = rest;
        typed.negative = minus == Some(true);
        if rest.is_empty() && typed.negative && !typed.brackets {
            return Ok(None);
        }
        if rest.ends_with('%') {
            return Err(ReadError::Percent);
        }
        Ok(Some(typed))
    }
}

/// One spelling for the many blanks, dashes, apostrophes and digits of the world; marks that only
/// steer the direction of writing vanish.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter_map(plain_char).collect()
}

fn plain_char(letter: char) -> Option<char> {
    Some(match letter {
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => {
            return None;
        }
        '\t' | '\r' | '\n' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2212}' | '\u{2012}'..='\u{2014}' | '\u{ff0d}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{ff10}'..='\u{ff19}' => {
            let digit = u32::from(letter).wrapping_sub(0xff10);
            char::from_digit(digit, 10).unwrap_or(letter)
        }
        other => other,
    })
}

/// Without the guards that keep spreadsheets from reading a cell as a number: `'1200`, `="1200"`.
fn unguarded(text: &str) -> &str {
    let text = text.trim_matches(' ');
    let formula = text
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'));
    let text = formula.unwrap_or(text);
    text.strip_prefix('\'').unwrap_or(text).trim_matches(' ')
}

/// A sign in front or behind, or brackets around: whether it is a minus, and what it stands at.
fn sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    {
        return Some((true, inner));
    }
    if let Some(inner) = text.strip_prefix('-') {
        return Some((true, inner));
    }
    if let Some(inner) = text.strip_prefix('+') {
        return Some((false, inner));
    }
    // `1200.-` is Swiss for 1200.00, not a minus.
    let inner = text.strip_suffix('-')?;
    ends_a_number(inner).then_some((true, inner))
}

/// A currency's sign or code in front or behind, such as `US$`, `EUR`, `kr.`, taken away.
fn without_currency(text: &str) -> Option<&str> {
    let stops = |letter: char| letter.is_ascii_digit() || " .,'-+()".contains(letter);
    let (word, rest) = text.split_at_checked(text.find(stops)?)?;
    if Currency::is_sign(word) {
        // `Rs.500`: the point belongs to the abbreviation.
        let short = word.ends_with(|last: char| last.is_ascii_lowercase());
        return Some(rest.strip_prefix('.').filter(|_| short).unwrap_or(rest));
    }
    let (_, behind) = text.rsplit_once(|letter: char| letter.is_ascii_digit() || letter == ')')?;
    let after_suffix = behind.strip_prefix(['k', 'K', 'm', 'M']);
    let mut tails = [Some(behind), after_suffix].into_iter().flatten();
    let tail = tails.find(|tail| {
        let word = tail.trim_matches(' ');
        Currency::is_sign(word.strip_suffix('.').unwrap_or(word))
    })?;
    text.strip_suffix(tail)
}

/// `k` for thousands or `M` for millions, and what it stands at.
fn suffix(text: &str) -> Option<(i32, &str)> {
    let zeros = if text.ends_with(['k', 'K']) { 3 } else { 6 };
    let inner = text.strip_suffix(['k', 'K', 'm', 'M'])?;
    ends_a_number(inner).then_some((zeros, inner))
}

fn ends_a_number(text: &str) -> bool {
    text.trim_end_matches(' ')
        .ends_with(|last: char| last.is_ascii_digit())
}
