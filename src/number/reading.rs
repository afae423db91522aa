//! One typed amount or count becomes a number.

use super::amount::{Amount, AmountError, is_digits};
use super::count::Count;
use super::text::Mark;
use super::typed::{Typed, clean};

/// What was typed, as a number, and why the reading should be shown to the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// What was understood.
    pub value: T,
    /// Set when it should be shown.
    pub echo: Option<Echo>,
}

/// Why "Read as 19,500." should stand beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Echo {
    /// `1,234` and `1.234` have two readings; the page's number style decided.
    AmbiguousMark,
    /// Written in the other number style than the page's, with one reading only.
    OtherMark,
    /// `19.5k`, `1.2M`, `1e5`.
    Suffix,
    /// `(1,200)` is −1,200.
    Brackets,
    /// A loss was given as a negative number; its size is taken.
    LossSign,
}

/// Why a text is not an amount or a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No digits, a second sign, an open bracket, other text.
    NotANumber,
    /// A number with something behind it that is neither a currency nor `k` or `M`.
    TrailingText,
    /// A percentage where an amount is wanted.
    Percent,
    /// Separators that do not part thousands: `12,34,567`.
    Groups,
    /// 10^16 or more in money, 10^15 or more customers.
    TooLarge,
    /// More than six decimals.
    TooPrecise,
    /// A fraction of a customer.
    NotWhole,
    /// Fewer customers than none.
    Negative,
}

impl Reading<Amount> {
    /// For a field that wants the size of a loss: −20,000 is 20,000, and says so.
    pub fn as_loss(self) -> Reading<Amount> {
        if self.value.is_negative() {
            Reading {
                value: self.value.size(),
                echo: Some(Echo::LossSign),
            }
        } else {
            self
        }
    }
}

/// Reads an amount as people type or paste it. `Ok(None)` is a blank field.
///
/// `$1,234.50`, `1 234,50 €`, `(1,200)`, `19.5k`, `−500`, `CHF 1’200.50` are understood. Spellings
/// with one reading decide themselves; `1,234` and `1.234` follow `mark` and are echoed.
pub fn read_amount(text: &str, mark: Mark) -> Result<Option<Reading<Amount>>, ReadError> {
    let text = clean(text);
    let Some(typed) = Typed::peel(&text)? else {
        return Ok(None);
    };
    let (number, echo) = number(&typed, false, mark)?;
    let value = Amount::scaled(typed.negative, &number.digits, number.exponent)?;
    Ok(Some(Reading { value, echo }))
}

/// Reads a number of customers. A lone separator parts thousands whatever the page's style, because
/// customers are whole: `1,234` and `1.234` are 1234. `Ok(None)` is a blank field.
pub fn read_count(text: &str, mark: Mark) -> Result<Option<Reading<Count>>, ReadError> {
    let text = clean(text);
    let Some(typed) = Typed::peel(&text)? else {
        return Ok(None);
    };
    let (number, echo) = number(&typed, true, mark)?;
    let value = Count::scaled(&number.digits, number.exponent)?;
    if typed.negative && value != Count::ZERO {
        return Err(ReadError::Negative);
    }
    Ok(Some(Reading { value, echo }))
}

impl From<AmountError> for ReadError {
    fn from(error: AmountError) -> ReadError {
        match error {
            AmountError::NotANumber => ReadError::NotANumber,
            AmountError::TooLarge => ReadError::TooLarge,
            AmountError::TooPrecise => ReadError::TooPrecise,
        }
    }
}

/// digits × 10^exponent.
struct Number {
    digits: String,
    exponent: i32,
}

/// The number between the signs, and why its reading should be shown. `whole`: a lone separator
/// parts thousands.
fn number(typed: &Typed, whole: bool, mark: Mark) -> Result<(Number, Option<Echo>), ReadError> {
    let core = typed.core;
    let starts = core.starts_with(|first: char| first.is_ascii_digit());
    let unreadable = if starts {
        ReadError::TrailingText
    } else {
        ReadError::NotANumber
    };
    let (core, power) = match core.split_once(['e', 'E']) {
        Some((core, power)) => (core, exponent(power).ok_or(unreadable)?),
        None => (core, 0),
    };
    if !core
        .chars()
        .all(|letter| letter.is_ascii_digit() || " .,'".contains(letter))
    {
        return Err(unreadable);
    }
    let (before, fraction, doubt) = split(core, whole, mark);
    let digits = [&ungrouped(before)?, fraction].concat();
    if !is_digits(&digits) {
        return Err(if digits.is_empty() {
            ReadError::NotANumber
        } else {
            ReadError::Groups
        });
    }
    let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    let exponent = typed.zeros.saturating_add(power).saturating_sub(places);
    let suffix = (typed.zeros != 0 || power != 0).then_some(Echo::Suffix);
    let brackets = typed.brackets.then_some(Echo::Brackets);
    Ok((Number { digits, exponent }, doubt.or(suffix).or(brackets)))
}

/// The n of `e±n`, two digits at most.
fn exponent(text: &str) -> Option<i32> {
    let size = text.strip_prefix(['+', '-']).unwrap_or(text);
    let power: i32 = size
        .parse()
        .ok()
        .filter(|_| is_digits(size) && size.len() <= 2)?;
    Some(if text.starts_with('-') {
        power.saturating_neg()
    } else {
        power
    })
}

/// Before and after the decimal mark, and whether there was a doubt which it is.
fn split(core: &str, whole: bool, mark: Mark) -> (&str, &str, Option<Echo>) {
    let Some((before, behind)) = core.rsplit_once(['.', ',']) else {
        return (core, "", None);
    };
    let separator = if core
        .get(before.len()..)
        .is_some_and(|rest| rest.starts_with('.'))
    {
        '.'
    } else {
        ','
    };
    let decimal_here = separator == mark.decimal();
    let groupable =
        behind.len() == 3 && before.len() <= 3 && !before.starts_with('0') && is_digits(before);
    let (decimal, doubt) = if groupable {
        let doubt = (!whole || decimal_here).then_some(Echo::AmbiguousMark);
        (decimal_here && !whole, doubt)
    } else {
        let decimal = !before.contains(separator);
        (
            decimal,
            (decimal != decimal_here).then_some(Echo::OtherMark),
        )
    };
    if decimal {
        (before, behind, doubt)
    } else {
        (core, "", doubt)
    }
}

/// The digits of a whole number whose separators, if any, are all the same and part thousands.
fn ungrouped(whole: &str) -> Result<String, ReadError> {
    let Some(separator) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Ok(whole.into());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    let head = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if head && groups.all(|group| group.len() == 3 && is_digits(group)) {
        Ok(whole.split(separator).collect())
    } else {
        Err(ReadError::Groups)
    }
}
