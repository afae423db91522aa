//! A million rows put in order, in steps: short runs are sorted at once, then merged in pairs.

use std::cmp::Ordering;

/// An account, behind what it is sorted by.
pub(super) type Keyed = (i64, u32);

/// Rows on their way into an order.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    rows: Vec<Keyed>,
    merged: Vec<Keyed>,
    /// How long the runs are that are in order; 0: they are being made.
    run: usize,
    /// Where the pair of runs begins that is merged, and how far both are.
    pair: usize,
    left: usize,
    right: usize,
}

/// So many rows are looked at in one step.
const STEP: usize = 2_048;

impl Order {
    pub fn push(&mut self, row: Keyed) {
        self.rows.push(row);
    }

    /// Does a little; false when all is in order. `compare` tells any two rows apart.
    pub fn step(&mut self, compare: &dyn Fn(&Keyed, &Keyed) -> Ordering) -> bool {
        if self.run == 0 {
            self.sort_run(compare);
        } else if self.run < self.rows.len() {
            self.merge_some(compare);
        } else {
            return false;
        }
        true
    }

    pub fn accounts(self) -> Vec<u32> {
        self.rows.into_iter().map(|(_, account)| account).collect()
    }

    fn sort_run(&mut self, compare: &dyn Fn(&Keyed, &Keyed) -> Ordering) {
        let end = self.pair.saturating_add(STEP).min(self.rows.len());
        if let Some(run) = self.rows.get_mut(self.pair..end) {
            run.sort_unstable_by(compare);
        }
        self.pair = end;
        if end == self.rows.len() {
            self.merge_runs_of(STEP);
        }
    }

    fn merge_runs_of(&mut self, run: usize) {
        self.run = run;
        self.begin(0);
    }

    fn begin(&mut self, pair: usize) {
        self.pair = pair;
        self.left = pair;
        self.right = pair.saturating_add(self.run);
    }

    fn merge_some(&mut self, compare: &dyn Fn(&Keyed, &Keyed) -> Ordering) {
        for _ in 0..STEP {
            let middle = self.pair.saturating_add(self.run);
            let end = middle.saturating_add(self.run);
            let left = self.rows.get(self.left).filter(|_| self.left < middle);
            let right = self.rows.get(self.right).filter(|_| self.right < end);
            let is_right = match (left, right) {
                (Some(left), Some(right)) => compare(right, left).is_lt(),
                (left, _) => left.is_none(),
            };
            let (next, place) = match is_right {
                true => (right, &mut self.right),
                false => (left, &mut self.left),
            };
            let Some(next) = next else {
                self.begin(end);
                if end >= self.rows.len() {
                    std::mem::swap(&mut self.rows, &mut self.merged);
                    self.merged.clear();
                    self.merge_runs_of(self.run.saturating_mul(2));
                    return;
                }
                continue;
            };
            self.merged.push(*next);
            *place = place.saturating_add(1);
        }
    }
}
