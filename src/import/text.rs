//! Bytes as characters.

use std::borrow::Cow;

/// How a file's bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    #[default]
    Utf8,
    /// With a byte order mark.
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// Assumed where bytes are not UTF-8.
    Windows1252,
}

impl Encoding {
    pub fn id(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8+bom",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// Turns the bytes of a file into UTF-8, however they are cut. What is not UTF-16, and not said to
/// be Windows-1252, is passed on as it is; see [`decode`] for its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoder {
    /// What the user said.
    pub chosen: Option<Encoding>,
    pub encoding: Option<Encoding>,
    /// Bytes that do not yet say what they are.
    pending: Vec<u8>,
    high: Option<u16>,
}

impl Decoder {
    /// What the next bytes add, as it stands or made in `out`.
    pub fn text<'a>(&mut self, bytes: &'a [u8], out: &'a mut Vec<u8>) -> &'a [u8] {
        match self.encoding {
            Some(Encoding::Utf8 | Encoding::Utf8Bom) => return bytes,
            None => self.start(bytes, false, out),
            Some(_) => self.push(bytes, false, out),
        }
        out
    }

    /// The first three bytes decide, if nobody said it. Until then nothing comes out.
    pub fn start(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() < 3 && !last {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let (encoding, skip) = match pending.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Bom, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
            _ => (Encoding::Utf8, 0),
        };
        self.encoding = Some(self.chosen.unwrap_or(encoding));
        self.push(pending.get(skip..).unwrap_or_default(), last, out);
    }

    pub fn push(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        match self.encoding {
            Some(Encoding::Utf16Le | Encoding::Utf16Be) => self.push_wide(bytes, last, out),
            Some(Encoding::Windows1252) => windows_1252_to_utf8(bytes, out),
            _ => out.extend_from_slice(bytes),
        }
    }

    /// UTF-16; half a character at the very end becomes U+FFFD.
    fn push_wide(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut bytes = bytes.iter().copied();
        while let Some(byte) = bytes.next() {
            let Some(first) = self.pending.pop() else {
                match bytes.next() {
                    Some(second) => self.unit(byte, second, out),
                    None => self.pending.push(byte),
                }
                continue;
            };
            self.unit(first, byte, out);
        }
        if last && (self.pending.pop().is_some() | self.high.take().is_some()) {
            put(char::REPLACEMENT_CHARACTER, out);
        }
    }

    fn unit(&mut self, first: u8, second: u8, out: &mut Vec<u8>) {
        let unit = match self.encoding {
            Some(Encoding::Utf16Be) => u16::from_be_bytes([first, second]),
            _ => u16::from_le_bytes([first, second]),
        };
        let pair = self.high.take();
        if pair.is_none() && (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let units = pair.into_iter().chain([unit]);
        for char in char::decode_utf16(units) {
            put(char.unwrap_or(char::REPLACEMENT_CHARACTER), out);
        }
    }
}

fn put(char: char, out: &mut Vec<u8>) {
    out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
}

/// A cell's characters: UTF-8, or Windows-1252 where the bytes are not UTF-8.
pub(super) fn decode(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(cell.iter().map(|&byte| windows_1252(byte)).collect()),
    }
}

fn windows_1252_to_utf8(bytes: &[u8], out: &mut Vec<u8>) {
    for &byte in bytes {
        put(windows_1252(byte), out);
    }
}

fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let upper = byte
        .checked_sub(0x80)
        .and_then(|at| UPPER.get(usize::from(at)));
    upper.copied().unwrap_or(char::from(byte))
}

/// The start of a cell, as text to be shown.
pub(super) fn excerpt(cell: &[u8], limit: usize) -> Box<str> {
    // Four bytes are the most that a character takes.
    let enough = cell.len() > limit.saturating_mul(4);
    let whole = if enough {
        String::from_utf8_lossy(cell.get(..limit.saturating_mul(4)).unwrap_or_default())
    } else {
        decode(cell)
    };
    whole.chars().take(limit).collect::<String>().into()
}

/// Characters that nobody sees: marks of direction, zero-width blanks, byte order marks.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Two ids with the same shadow look alike: case, blanks and the form of accents aside.
pub(super) fn shadow(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars().filter(|c| !invisible(*c)) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        for lower in c.to_lowercase() {
            match decompose(lower) {
                Some((base, mark)) => out.extend([base, mark]),
                None => out.push(lower),
            }
        }
    }
    out
}

/// Whether a name is its own shadow, told without making it.
pub(super) fn casts_itself(name: &[u8]) -> bool {
    name.iter().all(|b| matches!(b, b'!'..=b'@' | b'['..=b'~'))
}

/// Letters of Latin-1 and Latin Extended-A as base and combining mark.
fn decompose(c: char) -> Option<(char, char)> {
    const MARKS: [(char, &str); 10] = [
        ('\u{300}', "aàeèiìoòuùnǹ"),
        ('\u{301}', "aáeéiíoóuúyýcćlĺnńrŕsśzź"),
        ('\u{302}', "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷ"),
        ('\u{303}', "aãnñoõiĩuũ"),
        ('\u{304}', "aāeēiīoōuū"),
        ('\u{306}', "aăeĕgğiĭoŏuŭ"),
        ('\u{307}', "cċeėgġzż"),
        ('\u{308}', "aäeëiïoöuüyÿ"),
        ('\u{30a}', "aåuů"),
        ('\u{30c}', "cčdďeěnňrřsštťzž"),
    ];
    const BELOW: [(char, &str); 2] = [('\u{327}', "cçgģkķlļnņrŗsştţ"), ('\u{328}', "aąeęiįuų")];
    if c.is_ascii() {
        return None;
    }
    for (mark, letters) in MARKS.into_iter().chain(BELOW) {
        let mut letters = letters.chars();
        while let (Some(base), Some(letter)) = (letters.next(), letters.next()) {
            if letter == c {
                return Some((base, mark));
            }
        }
    }
    None
}
