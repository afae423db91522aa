//! Cells of one column, read in the column's one style.

use super::dates::{self, Date, Day, Order};
use super::numbers::{self, Currency, Exact, Mark, Number};
use super::reader::Choices;
use super::report::{Code, Place, Why};
use crate::accounts::{Month, Scaled};

/// A cell that matters for its whole column.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub place: Place,
    pub text: Box<str>,
}

impl Found {
    pub fn new(place: Place, text: &str) -> Found {
        Found {
            place,
            text: text.chars().take(80).collect::<String>().into(),
        }
    }
}

/// Why a cell is not used.
pub(super) type Refusal = (Code, Option<Why>);

/// What a column as a whole has to say when all its cells are read.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub code: Code,
    pub found: Found,
    pub other: Option<Place>,
}

/// A column of amounts.
#[derive(Clone, Debug)]
pub(super) struct NumberColumn {
    /// How cells that allow both are read for now.
    pub assumed: Mark,
    chosen: Option<Mark>,
    point: Option<Found>,
    comma: Option<Found>,
    either: Option<Found>,
    percent: Option<Found>,
    amounts: bool,
    currency: Option<(Currency, Place)>,
    mixed: Option<Found>,
}

/// What an amount cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Blank,
    Dash,
    Value(Scaled, Option<Currency>),
}

impl NumberColumn {
    pub fn new(chosen: Option<Mark>, assumed: Mark) -> NumberColumn {
        NumberColumn {
            assumed: chosen.unwrap_or(assumed),
            chosen,
            point: None,
            comma: None,
            either: None,
            percent: None,
            amounts: false,
            currency: None,
            mixed: None,
        }
    }

    /// Whether a plain number with a decimal point brings nothing new.
    #[inline]
    pub fn expects_point(&self) -> bool {
        self.point.is_some() && self.chosen != Some(Mark::Comma)
    }

    pub fn read(&mut self, text: &str, place: Place, indian: bool) -> Result<Amount, Refusal> {
        let (value, currency) = match numbers::read(text, indian) {
            Number::Blank => return Ok(Amount::Blank),
            Number::Dash => return Ok(Amount::Dash),
            Number::Bad(bad) => return Err(self.refuse(bad, text, place)),
            Number::Value {
                value,
                evidence,
                currency,
            } => {
                self.witness(evidence, text, place)?;
                (value, currency)
            }
            Number::Either {
                point,
                comma,
                currency,
            } => {
                self.either.get_or_insert_with(|| Found::new(place, text));
                let value = match self.assumed {
                    Mark::Point => point,
                    Mark::Comma => comma,
                };
                (value, currency)
            }
        };
        self.amounts = true;
        Ok(Amount::Value(scaled(value)?, currency))
    }

    fn refuse(&mut self, bad: numbers::Bad, text: &str, place: Place) -> Refusal {
        match bad {
            numbers::Bad::SpreadsheetError => (Code::SpreadsheetError, None),
            numbers::Bad::TooLarge => (Code::TooLarge, None),
            numbers::Bad::Unreadable(why) => {
                if why == Some(Why::Percent) {
                    self.percent.get_or_insert_with(|| Found::new(place, text));
                }
                (Code::NumberUnreadable, why)
            }
        }
    }

    fn witness(&mut self, evidence: Option<Mark>, text: &str, place: Place) -> Result<(), Refusal> {
        let Some(mark) = evidence else { return Ok(()) };
        if self.chosen.is_some_and(|chosen| chosen != mark) {
            return Err((Code::NumberUnreadable, Some(Why::OtherStyle)));
        }
        let first = match mark {
            Mark::Point => &mut self.point,
            Mark::Comma => &mut self.comma,
        };
        first.get_or_insert_with(|| Found::new(place, text));
        Ok(())
    }

    /// Notes a row's currency. False: it is another one than before.
    pub fn same_currency(&mut self, currency: Currency, place: Place, text: &str) -> bool {
        let (first, _) = *self.currency.get_or_insert((currency, place));
        if first != currency && self.mixed.is_none() {
            self.mixed = Some(Found::new(place, text));
        }
        first == currency
    }

    pub fn currency(&self) -> Option<Currency> {
        self.currency.map(|c| c.0)
    }

    /// The mark that all cells fit, if only one does.
    pub fn mark(&self) -> Option<Mark> {
        match (self.chosen, &self.point, &self.comma) {
            (Some(chosen), _, _) => Some(chosen),
            (None, Some(_), None) => Some(Mark::Point),
            (None, None, Some(_)) => Some(Mark::Comma),
            _ => None,
        }
    }

    /// The mark by which cells must be read again: one was found after others were read wrongly.
    pub fn read_again_as(&self) -> Option<Mark> {
        self.either.as_ref()?;
        self.mark().filter(|mark| *mark != self.assumed)
    }

    pub fn finding(&self) -> Option<Finding> {
        if self.chosen.is_none() {
            if let (Some(point), Some(comma)) = (&self.point, &self.comma) {
                let (first, second) = if point.place < comma.place {
                    (point, comma)
                } else {
                    (comma, point)
                };
                let other = Some(first.place);
                return Some(Finding {
                    code: Code::NumberStyleContradictory,
                    found: second.clone(),
                    other,
                });
            }
            if let (None, Some(either)) = (self.mark(), &self.either) {
                return Some(Finding {
                    code: Code::NumberStyleUndecidable,
                    found: either.clone(),
                    other: None,
                });
            }
        }
        let percent = self.percent.as_ref().filter(|_| !self.amounts)?;
        Some(Finding {
            code: Code::PercentInAmount,
            found: percent.clone(),
            other: None,
        })
    }

    pub fn mixed_currency(&self) -> Option<Finding> {
        let found = self.mixed.clone()?;
        Some(Finding {
            code: Code::CurrencyMixed,
            found,
            other: self.currency.map(|c| c.1),
        })
    }
}

/// As a ledger's amount: at most 15 digits before and 6 after the point.
fn scaled(value: Exact) -> Result<Scaled, Refusal> {
    let Exact {
        mut digits,
        mut scale,
    } = value;
    while scale > 6 && digits % 10 == 0 {
        digits /= 10;
        scale = scale.saturating_sub(1);
    }
    if scale > 6 {
        return Err((Code::TooLarge, Some(Why::TooManyDecimals)));
    }
    let whole = 10i128.pow(scale).checked_mul(10i128.pow(15));
    let fits = whole.is_some_and(|limit| digits.abs() < limit);
    match i64::try_from(digits) {
        Ok(units) if fits => Ok(Scaled { units, scale }),
        _ => Err((Code::TooLarge, None)),
    }
}

/// A column of dates or months.
#[derive(Clone, Debug)]
pub(super) struct DateColumn {
    pub assumed: Order,
    chosen: Option<Order>,
    serials: Option<bool>,
    /// Where each order was first ruled out.
    ruled_out: [Option<Place>; 3],
    contradiction: Option<(Found, Place)>,
    either: Option<Found>,
    month_or_day: Option<Found>,
    serial: Option<Found>,
    /// Cells read before, by their bytes.
    known: Vec<(Key, Day)>,
    memo: Key,
    memo_day: Option<Day>,
}

/// Up to 15 bytes and their number.
type Key = u128;

#[inline]
fn key(cell: &[u8]) -> Option<Key> {
    let mut bytes = [0u8; 16];
    bytes
        .get_mut(..cell.len())
        .filter(|_| cell.len() < 16)?
        .copy_from_slice(cell);
    if let Some(last) = bytes.last_mut() {
        *last = cell.len() as u8;
    }
    Some(u128::from_le_bytes(bytes))
}

/// What a date cell says beside its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Blank,
    Day(Day),
    /// A zone stands behind it; the day is taken as written.
    Zoned(Day),
}

impl DateColumn {
    const KNOWN: usize = 128;

    pub fn new(choices: &Choices, assumed: Order) -> DateColumn {
        DateColumn {
            assumed: choices.date_order.unwrap_or(assumed),
            chosen: choices.date_order,
            serials: choices.serials,
            ruled_out: [None; 3],
            contradiction: None,
            either: None,
            month_or_day: None,
            serial: None,
            known: Vec::new(),
            memo: Key::MAX,
            memo_day: None,
        }
    }

    /// A day that needs no thought: `2024-01`, `2024-01-31`, or a spelling read before.
    #[inline]
    pub fn quick(&mut self, cell: &[u8]) -> Option<Day> {
        let key = key(cell)?;
        if key == self.memo {
            return self.memo_day;
        }
        let day = iso(cell).or_else(|| self.recall(key))?;
        self.memo = key;
        self.memo_day = Some(day);
        Some(day)
    }

    fn recall(&self, key: Key) -> Option<Day> {
        let slot = self.known.get(slot(key))?;
        (slot.0 == key).then_some(slot.1)
    }

    fn remember(&mut self, cell: &str, day: Day) {
        let Some(key) = key(cell.as_bytes()) else {
            return;
        };
        if self.known.is_empty() {
            self.known.resize(Self::KNOWN, (Key::MAX, day));
        }
        if let Some(place) = self.known.get_mut(slot(key)) {
            *place = (key, day);
        }
    }

    pub fn read(&mut self, text: &str, place: Place) -> Result<When, Refusal> {
        let day = match dates::read(text) {
            Date::Blank => return Ok(When::Blank),
            Date::Bad(dates::Bad::Unreadable(why)) => return Err((Code::DateUnreadable, why)),
            Date::Bad(dates::Bad::Impossible) => return Err((Code::DateImpossible, None)),
            Date::Bad(dates::Bad::SpreadsheetError) => return Err((Code::SpreadsheetError, None)),
            Date::Serial(_) if self.serials == Some(false) => {
                return Err((Code::DateUnreadable, None));
            }
            Date::Serial(day) => {
                self.serial.get_or_insert_with(|| Found::new(place, text));
                day
            }
            Date::MonthOrDay(day) => {
                self.month_or_day
                    .get_or_insert_with(|| Found::new(place, text));
                day
            }
            Date::Read { by_order, zone, .. } => {
                let day = self.in_order(by_order, text, place)?;
                if zone {
                    return Ok(When::Zoned(day));
                }
                day
            }
        };
        self.remember(text, day);
        Ok(When::Day(day))
    }

    fn in_order(
        &mut self,
        by_order: [Option<Day>; 3],
        text: &str,
        place: Place,
    ) -> Result<Day, Refusal> {
        let assumed = by_order.get(self.assumed as usize).copied().flatten();
        if self.chosen.is_some() {
            return assumed.ok_or((Code::DateImpossible, Some(Why::OtherStyle)));
        }
        let before = self.allowed();
        for (ruled, reading) in self.ruled_out.iter_mut().zip(by_order) {
            if reading.is_none() {
                ruled.get_or_insert(place);
            }
        }
        if self.allowed() == [false; 3] && self.contradiction.is_none() {
            // The place that ruled out what this cell needs.
            let needed = by_order
                .iter()
                .zip(self.ruled_out)
                .find(|(r, _)| r.is_some());
            let other = needed.and_then(|(_, out)| out).unwrap_or(place);
            self.contradiction = Some((Found::new(place, text), other));
        }
        let months = || by_order.iter().flatten().map(|day| day.month);
        let differ = months().any(|m| Some(m) != months().next());
        if differ && before != [false; 3] {
            self.either.get_or_insert_with(|| Found::new(place, text));
        }
        let any = by_order.into_iter().flatten().next();
        assumed.or(any).ok_or((Code::DateImpossible, None))
    }

    fn allowed(&self) -> [bool; 3] {
        self.ruled_out.map(|out| out.is_none())
    }

    /// The order that all cells fit: the first of those that are left.
    pub fn order(&self) -> Option<Order> {
        let mut left = Order::ALL
            .into_iter()
            .zip(self.allowed())
            .filter(|(_, ok)| *ok);
        left.next().map(|(order, _)| order)
    }

    fn decided(&self) -> bool {
        self.allowed().into_iter().filter(|ok| *ok).count() == 1
    }

    /// Whether the order matters for this column and is settled.
    pub fn settled(&self) -> Option<Order> {
        self.chosen
            .or_else(|| self.order().filter(|_| self.decided()))
    }

    pub fn read_again_as(&self) -> Option<Order> {
        if self.chosen.is_some() {
            return None;
        }
        self.either.as_ref()?;
        self.order().filter(|order| *order != self.assumed)
    }

    pub fn findings(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        if let Some((found, other)) = &self.contradiction {
            let code = Code::DateOrderContradictory;
            all.push(Finding {
                code,
                found: found.clone(),
                other: Some(*other),
            });
        } else if self.chosen.is_none()
            && !self.decided()
            && let Some(either) = self.either.as_ref().or(self.month_or_day.as_ref())
        {
            all.push(Finding {
                code: Code::DateOrderUndecidable,
                found: either.clone(),
                other: None,
            });
        }
        if let Some(serial) = self.serial.as_ref().filter(|_| self.serials.is_none()) {
            all.push(Finding {
                code: Code::SerialDatesAssumed,
                found: serial.clone(),
                other: None,
            });
        }
        all
    }
}

#[inline]
fn slot(key: Key) -> usize {
    let folded = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (folded >> 57) as usize
}

/// `2024-01` and `2024-01-15`, up to the 28th of a month.
#[inline]
fn iso(cell: &[u8]) -> Option<Day> {
    let (&[a, b, c, d, b'-', e, f], rest) = cell.split_first_chunk::<7>()? else {
        return None;
    };
    let digit = |byte: u8| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then_some(i32::from(digit))
    };
    let two = |a: u8, b: u8| Some(digit(a)?.wrapping_mul(10).wrapping_add(digit(b)?));
    let year = two(a, b)?.wrapping_mul(100).wrapping_add(two(c, d)?);
    let day = match *rest {
        [] => None,
        [b'-', g, h] => match two(g, h)? {
            day @ 1..=28 => Some(day as u8),
            _ => return None,
        },
        _ => return None,
    };
    if !(1970..=2100).contains(&year) {
        return None;
    }
    let month = Month::new(year, two(e, f)?.unsigned_abs())?;
    Some(Day { month, day })
}
