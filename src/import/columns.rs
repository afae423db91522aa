//! A header → what each column is, and with that the layout of the list.

use super::dates::{self, Date, Order};
use super::numbers::{self, Currency, Number};
use crate::accounts::{Month, Signal};

/// The shape of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A row for each customer and month.
    Long,
    /// A row for each customer, a column for each month.
    Wide,
    /// A row for each customer, with the amounts at the start and at the end of one period.
    Snapshot,
    /// A row for each change of a customer's amount.
    Movements,
    /// A row for each subscription: start, end, amount.
    Subscriptions,
    /// A row for each period, with the sums of all customers.
    Totals,
}

impl Layout {
    pub fn id(self) -> &'static str {
        match self {
            Layout::Long => "long",
            Layout::Wide => "wide",
            Layout::Snapshot => "snapshot",
            Layout::Movements => "movements",
            Layout::Subscriptions => "subscriptions",
            Layout::Totals => "totals",
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Customer,
    /// A name beside the customer's id.
    Label,
    Subscription,
    Period,
    Amount,
    Start,
    End,
    Type,
    Segment,
    Currency,
    Interval,
    StartDate,
    EndDate,
    Signal(Signal),
    /// The amounts of one month.
    Month(Month),
    Total(Total),
    Ignored,
}

/// A column of the totals layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Expansion,
    Contraction,
    Churn,
    New,
    Reactivation,
    CustomersStart,
    CustomersNew,
    CustomersReturned,
    CustomersLost,
    CustomersEnd,
}

impl Role {
    pub fn id(self) -> &'static str {
        match self {
            Role::Customer => "customer",
            Role::Label => "name",
            Role::Subscription => "subscription",
            Role::Period => "period",
            Role::Amount => "amount",
            Role::Start => "start",
            Role::End => "end",
            Role::Type => "type",
            Role::Segment => "segment",
            Role::Currency => "currency",
            Role::Interval => "interval",
            Role::StartDate => "start_date",
            Role::EndDate => "end_date",
            Role::Signal(Signal::LastLogin) => "last_login",
            Role::Signal(Signal::Usage) => "usage",
            Role::Signal(Signal::PreviousUsage) => "previous_usage",
            Role::Signal(Signal::Seats) => "seats",
            Role::Signal(Signal::SeatLimit) => "seat_limit",
            Role::Signal(Signal::Renewal) => "renewal",
            Role::Signal(Signal::Tickets) => "tickets",
            Role::Signal(Signal::Health) => "health",
            Role::Month(_) => "month",
            Role::Total(Total::Expansion) => "expansion",
            Role::Total(Total::Contraction) => "contraction",
            Role::Total(Total::Churn) => "churn",
            Role::Total(Total::New) => "new",
            Role::Total(Total::Reactivation) => "reactivation",
            Role::Total(Total::CustomersStart) => "customers_start",
            Role::Total(Total::CustomersNew) => "customers_new",
            Role::Total(Total::CustomersReturned) => "customers_returned",
            Role::Total(Total::CustomersLost) => "customers_lost",
            Role::Total(Total::CustomersEnd) => "customers_end",
            Role::Ignored => "ignored",
        }
    }
}

/// What was understood of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub layout: Layout,
    pub roles: Vec<Role>,
    /// The header, or what follows from the vendor that made it, says that amounts are in cents.
    pub cents: bool,
    /// A month that has two columns: the later one, the earlier one.
    pub twice: Option<(usize, usize)>,
    /// A month heading that two orders read differently.
    pub either: Option<usize>,
    /// Found from what the columns hold, not from a header.
    pub guessed: bool,
}

impl Columns {
    pub fn find(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|r| *r == role)
    }
}

/// Names of columns, without case, blanks and punctuation. A lower rank is the better name.
const NAMES: [(Role, u8, &str); 53] = [
    (
        Role::Customer,
        1,
        "customerid customerexternalid externalid customeruuid customeroid \
        customercode customerkey customernumber customerno accountid accountcode accountnumber \
        accountuuid accountno orgid organizationid organisationid companyid clientid clientcode \
        subscriberid tenantid workspaceid externalcustomerid kundennummer kundennr kundenid",
    ),
    (
        Role::Customer,
        2,
        "customer account client company logo organization organisation org \
        tenant workspace subscriber kunde firma cliente",
    ),
    (
        Role::Customer,
        3,
        "email customeremail accountemail emailaddress",
    ),
    (
        Role::Customer,
        4,
        "name customername accountname companyname clientname kundenname",
    ),
    (Role::Customer, 5, "id"),
    (
        Role::Subscription,
        1,
        "subscriptionid subscription subscriptionuuid subscriptionexternalid",
    ),
    (
        Role::Period,
        1,
        "month datemonth mrrmonth snapshotmonth yearmonth monat mois mes",
    ),
    (Role::Period, 2, "period snapshotdate perioddate periode"),
    (Role::Period, 3, "date asof asofdate day datum fecha"),
    (Role::Period, 4, "created createdat timestamp invoicedate"),
    (
        Role::Amount,
        1,
        "mrrmovement activitymrr mrrchange mrrdelta movementamount",
    ),
    (
        Role::Amount,
        2,
        "mrr monthlyamount recurringrevenue monthlyrecurringrevenue",
    ),
    (
        Role::Amount,
        3,
        "amount revenue totalrecurringamount monthlyrevenue planamount umsatz betrag",
    ),
    (Role::Amount, 4, "arr annualrecurringrevenue value"),
    (
        Role::Start,
        1,
        "start starting beginning opening bop prior previous mrrbefore startmrr \
        startingmrr beginningmrr openingmrr priormrr previousmrr mrrstart startarr startingarr \
        beginningarr openingarr startrevenue startingrevenue beginningrevenue openingrevenue \
        startamount startingamount",
    ),
    (
        Role::End,
        1,
        "end ending closing eop current mrrafter endmrr endingmrr closingmrr currentmrr \
        mrrend endarr endingarr closingarr currentarr endrevenue endingrevenue closingrevenue \
        endamount endingamount",
    ),
    (
        Role::Type,
        1,
        "movementtype mrrmovementtype changetype movement",
    ),
    (Role::Type, 2, "type eventtype mrrtype"),
    (Role::Segment, 1, "segment arrsegmentation customersegment"),
    (Role::Segment, 2, "plan planname tier tarif"),
    (
        Role::Segment,
        3,
        "region country industry size companysize branche land",
    ),
    (Role::Currency, 1, "currency currencycode wahrung"),
    (
        Role::Interval,
        1,
        "interval planinterval billinginterval billingperiod billingcycle",
    ),
    (
        Role::StartDate,
        1,
        "startdate startedat startat subscriptionstartedat subscriptionstart \
        subscriptionstartdate activatedat",
    ),
    (
        Role::EndDate,
        1,
        "enddate endedat endat expiredat subscriptionendedat subscriptionend \
        subscriptionenddate",
    ),
    (
        Role::EndDate,
        2,
        "canceledat cancelledat subscriptioncanceledat subscriptioncancelledat \
        canceldate cancelationdate cancellationdate churndate",
    ),
    (
        Role::Signal(Signal::LastLogin),
        1,
        "lastlogin lastactive lastseen lastlogindate lastlogindays \
        lastactivedate lastactivity lastactiveat lastloginat",
    ),
    (
        Role::Signal(Signal::Usage),
        1,
        "usage currentusage usagenow usagethismonth activeusers",
    ),
    (
        Role::Signal(Signal::PreviousUsage),
        1,
        "previoususage usageprevious usagebefore priorusage \
        usageprior usagelastmonth",
    ),
    (
        Role::Signal(Signal::Seats),
        1,
        "seats seatsused usedseats licenses users",
    ),
    (
        Role::Signal(Signal::SeatLimit),
        1,
        "seatlimit seatsallowed seatspurchased limit maxseats",
    ),
    (
        Role::Signal(Signal::Renewal),
        1,
        "renewal renewaldate renewson contractend nextrenewal",
    ),
    (
        Role::Signal(Signal::Tickets),
        1,
        "tickets opentickets supporttickets ticketsopen",
    ),
    (Role::Signal(Signal::Health), 1, "health healthscore"),
    (
        Role::Total(Total::Expansion),
        1,
        "expansion expansionmrr expansionarr expansionrevenue upsell",
    ),
    (
        Role::Total(Total::Contraction),
        1,
        "contraction contractionmrr contractionarr \
        contractionrevenue downgrade downsell",
    ),
    (
        Role::Total(Total::Churn),
        1,
        "churn churned churnmrr churnedmrr churnarr churnedarr \
        churnedrevenue churnrevenue lost lostrevenue",
    ),
    (
        Role::Total(Total::New),
        1,
        "new newmrr newarr newrevenue newbusiness newbiz",
    ),
    (
        Role::Total(Total::Reactivation),
        1,
        "reactivation reactivationmrr reactivated",
    ),
    (
        Role::Total(Total::CustomersStart),
        1,
        "customersstart startingcustomers customersstarting \
        startcustomers customersatstart openingcustomers beginningcustomers",
    ),
    (
        Role::Total(Total::CustomersNew),
        1,
        "customersnew newcustomers newlogos",
    ),
    (
        Role::Total(Total::CustomersReturned),
        1,
        "customersreturned returnedcustomers \
        reactivatedcustomers customersreactivated",
    ),
    (
        Role::Total(Total::CustomersLost),
        1,
        "customerslost lostcustomers churnedcustomers \
        customerschurned lostlogos",
    ),
    (
        Role::Total(Total::CustomersEnd),
        1,
        "customersend endingcustomers customersending \
        endcustomers customersatend closingcustomers",
    ),
    // Known, and of no use here: named so that they are not mistaken for something else.
    (Role::Ignored, 1, "status state"),
    (Role::Ignored, 1, "notes comment"),
    (Role::Ignored, 1, "invoiceid"),
    (Role::Ignored, 1, "quantity"),
    (Role::Ignored, 1, "total totals grandtotal summe gesamt"),
    (Role::Ignored, 1, "description"),
    (Role::Ignored, 1, "owner"),
    (Role::Ignored, 1, "city"),
    (Role::Ignored, 1, "uuid"),
];

/// What each column of a header is. None if it is no header that makes up a layout.
pub fn recognise(header: &[String], order: Option<Order>) -> Option<Columns> {
    let mut found: Vec<(Role, u8)> = Vec::new();
    let mut cents = false;
    for cell in header {
        let (name, in_cents) = plain_name(cell);
        cents |= in_cents;
        found.push(named(&name).unwrap_or((Role::Ignored, 0)));
    }
    let plain: Vec<String> = header.iter().map(|cell| plain_name(cell).0).collect();
    let has = |name: &str| plain.iter().any(|n| n == name);
    cents |=
        has("mrrmovement") && has("customerexternalid") || has("planamount") && has("customeroid");

    let mut months = Months::of(header, order);
    for (role, month) in found.iter_mut().zip(&months.months) {
        if let Some(month) = month {
            *role = (Role::Month(*month), 1);
        }
    }
    if months.count > 1 && !found.iter().any(|f| f.0 == Role::Customer) {
        // A pivot table names its first column as it likes.
        let first = found.first_mut().filter(|f| f.0 == Role::Ignored)?;
        *first = (Role::Customer, 1);
    }
    let layout = layout_of(&found, months.count)?;
    let roles = settle(layout, &found);
    if layout != Layout::Wide {
        months.twice = None;
        months.either = None;
    }
    Some(Columns {
        layout,
        roles,
        cents,
        twice: months.twice,
        either: months.either,
        guessed: false,
    })
}

fn layout_of(found: &[(Role, u8)], months: usize) -> Option<Layout> {
    let best = |role: Role| found.iter().filter(|f| f.0 == role).map(|f| f.1).min();
    let has = |role: Role| best(role).is_some();
    let total = |part: Total| has(Role::Total(part));
    let customer = has(Role::Customer);
    let amount = has(Role::Amount) || has(Role::End) && !has(Role::Start);
    let dated = best(Role::Period).is_some_and(|rank| rank < 4);
    if customer && months > 0 {
        return Some(Layout::Wide);
    }
    if has(Role::Start)
        && total(Total::Expansion)
        && (total(Total::Churn) || total(Total::Contraction))
    {
        return Some(Layout::Totals);
    }
    if customer && has(Role::Period) && amount && has(Role::Type) {
        return Some(Layout::Movements);
    }
    if customer && has(Role::StartDate) && amount && !dated {
        return Some(Layout::Subscriptions);
    }
    if customer && has(Role::Period) && amount {
        return Some(Layout::Long);
    }
    (customer && has(Role::Start) && has(Role::End)).then_some(Layout::Snapshot)
}

/// One column for each role that the layout uses; the best-named one, the first among equals.
fn settle(layout: Layout, found: &[(Role, u8)]) -> Vec<Role> {
    let mut roles = vec![Role::Ignored; found.len()];
    let mut take = |wanted: Role, as_role: Role, skip_rank: Option<u8>| {
        let columns = found
            .iter()
            .enumerate()
            .filter(|(_, f)| f.0 == wanted && Some(f.1) != skip_rank);
        let best = columns.min_by_key(|(_, f)| f.1).map(|(at, _)| at);
        if let Some(place) = best.and_then(|at| roles.get_mut(at)) {
            *place = as_role;
        }
        best.is_some()
    };
    if layout == Layout::Totals {
        take(Role::Period, Role::Period, None);
        take(Role::Start, Role::Start, None);
        take(Role::End, Role::End, None);
    } else {
        take(Role::Customer, Role::Customer, None);
        for role in [Role::Subscription, Role::Segment, Role::Currency] {
            take(role, role, None);
        }
    }
    let amount = |take: &mut dyn FnMut(Role, Role, Option<u8>) -> bool, skip| {
        if !take(Role::Amount, Role::Amount, skip) && !take(Role::Amount, Role::Amount, None) {
            take(Role::End, Role::Amount, None);
        }
    };
    match layout {
        Layout::Long => {
            take(Role::Period, Role::Period, None);
            amount(&mut take, Some(1));
        }
        Layout::Movements => {
            take(Role::Period, Role::Period, None);
            take(Role::Type, Role::Type, None);
            amount(&mut take, None);
        }
        Layout::Subscriptions => {
            take(Role::StartDate, Role::StartDate, None);
            take(Role::EndDate, Role::EndDate, None);
            take(Role::Interval, Role::Interval, None);
            amount(&mut take, Some(1));
        }
        Layout::Snapshot => {
            take(Role::Start, Role::Start, None);
            take(Role::End, Role::End, None);
        }
        Layout::Wide | Layout::Totals => {}
    }
    for (role, (named, _)) in roles.iter_mut().zip(found) {
        let kept = match named {
            Role::Month(_) => layout == Layout::Wide,
            Role::Total(_) => layout == Layout::Totals,
            Role::Signal(_) => matches!(layout, Layout::Long | Layout::Snapshot),
            _ => false,
        };
        if kept && *role == Role::Ignored {
            *role = *named;
        }
    }
    if layout != Layout::Totals {
        label(found, &mut roles);
    }
    roles
}

/// A name beside the id.
fn label(found: &[(Role, u8)], roles: &mut [Role]) {
    let id_rank = |roles: &[Role]| {
        let both = found.iter().zip(roles);
        both.filter(|(_, role)| **role == Role::Customer)
            .map(|(f, _)| f.1)
            .next()
    };
    let Some(rank) = id_rank(roles) else { return };
    let named = found
        .iter()
        .enumerate()
        .filter(|(_, f)| f.0 == Role::Customer && f.1 > rank && f.1 < 5);
    // The name itself, else the bare "customer", else an e-mail address.
    let best = named.min_by_key(|(_, f)| match f.1 {
        4 => 0,
        2 => 1,
        _ => 2u8,
    });
    if let Some(place) = best.and_then(|(at, _)| roles.get_mut(at)) {
        *place = Role::Label;
    }
}

/// A column's name without case, blanks, punctuation, currency and unit; and whether the unit was
/// cents.
fn plain_name(cell: &str) -> (String, bool) {
    let lower = cell.trim().to_lowercase();
    let zoned = lower.ends_with("(utc)");
    let outside = match (lower.find('('), lower.rfind(')')) {
        (Some(open), Some(_)) => lower.get(..open).unwrap_or_default(),
        _ => lower.as_str(),
    };
    let in_cents = lower.contains("cents");
    let mut words: Vec<String> = outside
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    while words.len() > 1 {
        let unit = words.last().is_some_and(|w| {
            matches!(w.as_str(), "cents" | "in" | "utc")
                || Currency::code(w).is_some() && w != "all"
        });
        if !unit {
            break;
        }
        words.pop();
    }
    let mut name = words.concat();
    if zoned && !name.ends_with("at") {
        name.push_str("at");
    }
    (name, in_cents)
}

fn named(name: &str) -> Option<(Role, u8)> {
    let row = NAMES
        .iter()
        .find(|row| row.2.split_ascii_whitespace().any(|n| n == name))?;
    Some((row.0, row.1))
}

/// The months that headings name, all in one order of day and month.
struct Months {
    months: Vec<Option<Month>>,
    count: usize,
    twice: Option<(usize, usize)>,
    either: Option<usize>,
}

impl Months {
    fn of(header: &[String], order: Option<Order>) -> Months {
        let dates: Vec<Date> = header.iter().map(|cell| dates::read(cell)).collect();
        let fits = |at: usize| {
            dates.iter().all(|date| match date {
                Date::Read { by_order, .. } => by_order.get(at).is_some_and(Option::is_some),
                _ => true,
            })
        };
        let fitting: Vec<usize> = (0..3).filter(|at| fits(*at)).collect();
        let chosen = order
            .map(|o| o as usize)
            .or(fitting.first().copied())
            .unwrap_or(0);
        let read = |date: &Date, at: usize| match date {
            Date::Read { by_order, .. } => by_order.get(at).copied().flatten().map(|d| d.month),
            Date::MonthOrDay(day) => Some(day.month),
            _ => None,
        };
        let months: Vec<_> = dates.iter().map(|date| read(date, chosen)).collect();
        let either = dates.iter().position(|date| {
            order.is_none()
                && fitting
                    .iter()
                    .any(|at| read(date, *at) != read(date, chosen))
        });
        let count = months.iter().flatten().count();
        let mut twice = None;
        for (at, month) in months.iter().enumerate().filter(|(_, m)| m.is_some()) {
            let before = months
                .iter()
                .position(|m| m == month)
                .filter(|before| *before < at);
            if let (None, Some(before)) = (twice, before) {
                twice = Some((at, before));
            }
        }
        Months {
            months,
            count,
            twice,
            either,
        }
    }
}

/// What columns without a header may be, from what they hold: a text, a date or a number.
pub fn guess(rows: &[Vec<String>]) -> Option<Columns> {
    let width = rows.first()?.len();
    let column = |at: usize| {
        rows.iter()
            .filter_map(move |row| row.get(at))
            .filter(|c| !c.trim().is_empty())
    };
    let all = |at: usize, test: fn(&str) -> bool| {
        column(at).next().is_some() && column(at).all(|cell| test(cell))
    };
    let is_number = |cell: &str| {
        matches!(
            numbers::read(cell, false),
            Number::Value { .. } | Number::Either { .. }
        )
    };
    let dates: Vec<usize> = (0..width).filter(|at| all(*at, dates::is_date)).collect();
    let numbers: Vec<usize> = (0..width)
        .filter(|at| all(*at, is_number) && !dates.contains(at))
        .collect();
    let mut texts = (0..width).filter(|at| !dates.contains(at) && !numbers.contains(at));
    let mut roles = vec![Role::Ignored; width];
    let mut set = |at: usize, role: Role| {
        if let Some(place) = roles.get_mut(at) {
            *place = role;
        }
    };
    let layout = match (dates.as_slice(), numbers.as_slice()) {
        ([date], [amount]) => {
            set(texts.next()?, Role::Customer);
            set(*date, Role::Period);
            set(*amount, Role::Amount);
            Layout::Long
        }
        // Customers may be numbers too: they stand first.
        ([date], [customer, amount]) if texts.next().is_none() => {
            set(*customer, Role::Customer);
            set(*date, Role::Period);
            set(*amount, Role::Amount);
            Layout::Long
        }
        ([], [start, end]) => {
            set(texts.next()?, Role::Customer);
            set(*start, Role::Start);
            set(*end, Role::End);
            Layout::Snapshot
        }
        _ => return None,
    };
    if let Some(segment) = texts.next() {
        set(segment, Role::Segment);
    }
    Some(Columns {
        layout,
        roles,
        cents: false,
        twice: None,
        either: None,
        guessed: true,
    })
}
