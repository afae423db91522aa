//! The page's parts: each reads the state and fills its place in `index.html`.

mod answer;
mod ask;
mod bands;
mod bridges;
mod builder;
mod choices;
mod compare;
mod controls;
mod decide;
mod embed;
mod explore;
mod focus;
mod forms;
mod identity;
mod intake;
mod list;
mod picture;
mod quadrant;
mod report;
mod ruler;
mod saves;
mod sight;
mod table;
mod take;
mod traced;
mod trends;
mod warnings;

use super::frame;
use super::lists::Lists;
use super::lock;
use super::page::App;
use crate::link::View;
use leptos::prelude::Owner;

/// Takes over the static page. The state lives as long as the page does.
pub fn mount() {
    lock::lock();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    let (app, shown) = App::start();
    let lists = Lists::new(app);
    controls::controls(app, lists);
    ask::ask(app);
    answer::answer(app);
    ruler::ruler(app);
    identity::identity(app);
    if shown.view == View::Embed {
        embed::embed(app, &shown);
        frame::frame(app);
    } else {
        explore::explore();
        saves::saves(app);
        intake::intake(app, lists);
        choices::choices(app);
        list::list(app);
        compare::compare(app);
        bands::bands(app, lists);
        warnings::warnings(app, lists);
        decide::decide(app);
        take::take(app);
        builder::builder(app);
        sight::sight();
    }
    app.announce_changes();
    std::mem::forget(owner);
}
