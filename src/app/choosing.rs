//! What a button does to the choices around the numbers: steps, and what-ifs kept under a name.

use super::state::State;
use crate::link::{Choice, Grammar, Kept, Setting};
use crate::number::{Amount, Change, MICRO};

/// Percent that a step adds to or takes from a change of money.
const STEP: i128 = 5;

/// What a step adds to a change by an amount: 1, 10, 100 …, at most a tenth of it.
fn tenth(of: i128) -> i128 {
    let mut step = MICRO;
    while step.saturating_mul(100) <= of.saturating_abs() {
        step = step.saturating_mul(10);
    }
    step
}

impl State {
    /// One step more or less.
    pub fn step(&mut self, choice: Choice, more: bool) {
        let choices = self.draft.choices();
        let plain = match choice.grammar() {
            Grammar::Change => {
                let now = choices.change(choice).filter(|change| !change.is_none());
                let is_percent = now.map_or(!choice.is_of_customers(), |change| change.is_percent);
                let from = now.map_or(0, |change| change.by.micros());
                let size = match is_percent {
                    true => MICRO.saturating_mul(STEP),
                    false if choice.is_of_customers() => MICRO,
                    false => tenth(from),
                };
                let next = match more {
                    true => from.saturating_add(size),
                    false => from.saturating_sub(size),
                };
                let next = Amount::from_micros(next).ok();
                next.map(|by| Change { by, is_percent }.to_string())
            }
            _ => {
                let next = choices
                    .whole(choice)
                    .saturating_add_signed(if more { 1 } else { -1 });
                Some(next.to_string())
            }
        };
        let possible = plain.filter(|plain| choice.plain(plain).is_some());
        if let Some(plain) = possible {
            self.toast = None;
            self.choosing = None;
            self.draft.set_choice(choice, &plain);
        }
    }

    /// Keeps the changes that are set, under a name, in the first free place.
    pub fn keep_changes(&mut self, name: &str) {
        let choices = self.draft.choices();
        let changes = Choice::CHANGES.map(|choice| choices.change(choice));
        let free = Choice::KEPT.into_iter().enumerate();
        let mut free = free.filter(|(_, choice)| choices.kept(*choice).is_none());
        let Some((at, choice)) = free.next() else {
            self.toast = Some("Three scenarios are kept already. Remove one first.");
            return;
        };
        let number = at.saturating_add(1).to_string();
        let named = Kept::new(name, changes)
            .or_else(|| Kept::new(&["Scenario ", &number].concat(), changes));
        if let Some(kept) = named {
            let mut draft = self.draft.clone();
            draft.set_choice(choice, &Setting::Kept(kept).to_string());
            self.rearrange(draft, "The scenario is kept.");
        }
    }

    /// Sets the changes that were kept.
    pub fn set_kept(&mut self, choice: Choice) {
        if let Some(kept) = self.draft.choices().kept(choice) {
            let mut draft = self.draft.clone();
            for (choice, change) in Choice::CHANGES.into_iter().zip(kept.changes) {
                let plain = change.map_or_else(String::new, |change| change.to_string());
                draft.set_choice(choice, &plain);
            }
            self.rearrange(draft, "The scenario is set.");
        }
    }

    pub fn remove_kept(&mut self, choice: Choice) {
        let mut draft = self.draft.clone();
        draft.choose(choice, String::new());
        self.rearrange(draft, "The scenario is removed.");
    }

    /// No changes.
    pub fn reset_changes(&mut self) {
        let mut draft = self.draft.clone();
        for choice in Choice::CHANGES {
            draft.choose(choice, String::new());
        }
        self.rearrange(draft, "All changes are taken back.");
    }
}
