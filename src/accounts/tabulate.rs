//! How the tables are made: block by block, looking twice only at what changed.

use super::figures::{
    Age, Cohort, Figures, MonthFigures, NEGATIVE_TOTALS_LISTED, NegativeTotals, TRAILING, Trailing,
};
use super::movements::{Kept, Movement, Movements};
use super::scan::{changed, count, sum};
use super::span::{Partial, partial_last_month};
use super::sweep::{Block, Sweep};
use super::{Ledger, Month};

/// The figures in the making: to be run in [`super::sweep::Steps`].
pub struct FiguresSweep {
    months: Vec<MonthFigures>,
    trailing: Vec<Trailing>,
    cohorts: Vec<CohortChanges>,
    negative_totals: NegativeTotals,
    never_active: Vec<u32>,
    months_without_rows: Vec<Month>,
    partial: Option<Partial>,
    starts: Vec<Start>,
}

/// When an account was first active, and with what amount.
#[derive(Clone, Copy, Default)]
struct Start {
    month: Option<u32>,
    amount: i64,
}

/// What changed in a cohort from month to month. Most accounts pay the same as the month before,
/// so changes are far fewer than amounts; adding them up gives the cohort at each age.
type CohortChanges = Vec<AgeChange>;

#[derive(Clone, Copy, Default)]
struct AgeChange {
    revenue: i128,
    gross: i128,
    customers: i64,
}

impl FiguresSweep {
    pub fn new(ledger: &Ledger) -> Self {
        let months: Vec<Month> = ledger.months().collect();
        FiguresSweep {
            months: months
                .iter()
                .enumerate()
                .map(|(index, &month)| MonthFigures {
                    month,
                    movements: Movements::default(),
                    is_first: index == 0,
                })
                .collect(),
            trailing: months
                .iter()
                .skip(TRAILING)
                .zip(&months)
                .map(|(&month, &base_month)| Trailing {
                    month,
                    base_month,
                    kept: Kept::default(),
                })
                .collect(),
            cohorts: vec![Vec::new(); months.len()],
            negative_totals: NegativeTotals::default(),
            never_active: Vec::new(),
            months_without_rows: months
                .iter()
                .copied()
                .filter(|&month| ledger.rows_in(month) == 0)
                .collect(),
            partial: partial_last_month(ledger),
            starts: Vec::new(),
        }
    }

    /// One month of a block: who pays what now, and what changed since the month before.
    fn month(&mut self, block: &Block<'_>, month: usize) {
        let before = month.checked_sub(1).unwrap_or(usize::MAX);
        if block.is_blank(month) && block.is_blank(before) {
            return;
        }
        let (before, after) = (block.page(before), block.page(month));
        if let Some(MonthFigures { movements, .. }) = self.months.get_mut(month) {
            movements.end = movements.end.wrapping_add(sum(after.iter().copied()));
            movements.customers_end = movements
                .customers_end
                .wrapping_add(count(after.iter().map(|&b| b != 0)));
        }
        let (changed, many) = changed(before, after);
        for &index in changed.iter().take(many) {
            let index = usize::from(index);
            if let (Some(&a), Some(&b)) = (before.get(index), after.get(index)) {
                self.change(month, index, a, b);
            }
        }
    }

    fn change(&mut self, month: usize, index: usize, a: i64, b: i64) {
        let months = self.months.len();
        let (Some(figures), Some(start)) = (self.months.get_mut(month), self.starts.get_mut(index))
        else {
            return;
        };
        let was = start.month;
        if was.is_none() {
            *start = Start {
                month: Some(month as u32),
                amount: b,
            };
        }
        if let Some(movement) = Movement::between(a, b, || was.is_some())
            && !figures.is_first
        {
            figures.movements.moved(movement, b.wrapping_sub(a));
        }
        let cohort = start.month.unwrap_or_default() as usize;
        let Some(changes) = self.cohorts.get_mut(cohort) else {
            return;
        };
        if changes.is_empty() {
            changes.resize(months.saturating_sub(cohort), AgeChange::default());
        }
        if let Some(change) = changes.get_mut(month.wrapping_sub(cohort)) {
            let gross = b.min(start.amount).wrapping_sub(a.min(start.amount));
            change.revenue = change.revenue.wrapping_add(b.wrapping_sub(a).into());
            change.gross = change.gross.wrapping_add(gross.into());
            change.customers = change
                .customers
                .wrapping_add(i64::from(b > 0).wrapping_sub((a > 0).into()));
        }
    }

    /// One month of a block against the same month a year before. What the base paid is known
    /// from that month.
    fn trailing(&mut self, block: &Block<'_>, month: usize) {
        let Some(base) = month.checked_sub(TRAILING) else {
            return;
        };
        if block.is_blank(base) || block.is_blank(month) {
            return;
        }
        let Some(Trailing { kept, .. }) = self.trailing.get_mut(base) else {
            return;
        };
        let pairs = || block.page(base).iter().zip(block.page(month));
        let revenue = sum(pairs().map(|(&a, &b)| if a != 0 { b } else { 0 }));
        let gross = sum(pairs().map(|(&a, &b)| a.min(b)));
        kept.revenue = kept.revenue.wrapping_add(revenue);
        kept.gross = kept.gross.wrapping_add(gross);
        kept.customers = kept
            .customers
            .wrapping_add(count(pairs().map(|(&a, &b)| a != 0 && b != 0)));
    }

    fn negatives(&mut self, block: &Block<'_>) {
        let NegativeTotals { count, listed } = &mut self.negative_totals;
        for negative in block.negative() {
            *count = count.saturating_add(1);
            if listed.len() < NEGATIVE_TOTALS_LISTED {
                listed.push(negative);
            }
        }
    }
}

impl Sweep for FiguresSweep {
    type Found = Figures;

    fn block(&mut self, block: &Block<'_>) {
        self.starts.clear();
        self.starts.resize(block.len(), Start::default());
        for month in 0..self.months.len() {
            self.month(block, month);
            self.trailing(block, month);
        }
        self.negatives(block);
        let never = (block.first()..)
            .zip(&self.starts)
            .filter(|(_, start)| start.month.is_none());
        self.never_active.extend(never.map(|(account, _)| account));
    }

    fn found(mut self) -> Figures {
        let mut before: Option<(i128, u64)> = None;
        for figures in &mut self.months {
            let movements = &mut figures.movements;
            (movements.start, movements.customers_start) = before.unwrap_or_default();
            before = Some((movements.end, movements.customers_end));
        }
        for (trailing, base) in self.trailing.iter_mut().zip(&self.months) {
            trailing.kept.start = base.movements.end;
            trailing.kept.customers_start = base.movements.customers_end;
        }
        let cohorts = self
            .months
            .iter()
            .zip(&self.cohorts)
            .filter(|(_, changes)| !changes.is_empty())
            .map(|(figures, changes)| Cohort {
                month: figures.month,
                already_active: figures.is_first,
                ages: ages(changes),
            })
            .collect();
        Figures {
            months: self.months,
            trailing: self.trailing,
            cohorts,
            negative_totals: self.negative_totals,
            never_active: self.never_active,
            months_without_rows: self.months_without_rows,
            partial: self.partial,
        }
    }
}

/// A cohort at each age: the changes up to it, added up.
fn ages(changes: &[AgeChange]) -> Vec<Age> {
    let running = changes.iter().scan(Age::default(), |age, change| {
        age.revenue = age.revenue.wrapping_add(change.revenue);
        age.gross = age.gross.wrapping_add(change.gross);
        age.customers = age.customers.wrapping_add_signed(change.customers);
        Some(*age)
    });
    running.collect()
}
