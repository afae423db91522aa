//! Going through a ledger a few thousand accounts at a time, so that long work can be done in
//! slices.

use super::ledger::CHUNK;
use super::{Ledger, Month};

/// The same few thousand neighbouring accounts in every month of the ledger.
pub struct Block<'a> {
    /// The first account.
    pub first: u32,
    /// One page per month, from the ledger's first month on, all of the same length; the amount at
    /// index i belongs to account `first + i`. Raw sums: below zero counts as nothing. A month in
    /// which none of the accounts has a row is empty.
    pub pages: Vec<&'a [i64]>,
    /// How many accounts.
    pub len: usize,
}

impl<'a> Block<'a> {
    /// The amounts of a month, by its index from the ledger's first month.
    pub fn page(&self, month: usize) -> &'a [i64] {
        self.pages.get(month).copied().unwrap_or_default()
    }

    /// Each account with its amounts in two months.
    pub fn pairs(&self, from: usize, to: usize) -> impl Iterator<Item = (u32, i64, i64)> + use<'a> {
        let (before, after) = (self.page(from), self.page(to));
        let last = if before.is_empty() && after.is_empty() { 0 } else { self.len };
        (self.first..).zip(filled(before)).zip(filled(after)).take(last).map(|((account, a), b)| (account, a, b))
    }

    /// What one account pays month by month, from one month to another, both included.
    pub fn path(&self, account: u32, from: usize, to: usize) -> impl Iterator<Item = i64> {
        let index = account.wrapping_sub(self.first) as usize;
        let months = to.saturating_add(1).saturating_sub(from);
        self.pages.iter().skip(from).take(months).map(move |page| page.get(index).map_or(0, |&amount| amount.max(0)))
    }

    /// Whether an account was active in any month before the given one.
    pub fn active_before(&self, account: u32, month: usize) -> bool {
        let index = account.wrapping_sub(self.first) as usize;
        self.pages.iter().take(month).any(|page| page.get(index).is_some_and(|&amount| amount > 0))
    }
}

/// The amounts of a page, and zeros after its end.
fn filled(page: &[i64]) -> impl Iterator<Item = i64> {
    page.iter().copied().chain(std::iter::repeat(0))
}

impl Ledger {
    /// How many blocks the accounts make.
    pub fn blocks(&self) -> usize {
        (self.accounts() as usize).div_ceil(CHUNK)
    }

    /// A block of accounts, none after the last.
    pub fn block(&self, index: usize) -> Option<Block<'_>> {
        let first = index.checked_mul(CHUNK)?;
        let len = (self.accounts() as usize).checked_sub(first)?.min(CHUNK);
        let page = |month| self.chunk(month, index).and_then(|amounts| amounts.get(..len)).unwrap_or_default();
        let pages = self.months().map(page).collect();
        (len > 0).then_some(Block { first: u32::try_from(first).ok()?, pages, len })
    }
}

/// Work that looks at each account once, in blocks.
pub trait Sweep {
    type Found;
    fn block(&mut self, block: &Block<'_>);
    fn found(self) -> Self::Found;
}

/// Two sweeps in one go over the ledger.
impl<A: Sweep, B: Sweep> Sweep for (A, B) {
    type Found = (A::Found, B::Found);

    fn block(&mut self, block: &Block<'_>) {
        self.0.block(block);
        self.1.block(block);
    }

    fn found(self) -> Self::Found {
        (self.0.found(), self.1.found())
    }
}

/// A sweep under way. The page does a few blocks, lets the browser breathe, and goes on.
pub struct Steps<S> {
    sweep: S,
    next: usize,
}

impl<S: Sweep> Steps<S> {
    pub fn new(sweep: S) -> Self {
        Steps { sweep, next: 0 }
    }

    /// Does the next block; false when there was none left.
    pub fn step(&mut self, ledger: &Ledger) -> bool {
        let Some(block) = ledger.block(self.next) else { return false };
        self.sweep.block(&block);
        self.next = self.next.saturating_add(1);
        true
    }

    /// Blocks done, of how many.
    pub fn progress(&self, ledger: &Ledger) -> (usize, usize) {
        (self.next, ledger.blocks())
    }

    /// What the blocks done so far add up to.
    pub fn found(self) -> S::Found {
        self.sweep.found()
    }
}

/// Does a whole sweep at once.
pub fn sweep<S: Sweep>(ledger: &Ledger, sweep: S) -> S::Found {
    let mut steps = Steps::new(sweep);
    while steps.step(ledger) {}
    steps.found()
}

/// The index of a month from the ledger's first, if it lies within the ledger.
pub fn month_index(ledger: &Ledger, month: Month) -> Option<usize> {
    ledger.months().position(|m| m == month)
}
