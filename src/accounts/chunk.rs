//! The sums of a few hundred neighbouring accounts in one month.

use super::ledger::TooLarge;
use super::movements::paid;

/// So many neighbouring accounts share a chunk.
pub(super) const CHUNK: usize = 512;

/// Sums of rows and the accounts' segments. They take half the room for as long as they are small,
/// as nearly all are: memory is what long lists need most.
#[derive(Clone, Debug)]
pub(super) enum Chunk {
    Small(Box<Cells<i32, u8>>),
    Large(Box<Cells<i64, u16>>),
}

#[derive(Clone, Debug)]
pub(super) struct Cells<A, M> {
    amounts: [A; CHUNK],
    /// 0: no row; 1: rows without a segment; otherwise the segment's number plus 2.
    marks: [M; CHUNK],
}

static NOTHING: Cells<i32, u8> = Cells {
    amounts: [0; CHUNK],
    marks: [0; CHUNK],
};

impl Chunk {
    pub fn empty() -> Chunk {
        Chunk::Small(Box::new(NOTHING.clone()))
    }

    pub fn amount(&self, at: usize) -> i64 {
        match self {
            Chunk::Small(cells) => cells.amounts.get(at).map_or(0, |amount| (*amount).into()),
            Chunk::Large(cells) => cells.amounts.get(at).copied().unwrap_or(0),
        }
    }

    /// The sums of the first accounts.
    pub fn amounts(&self, len: usize) -> Vec<i64> {
        match self {
            Chunk::Small(cells) => {
                let amounts = cells.amounts.iter().take(len);
                amounts.map(|amount| (*amount).into()).collect()
            }
            Chunk::Large(cells) => cells.amounts.iter().take(len).copied().collect(),
        }
    }

    /// What the first accounts pay: nothing where the sum is below zero.
    pub fn paid(&self, len: usize) -> Vec<i64> {
        match self {
            Chunk::Small(cells) => {
                let amounts = cells.amounts.iter().take(len);
                amounts.map(|amount| paid((*amount).into())).collect()
            }
            Chunk::Large(cells) => {
                let amounts = cells.amounts.iter().take(len);
                amounts.map(|amount| paid(*amount)).collect()
            }
        }
    }

    /// Whether some sum is below zero.
    pub fn has_negative(&self) -> bool {
        match self {
            Chunk::Small(cells) => cells.amounts.iter().fold(0, |signs, sum| signs | sum) < 0,
            Chunk::Large(cells) => cells.amounts.iter().fold(0, |signs, sum| signs | sum) < 0,
        }
    }

    fn mark(&self, at: usize) -> u16 {
        match self {
            Chunk::Small(cells) => cells.marks.get(at).map_or(0, |mark| (*mark).into()),
            Chunk::Large(cells) => cells.marks.get(at).copied().unwrap_or(0),
        }
    }

    pub fn segment(&self, at: usize) -> Option<u32> {
        segment(self.mark(at))
    }

    /// Writes down the segments that are known here.
    pub fn tell_segments(&self, accounts: &mut [Option<u32>]) {
        match self {
            Chunk::Small(cells) => tell(&cells.marks, accounts),
            Chunk::Large(cells) => tell(&cells.marks, accounts),
        }
    }

    /// Adds a row. True: it is the account's first.
    #[inline(always)]
    pub fn add(&mut self, at: usize, units: i64, segment: Option<u32>) -> Result<bool, TooLarge> {
        if let Chunk::Small(cells) = self
            && let Some(amount) = cells.amounts.get_mut(at)
            && let Some(mark) = cells.marks.get_mut(at)
        {
            let sum = i64::from(*amount).checked_add(units).ok_or(TooLarge)?;
            let next = marked((*mark).into(), segment);
            if sum == i64::from(sum as i32) && next <= u8::MAX.into() {
                let is_first = *mark == 0;
                (*amount, *mark) = (sum as i32, next as u8);
                return Ok(is_first);
            }
        }
        self.add_large(at, units, segment)
    }

    #[inline(never)]
    fn add_large(&mut self, at: usize, units: i64, segment: Option<u32>) -> Result<bool, TooLarge> {
        let mark = self.mark(at);
        let sum = self.amount(at).checked_add(units).ok_or(TooLarge)?;
        self.put(at, sum, marked(mark, segment));
        Ok(mark == 0)
    }

    /// Multiplies all sums, which stay within their range.
    pub fn multiply(&mut self, factor: i64) {
        for at in 0..CHUNK {
            self.put(at, self.amount(at).wrapping_mul(factor), self.mark(at));
        }
    }

    /// Whether all sums stay within their range if multiplied.
    pub fn can_multiply(&self, factor: i64) -> bool {
        (0..CHUNK).all(|at| self.amount(at).checked_mul(factor).is_some())
    }

    /// Adds the sums of the month before; for how many accounts that makes a first row.
    pub fn carry_on(&mut self, before: &Chunk) -> Result<u64, TooLarge> {
        let mut first = 0_u64;
        for at in 0..CHUNK {
            let sum = self.amount(at).checked_add(before.amount(at));
            let (sum, mark) = (sum.ok_or(TooLarge)?, self.mark(at));
            let is_first = sum != 0 && mark == 0;
            first = first.wrapping_add(is_first.into());
            self.put(at, sum, if is_first { 1 } else { mark });
        }
        Ok(first)
    }

    fn put(&mut self, at: usize, sum: i64, mark: u16) {
        if let Chunk::Small(cells) = self {
            match (i32::try_from(sum), u8::try_from(mark)) {
                (Ok(sum), Ok(mark)) => return cells.put(at, sum, mark),
                _ => *self = Chunk::Large(Box::new(cells.enlarged())),
            }
        }
        if let Chunk::Large(cells) = self {
            cells.put(at, sum, mark);
        }
    }
}

impl<A, M> Cells<A, M> {
    fn put(&mut self, at: usize, sum: A, mark: M) {
        if let (Some(amount), Some(place)) = (self.amounts.get_mut(at), self.marks.get_mut(at)) {
            (*amount, *place) = (sum, mark);
        }
    }
}

impl Cells<i32, u8> {
    #[cold]
    fn enlarged(&self) -> Cells<i64, u16> {
        Cells {
            amounts: self.amounts.map(Into::into),
            marks: self.marks.map(Into::into),
        }
    }
}

/// The first segment named stays.
#[inline(always)]
fn marked(mark: u16, segment: Option<u32>) -> u16 {
    match segment {
        _ if mark >= 2 => mark,
        Some(segment) => (segment as u16).wrapping_add(2),
        None => 1,
    }
}

fn segment(mark: u16) -> Option<u32> {
    u32::from(mark).checked_sub(2)
}

fn tell<M: Copy + Into<u16>>(marks: &[M; CHUNK], accounts: &mut [Option<u32>]) {
    for (account, mark) in accounts.iter_mut().zip(marks) {
        if let Some(segment) = segment((*mark).into()) {
            *account = Some(segment);
        }
    }
}
