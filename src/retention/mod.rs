//! The metrics, from the totals of one period.
//!
//! [`Totals`] is what was given, blanks and faults included. [`figure`] answers one [`Metric`] with
//! a value or the [`Reason`] why there is none. How the figures hang together: the [`gross_range`], the
//! [`identity`] and its [`leavers`]; whether the inputs do: [`counts`], [`losses`], [`leaving`].

mod checks;
mod customers;
mod figures;
mod gross;
mod identity;
mod metric;
mod period;
mod reason;
mod totals;

pub use checks::{Leaving, Losses, leaving, losses};
pub use customers::{Counts, Disagreement, Solved, counts, customers_kept};
pub use figures::{Figure, figure, figures, retained_revenue};
pub use gross::{GrossRange, gross_range};
pub use identity::{Identity, Leavers, identity, leavers};
pub use metric::Metric;
pub use period::Period;
pub use reason::Reason;
pub use totals::{Entry, Fault, Input, Totals};
