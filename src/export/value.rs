//! JSON before it becomes text.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::table::{Cell, Table};

/// A value of JSON. Objects keep the order in which they were made.
pub(super) enum Json<'a> {
    Null,
    Truth(bool),
    Number(u64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub fn object() -> Self {
        Json::Object(Vec::new())
    }

    /// An object with one more entry.
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Json<'a>>) -> Self {
        self.push(name.into(), value.into());
        self
    }

    // One function for all entries, whatever they are made of.
    #[inline(never)]
    fn push(&mut self, name: Cow<'a, str>, value: Json<'a>) {
        if let Json::Object(entries) = self {
            entries.push((name, value));
        }
    }

    pub fn list<T: Into<Json<'a>>>(values: impl IntoIterator<Item = T>) -> Self {
        Json::List(values.into_iter().map(Into::into).collect())
    }

    /// Names and cells as an object.
    pub fn fields(names: &[Cow<'a, str>], cells: Vec<Cell<'a>>) -> Self {
        let names = names.iter().cloned();
        Json::Object(names.zip(cells.into_iter().map(Json::from)).collect())
    }

    /// A table as a list of objects.
    pub fn rows(table: Table<'a>) -> Self {
        let Table { columns, rows } = table;
        Json::List(
            rows.into_iter()
                .map(|row| Json::fields(&columns, row))
                .collect(),
        )
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Truth(truth) => serializer.serialize_bool(*truth),
            Json::Number(number) => serializer.serialize_u64(*number),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(values) => serializer.collect_seq(values),
            Json::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

impl From<bool> for Json<'_> {
    fn from(truth: bool) -> Self {
        Json::Truth(truth)
    }
}

impl From<u64> for Json<'_> {
    fn from(number: u64) -> Self {
        Json::Number(number)
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Json::Text(text.into())
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Json::Text(text.into())
    }
}

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Null, Into::into)
    }
}

impl<'a> From<Cell<'a>> for Json<'a> {
    fn from(cell: Cell<'a>) -> Self {
        match cell {
            Cell::Count(count) => Json::Number(count),
            Cell::Undefined | Cell::Blank => Json::Null,
            Cell::Text(text) => Json::Text(text),
            number => number.exact().into_owned().into(),
        }
    }
}
