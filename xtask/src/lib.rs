//! The project's own tooling. The commands are in `main.rs`; journeys share the static server and
//! the browser with them.

pub mod bench;
pub mod bench_list;
pub mod build;
pub mod lists;
mod memory;
pub mod pack;
pub mod run;
mod same;
pub mod serve;
pub mod setup;
pub mod size;
pub mod test;
pub mod versions;
pub mod webdriver;
