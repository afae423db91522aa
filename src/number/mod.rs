//! Exact numbers: what is counted, what is divided, and how both become text.
//!
//! Money ([`Amount`]) and customers ([`Count`]) are bounded where they enter, so that sums of them
//! never overflow. A figure ([`Value`]) keeps the fraction, or the root of a fraction, that it is;
//! it is rounded once, half away from zero, when somebody looks at it.

mod amount;
mod big;
mod change;
mod compound;
mod count;
mod currency;
mod ratio;
mod reading;
mod text;
mod typed;
mod value;

pub use amount::{Amount, AmountError};
pub(crate) use amount::{MICRO, is_digits};
pub(crate) use big::Big;
pub use change::Change;
pub use compound::Compound;
pub use count::Count;
pub use currency::Currency;
pub use ratio::Ratio;
pub use reading::{Echo, ReadError, Reading, read_amount, read_count};
pub use text::{Mark, group, percent_places, shown};
pub(crate) use text::{is_letter, plain};
pub use value::{Unit, Value};
