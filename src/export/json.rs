//! The whole result as JSON, schema 1. Its names never change their meaning; there may be more.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::lists::Report;
use super::table::{Cell, Table, digits, money, percent};
use super::tables;
use crate::accounts::{Cohort, Figures, Ledger, Month, Movements, SegmentFigures};
use crate::number::{Ratio, Unit, Value};
use crate::retention::{Input, Totals, figures};

/// The version of the names and their meaning.
const SCHEMA: u32 = 1;

/// A result to be downloaded. Amounts are exact decimal strings, rates percent as unrounded
/// decimal strings, and null is what is not defined.
pub struct Document<'a> {
    pub settings: Settings<'a>,
    /// The totals behind the headline: typed, or of the chosen window. None while there are none.
    pub totals: Option<&'a Totals>,
    pub content: Content<'a>,
}

/// Where the totals come from.
pub enum Content<'a> {
    /// They were typed.
    Typed,
    /// A list that still has a question open: its figures are null.
    Open {
        source: Source<'a>,
        reports: Reports<'a>,
    },
    List {
        source: Source<'a>,
        reports: Reports<'a>,
        list: List<'a>,
    },
}

/// What was read, and how it was understood.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Source<'a> {
    pub files: Vec<File<'a>>,
    pub layout: &'a str,
    pub encoding: &'a str,
    pub delimiter: Option<&'a str>,
    /// Role → the column's heading.
    pub columns: BTreeMap<&'a str, Vec<&'a str>>,
    pub number_style: Option<&'a str>,
    pub date_order: Option<&'a str>,
    pub rows_used: u64,
    pub rows_reported: u64,
    pub customers: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: u64,
}

/// What was chosen.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Settings<'a> {
    /// As in links.
    pub period: Option<String>,
    /// ISO 4217.
    pub currency: Option<&'a str>,
    pub window: Option<[String; 2]>,
    /// `customer` or `subscription`.
    pub grain: Option<&'a str>,
    /// `kept` or `lost`: how an account counts that left the window and came back.
    pub returns: Option<&'a str>,
    /// Question → answer.
    pub answers: BTreeMap<&'a str, &'a str>,
}

/// What was found in the file: the list may be cut off, the total never is.
#[derive(Clone, Debug, Default)]
pub struct Reports<'a> {
    pub listed: Vec<Report<'a>>,
    pub total: u64,
}

/// The figures of a list.
pub struct List<'a> {
    pub ledger: &'a Ledger,
    pub figures: &'a Figures,
    /// GRR of the window, exact by customer.
    pub grr: Option<Ratio>,
    pub segments: &'a [SegmentFigures],
    /// The movements of a list that has one period only; it has no months then.
    pub period: Option<&'a Movements>,
}

impl Document<'_> {
    /// The text of the file.
    pub fn to_json(&self) -> String {
        // Only a map with keys that are no strings can fail, and there is none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        let (source, reports, list) = match &self.content {
            Content::Typed => (None, None, None),
            Content::Open { source, reports } => (Some(source), Some(reports), None),
            Content::List {
                source,
                reports,
                list,
            } => (Some(source), Some(reports), Some(list)),
        };
        if let Some(source) = source {
            map.serialize_entry("source", source)?;
        }
        map.serialize_entry("settings", &self.settings)?;
        map.serialize_entry("totals", &self.totals.map(inputs))?;
        map.serialize_entry(
            "headline",
            &self
                .totals
                .map(|totals| headline(totals, list.and_then(|list| list.grr))),
        )?;
        if let Some(reports) = reports {
            figures_of(&mut map, list)?;
            map.serialize_entry("reports", &reports.listed)?;
            map.serialize_entry("reports_total", &reports.total)?;
        }
        map.end()
    }
}

/// What was given, under the keys of links.
fn inputs(totals: &Totals) -> BTreeMap<&'static str, Option<String>> {
    let revenue = Input::REVENUE.map(|input| {
        let amount = totals.revenue(input).ok().flatten();
        (input.key(), amount.map(|amount| amount.to_string()))
    });
    let customers = Input::CUSTOMERS.map(|input| {
        let count = totals.customers(input).ok().flatten();
        (input.key(), count.map(|count| count.value().to_string()))
    });
    revenue.into_iter().chain(customers).collect()
}

/// Every metric in its unit.
fn headline(totals: &Totals, grr: Option<Ratio>) -> BTreeMap<&'static str, Option<String>> {
    let metrics = figures(totals).map(|(metric, figure)| {
        let value = figure
            .ok()
            .map(|value: Value| digits(&value, metric.unit()));
        (metric.id(), value)
    });
    let exact = grr.map(|grr| ("grr", Some(digits(&Value::Ratio(grr), Unit::Percent))));
    metrics.into_iter().chain(exact).collect()
}

fn figures_of<M: SerializeMap>(map: &mut M, list: Option<&List<'_>>) -> Result<(), M::Error> {
    let Some(List {
        ledger,
        figures,
        segments,
        period,
        ..
    }) = list
    else {
        let names = ["months", "period", "trailing12", "cohorts", "segments"];
        return names
            .into_iter()
            .try_for_each(|name| map.serialize_entry(name, &()));
    };
    let scale = ledger.scale();
    match period {
        Some(movements) => map.serialize_entry(
            "period",
            &Fields(&tables::PERIOD, &tables::period(movements, scale, true)),
        )?,
        None => {
            map.serialize_entry("months", &Rows(&tables::months(figures, scale)))?;
            map.serialize_entry("trailing12", &Rows(&tables::trailing(figures, scale)))?;
            let cohorts = figures
                .cohorts
                .iter()
                .map(|cohort| CohortFields { cohort, scale });
            map.serialize_entry("cohorts", &cohorts.collect::<Vec<_>>())?;
        }
    }
    map.serialize_entry("segments", &Rows(&tables::segments(ledger, segments, None)))?;
    let negative = figures.negative_totals.listed.iter();
    let negative = negative.map(|&(account, month, sum)| {
        (
            ledger.name(account),
            month.to_string(),
            money(sum.into(), scale),
        )
    });
    map.serialize_entry("negative_totals", &negative.collect::<Vec<_>>())?;
    let blank: Vec<String> = figures
        .months_without_rows
        .iter()
        .map(Month::to_string)
        .collect();
    map.serialize_entry("months_without_rows", &blank)?;
    map.serialize_entry("duplicate_rows", &ledger.duplicate_rows())?;
    let never: Vec<&str> = figures
        .never_active
        .iter()
        .map(|&account| ledger.name(account))
        .collect();
    map.serialize_entry("never_active", &never)
}

/// A table as a list of objects.
struct Rows<'a>(&'a Table<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            rows.serialize_element(&Fields(&self.0.columns, row))?;
        }
        rows.end()
    }
}

/// Names and cells as an object.
struct Fields<'a, N>(&'a [N], &'a [Cell<'a>]);

impl<N: AsRef<str>> Serialize for Fields<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(name.as_ref(), cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Undefined | Cell::Blank => serializer.serialize_unit(),
            _ => serializer.serialize_str(&self.exact()),
        }
    }
}

struct CohortFields<'a> {
    cohort: &'a Cohort,
    scale: u32,
}

impl Serialize for CohortFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let start = self.cohort.start();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("cohort", &self.cohort.month.to_string())?;
        map.serialize_entry(
            "already_active_at_start_of_data",
            &self.cohort.already_active,
        )?;
        map.serialize_entry("customers", &start.customers)?;
        map.serialize_entry("revenue", &money(start.revenue, self.scale))?;
        let ages = (0_u32..).zip(&self.cohort.ages).map(|(age, at)| {
            let kept = self.cohort.kept(at);
            AgeFields {
                age,
                revenue: money(at.revenue, self.scale),
                gross: money(at.gross, self.scale),
                customers: at.customers,
                revenue_retention: percent(kept.nrr()),
                gross_retention: percent(kept.grr()),
                logo_retention: percent(kept.customer_retention()),
            }
        });
        map.serialize_entry("ages", &ages.collect::<Vec<_>>())?;
        map.end()
    }
}

#[derive(Serialize)]
struct AgeFields {
    age: u32,
    revenue: String,
    gross: String,
    customers: u64,
    revenue_retention: Option<String>,
    gross_retention: Option<String>,
    logo_retention: Option<String>,
}
