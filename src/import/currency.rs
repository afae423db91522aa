//! Currencies as amounts name them.

use super::cells::{Finding, Found};
use super::report::{Code, Place};

/// A currency as a cell or a column names it: an ISO 4217 code, or a sign's three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// A code of three letters, capital or small, also one that is not among the usual.
    pub fn code(text: &str) -> Option<Currency> {
        let letters = <[u8; 3]>::try_from(text.as_bytes()).ok()?;
        let all = letters.iter().all(u8::is_ascii_alphabetic);
        all.then_some(Currency(letters.map(|b| b.to_ascii_uppercase())))
    }

    /// One of the usual ISO 4217 codes, in capitals or small letters.
    pub(super) fn usual(text: &str) -> Option<Currency> {
        let known = |c: &Currency| CODES.as_bytes().chunks(4).any(|k| k.get(..3) == Some(&c.0));
        Currency::code(text).filter(known)
    }

    /// As a column of currencies names it: a code, a sign, or a name, of which the first letters
    /// tell it from others.
    pub(super) fn named(text: &str) -> Option<Currency> {
        let letters = text.chars().filter(char::is_ascii_alphabetic).take(3);
        Currency::sign(text).or_else(|| Currency::code(&letters.collect::<String>()))
    }

    pub(super) fn sign(text: &str) -> Option<Currency> {
        let known = SIGNS.iter().find(|(sign, _)| *sign == text);
        known.and_then(|(_, code)| Currency::code(code))
    }

    /// Whether amounts in it may be written with the sign of another: `$` is that of many.
    pub(super) fn shares(self, sign: Currency) -> bool {
        let shared = |codes: &&str| codes.starts_with(sign.text()) && codes.contains(self.text());
        self == sign || SHARED.iter().any(shared)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The currencies that the amounts of all files name.
#[derive(Clone, Debug, Default)]
pub(super) struct Money {
    /// In the order in which they were found.
    pub found: Vec<Currency>,
    /// File and place of the first.
    first: (u32, Place),
    /// File and cell that named another one than the first.
    mixed: Option<(u32, Found)>,
}

impl Money {
    /// Notes an amount's currency, named at this place in these words.
    pub fn note(&mut self, currency: Currency, file: u32, place: Place, text: &str) {
        if self.found.contains(&currency) {
            return;
        }
        if self.found.is_empty() {
            self.first = (file, place);
        } else if self.mixed.is_none() {
            self.mixed = Some((file, Found::new(place, text)));
        }
        self.found.push(currency);
    }

    /// Amounts in several currencies, that cannot be added up: the file, and what to tell.
    pub fn mixed(&self) -> Option<(u32, Finding)> {
        let (file, found) = self.mixed.clone()?;
        let other = Some(self.first.1).filter(|_| self.first.0 == file);
        let code = Code::CurrencyMixed;
        Some((file, Finding { code, found, other }))
    }
}

const CODES: &str = "USD EUR GBP JPY CHF CAD AUD NZD CNY HKD SGD INR SEK NOK DKK ISK PLN CZK HUF \
RON BGN UAH RUB TRY ILS AED SAR QAR KWD BHD OMR JOD EGP MAD ZAR NGN KES GHS BRL MXN ARS CLP COP \
PEN UYU KRW TWD THB VND IDR MYR PHP PKR BDT LKR KZT GEL AMD AZN RSD ALL MKD BAM XAF XOF TND DZD ";

/// The currency that a sign is taken for, and others that are written with it.
const SHARED: [&str; 5] = [
    "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU",
    "SEK NOK DKK ISK",
    "DKK NOK",
    "JPY CNY",
    "INR PKR LKR",
];

/// Signs before or after a number, longer ones first.
const SIGNS: [(&str, &str); 30] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₴", "UAH"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("Fr.", "CHF"),
    ("kr.", "DKK"),
    ("kr", "SEK"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
];

/// Whether a byte can be the first or the last of a sign or a code.
fn names(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'$' | b'.') || !byte.is_ascii()
}

/// A sign or a code at the front, and what follows it.
pub(super) fn before(text: &str) -> Option<(Currency, &str)> {
    if !text.bytes().next().is_some_and(names) {
        return None;
    }
    for (sign, code) in &SIGNS {
        if let Some(after) = text.strip_prefix(*sign) {
            return Some((Currency::code(code)?, after));
        }
    }
    let (code, after) = text.split_at_checked(3)?;
    Currency::usual(code).map(|c| (c, after))
}

/// A sign or a code at the end, and what stands before it.
pub(super) fn after(text: &str) -> Option<(Currency, &str)> {
    if !text.bytes().next_back().is_some_and(names) {
        return None;
    }
    for (sign, code) in &SIGNS {
        if let Some(before) = text.strip_suffix(*sign) {
            return Some((Currency::code(code)?, before));
        }
    }
    let (before, code) = text.split_at_checked(text.len().checked_sub(3)?)?;
    Currency::usual(code).map(|c| (c, before))
}
