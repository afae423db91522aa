//! What was understood of a list, each thing with what it can be changed to.

use super::forms::{self, Form};
use super::questions::{mark_words, order_words};
use super::style::Style;
use super::{counted, fill};
use crate::accounts::Ledger;
use crate::app::changes::{ENCODINGS, LAYOUTS};
use crate::app::document::currencies;
use crate::app::list::Read;
use crate::import::{Blank, Code, Currencies, Encoding, Grain, Layout, Mark, Order, Role};
use crate::number::Currency as Shown;

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
    /// What more can be said of it.
    pub form: Option<Form>,
}

impl Fact {
    fn new(id: &'static str, name: &'static str, words: String) -> Fact {
        Fact {
            id,
            name,
            words,
            options: Vec::new(),
            form: None,
        }
    }

    /// One thing more that it can be changed to: the parts of the key, and words, whose stars are
    /// left out.
    fn or(&mut self, key: &[&str], words: &str, now: bool) {
        self.options
            .push((key.concat(), words.replace('*', ""), now));
    }

    /// What was said by the reader can be left to the file again.
    fn back(mut self, key: &str, by_reader: bool) -> Fact {
        if by_reader {
            self.words.push_str(", as you said");
            self.or(&[key], "As the file shows it", false);
        }
        self
    }
}

/// What was understood, each thing with what it can be changed to.
pub fn facts(read: &Read, style: Style) -> Vec<Fact> {
    let mut facts = vec![layout(read), column(read, Role::Customer)];
    facts.extend(months(read));
    facts.push(column(read, Role::Segment));
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

fn layout(read: &Read) -> Fact {
    let now = read.source.layout;
    let words = now.map_or("Not recognised", layout_words);
    let mut fact = Fact::new("layout", "Layout", words.to_owned());
    for layout in LAYOUTS {
        let key = ["layout:", layout.id()];
        fact.or(&key, layout_words(layout), now == Some(layout));
    }
    fact.back("layout:", read.choices.layout.is_some())
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

fn column(read: &Read, role: Role) -> Fact {
    let (id, name) = match role {
        Role::Customer => ("customer", "Customer"),
        _ => ("segment", "Segment"),
    };
    let place = read.source.roles.iter().position(|known| *known == role);
    let mut words = match place {
        Some(at) => fill("*{}*", [heading(read, at)]),
        None => "*None* in the file".to_owned(),
    };
    if let (Role::Customer, Some(at)) = (role, find(read, Role::Label)) {
        words = fill("{}, named by {}", [words, heading(read, at)]);
    }
    if let (Role::Segment, Some(_), Some(ledger)) = (role, place, read.ledger()) {
        let values = ledger.segment_names().len().to_string();
        words = fill("{}, {}", [words, counted(&values, "value", "values")]);
    }
    let mut fact = Fact::new(id, name, words);
    if read.choices.roles.iter().any(|(_, known)| *known == role) {
        fact.words.push_str(", as you said");
    }
    columns(&mut fact, read, role);
    fact
}

/// Each column as the only one that holds this, and none.
fn columns(fact: &mut Fact, read: &Read, role: Role) {
    let place = find(read, role);
    for at in 0..read.source.roles.len() {
        let key = ["only:", role.id(), ":", &at.to_string()];
        fact.or(&key, &heading(read, at), Some(at) == place);
    }
    fact.or(&["only:", role.id(), ":"], "None", place.is_none());
}

/// How many columns the first rows have.
pub fn width(read: &Read) -> usize {
    let rows = read.source.first_rows.iter().map(Vec::len).max();
    rows.unwrap_or(0).max(read.source.roles.len())
}

fn find(read: &Read, role: Role) -> Option<usize> {
    read.source.roles.iter().position(|known| *known == role)
}

/// The heading of a column, or its number where there is none.
pub fn heading(read: &Read, column: usize) -> String {
    match read.source.header.get(column).map(|name| name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => fill("column {}", [column.saturating_add(1).to_string()]),
    }
}

/// Which months there are; none in a list with one period.
fn months(read: &Read) -> Option<Fact> {
    if matches!(read.source.layout, Some(Layout::Snapshot | Layout::Totals)) {
        return None;
    }
    let undecided = read.reports.count(Code::DateOrderUndecidable) > 0;
    let ledger = read.ledger().filter(|_| !undecided);
    let words = ledger.and_then(months_words);
    let words = words.unwrap_or_else(|| "*Not known* yet".to_owned());
    let mut fact = Fact::new("months", "Months", words);
    fact.form = forms::months(read);
    if fact.form.is_none() {
        let role = match read.source.layout {
            Some(Layout::Subscriptions) => Role::StartDate,
            _ => Role::Period,
        };
        columns(&mut fact, read, role);
    }
    Some(fact)
}

fn months_words(ledger: &Ledger) -> Option<String> {
    let count = ledger.months().len().to_string();
    let (first, last) = (ledger.months().next()?, ledger.months().next_back()?);
    let without = ledger
        .months()
        .filter(|month| ledger.rows_in(*month) == 0)
        .count();
    let missing = match without {
        0 => "none missing".to_owned(),
        some => fill("{} without a row", [some.to_string()]),
    };
    let all = counted(&count, "month", "months");
    let ends = fill("*{} to {},* ", [first.to_string(), last.to_string()]);
    Some(fill("{}{}, {}", [ends, all, missing]))
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
    let mut fact = Fact::new("numbers", "Numbers", [words, groups].concat());
    for (key, mark) in [("mark:point", Mark::Point), ("mark:comma", Mark::Comma)] {
        fact.or(&[key], mark_words(mark), found == Some(mark));
    }
    fact.or(&["indian:yes"], "Groups of two: 12,34,567", false);
    fact.or(&["indian:no"], "Groups of three: 1,234,567", false);
    fact.back("mark:", chosen.is_some())
}

fn dates(read: &Read) -> Fact {
    let (chosen, found) = (read.choices.date_order, read.source.date_order);
    let words = found.or(chosen).map_or("as written", order_words);
    let mut fact = Fact::new("dates", "Dates", fill("*{}*", [words.to_owned()]));
    for order in Order::ALL {
        let now = found == Some(order);
        fact.or(&["order:", order.id()], order_words(order), now);
    }
    fact.back("order:", chosen.is_some())
}

fn blank(read: &Read) -> Fact {
    let usual = match read.source.layout {
        Some(Layout::Wide | Layout::Snapshot) => "*Not a customer* then",
        Some(Layout::Totals) => "*Missing,* never 0",
        _ => "*Reported,* and not used",
    };
    let missing = "*Missing:* reported, and not used";
    let now = read.choices.blank;
    let words = match now {
        None => usual,
        Some(Blank::Zero) => "*0*",
        Some(Blank::Missing) => missing,
    };
    let mut fact = Fact::new("blank", "Empty amount", words.to_owned());
    if now.is_none() {
        fact.or(&["blank:"], usual, true);
    }
    fact.or(&["blank:zero"], "0", now == Some(Blank::Zero));
    if usual.starts_with("*Not") {
        fact.or(&["blank:missing"], missing, now == Some(Blank::Missing));
    }
    fact.back("blank:", now.is_some())
}

fn currency(read: &Read, style: Style) -> Fact {
    let shown = match style.currency.code() {
        "XXX" => "without a currency",
        code => code,
    };
    let words = match (&read.choices.currencies, read.source.currency) {
        (Currencies::Keep(kept), _) => fill("*Only rows in {}*", [kept.text().to_owned()]),
        (rates @ Currencies::Rates(_), Some(_)) => fill(
            "*Converted into* {}",
            [currencies(rates).unwrap_or_default()],
        ),
        (_, Some(found)) => fill("*{},* nothing converted", [found.text().to_owned()]),
        (_, None) => fill(
            "*None in the file.* Shown as {}, nothing converted",
            [shown.to_owned()],
        ),
    };
    let mut fact = Fact::new("currency", "Currency", words);
    fact.form = forms::rates(read, style);
    if fact.form.is_some() {
        for currency in &read.source.currencies {
            let code = currency.text();
            let now = read.choices.currencies == Currencies::Keep(*currency);
            fact.or(&["keep:", code], &["Only rows in ", code].concat(), now);
        }
    } else if read.source.currencies.is_empty() {
        for known in Shown::all().chain([Shown::NONE]) {
            let name = match known {
                Shown::NONE => "None",
                _ => known.code(),
            };
            fact.or(&["shown:", known.code()], name, known == style.currency);
        }
    }
    fact.back("keep:", read.choices.currencies != Currencies::One)
}

fn unit(read: &Read) -> Fact {
    let cents = read.choices.cents == Some(true);
    let words = match cents {
        true => "*Cents,* divided by 100",
        false => "*Whole units*",
    };
    let mut fact = Fact::new("unit", "Amounts are", words.to_owned());
    fact.or(&["cents:no"], "Whole units", !cents);
    fact.or(&["cents:yes"], "Cents: divide by 100", cents);
    fact.back("cents:", read.choices.cents.is_some())
}

fn grain(read: &Read) -> Fact {
    let each = read.choices.grain == Grain::Subscription;
    let words = match each {
        true => "*Each subscription*",
        false => "*Each customer*",
    };
    let mut fact = Fact::new("grain", "Counted is", words.to_owned());
    fact.or(&["grain:customer"], "Each customer", !each);
    fact.or(&["grain:subscription"], "Each subscription", each);
    fact
}

fn encoding(read: &Read) -> Fact {
    let found = read.source.encoding;
    let words = fill("*{}*", [encoding_words(found).to_owned()]);
    let mut fact = Fact::new("encoding", "Characters", words);
    for encoding in ENCODINGS {
        let key = ["encoding:", encoding.id()];
        fact.or(&key, encoding_words(encoding), encoding == found);
    }
    fact.back("encoding:", read.choices.encoding.is_some())
}

fn encoding_words(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf8Bom => "UTF-8 with a mark",
        Encoding::Utf16Le => "UTF-16",
        Encoding::Utf16Be => "UTF-16, high byte first",
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
    let words = fill(
        "*{}*",
        [name.map_or("One column", |(.., name)| name).to_owned()],
    );
    let mut fact = Fact::new("delimiter", "Between cells", words);
    for (byte, key, words) in ALL {
        fact.or(&[key], words, byte == now);
    }
    fact.back("delimiter:", read.choices.delimiter.is_some())
}

/// What was answered, each with the change that asks again.
pub fn answered(read: &Read) -> Vec<(&'static str, &'static str)> {
    let choices = &read.choices;
    let (header, serials, cents) = (choices.header, choices.serials, choices.cents);
    let (mark, order) = (choices.number_mark, choices.date_order);
    let (day_first, month_first) = (Some(Order::DayMonthYear), Some(Order::MonthDayYear));
    let all = [
        (header == Some(false), "There is no header.", "header:"),
        (
            header == Some(true),
            "The first line is a header.",
            "header:",
        ),
        (
            serials == Some(true),
            "Plain numbers are dates.",
            "serials:",
        ),
        (
            serials == Some(false),
            "Plain numbers are no dates.",
            "serials:",
        ),
        (cents == Some(true), "Amounts are in cents.", "cents:"),
        (
            cents == Some(false),
            "Amounts are in whole units.",
            "cents:",
        ),
        (
            mark == Some(Mark::Point),
            "Decimals stand after a point.",
            "mark:",
        ),
        (
            mark == Some(Mark::Comma),
            "Decimals stand after a comma.",
            "mark:",
        ),
        (order == day_first, "Dates are day, month, year.", "order:"),
        (
            order == month_first,
            "Dates are month, day, year.",
            "order:",
        ),
        (choices.period.is_some(), "How long a period is.", "period:"),
        (
            choices.keep_totals,
            "Total rows are customers.",
            "totals:no",
        ),
    ];
    let answered = all.into_iter().filter(|(is, ..)| *is);
    answered.map(|(_, words, undo)| (words, undo)).collect()
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
