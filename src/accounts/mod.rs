//! A customer list as accounts × months, and every figure that follows from it.

mod ledger;
mod month;
mod names;

pub use ledger::{Ledger, Scaled, Signal, TooLarge};
pub use month::Month;
pub use names::Names;
