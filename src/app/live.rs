//! Signals behind doors. Opened in place, each would bring its locking and following into every
//! function that looks at the state, which is downloaded.

use leptos::prelude::{Effect, ReadUntracked, RwSignal, Track, Write};
use std::ops::{Deref, DerefMut};

/// What others follow: they run again when it changes.
#[derive(Clone, Copy)]
pub struct Live<S>(pub S);

impl<S: Track + ReadUntracked> Live<S> {
    pub fn with<T>(self, read: impl FnOnce(&<S::Value as Deref>::Target) -> T) -> T {
        self.0.track();
        read(&self.open())
    }

    /// Looks once, without following.
    pub fn with_untracked<T>(self, read: impl FnOnce(&<S::Value as Deref>::Target) -> T) -> T {
        read(&self.open())
    }

    #[inline(never)]
    fn open(&self) -> S::Value {
        self.0.read_untracked()
    }
}

impl<T: Send + Sync + 'static> Live<RwSignal<T>> {
    /// Changes it; then all that follows it runs again.
    pub fn update<U>(self, change: impl FnOnce(&mut T) -> U) -> U {
        change(&mut self.open_to_change())
    }

    #[inline(never)]
    fn open_to_change(&self) -> impl DerefMut<Target = T> {
        self.0.write()
    }
}

/// Runs now, and again whenever something that it reads has changed.
pub fn live(run: impl Fn() + 'static) {
    // One effect type for all: each closure type would bring its own copy of the machinery.
    fn boxed(run: Box<dyn Fn()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}
