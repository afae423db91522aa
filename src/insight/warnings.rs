//! Early warnings: rules that anybody can check by hand, and the accounts that they find. There is
//! no score: an account is listed because of reasons, and by what it pays.

use crate::accounts::{Ledger, Month, SegmentFigures, Signal, Span, paid};
use crate::import::Day;
use crate::number::Ratio;

/// The thresholds. Shares are fractions: 3/10 is 30%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Pays so much less than in its own highest month of the window, or even less.
    pub contracted: Ratio,
    /// Pays less than at the start, by more than this, while its segment pays more.
    pub below_start: Ratio,
    /// Usage is down by so much, or more.
    pub usage_down: Ratio,
    /// Nobody logged in for so many days.
    pub quiet_days: u32,
    /// Has more open tickets than all but this share of the accounts.
    pub tickets: Ratio,
    /// Renews within so many days; told only beside another warning.
    pub renewal_days: u32,
    /// Usage or seats at this share of the limit, or more: could grow.
    pub near_limit: Ratio,
    /// Fewer customers than this at the start are a small sample.
    pub small_sample: u32,
}

impl Rules {
    /// The thresholds of README.md, "Early warnings". None of its numbers is out of range.
    pub fn usual() -> Rules {
        let percent = |share| Ratio::new(share, 100).unwrap_or(Ratio::ONE);
        Rules {
            contracted: percent(30),
            below_start: percent(0),
            usage_down: percent(25),
            quiet_days: 30,
            tickets: percent(10),
            renewal_days: 90,
            near_limit: percent(80),
            small_sample: 30,
        }
    }
}

/// Why an account is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Pays this share less than in its highest month of the window, the latest of several.
    Contracted {
        less: Ratio,
        since: Month,
    },
    /// Its last two changes in the window were both decreases.
    ContractedTwice,
    /// Pays this share less than at the window's start, while the customers of its segment pay more.
    AgainstSegment {
        less: Ratio,
        segment: u32,
    },
    UsageDown {
        less: Ratio,
    },
    /// Days since the last login.
    NoLogin {
        days: i64,
    },
    /// Open tickets, in units of 10^−[`Signal::SCALE`].
    Tickets {
        open: i64,
    },
    /// Days until it renews.
    Renewal {
        days: i64,
    },
}

/// All reasons of one account, in the order of [`Reason`].
pub type Reasons = [Option<Reason>; 7];

/// An account that was found, and what it pays at the window's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub account: u32,
    pub revenue: i64,
}

/// What the rules find in a window.
#[derive(Clone, Debug)]
pub struct Warnings {
    /// Accounts with at least one reason, by what they pay.
    pub flagged: Vec<Found>,
    /// What they pay together: the revenue at risk.
    pub at_risk: i128,
    /// Accounts near their limit, by what they pay.
    pub candidates: Vec<Found>,
    /// Everybody at the window's end.
    pub customers: u64,
    pub revenue: i128,
    /// What the list says of at least one of them, in the order of [`Signal::ALL`].
    pub known: [bool; Signal::ALL.len()],
    pub judge: Judge,
}

/// All that decides about an account, without the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judge {
    pub rules: Rules,
    /// Days since 1970-01-01. None: what needs a day is not looked at.
    pub today: Option<i64>,
    pub(super) span: Span,
    /// By the number of the segment: whether its customers of the start pay more at the end.
    growing: Vec<bool>,
    /// So many open tickets are many, in units of 10^−[`Signal::SCALE`].
    many_tickets: Option<i64>,
}

impl Judge {
    pub fn new(
        ledger: &Ledger,
        span: Span,
        segments: &[SegmentFigures],
        rules: Rules,
        today: Option<i64>,
    ) -> Judge {
        let mut growing = vec![false; ledger.segment_names().len() as usize];
        for part in segments {
            let nrr = part.movements.kept().nrr();
            if let Some(segment) = part.segment
                && let Some(place) = growing.get_mut(segment as usize)
            {
                *place = nrr.is_ok_and(|nrr| nrr > Ratio::ONE);
            }
        }
        Judge {
            rules,
            today,
            span,
            growing,
            many_tickets: many_tickets(ledger, span.to, rules.tickets),
        }
    }

    /// Why an account is listed; nothing speaks against one that has left.
    pub fn reasons(&self, ledger: &Ledger, account: u32) -> Reasons {
        let months = self.span.to.since(self.span.from).max(0);
        let path = (0..=months).map(|month| self.span.from.plus(month));
        let path: Vec<i64> = path.map(|month| ledger.amount(account, month)).collect();
        self.judge(ledger, account, &path)
    }

    /// The same from what it paid, month by month over the window.
    #[inline(never)]
    pub(super) fn judge(&self, ledger: &Ledger, account: u32, path: &[i64]) -> Reasons {
        let now = path.last().map_or(0, |&now| paid(now));
        if now == 0 {
            return Reasons::default();
        }
        let signal = |signal| ledger.signal(account, signal);
        let usage = signal(Signal::PreviousUsage).zip(signal(Signal::Usage));
        let login = signal(Signal::LastLogin).zip(self.today);
        let quiet = login.map(|(login, today)| today.saturating_sub(login));
        let mut reasons = [
            self.contracted(path, now),
            twice(path).then_some(Reason::ContractedTwice),
            self.against_segment(ledger, account, path, now),
            usage
                .and_then(|(before, usage)| less(before, usage))
                .filter(|less| *less >= self.rules.usage_down)
                .map(|less| Reason::UsageDown { less }),
            quiet
                .filter(|days| *days >= i64::from(self.rules.quiet_days))
                .map(|days| Reason::NoLogin { days }),
            signal(Signal::Tickets)
                .filter(|open| self.many_tickets.is_some_and(|many| *open >= many))
                .map(|open| Reason::Tickets { open }),
            None,
        ];
        let renewal = signal(Signal::Renewal).zip(self.today);
        let soon = renewal.map(|(renewal, today)| renewal.saturating_sub(today));
        let soon = soon.filter(|days| (0..=i64::from(self.rules.renewal_days)).contains(days));
        if let Some(days) = soon
            && let [reasons @ .., renewal] = &mut reasons
            && reasons.iter().any(Option::is_some)
        {
            *renewal = Some(Reason::Renewal { days });
        }
        reasons
    }

    fn contracted(&self, path: &[i64], now: i64) -> Option<Reason> {
        let months = (0..).zip(path);
        let (at, &highest) = months.max_by_key(|(_, amount)| **amount)?;
        let less = less(highest, now)?;
        let since = self.span.from.plus(at);
        let is_much = highest > now && less >= self.rules.contracted;
        is_much.then_some(Reason::Contracted { less, since })
    }

    fn against_segment(
        &self,
        ledger: &Ledger,
        account: u32,
        path: &[i64],
        now: i64,
    ) -> Option<Reason> {
        let before = path.first().map_or(0, |&before| paid(before));
        if now >= before {
            return None;
        }
        let segment = ledger
            .segment(account, self.span.from)
            .or_else(|| ledger.segment(account, self.span.to))?;
        let less = less(before, now)?;
        let grows = self.growing.get(segment as usize).copied() == Some(true);
        (grows && less > self.rules.below_start).then_some(Reason::AgainstSegment { less, segment })
    }

    /// How much of its limit an account uses, if that is much: seats where they are known, usage
    /// otherwise.
    pub fn near_limit(&self, ledger: &Ledger, account: u32) -> Option<Ratio> {
        let limit = ledger.signal(account, Signal::SeatLimit)?;
        let used = ledger.signal(account, Signal::Seats);
        let used = used.or_else(|| ledger.signal(account, Signal::Usage))?;
        let share = Ratio::new(used.into(), limit.into()).filter(|_| limit > 0)?;
        (share >= self.rules.near_limit).then_some(share)
    }
}

/// The share by which `now` lies below `before`; below zero where it lies above.
fn less(before: i64, now: i64) -> Option<Ratio> {
    let change = i128::from(before).checked_sub(now.into())?;
    Ratio::new(change, before.into()).filter(|_| before > 0)
}

/// Whether the last two changes were both decreases.
fn twice(path: &[i64]) -> bool {
    let months = path.iter().zip(path.iter().skip(1));
    let mut changes = months
        .rev()
        .filter(|(before, after)| paid(**before) != paid(**after))
        .map(|(before, after)| after < before);
    changes.next() == Some(true) && changes.next() == Some(true)
}

/// The smallest number of open tickets that is larger than those of all but `share` of the
/// accounts that say theirs.
fn many_tickets(ledger: &Ledger, to: Month, share: Ratio) -> Option<i64> {
    if !ledger.has_signals() {
        return None;
    }
    let accounts = (0..ledger.accounts()).filter(|&account| ledger.amount(account, to) > 0);
    let tickets = accounts.filter_map(|account| {
        let open = ledger.signal(account, Signal::Tickets)?;
        Some((open, account))
    });
    let mut tickets: Vec<(i64, u32)> = tickets.collect();
    tickets.sort_unstable();
    // So many have to have fewer, rounded up; then the first that has more than the last of them.
    let all = Ratio::new(tickets.len().try_into().ok()?, 1)?;
    let others = Ratio::ONE.checked_sub(share)?.checked_mul(all)?;
    let parts = others.numerator().checked_add(others.denominator())?;
    let fewer = parts.checked_sub(1)?.checked_div(others.denominator())?;
    let last = usize::try_from(fewer).ok()?.checked_sub(1);
    let last = last.and_then(|last| tickets.get(last));
    let limit = last.map_or(0, |(open, _)| (*open).max(0));
    let mut opened = tickets.iter().map(|(open, _)| *open);
    opened.find(|open| *open > limit)
}

/// The last day that a list knows, in days since 1970-01-01: of its latest login, else the end of
/// its last month. A list of one period has no months, so without logins it knows none.
pub fn last_day(ledger: &Ledger) -> Option<i64> {
    let accounts = 0..ledger.accounts();
    let logins = accounts.filter_map(|account| ledger.signal(account, Signal::LastLogin));
    let end = |month: Month| Day {
        month: month.next(),
        day: None,
    };
    let last_month = ledger
        .months()
        .last()
        .filter(|month| *month > Ledger::end());
    let last_month = last_month.map(|month| i64::from(end(month).number()).saturating_sub(1));
    let latest = ledger.has_signals().then(|| logins.max());
    latest.flatten().or(last_month)
}
