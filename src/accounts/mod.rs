//! A customer list as accounts × months, and every figure that follows from it.

mod chain;
mod figures;
mod ledger;
mod methods;
mod month;
mod movements;
mod movers;
mod names;
mod segments;
mod span;
mod sweep;
mod window;

pub use chain::chain;
pub use figures::{
    Age, Cohort, Figures, FiguresSweep, MonthFigures, NegativeTotals, TRAILING, Trailing, figures,
};
pub use ledger::{Ledger, Scaled, Signal, TooLarge};
pub use methods::{
    Cause, Difference, Interrupted, Method, Methods, MethodsSweep, NoRate, Rate, Reading,
    Returning, methods,
};
pub use month::Month;
pub use movements::{Kept, Movement, Movements, paid};
pub use movers::{Concentration, Mover, MoverSweep, Movers, concentration, movers, without};
pub use names::Names;
pub use segments::{SegmentFigures, SegmentSweep, segments};
pub use span::{Partial, Span, partial_last_month};
pub use sweep::{Block, Steps, Sweep, sweep};
pub use window::{Returns, SMALL_SAMPLE, Window, WindowSweep, amount};
