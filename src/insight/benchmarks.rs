//! A yearly rate beside what was published: which rows are about a company of this size, and what
//! their sources call the rate.

use super::Base;
use super::published::{Band, Cut, SCALES, SURVEYS, Scale, Survey};
use crate::number::{Ratio, Value};
use std::cmp::Ordering;

/// How large a company is by yearly recurring revenue, in the stages of Successifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Under $10M.
    Early,
    /// $10M to under $50M.
    Growth,
    Mature,
}

impl Stage {
    pub const ALL: [Stage; 3] = [Stage::Early, Stage::Growth, Stage::Mature];

    /// By its word in links.
    pub fn parse(key: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.key() == key)
    }

    pub fn key(self) -> &'static str {
        match self {
            Stage::Early => "early",
            Stage::Growth => "growth",
            Stage::Mature => "mature",
        }
    }

    pub fn of(revenue: Ratio) -> Stage {
        let stages = Stage::ALL.into_iter();
        let mut held = stages.filter(|stage| holds(stage.revenue(), revenue));
        held.next().unwrap_or(Stage::Early)
    }

    /// Where "excellent" begins: the target that is proposed, in percent a year.
    pub fn target(self) -> i64 {
        self.scale()
            .and_then(|scale| scale.bands.last())
            .map_or(100, |band| band.from)
    }

    fn revenue(self) -> (i64, i64) {
        self.scale().map_or((0, 0), |scale| scale.revenue)
    }

    fn scale(self) -> Option<&'static Scale> {
        SCALES.get(self as usize)
    }
}

/// The company as the sources sort companies; sizes a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Known, or at least the stage of it is.
    pub revenue: Option<Ratio>,
    pub contract: Option<Ratio>,
    pub stage: Option<Stage>,
}

impl Size {
    /// What was entered or chosen comes first; the rest follows from the totals: what the start
    /// would be in a year if it is what one month's period bills, that is start × 12 ÷ months.
    pub fn of(
        base: Option<&Base>,
        revenue: Option<Ratio>,
        contract: Option<Ratio>,
        stage: Option<Stage>,
    ) -> Size {
        let yearly = |money: Ratio| {
            let months = base.map_or(12, |base| base.months);
            money.checked_mul(Ratio::new(12, months.into())?)
        };
        let revenue = revenue.or_else(|| yearly(base?.start));
        let contract = contract.or_else(|| yearly(base?.average?));
        Size {
            // A stage that was chosen against the revenue leaves it open.
            revenue: revenue
                .filter(|revenue| stage.is_none_or(|stage| stage == Stage::of(*revenue))),
            contract,
            stage: stage.or(revenue.map(Stage::of)),
        }
    }

    /// The surveys' rows about companies of this size, and those about all.
    pub fn surveys(&self) -> impl Iterator<Item = &'static Survey> {
        let size = *self;
        SURVEYS.iter().filter(move |survey| match survey.cut {
            Cut::All(_) => true,
            Cut::Contract(low, high) => {
                let contract = size.contract;
                contract.is_some_and(|contract| holds((low, high), contract))
            }
            Cut::Revenue(low, high) => match (size.revenue, size.stage) {
                (Some(revenue), _) => holds((low, high), revenue),
                (None, Some(stage)) => overlap((low, high), stage.revenue()),
                (None, None) => false,
            },
        })
    }

    /// The articles' scales for this stage, and those for all.
    pub fn scales(&self) -> impl Iterator<Item = &'static Scale> {
        let own = self.stage.map(Stage::revenue);
        let all = |scale: &Scale| scale.revenue == (0, 0);
        SCALES
            .iter()
            .filter(move |scale| all(scale) || Some(scale.revenue) == own)
    }
}

impl Scale {
    /// The band in which a rate lies, read on its unrounded value.
    pub fn band(&self, rate: &Value) -> Option<&'static Band> {
        let reached = |band: &&Band| match rate.compare(Ratio::percent(band.from)) {
            Ordering::Greater => true,
            Ordering::Equal => !band.above,
            Ordering::Less => false,
        };
        self.bands.iter().rev().find(reached)
    }
}

/// From the first to below the second; a second of 0 is open.
fn holds((low, high): (i64, i64), size: Ratio) -> bool {
    size >= Ratio::whole(low) && (high == 0 || size < Ratio::whole(high))
}

fn overlap((low, high): (i64, i64), (from, to): (i64, i64)) -> bool {
    (to == 0 || low < to) && (high == 0 || from < high)
}
