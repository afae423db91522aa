//! Customers by the month in which they started: what is left of them later.

use super::grid::{Column, Form, Grid, Row};
use crate::accounts::{Age, Cohort, Figures, Month};
use crate::app::text::tables as words;
use crate::export::Cell;
use crate::number::Ratio;

/// At most so many ages side by side.
const WIDEST: usize = 12;
/// Months from one age to the next: as few as fit.
const STEPS: [usize; 7] = [1, 3, 6, 12, 24, 60, 120];

/// What is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    #[default]
    Revenue,
    /// No account counted above what it started with.
    Gross,
    Customers,
}

impl Measure {
    pub fn id(self) -> &'static str {
        match self {
            Measure::Revenue => "revenue",
            Measure::Gross => "gross",
            Measure::Customers => "customers",
        }
    }

    pub fn parse(id: &str) -> Measure {
        match id {
            "gross" => Measure::Gross,
            "customers" => Measure::Customers,
            _ => Measure::Revenue,
        }
    }
}

/// What a number of the table is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// The first month.
    #[default]
    First,
    /// The column before.
    Previous,
    /// Of nothing: the amount, or the customers, as they are.
    Absolute,
}

impl Base {
    pub fn parse(id: &str) -> Base {
        match id {
            "previous" => Base::Previous,
            "absolute" => Base::Absolute,
            _ => Base::First,
        }
    }
}

/// Which months of starting are taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Starts {
    #[default]
    Month,
    Quarter,
    Year,
}

impl Starts {
    pub fn parse(id: &str) -> Starts {
        match id {
            "quarter" => Starts::Quarter,
            "year" => Starts::Year,
            _ => Starts::Month,
        }
    }

    fn form(self) -> Form {
        match self {
            Starts::Month => Form::Plain,
            Starts::Quarter => Form::Quarter,
            Starts::Year => Form::Year,
        }
    }

    /// The first month of what a month is taken into.
    fn of(self, month: Month) -> Option<Month> {
        let first = match self {
            Starts::Month => month.month(),
            Starts::Quarter => quarter(month).saturating_mul(3).saturating_sub(2),
            Starts::Year => 1,
        };
        Month::new(month.year(), first)
    }
}

/// 1 to 4.
pub fn quarter(month: Month) -> u32 {
    month.month().saturating_add(2) / 3
}

/// How far a cohort is above or below what it started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heat(pub &'static str);

impl Heat {
    /// Seven steps around 100%: each begins with its lower end.
    pub fn of(kept: Ratio) -> Heat {
        const STEPS: [(i128, &str); 6] = [
            (700, "h-l3"),
            (850, "h-l2"),
            (975, "h-l1"),
            (1025, "h-0"),
            (1150, "h-u1"),
            (1300, "h-u2"),
        ];
        let below = |limit| Ratio::new(limit, 1000).is_some_and(|limit| kept < limit);
        let step = STEPS.into_iter().find(|(limit, _)| below(*limit));
        Heat(step.map_or("h-u3", |(_, class)| class))
    }
}

/// The table, and how many months lie between its columns.
pub struct Cohorts {
    pub grid: Grid,
    pub step: usize,
}

/// One row for all who started together.
pub fn cohorts(
    figures: &Figures,
    (measure, base, starts): (Measure, Base, Starts),
    scale: u32,
) -> Cohorts {
    let cohorts = together(figures, starts);
    let oldest = cohorts.iter().map(|cohort| cohort.ages.len()).max();
    let oldest = oldest.unwrap_or_default().saturating_sub(1);
    let fits = |step: &usize| oldest.checked_div(*step).is_some_and(|many| many <= WIDEST);
    let step = STEPS.into_iter().find(fits).unwrap_or(120);
    let ages: Vec<usize> = (1..=oldest)
        .filter(|age| age.checked_rem(step) == Some(0))
        .collect();
    let mut columns = vec![Column::new("Started", "")];
    columns.extend(ages.iter().map(|age| Column {
        name: age.to_string().into(),
        spoken: "months later",
        ..Column::new("", "").form(match base {
            Base::Absolute => Form::Amount,
            _ => Form::Heat,
        })
    }));
    let rows = cohorts.iter().map(|cohort| {
        let mut cells = vec![Cell::Month(cohort.month)];
        cells.extend(ages.iter().map(|age| match base {
            Base::First => kept(cohort, 0, *age, measure),
            Base::Previous => kept(cohort, age.saturating_sub(step), *age, measure),
            Base::Absolute => absolute(cohort, *age, measure, scale),
        }));
        let form = match cohort.already_active {
            true => Form::Plain,
            false => starts.form(),
        };
        Row {
            form,
            ..Row::new(cells).note(words::cohort_note(cohort))
        }
    });
    Cohorts {
        grid: Grid {
            columns,
            rows: rows.collect(),
            total: None,
        },
        step,
    }
}

/// Those who started in the same month, quarter or year, each counted from its own first month.
/// They are as old as the youngest of them. Who was there when the data starts stays apart.
fn together(figures: &Figures, starts: Starts) -> Vec<Cohort> {
    let mut all: Vec<Cohort> = Vec::new();
    for cohort in &figures.cohorts {
        match all.last_mut() {
            Some(last)
                if starts.of(last.month) == starts.of(cohort.month)
                    && !last.already_active
                    && !cohort.already_active =>
            {
                last.ages.truncate(cohort.ages.len());
                for (sum, age) in last.ages.iter_mut().zip(&cohort.ages) {
                    *sum = Age {
                        revenue: sum.revenue.saturating_add(age.revenue),
                        gross: sum.gross.saturating_add(age.gross),
                        customers: sum.customers.saturating_add(age.customers),
                    };
                }
            }
            _ => all.push(cohort.clone()),
        }
    }
    all
}

/// Blank: the data ends before the cohort is as old.
fn kept(cohort: &Cohort, from: usize, age: usize, measure: Measure) -> Cell<'static> {
    let (Some(from), Some(age)) = (cohort.ages.get(from), cohort.ages.get(age)) else {
        return Cell::Blank;
    };
    let share = |part: i128, whole: i128| Ratio::new(part, whole).ok_or(());
    Cell::rate(match measure {
        Measure::Revenue => share(age.revenue, from.revenue),
        Measure::Gross => share(age.gross, from.gross),
        Measure::Customers => share(age.customers.into(), from.customers.into()),
    })
}

fn absolute(cohort: &Cohort, age: usize, measure: Measure, scale: u32) -> Cell<'static> {
    cohort
        .ages
        .get(age)
        .map_or(Cell::Blank, |age| match measure {
            Measure::Revenue => Cell::Money(age.revenue, scale),
            Measure::Gross => Cell::Money(age.gross, scale),
            Measure::Customers => Cell::Count(age.customers),
        })
}
