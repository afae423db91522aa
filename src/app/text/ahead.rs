//! Words about the existing base when its rates repeat.

use super::figures::period_name;
use super::fill;
use crate::app::sheet::Sheet;
use crate::chart::Length;
use crate::chart::mark::Mark;
use crate::chart::scissors::{Line, Words, scissors};
use crate::insight::Base;
use crate::insight::forecast::{Arrivals, BreakEven, Forecast};
use crate::link::Choice;
use crate::number::Ratio;
use crate::retention::Period;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub title: String,
    pub description: String,
    pub marks: Vec<Mark>,
    pub table: super::Words,
    /// When losses are made up for, and where it ends.
    pub notes: Vec<String>,
}

/// What a year, a month … is called, one and many.
fn nouns(period: Period) -> (String, String) {
    let one = period_name(period);
    match period {
        Period::MONTH | Period::QUARTER | Period::YEAR | Period::HALF_YEAR => {
            let many = fill("{}s", [one.clone()]);
            (one, many)
        }
        _ => ("period".to_owned(), "periods".to_owned()),
    }
}

pub fn arrivals(sheet: &Sheet) -> Arrivals {
    let revenue = sheet.choices.amount(Choice::ForecastNew);
    let revenue = revenue.map(Ratio::of);
    let customers = i64::try_from(sheet.choices.whole(Choice::ForecastCustomers));
    Arrivals {
        revenue: revenue.unwrap_or(Ratio::ZERO),
        customers: customers.map_or(Ratio::ZERO, Ratio::whole),
    }
}

/// The names of the fields: periods ahead, new revenue and new customers in each.
pub fn labels(sheet: &Sheet) -> [String; 3] {
    let (one, many) = nouns(sheet.totals.period.unwrap_or(Period::YEAR));
    [
        fill("{} ahead", [capital(&many)]),
        fill("New revenue a {}", [one.clone()]),
        fill("New customers a {}", [one]),
    ]
}

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let base = Base::of(&sheet.totals).ok()?;
    let arrivals = arrivals(sheet);
    let periods = sheet.choices.whole(Choice::ForecastPeriods);
    let forecast = Forecast::of(&sheet.totals, periods, arrivals)?;
    let (one, many) = nouns(sheet.totals.period.ok()?);
    let ahead = forecast.len().saturating_sub(2);
    let name = |at: usize| match at {
        0 => "start".to_owned(),
        1 => "now".to_owned(),
        _ => fill("+{}", [at.saturating_sub(1).to_string()]),
    };
    Some(Shown {
        title: title(sheet, &forecast, ahead, (&one, &many)).unwrap_or_default(),
        description: described(sheet, &base, &forecast)?,
        marks: picture(sheet, &forecast, arrivals, &many).unwrap_or_default(),
        table: super::Words {
            columns: std::iter::once(String::new())
                .chain((0..forecast.len()).map(name))
                .collect(),
            rows: rows(sheet, &forecast, arrivals),
        },
        notes: notes(sheet, &base, &forecast, arrivals, (&one, ahead)),
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn title(
    sheet: &Sheet,
    forecast: &Forecast,
    ahead: usize,
    (one, many): (&str, &str),
) -> Option<String> {
    let style = sheet.style;
    let count = match ahead {
        0 => return Some("Fewer than one customer would be left in the next period".to_owned()),
        1 => ["one more ", one].concat(),
        2 => ["two more ", many].concat(),
        3 => ["three more ", many].concat(),
        4 => ["four more ", many].concat(),
        5 => ["five more ", many].concat(),
        _ => fill("{} more {}", [ahead.to_string(), many.to_owned()]),
    };
    let times = |line: &[Ratio]| line.last()?.checked_div(*line.first()?);
    let words = match (forecast.customers.last(), times(&forecast.average)) {
        (Some(customers), Some(each)) => {
            let customers = style.number(*customers, 0);
            let pay = if customers == "1" {
                " customer would have to pay "
            } else {
                " customers would each have to pay "
            };
            fill(
                "{}{}{} the average you started with",
                [customers, pay.to_owned(), super::times(style, each, 1)],
            )
        }
        _ => {
            let share = times(&forecast.revenue)?;
            fill(
                "the same customers would pay {} of what they paid at the start",
                [style.percent(share)],
            )
        }
    };
    Some(fill("In {}, {}", [count, words]))
}

fn shares(line: &[Ratio]) -> Vec<Ratio> {
    shares_of(line, line.first())
}

fn shares_of(line: &[Ratio], start: Option<&Ratio>) -> Vec<Ratio> {
    let share = |value: &Ratio| value.checked_div(*start?);
    line.iter().filter_map(share).collect()
}

fn drawn(line: &[Ratio], start: Option<&Ratio>) -> Vec<Length> {
    let shares = shares_of(line, start).into_iter();
    shares.map(|share| Length::FULL.times(share)).collect()
}

fn picture(
    sheet: &Sheet,
    forecast: &Forecast,
    arrivals: Arrivals,
    many: &str,
) -> Option<Vec<Mark>> {
    let style = sheet.style;
    let end = |line: &[Ratio]| Some(style.brief_percent(*shares(line).last()?));
    let mut lines = vec![Line {
        shares: drawn(&forecast.revenue, forecast.revenue.first()),
        words: [
            end(&forecast.revenue)?,
            "revenue".to_owned(),
            style.brief(*forecast.revenue.last()?),
        ],
        is_revenue: true,
    }];
    if let (Some(first), Some(last)) = (forecast.customers.first(), forecast.customers.last()) {
        lines.push(Line {
            shares: drawn(&forecast.customers, forecast.customers.first()),
            words: [
                end(&forecast.customers)?,
                "customers".to_owned(),
                counted(&style.number(*last, 0), &style.number(*first, 0)),
            ],
            is_revenue: false,
        });
    }
    let each = end(&forecast.average);
    let each = each.zip(forecast.average.last());
    let words = Words {
        share: &|share| style.drawn(share),
        periods: many.to_owned(),
        each: each.map(|(share, each)| {
            let money = match *each < Ratio::whole(1_000_000) {
                true => style.average(*each),
                false => style.brief(*each),
            };
            [share, "each".to_owned(), money]
        }),
        won: match arrivals.revenue.is_zero() {
            true => Vec::new(),
            false => drawn(&forecast.new_revenue, forecast.revenue.first()),
        },
    };
    scissors(&lines, &words)
}

/// "106 of 200", where there is room for both.
fn counted(last: &str, first: &str) -> String {
    let both = [last, " of ", first].concat();
    match both.len() > 11 {
        true => last.to_owned(),
        false => both,
    }
}

fn described(sheet: &Sheet, base: &Base, forecast: &Forecast) -> Option<String> {
    let style = sheet.style;
    let last = |line: &[Ratio]| Some(style.percent(*shares(line).last()?));
    let mut words = fill(
        "At NRR {}, revenue comes to {} of the start",
        [style.percent(base.nrr), last(&forecast.revenue)?],
    );
    if let Some(customers) = last(&forecast.customers) {
        words += &[", customers to ", &customers].concat();
    }
    Some(words + ".")
}

fn rows(sheet: &Sheet, forecast: &Forecast, arrivals: Arrivals) -> Vec<(String, Vec<String>)> {
    let style = sheet.style;
    let money = |line: &[Ratio]| line.iter().map(|money| style.about_plain(*money)).collect();
    let count = |line: &[Ratio]| line.iter().map(|count| style.number(*count, 1)).collect();
    let average = |line: &[Ratio]| {
        let each = line.iter().map(|each| {
            let rounded = each
                .round(2)
                .map(|each| crate::number::group(each, style.mark, Some(2)));
            rounded.unwrap_or_default()
        });
        each.collect()
    };
    let mut rows = vec![("Revenue, existing".to_owned(), money(&forecast.revenue))];
    if !arrivals.revenue.is_zero() {
        let all: Vec<Ratio> = (0..forecast.len())
            .filter_map(|at| forecast.all(at))
            .collect();
        rows.push((
            "New revenue since now".to_owned(),
            money(&forecast.new_revenue),
        ));
        rows.push(("All revenue".to_owned(), money(&all)));
    }
    if !forecast.customers.is_empty() {
        rows.push(("Customers, existing".to_owned(), count(&forecast.customers)));
        if !arrivals.customers.is_zero() {
            rows.push((
                "New customers since now".to_owned(),
                count(&forecast.new_customers),
            ));
        }
        rows.push((
            "Revenue per customer".to_owned(),
            average(&forecast.average),
        ));
    }
    rows
}

fn notes(
    sheet: &Sheet,
    base: &Base,
    forecast: &Forecast,
    arrivals: Arrivals,
    (one, ahead): (&str, usize),
) -> Vec<String> {
    let style = sheet.style;
    let mut notes = Vec::new();
    let months = |period: usize| {
        let months = u32::try_from(period)
            .unwrap_or(u32::MAX)
            .saturating_mul(base.months);
        match base.months {
            1 => String::new(),
            _ => fill(", month {}", [months.to_string()]),
        }
    };
    let won = [
        style.about(arrivals.revenue),
        " a ".to_owned(),
        one.to_owned(),
    ]
    .concat();
    match forecast.break_even(base, arrivals) {
        Some(BreakEven::In(period)) => {
            let period_text = period.to_string();
            notes.push(fill(
                "With *{}* of new revenue, what was lost is made up for in {} *{}*{}.",
                [won, one.to_owned(), period_text, months(period)],
            ));
        }
        Some(BreakEven::Later) => {
            let ahead = ahead.to_string();
            notes.push(fill(
                "With *{}* of new revenue, what was lost is made up for later than in {} {}.",
                [won, one.to_owned(), ahead],
            ));
        }
        Some(BreakEven::Needs(needs)) => {
            notes.push(fill(
                "New revenue of more than *{}* a {}, kept at the same rates, makes up \
                 for what is lost.",
                [style.about(needs), one.to_owned()],
            ));
        }
        Some(BreakEven::NotNeeded) | None => {}
    }
    if forecast.ends_early {
        notes.push(
            "It ends here: in the next period fewer than one customer would be left.".to_owned(),
        );
    }
    notes
}
