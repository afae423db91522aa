//! A row's amounts, days and signals.

use super::choices::{Blank, Currencies};
use super::currency::Currency;
use super::date_column::When;
use super::day::Day;
use super::number_column::Amount;
use super::report::{Code, Place, Severity, Why};
use super::row::Row;
use super::sheet::Sheet;
use super::table::{Fate, Table};
use super::text::decode;
use crate::accounts::{Ledger, Month, Scaled, Signal};
use std::borrow::Cow;

impl Sheet {
    /// An amount, in the currency that is kept. Err: refused and told, or of another currency.
    pub fn amount(&mut self, table: &mut Table, row: Row, column: usize) -> Result<Amount, Fate> {
        let mut scratch = Vec::new();
        let place = row.place(column);
        let raw = row.record.raw(column);
        let text: Cow<str> = decode(row.record.cell(column, &mut scratch));
        let named = self.currency.map(|at| row.text(at));
        let numbers = self.numbers.get_mut(column).ok_or(Fate::Reported)?;
        let amount = match numbers.plain(text.as_bytes()) {
            Some(value) => Ok(Amount::Value(value, None)),
            None => numbers.read(&text, place, self.choices.indian_groups),
        };
        let (mut value, sign) = match amount {
            Ok(Amount::Value(value, sign)) => (value, sign),
            Ok(Amount::Blank) => return self.blank(table, place, raw),
            Ok(other) => return Ok(other),
            Err(refusal) => {
                table.refuse(self.file, place, refusal, raw);
                return Err(Fate::Reported);
            }
        };
        let stated = named.as_deref().and_then(Currency::named);
        let stated = stated.or(numbers.heading);
        let sign = sign.filter(|sign| !stated.is_some_and(|stated| stated.shares(*sign)));
        let currency = sign.or(stated);
        if let Some(currency) = currency {
            let (told, words) = match (self.currency, named.as_deref()) {
                (Some(at), Some(named)) if sign.is_none() => (row.place(at), named),
                _ => (place, &*text),
            };
            numbers.currency.get_or_insert(currency);
            if let Some(other) = stated.filter(|_| sign.is_some()) {
                // The amount says something else than its column.
                table.money.note(other, self.file, place, &text);
            }
            table.money.note(currency, self.file, told, words);
            match &self.choices.currencies {
                Currencies::Keep(kept) if *kept != currency => {
                    table.report(self.file, told, Code::CurrencyLeftOut, words.as_bytes());
                    return Err(Fate::Skipped);
                }
                Currencies::One | Currencies::Keep(_) => {}
                Currencies::Rates(rates) => {
                    let rate = rates.iter().find(|rate| rate.0 == currency);
                    let converted = match rate {
                        Some((_, rate)) => convert(value, *rate).ok_or(Code::TooLarge),
                        None => Err(Code::CurrencyMixed),
                    };
                    match converted {
                        Ok(converted) => value = converted,
                        Err(code) => {
                            table.refuse(self.file, place, (code, None), raw);
                            return Err(Fate::Reported);
                        }
                    }
                }
            }
        }
        if self.choices.cents == Some(true) {
            value.scale = value.scale.saturating_add(2);
            while value.scale > Ledger::MAX_SCALE && value.units % 10 == 0 {
                value.units /= 10;
                value.scale = value.scale.saturating_sub(1);
            }
            if value.scale > Ledger::MAX_SCALE {
                let why = Some(Why::TooManyDecimals);
                table.refuse(self.file, place, (Code::TooLarge, why), raw);
                return Err(Fate::Reported);
            }
        }
        Ok(Amount::Value(value, currency))
    }

    fn blank(&self, table: &mut Table, place: Place, raw: &[u8]) -> Result<Amount, Fate> {
        match self.choices.blank {
            None => Ok(Amount::Blank),
            Some(Blank::Zero) => Ok(Amount::Value(Scaled::default(), None)),
            Some(Blank::Missing) => {
                table.report(self.file, place, Code::NumberBlank, raw);
                Err(Fate::Reported)
            }
        }
    }

    /// A day. None: blank, or refused and told.
    pub fn day(
        &mut self,
        table: &mut Table,
        row: Row,
        column: usize,
        blank: Option<Code>,
    ) -> Result<Option<Day>, Fate> {
        let place = row.place(column);
        let raw = row.record.raw(column);
        let mut scratch = Vec::new();
        let text = decode(row.record.cell(column, &mut scratch));
        let dates = self.dates.get_mut(column).ok_or(Fate::Reported)?;
        if let Some(day) = dates.quick(text.as_bytes(), 0, text.len()) {
            return Ok(Some(day));
        }
        match dates.read(&text, place) {
            Ok(When::Day(day)) => Ok(Some(day)),
            Ok(When::Zoned(day)) => {
                table.report(self.file, place, Code::ZoneIgnored, raw);
                Ok(Some(day))
            }
            Ok(When::Blank) => match blank {
                None => Ok(None),
                Some(code) => {
                    table.report(self.file, place, code, raw);
                    Err(Fate::Reported)
                }
            },
            Err(refusal) => {
                table.refuse(self.file, place, refusal, raw);
                Err(Fate::Reported)
            }
        }
    }

    /// What a row says of an account beside its revenue.
    pub fn signals(&mut self, table: &mut Table, row: Row, account: u32, month: Month) {
        for at in 0..self.signals.len() {
            let Some(&(column, signal)) = self.signals.get(at) else {
                continue;
            };
            let text = row.text(column);
            let place = row.place(column);
            let read = match signal {
                Signal::LastLogin | Signal::Renewal => match self.dates.get_mut(column) {
                    Some(dates) => dates.read(&text, place).map(|when| match when {
                        When::Blank => None,
                        When::Day(day) | When::Zoned(day) => Some(i64::from(day.number())),
                    }),
                    None => continue,
                },
                _ => match self.numbers.get_mut(column) {
                    Some(numbers) => numbers
                        .read(&text, place, false)
                        .map(|amount| match amount {
                            Amount::Value(value, _) => {
                                let places = Signal::SCALE.saturating_sub(value.scale);
                                value.units.checked_mul(10i64.pow(places))
                            }
                            _ => None,
                        }),
                    None => continue,
                },
            };
            match read {
                Ok(Some(value)) => table.ledger.set_signal(account, month, signal, value),
                Ok(None) => {}
                Err(refusal) => {
                    let cell = row.record.raw(column);
                    table.report_as(self.file, place, refusal, Severity::Warning, cell);
                }
            }
        }
    }
}

/// An amount at a fixed rate, rounded half away from zero at the sixth decimal.
fn convert(amount: Scaled, rate: Scaled) -> Option<Scaled> {
    let mut units = i128::from(amount.units).checked_mul(i128::from(rate.units))?;
    let mut scale = amount.scale.checked_add(rate.scale)?;
    if scale > Ledger::MAX_SCALE {
        let factor = 10i128.checked_pow(scale.checked_sub(Ledger::MAX_SCALE)?)?;
        units = rounded(units, factor)?;
        scale = Ledger::MAX_SCALE;
    }
    Some(Scaled {
        units: i64::try_from(units).ok()?,
        scale,
    })
}

/// A quotient, rounded half away from zero.
pub(super) fn rounded(units: i128, divisor: i128) -> Option<i128> {
    let half = (divisor / 2).checked_mul(units.signum())?;
    units.checked_add(half)?.checked_div(divisor)
}
