//! The names under which columns are met.

use super::currency::Currency;
use super::roles::{Role, Total};
use crate::accounts::Signal;
use crate::number::is_letter;

/// A column's name without case, blanks, punctuation, currency and unit; and whether the unit was
/// cents.
pub(super) fn plain_name(cell: &str) -> (String, bool) {
    let letters = cell.trim().chars();
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    let zoned = lower.ends_with("(utc)");
    let outside = match (lower.find('('), lower.rfind(')')) {
        (Some(open), Some(_)) => lower.get(..open).unwrap_or_default(),
        _ => lower.as_str(),
    };
    let in_cents = lower.contains("cents");
    let mut words: Vec<String> = outside
        .split(|c: char| !is_letter(c) && !c.is_ascii_digit())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    while words.len() > 1 {
        let unit = words.last().is_some_and(|w| {
            matches!(w.as_str(), "cents" | "in" | "utc")
                || Currency::usual(w).is_some() && w != "all"
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

/// The currency that a column's name tells, as a code behind its first word: `MRR (EUR)`, `€ Umsatz`.
pub(super) fn currency(cell: &str) -> Option<Currency> {
    let parts = |c: char| c.is_whitespace() || "_-()[]/,:".contains(c);
    let words = cell.split(parts).filter(|w| !w.is_empty());
    let code = |w: &str| Currency::usual(w).filter(|c| c.text() != "ALL");
    let named = |(at, w): (usize, &str)| Currency::sign(w).or_else(|| code(w).filter(|_| at > 0));
    words.enumerate().find_map(named)
}

/// A bare `id` is the customer only where nothing else is.
pub(super) const BARE_ID: u8 = 6;

/// The role that a name stands for, and how good a name it is: lower is better. `Date (UTC)` is a
/// date, `Start (UTC)` the start of something and no amount.
pub(super) fn named(name: &str) -> Option<(Role, u8)> {
    let zoned = || listed(name.strip_suffix("at")?).filter(|found| found.0 == Role::Period);
    listed(name).or_else(zoned).or_else(|| side(name))
}

fn listed(name: &str) -> Option<(Role, u8)> {
    let row = NAMES
        .iter()
        .find(|row| row.2.split_ascii_whitespace().any(|n| n == name))?;
    Some((row.0, row.1))
}

/// The start or the end of a period or what happened in it, where the name says what it counts:
/// `prior ARR`, `MRR after`, `New MRR`.
fn side(name: &str) -> Option<(Role, u8)> {
    let counted = ["mrr", "arr", "revenue", "amount", "balance", "value"];
    let bare = |what: &&str| name.strip_prefix(*what).or(name.strip_suffix(*what));
    let mut sides = counted.iter().filter_map(bare).filter_map(listed);
    sides.find(|found| matches!(found.0, Role::Start | Role::End | Role::Total(_)))
}

/// Names of columns, without case, blanks and punctuation. A lower rank is the better name.
const NAMES: [(Role, u8, &str); 54] = [
    (
        Role::Customer,
        1,
        "customerid customerexternalid externalid customeruuid customeroid \
        customercode customerkey customernumber customerno accountid accountcode accountnumber \
        accountuuid accountno orgid organizationid organisationid companyid clientid clientcode \
        subscriberid tenantid workspaceid externalcustomerid custid kundennummer kundennr kundenid",
    ),
    (
        Role::Customer,
        2,
        "customer account client company logo organization organisation org \
        tenant workspace subscriber kunde firma unternehmen cliente",
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
    (Role::Customer, 5, "userid"),
    (Role::Customer, BARE_ID, "id"),
    (
        Role::Subscription,
        1,
        "subscriptionid subscription subscriptionuuid subscriptionexternalid",
    ),
    (
        Role::Period,
        1,
        "month datemonth mrrmonth snapshotmonth yearmonth monthstart monthend reportmonth \
        reportingmonth billingmonth monat mois mes",
    ),
    (Role::Period, 2, "period snapshotdate perioddate periode"),
    (Role::Period, 3, "date asof asofdate day datum fecha"),
    (
        Role::Period,
        4,
        "created createdat timestamp invoicedate quarter year fiscalyear week quartal jahr",
    ),
    (
        Role::Amount,
        1,
        "mrrmovement activitymrrmovement mrrchange mrrdelta movementamount",
    ),
    (
        Role::Amount,
        2,
        "mrr monthlyamount monthlyrecurringrevenue monthlyrevenue mrramount netmrr totalmrr \
        activitymrr",
    ),
    (
        Role::Amount,
        3,
        "amount revenue recurringrevenue totalrecurringamount planamount unitamount netamount \
        netrevenue subscriptionrevenue umsatz betrag",
    ),
    (Role::Amount, 4, "arr annualrecurringrevenue value"),
    (
        Role::Start,
        1,
        "start starting begin beginning opening bop prior previous before anfang",
    ),
    (Role::End, 1, "end ending closing eop current after ende"),
    (
        Role::Type,
        1,
        "movementtype mrrmovementtype changetype movement",
    ),
    (
        Role::Type,
        2,
        "type eventtype mrrtype event activitytype typ",
    ),
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
        "interval planinterval billinginterval billingperiod billingcycle billing billingfrequency \
        frequency",
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
        "expansion upgrade upgrades upsell",
    ),
    (
        Role::Total(Total::Contraction),
        1,
        "contraction downgrade downgrades downsell",
    ),
    (Role::Total(Total::Churn), 1, "churn churned lost"),
    (Role::Total(Total::New), 1, "new newbusiness newbiz"),
    (
        Role::Total(Total::Reactivation),
        1,
        "reactivation reactivated",
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
