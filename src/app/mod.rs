//! The page. What can be computed without a browser is in `state`, `draft`, `sheet`, `examples` and
//! `text`, and is tested natively; the rest exists only in the browser.

pub mod builder;
pub mod changes;
mod choosing;
pub mod document;
pub mod draft;
pub mod examples;
pub mod list;
pub mod refusal;
pub mod sample;
pub mod sheet;
pub mod state;
pub mod tables;
pub mod text;
pub mod watch;

#[cfg(target_arch = "wasm32")]
mod address;
#[cfg(target_arch = "wasm32")]
mod clipboard;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod download;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod frames;
#[cfg(target_arch = "wasm32")]
mod lists;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod lock;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod timer;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::mount;
