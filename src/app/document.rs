//! The result as a file: all of it as JSON, and what was found in a list as CSV.

use super::list::{List, Read};
use super::sheet::{Basis, Sheet};
use super::text;
use crate::accounts::Returning;
use crate::export::{self, Content, Document, File, Reports, Settings, Source};
use crate::import::{self, Blank, Currencies, Grain, Mark, Order, Role};
use crate::link::Choice;
use crate::number::Currency;
use crate::retention::Period;

/// The whole result, schema 1.
pub fn json(sheet: &Sheet, list: Option<&List>) -> String {
    let totals = match sheet.basis {
        Basis::Pending | Basis::Open | Basis::Single => None,
        Basis::Typed | Basis::List { .. } => Some(&sheet.totals),
    };
    let Some(list) = list else {
        let document = Document {
            settings: settings(sheet, None),
            totals,
            insight: Some(insight(sheet)),
            content: Content::Typed,
        };
        return document.to_json();
    };
    let read = &list.read;
    let (source, reports) = (source(read), reports(read));
    let content = match (read.is_open(), read.ledger()) {
        (false, Some(ledger)) => Content::List {
            source,
            reports,
            list: export::List {
                ledger,
                figures: &read.figures,
                grr: list.grr(),
                segments: list
                    .compared
                    .as_deref()
                    .map_or(&[], |compared| &compared.segments),
                period: list
                    .compared
                    .as_deref()
                    .filter(|_| read.is_snapshot())
                    .map(|compared| &compared.window.movements),
            },
        },
        _ => Content::Open { source, reports },
    };
    let document = Document {
        settings: settings(sheet, Some(list)),
        totals,
        insight: Some(insight(sheet)),
        content,
    };
    document.to_json()
}

/// What was found in the files, one row for each place.
pub fn reports_csv(read: &Read) -> String {
    export::csv(&export::reports(reports(read).listed))
}

fn insight(sheet: &Sheet) -> export::Insight {
    export::Insight {
        wanted: text::target::wanted(sheet),
        size: text::target::size(sheet),
        changes: text::what_if::changes(&sheet.choices),
        periods: sheet.choices.whole(Choice::ForecastPeriods),
        arrivals: text::ahead::arrivals(sheet),
    }
}

fn settings<'a>(sheet: &Sheet, list: Option<&'a List>) -> Settings<'a> {
    let currency = sheet.style.currency;
    let mut settings = Settings {
        period: sheet.totals.period.ok().map(|period| period.key()),
        definition: super::text::definition(sheet, list),
        currency: (currency != Currency::NONE).then(|| currency.code()),
        choices: sheet
            .choices
            .values()
            .iter()
            .map(|(choice, value)| (choice.key(), value.clone()))
            .collect(),
        ..Settings::default()
    };
    if let Some(list) = list {
        let choices = &list.read.choices;
        settings.window = list
            .span()
            .map(|span| [span.from.to_string(), span.to.to_string()]);
        settings.grain = Some(match choices.grain {
            Grain::Customer => "customer",
            Grain::Subscription => "subscription",
        });
        settings.returns = Some(match list.compare.returns {
            Returning::Counted => "kept",
            Returning::LeftOut => "lost",
        });
        settings.answers = answers(list);
    }
    settings
}

/// What the reader said, under the keys of the page's choices.
fn answers(list: &List) -> Vec<(&'static str, String)> {
    let choices = &list.read.choices;
    let truth = |is: bool| if is { "yes" } else { "no" };
    [
        ("header", choices.header.map(truth)),
        ("layout", choices.layout.map(import::Layout::id)),
        ("number_style", choices.number_mark.map(mark)),
        ("date_order", choices.date_order.map(Order::id)),
        ("serial_dates", choices.serials.map(truth)),
        ("cents", choices.cents.map(truth)),
        ("total_rows", choices.keep_totals.then_some("kept")),
        ("period", choices.period.and_then(Period::name)),
        ("encoding", choices.encoding.map(import::Encoding::id)),
        (
            "empty_amounts",
            choices.blank.map(|blank| match blank {
                Blank::Zero => "0",
                Blank::Missing => "missing",
            }),
        ),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?.to_owned())))
    .chain(currencies(&choices.currencies).map(|said| ("currencies", said)))
    .collect()
}

/// "USD only", or "USD, 1 EUR = 1.08".
pub fn currencies(choice: &Currencies) -> Option<String> {
    match choice {
        Currencies::One => None,
        Currencies::Keep(kept) => Some([kept.text(), " only"].concat()),
        Currencies::Rates(rates) => {
            let each = rates
                .iter()
                .enumerate()
                .map(|(at, (currency, rate))| match at {
                    0 => currency.text().to_owned(),
                    _ => [
                        ", 1 ",
                        currency.text(),
                        " = ",
                        &export::money(rate.units.into(), rate.scale),
                    ]
                    .concat(),
                });
            Some(each.collect())
        }
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Point => "point",
        Mark::Comma => "comma",
    }
}

fn source(read: &Read) -> Source<'_> {
    let source = &read.source;
    let mut columns: Vec<(&str, Vec<&str>)> = Vec::new();
    for (role, heading) in source.roles.iter().zip(&source.header) {
        match columns.iter_mut().find(|(known, _)| *known == role.id()) {
            _ if *role == Role::Ignored => {}
            Some((_, headings)) => headings.push(heading),
            None => columns.push((role.id(), vec![heading])),
        }
    }
    let delimiter = [source.delimiter];
    Source {
        files: source
            .files
            .iter()
            .map(|known| File {
                name: &known.name,
                bytes: known.bytes,
            })
            .collect(),
        layout: source.layout.map_or("", import::Layout::id),
        encoding: source.encoding.id(),
        delimiter: DELIMITERS
            .iter()
            .copied()
            .find(|known| known.as_bytes() == delimiter),
        columns,
        number_style: source.number_mark.map(mark),
        date_order: source.date_order.map(Order::id),
        rows_used: source.rows_used,
        rows_reported: source.rows_reported,
        customers: source.customers.into(),
    }
}

const DELIMITERS: [&str; 4] = [",", ";", "\t", "|"];

fn reports(read: &Read) -> Reports<'_> {
    let listed = read.reports.list().iter().map(|report| {
        let file = read.source.files.get(report.file as usize);
        export::Report {
            file: file.map_or("", |file| file.name.as_str()),
            line: report.place.line,
            column: Some(u64::from(report.place.column)).filter(|column| *column > 0),
            code: report.code.id(),
            severity: report.severity.id(),
            text: &report.text,
        }
    });
    Reports {
        listed: listed.collect(),
        total: read.reports.total(),
    }
}
