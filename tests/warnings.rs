//! Early warnings: each rule at its threshold, computed by hand, and what the page says of them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod common;

use common::lists::{Hurry, list, now};
use proptest::prelude::*;
use retention_calculator::app::list::List;
use retention_calculator::app::sample;
use retention_calculator::app::tables::{self, Listed};
use retention_calculator::app::text::{Style, tables as words, warnings as says};
use retention_calculator::app::watch::{Threshold, Watch};
use retention_calculator::export::csv;
use retention_calculator::insight::warnings::{Rules, Warnings};
use retention_calculator::number::{Currency, Mark, Ratio};

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::NONE,
};

/// A wide list: "Ann Team 100 100 70", a column for each month from January 2024 on; a dash is 0.
fn wide(lines: &[&str]) -> List {
    let months = lines[0].split(' ').count() - 2;
    let months: Vec<_> = (1..=months)
        .map(|month| format!("2024-{month:02}"))
        .collect();
    let mut text = format!("customer,segment,{}\n", months.join(","));
    for line in lines {
        text += &line.replace('-', "0").replace(' ', ",");
        text.push('\n');
    }
    list(&text)
}

/// One period with further columns.
fn snapshot(columns: &str, lines: &[&str]) -> List {
    let mut text = format!("customer,start,end,{columns}\n");
    for line in lines {
        text += &line.replace(' ', ",");
        text.push('\n');
    }
    list(&text)
}

fn watch(thresholds: &[(Threshold, &str)]) -> Watch {
    let mut watch = Watch::default();
    for (threshold, text) in thresholds {
        watch.set(*threshold, (*text).to_owned());
    }
    watch
}

fn found(list: &List, watch: &Watch) -> Warnings {
    watch.found(list, Mark::Point).unwrap()
}

/// "Ann 70: why" of each row, as the page says it.
fn said(list: &List, watch: &Watch, table: &str) -> Vec<String> {
    let grid = Listed::parse(table)
        .unwrap()
        .grid(list, &found(list, watch), STYLE);
    let row = |row: &tables::Row| {
        let cells: Vec<_> = row
            .cells
            .iter()
            .map(|cell| words::cell(cell, Default::default(), STYLE))
            .collect();
        format!("{} {}: {}", cells[0], cells[1], cells[3])
    };
    grid.rows.iter().map(row).collect()
}

fn check(list: &List, thresholds: &[(Threshold, &str)], expect: &[&str]) {
    assert_eq!(said(list, &watch(thresholds), "warnings"), expect);
}

#[test]
fn contracted_by_a_share_of_the_own_highest_month() {
    let known = wide(&[
        // Exactly 30% is enough, a little less is not.
        "Ann A 100 100 70",
        "Bob A 100 100 71",
        // From its own highest month, which need not be the first; the latest of several counts.
        "Cid A 100 200 120",
        "Dee A 200 200 100",
        // Who joined later is watched as well; who left is gone, and who grew is fine.
        "Eve A - 50 10",
        "Fay A 100 100 -",
        "Gus A 100 120 130",
    ]);
    check(
        &known,
        &[],
        &[
            "Cid 120: pays 40.0% less than in Feb 2024",
            "Dee 100: pays 50.0% less than in Feb 2024",
            "Ann 70: pays 30.0% less than in Feb 2024",
            "Eve 10: pays 80.0% less than in Feb 2024",
        ],
    );
    check(
        &known,
        &[(Threshold::Contracted, "80%")],
        &["Eve 10: pays 80.0% less than in Feb 2024"],
    );
    // Nothing is no contraction, whatever the threshold.
    check(
        &wide(&["Ann A 100 100 100"]),
        &[(Threshold::Contracted, "0")],
        &[],
    );
}

#[test]
fn contracted_twice_in_a_row() {
    let twice = "went down twice in a row";
    for (amounts, expect) in [
        ("100 90 80", true),
        // Months without a change lie between.
        ("100 90 90 80 80", true),
        ("100 90 95 90", false),
        ("100 110 100", false),
        ("80 100 90 85", true),
        ("100 90 - 80", false),
        ("90 80 90", false),
    ] {
        let line = format!("Ann A {amounts}");
        let known = wide(&[&line]);
        let all = said(&known, &Watch::default(), "warnings").join("");
        assert_eq!(all.contains(twice), expect, "{amounts}: {all}");
    }
}

#[test]
fn down_while_the_segment_is_up() {
    let lines = [
        "Ann Team 100 100 99",
        "Bob Team 100 100 110",
        "Cid Solo 100 100 99",
    ];
    check(
        &wide(&lines),
        &[],
        &["Ann 99: 1.0% below its start while Team is up"],
    );
    // By more than the threshold.
    check(&wide(&lines), &[(Threshold::BelowStart, "1")], &[]);
    // A segment that stays the same is not up.
    check(&wide(&["Ann Team 100 99", "Bob Team 100 101"]), &[], &[]);
}

#[test]
fn usage_logins_tickets_and_renewals() {
    let usage = [
        "Ann 10 10 75 100",
        "Bob 10 10 76 100",
        "Cid 10 10 5 0",
        "Dee 10 10 20 10",
    ];
    let known = snapshot("usage,previous usage", &usage);
    check(&known, &[], &["Ann 10: usage down 25.0%"]);
    check(
        &known,
        &[(Threshold::UsageDown, "24")],
        &["Ann 10: usage down 25.0%", "Bob 10: usage down 24.0%"],
    );

    // The latest login is the last day that the list knows.
    let logins = [
        "Ann 10 10 2024-06-30",
        "Bob 10 10 2024-05-31",
        "Cid 10 10 2024-06-01",
    ];
    let known = snapshot("last login", &logins);
    check(&known, &[], &["Bob 10: no login for 30 days"]);
    check(
        &known,
        &[(Threshold::Today, "2024-07-01")],
        &[
            "Bob 10: no login for 31 days",
            "Cid 10: no login for 30 days",
        ],
    );
    check(
        &known,
        &[(Threshold::QuietDays, "29")],
        &[
            "Bob 10: no login for 30 days",
            "Cid 10: no login for 29 days",
        ],
    );

    // Ten accounts: only one has more than the nine others.
    let mut tickets: Vec<String> = (0..10).map(|at| format!("A{at} 10 10 {at}")).collect();
    let lines: Vec<&str> = tickets.iter().map(String::as_str).collect();
    let known = snapshot("open tickets", &lines);
    check(&known, &[], &["A9 10: 9 open tickets"]);
    check(
        &known,
        &[(Threshold::Tickets, "20")],
        &["A8 10: 8 open tickets", "A9 10: 9 open tickets"],
    );
    // Two with as many: neither has more than nine tenths of the others.
    tickets[8] = "A8 10 10 9".to_owned();
    let lines: Vec<&str> = tickets.iter().map(String::as_str).collect();
    check(&snapshot("open tickets", &lines), &[], &[]);
    // No ticket is never many.
    check(
        &snapshot("open tickets", &["Ann 10 10 0"]),
        &[(Threshold::Tickets, "100")],
        &[],
    );

    // A renewal is told beside another warning only.
    let renewals = [
        "Ann 100 60 2024-09-28",
        "Bob 100 60 2024-09-29",
        "Cid 100 60 2024-06-29",
        "Dee 100 100 2024-07-01",
        "Eve 100 50 2024-06-30",
    ];
    let known = snapshot("renewal", &renewals);
    let today = (Threshold::Today, "2024-06-30");
    check(
        &known,
        &[today],
        &[
            "Ann 60: pays 40.0% less than at the start; renews in 90 days",
            "Bob 60: pays 40.0% less than at the start",
            "Cid 60: pays 40.0% less than at the start",
            "Eve 50: pays 50.0% less than at the start; renews today",
        ],
    );
    check(
        &known,
        &[
            today,
            (Threshold::RenewalDays, "91"),
            (Threshold::Contracted, "50"),
        ],
        &["Eve 50: pays 50.0% less than at the start; renews today"],
    );
}

#[test]
fn near_the_limit() {
    let lines = [
        "Ann 10 30 8 10",
        "Bob 10 20 79 100",
        "Cid 10 10 12 10",
        "Dee 10 40 5 0",
        "Eve 10 0 9 10",
    ];
    let known = snapshot("seats,seat limit", &lines);
    let near = |watch| said(&known, &watch, "candidates");
    assert_eq!(near(Watch::default()), ["Ann 30: 80.0%", "Cid 10: 120.0%"]);
    let most = watch(&[(Threshold::NearLimit, "79")]);
    assert_eq!(
        near(most),
        ["Ann 30: 80.0%", "Bob 20: 79.0%", "Cid 10: 120.0%"]
    );
    // Usage counts where seats are not known.
    let known = snapshot("usage,limit", &["Ann 10 30 9 10"]);
    assert_eq!(
        said(&known, &Watch::default(), "candidates"),
        ["Ann 30: 90.0%"]
    );
}

#[test]
fn thresholds_are_read_as_typed() {
    let quarter = Ratio::new(1, 4).unwrap();
    let some = watch(&[
        (Threshold::Contracted, "25 %"),
        (Threshold::QuietDays, "1,000"),
        (Threshold::UsageDown, "120"),
        (Threshold::RenewalDays, "soon"),
        (Threshold::Today, "03/04/2024"),
    ]);
    let rules = some.rules(Mark::Point);
    assert_eq!((rules.contracted, rules.quiet_days), (quarter, 1000));
    // What cannot be read stands for the usual, and says so.
    let usual = Rules::usual();
    assert_eq!(rules.usage_down, usual.usage_down);
    assert_eq!(rules.renewal_days, usual.renewal_days);
    let unread: Vec<_> = Threshold::ALL
        .into_iter()
        .filter(|threshold| !some.is_read(*threshold, Mark::Point))
        .map(Threshold::name)
        .collect();
    assert_eq!(unread, ["warn_usage", "warn_renewal", "warn_today"]);
    for threshold in Threshold::ALL {
        assert_eq!(Threshold::parse(threshold.name()), Some(threshold));
    }
}

#[test]
fn the_day_is_never_a_clock_of_the_core() {
    let mut watch = Watch::default();
    let months = wide(&["Ann A 100 100"]);
    // The end of February 2024.
    assert_eq!(
        watch.today(&months).map(says::day).as_deref(),
        Some("2024-02-29")
    );
    let none = snapshot("renewal", &["Ann 1 1 2024-06-30"]);
    assert_eq!(watch.today(&none), None);
    watch.clock = Some(20_000);
    assert_eq!(watch.today(&none), Some(20_000));
    assert_eq!(says::day(20_000), "2024-10-04");
    assert_eq!(
        watch.today(&months).map(says::day).as_deref(),
        Some("2024-02-29")
    );
}

#[test]
fn words_for_the_whole_list() {
    let known = wide(&["Ann A 100 60", "Bob A 100 100"]);
    let warnings = found(&known, &Watch::default());
    assert_eq!(
        says::summary(&known, &warnings, STYLE),
        "*1 of 2 accounts* carries a warning. It pays *60*, *37.5%* of revenue."
    );
    assert_eq!(
        says::small_sample(&known, &warnings, STYLE),
        "Small sample: 2 customers at the start, fewer than 30. Each is 50.0 points of CR."
    );
    let strict = watch(&[(Threshold::Contracted, "50"), (Threshold::SmallSample, "2")]);
    let warnings = found(&known, &strict);
    assert_eq!(
        says::summary(&known, &warnings, STYLE),
        "None of 2 accounts carries a warning under these rules."
    );
    assert_eq!(says::small_sample(&known, &warnings, STYLE), "");
    assert!(says::more_columns(&warnings.known).contains("last login, usage and previous usage"));
}

#[test]
fn the_copy_holds_what_is_shown() {
    let known = wide(&["=Ann A 100 60.5", "Bob A 100 100"]);
    let grid = Listed::Warnings.grid(&known, &found(&known, &Watch::default()), STYLE);
    assert_eq!(
        csv(&grid.table()),
        "Account,Pays,Share,Why,Note\r\n'=Ann,60.5,37.6947040498442368,pays 39.5% less than in Jan 2024,A\r\n"
    );
}

#[test]
fn in_steps_as_at_once() {
    let known = list(&sample::csv());
    let watch = Watch::default();
    let at_once = found(&known, &watch);
    let slowly = now(watch.find(&known, Mark::Point, &mut Hurry(true))).unwrap();
    assert_eq!(slowly.flagged, at_once.flagged);
    assert!(now(watch.find(&known, Mark::Point, &mut Hurry(false))).is_none());
}

proptest! {
    /// Every account listed has a reason, ranks by what it pays, and adds to what is at risk; a
    /// stricter threshold never finds more.
    #[test]
    fn laws(amounts in prop::collection::vec(prop::collection::vec(0_u32..200, 4), 1..20), share in 0_u32..100) {
        let lines: Vec<String> = amounts
            .iter()
            .enumerate()
            .map(|(at, path)| {
                let path: Vec<_> = path.iter().map(u32::to_string).collect();
                format!("A{at} S{} {}", at % 3, path.join(" "))
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let known = wide(&lines);
        let Some(warnings) = Watch::default().found(&known, Mark::Point) else { return Ok(()) };
        let ledger = known.read.ledger().unwrap();
        let mut sum = 0;
        for found in &warnings.flagged {
            prop_assert!(found.revenue > 0);
            prop_assert!(warnings.judge.reasons(ledger, found.account).iter().any(Option::is_some));
            sum += i128::from(found.revenue);
        }
        prop_assert_eq!(sum, warnings.at_risk);
        prop_assert!(warnings.flagged.is_sorted_by(|a, b| a.revenue >= b.revenue));
        let text = share.to_string();
        let looser = watch(&[(Threshold::Contracted, &text)]);
        let text = (share + 1).to_string();
        let stricter = watch(&[(Threshold::Contracted, &text)]);
        prop_assert!(found_many(&known, &stricter) <= found_many(&known, &looser));
    }
}

fn found_many(list: &List, watch: &Watch) -> usize {
    found(list, watch).flagged.len()
}
