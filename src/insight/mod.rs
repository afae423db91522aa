//! From figures to decisions: what published figures say of the same rates, what a target would
//! take, what a change would make of them, what they come to when they repeat, and which term
//! drives them; and of a list, which accounts rules that are shown warn of. Arithmetic, exact like
//! the figures themselves; no judgement.

pub mod base;
pub mod benchmarks;
pub mod claim;
pub mod diagnosis;
pub mod driver;
pub mod forecast;
pub mod playbook;
pub mod published;
pub mod sensitivity;
pub mod target;
pub mod tools;
pub mod warnings;
pub mod watch;
pub mod what_if;

pub use base::Base;
