//! Distinct names, by number.

use super::words::Words;

/// Distinct names, numbered in the order in which they first appeared.
///
/// All names lie one after another in one text, and a name is found by the hash of its bytes:
/// no name is allocated on its own, and nothing is copied to look one up.
#[derive(Clone, Debug, Default)]
pub struct Names {
    text: String,
    ends: Vec<u32>,
    /// Open addressing, at most half full: the hash's upper half, then the name's number plus one.
    slots: Vec<u64>,
}

impl Names {
    pub fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The name with this number; empty if there is none.
    pub fn name(&self, number: u32) -> &str {
        self.text.get(self.range(number)).unwrap_or_default()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.name(number))
    }

    /// The number of a name already known.
    #[inline]
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        self.find_key(Key::of(name, 0, name.len()), name)
    }

    /// The same for a name whose key is known.
    pub fn find_key(&self, key: Key, name: &[u8]) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key.hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            let number = (slot as u32).wrapping_sub(1);
            if slot >> 32 == key.hash >> 32 && self.is(number, key, name) {
                return Some(number);
            }
            at = at.wrapping_add(1) & mask;
        }
    }

    /// The first name to compare with a key; no name's number if there is none. Asked for many
    /// names before the first is compared, so that memory answers them together.
    #[inline(always)]
    pub fn candidate(&self, key: Key) -> u32 {
        let mask = self.slots.len().wrapping_sub(1);
        match self.slots.get(key.hash as usize & mask) {
            Some(&slot) if slot >> 32 == key.hash >> 32 => (slot as u32).wrapping_sub(1),
            _ => u32::MAX,
        }
    }

    /// Whether this is the name with a number.
    #[inline(always)]
    pub fn is(&self, number: u32, key: Key, name: &[u8]) -> bool {
        let std::ops::Range { start, end } = self.range(number);
        if end.wrapping_sub(start) != name.len() {
            return false;
        }
        if name.len() <= Words::MOST {
            return Words::of(self.text.as_bytes(), start, name.len()) == key.words;
        }
        self.text.as_bytes().get(start..end) == Some(name)
    }

    /// The number of a name, new or known. None when all names together exceed 4 GiB.
    pub fn number(&mut self, name: &str) -> Option<u32> {
        let key = Key::of(name.as_bytes(), 0, name.len());
        self.find_key(key, name.as_bytes())
            .or_else(|| self.append(key, name))
    }

    /// The number of a name that is not known yet.
    pub fn append(&mut self, key: Key, name: &str) -> Option<u32> {
        let end = u32::try_from(self.text.len().checked_add(name.len())?).ok()?;
        let number = u32::try_from(self.ends.len()).ok()?;
        if self.ends.len() >= self.slots.len() / 2 {
            self.grow();
        }
        self.text.push_str(name);
        self.ends.push(end);
        self.place(key.hash, number);
        Some(number)
    }

    #[inline(always)]
    fn range(&self, number: u32) -> std::ops::Range<usize> {
        let at = number as usize;
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
        };
        start as usize..self.ends.get(at).copied().unwrap_or(0) as usize
    }

    fn place(&mut self, hash: u64, number: u32) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = hash & !0xffff_ffff | u64::from(number.wrapping_add(1));
                return;
            }
            at = at.wrapping_add(1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len().saturating_mul(2).max(64);
        self.slots = vec![0; size];
        for number in 0..self.len() {
            let std::ops::Range { start, end } = self.range(number);
            let key = Key::of(self.text.as_bytes(), start, end.wrapping_sub(start));
            self.place(key.hash, number);
        }
    }
}

/// What a name is looked up by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Key {
    hash: u64,
    /// The name itself, if it is short.
    words: Words,
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key {
    /// Of the bytes of a text from `at`. Nothing depends on the exact values.
    #[inline(always)]
    pub fn of(text: &[u8], at: usize, length: usize) -> Key {
        if length > Words::MOST {
            let name = text.get(at..).unwrap_or_default();
            return Key::long(name.get(..length).unwrap_or_default());
        }
        Key::short(Words::of(text, at, length), length)
    }

    /// Of a name that fits into words.
    #[inline(always)]
    pub fn short(words: Words, length: usize) -> Key {
        let seed = (length as u64).wrapping_mul(MIX);
        let hash = mixed(mixed(seed, words.0), words.1);
        Key {
            hash: hash ^ hash >> 32,
            words,
        }
    }

    #[inline(never)]
    fn long(name: &[u8]) -> Key {
        let seed = (name.len() as u64).wrapping_mul(MIX);
        let (words, rest) = name.as_chunks::<8>();
        let hash = words
            .iter()
            .fold(seed, |hash, word| mixed(hash, u64::from_le_bytes(*word)));
        let hash = mixed(hash, Words::of(rest, 0, rest.len()).0);
        Key {
            hash: hash ^ hash >> 32,
            words: Words::default(),
        }
    }
}

#[inline(always)]
fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(MIX)
}
