//! Days of the calendar.

use super::dates::Bad;
use super::report::Why;
use crate::accounts::Month;

/// The order of the parts of dates like 1/2/24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// A day, or a month as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub month: Month,
    /// 1 to 31, or none if only the month is given.
    pub day: Option<u8>,
}

impl Order {
    pub const ALL: [Order; 3] = [
        Order::DayMonthYear,
        Order::MonthDayYear,
        Order::YearMonthDay,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Order::DayMonthYear => "dmy",
            Order::MonthDayYear => "mdy",
            Order::YearMonthDay => "ymd",
        }
    }
}

impl Day {
    /// Days since 1970-01-01, the first of the month if no day is given.
    pub fn number(self) -> i32 {
        let (year, month) = (self.month.year(), self.month.month() as i32);
        // Years from March, so that the leap day comes last.
        let shifted = if month <= 2 {
            year.wrapping_sub(1)
        } else {
            year
        };
        let of_march = month.wrapping_add(9) % 12;
        let days = shifted
            .wrapping_mul(365)
            .wrapping_add(shifted / 4)
            .wrapping_sub(shifted / 100)
            .wrapping_add(shifted / 400)
            .wrapping_add(of_march.wrapping_mul(153).wrapping_add(2) / 5);
        let day = i32::from(self.day.unwrap_or(1));
        days.wrapping_add(day).wrapping_sub(719_469)
    }

    /// The day so many days after 1970-01-01.
    pub fn of_number(days: i64) -> Option<Day> {
        // Counted from March of year 0 in eras of 400 years.
        let z = days.checked_add(719_468)?;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let leap = (day_of_era / 1460)
            .wrapping_sub(day_of_era / 36_524)
            .wrapping_add(day_of_era / 146_096);
        let year_of_era = day_of_era.wrapping_sub(leap) / 365;
        let before = year_of_era
            .wrapping_mul(365)
            .wrapping_add(year_of_era / 4)
            .wrapping_sub(year_of_era / 100);
        let day_of_year = day_of_era.wrapping_sub(before);
        let march = day_of_year.wrapping_mul(5).wrapping_add(2) / 153;
        let day = day_of_year
            .wrapping_sub(march.wrapping_mul(153).wrapping_add(2) / 5)
            .wrapping_add(1);
        let month = march.wrapping_add(2) % 12;
        let year = era.wrapping_mul(400).wrapping_add(year_of_era);
        let year = year.wrapping_add(i64::from(month < 2));
        let month = Month::new(
            i32::try_from(year).ok()?,
            u32::try_from(month).ok()?.wrapping_add(1),
        )?;
        Some(Day {
            month,
            day: u8::try_from(day).ok(),
        })
    }
}

/// 00 to 69 are 2000s, 70 to 99 are 1900s.
pub(super) fn full_year(year: u32, digits: u32) -> u32 {
    match digits {
        2 if year < 70 => year.saturating_add(2000),
        2 => year.saturating_add(1900),
        _ => year,
    }
}

/// The day, or the month as a whole, if the calendar has it.
pub(super) fn day_of(year: u32, month: u32, day: Option<u32>) -> Result<Day, Bad> {
    let month = i32::try_from(year)
        .ok()
        .and_then(|year| Month::new(year, month));
    let month = month.ok_or(Bad::Impossible)?;
    if day.is_some_and(|day| day == 0 || day > month.days().into()) {
        return Err(Bad::Impossible);
    }
    if !(1970..=2100).contains(&year) {
        return Err(Bad::Unreadable(Some(Why::OutOfRange)));
    }
    let day = day.and_then(|day| u8::try_from(day).ok());
    Ok(Day { month, day })
}
