//! Which rows of a long table are drawn: only those near what is seen.

/// Tables up to this long are drawn whole.
pub const WHOLE: usize = 200;

/// Browsers stop at heights not far above this. Longer tables are scrolled through in larger steps.
const TALLEST: u64 = 16_000_000;

/// Rows drawn above and below what is seen.
const AROUND: u64 = 10;

/// A table in its scrolled region, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub rows: usize,
    /// The height of a row.
    pub row: u32,
    /// How far it is scrolled.
    pub top: u32,
    /// The height of what is seen.
    pub height: u32,
}

/// What is drawn, and how much room is left above and below in place of the other rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub first: usize,
    pub count: usize,
    pub above: u32,
    pub below: u32,
}

impl View {
    pub fn drawn(&self) -> Drawn {
        if self.rows <= WHOLE {
            return Drawn {
                first: 0,
                count: self.rows,
                above: 0,
                below: 0,
            };
        }
        let (rows, row) = (self.rows as u64, u64::from(self.row.max(1)));
        let seen = u64::from(self.height);
        let length = rows.saturating_mul(row);
        let height = length.min(TALLEST);
        // How far scrolled in the table itself, of as far as it goes.
        let end = length.saturating_sub(seen);
        let way = height.saturating_sub(seen).max(1);
        let top = u64::from(self.top).min(way);
        let at = scaled(top, end, way).min(end);
        let first = at.checked_div(row).unwrap_or(0).saturating_sub(AROUND);
        let shown = seen.div_ceil(row).saturating_add(AROUND.saturating_mul(2));
        let count = shown.saturating_add(1).min(rows.saturating_sub(first));
        // The row that stands at the upper edge is drawn there.
        let above = top.saturating_sub(at.saturating_sub(first.saturating_mul(row)));
        let below = height.saturating_sub(above.saturating_add(count.saturating_mul(row)));
        Drawn {
            first: whole(first),
            count: whole(count),
            above: u32::try_from(above).unwrap_or(u32::MAX),
            below: u32::try_from(below).unwrap_or(u32::MAX),
        }
    }
}

fn scaled(value: u64, of: u64, whole: u64) -> u64 {
    let product = u128::from(value).saturating_mul(of.into());
    let part = product.checked_div(whole.into()).unwrap_or(0);
    u64::try_from(part).unwrap_or(u64::MAX)
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
