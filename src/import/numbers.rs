//! One cell → the amounts it may stand for.

use super::currency::{self, Currency};
use super::dates;
use super::report::Why;
use super::text::invisible;
use crate::number::is_letter;

/// The decimal mark of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Point,
    Comma,
}

/// An exact number: `digits` × 10^−`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Exact {
    pub digits: i128,
    pub scale: u32,
}

/// What a cell may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Blank,
    /// A lone dash: how accounting formats print 0.
    Dash,
    Value {
        value: Exact,
        /// The mark that this spelling needs.
        evidence: Option<Mark>,
        currency: Option<Currency>,
    },
    /// Both marks are possible, with different values.
    Either {
        point: Exact,
        comma: Exact,
        currency: Option<Currency>,
    },
    Bad(Bad),
}

/// Why a cell is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    Unreadable(Option<Why>),
    SpreadsheetError,
    TooLarge,
}

/// Whether a text is a number, in one reading or two.
pub(super) fn is_number(text: &str) -> bool {
    let number = read(text, false);
    matches!(number, Number::Value { .. } | Number::Either { .. })
}

/// Reads a cell. `indian`: groups of two before the last three digits are meant.
pub fn read(cell: &str, indian: bool) -> Number {
    let clean = clean(cell);
    let text = clean.trim();
    if text.is_empty() {
        return Number::Blank;
    }
    if let Some(bad) = not_a_number(text) {
        return Number::Bad(bad);
    }
    let number = signed(text, indian);
    if let Number::Bad(Bad::Unreadable(_)) = number {
        if let Some(without) = text.strip_suffix('%')
            && matches!(
                signed(without.trim(), indian),
                Number::Value { .. } | Number::Either { .. }
            )
        {
            return Number::Bad(Bad::Unreadable(Some(Why::Percent)));
        }
        if dates::is_date(text) {
            return Number::Bad(Bad::Unreadable(Some(Why::Date)));
        }
    }
    number
}

/// Without what nobody sees and what spreadsheets put around a text; full-width digits and all
/// kinds of blanks, apostrophes and minus signs as their plain form.
fn clean(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for c in cell.chars().filter(|c| !invisible(*c)) {
        out.push(match c {
            '\u{ff10}'..='\u{ff19}' => char::from_u32((c as u32).wrapping_sub(0xfee0)).unwrap_or(c),
            '\u{2212}' | '\u{ff0d}' | '\u{2013}' | '\u{2014}' => '-',
            '\u{2019}' => '\'',
            '\t' | '\r' | '\n' => ' ',
            c if c.is_whitespace() => ' ',
            c => c,
        });
    }
    let text = out.trim();
    if let Some(forced) = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')) {
        return forced.to_owned();
    }
    match text.strip_prefix('\'') {
        Some(marked) => marked.to_owned(),
        None => text.to_owned(),
    }
}

fn not_a_number(text: &str) -> Option<Bad> {
    if text.starts_with("Err:") {
        return Some(Bad::SpreadsheetError);
    }
    if let Some(rest) = text.strip_prefix('#') {
        let error = rest.starts_with(|c: char| is_letter(c) || matches!(c, '¡' | '¿'));
        return Some(if error {
            Bad::SpreadsheetError
        } else {
            Bad::Unreadable(None)
        });
    }
    let formula = text.starts_with('=') || text.starts_with('@');
    formula.then_some(Bad::Unreadable(Some(Why::Formula)))
}

/// Sign, brackets, currency and suffix around the digits.
fn signed(text: &str, indian: bool) -> Number {
    const BAD: Number = Number::Bad(Bad::Unreadable(None));
    let mut rest = text;
    let mut negative = false;
    let mut signs = 0u32;
    let mut currency = None;
    // At the front: one sign and one currency, in either order.
    loop {
        if let Some(after) = rest.strip_prefix('-') {
            negative = true;
            signs = signs.saturating_add(1);
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('+') {
            signs = signs.saturating_add(1);
            rest = after.trim_start();
        } else if let Some((found, after)) = currency::before(rest).filter(|_| currency.is_none()) {
            currency = Some(found);
            rest = after.trim_start();
        } else {
            break;
        }
    }
    if rest.is_empty() && signs == 1 && negative {
        return Number::Dash;
    }
    if !cut_currency(&mut rest, &mut currency) {
        return BAD;
    }
    let open = rest.strip_prefix('(');
    if let Some(inner) = open.and_then(|r| r.strip_suffix(')')) {
        negative = true;
        signs = signs.saturating_add(1);
        rest = inner.trim();
        if !cut_currency(&mut rest, &mut currency) {
            return BAD;
        }
        if let Some((found, after)) = currency::before(rest).filter(|_| currency.is_none()) {
            currency = Some(found);
            rest = after.trim_start();
        }
    }
    if let Some(before) = rest.strip_suffix('-') {
        // The dash of `1.200,-` stands for decimals and takes nothing away.
        if before.ends_with(['.', ',']) {
            return BAD;
        }
        negative = true;
        signs = signs.saturating_add(1);
        rest = before.trim_end();
        if !cut_currency(&mut rest, &mut currency) {
            return BAD;
        }
    }
    let mut power = 0i32;
    if let Some(before) = rest.strip_suffix(['k', 'K']) {
        power = 3;
        rest = before.trim_end();
    } else if let Some(before) = rest.strip_suffix('M') {
        power = 6;
        rest = before.trim_end();
    }
    if let Some((before, exponent)) = rest.split_once(['e', 'E']) {
        let digits = exponent.trim_start_matches(['+', '-']);
        let one_sign = exponent.len().saturating_sub(digits.len()) <= 1;
        let plain =
            !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
        match exponent.parse::<i32>() {
            Ok(e) if plain && one_sign && power == 0 => power = e,
            _ => return BAD,
        }
        rest = before;
    }
    if signs > 1 {
        return BAD;
    }
    let sign = if negative { -1 } else { 1 };
    match body(rest, indian) {
        Ok(Body::One(digits, evidence)) => match digits.exact(sign, power) {
            Some(value) => Number::Value {
                value,
                evidence,
                currency,
            },
            None => Number::Bad(Bad::TooLarge),
        },
        Ok(Body::Two { point, comma }) => {
            match (point.exact(sign, power), comma.exact(sign, power)) {
                (Some(point), Some(comma)) => Number::Either {
                    point,
                    comma,
                    currency,
                },
                _ => Number::Bad(Bad::TooLarge),
            }
        }
        Err(bad) => Number::Bad(bad),
    }
}

/// Takes a currency away that stands behind a number. False: it is another one than in front.
fn cut_currency(rest: &mut &str, currency: &mut Option<Currency>) -> bool {
    let Some((found, before)) = currency::after(rest) else {
        return true;
    };
    *rest = before.trim_end();
    *currency.get_or_insert(found) == found
}

/// Digits with their decimal places.
#[derive(Clone, Copy, Default)]
struct Digits {
    digits: i128,
    count: u32,
    scale: u32,
}

enum Body {
    One(Digits, Option<Mark>),
    Two { point: Digits, comma: Digits },
}

impl Digits {
    /// The most digits that are read.
    const MOST: u32 = 28;

    fn of(text: &str, mark: Option<u8>) -> Digits {
        let mut out = Digits::default();
        let mut fraction = false;
        for byte in text.bytes() {
            if Some(byte) == mark {
                fraction = true;
            } else if byte.is_ascii_digit() {
                let digit = i128::from(byte.wrapping_sub(b'0'));
                if out.count > 0 || digit > 0 {
                    out.count = out.count.saturating_add(1);
                }
                if out.count <= Self::MOST {
                    out.digits = out.digits.wrapping_mul(10).wrapping_add(digit);
                }
                out.scale = out.scale.saturating_add(u32::from(fraction));
            }
        }
        out
    }

    fn exact(self, sign: i128, power: i32) -> Option<Exact> {
        if self.count > Self::MOST || self.scale > Self::MOST {
            return None;
        }
        let mut digits = self.digits.checked_mul(sign)?;
        let scale = i32::try_from(self.scale).ok()?.checked_sub(power)?;
        if scale < 0 {
            digits = digits.checked_mul(10i128.checked_pow(scale.unsigned_abs())?)?;
        }
        let scale = u32::try_from(scale.max(0)).ok()?;
        Some(Exact { digits, scale })
    }
}

const GROUPS: Bad = Bad::Unreadable(Some(Why::GroupSize));

fn body(text: &str, indian: bool) -> Result<Body, Bad> {
    let known = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ' | b'\'');
    if !text.bytes().any(|b| b.is_ascii_digit()) || !text.bytes().all(known) {
        return Err(Bad::Unreadable(None));
    }
    let count = |mark: u8| text.bytes().filter(|b| *b == mark).count();
    let (points, commas, blanks) = (count(b'.'), count(b','), count(b' '));
    let grouped = |whole: &str| groups(whole, indian);
    if blanks > 0 && count(b'\'') > 0 {
        return Err(GROUPS);
    }
    let spaced = blanks > 0 || count(b'\'') > 0;
    let (mark, byte) = match (points, commas) {
        (0, 0) if spaced => {
            grouped(text)?;
            return Ok(Body::One(Digits::of(text, None), None));
        }
        (0, 0) => return Ok(Body::One(Digits::of(text, None), None)),
        (0, _) => (Mark::Comma, b','),
        (_, 0) => (Mark::Point, b'.'),
        _ if text.rfind(',') > text.rfind('.') => (Mark::Comma, b','),
        _ => (Mark::Point, b'.'),
    };
    let other = if mark == Mark::Point {
        Mark::Comma
    } else {
        Mark::Point
    };
    let both = points > 0 && commas > 0;
    let marks = if mark == Mark::Point { points } else { commas };
    if marks > 1 {
        if both {
            return Err(Bad::Unreadable(None));
        }
        // The same mark twice can only part groups.
        if spaced {
            return Err(GROUPS);
        }
        grouped(text)?;
        return Ok(Body::One(Digits::of(text, None), Some(other)));
    }
    let (whole, fraction) = text.split_once(char::from(byte)).unwrap_or((text, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(GROUPS);
    }
    if both || spaced {
        if both && spaced {
            return Err(GROUPS);
        }
        grouped(whole)?;
        return Ok(Body::One(Digits::of(text, Some(byte)), Some(mark)));
    }
    let group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let as_mark = Digits::of(text, Some(byte));
    if !group {
        return Ok(Body::One(as_mark, Some(mark)));
    }
    let as_group = Digits::of(text, None);
    let (point, comma) = match mark {
        Mark::Point => (as_mark, as_group),
        Mark::Comma => (as_group, as_mark),
    };
    Ok(Body::Two { point, comma })
}

/// One separator throughout, one to three digits first, then three each time.
fn groups(whole: &str, indian: bool) -> Result<(), Bad> {
    let mut separator = None;
    let mut sizes = Vec::new();
    let mut size = 0u32;
    for byte in whole.bytes() {
        if byte.is_ascii_digit() {
            size = size.saturating_add(1);
            continue;
        }
        if *separator.get_or_insert(byte) != byte {
            return Err(GROUPS);
        }
        sizes.push(std::mem::take(&mut size));
    }
    let Some((first, middle)) = sizes.split_first() else {
        return Ok(());
    };
    let thousands = (1..=3).contains(first) && middle.iter().all(|s| *s == 3);
    let lakhs = indian && (1..=2).contains(first) && middle.iter().all(|s| *s == 2);
    if size == 3 && (thousands || lakhs) {
        Ok(())
    } else {
        Err(GROUPS)
    }
}
