//! The dates of one column, read in its one order.

use super::cells::{Finding, Found, Refusal};
use super::choices::Choices;
use super::dates::{self, Date};
use super::day::{Day, Order};
use super::memo::Memo;
use super::plain;
use super::report::{Code, Place, Why};
use crate::accounts::Month;

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
    short: Short,
    /// Cells read before.
    known: Memo<Day>,
}

/// Cells like `Jan-24`: months of 2024, unless all are days of one month.
#[derive(Clone, Debug)]
enum Short {
    None,
    One(Found, Month),
    /// The same month with other numbers, all up to 31.
    Days(Found, Month),
    Months,
}

impl Short {
    fn add(&mut self, month: Month, text: &str, place: Place) {
        let like_day = (1..=31).contains(&(month.year() % 100));
        *self = match std::mem::replace(self, Short::Months) {
            Short::None if like_day => Short::One(Found::new(place, text), month),
            Short::One(found, first) if first == month => Short::One(found, first),
            Short::One(found, first) | Short::Days(found, first)
                if like_day && first.month() == month.month() =>
            {
                Short::Days(found, first)
            }
            _ => Short::Months,
        };
    }
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
            short: Short::None,
            known: Memo::new(),
        }
    }

    /// A day that needs no thought: `2024-01`, `2024-01-31`, or a spelling read before.
    #[inline(always)]
    pub fn quick(&self, text: &[u8], from: usize, to: usize) -> Option<Day> {
        let length = to.wrapping_sub(from);
        match plain::iso(text, from, length) {
            Some(day) => Some(day),
            None => self.remembered(text, from, length),
        }
    }

    #[inline(never)]
    fn remembered(&self, text: &[u8], from: usize, length: usize) -> Option<Day> {
        self.known.recall(text, from, length)
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
            Date::Read {
                by_order,
                zone,
                short_year,
            } => {
                let day = self.in_order(by_order, text, place)?;
                if short_year && day.day.is_none() && !text.contains(['\'', '’']) {
                    self.short.add(day.month, text, place);
                }
                if zone {
                    return Ok(When::Zoned(day));
                }
                day
            }
        };
        self.known.keep(text.as_bytes(), day);
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

    /// The first cell that leaves it open which day or month it is.
    fn open(&self) -> Option<&Found> {
        let short = match &self.short {
            Short::Days(found, _) => Some(found),
            _ => None,
        };
        self.either
            .as_ref()
            .or(self.month_or_day.as_ref())
            .or(short)
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
            && let Some(either) = self.open()
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
