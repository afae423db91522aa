//! A table before it becomes text.

use std::borrow::Cow;

use crate::accounts::Month;
use crate::number::{Mark, Ratio, Unit, Value, plain, shown};

/// Digits of a rate or a mean in files: more than any reader shows.
const DIGITS: u32 = 18;

/// Named columns and rows of as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'a> {
    /// The names of the download contract. A page that shows the table may say them in words.
    pub columns: Vec<Cow<'a, str>>,
    pub rows: Vec<Vec<Cell<'a>>>,
}

impl<'a> Table<'a> {
    pub fn new(
        columns: &[&'static str],
        rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
    ) -> Table<'a> {
        Table {
            columns: named(columns),
            rows: rows.into_iter().collect(),
        }
    }
}

impl Table<'_> {
    /// With one more column, whose first row says how the figures were counted.
    pub fn defined(mut self, definition: Option<String>) -> Self {
        if let (Some(words), Some((first, rest))) = (definition, self.rows.split_first_mut()) {
            self.columns.push("definition".into());
            first.push(Cell::text(words));
            for row in rest {
                row.push(Cell::Blank);
            }
        }
        self
    }
}

fn named<'a>(columns: &[&'static str]) -> Vec<Cow<'a, str>> {
    columns.iter().map(|&name| name.into()).collect()
}

/// One cell, not yet rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Somebody's words: a name, a cell of the file. Never to be taken for a formula.
    Text(Cow<'a, str>),
    Month(Month),
    Count(u64),
    /// A sum × 10^−scale.
    Money(i128, u32),
    /// A number in words, for a document.
    Said(String),
    /// A figure in its unit; rates are fractions and come out as percent.
    Figure(Value, Unit),
    /// Not defined.
    Undefined,
    /// Nothing belongs here.
    Blank,
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into())
    }

    /// A rate as a fraction.
    pub fn rate<R>(rate: Result<Ratio, R>) -> Self {
        rate.map_or(Cell::Undefined, |rate| {
            Cell::Figure(Value::Ratio(rate), Unit::Percent)
        })
    }

    /// The exact value: plain decimals with a point, at most 18 significant digits for figures.
    /// Empty where there is none.
    pub fn exact(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => text.as_ref().into(),
            Cell::Said(text) => text.into(),
            Cell::Month(month) => month.to_string().into(),
            Cell::Count(count) => count.to_string().into(),
            Cell::Money(sum, scale) => money(*sum, *scale).into(),
            Cell::Figure(value, unit) => value.digits(*unit, DIGITS).into(),
            Cell::Undefined | Cell::Blank => "".into(),
        }
    }

    /// As read by people: rounded, grouped, rates with their sign; "—" where not defined.
    pub fn shown(&self, mark: Mark) -> Cow<'_, str> {
        let figure = |value: &Value, unit| match shown(value, unit, mark, &[]) {
            Some(text) if unit == Unit::Percent => text + "%",
            Some(text) => text,
            None => value.digits(unit, DIGITS),
        };
        match self {
            Cell::Money(sum, scale) => match 10_i128
                .checked_pow(*scale)
                .and_then(|one| Ratio::new(*sum, one))
            {
                Some(amount) => figure(&Value::Ratio(amount), Unit::Money).into(),
                None => self.exact(),
            },
            Cell::Figure(value, unit) => figure(value, *unit).into(),
            Cell::Undefined => "—".into(),
            _ => self.exact(),
        }
    }

    /// Whether the cell holds a number.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Cell::Count(_) | Cell::Money(..) | Cell::Figure(..) | Cell::Said(_) | Cell::Undefined
        )
    }
}

/// A sum × 10^−scale as a plain decimal.
pub fn money(sum: i128, scale: u32) -> String {
    plain(
        sum < 0,
        sum.unsigned_abs(),
        i32::try_from(scale).unwrap_or(0),
    )
}

/// A rate in percent, unrounded; none where it is not defined.
pub(super) fn percent<R>(rate: Result<Ratio, R>) -> Option<String> {
    rate.ok()
        .map(|rate| Value::Ratio(rate).digits(Unit::Percent, DIGITS))
}

/// A figure in its unit, unrounded.
pub(super) fn digits(value: &Value, unit: Unit) -> String {
    value.digits(unit, DIGITS)
}
