//! Journeys: what a person does on the built page, in a real browser.
//!
//! `cargo xtask test journeys` builds the page and runs them all;
//! `cargo test --features journeys --test browser NAME` runs some on the `dist/` that is there.
//! Each journey opens a page of its own; a console error that it didn't ask for fails it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/changed.rs"]
mod changed;
mod files;
#[path = "../common/heard.rs"]
mod heard;
mod page;
#[path = "../common/parents.rs"]
mod parents;

mod decide;
mod embed;
mod links;
mod list;
mod list_changes;
mod list_input;
mod list_pictures;
mod list_tables;
mod lock;
mod pictures;
mod smoke;
mod totals;
mod warnings;
