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
        if self.slots.is_empty() {
            return None;
        }
        let hash = hash(name);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if slot >> 32 == hash >> 32 {
                let number = (slot as u32).wrapping_sub(1);
                if self.text.as_bytes().get(self.range(number)) == Some(name) {
                    return Some(number);
                }
            }
            at = at.wrapping_add(1) & mask;
        }
    }

    /// The number of a name, new or known. None when all names together exceed 4 GiB.
    pub fn number(&mut self, name: &str) -> Option<u32> {
        if let Some(number) = self.find(name.as_bytes()) {
            return Some(number);
        }
        let end = u32::try_from(self.text.len().checked_add(name.len())?).ok()?;
        let number = u32::try_from(self.ends.len()).ok()?;
        if self.ends.len() >= self.slots.len() / 2 {
            self.grow();
        }
        self.text.push_str(name);
        self.ends.push(end);
        self.place(hash(name.as_bytes()), number);
        Some(number)
    }

    #[inline]
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
            let name = self.text.as_bytes().get(self.range(number));
            self.place(hash(name.unwrap_or_default()), number);
        }
    }
}

/// Mixes eight bytes at a time; nothing depends on its exact values.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = (bytes.len() as u64).wrapping_mul(K);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        h = (h.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(K);
    }
    let mut tail = 0;
    for &byte in rest {
        tail = tail << 8 | u64::from(byte);
    }
    h = (h.rotate_left(23) ^ tail).wrapping_mul(K);
    h ^ h >> 29
}
