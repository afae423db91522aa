//! The retention calculator.
#![forbid(unsafe_code)]

pub mod app;
