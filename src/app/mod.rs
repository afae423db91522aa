//! The page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    use leptos::prelude::*;
    let churn = RwSignal::new(String::from("30000"));
    leptos::mount::mount_to_body(move || {
        view! {
            <main>
                <h1>"Retention calculator"</h1>
                <label>"Churned revenue" <input name="churn" bind:value=churn /></label>
                <p><data data-metric="churn" value=churn>{churn}</data></p>
                <button on:click=move |_| churn.set(String::new())>"Clear"</button>
            </main>
        }
    });
}
