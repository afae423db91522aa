//! Drafts from one line of text, and what the page says of them, by name.
#![allow(dead_code)]

pub mod lists;
pub mod sets;

use retention_calculator::app::draft::{Draft, PeriodChoice};
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::text;
use retention_calculator::number::{Currency, Mark};
use retention_calculator::retention::{Input, Metric};

/// The example's revenue and customers, to be followed by what differs: the last one counts.
pub const REVENUE: &str = "start=500000 expansion=100000 contraction=20000 churn=30000";
pub const CUSTOMERS: &str = "customers_start=200 customers_new=50 customers_lost=20";

/// Types `key=text` pairs; `_` stands for a blank inside a text. `period`, `months`, `mark` and
/// `currency` are chosen as in the page.
pub fn typed(pairs: &str) -> Draft {
    let mut draft = Draft::empty();
    for pair in pairs.split_whitespace() {
        let (key, text) = pair.split_once('=').unwrap();
        match key {
            "mark" => draft.set_mark(if text == "comma" {
                Mark::Comma
            } else {
                Mark::Point
            }),
            "currency" => draft.set_currency(Currency::parse(text).unwrap()),
            "months" => draft.months = text.to_owned(),
            "period" => draft.period = period(text),
            _ => draft.type_into(Input::parse(key).unwrap(), text.replace('_', " ")),
        }
    }
    draft
}

fn period(key: &str) -> PeriodChoice {
    match key {
        "month" => PeriodChoice::Month,
        "quarter" => PeriodChoice::Quarter,
        "half_year" => PeriodChoice::HalfYear,
        "year" => PeriodChoice::Year,
        "months" => PeriodChoice::Other,
        other => panic!("no period {other}"),
    }
}

pub fn sheet(pairs: &str) -> Sheet {
    Sheet::of(&typed(pairs))
}

/// Both lines of the example, and more.
pub fn example(more: &str) -> Sheet {
    sheet(&[REVENUE, CUSTOMERS, more].join(" "))
}

/// What the page says in one place; `-` when that place is hidden or empty.
pub fn says(sheet: &Sheet, place: &str) -> String {
    let style = sheet.style;
    if let Some(metric) = Metric::parse(place) {
        return match sheet.figure(metric) {
            Ok(value) => style.value(&value, metric.unit()),
            Err(reason) => text::reason(reason),
        };
    }
    if let Some(input) = place.strip_prefix("under ").and_then(Input::parse) {
        return text::field_message(sheet, input).map_or("-".into(), |(severity, words)| {
            format!("{severity:?}: {words}")
        });
    }
    let pair =
        |words: Option<(String, String)>| words.map(|(bold, rest)| format!("*{bold}* {rest}"));
    let words = match place {
        "verdict" => text::verdict(sheet),
        "nrr note" => Some(text::nrr_note(sheet)),
        "cr note" => Some(text::cr_note(sheet)),
        "grr" => text::gross_text(sheet),
        "grr note" => Some(text::gross_note(sheet)),
        "grr exact" => Some(text::gross_exact_if(sheet)),
        "identity" => sheet.identity.ok().map(|it| text::identity_text(sheet, it)),
        "opener" => sheet
            .identity
            .ok()
            .map(|it| text::identity_opener(it).to_owned()),
        "equation" => sheet
            .identity
            .ok()
            .map(|it| text::equation_label(sheet, it)),
        "inside" => sheet
            .identity
            .ok()
            .zip(sheet.leavers.ok())
            .map(|(identity, leavers)| text::inside_growth(sheet, identity, leavers)),
        "annual" => pair(text::annual(sheet)),
        "rare" => text::rare_rate(sheet),
        "counts" => pair(text::counts_warning(sheet)),
        "fixes" => Some(fixes(sheet)),
        "checks" => Some(checks(sheet)),
        "spoken" => Some(text::announcement(sheet)),
        "nrr worked" => text::nrr_steps(sheet).map(worked),
        "cr worked" => text::cr_steps(sheet).map(worked),
        "ruler" => Some(text::ruler_labels(sheet).description),
        "definition" => text::definition(sheet, None),
        "subject" => Some(text::figure_subject(Metric::Nrr, sheet)),
        other => panic!("no place {other}"),
    };
    words
        .filter(|words| !words.is_empty())
        .unwrap_or("-".into())
}

fn fixes(sheet: &Sheet) -> String {
    let labels: Vec<_> = sheet
        .fixes()
        .into_iter()
        .map(|(input, count)| text::fix_label(input, &sheet.style.count(count)))
        .collect();
    labels.join(", ")
}

/// `+` holds, `!` does not.
fn checks(sheet: &Sheet) -> String {
    let lines: Vec<_> = text::checks(sheet)
        .into_iter()
        .map(|(holds, words)| format!("{} {words}", if holds { '+' } else { '!' }))
        .collect();
    lines.join("; ")
}

fn worked(steps: text::Steps) -> String {
    let terms: Vec<_> = steps.terms.into_iter().map(|(_, term)| term).collect();
    let (terms, under) = (terms.join(" "), steps.under);
    format!(
        "({terms}) / {under} = {} / {under} = {}",
        steps.sum, steps.result
    )
}
