//! What short cells meant when they were read before.

use crate::accounts::Words;

/// What short cells meant when they were read before. Some are forgotten for others.
#[derive(Clone, Debug)]
pub(super) struct Memo<T>(Vec<(Words, T)>);

const SLOTS: usize = 128;

impl<T: Copy> Memo<T> {
    pub fn new() -> Memo<T> {
        Memo(Vec::new())
    }

    /// Of the bytes of a text from `at`.
    #[inline(always)]
    pub fn recall(&self, text: &[u8], at: usize, length: usize) -> Option<T> {
        if length == 0 || length > Words::MOST {
            return None;
        }
        let words = Words::of(text, at, length);
        let (cell, meaning) = *self.0.get(slot(words))?;
        (cell == words).then_some(meaning)
    }

    /// Cells are without NUL, and the empty one means nothing.
    pub fn keep(&mut self, cell: &[u8], meaning: T) {
        if cell.is_empty() || cell.len() > Words::MOST || cell.contains(&0) {
            return;
        }
        if self.0.is_empty() {
            self.0.resize(SLOTS, (Words::default(), meaning));
        }
        let words = Words::of(cell, 0, cell.len());
        if let Some(place) = self.0.get_mut(slot(words)) {
            *place = (words, meaning);
        }
    }
}

#[inline(always)]
fn slot(Words(first, second): Words) -> usize {
    let folded = (first ^ second.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (folded >> 57) as usize
}
