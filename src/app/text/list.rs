//! Words about a customer list: what was understood of it, and what is compared.

use super::style::Style;
use super::{counted, fill};
use crate::accounts::{Ledger, Month, Sign, Span};
use crate::app::changes::questions;
use crate::app::list::{List, Origin, Read, Who};
use crate::app::state::Reading;
use crate::import::{Code, Severity};
use crate::number::Count;

pub(super) fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = month.checked_sub(1).map(|place| place as usize);
    place.and_then(|place| NAMES.get(place)).unwrap_or(&"")
}

/// "Oct 2025".
pub fn month(month: Month) -> String {
    let name = month_name(month.month());
    let short = name.get(..3).unwrap_or(name);
    fill("{} {}", [short.to_owned(), month.year().to_string()])
}

/// "Oct 2025 to Oct 2026".
pub fn span(span: Span) -> String {
    [month(span.from), month(span.to)].join(" to ")
}

/// Where the list is from: its name, and that it stays here.
pub fn source(read: &Read) -> String {
    match read.origin {
        Origin::Sample => "A made-up list of 60 customers. Choose or paste your own.".to_owned(),
        _ => fill("{}, read in this page, sent nowhere", [name(read)]),
    }
}

/// What the list is called.
pub fn name(read: &Read) -> String {
    match (read.origin, read.source.files.as_slice()) {
        (Origin::Pasted, _) => "Pasted rows".to_owned(),
        (Origin::Sample, _) => "The sample".to_owned(),
        (Origin::Files, [one]) => one.name.clone(),
        (Origin::Files, many) => fill("{} files", [many.len().to_string()]),
    }
}

/// What is said of a list that a reload took away.
pub fn left(name: &str) -> String {
    [
        name,
        ": gone with the reload, because rows of customers are never stored. Give them again to go on.",
    ]
    .concat()
}

/// "486 customers, 25 months, 8,044 amounts. Five things worth a look."
pub fn summary(read: &Read, style: Style) -> String {
    let number = |many: u64| style.count(Count::new(many).unwrap_or_default());
    let mut parts = Vec::new();
    if let Some(ledger) = read.ledger() {
        let customers = number(ledger.accounts().into());
        parts.push(counted(&customers, "customer", "customers"));
        if !read.is_snapshot() {
            let months = number(ledger.months().len() as u64);
            parts.push(counted(&months, "month", "months"));
        }
    }
    parts.push(match &read.periods().len() {
        0 => counted(
            &number(read.source.rows_used),
            "amount used",
            "amounts used",
        ),
        periods => counted(&number(*periods as u64), "period", "periods"),
    });
    let graver = |grave: Severity| {
        let counts = read.reports.counts();
        counts
            .filter(|(_, severity, _)| *severity == grave)
            .map(|(_, _, count)| count)
            .sum::<u64>()
    };
    let state = if read.reports.count(Code::HeaderMissing) > 0 && read.source.layout.is_none() {
        "The figures wait for what the columns hold.".to_owned()
    } else if read.is_open() {
        "The figures wait for your answer.".to_owned()
    } else {
        match (graver(Severity::Error), graver(Severity::Warning)) {
            (0, 0) => "Everything was read.".to_owned(),
            (0, _) => "Everything was read; some of it is worth a look.".to_owned(),
            (errors, _) => {
                let places = counted(&number(errors), "place", "places");
                fill("{} could not be used.", [places])
            }
        }
    };
    let twice = match read.ledger().map_or(0, Ledger::duplicate_rows) {
        0 => String::new(),
        1 => " One row is for a customer and time that has one already: added up.".to_owned(),
        rows => fill(
            " {} rows are for a customer and time that has one already: added up.",
            [number(rows)],
        ),
    };
    fill("{}. {}{}", [parts.join(", "), state, twice])
}

/// A row of a list of totals, which may have no name.
pub fn period(name: &str, row: usize) -> String {
    match name.trim() {
        "" => fill("row {}", [row.saturating_add(1).to_string()]),
        name => name.to_owned(),
    }
}

/// A last month that looks incomplete, and the button that takes it in or leaves it out.
pub fn partial(list: &List) -> Option<(String, &'static str)> {
    let partial = list.read.figures.partial?;
    let label = match list.compare.keep_partial {
        true => "Leave it out",
        false => "Compare up to it all the same",
    };
    let name = month(partial.month);
    let words = match partial.sign {
        Sign::Rows { here, before } => fill(
            "{} looks incomplete: {}, {} the month before.",
            [
                name,
                counted(&here.to_string(), "row", "rows"),
                before.to_string(),
            ],
        ),
        Sign::LastDay(day) => fill(
            "{} looks incomplete: its dates stop on day {}.",
            [name, day.to_string()],
        ),
    };
    Some((words, label))
}

/// "310,000 rows of 1,200 customers. 62 of 100 MB. The page stays usable."
pub fn progress(reading: &Reading, style: Style) -> String {
    let number = |many: u64| style.count(Count::new(many).unwrap_or_default());
    let size = |bytes: u64| number(bytes.saturating_add(500_000) / 1_000_000);
    let done = &reading.done;
    fill(
        "{} of {}, {} of {} MB. The page stays usable.",
        [
            counted(&number(done.rows), "row", "rows"),
            counted(&number(done.accounts.into()), "customer", "customers"),
            size(done.bytes),
            size(reading.bytes),
        ],
    )
}

/// The length of the window: "12 months, so the rates are yearly."
pub fn length(list: &List) -> String {
    let Some(span) = list.span() else {
        return String::new();
    };
    match span.to.since(span.from) {
        12 => "12 months, so the rates are yearly.".to_owned(),
        1 => "One month, so the rates are monthly.".to_owned(),
        months => {
            let months = months.to_string();
            fill(
                "{} months, so the rates are for {} months.",
                [months.clone(), months],
            )
        }
    }
}

/// "All customers", or the name of a segment.
pub fn who(read: &Read, who: Who) -> String {
    let names = read.ledger().map(|ledger| ledger.segment_names());
    match (who, names) {
        (Who::Segment(Some(segment)), Some(names)) => names.name(segment).to_owned(),
        (Who::Segment(None), _) => "Without a segment".to_owned(),
        _ => "All customers".to_owned(),
    }
}

/// The lines under "Checks" that a list has beside those of all totals.
pub fn list_checks(list: &List) -> Vec<(bool, String)> {
    let Some(movements) = list.movements() else {
        return Vec::new();
    };
    let meets = movements.reconciles();
    let words = match meets {
        true => "Start and movements make the end, to the cent",
        false => "Start and movements do not make the end",
    };
    let mut lines = vec![(meets, words.to_owned())];
    if let Some(compared) = &list.compared
        && compared.window.is_small_sample()
    {
        let words = "Fewer than 30 customers at the start: one of them moves CR by several points";
        lines.push((false, words.to_owned()));
    }
    lines
}

/// Why there are no figures although a list is there.
pub fn waiting(list: &List) -> Option<&'static str> {
    if list.read.is_open() {
        let only_columns = questions(&list.read).is_empty();
        return Some(match only_columns {
            true => "Waiting for what the columns hold.",
            false => "Waiting for your answer.",
        });
    }
    match list.totals() {
        Some(_) => None,
        None if list.is_pending => None,
        None => Some("The list has one month only: there is nothing to compare it with."),
    }
}
