//! Reading what was given, in the page: slices of files one after another, each in pieces so small
//! that the page never stands still, and all of it once more where a late line asks for it.
// Sizes and times are floats in a browser; no figure is.
#![allow(clippy::float_arithmetic)]

use super::changes::Change;
use super::list::{Compare, List, Origin, Pace, Read};
use super::page::App;
use super::refusal::{Foreign, Refusal};
use super::sample;
use super::state::{Reading, State};
use super::{dom, frames};
use crate::accounts::Span;
use crate::import::{Choices, Day, Outcome, Reader};
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::{GetValue, LocalStorage, StoredValue, UpdateValue, WithValue};
use std::sync::Arc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{File, MessageChannel};

/// What is asked of a file at a time; the next is on its way while one is read.
const SLICE: f64 = 4_194_304.0;
/// What is read between two looks at the clock.
const PIECE: u32 = 262_144;
/// So many milliseconds of work, then the page has its turn.
const WORK: f64 = 8.0;
/// Reading that takes longer shows how far it has come.
const SHOWN_AFTER: f64 = 400.0;
const SHOWN_EVERY: f64 = 200.0;

/// What the reader gave: kept for the visit, so that it can be read in another way.
#[derive(Clone)]
enum Given {
    Files(Vec<File>),
    Text(Origin, Arc<str>),
}

/// All that was given, and the task that is under way.
#[derive(Clone, Copy)]
pub struct Lists {
    app: App,
    given: StoredValue<Vec<Given>, LocalStorage>,
    task: StoredValue<u32, LocalStorage>,
}

impl Lists {
    pub fn new(app: App) -> Lists {
        let lists = Lists {
            app,
            given: StoredValue::new_local(Vec::new()),
            task: StoredValue::new_local(0),
        };
        let list = move || app.state.with(|state| state.list.clone());
        dom::live(dom::differing(list, move |list| {
            if let Some(list) = list.as_ref().filter(|list| list.is_pending) {
                lists.complete(Arc::clone(list));
            }
        }));
        lists
    }

    pub fn files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.give(Given::Files(files));
        }
    }

    pub fn text(self, text: String) {
        self.give(Given::Text(Origin::Pasted, text.into()));
    }

    pub fn sample(self) {
        self.give(Given::Text(Origin::Sample, sample::csv().into()));
    }

    /// Reads the same once more, with another choice.
    pub fn change(self, change: Change) {
        let state = self.app.state;
        if let Change::Shown(currency) = change {
            return state.update(|state| state.show_in(currency));
        }
        let read = state.with_untracked(|state| match (&state.refused, &state.list) {
            (Some(Refusal::Unusable(read)), _) => Some((Arc::clone(read), Compare::default())),
            (_, Some(list)) => Some((Arc::clone(&list.read), list.compare)),
            _ => None,
        });
        let Some((read, mut compare)) = read else {
            return;
        };
        // Segments may have other numbers, and months may be others.
        compare.span = None;
        compare.who = super::list::Who::All;
        let choices = change.apply(&read.choices, &read.source.roles);
        if read.is_open() && read.source.layout.is_none() && choices.layout.is_none() {
            // Not enough is said of the columns yet to read anything.
            let known = Read {
                choices,
                ..(*read).clone()
            };
            let list = List {
                read: Arc::new(known),
                compare,
                compared: None,
                is_pending: false,
            };
            state.update(|state| state.take_comparison(list));
        } else {
            self.start(read.given, choices, compare);
        }
    }

    /// The window that is shown.
    pub fn span(self) -> Option<Span> {
        let list = self.app.state.with_untracked(|state| state.list.clone());
        list?.span()
    }

    /// Compares the list that is shown in another way.
    pub fn compare(self, change: impl FnOnce(&mut Compare)) {
        let list = self.app.state.with_untracked(|state| state.list.clone());
        if let Some(list) = list {
            let mut compare = list.compare;
            change(&mut compare);
            self.compare_as(&list, compare);
        }
    }

    fn compare_as(self, list: &List, compare: Compare) {
        let state = self.app.state;
        if state.update(|state| state.compare(compare)) {
            return;
        }
        let read = Arc::clone(&list.read);
        let mut turn = self.next_turn(String::new(), 0);
        spawn_local(async move {
            if let Some(list) = List::of(read, compare, &mut turn).await {
                state.update(|state| state.take_comparison(list));
            }
        });
    }

    /// Gives up what is under way. What was there stays.
    pub fn stop(self) {
        self.next_task();
        self.app.act(State::stop_reading);
    }

    fn give(self, given: Given) {
        self.given.update_value(|all| all.push(given));
        let place = self.given.with_value(Vec::len).saturating_sub(1);
        let clock = self.app.state.with_untracked(|state| state.watch.clock);
        let choices = Choices {
            today: clock.and_then(Day::of_number),
            ..Choices::default()
        };
        self.start(place, choices, Compare::default());
    }

    fn start(self, place: usize, choices: Choices, compare: Compare) {
        let Some(given) = self.given.with_value(|all| all.get(place).cloned()) else {
            return;
        };
        let app = self.app;
        let mut turn = self.next_turn(given.name(), given.bytes());
        spawn_local(async move {
            match given.read(place, choices, &mut turn).await {
                Ok(read) if read.is_refused() => {
                    app.update(|state| state.refuse(Refusal::Unusable(Arc::new(read))));
                }
                Ok(read) => app.act(|state| state.take_list(List::first(Arc::new(read), compare))),
                Err(Some(refusal)) => app.update(|state| state.refuse(refusal)),
                Err(None) => {}
            }
        });
    }

    /// A turn of work beside what is under way, which does not stop it.
    pub fn aside(self) -> impl Pace + use<> {
        Turn {
            task: None,
            shown: f64::INFINITY,
            ..self.turn(String::new(), 0)
        }
    }

    /// Compares the window of a list whose months are shown already. Nothing stops it: the list
    /// may be brought back after another one was shown.
    fn complete(self, list: Arc<List>) {
        spawn_local(async move {
            frames::painted().await;
            let mut turn = self.aside();
            let list = List::of(Arc::clone(&list.read), list.compare, &mut turn).await;
            if let Some(list) = list {
                self.app.update(|state| state.complete(&list));
            }
        });
    }

    /// A turn that goes on until the next one begins.
    fn next_turn(self, name: String, bytes: u64) -> Turn {
        let task = Some(self.next_task());
        Turn {
            task,
            ..self.turn(name, bytes)
        }
    }

    fn turn(self, name: String, bytes: u64) -> Turn {
        Turn {
            lists: self,
            task: None,
            since: now(),
            shown: now() + SHOWN_AFTER - SHOWN_EVERY,
            channel: MessageChannel::new().ok(),
            reading: Reading {
                name,
                bytes,
                done: Default::default(),
            },
        }
    }

    /// Whatever is under way ends at its next rest.
    fn next_task(self) -> u32 {
        self.task.update_value(|task| *task = task.wrapping_add(1));
        self.task.get_value()
    }
}

impl Given {
    fn name(&self) -> String {
        match self {
            Given::Files(files) => match files.as_slice() {
                [one] => one.name(),
                many => many.len().to_string() + " files",
            },
            Given::Text(Origin::Sample, _) => sample::NAME.to_owned(),
            Given::Text(..) => "what was pasted".to_owned(),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Given::Files(files) => files.iter().map(|file| file.size() as u64).sum(),
            Given::Text(_, text) => text.len() as u64,
        }
    }

    /// Reads all of it, twice where need be. `Err(None)`: stopped.
    async fn read(
        &self,
        place: usize,
        choices: Choices,
        turn: &mut Turn,
    ) -> Result<Read, Option<Refusal>> {
        if self.bytes() == 0 {
            return Err(Some(Refusal::Empty));
        }
        let mut reader = Reader::new(choices.clone());
        let imported = loop {
            self.pass(&mut reader, turn).await?;
            let mut closing = reader.close();
            while closing.step() {
                if !turn.rest().await {
                    return Err(None);
                }
            }
            match closing.outcome() {
                Outcome::Again(next) => reader = *next,
                Outcome::Done(imported) => break imported,
            }
        };
        let origin = match self {
            Given::Files(_) => Origin::Files,
            Given::Text(origin, _) => *origin,
        };
        let read = Read::of(*imported, origin, place, choices, turn).await;
        read.ok_or(None)
    }

    async fn pass(&self, reader: &mut Reader, turn: &mut Turn) -> Result<(), Option<Refusal>> {
        match self {
            Given::Files(files) => {
                for file in files {
                    reader.file(&file.name(), Some(file.size() as u64));
                    read_file(file, reader, turn).await?;
                }
            }
            Given::Text(origin, text) => {
                let name = match origin {
                    Origin::Sample => sample::NAME,
                    _ => "pasted",
                };
                reader.file(name, Some(text.len() as u64));
                for piece in text.as_bytes().chunks(PIECE as usize) {
                    reader.push(piece);
                    turn.progress(reader).await?;
                }
            }
        }
        Ok(())
    }
}

async fn read_file(
    file: &File,
    reader: &mut Reader,
    turn: &mut Turn,
) -> Result<(), Option<Refusal>> {
    let lost = |_| Some(Refusal::Lost(file.name()));
    let slice = |from: f64| {
        let slice = file.slice_with_f64_and_f64(from, from + SLICE);
        // As a future at once: a failure that nobody waits for any more is no complaint.
        slice.map(|slice| JsFuture::from(slice.array_buffer()))
    };
    let size = file.size();
    let mut from = 0.0;
    let mut coming = slice(from).map_err(lost)?;
    let mut piece = Vec::new();
    while from < size {
        let buffer = coming.await.map_err(lost)?;
        let bytes = Uint8Array::new(&buffer.unchecked_into::<ArrayBuffer>());
        let first = from == 0.0;
        from += SLICE;
        coming = slice(from).map_err(lost)?;
        let mut at = 0;
        while at < bytes.length() {
            let to = at.saturating_add(PIECE).min(bytes.length());
            let part = bytes.subarray(at, to);
            piece.resize(part.length() as usize, 0);
            part.copy_to(&mut piece);
            if let Some(kind) = Foreign::of(&piece).filter(|_| first && at == 0) {
                return Err(Some(Refusal::Foreign(file.name(), kind)));
            }
            reader.push(&piece);
            if reader.is_done() {
                return Ok(());
            }
            at = to;
            turn.progress(reader).await?;
        }
    }
    Ok(())
}

/// A task's share of the page's time.
struct Turn {
    lists: Lists,
    /// None: it is never stopped.
    task: Option<u32>,
    /// When the page had its turn last.
    since: f64,
    /// When it was last shown how far it is.
    shown: f64,
    channel: Option<MessageChannel>,
    reading: Reading,
}

impl Turn {
    async fn progress(&mut self, reader: &Reader) -> Result<(), Option<Refusal>> {
        self.reading.done = reader.progress();
        self.rest().await.then_some(()).ok_or(None)
    }

    fn goes_on(&self) -> bool {
        self.task
            .is_none_or(|task| task == self.lists.task.get_value())
    }
}

impl Pace for Turn {
    async fn rest(&mut self) -> bool {
        // Given up while a slice was on its way: what it brought is not shown any more.
        if !self.goes_on() {
            return false;
        }
        if now() - self.since > WORK {
            if now() - self.shown > SHOWN_EVERY {
                self.shown = now();
                let reading = self.reading.clone();
                self.lists.app.update(|state| state.reading = Some(reading));
            }
            frames::breathe(self.channel.as_ref()).await;
            self.since = now();
        }
        self.goes_on()
    }
}

fn now() -> f64 {
    let performance = dom::window().performance();
    performance.map_or(0.0, |performance| performance.now())
}
