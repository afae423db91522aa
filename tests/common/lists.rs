//! Lists as the page reads and compares them, without ever resting.

use retention_calculator::app::list::{Compare, List, Origin, Pace, Read};
use retention_calculator::import::{Choices, Outcome, Reader};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Never rests, or stops at once.
pub struct Hurry(pub bool);

impl Pace for Hurry {
    async fn rest(&mut self) -> bool {
        self.0
    }
}

pub fn now<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits"),
    }
}

pub fn read_with(text: &[u8], choices: Choices) -> Read {
    let mut reader = Reader::new(choices.clone());
    loop {
        reader.file("list.csv", None);
        reader.push(text);
        match reader.finish() {
            Outcome::Again(next) => reader = *next,
            Outcome::Done(imported) => {
                let mut pace = Hurry(true);
                let read = Read::of(*imported, Origin::Files, 0, choices, &mut pace);
                return now(read).unwrap();
            }
        }
    }
}

pub fn read(text: &str) -> Read {
    read_with(text.as_bytes(), Choices::default())
}

pub fn compared(read: Read, compare: Compare) -> List {
    now(List::of(Arc::new(read), compare, &mut Hurry(true))).unwrap()
}

pub fn list_with(text: &str, compare: Compare) -> List {
    compared(read(text), compare)
}

pub fn list(text: &str) -> List {
    list_with(text, Compare::default())
}
