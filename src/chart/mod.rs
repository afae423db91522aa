//! Pictures as geometry: data in, placed marks out. Nothing here knows the page.
//!
//! Coordinates are whole numbers of a small unit ([`Length`]), so a picture is the same everywhere
//! and a snapshot of it can be compared byte for byte.

pub mod bridge;
pub mod card;
pub mod iso;
mod length;
pub mod mark;
pub mod poster;
pub mod quadrant;
pub mod rectangle;
pub mod ruler;
pub mod scissors;
pub mod small;
pub mod trend;

pub use length::Length;
