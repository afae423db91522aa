//! What takes more than one choice to change about a list: fields to fill in.

use super::facts::{heading, width};
use super::fill;
use super::style::Style;
use crate::app::list::Read;
use crate::export;
use crate::import::{Currencies, Currency, Layout, Role};

/// Fields that are read together, each under its key; see `Change::filled`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: &'static str,
    pub hint: &'static str,
    pub fields: Vec<Field>,
    /// What is said when it cannot be read.
    pub wrong: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    pub label: String,
    /// What can be chosen: value, words, whether it is so now. None: it is typed.
    pub options: Vec<(String, String, bool)>,
    pub text: String,
}

/// One fixed rate for each currency that was found.
pub fn rates(read: &Read, style: Style) -> Option<Form> {
    let found = &read.source.currencies;
    if found.len() < 2 {
        return None;
    }
    let into = read.source.currency.filter(|known| found.contains(known));
    let into = into.or(found.first().copied());
    let options = found.iter().map(|currency| {
        let code = currency.text().to_owned();
        (code.clone(), code, Some(*currency) == into)
    });
    let target = Field {
        key: "into".to_owned(),
        label: "Convert into".to_owned(),
        options: options.collect(),
        text: String::new(),
    };
    let each = found.iter().map(|currency| Field {
        key: currency.text().to_owned(),
        label: fill("1 {} is worth", [currency.text().to_owned()]),
        options: Vec::new(),
        text: rate(read, *currency, style),
    });
    let example = style.mark.decimal().to_string();
    Some(Form {
        id: "rates",
        hint: "One fixed rate each, the same in all months.",
        fields: std::iter::once(target).chain(each).collect(),
        wrong: fill("A rate is a number above 0, such as 1{}08.", [example]),
    })
}

/// The rate that was said, as it is typed.
fn rate(read: &Read, currency: Currency, style: Style) -> String {
    let Currencies::Rates(rates) = &read.choices.currencies else {
        return String::new();
    };
    let said = rates.iter().find(|(known, _)| *known == currency);
    said.map_or_else(String::new, |(_, rate)| {
        let mark = style.mark.decimal().to_string();
        let plain = export::money(rate.units.into(), rate.scale);
        plain.replace('.', &mark)
    })
}

/// Which columns hold months, and which ones.
pub fn months(read: &Read) -> Option<Form> {
    if !matches!(read.source.layout, None | Some(Layout::Wide)) {
        return None;
    }
    let columns = width(read);
    let held = read.source.roles.iter().enumerate();
    let mut held = held.filter_map(|(at, role)| match role {
        Role::Month(month) => Some((at, month.to_string())),
        _ => None,
    });
    let first = held.next().unwrap_or((1, String::new()));
    let last = held
        .next_back()
        .unwrap_or_else(|| match first.1.is_empty() {
            true => (columns.saturating_sub(1), String::new()),
            false => first.clone(),
        });
    let column = |key: &str, label: &str, now: usize| Field {
        key: key.to_owned(),
        label: label.to_owned(),
        options: (0..columns)
            .map(|at| (at.to_string(), heading(read, at), at == now))
            .collect(),
        text: String::new(),
    };
    let month = |key: &str, label: &str, text: String| Field {
        key: key.to_owned(),
        label: label.to_owned(),
        options: Vec::new(),
        text,
    };
    Some(Form {
        id: "months",
        hint: "A column for each month, one after another, newest first or last.",
        fields: vec![
            column("first", "Months begin with", first.0),
            month("from", "which holds", first.1),
            column("last", "and end with", last.0),
            month("to", "which holds", last.1),
        ],
        wrong: "Write months like 2024-01; there must be as many of them as columns.".to_owned(),
    })
}
