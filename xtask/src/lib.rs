//! The project's own tooling. The commands are in `main.rs`; journeys share the static server and
//! the browser with them.

pub mod bench;
pub mod bench_list;
pub mod bench_load;
pub mod build;
pub mod engines;
mod html;
pub mod lists;
mod memory;
pub mod pack;
mod publish;
pub mod run;
mod same;
mod seal;
pub mod serve;
pub mod setup;
pub mod size;
pub mod test;
mod verify;
pub mod versions;
pub mod webdriver;
