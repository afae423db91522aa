//! What was read of a customer list: sums of rows by account and month.

use super::chunk::{CHUNK, Chunk};
use super::{Key, Month, Names};

/// A customer list as accounts × months, as it was read: sums of rows, nothing interpreted.
///
/// An amount is a whole number of 10^−`scale` units; there is one scale for the whole ledger, at
/// most [`Ledger::MAX_SCALE`], widened when a row needs it. Accounts are numbered from 0 in the
/// order in which they first appear. An account-month without a row is 0.
///
/// Memory follows the account-months that have rows: a month holds its accounts in chunks that
/// exist only once something is written to them.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    names: Names,
    labels: Vec<Option<Box<str>>>,
    segments: Names,
    scale: u32,
    /// One page for each month since [`FIRST`].
    pages: Vec<Page>,
    signals: Vec<Signals>,
}

/// An exact amount: `units` × 10^−`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Scaled {
    pub units: i64,
    pub scale: u32,
}

/// The row would leave the range in which sums are exact; it was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What a list may say of an account beside its revenue, used for early warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Days since 1970-01-01.
    LastLogin,
    Usage,
    PreviousUsage,
    Seats,
    SeatLimit,
    /// Days since 1970-01-01.
    Renewal,
    Tickets,
    Health,
}

#[derive(Clone, Copy, Debug)]
struct Signals {
    month: Month,
    values: [Option<i64>; Signal::ALL.len()],
}

#[derive(Clone, Debug, Default)]
struct Page {
    rows: u64,
    /// Account-months with at least one row.
    cells: u64,
    /// The latest day that its rows name.
    last_day: Option<u8>,
    chunks: Vec<Option<Chunk>>,
}

impl Signal {
    pub const ALL: [Signal; 8] = [
        Signal::LastLogin,
        Signal::Usage,
        Signal::PreviousUsage,
        Signal::Seats,
        Signal::SeatLimit,
        Signal::Renewal,
        Signal::Tickets,
        Signal::Health,
    ];
    /// Numbers among the signals are whole numbers of 10^−`SCALE`.
    pub const SCALE: u32 = 6;
}

/// Reading.
impl Ledger {
    /// The most decimals an amount can have.
    pub const MAX_SCALE: u32 = 6;
    /// The most segments that are told apart.
    pub const MAX_SEGMENTS: u32 = 65_000;
    /// A list with one period keeps it on two pages: amounts at its start …
    pub const START: Month = FIRST;

    /// … and at its end.
    pub fn end() -> Month {
        FIRST.next()
    }

    pub fn accounts(&self) -> u32 {
        self.names.len()
    }

    /// The account's id as written, without outer blanks.
    pub fn name(&self, account: u32) -> &str {
        self.names.name(account)
    }

    /// What a name column beside the id says.
    pub fn label(&self, account: u32) -> Option<&str> {
        self.labels.get(account as usize)?.as_deref()
    }

    /// The account with this id.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.names.find(name.as_bytes())
    }

    /// Amounts are whole numbers of 10^−scale.
    pub fn scale(&self) -> u32 {
        self.scale
    }

    /// The months from the first to the last that has a row, without a hole.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Month> + ExactSizeIterator + use<> {
        let first = self.pages.iter().position(|page| page.rows > 0);
        let last = self.pages.iter().rposition(|page| page.rows > 0);
        let range = match (first, last) {
            (Some(first), Some(last)) => first as i32..(last as i32).wrapping_add(1),
            _ => 0..0,
        };
        range.map(|offset| FIRST.plus(offset))
    }

    /// The sum of an account's rows in a month. It may be negative, which counts as 0.
    pub fn amount(&self, account: u32, month: Month) -> i64 {
        let (chunk, at) = place(account);
        self.chunk(month, chunk).map_or(0, |chunk| chunk.amount(at))
    }

    /// Account, amount before, amount after: for every account that is active in at least one of
    /// two months (and possibly for others, as 0 and 0), in order. Sums below 0 are given as 0.
    pub fn pairs(&self, before: Month, after: Month) -> impl Iterator<Item = (u32, i64, i64)> {
        let chunks = self.chunks(before).max(self.chunks(after));
        (0..chunks)
            .filter(move |&chunk| self.has(before, chunk) || self.has(after, chunk))
            .flat_map(move |chunk| {
                let first = (chunk as u32).wrapping_mul(CHUNK as u32);
                let before = self.amounts(before, chunk);
                let after = self.amounts(after, chunk);
                let both = before.into_iter().zip(after).zip(first..);
                both.map(|((b, a), account)| (account, b.max(0), a.max(0)))
            })
            .filter(|(account, _, _)| *account < self.accounts())
    }

    /// Account and amount of every account active (amount > 0) in a month, in order.
    pub fn active(&self, month: Month) -> impl Iterator<Item = (u32, i64)> {
        let here = self.pairs(month, month);
        here.filter_map(|(account, amount, _)| (amount > 0).then_some((account, amount)))
    }

    /// Account and amount of every account whose sum in a month is below 0, in order.
    pub fn negative(&self, month: Month) -> impl Iterator<Item = (u32, i64)> {
        (0..self.chunks(month)).flat_map(move |chunk| {
            let first = (chunk as u32).wrapping_mul(CHUNK as u32);
            let amounts = self.amounts(month, chunk).into_iter().zip(first..);
            amounts.filter_map(|(amount, account)| (amount < 0).then_some((account, amount)))
        })
    }

    /// The account's segment, the latest known in or before a month.
    pub fn segment(&self, account: u32, month: Month) -> Option<u32> {
        let (chunk, at) = place(account);
        let last = offset(month)?;
        let pages = self
            .pages
            .get(..=last.min(self.pages.len().checked_sub(1)?))?;
        let mut latest = pages.iter().rev();
        latest.find_map(|page| page.chunk(chunk)?.segment(at))
    }

    /// Every account's segment, the latest known in or before a month.
    pub fn segments(&self, month: Month) -> Vec<Option<u32>> {
        let mut known = vec![None; self.accounts() as usize];
        let pages = offset(month).map_or(0, |last| last.wrapping_add(1));
        for page in self.pages.iter().take(pages) {
            for (chunk, accounts) in known.chunks_mut(CHUNK).enumerate() {
                if let Some(chunk) = page.chunk(chunk) {
                    chunk.tell_segments(accounts);
                }
            }
        }
        known
    }

    pub fn segment_names(&self) -> &Names {
        &self.segments
    }

    /// Rows used in a month. 0 within [`Ledger::months`]: a month without rows.
    pub fn rows_in(&self, month: Month) -> u64 {
        self.page(month).map_or(0, |page| page.rows)
    }

    /// The latest day of a month that its rows name, if they name days.
    pub fn last_day(&self, month: Month) -> Option<u8> {
        self.page(month)?.last_day
    }

    /// Rows beyond the first of their account and month. They are summed.
    pub fn duplicate_rows(&self) -> u64 {
        let beyond = |page: &Page| page.rows.saturating_sub(page.cells);
        self.pages.iter().map(beyond).sum()
    }

    /// What the account's latest row says beside its revenue.
    pub fn signal(&self, account: u32, signal: Signal) -> Option<i64> {
        let signals = self.signals.get(account as usize)?;
        *signals.values.get(signal as usize)?
    }

    /// Whether anything is said of any account beside its revenue.
    pub fn has_signals(&self) -> bool {
        !self.signals.is_empty()
    }

    /// The accounts of one chunk in a month; none where there is no row.
    pub(super) fn chunk(&self, month: Month, chunk: usize) -> Option<&Chunk> {
        self.page(month)?.chunk(chunk)
    }

    fn page(&self, month: Month) -> Option<&Page> {
        self.pages.get(offset(month)?)
    }

    fn chunks(&self, month: Month) -> usize {
        self.page(month).map_or(0, |page| page.chunks.len())
    }

    fn has(&self, month: Month, chunk: usize) -> bool {
        self.chunk(month, chunk).is_some()
    }

    fn amounts(&self, month: Month, chunk: usize) -> Vec<i64> {
        let chunk = self.chunk(month, chunk);
        chunk.map_or_else(|| vec![0; CHUNK], |chunk| chunk.amounts(CHUNK))
    }
}

/// Writing.
impl Ledger {
    /// Months that a ledger can hold: 1970 to 2100.
    pub fn holds(month: Month) -> bool {
        offset(month).is_some()
    }

    /// The number of the account with this id, new or known.
    pub fn account(&mut self, name: &str) -> Result<u32, TooLarge> {
        self.names.number(name).ok_or(TooLarge)
    }

    /// A new account, of whose id the key is known. None if there is no room.
    pub fn new_account(&mut self, key: Key, name: &str) -> Option<u32> {
        self.names.append(key, name)
    }

    /// The ids of all accounts.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Sets what the name column says of an account. The first one said stays.
    pub fn label_account(&mut self, account: u32, label: &str) {
        let at = account as usize;
        if self.labels.len() <= at {
            self.labels.resize(at.saturating_add(1), None);
        }
        if let Some(place) = self.labels.get_mut(at) {
            place.get_or_insert_with(|| label.into());
        }
    }

    /// The number of a segment, new or known. None beyond [`Ledger::MAX_SEGMENTS`].
    pub fn segment_number(&mut self, name: &str) -> Option<u32> {
        let known = self.segments.find(name.as_bytes());
        if known.is_none() && self.segments.len() >= Self::MAX_SEGMENTS {
            return None;
        }
        known.or_else(|| self.segments.number(name))
    }

    /// Adds a row: an amount of an account in a month. The first segment named by the rows of an
    /// account-month stays. The month must be one that the ledger holds.
    #[inline(always)]
    pub fn add(
        &mut self,
        account: u32,
        month: Month,
        amount: Scaled,
        segment: Option<u32>,
    ) -> Result<(), TooLarge> {
        let units = match self.scale == amount.scale {
            true => amount.units,
            false => self.rescale(amount)?,
        };
        let at = offset(month).ok_or(TooLarge)?;
        if self.pages.len() <= at {
            self.make_page(at);
        }
        let page = self.pages.get_mut(at).ok_or(TooLarge)?;
        page.add(account, units, segment)
    }

    /// Notes that a row of a month named this day.
    #[inline(always)]
    pub fn note_day(&mut self, month: Month, day: Option<u8>) {
        let page = offset(month).and_then(|at| self.pages.get_mut(at));
        if let Some(page) = page.filter(|page| day > page.last_day) {
            page.last_day = day;
        }
    }

    #[cold]
    fn make_page(&mut self, at: usize) {
        self.pages.resize(at.saturating_add(1), Page::default());
    }

    /// Sets what a row of a month says of an account; the latest month stays.
    pub fn set_signal(&mut self, account: u32, month: Month, signal: Signal, value: i64) {
        let at = account as usize;
        let none = Signals {
            month,
            values: [None; Signal::ALL.len()],
        };
        if self.signals.len() <= at {
            let unset = Signals {
                month: FIRST,
                ..none
            };
            self.signals.resize(at.saturating_add(1), unset);
        }
        let Some(signals) = self.signals.get_mut(at) else {
            return;
        };
        if month < signals.month {
            return;
        }
        if month > signals.month {
            *signals = none;
        }
        if let Some(place) = signals.values.get_mut(signal as usize) {
            *place = Some(value);
        }
    }

    /// Takes back what was said of all accounts in one respect.
    pub fn forget_signal(&mut self, signal: Signal) {
        for account in &mut self.signals {
            if let Some(place) = account.values.get_mut(signal as usize) {
                *place = None;
            }
        }
        let said = |account: &Signals| account.values.iter().any(Option::is_some);
        if !self.signals.iter().any(said) {
            self.signals.clear();
        }
    }

    /// The amount in units of the ledger's scale, which is widened if need be.
    #[inline(never)]
    fn rescale(&mut self, amount: Scaled) -> Result<i64, TooLarge> {
        if let Some(fewer) = self.scale.checked_sub(amount.scale) {
            return times_ten(amount.units, fewer);
        }
        if amount.scale > Self::MAX_SCALE {
            return Err(TooLarge);
        }
        self.widen(amount.scale.saturating_sub(self.scale))?;
        Ok(amount.units)
    }

    fn widen(&mut self, decimals: u32) -> Result<(), TooLarge> {
        let factor = times_ten(1, decimals)?;
        let mut chunks = self
            .pages
            .iter()
            .flat_map(|page| page.chunks.iter().flatten());
        if !chunks.all(|chunk| chunk.can_multiply(factor)) {
            return Err(TooLarge);
        }
        for page in &mut self.pages {
            for chunk in page.chunks.iter_mut().flatten() {
                chunk.multiply(factor);
            }
        }
        self.scale = self.scale.saturating_add(decimals);
        Ok(())
    }
}

/// From changes to amounts.
impl Ledger {
    /// Takes what was added to a month as changes since the month before, whose sums are known, and
    /// holds their sum from now on. To be done for each month from the first on.
    pub fn accumulate(&mut self, month: Month) -> Result<(), TooLarge> {
        let at = offset(month).ok_or(TooLarge)?;
        if self.pages.len() <= at {
            self.pages.resize(at.saturating_add(1), Page::default());
        }
        let (earlier, rest) = self.pages.split_at_mut_checked(at).ok_or(TooLarge)?;
        let page = rest.first_mut().ok_or(TooLarge)?;
        page.carry_on(earlier.last().unwrap_or(&Page::default()))
    }
}

impl Page {
    /// Adds the amounts of the month before.
    fn carry_on(&mut self, before: &Page) -> Result<(), TooLarge> {
        if self.chunks.len() < before.chunks.len() {
            self.chunks.resize(before.chunks.len(), None);
        }
        let none = std::iter::repeat(&None);
        for (chunk, before) in self.chunks.iter_mut().zip(before.chunks.iter().chain(none)) {
            let Some(before) = before else { continue };
            let first = chunk.get_or_insert_with(Chunk::empty).carry_on(before)?;
            self.cells = self.cells.wrapping_add(first);
        }
        self.rows = self.cells;
        Ok(())
    }

    #[inline(always)]
    fn add(&mut self, account: u32, units: i64, segment: Option<u32>) -> Result<(), TooLarge> {
        let (chunk, at) = place(account);
        if self.chunk(chunk).is_none() {
            self.make_chunk(chunk);
        }
        let chunk = self.chunks.get_mut(chunk).and_then(Option::as_mut);
        let is_first = chunk.ok_or(TooLarge)?.add(at, units, segment)?;
        self.rows = self.rows.wrapping_add(1);
        self.cells = self.cells.wrapping_add(is_first.into());
        Ok(())
    }

    #[cold]
    fn make_chunk(&mut self, chunk: usize) {
        if self.chunks.len() <= chunk {
            self.chunks.resize(chunk.saturating_add(1), None);
        }
        if let Some(place) = self.chunks.get_mut(chunk) {
            *place = Some(Chunk::empty());
        }
    }

    #[inline(always)]
    fn chunk(&self, chunk: usize) -> Option<&Chunk> {
        self.chunks.get(chunk)?.as_ref()
    }
}

#[inline]
fn times_ten(units: i64, times: u32) -> Result<i64, TooLarge> {
    const POWERS: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
    let factor = POWERS.get(times as usize).ok_or(TooLarge)?;
    units.checked_mul(*factor).ok_or(TooLarge)
}

/// The chunk of an account, and its place in it.
#[inline(always)]
fn place(account: u32) -> (usize, usize) {
    (account as usize / CHUNK, account as usize % CHUNK)
}

/// The page of a month.
#[inline(always)]
fn offset(month: Month) -> Option<usize> {
    let offset = month.since(FIRST).cast_unsigned();
    (offset < MONTHS).then_some(offset as usize)
}

/// January 1970: lists of recurring revenue do not go back further.
const FIRST: Month = Month::JANUARY_1970;
/// To December 2100.
const MONTHS: u32 = 131 * 12;
