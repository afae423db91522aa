//! The words of the tables beneath the instrument.

use super::list::month;
use super::{Style, counted, fill};
use crate::accounts::{
    Cause, Cohort, Concentration, Difference, Figures, Ledger, Method, Month, Movement, Movements,
    Span,
};
use crate::app::list::List;
use crate::app::tables::{Base, Form, Measure, quarter};
use crate::export::Cell;
use crate::number::{Count, Ratio, Unit, group};

/// A cell as it is read.
pub fn cell(cell: &Cell<'_>, form: Form, style: Style) -> String {
    let text = match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Said(text) => text.clone(),
        Cell::Month(known) => match form {
            Form::Quarter => {
                let quarter = quarter(*known).to_string();
                fill("Q{} {}", [quarter, known.year().to_string()])
            }
            Form::Year => known.year().to_string(),
            _ => month(*known),
        },
        Cell::Count(count) => number(*count, style),
        Cell::Money(sum, scale) => money(*sum, *scale, style),
        Cell::Figure(value, Unit::Percent) if form == Form::Heat => {
            let whole = value.round(Unit::Percent, 0);
            whole.map_or("—".to_owned(), |whole| group(whole, style.mark, Some(0)))
        }
        Cell::Figure(value, unit) => style.value(value, *unit),
        Cell::Undefined => "—".to_owned(),
        Cell::Blank => String::new(),
    };
    match form {
        Form::Plain | Form::Heat | Form::Amount | Form::Quarter | Form::Year => text,
        Form::Change => signed(text),
        Form::Points => signed(text.trim_end_matches('%').to_owned()),
    }
}

/// A number as it is read far from its column.
pub fn copied(known: &Cell<'_>, form: Form, style: Style) -> String {
    let text = cell(known, form, style);
    match (form, known) {
        (Form::Points, Cell::Figure(..)) => text + " points",
        _ => text,
    }
}

/// Whether a cell says that there was nothing.
pub fn is_nothing(cell: &Cell<'_>, form: Form) -> bool {
    match cell {
        Cell::Money(0, _) | Cell::Count(0) | Cell::Undefined => true,
        Cell::Figure(value, _) => form == Form::Points && value.is_zero(),
        _ => false,
    }
}

/// A plus in front of what is more than nothing; "+0.0" is "0.0".
fn signed(text: String) -> String {
    let nothing = !text.contains(|c: char| ('1'..='9').contains(&c));
    match text.starts_with('\u{2212}') || nothing {
        true => text,
        false => fill("+{}", [text]),
    }
}

fn money(sum: i128, scale: u32, style: Style) -> String {
    let one = 10_i128.checked_pow(scale);
    let amount = one.and_then(|one| Ratio::new(sum, one));
    amount.map_or("—".to_owned(), |amount| style.plain_money(amount))
}

/// A number of customers or rows, grouped.
pub fn number(count: u64, style: Style) -> String {
    style.count(Count::new(count).unwrap_or_default())
}

/// What is special about a month.
pub fn month_note(figures: &Figures, month: Month) -> String {
    let words = match figures.partial {
        Some(partial) if partial.month == month => "looks incomplete",
        _ if figures.months_without_rows.contains(&month) => "no rows",
        _ if figures
            .months
            .first()
            .is_some_and(|first| first.month == month) =>
        {
            "the data starts here"
        }
        _ => "",
    };
    words.to_owned()
}

/// What the rates of a month compare, over their columns.
pub fn looking(each: bool) -> &'static str {
    match each {
        true => "against the month before",
        false => "looking back 12 months",
    }
}

/// The same as a sentence.
pub fn months_look(each: bool) -> &'static str {
    match each {
        true => "NRR, GRR and CR compare a month with the one before.",
        false => "NRR, GRR and CR look back twelve months, so seasons cancel out.",
    }
}

/// "19 customers", and where they may have come from.
pub fn cohort_note(cohort: &Cohort) -> String {
    let customers = counted(
        &cohort.start().customers.to_string(),
        "customer",
        "customers",
    );
    match cohort.already_active {
        true => fill("{}, already active when the data starts", [customers]),
        false => customers,
    }
}

/// What the numbers of the cohorts are.
pub fn cohort_legend(measure: Measure, base: Base) -> String {
    let of = match (base, measure) {
        (Base::First, Measure::Customers) => "% of the customers who started",
        (Base::First, _) => "% of first month’s revenue",
        (Base::Previous, _) => "% of the column before, the first one of the start",
        (Base::Absolute, Measure::Customers) => "customers",
        (Base::Absolute, _) => "revenue of the month",
    };
    let gross = match measure {
        Measure::Gross => ", no customer above its own start",
        _ => "",
    };
    fill(
        "Months after the start, {}{}.",
        [of.to_owned(), gross.to_owned()],
    )
}

pub fn too_new() -> &'static str {
    "too new to tell"
}

/// Beside an account's name: what it is called in the file, and its segment.
pub fn account_note(ledger: &Ledger, span: Span, account: u32) -> String {
    let segment = ledger
        .segment(account, span.from)
        .or_else(|| ledger.segment(account, span.to))
        .map(|segment| ledger.segment_names().name(segment));
    let id = ledger.label(account).map(|_| ledger.name(account));
    let parts: Vec<&str> = id.into_iter().chain(segment).collect();
    parts.join(" · ")
}

pub fn movement(movement: Option<Movement>) -> &'static str {
    match movement {
        Some(Movement::New) => "new",
        Some(Movement::Reactivation) => "came back",
        Some(Movement::Expansion) => "grew",
        Some(Movement::Contraction) => "shrank",
        Some(Movement::Churn) => "left",
        None => "pays the same",
    }
}

/// "the 5 largest".
pub fn largest(accounts: usize) -> String {
    match accounts {
        1 => "the largest".to_owned(),
        many => fill("the {} largest", [many.to_string()]),
    }
}

/// How much of the window rests on a few accounts; `*stars*` in bold.
pub fn concentration(list: &List, found: &Concentration, style: Style) -> Option<String> {
    let compared = list.compared.as_deref()?;
    let ledger = list.read.ledger()?;
    let mut words = String::new();
    if let Some((5, share, kept)) = found.growers.get(1)
        && let Ok(nrr) = kept.nrr()
    {
        let parts = [
            "The five that grew most bring *",
            &style.percent(*share),
            "* of all expansion; without them NRR would be *",
            &style.percent(nrr),
            "*. ",
        ];
        words.push_str(&parts.concat());
    }
    if let (Some(largest), Ok(nrr)) = (compared.movers.largest.first(), found.without_largest.nrr())
    {
        let name = ledger
            .label(largest.account)
            .unwrap_or_else(|| ledger.name(largest.account));
        // A star in a name would set the rest in bold.
        let name = name.replace('*', "∗");
        let parts = [
            "Without the largest account, ",
            &name,
            ", NRR would be *",
            &style.percent(nrr),
            "*. ",
        ];
        words.push_str(&parts.concat());
    }
    if compared.window.is_small_sample() {
        words.push_str(&small_sample(
            compared.window.movements.customers_start,
            style,
        ));
    }
    Some(words.trim_end().to_owned())
}

/// What one customer of a few decides.
fn small_sample(customers: u64, style: Style) -> String {
    let Some(each) = Ratio::new(1, customers.into()) else {
        return String::new();
    };
    let points = style.percent(each);
    fill(
        "Only {} at the start: each one is {} points of CR.",
        [
            counted(&number(customers, style), "customer", "customers"),
            points.trim_end_matches('%').to_owned(),
        ],
    )
}

/// "all 415 accounts": those of the end, and those who left.
pub fn all_accounts(ends: &Movements, style: Style) -> String {
    let accounts = ends.customers_end.saturating_add(ends.customers_churned);
    let count = number(accounts, style);
    fill("all {}", [counted(&count, "account", "accounts")])
}

/// A method and how it counts.
pub fn method(method: Method, span: Span, chosen: bool) -> (String, String) {
    let (from, to) = (month(span.from), month(span.to));
    let months = span.to.since(span.from).to_string();
    let (name, note) = match method {
        Method::ByCustomer => (
            "By customer".to_owned(),
            fill("{} against {}, one customer at a time", [from, to]),
        ),
        Method::ByMovements => (
            "By movements, same customers".to_owned(),
            fill(
                "every rise and fall in between, customers of {} only",
                [from],
            ),
        ),
        Method::ByMovementsOfAll => (
            "By movements, everyone".to_owned(),
            "also counts customers who joined on the way: not a retention rate".to_owned(),
        ),
        Method::Chained => (
            fill("{} multiplied", [counted(&months, "month", "months")]),
            "each month’s rate, so later customers leak in".to_owned(),
        ),
    };
    match chosen {
        true => (fill("{}, shown above", [name]), note),
        false => (name, note),
    }
}

/// The title over what parts the two methods.
pub fn differences(moved: Ratio, kept: Ratio, none: bool, style: Style) -> String {
    match none {
        true => "By movements and by customer say the same here".to_owned(),
        false => fill(
            "By movements GRR {}, by customer {}: why",
            [style.percent(moved), style.percent(kept)],
        ),
    }
}

/// "5 left and came back".
pub fn cause(difference: &Difference) -> String {
    let words = match difference.cause {
        Cause::LeftAndReturned => " left and came back",
        Cause::GrewThenLeft => " grew, then left",
        Cause::UpAndDown => " went up and down",
        Cause::JoinedAfterStart => " joined on the way",
    };
    [&difference.accounts.to_string(), words].concat()
}

/// The accounts behind a cause: those named, and how many more.
pub fn behind(named: &[String], accounts: u64) -> String {
    let more = accounts.saturating_sub(named.len() as u64);
    let names = named.join(", ");
    match more {
        0 => names,
        more => fill("{} and {} more", [names, more.to_string()]),
    }
}

/// What a table on paper is, and what it leaves out.
pub fn on_paper(most: usize, all: usize, table: &str) -> String {
    if all <= most {
        return fill("All {} {}", [all.to_string(), table.to_owned()]);
    }
    fill(
        "The first {} of {} {}. The CSV of this table on the page has all.",
        [most.to_string(), all.to_string(), table.to_owned()],
    )
}

/// What was sorted, spoken.
pub fn sorted(column: &str, descending: bool) -> String {
    let way = match descending {
        true => ", descending",
        false => ", ascending",
    };
    ["Sorted by ", column, way].concat()
}
