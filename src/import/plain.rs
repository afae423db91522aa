//! Amounts and months as nearly every cell writes them, read from the bytes at once.

use super::day::Day;
use crate::accounts::{Month, Words};

/// The same as [`plain`] for at most eight bytes that end at `end`, all of them at once.
#[inline(always)]
pub(super) fn plain_short(text: &[u8], end: usize, length: usize) -> Option<(i64, u32, bool)> {
    let from = end.checked_sub(8).filter(|_| length <= 8)?;
    let word = u64::from_le_bytes(*text.get(from..)?.first_chunk()?);
    // What stands before the cell becomes zeros; the cell's last byte is the word's highest.
    let others = 8usize.wrapping_sub(length).wrapping_mul(8) as u32;
    let cell = u64::MAX.checked_shl(others).unwrap_or(0);
    let mut digits = (word ^ ZEROS) & cell;
    let point = zeros(digits ^ ZEROS ^ POINTS);
    let mut scale = 0;
    let mut whole = length;
    if point != 0 {
        let at = point.trailing_zeros() & 56;
        // The digits before the point move up over it; a second point stays, and is no digit.
        let before = digits & (1u64 << at).wrapping_sub(1);
        digits = before << 8 | digits & u64::MAX.checked_shl(at.wrapping_add(8)).unwrap_or(0);
        scale = 7u32.wrapping_sub(at >> 3);
        whole = length.wrapping_sub(1).wrapping_sub(scale as usize);
        let first_digit = digits.checked_shr(others.wrapping_add(8)).unwrap_or(0) & 0xff;
        let group = scale == 3 && whole <= 3 && first_digit != 0;
        if scale == 0 || scale > 6 || group {
            return None;
        }
    }
    let wrong = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & HIGH;
    if wrong != 0 || whole == 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let units = (fours & 0xffff)
        .wrapping_mul(10_000)
        .wrapping_add(fours >> 32);
    Some((units.cast_signed(), scale, point != 0))
}

/// `2024-01` and `2024-01-15`, up to the 28th of a month.
#[inline(always)]
pub(super) fn iso(text: &[u8], at: usize, length: usize) -> Option<Day> {
    if length != 7 && length != 10 {
        return None;
    }
    let Words(first, second) = Words::of(text, at, length);
    let first = first ^ 0x2d30_302d_3030_3030;
    let mut limits = 0x7f76_767f_7676_7676;
    let mut wrong = 0;
    let mut day = None;
    let mut digits = first;
    if length == 7 {
        digits &= 0x00ff_ffff_ffff_ffff;
        limits &= 0x00ff_ffff_ffff_ffff;
    } else {
        let two = second ^ 0x3030;
        wrong = (two.wrapping_add(0x7676) | two) & HIGH;
        let of_month = (two & 0xff).wrapping_mul(10).wrapping_add(two >> 8);
        if of_month.wrapping_sub(1) >= 28 {
            return None;
        }
        day = Some(of_month as u8);
    }
    wrong |= (digits.wrapping_add(limits) | digits) & HIGH;
    if wrong != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let year = (pairs & 0xff)
        .wrapping_mul(100)
        .wrapping_add(pairs >> 16 & 0xff);
    let month = (pairs >> 40 & 0xff).wrapping_sub(1);
    let since = year.wrapping_sub(1970);
    // Compared as they are: a compiler that is asked for small code calls a function for a range.
    if since > 130 || month >= 12 {
        return None;
    }
    let months = since.wrapping_mul(12).wrapping_add(month);
    let month = Month::JANUARY_1970.plus(months as i32);
    Some(Day { month, day })
}

const HIGH: u64 = 0x8080_8080_8080_8080;
const ZEROS: u64 = 0x3030_3030_3030_3030;
const POINTS: u64 = 0x2e2e_2e2e_2e2e_2e2e;

/// The high bit of each byte that is 0.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    let low = word & !HIGH;
    !(low.wrapping_add(!HIGH) | word) & HIGH
}

/// A plain number, as nearly every cell is: digits with at most one point, no group possible.
/// The value, and whether it has a point that is certainly a decimal mark. None: read it fully.
#[inline]
pub(super) fn plain(cell: &[u8]) -> Option<(i64, u32, bool)> {
    let mut units = 0i64;
    if cell.len() > 16 {
        return None;
    }
    let mut whole = cell.len();
    for (at, &byte) in cell.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            units = units.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if byte == b'.' && whole == cell.len() {
            whole = at;
        } else {
            return None;
        }
    }
    if whole == cell.len() {
        return (whole > 0 && whole < 16).then_some((units, 0, false));
    }
    let scale = cell.len().wrapping_sub(whole).wrapping_sub(1);
    let zero_first = cell.first() == Some(&b'0');
    let group = scale == 3 && whole <= 3 && !zero_first;
    (whole > 0 && scale > 0 && scale <= 6 && !group).then_some((units, scale as u32, true))
}

/// A number whose groups and decimals follow one mark: at most 15 digits, no sign.
pub(super) fn grouped(cell: &[u8], mark: u8) -> Option<(i64, u32)> {
    let group = if mark == b'.' { b',' } else { b'.' };
    let (mut units, mut digits, mut run) = (0i64, 0u32, 0u32);
    let (mut groups, mut decimals) = (false, None);
    for &byte in cell {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            units = units.wrapping_mul(10).wrapping_add(i64::from(digit));
            digits = digits.wrapping_add(1);
            run = run.wrapping_add(1);
        } else if byte == group && decimals.is_none() {
            let whole = if groups {
                run == 3
            } else {
                (1..=3).contains(&run)
            };
            if !whole {
                return None;
            }
            groups = true;
            run = 0;
        } else if byte == mark && decimals.is_none() && run > 0 && (!groups || run == 3) {
            decimals = Some(digits);
            run = 0;
        } else {
            return None;
        }
    }
    let scale = match decimals {
        Some(whole) => digits.wrapping_sub(whole),
        None if groups && run != 3 => return None,
        None => 0,
    };
    let fits = (1..=15).contains(&digits) && scale <= 6 && (decimals.is_none() || scale > 0);
    // A group never starts with 0: that would be a decimal of the other mark.
    (fits && !(groups && cell.first() == Some(&b'0'))).then_some((units, scale))
}
