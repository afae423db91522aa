//! The whole result as JSON, schema 1. Its names never change their meaning; there may be more.

use super::insight::Insight;
use super::lists::Report;
use super::table::{digits, money, percent};
use super::tables;
use super::value::Json;
use crate::accounts::{Cohort, Figures, Ledger, Month, Movements, SegmentFigures};
use crate::number::{Ratio, Unit, Value};
use crate::retention::{Input, Totals, figures};

/// The version of the names and their meaning.
const SCHEMA: u64 = 1;

/// A result to be downloaded. Amounts are exact decimal strings, rates percent as unrounded
/// decimal strings, and null is what is not defined.
pub struct Document<'a> {
    pub settings: Settings<'a>,
    /// The totals behind the headline: typed, or of the chosen window. None while there are none.
    pub totals: Option<&'a Totals>,
    /// What was chosen around them.
    pub insight: Option<Insight>,
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
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    pub files: Vec<File<'a>>,
    pub layout: &'a str,
    pub encoding: &'a str,
    pub delimiter: Option<&'a str>,
    /// Role → the column's heading.
    pub columns: Vec<(&'a str, Vec<&'a str>)>,
    pub number_style: Option<&'a str>,
    pub date_order: Option<&'a str>,
    pub rows_used: u64,
    pub rows_reported: u64,
    pub customers: u64,
}

#[derive(Clone, Debug)]
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: u64,
}

/// What was chosen.
#[derive(Clone, Debug, Default)]
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
    /// What was chosen around the numbers, under the keys of links.
    pub choices: Vec<(&'a str, String)>,
    /// How the figures were counted, in words.
    pub definition: Option<String>,
    /// Question → answer.
    pub answers: Vec<(&'a str, String)>,
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
        serde_json::to_string(&self.json()).unwrap_or_default()
    }

    fn json(&self) -> Json<'_> {
        let (source, reports, list) = match &self.content {
            Content::Typed => (None, None, None),
            Content::Open { source, reports } => (Some(source), Some(reports), None),
            Content::List {
                source,
                reports,
                list,
            } => (Some(source), Some(reports), Some(list)),
        };
        let mut all = Json::object().with("schema", SCHEMA);
        if let Some(source) = source {
            all = all.with("source", source.json());
        }
        let exact = list.and_then(|list| list.grr);
        all = all
            .with("settings", self.settings.json())
            .with("totals", self.totals.map(inputs))
            .with(
                "headline",
                self.totals.map(|totals| headline(totals, exact)),
            );
        if let Some(insight) = &self.insight {
            let led = self.totals.map(|totals| insight.json(totals));
            all = all.with("insight", led);
        }
        let Some(reports) = reports else { return all };
        let all = match list {
            Some(list) => list.add_to(all),
            None => ["months", "period", "trailing12", "cohorts", "segments"]
                .into_iter()
                .fold(all, |all, name| all.with(name, Json::Null)),
        };
        all.with(
            "reports",
            Json::list(reports.listed.iter().map(Report::json)),
        )
        .with("reports_total", reports.total)
    }
}

impl Source<'_> {
    fn json(&self) -> Json<'_> {
        let files = self.files.iter().map(|file| {
            Json::object()
                .with("name", file.name)
                .with("bytes", file.bytes)
        });
        let columns = self.columns.iter();
        let columns = columns.fold(Json::object(), |all, (role, headings)| {
            all.with(*role, Json::list(headings.iter().copied()))
        });
        Json::object()
            .with("files", Json::list(files))
            .with("layout", self.layout)
            .with("encoding", self.encoding)
            .with("delimiter", self.delimiter)
            .with("columns", columns)
            .with("number_style", self.number_style)
            .with("date_order", self.date_order)
            .with("rows_used", self.rows_used)
            .with("rows_reported", self.rows_reported)
            .with("customers", self.customers)
    }
}

impl Settings<'_> {
    fn json(&self) -> Json<'_> {
        let pairs = |said: &'_ [(&'_ str, String)]| {
            let pairs = said.iter();
            pairs.fold(Json::object(), |all, (key, value)| {
                all.with((*key).to_owned(), value.clone())
            })
        };
        let window = self.window.as_ref();
        Json::object()
            .with("period", self.period.as_deref())
            .with("currency", self.currency)
            .with(
                "window",
                window.map(|ends| Json::list(ends.iter().map(String::as_str))),
            )
            .with("grain", self.grain)
            .with("returns", self.returns)
            .with("choices", pairs(&self.choices))
            .with("definition", self.definition.as_deref())
            .with("answers", pairs(&self.answers))
    }
}

impl Report<'_> {
    fn json(&self) -> Json<'_> {
        Json::object()
            .with("file", self.file)
            .with("line", self.line)
            .with("column", self.column)
            .with("code", self.code)
            .with("severity", self.severity)
            .with("text", self.text)
    }
}

/// What was given, under the keys of links.
fn inputs(totals: &Totals) -> Json<'static> {
    let all = Input::REVENUE
        .into_iter()
        .fold(Json::object(), |all, input| {
            let amount = totals.revenue(input).ok().flatten();
            all.with(input.key(), amount.map(|amount| amount.to_string()))
        });
    Input::CUSTOMERS.into_iter().fold(all, |all, input| {
        let count = totals.customers(input).ok().flatten();
        all.with(input.key(), count.map(|count| count.value().to_string()))
    })
}

/// Every metric in its unit.
fn headline(totals: &Totals, grr: Option<Ratio>) -> Json<'static> {
    let all = figures(totals)
        .into_iter()
        .fold(Json::object(), |all, (metric, figure)| {
            let value = figure.ok().map(|value| digits(&value, metric.unit()));
            all.with(metric.id(), value)
        });
    match grr {
        Some(grr) => all.with("grr", digits(&Value::Ratio(grr), Unit::Percent)),
        None => all,
    }
}

impl List<'_> {
    fn add_to<'a>(&'a self, all: Json<'a>) -> Json<'a> {
        let (ledger, figures, scale) = (self.ledger, self.figures, self.ledger.scale());
        let all = match self.period {
            Some(movements) => all.with("period", tables::period_fields(movements, scale)),
            None => {
                let cohorts = figures.cohorts.iter();
                all.with("months", Json::rows(tables::months(figures, scale)))
                    .with("trailing12", Json::rows(tables::trailing(figures, scale)))
                    .with(
                        "cohorts",
                        Json::list(cohorts.map(|cohort| self.cohort(cohort))),
                    )
            }
        };
        let segments = tables::segments(ledger, self.segments, None);
        let negative = figures.negative_totals.listed.iter();
        let negative = negative.map(|&(account, month, sum)| {
            Json::list([
                Json::from(ledger.name(account)),
                Json::from(month.to_string()),
                Json::from(money(sum.into(), scale)),
            ])
        });
        let blank = figures.months_without_rows.iter().map(Month::to_string);
        let never = figures.never_active.iter();
        all.with("segments", Json::rows(segments))
            .with("negative_totals", Json::list(negative))
            .with("months_without_rows", Json::list(blank))
            .with("duplicate_rows", ledger.duplicate_rows())
            .with(
                "never_active",
                Json::list(never.map(|&account| ledger.name(account))),
            )
    }

    fn cohort(&self, cohort: &Cohort) -> Json<'static> {
        let scale = self.ledger.scale();
        let start = cohort.start();
        let ages = (0_u64..).zip(&cohort.ages).map(|(age, at)| {
            let kept = cohort.kept(at);
            Json::object()
                .with("age", age)
                .with("revenue", money(at.revenue, scale))
                .with("gross", money(at.gross, scale))
                .with("customers", at.customers)
                .with("revenue_retention", percent(kept.nrr()))
                .with("gross_retention", percent(kept.grr()))
                .with("logo_retention", percent(kept.customer_retention()))
        });
        Json::object()
            .with("cohort", cohort.month.to_string())
            .with("already_active_at_start_of_data", cohort.already_active)
            .with("customers", start.customers)
            .with("revenue", money(start.revenue, scale))
            .with("ages", Json::list(ages))
    }
}
