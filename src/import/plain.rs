//! Amounts as nearly every cell writes them, read from the bytes at once.

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
