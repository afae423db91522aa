//! One typed amount or count becomes a number.

use super::amount::{Amount, AmountError, shortest};
use super::count::Count;
use super::currency::Currency;
use super::text::Mark;

/// What was typed, as a number, and why the reading should be shown to the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    pub value: T,
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
    NotANumber,
    /// A number with something behind it that is neither a currency nor `k` or `M`.
    TrailingText,
    /// A percentage where an amount is wanted.
    Percent,
    /// Separators that do not part thousands: `12,34,567`.
    Groups,
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
    let Some(typed) = typed(text)? else {
        return Ok(None);
    };
    let (number, echo) = typed.number(|separator| separator == mark.decimal(), mark)?;
    let value = Amount::scaled(typed.negative, &number.digits, number.exponent)?;
    Ok(Some(Reading { value, echo }))
}

/// Reads a number of customers. A lone separator parts thousands whatever the page's style, because
/// customers are whole: `1,234` and `1.234` are 1234. `Ok(None)` is a blank field.
pub fn read_count(text: &str, mark: Mark) -> Result<Option<Reading<Count>>, ReadError> {
    let Some(typed) = typed(text)? else {
        return Ok(None);
    };
    let (number, echo) = typed.number(|_| false, mark)?;
    let (digits, exponent) = shortest(&number.digits, number.exponent);
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if digits.is_empty() {
        return Ok(Some(Reading {
            value: Count::ZERO,
            echo,
        }));
    }
    if typed.negative {
        return Err(ReadError::Negative);
    }
    if length.saturating_add(exponent) > 15 {
        return Err(ReadError::TooLarge);
    }
    let zeros = u32::try_from(exponent).map_err(|_| ReadError::NotWhole)?;
    let size: u64 = digits.parse().map_err(|_| ReadError::TooLarge)?;
    let value = Count::new(size.saturating_mul(10_u64.saturating_pow(zeros)));
    let value = value.ok_or(ReadError::TooLarge)?;
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

/// A text stripped of everything around its digits and separators.
struct Typed {
    negative: bool,
    /// Digits and separators, perhaps with `e±n`.
    core: String,
    /// Zeros that a suffix stands for.
    zeros: i32,
    echo: Option<Echo>,
}

/// ±digits × 10^exponent.
struct Number {
    digits: String,
    exponent: i32,
}

/// Peels signs, brackets, currency and suffix off both ends. `Ok(None)` is blank: nothing, or the
/// dash that accounting formats print for nothing.
fn typed(text: &str) -> Result<Option<Typed>, ReadError> {
    let clean: String = text.chars().filter_map(plain_char).collect();
    let mut rest = clean.trim_matches(' ');
    rest = rest
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(rest);
    rest = rest.strip_prefix('\'').unwrap_or(rest).trim_matches(' ');
    if rest.is_empty() {
        return Ok(None);
    }
    let mut negative = None;
    let mut currency = false;
    let mut zeros = 0;
    let mut echo = None;
    loop {
        rest = rest.trim_matches(' ');
        if let Some((minus, inner)) = sign(rest) {
            if negative.replace(minus).is_some() {
                return Err(ReadError::NotANumber);
            }
            if rest.starts_with('(') {
                echo = Some(Echo::Brackets);
            }
            rest = inner;
        } else if let Some(inner) = without_currency(rest).filter(|_| !currency) {
            currency = true;
            rest = inner;
        } else if let Some((power, inner)) = suffix(rest).filter(|_| zeros == 0) {
            zeros = power;
            echo = Some(Echo::Suffix);
            rest = inner;
        } else {
            break;
        }
    }
    if rest.is_empty() && negative == Some(true) && echo.is_none() {
        return Ok(None);
    }
    if rest.ends_with('%') {
        return Err(ReadError::Percent);
    }
    Ok(Some(Typed {
        negative: negative == Some(true),
        core: rest.into(),
        zeros,
        echo,
    }))
}

/// One spelling for the many blanks, dashes, apostrophes and digits of the world; marks that only
/// steer the direction of writing vanish.
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

/// A sign in front or behind, or brackets around: whether it is a minus, and what remains.
fn sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    {
        return Some((true, inner));
    }
    let before = text.strip_prefix('-').map(|inner| (true, inner));
    let plus = || text.strip_prefix('+').map(|inner| (false, inner));
    // `1200.-` is Swiss for 1200.00, not a minus.
    let behind = || {
        let inner = text.strip_suffix('-')?;
        inner
            .ends_with(|last: char| last.is_ascii_digit() || last == ' ')
            .then_some((true, inner))
    };
    before.or_else(plus).or_else(behind)
}

fn without_currency(text: &str) -> Option<&str> {
    let stops = |letter: char| letter.is_ascii_digit() || " .,'-+()".contains(letter);
    let (word, rest) = text.split_at_checked(text.find(stops)?)?;
    if Currency::is_sign(word) {
        // `Rs.500`: the point belongs to the abbreviation.
        let short = word.ends_with(|last: char| last.is_ascii_lowercase());
        return Some(if short {
            rest.strip_prefix('.').unwrap_or(rest)
        } else {
            rest
        });
    }
    let word = text.trim_start_matches(|letter| stops(letter) && letter != '.');
    let word = tail(text).unwrap_or(word);
    let name = word.strip_suffix('.').unwrap_or(word).trim_matches(' ');
    Currency::is_sign(name)
        .then(|| text.strip_suffix(word))
        .flatten()
}

/// What stands behind the last digit.
fn tail(text: &str) -> Option<&str> {
    text.rsplit(|letter: char| letter.is_ascii_digit() || letter == '(' || letter == ')')
        .next()
}

fn suffix(text: &str) -> Option<(i32, &str)> {
    let thousand = text.strip_suffix(['k', 'K']).map(|inner| (3, inner));
    thousand
        .or_else(|| text.strip_suffix(['m', 'M']).map(|inner| (6, inner)))
        .filter(|(_, inner)| inner.ends_with(|last: char| last.is_ascii_digit() || last == ' '))
}

impl Typed {
    /// Tells thousands from decimals. `decimal` decides for a lone separator with two readings.
    fn number(
        &self,
        decimal: impl Fn(char) -> bool,
        mark: Mark,
    ) -> Result<(Number, Option<Echo>), ReadError> {
        let starts = self.core.starts_with(|first: char| first.is_ascii_digit());
        let unreadable = if starts {
            ReadError::TrailingText
        } else {
            ReadError::NotANumber
        };
        let (core, power) = match self.core.split_once(['e', 'E']) {
            Some((core, power)) => (core, exponent(power).ok_or(unreadable)?),
            None => (self.core.as_str(), 0),
        };
        let mut echo = if power == 0 {
            self.echo
        } else {
            Some(Echo::Suffix)
        };
        if !core
            .chars()
            .all(|letter| letter.is_ascii_digit() || " .,'".contains(letter))
        {
            return Err(unreadable);
        }
        let last = core.rfind(['.', ',']);
        let (mut whole, mut fraction) = (core, "");
        if let Some((before, behind)) = last.and_then(|at| core.split_at_checked(at)) {
            let separator = behind.chars().next().unwrap_or('.');
            let behind = behind.strip_prefix(separator).unwrap_or(behind);
            let reading = reading_of(before, separator, behind);
            let is_decimal = match reading {
                Separator::Decimal => true,
                Separator::Group => false,
                Separator::Either => decimal(separator),
            };
            if is_decimal {
                (whole, fraction) = (before, behind);
            }
            if reading == Separator::Either
                && (decimal('.') || decimal(',') || separator == mark.decimal())
            {
                echo = Some(Echo::AmbiguousMark);
            } else if is_decimal != (separator == mark.decimal()) {
                echo = echo.or(Some(Echo::OtherMark));
            }
        }
        let digits = [&ungrouped(whole)?, fraction].concat();
        if digits.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(if digits.is_empty() {
                ReadError::NotANumber
            } else {
                ReadError::Groups
            });
        }
        let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
        let exponent = self.zeros.saturating_add(power).saturating_sub(places);
        Ok((Number { digits, exponent }, echo))
    }
}

#[derive(PartialEq)]
enum Separator {
    Decimal,
    Group,
    Either,
}

/// What the last `.` or `,` of a number can be.
fn reading_of(before: &str, separator: char, behind: &str) -> Separator {
    if before.contains(separator) {
        return Separator::Group;
    }
    let plain = before.bytes().all(|byte| byte.is_ascii_digit());
    let fits = behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if plain && fits {
        Separator::Either
    } else {
        Separator::Decimal
    }
}

/// The digits of a whole number whose separators, if any, are all the same and part thousands.
fn ungrouped(whole: &str) -> Result<String, ReadError> {
    let Some(separator) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Ok(whole.into());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    let good = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let mut rest = groups.inspect(|_| ());
    let thousands =
        |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if good && rest.all(thousands) {
        Ok(whole.chars().filter(char::is_ascii_digit).collect())
    } else {
        Err(ReadError::Groups)
    }
}

/// The n of `e±n`, two digits at most.
fn exponent(text: &str) -> Option<i32> {
    let size = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = (1..=2).contains(&size.len()) && size.bytes().all(|byte| byte.is_ascii_digit());
    let power: i32 = size.parse().ok().filter(|_| digits)?;
    Some(if text.starts_with('-') {
        power.saturating_neg()
    } else {
        power
    })
}
