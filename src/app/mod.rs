//! The page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    leptos::mount::mount_to_body(|| leptos::prelude::view! { <p>"Hello"</p> });
}
