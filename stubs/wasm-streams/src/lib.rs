//! In place of the crate of this name, which leptos brings for functions on a server. There is no
//! server here; but what a crate exports to JavaScript stays in the program although nobody calls
//! it, and everybody would download it.

use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ReadableStream as Raw;

/// What the crate does with the answers of a server; here nothing comes.
pub struct ReadableStream(Raw);

impl ReadableStream {
    pub fn from_raw(raw: Raw) -> ReadableStream {
        ReadableStream(raw)
    }

    pub fn from_stream(
        _: impl Stream<Item = Result<JsValue, JsValue>> + 'static,
    ) -> ReadableStream {
        ReadableStream(JsValue::UNDEFINED.unchecked_into())
    }

    pub fn into_raw(self) -> Raw {
        self.0
    }

    pub fn into_stream(self) -> Nothing {
        Nothing
    }
}

/// Ends at once.
pub struct Nothing;

impl Stream for Nothing {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
