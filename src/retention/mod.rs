//! The metrics, from the totals of one period.
//!
//! [`Totals`] is what was given, blanks and faults included. [`figure`] answers one [`Metric`] with
//! a value or the [`Reason`] why there is none. How the figures hang together: the [`gross_range`], the
//! [`identity`] and its [`leavers`]; whether the inputs do: [`counts`], [`losses`], [`leaving`].
//!
//! ```
//! use retention_calculator::link::decode;
//! use retention_calculator::number::{Mark, shown};
//! use retention_calculator::retention::{Metric, Reason, figure, gross_range, identity};
//!
//! let link = decode("", "start=500000&expansion=100000&contraction=20000&churn=30000\
//!     &customers_start=200&customers_lost=20").link.unwrap();
//! let text = |metric: Metric| -> Result<String, Reason> {
//!     let value = figure(link.totals(), metric)?;
//!     shown(&value, metric.unit(), Mark::Point, &[]).ok_or(Reason::TooLarge)
//! };
//! assert_eq!(text(Metric::Nrr), Ok("110.0".into()));
//! assert_eq!(text(Metric::CustomerRetention), Ok("90.0".into()));
//! assert_eq!(text(Metric::RetainedArpa), Ok("3,055.56".into()));
//! // No count of new customers: the customers at the end are not guessed.
//! assert_eq!(text(Metric::CustomersEnd).unwrap_err().id(), "missing:customers_new");
//!
//! let why = identity(link.totals()).unwrap();
//! assert_eq!(why.customer_retention.checked_mul(why.growth), Some(why.nrr));
//! assert!(!gross_range(link.totals()).unwrap().is_point());
//! ```

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
