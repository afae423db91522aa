//! The page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <main><h1>"Retention calculator"</h1></main> });
}
