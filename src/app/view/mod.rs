//! The page's parts. Each is mounted into its place in `index.html`; the prose around them is
//! static there, so that it is painted before the program has loaded.

mod answer;
mod ask;
mod every_figure;
mod examples;
mod field;
mod head;
mod instrument;
mod link_box;
mod parts;
mod rectangle;
mod ruler;
mod take;

use super::state::App;
use leptos::prelude::*;
use leptos::mount::mount_to;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

/// Mounts every part. What the static page showed in their place is taken away in the same task,
/// so that nothing flickers.
pub fn mount() {
    let owner = Owner::new();
    owner.set();
    let app = App::start();
    place("head-controls", move || head::head(app));
    place("numbers", move || instrument::instrument(app));
    place("every-figure", move || every_figure::every_figure(app));
    place("take", move || take::take(app));
    place("examples", move || examples::examples(app));
    place("overlay", move || parts::toast(app));
    app.announce_changes();
    // The state lives as long as the page.
    std::mem::forget(owner);
}

fn place<V, N>(id: &str, view: V)
where
    V: FnOnce() -> N + 'static,
    N: IntoView,
{
    let Some(element) = element(id) else { return };
    let keep = element.query_selector(":scope > [data-keep]").ok().flatten();
    element.set_text_content(None);
    if let Some(keep) = keep {
        let _ = element.append_child(&keep);
    }
    let _ = element.remove_attribute("aria-busy");
    mount_to(element, view).forget();
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
