//! A customer list as accounts × months, and every figure that follows from it.

mod chain;
mod chunk;
mod figures;
mod journeys;
mod ledger;
mod methods;
mod month;
mod movements;
mod movers;
mod names;
mod scan;
mod segments;
mod span;
mod sweep;
mod tabulate;
mod window;
mod words;

pub use chain::chain;
pub use figures::{
    Age, Cohort, Figures, MonthFigures, NegativeTotals, TRAILING, Trailing, figures,
};
pub use journeys::MethodsSweep;
pub use ledger::{Ledger, Scaled, Signal, TooLarge};
pub use methods::{
    Cause, Difference, Interrupted, Method, Methods, NoRate, Rate, Reading, Returning, methods,
};
pub use month::Month;
pub use movements::{Kept, Movement, Movements, paid};
pub use movers::{Concentration, Mover, MoverSweep, Movers, concentration, movers, without};
pub use names::{Key, Names};
pub use segments::{SegmentFigures, SegmentSweep, segment_of, segments};
pub use span::{Partial, Sign, Span, partial_last_month};
pub use sweep::{Block, Steps, Sweep, sweep};
pub use tabulate::FiguresSweep;
pub use window::{Returns, SMALL_SAMPLE, Window, WindowSweep, amount};
pub use words::Words;
