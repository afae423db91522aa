//! What was understood of a list, each thing with what it can be changed to.

use super::counted;
use super::questions::{mark_words, order_words};
use super::style::Style;
use crate::app::changes::{ENCODINGS, LAYOUTS};
use crate::app::list::Read;
use crate::import::{Code, Currencies, Encoding, Grain, Layout, Mark, Order, Role};

/// One thing that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Stays the same whatever was understood.
    pub id: &'static str,
    pub name: &'static str,
    /// `*stars*` are bold.
    pub words: String,
    /// What it can be changed to: key of the change, words, whether it is so now.
    pub options: Vec<(String, String, bool)>,
}

/// What was understood, each thing with what it can be changed to.
pub fn facts(read: &Read, style: Style) -> Vec<Fact> {
    let columns = |role: Role| column_fact(read, role);
    let mut facts = vec![layout(read), columns(Role::Customer)];
    facts.extend(months(read));
    facts.push(columns(Role::Segment));
    facts.push(numbers(read));
    if read.source.date_order.is_some() || read.choices.date_order.is_some() {
        facts.push(dates(read));
    }
    facts.push(blank(read));
    facts.push(currency(read, style));
    facts.push(unit(read));
    if read.source.roles.contains(&Role::Subscription) {
        facts.push(grain(read));
    }
    facts.push(encoding(read));
    facts.push(delimiter(read));
    facts
}

fn option(key: impl Into<String>, words: impl Into<String>, now: bool) -> (String, String, bool) {
    (key.into(), words.into(), now)
}

/// Whether something was said by the reader.
fn said(words: &str, by_reader: bool) -> String {
    match by_reader {
        true => [words, ", as you said"].concat(),
        false => words.to_owned(),
    }
}

fn layout(read: &Read) -> Fact {
    let now = read.source.layout;
    let options = LAYOUTS.map(|layout| {
        let key = ["layout:", layout.id()].concat();
        option(
            key,
            layout_words(layout).replace('*', ""),
            now == Some(layout),
        )
    });
    Fact {
        id: "layout",
        name: "Layout",
        words: said(
            now.map_or("Not recognised", layout_words),
            read.choices.layout.is_some(),
        ),
        options: options.into(),
    }
}

fn layout_words(layout: Layout) -> &'static str {
    match layout {
        Layout::Long => "*One row per customer and month*",
        Layout::Wide => "*One row per customer,* one column per month",
        Layout::Snapshot => "*One row per customer,* amounts at the start and the end",
        Layout::Movements => "*One row per change* of a customer’s amount",
        Layout::Subscriptions => "*One row per subscription,* with start and end",
        Layout::Totals => "*One row per period,* with the sums of all customers",
    }
}

fn column_fact(read: &Read, role: Role) -> Fact {
    let (id, name) = match role {
        Role::Customer => ("customer", "Customer"),
        _ => ("segment", "Segment"),
    };
    let heading = |at: usize| heading(read, at);
    let place = read.source.roles.iter().position(|known| *known == role);
    let mut words = match place {
        Some(at) => ["*", &heading(at), "*"].concat(),
        None => "*None* in the file".to_owned(),
    };
    if let (Role::Customer, Some(at)) = (role, find(read, Role::Label)) {
        words = [&words, ", named by ", &heading(at)].concat();
    }
    if let (Role::Segment, Some(_), Some(ledger)) = (role, place, read.ledger()) {
        let values = ledger.segment_names().len().to_string();
        words = [&words, ", ", &counted(&values, "value", "values")].concat();
    }
    let key = |at: &str| ["only:", role.id(), ":", at].concat();
    let mut options: Vec<_> = (0..read.source.roles.len())
        .map(|at| option(key(&at.to_string()), heading(at), Some(at) == place))
        .collect();
    options.push(option(key(""), "None", place.is_none()));
    let by_reader = read.choices.roles.iter().any(|(_, known)| *known == role);
    Fact {
        id,
        name,
        words: said(&words, by_reader),
        options,
    }
}

fn find(read: &Read, role: Role) -> Option<usize> {
    read.source.roles.iter().position(|known| *known == role)
}

/// The heading of a column, or its number where there is none.
pub fn heading(read: &Read, column: usize) -> String {
    match read.source.header.get(column).map(|name| name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => ["column ", &column.saturating_add(1).to_string()].concat(),
    }
}

fn months(read: &Read) -> Option<Fact> {
    let ledger = read.ledger().filter(|_| !read.is_snapshot())?;
    let count = ledger.months().len().to_string();
    let (first, last) = (ledger.months().next()?, ledger.months().next_back()?);
    let without = ledger
        .months()
        .filter(|month| ledger.rows_in(*month) == 0)
        .count();
    let missing = match without {
        0 => "none missing".to_owned(),
        some => [&some.to_string(), " without a row"].concat(),
    };
    let all = counted(&count, "month", "months");
    let ends = ["*", &first.to_string(), " to ", &last.to_string(), ",* "].concat();
    Some(Fact {
        id: "months",
        name: "Months",
        words: [&ends, &all, ", ", &missing].concat(),
        options: Vec::new(),
    })
}

fn numbers(read: &Read) -> Fact {
    let (chosen, found) = (read.choices.number_mark, read.source.number_mark);
    let words = match found {
        Some(Mark::Point) => "*1,234.50,* decimals after a point",
        Some(Mark::Comma) => "*1.234,50,* decimals after a comma",
        None if read.reports.count(Code::NumberStyleUndecidable) > 0 => "*Not known* yet",
        None => "*Whole numbers* without separators",
    };
    let groups = match read.choices.indian_groups {
        true => "; groups of two, as in 12,34,567",
        false => "",
    };
    let mut options: Vec<_> = [Mark::Point, Mark::Comma]
        .map(|mark| {
            let key = match mark {
                Mark::Point => "mark:point",
                Mark::Comma => "mark:comma",
            };
            option(key, mark_words(mark), found == Some(mark))
        })
        .into();
    options.push(option("mark:", "As the file shows it", chosen.is_none()));
    options.push(option("indian:yes", "Groups of two: 12,34,567", false));
    options.push(option("indian:no", "Groups of three: 1,234,567", false));
    Fact {
        id: "numbers",
        name: "Numbers",
        words: [&said(words, chosen.is_some()), groups].concat(),
        options,
    }
}

fn dates(read: &Read) -> Fact {
    let (chosen, found) = (read.choices.date_order, read.source.date_order);
    let words = found.or(chosen).map_or("as written", order_words);
    let mut options: Vec<_> = Order::ALL
        .map(|order| {
            let key = ["order:", order.id()].concat();
            option(key, order_words(order), found == Some(order))
        })
        .into();
    options.push(option("order:", "As the file shows it", false));
    Fact {
        id: "dates",
        name: "Dates",
        words: said(&["*", words, "*"].concat(), chosen.is_some()),
        options,
    }
}

fn blank(read: &Read) -> Fact {
    let words = match read.source.layout {
        Some(Layout::Wide | Layout::Snapshot) => "*Not a customer* then",
        Some(Layout::Totals) => "*Missing,* never 0",
        _ => "*Reported,* and not used",
    };
    Fact {
        id: "blank",
        name: "Empty amount",
        words: words.to_owned(),
        options: Vec::new(),
    }
}

fn currency(read: &Read, style: Style) -> Fact {
    let shown = match style.currency.code() {
        "XXX" => "without a currency",
        code => code,
    };
    let words = match (&read.choices.currencies, read.source.currency) {
        (Currencies::Keep(kept), _) => ["*Only rows in ", kept.text(), ",* as you said"].concat(),
        (_, Some(found)) => ["*", found.text(), ",* nothing converted"].concat(),
        (_, None) => [
            "*None in the file.* Shown as ",
            shown,
            ", nothing converted",
        ]
        .concat(),
    };
    let mut options = Vec::new();
    if let Currencies::Keep(_) = read.choices.currencies {
        options.push(option("keep:", "All rows, in one currency", false));
    }
    Fact {
        id: "currency",
        name: "Currency",
        words,
        options,
    }
}

fn unit(read: &Read) -> Fact {
    let cents = read.choices.cents == Some(true);
    let words = match cents {
        true => "*Cents,* divided by 100",
        false => "*Whole units*",
    };
    Fact {
        id: "unit",
        name: "Amounts are",
        words: said(words, read.choices.cents.is_some()),
        options: vec![
            option("cents:no", "Whole units", !cents),
            option("cents:yes", "Cents: divide by 100", cents),
        ],
    }
}

fn grain(read: &Read) -> Fact {
    let each = read.choices.grain == Grain::Subscription;
    let words = match each {
        true => "*Each subscription*",
        false => "*Each customer*",
    };
    Fact {
        id: "grain",
        name: "Counted is",
        words: words.to_owned(),
        options: vec![
            option("grain:customer", "Each customer", !each),
            option("grain:subscription", "Each subscription", each),
        ],
    }
}

fn encoding(read: &Read) -> Fact {
    let found = read.source.encoding;
    let options = ENCODINGS.map(|encoding| {
        let key = ["encoding:", encoding.id()].concat();
        option(key, encoding_words(encoding), encoding == found)
    });
    let words = ["*", encoding_words(found), "*"].concat();
    Fact {
        id: "encoding",
        name: "Characters",
        words: said(&words, read.choices.encoding.is_some()),
        options: options.into(),
    }
}

fn encoding_words(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf8Bom => "UTF-8 with a mark",
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        Encoding::Windows1252 => "Windows-1252",
    }
}

fn delimiter(read: &Read) -> Fact {
    const ALL: [(u8, &str, &str); 4] = [
        (b',', "delimiter:comma", "Comma"),
        (b';', "delimiter:semicolon", "Semicolon"),
        (b'\t', "delimiter:tab", "Tab"),
        (b'|', "delimiter:pipe", "Vertical bar"),
    ];
    let now = read.source.delimiter;
    let name = ALL.iter().find(|(byte, ..)| *byte == now);
    let words = ["*", name.map_or("One column", |(.., name)| name), "*"].concat();
    Fact {
        id: "delimiter",
        name: "Between cells",
        words: said(&words, read.choices.delimiter.is_some()),
        options: ALL
            .map(|(byte, key, words)| option(key, words, byte == now))
            .into(),
    }
}

/// What was answered, each with the change that asks again.
pub fn answered(read: &Read) -> Vec<(&'static str, &'static str)> {
    let choices = &read.choices;
    let mut answers = Vec::new();
    let mut add = |is: bool, words, undo| {
        if is {
            answers.push((words, undo));
        }
    };
    add(
        choices.header == Some(false),
        "There is no header.",
        "header:",
    );
    add(
        choices.header == Some(true),
        "The first line is a header.",
        "header:",
    );
    add(
        choices.serials == Some(true),
        "Plain numbers are dates.",
        "serials:",
    );
    add(
        choices.serials == Some(false),
        "Plain numbers are no dates.",
        "serials:",
    );
    add(
        choices.cents == Some(true),
        "Amounts are in cents.",
        "cents:",
    );
    add(
        choices.cents == Some(false),
        "Amounts are in whole units.",
        "cents:",
    );
    add(
        choices.number_mark == Some(Mark::Point),
        "Decimals stand after a point.",
        "mark:",
    );
    add(
        choices.number_mark == Some(Mark::Comma),
        "Decimals stand after a comma.",
        "mark:",
    );
    add(
        choices.date_order == Some(Order::DayMonthYear),
        "Dates are day, month, year.",
        "order:",
    );
    add(
        choices.date_order == Some(Order::MonthDayYear),
        "Dates are month, day, year.",
        "order:",
    );
    add(
        choices.keep_totals,
        "Total rows are customers.",
        "totals:no",
    );
    answers
}

/// What a column holds, as a choice.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "Customer",
        Role::Label => "Name beside the customer",
        Role::Subscription => "Subscription",
        Role::Period => "Month or date",
        Role::Amount => "Amount",
        Role::Start => "Amount at the start",
        Role::End => "Amount at the end",
        Role::Type => "Kind of change",
        Role::Segment => "Segment",
        Role::Currency => "Currency",
        Role::Interval => "Interval",
        Role::StartDate => "Start date",
        Role::EndDate => "End date",
        Role::Month(_) => "Amounts of a month",
        Role::Signal(_) => "Early warning",
        Role::Total(_) => "A total",
        Role::Ignored => "Not used",
    }
}
