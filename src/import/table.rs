//! Everything read so far, from all files.

use super::cells::{Finding, Found, Refusal};
use super::currency::Money;
use super::day::Day;
use super::report::{Code, Place, Report, Reports, Severity};
use super::text::{casts_itself, excerpt, shadow};
use crate::accounts::{Key, Ledger, Month, Names, Scaled, TooLarge};
use crate::retention::Totals;

/// What became of the lines of the input. Every physical line is counted exactly once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    pub used: u64,
    pub reported: u64,
    pub header: u64,
    /// Left out and told: preamble, total rows, `sep=`, currencies that were not kept.
    pub skipped: u64,
    pub blank: u64,
}

impl Lines {
    /// Lines that are not blank.
    pub(super) fn text(&self) -> u64 {
        self.total().wrapping_sub(self.blank)
    }

    /// Lines of data.
    pub(super) fn rows(&self) -> u64 {
        self.used
            .wrapping_add(self.reported)
            .wrapping_add(self.skipped)
    }

    pub fn total(&self) -> u64 {
        [
            self.used,
            self.reported,
            self.header,
            self.skipped,
            self.blank,
        ]
        .into_iter()
        .fold(0, u64::wrapping_add)
    }
}

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Used,
    Reported,
    Header,
    Skipped,
    Blank,
}

/// Everything read so far, from all files.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub ledger: Ledger,
    /// Rows of the totals layout: the period as written, and its totals.
    pub totals: Vec<(String, Totals)>,
    pub reports: Reports,
    pub lines: Lines,
    /// Account-months that were added.
    pub rows_used: u64,
    pub latest: Option<Day>,
    pub money: Money,
    first: Vec<Appearance>,
    /// Accounts whose name may look like another's.
    doubtful: Vec<u32>,
    negatives: Vec<Negative>,
    more_negatives: Vec<(u32, Month)>,
}

/// Where an account first appeared, in as little room as a million of them should take.
#[derive(Clone, Copy, Debug)]
struct Appearance {
    line: u32,
    column: u16,
    file: u16,
}

/// The search for names that look alike, under way.
#[derive(Debug, Default)]
pub(super) struct Similar {
    shadows: Names,
    /// How many of the doubtful names have been looked at.
    seen: usize,
    /// Accounts that look like an earlier one.
    later: Vec<u32>,
}

/// So many are looked at in one step.
const STEP: usize = 2_000;

#[derive(Clone, Debug)]
struct Negative {
    account: u32,
    month: Month,
    file: u32,
    found: Found,
}

impl Table {
    pub fn count(&mut self, fate: Fate, lines: u64) {
        let counter = match fate {
            Fate::Used => &mut self.lines.used,
            Fate::Reported => &mut self.lines.reported,
            Fate::Header => &mut self.lines.header,
            Fate::Skipped => &mut self.lines.skipped,
            Fate::Blank => &mut self.lines.blank,
        };
        *counter = counter.wrapping_add(lines);
    }

    pub fn report(&mut self, file: u32, place: Place, code: Code, cell: &[u8]) {
        self.report_as(file, place, (code, None), code.severity(), cell);
    }

    pub fn refuse(&mut self, file: u32, place: Place, refusal: Refusal, cell: &[u8]) {
        self.report_as(file, place, refusal, Severity::Error, cell);
    }

    pub fn report_as(
        &mut self,
        file: u32,
        place: Place,
        (code, why): Refusal,
        severity: Severity,
        cell: &[u8],
    ) {
        if self.reports.full() && severity != Severity::Question {
            return self.reports.count_only(code, severity);
        }
        let text = excerpt(cell, Report::TEXT);
        self.reports.add(Report {
            file,
            place,
            code,
            severity,
            why,
            other: None,
            text,
        });
    }

    pub fn report_finding(&mut self, file: u32, finding: Finding) {
        let severity = finding.code.severity();
        self.report_finding_as(file, finding, severity);
    }

    pub fn report_finding_as(&mut self, file: u32, finding: Finding, severity: Severity) {
        let Finding { code, found, other } = finding;
        self.reports.add(Report {
            file,
            place: found.place,
            code,
            severity,
            why: None,
            other,
            text: found.text,
        });
    }

    /// The account with this name, new or known.
    pub fn account(&mut self, name: &str, file: u32, place: Place) -> Result<u32, TooLarge> {
        let account = self.ledger.account(name)?;
        self.appears(account, name, file, place);
        Ok(account)
    }

    /// A new account, of whose name the key is known. None if there is no room.
    pub fn new_account(&mut self, key: Key, name: &str, file: u32, place: Place) -> Option<u32> {
        let account = self.ledger.new_account(key, name)?;
        self.appears(account, name, file, place);
        Some(account)
    }

    fn appears(&mut self, account: u32, name: &str, file: u32, place: Place) {
        if account as usize >= self.first.len() {
            self.first.push(Appearance {
                line: u32::try_from(place.line).unwrap_or(u32::MAX),
                column: u16::try_from(place.column).unwrap_or(u16::MAX),
                file: u16::try_from(file).unwrap_or(u16::MAX),
            });
            if !casts_itself(name.as_bytes()) {
                self.doubtful.push(account);
            }
        }
    }

    /// Notes a day on which something happened.
    pub fn seen(&mut self, day: Day) {
        self.ledger.note_day(day.month, day.day);
        let after = |l: Day| (day.month, day.day) > (l.month, l.day);
        if self.latest.is_none_or(after) {
            self.latest = Some(day);
        }
    }

    /// Keeps a negative amount until it is known whether its account-month is negative as a whole.
    pub fn negative(&mut self, account: u32, month: Month, file: u32, place: Place, cell: &str) {
        if self.negatives.len() < Reports::LISTED {
            let found = Found::new(place, cell);
            self.negatives.push(Negative {
                account,
                month,
                file,
                found,
            });
        } else {
            self.more_negatives.push((account, month));
        }
    }

    /// Adds an amount whose sign and account are settled.
    #[inline(always)]
    pub fn add(
        &mut self,
        account: u32,
        month: Month,
        amount: Scaled,
        segment: Option<u32>,
    ) -> Result<(), TooLarge> {
        self.ledger.add(account, month, amount, segment)?;
        self.rows_used = self.rows_used.wrapping_add(1);
        Ok(())
    }

    /// Some of the negative rows, each told by what became of its account-month. False: none is left.
    pub fn report_some_negatives(&mut self) -> bool {
        let rest = self.negatives.len().min(STEP);
        let rest = self.negatives.split_off(rest);
        let some = std::mem::replace(&mut self.negatives, rest);
        let more = self.more_negatives.len().saturating_sub(STEP);
        let more = self.more_negatives.split_off(more);
        let any = !some.is_empty() || !more.is_empty();
        for negative in some {
            let code = self.negative_code(negative.account, negative.month);
            self.report_finding(
                negative.file,
                Finding {
                    code,
                    found: negative.found,
                    other: None,
                },
            );
        }
        for (account, month) in more {
            let code = self.negative_code(account, month);
            self.reports.count_only(code, code.severity());
        }
        any
    }

    fn negative_code(&self, account: u32, month: Month) -> Code {
        if self.ledger.amount(account, month) < 0 {
            Code::NegativeTotal
        } else {
            Code::NegativeAmount
        }
    }

    /// Looks for accounts whose names differ only in case, blanks or the form of accents, and tells
    /// all but the first of each at their first appearance. False: none is left.
    pub fn report_some_similar(&mut self, similar: &mut Similar) -> bool {
        let doubtful = self.doubtful.iter().skip(similar.seen).take(STEP);
        let mut looked = 0usize;
        for &account in doubtful {
            looked = looked.saturating_add(1);
            let shadow = shadow(self.ledger.name(account));
            let known = similar.shadows.len();
            if similar.shadows.number(&shadow) != Some(known) {
                similar.later.push(account);
            } else if casts_itself(shadow.as_bytes())
                && let Some(plain) = self.ledger.find(&shadow)
            {
                // A name that is its own shadow is not among the doubtful ones.
                similar.later.push(account.max(plain));
            }
        }
        similar.seen = similar.seen.saturating_add(looked);
        if looked > 0 {
            return true;
        }
        let rest = similar.later.len().min(STEP);
        let rest = similar.later.split_off(rest);
        let some = std::mem::replace(&mut similar.later, rest);
        for &account in &some {
            self.report_account(account, Code::SimilarCustomer);
        }
        !some.is_empty()
    }

    /// Tells something of an account where it first appears.
    pub fn report_account(&mut self, account: u32, code: Code) {
        let Some(first) = self.first.get(account as usize) else {
            return;
        };
        let place = Place {
            line: first.line.into(),
            column: first.column.into(),
        };
        let finding = Finding {
            code,
            found: Found::new(place, self.ledger.name(account)),
            other: None,
        };
        self.report_finding(first.file.into(), finding);
    }
}
