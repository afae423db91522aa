//! Address → inputs. Every text decodes: to a link, to notices, or to nothing.

use super::address::{Pairs, pairs};
use super::presentation::Presentation;
use super::{Choice, Currency, Link};
use crate::number::{Amount, Count};
use crate::retention::{Input, Period};

/// What an address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// `None` when the address has none of a link's keys, or is of a newer version.
    pub link: Option<Link>,
    /// What was given but not taken as it stands: limits first, then in the order of the
    /// address.
    pub notices: Vec<Notice>,
    /// How the page is shown.
    pub presentation: Presentation,
    /// Whether the query has keys that belong into the fragment.
    pub from_query: bool,
}

/// Something in a link that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is wrong with it.
    pub kind: NoticeKind,
    /// The key; empty when the notice is about the whole link.
    pub key: String,
    /// What stood there, cut after 64 characters.
    pub text: String,
}

/// What is wrong with something in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Not a value of this key: the field stays empty; the period is a year, and no currency shown.
    BadValue,
    /// A loss written as a negative number: its size was taken.
    LossSign,
    /// Made by a newer version: nothing is guessed.
    Newer,
    /// Longer than 8 kB: the rest was not read.
    TooLong,
    /// More than 64 keys: the rest was not read.
    TooManyKeys,
}

/// Reads the query and the fragment of an address, each with or without its `?` or `#`.
pub fn decode(query: &str, fragment: &str) -> Decoded {
    let query = pairs(query);
    let fragment = pairs(fragment);
    let mut decoded = Decoded {
        presentation: Presentation::of(&query.pairs),
        from_query: query.pairs.iter().any(|(key, _)| is_key(key)),
        ..Decoded::default()
    };
    limits(&fragment, &mut decoded.notices);
    limits(&query, &mut decoded.notices);

    let given = first_of_each(fragment.pairs.iter().chain(&query.pairs));
    if let Some((key, version)) = given.iter().find(|(key, _)| *key == "v")
        && *version != "1"
    {
        let number = Count::plain(version).is_some_and(|version| version.value() > 1);
        let kind = if number {
            NoticeKind::Newer
        } else {
            NoticeKind::BadValue
        };
        decoded.notices.push(notice(kind, key, version));
        if number {
            return decoded;
        }
    }
    if !given.is_empty() {
        let mut link = Link::empty(Period::YEAR, Currency::USD);
        for (key, value) in given {
            let kind = take(&mut link, key, value);
            decoded
                .notices
                .extend(kind.map(|kind| notice(kind, key, value)));
        }
        decoded.link = Some(link);
    }
    decoded
}

/// Whether a key is one of a link's own.
pub fn is_key(key: &str) -> bool {
    let own = key == "v" || key == "currency";
    own || Input::parse(key).is_some() || Choice::parse(key).is_some()
}

/// The link's own pairs that hold something; the first of a repeated key wins.
fn first_of_each<'a>(pairs: impl Iterator<Item = &'a (String, String)>) -> Vec<(&'a str, &'a str)> {
    let mut given: Vec<(&str, &str)> = Vec::new();
    for (key, value) in pairs {
        if is_key(key) && !value.is_empty() && !given.iter().any(|(known, _)| known == key) {
            given.push((key, value));
        }
    }
    given
}

/// Puts one value where it belongs; the kind of notice that it deserves.
fn take(link: &mut Link, key: &str, value: &str) -> Option<NoticeKind> {
    if let Some(choice) = Choice::parse(key) {
        let setting = choice.plain(value);
        let unread = setting.is_none();
        link.choices.set(choice, setting);
        return unread.then_some(NoticeKind::BadValue);
    }
    let Some(input) = Input::parse(key) else {
        if key == "currency" {
            let currency = Currency::parse(value);
            link.currency = currency.unwrap_or(Currency::NONE);
            return currency.is_none().then_some(NoticeKind::BadValue);
        }
        return None;
    };
    if input == Input::Period {
        let period = Period::parse(value);
        link.totals.period = Ok(period.unwrap_or(Period::YEAR));
        return period.is_none().then_some(NoticeKind::BadValue);
    }
    if let Some(entry) = link.totals.revenue_mut(input) {
        let amount = Amount::plain(value).ok().filter(Amount::is_short);
        let loss = amount
            .filter(|amount| amount.is_negative() && input.is_loss())
            .map(Amount::size);
        *entry = Ok(loss.or(amount.filter(|amount| !amount.is_negative())));
        return match entry {
            _ if loss.is_some() => Some(NoticeKind::LossSign),
            Ok(None) => Some(NoticeKind::BadValue),
            _ => None,
        };
    }
    let count = Count::plain(value);
    *link.totals.customers_mut(input)? = Ok(count);
    count.is_none().then_some(NoticeKind::BadValue)
}

fn limits(pairs: &Pairs, notices: &mut Vec<Notice>) {
    if pairs.too_long {
        notices.push(notice(NoticeKind::TooLong, "", ""));
    }
    if pairs.too_many {
        notices.push(notice(NoticeKind::TooManyKeys, "", ""));
    }
}

fn notice(kind: NoticeKind, key: &str, text: &str) -> Notice {
    Notice {
        kind,
        key: key.into(),
        text: text.chars().take(64).collect(),
    }
}
