//! Mounts the page. The crate's map and invariants are in `lib.rs`.

fn main() {
    #[cfg(target_arch = "wasm32")]
    retention_calculator::app::mount();
}
