//! A header → what each column is, and with that the layout of the list.

use super::dates;
use super::day::Order;
use super::headings::{BARE_ID, named, plain_name};
use super::month_headings::Months;
use super::numbers::is_number;
use super::roles::{Layout, Role, Total};

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
    /// The headings name quarters, years or weeks instead of months.
    pub no_months: bool,
    /// Found from what the columns hold, not from a header.
    pub guessed: bool,
}

impl Columns {
    /// Columns that were not found from a header.
    pub(super) fn guessed(layout: Layout, roles: Vec<Role>) -> Columns {
        Columns {
            layout,
            roles,
            cents: false,
            twice: None,
            either: None,
            no_months: false,
            guessed: true,
        }
    }

    pub fn find(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|r| *r == role)
    }

    /// The user said what columns hold: then their headings are no trouble any more.
    pub(super) fn said(&mut self, roles: &[(usize, Role)]) {
        let role = |at: usize| self.roles.get(at);
        self.twice = self
            .twice
            .filter(|(later, earlier)| role(*later) == role(*earlier));
        self.either = self
            .either
            .filter(|at| roles.iter().all(|(said, _)| said != at));
        self.no_months &= roles.is_empty();
    }
}

/// What each column of a header is, with the rows below it. None if it is no header that makes up a
/// layout.
pub fn recognise(
    header: &[String],
    below: &[Vec<String>],
    order: Option<Order>,
) -> Option<Columns> {
    let names: Vec<(String, bool)> = header.iter().map(|cell| plain_name(cell)).collect();
    let roles = names.iter().map(|(name, _)| named(name));
    let mut found: Vec<(Role, u8)> = roles.map(|r| r.unwrap_or((Role::Ignored, 0))).collect();
    dated(&mut found, below);
    let has = |name: &str| names.iter().any(|(n, _)| n == name);
    let movements = has("mrrmovement") || has("activitymrrmovement");
    let vendor = movements && has("customerexternalid") || has("planamount") && has("customeroid");

    let mut months = Months::of(header, order);
    for (role, month) in found.iter_mut().zip(&months.months) {
        if let Some(month) = month {
            *role = (Role::Month(*month), 1);
        }
    }
    let numbers = header.iter().zip(&months.months);
    let is_data = || {
        numbers
            .clone()
            .any(|(cell, m)| m.is_none() && is_number(cell))
    };
    if months.count > 1 && !found.iter().any(|f| f.0 == Role::Customer) && !is_data() {
        // A pivot table names its first column as it likes.
        let first = found.first_mut().filter(|f| f.0 == Role::Ignored)?;
        *first = (Role::Customer, 1);
    }
    let mut layout = layout_of(&found, months.count);
    let customer = found.iter().any(|f| f.0 == Role::Customer);
    let no_months = layout.is_none() && customer && months.others > 1;
    if no_months {
        layout = Some(Layout::Wide);
    }
    let layout = layout?;
    let roles = settle(layout, &found);
    let mut used = roles.iter().zip(&names);
    let cents = vendor || used.any(|(role, name)| *role != Role::Ignored && name.1);
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
        no_months,
        guessed: false,
    })
}

/// `Start` and `End` are days where most cells below them are, and amounts elsewhere.
fn dated(found: &mut [(Role, u8)], below: &[Vec<String>]) {
    let is_day = |at: usize| {
        let cells = below.iter().filter_map(|row| row.get(at));
        let (numbers, others): (Vec<_>, Vec<_>) = cells.partition(|cell| is_number(cell));
        let days = others.iter().filter(|cell| dates::is_date(cell)).count();
        let known = days > 0 || !numbers.is_empty();
        known.then_some(days > numbers.len())
    };
    let mut started = false;
    for (at, role) in found.iter_mut().enumerate() {
        match role.0 {
            Role::Start if is_day(at) == Some(true) => role.0 = Role::StartDate,
            // Whoever is still there has no end.
            Role::End if is_day(at).unwrap_or(started) => role.0 = Role::EndDate,
            _ => {}
        }
        started |= role.0 == Role::StartDate;
    }
}

fn layout_of(found: &[(Role, u8)], months: usize) -> Option<Layout> {
    let best = |role: Role| found.iter().filter(|f| f.0 == role).map(|f| f.1).min();
    let has = |role: Role| best(role).is_some();
    let total = |part: Total| has(Role::Total(part));
    let customer = has(Role::Customer);
    let within = |most: u8| best(Role::Period).is_some_and(|rank| rank <= most);
    let dated = within(3);
    // Start and end of each month are rows by month, of one day they are a snapshot.
    let amount =
        has(Role::Amount) || has(Role::End) && (!has(Role::Start) || within(2) && !has(Role::Type));
    let sides = customer && has(Role::Start) && has(Role::End);
    if customer && months > 0 {
        return Some(Layout::Wide);
    }
    if has(Role::Start)
        && !sides
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
    if customer && has(Role::Period) && amount && (dated || !sides) {
        return Some(Layout::Long);
    }
    sides.then_some(Layout::Snapshot)
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
            amount(&mut take, Some(1));
            // What is called monthly is for a month, however it is billed.
            let monthly = found.contains(&(Role::Amount, 2));
            if !monthly {
                take(Role::Interval, Role::Interval, None);
            }
        }
        Layout::Snapshot => {
            take(Role::Start, Role::Start, None);
            take(Role::End, Role::End, None);
        }
        Layout::Wide | Layout::Totals => {}
    }
    for (at, (named, _)) in found.iter().enumerate() {
        let kept = match named {
            Role::Month(_) => layout == Layout::Wide,
            // The first of equals: the others are told to be ignored.
            Role::Total(_) => layout == Layout::Totals && !roles.contains(named),
            Role::Signal(_) => matches!(layout, Layout::Long | Layout::Snapshot),
            _ => false,
        };
        if let Some(role) = roles.get_mut(at).filter(|r| kept && **r == Role::Ignored) {
            *role = *named;
        }
    }
    if layout == Layout::Subscriptions && !roles.contains(&Role::Subscription) {
        // Whose customer stands elsewhere: each row is a subscription.
        let id = found.iter().position(|f| *f == (Role::Customer, BARE_ID));
        let place = id.and_then(|at| roles.get_mut(at));
        if let Some(role) = place.filter(|role| **role == Role::Ignored) {
            *role = Role::Subscription;
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
