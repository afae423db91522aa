//! The metrics, from the totals of one period.
//!
//! [`Totals`] is what was given, blanks and faults included. [`figure`] answers one [`Metric`] with
//! a value or the [`Reason`] why there is none; the other rooms of this module say how the figures
//! hang together: the [`gross_range`], the [`identity`], the [`counts`] and the checks.

mod checks;
mod customers;
mod figures;
mod gross;
mod identity;
mod period;
mod reason;
mod totals;

pub use checks::{Leaving, Losses, leaving, losses};
pub use customers::{Counts, Disagreement, Solved, counts, customers_kept};
pub use figures::{Figure, Metric, figure, figures, retained_revenue};
pub use gross::{GrossRange, gross_range};
pub use identity::{Identity, Leavers, identity, leavers};
pub use period::Period;
pub use reason::Reason;
pub use totals::{Entry, Fault, Input, Totals};
