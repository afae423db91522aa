//! What the reader may change about how a list was understood, each with a key for the page's
//! markup, and the questions that only the reader can answer.

use super::list::Read;
use crate::accounts::{Month, Scaled};
use crate::import::{
    Blank, Choices, Code, Currencies, Currency, Date, Encoding, Grain, Layout, Mark, Number, Order,
    Report, Role, read_date, read_number,
};
use crate::number::{self, Echo};
use crate::retention::Period;

/// One change of the choices. None gives the decision back to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// One fixed rate each; the first is what amounts are converted into.
    Rates(Vec<(Currency, Scaled)>),
    Blank(Option<Blank>),
    /// How long the periods of totals are that do not say it.
    Period(Option<Period>),
    /// What amounts are shown in that no file names the currency of.
    Shown(number::Currency),
    /// The columns from one to another, counted from 0, hold the months from one to another.
    Months([usize; 2], [Month; 2]),
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
            "blank" => Change::Blank(match value {
                "zero" => Some(Blank::Zero),
                "missing" => Some(Blank::Missing),
                _ => None,
            }),
            "period" => Change::Period(Period::parse(value)),
            "shown" => Change::Shown(number::Currency::parse(value)?),
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

    /// Reads what was filled into a form, each field under its key.
    pub fn filled(form: &str, fields: &[(String, String)], mark: number::Mark) -> Option<Change> {
        let field = |key: &str| {
            let found = fields.iter().find(|(known, _)| known == key);
            found.map(|(_, text)| text.trim())
        };
        match form {
            "rates" => rates(field("into")?, fields, mark),
            "months" => {
                let column = |key: &str| field(key)?.parse().ok();
                let month = |key: &str| Month::parse(field(key)?);
                let columns: [usize; 2] = [column("first")?, column("last")?];
                let months = [month("from")?, month("to")?];
                let [first, last] = columns;
                let steps = i32::try_from(last.checked_sub(first)?).ok()?;
                let [from, to] = months;
                (to.since(from).abs() == steps).then_some(Change::Months(columns, months))
            }
            _ => None,
        }
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
            Change::Rates(rates) => choices.currencies = Currencies::Rates(rates),
            Change::Blank(blank) => choices.blank = blank,
            Change::Period(period) => choices.period = period,
            // Nothing is read otherwise.
            Change::Shown(_) => {}
            Change::Months(columns, months) => set_months(&mut choices, roles, columns, months),
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

/// Months one after another, the newest last or first. No other column holds a month.
fn set_months(choices: &mut Choices, roles: &[Role], columns: [usize; 2], months: [Month; 2]) {
    let ([first, last], [from, to]) = (columns, months);
    let before = (0..).zip(roles);
    for (at, _) in before.filter(|(_, role)| matches!(role, Role::Month(_))) {
        set(&mut choices.roles, at, Role::Ignored);
    }
    let step = if to < from { -1 } else { 1 };
    let mut month = from;
    for at in first..=last {
        set(&mut choices.roles, at, Role::Month(month));
        month = month.plus(step);
    }
    let said = |wanted: &Role| choices.roles.iter().any(|(_, role)| role == wanted);
    if !roles.contains(&Role::Customer) && !said(&Role::Customer) {
        // Customers stand first, or behind the months.
        let at = if first > 0 { 0 } else { last.saturating_add(1) };
        set(&mut choices.roles, at, Role::Customer);
    }
    if roles.is_empty() {
        choices.header = choices.header.or(Some(true));
    }
    choices.layout = Some(Layout::Wide);
}

/// What one unit of each other currency is worth, in the one that amounts are converted into.
fn rates(into: &str, fields: &[(String, String)], mark: number::Mark) -> Option<Change> {
    let into = Currency::code(into)?;
    let one = Scaled { units: 1, scale: 0 };
    let mut rates = vec![(into, one)];
    for (key, text) in fields {
        if let Some(currency) = Currency::code(key).filter(|known| *known != into) {
            rates.push((currency, rate(text, mark)?));
        }
    }
    Some(Change::Rates(rates))
}

/// A number above 0, with decimals after the page's own mark if they could be a group.
fn rate(text: &str, mark: number::Mark) -> Option<Scaled> {
    let reading = number::read_amount(text, mark).ok()??;
    if reading.echo == Some(Echo::AmbiguousMark) && !text.contains(mark.decimal()) {
        return None;
    }
    let plain = reading.value.to_string();
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    let units = [whole, places].concat().parse().ok()?;
    let scale = u32::try_from(places.len()).ok()?;
    (units > 0).then_some(Scaled { units, scale })
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
    Period(Period),
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
        Code::CurrencyMixed => currencies(read),
        Code::PeriodUnstated => Period::NAMED
            .map(|period| answer(["period:", &period.key()].concat(), Reading::Period(period)))
            .into(),
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

/// Each currency that was found.
fn currencies(read: &Read) -> Vec<Answer> {
    let found = read.source.currencies.iter();
    let keep = |currency: &Currency| {
        let key = ["keep:", currency.text()].concat();
        answer(key, Reading::Currency(*currency))
    };
    found.map(keep).collect()
}
