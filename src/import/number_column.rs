//! The amounts of one column, read in its one style.

use super::cells::{Finding, Found, Refusal};
use super::choices::{Choices, Currencies};
use super::currency::Currency;
use super::numbers::{self, Exact, Mark, Number};
use super::plain;
use super::report::{Code, Place, Why};
use crate::accounts::Scaled;

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
    /// The one that its heading names.
    pub heading: Option<Currency>,
    /// The first that its amounts are in.
    pub currency: Option<Currency>,
    /// Currencies are converted or left out.
    pub rated: bool,
}

/// What an amount cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Blank,
    Dash,
    Value(Scaled, Option<Currency>),
}

impl NumberColumn {
    pub fn new(choices: &Choices, assumed: Mark, heading: Option<Currency>) -> NumberColumn {
        let chosen = choices.number_mark;
        NumberColumn {
            assumed: chosen.unwrap_or(assumed),
            chosen,
            point: None,
            comma: None,
            either: None,
            percent: None,
            amounts: false,
            heading,
            currency: None,
            rated: choices.currencies != Currencies::One,
        }
    }

    /// An amount that needs no thought and says nothing new of its column.
    #[inline(always)]
    pub fn quick(&self, text: &[u8], from: usize, to: usize) -> Option<Scaled> {
        let read = plain::plain_short(text, to, to.wrapping_sub(from));
        let Some((units, scale, point)) = read else {
            return self.less_plain(text.get(from..to)?);
        };
        self.expects(point).then_some(Scaled { units, scale })
    }

    #[inline(never)]
    fn less_plain(&self, cell: &[u8]) -> Option<Scaled> {
        self.plain(cell).or_else(|| self.styled(cell))
    }

    /// The same of a plain number: digits, perhaps with a point.
    pub fn plain(&self, cell: &[u8]) -> Option<Scaled> {
        let (units, scale, point) = plain::plain(cell)?;
        self.expects(point).then_some(Scaled { units, scale })
    }

    /// Whether a plain number, with or without a point, is nothing new.
    #[inline(always)]
    fn expects(&self, point: bool) -> bool {
        self.amounts && (!point || self.point.is_some() && self.chosen != Some(Mark::Comma))
    }

    /// An amount in the style that the column is known to have: `$1,234.50`, `1.234,50`.
    fn styled(&self, cell: &[u8]) -> Option<Scaled> {
        let mark = match (&self.point, &self.comma) {
            (Some(_), None) if self.chosen != Some(Mark::Comma) => b'.',
            (None, Some(_)) if self.chosen != Some(Mark::Point) => b',',
            _ => return None,
        };
        let dollars = self.currency.is_some_and(|c| c.text() == "USD");
        let cell = match cell.strip_prefix(b"$") {
            Some(rest) if dollars && !self.rated => rest,
            Some(_) => return None,
            None => cell,
        };
        let (units, scale) = plain::grouped(cell, mark)?;
        Some(Scaled { units, scale })
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
}

/// As a ledger's amount: at most 15 digits before and 6 after the point.
fn scaled(value: Exact) -> Result<Scaled, Refusal> {
    let Exact {
        mut digits,
        mut scale,
    } = value;
    // Zeros behind the cents say nothing, and would leave less room for large amounts.
    while scale > 2 && digits % 10 == 0 {
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
