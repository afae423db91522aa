//! The retention calculator: net revenue retention and customer retention from the same totals,
//! exact and explained.
//!
//! # The map
//!
//! Data flows, and imports point, one way:
//!
//! | room | what it is | stands on |
//! | --- | --- | --- |
//! | [`number`] | money, customers, fractions, compounding; numbers ⇄ text | |
//! | [`retention`] | totals of one period → metrics, checks, reasons | `number` |
//! | [`accounts`] | a customer list as accounts × months | `number`, `retention` |
//! | [`import`] | bytes → a customer list, and all that could not be read | `accounts` |
//! | [`insight`] | from figures to decisions: published figures, diagnosis, targets, what-ifs, forecasts, drivers, early warnings | `accounts`, `retention` |
//! | [`link`] | address ⇄ inputs and presentation; embeds: snippets, words to the host | `number`, `retention` |
//! | [`export`] | the result as JSON, CSV, TSV, Markdown and spreadsheet formulas | `accounts`, `retention` |
//! | [`chart`] | pictures as placed marks | `number`, `retention`, `insight` |
//! | `app` | the page; sees everything, seen by nothing | all of them |
//!
//! Everything but `app` is the core: plain Rust that a test on any machine can call.
//!
//! # The invariants
//!
//! 1. The core reads no clock, locale, page, network or randomness: the same input gives the same
//!    result everywhere. What belongs to the web is declared for wasm32 alone, so the core cannot
//!    see it; `tests/tidy.rs` checks the arrows between the rooms.
//! 2. Reading never fails: it returns what it understood and what it has to report. A metric is a
//!    value or the reason why there is none, never NaN, infinity, 0 or 100 in its place.
//! 3. No input panics. The lints below forbid every construct that could.
//! 4. Exact inside, rounded once, half away from zero, on display. There are no floats.
//! 5. A blank is missing and never 0.
//! 6. A link is a function of the inputs and back; a link made today opens for ever.
//! 7. The core speaks in enums that carry data; sentences live in the page. Numbers become text in
//!    one place.
//!
//! # Glossary
//!
//! - *period*: the length of time that the totals cover, 1 to 60 months; part of every result.
//! - *starting*, *ending*: recurring revenue when the period began and ended.
//! - *movement*: a change in between: *expansion*, *contraction*, *churn*, *new*, *reactivation*.
//! - *opening cohort*: the customers who were active when the period began. NRR, GRR and customer
//!   retention are about them alone.
//! - *nrr*, net revenue retention: what the opening cohort pays at the end ÷ what it paid at the
//!   start.
//! - *grr*, gross revenue retention: the same without what anybody pays more.
//! - *customer retention* (CR): the share of the opening cohort that is still there.
//! - *arpa*: average revenue per account; accounts and customers are the same here.
//! - *annualised*: compounded to twelve months, an estimate if every period repeated.
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::panic
)]

pub mod accounts;
pub mod app;
pub mod chart;
pub mod export;
pub mod import;
pub mod insight;
pub mod link;
pub mod number;
pub mod retention;
