//! Going through a ledger a few thousand accounts at a time, so that long work can be done in
//! slices.

use std::cell::OnceCell;

use super::chunk::{CHUNK, Chunk};
use super::movements::paid;
use super::{Ledger, Month};

/// The same few hundred neighbouring accounts in every month of the ledger.
pub struct Block<'a> {
    first: u32,
    len: usize,
    pages: Vec<Page<'a>>,
}

/// The accounts of a block in one month.
struct Page<'a> {
    month: Month,
    /// Sums of rows; none where no account has a row.
    sums: Option<&'a Chunk>,
    /// What is paid, each on its own; found when somebody asks.
    paid: OnceCell<Vec<i64>>,
}

impl Block<'_> {
    /// The first account.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// How many accounts.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no account; no block is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What the accounts pay in a month, by its index from the ledger's first month: never
    /// negative, one amount for each account from the first on.
    pub fn page(&self, month: usize) -> &[i64] {
        let page = self.pages.get(month);
        page.and_then(|page| page.paid(self.len))
            .unwrap_or_else(|| NOTHING.get(..self.len).unwrap_or_default())
    }

    /// Whether none of the accounts has a row in a month.
    pub fn is_blank(&self, month: usize) -> bool {
        self.pages.get(month).is_none_or(|page| page.sums.is_none())
    }

    /// Account-months whose rows sum to less than zero: account, month, sum. They pay nothing.
    pub fn negative(&self) -> impl Iterator<Item = (u32, Month, i64)> + '_ {
        let pages = self.pages.iter().filter(|page| page.has_negative());
        pages.flat_map(|page| {
            let sums = page.sums.map(|sums| sums.amounts(self.len));
            let sums = (self.first..).zip(sums.unwrap_or_default());
            sums.filter(|&(_, sum)| sum < 0)
                .map(|(account, sum)| (account, page.month, sum))
        })
    }

    /// Each account with what it pays in two months; nothing where it is blank in both.
    pub fn pairs(&self, from: usize, to: usize) -> impl Iterator<Item = (u32, i64, i64)> + '_ {
        let blank = self.is_blank(from) && self.is_blank(to);
        let accounts = (self.first..).take(if blank { 0 } else { self.len });
        accounts
            .zip(self.page(from))
            .zip(self.page(to))
            .map(|((account, &a), &b)| (account, a, b))
    }

    /// What one account pays month by month, from one month to another, both included.
    pub fn path(&self, account: u32, from: usize, to: usize) -> impl Iterator<Item = i64> + '_ {
        let index = account.wrapping_sub(self.first) as usize;
        let months = to.saturating_add(1).saturating_sub(from);
        self.pages
            .iter()
            .skip(from)
            .take(months)
            .map(move |page| page.paid_by(index))
    }

    /// Whether an account was active in any month before the given one.
    pub fn active_before(&self, account: u32, month: usize) -> bool {
        let index = account.wrapping_sub(self.first) as usize;
        self.pages
            .iter()
            .take(month)
            .any(|page| page.paid_by(index) > 0)
    }
}

static NOTHING: [i64; CHUNK] = [0; CHUNK];

impl Page<'_> {
    fn has_negative(&self) -> bool {
        self.sums.is_some_and(Chunk::has_negative)
    }

    fn paid(&self, len: usize) -> Option<&[i64]> {
        let sums = self.sums?;
        Some(self.paid.get_or_init(|| sums.paid(len)))
    }

    fn paid_by(&self, index: usize) -> i64 {
        self.sums.map_or(0, |sums| paid(sums.amount(index)))
    }
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
        let first = u32::try_from(first).ok()?;
        let pages = self.months().map(|month| Page {
            month,
            sums: self.chunk(month, index),
            paid: OnceCell::new(),
        });
        (len > 0).then(|| Block {
            first,
            len,
            pages: pages.collect(),
        })
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
        let Some(block) = ledger.block(self.next) else {
            return false;
        };
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
