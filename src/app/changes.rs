//! What the reader may change about how a list was understood, each with a key for the page's
//! markup, and the questions that only the reader can answer.

use super::list::Read;
use crate::import::{
    Choices, Code, Currencies, Currency, Date, Encoding, Grain, Layout, Mark, Number, Order,
    Report, Role, read_date, read_number,
};

/// One change of the choices. None gives the decision back to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Mark(Option<Mark>),
    Order(Option<Order>),
    Serials(Option<bool>),
    Cents(Option<bool>),
    Header(Option<bool>),
    Layout(Option<Layout>),
    Encoding(Option<Encoding>),
    Delimiter(Option<u8>),
    KeepTotals(bool),
    Indian(bool),
    Grain(Grain),
    /// Only rows in this currency; none: there must be only one.
    Keep(Option<Currency>),
    /// A column, counted from 0, and what it holds.
    Column(usize, Role),
    /// The only column that holds this; none: no column does.
    Only(Role, Option<usize>),
}

pub const LAYOUTS: [Layout; 6] = [
    Layout::Long,
    Layout::Wide,
    Layout::Snapshot,
    Layout::Movements,
    Layout::Subscriptions,
    Layout::Totals,
];

pub const ENCODINGS: [Encoding; 5] = [
    Encoding::Utf8,
    Encoding::Utf8Bom,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Windows1252,
];

/// What a reader may say that a column holds.
pub const ROLES: [Role; 14] = [
    Role::Ignored,
    Role::Customer,
    Role::Label,
    Role::Segment,
    Role::Period,
    Role::Amount,
    Role::Start,
    Role::End,
    Role::Type,
    Role::StartDate,
    Role::EndDate,
    Role::Interval,
    Role::Currency,
    Role::Subscription,
];

impl Change {
    /// Reads a key such as `mark:comma`; `mark:` gives the decision back.
    pub fn parse(key: &str) -> Option<Change> {
        let (what, value) = key.split_once(':')?;
        let truth = match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let role = |id: &str| ROLES.into_iter().find(|role| role.id() == id);
        Some(match what {
            "mark" => Change::Mark(match value {
                "point" => Some(Mark::Point),
                "comma" => Some(Mark::Comma),
                _ => None,
            }),
            "order" => Change::Order(Order::ALL.into_iter().find(|order| order.id() == value)),
            "serials" => Change::Serials(truth),
            "cents" => Change::Cents(truth),
            "header" => Change::Header(truth),
            "layout" => Change::Layout(LAYOUTS.into_iter().find(|layout| layout.id() == value)),
            "encoding" => Change::Encoding(ENCODINGS.into_iter().find(|known| known.id() == value)),
            "delimiter" => Change::Delimiter(match value {
                "comma" => Some(b','),
                "semicolon" => Some(b';'),
                "tab" => Some(b'\t'),
                "pipe" => Some(b'|'),
                _ => None,
            }),
            "totals" => Change::KeepTotals(truth?),
            "indian" => Change::Indian(truth?),
            "grain" => Change::Grain(match value {
                "subscription" => Grain::Subscription,
                _ => Grain::Customer,
            }),
            "keep" => Change::Keep(Currency::code(value)),
            "column" => {
                let (at, id) = value.split_once(':')?;
                Change::Column(at.parse().ok()?, role(id)?)
            }
            "only" => {
                let (id, at) = value.split_once(':')?;
                Change::Only(role(id)?, at.parse().ok())
            }
            _ => return None,
        })
    }

    /// The choices after this change; `roles` is what the columns hold now.
    pub fn apply(self, choices: &Choices, roles: &[Role]) -> Choices {
        let mut choices = choices.clone();
        match self {
            Change::Mark(mark) => choices.number_mark = mark,
            Change::Order(order) => choices.date_order = order,
            Change::Serials(serials) => choices.serials = serials,
            Change::Cents(cents) => choices.cents = cents,
            Change::Header(header) => choices.header = header,
            Change::Layout(layout) => choices.layout = layout,
            Change::Encoding(encoding) => choices.encoding = encoding,
            Change::Delimiter(delimiter) => choices.delimiter = delimiter,
            Change::KeepTotals(keep) => choices.keep_totals = keep,
            Change::Indian(indian) => choices.indian_groups = indian,
            Change::Grain(grain) => choices.grain = grain,
            Change::Keep(currency) => {
                choices.currencies = currency.map_or(Currencies::One, Currencies::Keep);
            }
            Change::Column(at, role) => {
                set(&mut choices.roles, at, role);
                if roles.is_empty() {
                    name_columns(&mut choices);
                }
            }
            Change::Only(role, column) => {
                let others = (0..).zip(roles).filter(|(_, held)| **held == role);
                for (at, _) in others {
                    set(&mut choices.roles, at, Role::Ignored);
                }
                if let Some(at) = column {
                    set(&mut choices.roles, at, role);
                }
            }
        }
        choices
    }
}

/// Nothing was recognised, so the layout follows from the columns that were named. Their headings
/// are no data.
fn name_columns(choices: &mut Choices) {
    let has = |role: Role| choices.roles.iter().any(|(_, known)| *known == role);
    let amounts = has(Role::Customer) && has(Role::Amount);
    choices.layout = if has(Role::Customer) && has(Role::Start) && has(Role::End) {
        Some(Layout::Snapshot)
    } else if amounts && has(Role::Period) && has(Role::Type) {
        Some(Layout::Movements)
    } else if amounts && has(Role::Period) {
        Some(Layout::Long)
    } else if amounts && has(Role::StartDate) {
        Some(Layout::Subscriptions)
    } else {
        None
    };
    choices.header = choices.header.or(Some(true));
}

fn set(roles: &mut Vec<(usize, Role)>, column: usize, role: Role) {
    roles.retain(|(at, _)| *at != column);
    roles.push((column, role));
}

/// A question with one button for each answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub report: Report,
    /// What each answer would make of the cell that is asked about.
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub key: String,
    pub reading: Reading,
}

/// A reading of the cell, to be put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number, plainly: `1234` or `1.234`.
    Number(String),
    /// A day of the calendar, or a month without a day.
    Day(i32, u32, Option<u8>),
    /// The mark before the decimals.
    Mark(Mark),
    Order(Order),
    Currency(Currency),
    Yes,
    No,
}

/// What only the reader can answer, one question per code. Contradictions that a choice would
/// settle are among them.
pub fn questions(read: &Read) -> Vec<Question> {
    let mut asked: Vec<Code> = Vec::new();
    let mut questions = Vec::new();
    for report in read.reports.list() {
        if asked.contains(&report.code) {
            continue;
        }
        let answers = answers(read, report);
        let waits = report.severity == crate::import::Severity::Question;
        if waits || !answers.is_empty() {
            asked.push(report.code);
            questions.push(Question {
                report: report.clone(),
                answers,
            });
        }
    }
    questions
}

fn answers(read: &Read, report: &Report) -> Vec<Answer> {
    let yes_no = |what: &str| {
        vec![
            answer([what, ":yes"].concat(), Reading::Yes),
            answer([what, ":no"].concat(), Reading::No),
        ]
    };
    match report.code {
        Code::NumberStyleUndecidable => numbers(&report.text),
        Code::NumberStyleContradictory => vec![
            answer("mark:point".to_owned(), Reading::Mark(Mark::Point)),
            answer("mark:comma".to_owned(), Reading::Mark(Mark::Comma)),
        ],
        Code::DateOrderUndecidable => dates(&report.text),
        Code::DateOrderContradictory => [Order::DayMonthYear, Order::MonthDayYear]
            .map(|order| answer(["order:", order.id()].concat(), Reading::Order(order)))
            .into(),
        Code::SerialDatesAssumed => yes_no("serials"),
        Code::CentsSuspected => yes_no("cents"),
        Code::HeaderMissing if read.source.layout.is_some() => yes_no("header"),
        Code::CurrencyMixed => currencies(read, &report.text),
        _ => Vec::new(),
    }
}

fn answer(key: String, reading: Reading) -> Answer {
    Answer { key, reading }
}

fn numbers(cell: &str) -> Vec<Answer> {
    let plain = |exact: crate::import::Exact| {
        let digits = exact.digits.unsigned_abs().to_string();
        let sign = if exact.digits < 0 { "−" } else { "" };
        let places = exact.scale as usize;
        let digits = [
            "0".repeat(places.saturating_add(1).saturating_sub(digits.len())),
            digits,
        ]
        .concat();
        let (whole, rest) = digits.split_at(digits.len().saturating_sub(places));
        let point = if rest.is_empty() { "" } else { "." };
        Reading::Number([sign, whole, point, rest].concat())
    };
    match read_number(cell) {
        Number::Either { point, comma, .. } => vec![
            answer("mark:point".to_owned(), plain(point)),
            answer("mark:comma".to_owned(), plain(comma)),
        ],
        _ => vec![
            answer("mark:point".to_owned(), Reading::Mark(Mark::Point)),
            answer("mark:comma".to_owned(), Reading::Mark(Mark::Comma)),
        ],
    }
}

fn dates(cell: &str) -> Vec<Answer> {
    let Date::Read { by_order, .. } = read_date(cell) else {
        return [Order::DayMonthYear, Order::MonthDayYear]
            .map(|order| answer(["order:", order.id()].concat(), Reading::Order(order)))
            .into();
    };
    let mut answers: Vec<Answer> = Vec::new();
    for (order, day) in Order::ALL.into_iter().zip(by_order) {
        let Some(day) = day else { continue };
        let reading = Reading::Day(day.month.year(), day.month.month(), day.day);
        if answers.iter().all(|known| known.reading != reading) {
            answers.push(answer(["order:", order.id()].concat(), reading));
        }
    }
    answers
}

/// Each currency that was found: the first one, and the one beside it.
fn currencies(read: &Read, cell: &str) -> Vec<Answer> {
    let other = match read_number(cell) {
        Number::Value { currency, .. } | Number::Either { currency, .. } => currency,
        _ => None,
    };
    let other = other.or_else(|| Currency::code(cell.trim()));
    let found = [read.source.currency, other];
    let found = found.into_iter().flatten();
    found
        .map(|currency| {
            answer(
                ["keep:", currency.text()].concat(),
                Reading::Currency(currency),
            )
        })
        .collect()
}
