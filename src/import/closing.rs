//! What is left to do when the last byte was read, step by step: a list may have a million accounts
//! and as many reports.

use super::choices::{Choices, Currencies};
use super::imported::{Data, Imported, Source};
use super::reader::Reader;
use super::report::{Code, Place};
use super::roles::Layout;
use super::table::{Similar, Table};
use crate::accounts::{Ledger, Month};

/// What came out of all files.
pub enum Outcome {
    Done(Box<Imported>),
    /// A late cell showed that earlier ones must be read differently: feed the same files again.
    Again(Box<Reader>),
}

/// A reading that comes to its end.
pub struct Closing(Kind);

enum Kind {
    Again(Box<Reader>),
    Done(Box<Ending>),
}

struct Ending {
    table: Table,
    source: Source,
    usable: bool,
    /// The months whose changes are still to be added up: the next, and the last.
    changes: Option<(Month, Month)>,
    /// For each account, whether its changes were told to add up to less than nothing.
    below: Vec<bool>,
    similar: Similar,
}

impl Closing {
    pub(super) fn again(reader: Reader) -> Closing {
        Closing(Kind::Again(Box::new(reader)))
    }

    pub(super) fn of(
        mut table: Table,
        mut source: Source,
        choices: &Choices,
        unusable: bool,
    ) -> Closing {
        let mut usable = !unusable;
        source.currency = match &choices.currencies {
            Currencies::One => table.money.found.first().copied(),
            Currencies::Keep(kept) => Some(*kept),
            Currencies::Rates(rates) => rates.first().map(|rate| rate.0),
        };
        if choices.currencies == Currencies::One
            && let Some((file, finding)) = table.money.mixed()
        {
            usable = false;
            table.report_finding(file, finding);
        }
        source.currencies = std::mem::take(&mut table.money.found);
        let summed = matches!(
            source.layout,
            Some(Layout::Movements | Layout::Subscriptions)
        );
        let mut months = table.ledger.months();
        let last = table.latest.filter(|_| summed && usable);
        let changes = last.zip(months.next()).map(|(latest, first)| {
            let last = months.next_back().unwrap_or(first);
            (first, last.max(latest.month))
        });
        Closing(Kind::Done(Box::new(Ending {
            table,
            source,
            usable,
            changes,
            below: Vec::new(),
            similar: Similar::default(),
        })))
    }

    /// Does a little of what is left; false when there was nothing.
    pub fn step(&mut self) -> bool {
        match &mut self.0 {
            Kind::Again(_) => false,
            Kind::Done(ending) => ending.step(),
        }
    }

    /// What came out, when no step is left.
    pub fn outcome(self) -> Outcome {
        match self.0 {
            Kind::Again(reader) => Outcome::Again(reader),
            Kind::Done(ending) => Outcome::Done(Box::new(ending.imported())),
        }
    }
}

impl Ending {
    fn step(&mut self) -> bool {
        if let Some((month, last)) = self.changes.take() {
            if self.table.ledger.accumulate(month).is_err() {
                self.usable = false;
                let start = Place { line: 1, column: 1 };
                self.table.report(0, start, Code::TooLarge, &[]);
            } else {
                self.tell_below_zero(month);
                self.changes = (month < last).then(|| (month.next(), last));
            }
            return true;
        }
        self.usable
            && (self.table.report_some_negatives()
                || self.table.report_some_similar(&mut self.similar))
    }

    /// Tells of accounts that lost more than they ever had, once each: a list of movements may begin
    /// later than they did. In other lists the row itself is negative, and is told.
    fn tell_below_zero(&mut self, month: Month) {
        if self.source.layout != Some(Layout::Movements) {
            return;
        }
        let below: Vec<u32> = self.table.ledger.negative(month).map(|it| it.0).collect();
        self.below
            .resize(self.table.ledger.accounts() as usize, false);
        for account in below {
            let told = self.below.get_mut(account as usize);
            if told.is_some_and(|told| !std::mem::replace(told, true)) {
                self.table.report_account(account, Code::NegativeTotal);
            }
        }
    }

    fn imported(self) -> Imported {
        let Ending {
            mut table,
            mut source,
            usable,
            ..
        } = self;
        if !usable {
            table.lines.reported = table.lines.reported.wrapping_add(table.lines.used);
            table.lines.used = 0;
            table.rows_used = 0;
            table.ledger = Ledger::default();
            table.totals.clear();
        }
        // In order already but for the last: quickly done.
        table.reports.sort();
        source.rows_used = table.rows_used;
        source.rows_reported = table.lines.reported;
        source.customers = table.ledger.accounts();
        source.latest = table.latest.filter(|l| l.day.is_some() && usable);
        let data = match source.layout {
            Some(Layout::Totals) if !table.totals.is_empty() => Data::Totals(table.totals),
            _ if table.rows_used == 0 => Data::Nothing,
            Some(Layout::Snapshot) => Data::Snapshot(table.ledger),
            _ => Data::Ledger(table.ledger),
        };
        Imported {
            source,
            reports: table.reports,
            lines: table.lines,
            data,
        }
    }
}
