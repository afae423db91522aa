//! From figures to decisions: published figures, targets, what-ifs, forecasts, drivers.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::{CUSTOMERS, REVENUE, sheet};
use proptest::prelude::*;
use retention_calculator::app::document;
use retention_calculator::app::draft::Draft;
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::text::{self, ahead, beside, drivers, target, what_if as tried};
use retention_calculator::chart::mark::{Mark, Shape};
use retention_calculator::insight::Base;
use retention_calculator::insight::benchmarks::{Size, Stage};
use retention_calculator::insight::claim::{between, claim};
use retention_calculator::insight::driver::{Driver, Drivers};
use retention_calculator::insight::forecast::{Arrivals, BreakEven, Forecast, repeated};
use retention_calculator::insight::published::{Cut, QUOTED, SCALES, SURVEYS};
use retention_calculator::insight::sensitivity::{nrr, sensitivity};
use retention_calculator::insight::target::{Target, missing_term};
use retention_calculator::insight::what_if::{INPUTS, leaver, what_if};
use retention_calculator::link::Choice;
use retention_calculator::number::{Change, Compound, Ratio, Unit, Value};
use retention_calculator::retention::{Input, Metric, Totals, figure};

fn totals(pairs: &str) -> Totals {
    sheet(pairs).totals
}

fn example() -> Totals {
    totals(&[REVENUE, CUSTOMERS].join(" "))
}

fn base(pairs: &str) -> Base {
    Base::of(&totals(pairs)).unwrap()
}

/// A share in percent, money or a number, as plain text.
fn percent(share: Ratio) -> String {
    Value::Ratio(share).digits(Unit::Percent, 12)
}

fn number(value: Ratio) -> String {
    value.digits(14)
}

fn share(text: &str) -> Ratio {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = [whole, fraction].concat().parse().unwrap();
    Ratio::new(digits, 100 * 10_i128.pow(fraction.len() as u32)).unwrap()
}

// Published figures

#[test]
fn a_stage_follows_from_yearly_revenue() {
    for (revenue, stage) in [
        (0, Stage::Early),
        (9_999_999, Stage::Early),
        (10_000_000, Stage::Growth),
        (49_999_999, Stage::Growth),
        (50_000_000, Stage::Mature),
        (900_000_000, Stage::Mature),
    ] {
        assert_eq!(Stage::of(Ratio::whole(revenue)), stage, "{revenue}");
    }
    for (stage, key, target) in [
        (Stage::Early, "early", 115),
        (Stage::Growth, "growth", 120),
        (Stage::Mature, "mature", 125),
    ] {
        assert_eq!((stage.key(), stage.target()), (key, target));
        assert_eq!(Stage::parse(key), Some(stage));
    }
}

/// Stage, rate, what the source calls it; empty: a gap.
#[test]
fn bands_are_read_on_the_unrounded_value() {
    let check = |scale: usize, rate: &str, words: &str| {
        let band = SCALES[scale].band(&Value::Ratio(share(rate))).unwrap();
        assert_eq!(band.words, words, "{} {rate}", SCALES[scale].whom);
    };
    for (rate, early, growth, mature, salesforce) in [
        ("0", "concerning", "concerning", "concerning", "trouble"),
        (
            "79.999999",
            "concerning",
            "concerning",
            "concerning",
            "trouble",
        ),
        ("80", "concerning", "concerning", "concerning", "work to do"),
        (
            "99.95",
            "concerning",
            "concerning",
            "concerning",
            "work to do",
        ),
        (
            "99.999999",
            "concerning",
            "concerning",
            "concerning",
            "work to do",
        ),
        ("100", "", "concerning", "concerning", "solid ground"),
        ("104.999999", "", "concerning", "concerning", "solid ground"),
        ("105", "good", "", "concerning", "solid ground"),
        ("110", "good", "good", "", "solid ground"),
        ("115", "good", "good", "good", "solid ground"),
        ("115.000001", "excellent", "good", "good", "solid ground"),
        ("120", "excellent", "good", "good", "solid ground"),
        (
            "120.000001",
            "excellent",
            "excellent",
            "good",
            "solid ground",
        ),
        ("125", "excellent", "excellent", "good", "solid ground"),
        (
            "125.000001",
            "excellent",
            "excellent",
            "excellent",
            "solid ground",
        ),
        ("900", "excellent", "excellent", "excellent", "solid ground"),
    ] {
        check(0, rate, early);
        check(1, rate, growth);
        check(2, rate, mature);
        check(3, rate, salesforce);
    }
    // The median it quotes is "concerning" in its own mature stage.
    check(2, "108", "concerning");
    // A month of 101% is 112.68% a year.
    let year = Compound::new(Ratio::percent(101), 12, 1).unwrap();
    let band = SCALES[0].band(&Value::Compound(year)).unwrap();
    assert_eq!(band.words, "good");
}

/// Revenue, contract value and stage, and the rows about such a company.
#[test]
fn surveys_are_chosen_by_size() {
    let check = |revenue: Option<i64>, contract: Option<i64>, stage, expect: &str| {
        let size = Size::of(
            None,
            revenue.map(Ratio::whole),
            contract.map(Ratio::whole),
            stage,
        );
        let rows: Vec<_> = size
            .surveys()
            .map(|row| format!("{} {}", row.nrr, row.grr))
            .collect();
        assert_eq!(
            rows.join(", "),
            expect,
            "{revenue:?} {contract:?} {stage:?}"
        );
    };
    check(None, None, None, "101 91, 101 91");
    check(
        Some(500_000),
        Some(2_500),
        None,
        "101 91, 98 90, 100 92, 100 92, 101 91",
    );
    check(
        Some(1_000_000),
        Some(12_000),
        None,
        "101 91, 103 91, 104 92, 100 95, 101 91",
    );
    check(
        Some(19_999_999),
        Some(99_999),
        None,
        "101 91, 104 90, 103 88, 105 90, 101 91",
    );
    check(
        Some(50_000_000),
        Some(250_000),
        None,
        "101 91, 106 95, 101 88, 102 83, 101 91",
    );
    // A stage alone: every row about a company in it.
    check(
        None,
        None,
        Some(Stage::Growth),
        "101 91, 103 88, 103 90, 105 90, 103 90, 101 91",
    );
    // A stage that was chosen against the revenue.
    check(
        Some(500_000),
        None,
        Some(Stage::Mature),
        "101 91, 101 88, 102 83, 101 91",
    );
    let monthly = base(
        "period=month start=100000 expansion=0 contraction=0 churn=0 customers_start=40 customers_lost=0",
    );
    let size = Size::of(Some(&monthly), None, None, None);
    assert_eq!(number(size.revenue.unwrap()), "1200000");
    assert_eq!(number(size.contract.unwrap()), "30000");
    assert_eq!(
        size.scales().map(|scale| scale.source).collect::<Vec<_>>(),
        ["Successifier", "Salesforce"]
    );
}

#[test]
fn the_published_figures_are_those_of_their_sources() {
    assert_eq!(SURVEYS.len(), 18);
    let of = |source: &'static str| SURVEYS.iter().filter(move |row| row.source == source);
    let rates = |source: &'static str| of(source).map(|row| (row.nrr, row.grr)).collect::<Vec<_>>();
    assert_eq!(
        rates("SaaS Capital 2025"),
        [
            (101, 91),
            (98, 90),
            (103, 91),
            (102, 91),
            (104, 90),
            (102, 91),
            (106, 95)
        ]
    );
    assert_eq!(
        rates("High Alpha 2025"),
        [(100, 92), (104, 92), (103, 88), (103, 90), (101, 88)]
    );
    assert_eq!(
        rates("High Alpha 2024"),
        [(100, 92), (100, 95), (105, 90), (103, 90), (102, 83)]
    );
    let logos = of("KeyBanc and Sapphire 2024").next().unwrap();
    assert_eq!(logos.customer_retention, Some((87, 80, 95)));
    assert_eq!(QUOTED.map(|quoted| quoted.nrr), [120, 108, 135, 131, 129]);
    assert!(QUOTED.iter().all(|quoted| quoted.by.contains("quoted")));
    // Cuts of one report follow each other without a hole.
    for pair in SURVEYS
        .windows(2)
        .filter(|pair| pair[0].source == pair[1].source)
    {
        match (pair[0].cut, pair[1].cut) {
            (Cut::Contract(_, to), Cut::Contract(from, _))
            | (Cut::Revenue(_, to), Cut::Revenue(from, _)) => assert_eq!(to, from),
            _ => {}
        }
    }
}

// Targets

/// Inputs, target, and: money short, customers; expansion and losses that would do; half of each.
#[test]
fn a_target_has_two_levers() {
    let check = |inputs: &str, target: &str, expect: [&str; 6]| {
        let found = Target::of(&base(inputs), share(target)).unwrap();
        let customers = found.customers.map_or("-".to_owned(), number);
        let said = [
            number(found.short),
            customers,
            number(found.expansion),
            number(found.losses),
            number(found.half.0),
            number(found.half.1),
        ];
        assert_eq!(said, expect, "{inputs} {target}");
        assert_eq!(
            found.is_reached(),
            found.points.is_negative() || found.points.is_zero()
        );
        // Both ways lead there.
        let base = base(inputs);
        let with = |expansion: Ratio, losses: Ratio| {
            let end = base.start.checked_add(expansion).unwrap();
            let end = end.checked_sub(losses).unwrap();
            assert_eq!(end.checked_div(base.start).unwrap(), share(target));
        };
        with(found.expansion, base.losses);
        with(base.expansion, found.losses);
        with(found.half.0, found.half.1);
    };
    let all = [REVENUE, CUSTOMERS].join(" ");
    check(
        &all,
        "115",
        ["25000", "10", "125000", "25000", "112500", "37500"],
    );
    check(
        &all,
        "110",
        ["0", "0", "100000", "50000", "100000", "50000"],
    );
    check(
        &all,
        "108",
        ["-10000", "-4", "90000", "60000", "95000", "55000"],
    );
    // Losing less cannot reach it alone: the losses allowed would be below nothing.
    check(
        &all,
        "126",
        ["80000", "32", "180000", "-30000", "140000", "10000"],
    );
    check(
        &all,
        "100.5",
        ["-47500", "-19", "52500", "97500", "76250", "73750"],
    );
    check(
        REVENUE,
        "115",
        ["25000", "-", "125000", "25000", "112500", "37500"],
    );
}

#[test]
fn two_terms_give_the_third() {
    let term = |text: &str| (text != "-").then(|| share(text));
    for (net, gross, expansion, missing) in [
        ("102", "85", "-", "17"),
        ("-", "85", "17", "102"),
        ("102", "-", "17", "85"),
        ("102", "85", "17", "none"),
        ("102", "-", "-", "none"),
        ("80", "85", "-", "none"),
        ("120", "-", "5", "none"),
        ("100", "100", "-", "0"),
    ] {
        let found = missing_term(term(net), term(gross), term(expansion));
        let found = found.map_or("none".to_owned(), percent);
        assert_eq!(found, missing, "{net} {gross} {expansion}");
    }
}

// What if

/// Five changes, and NRR, CR, churned revenue and customers lost after them; or the input at fault.
#[test]
fn changes_are_worked_through_all_figures() {
    let check = |inputs: &str, changes: &str, expect: &str| {
        let totals = totals(inputs);
        let mut given = changes.split_whitespace();
        let changes: [Option<Change>; 5] = std::array::from_fn(|_| {
            let text = given.next().unwrap();
            (text != "-").then(|| Change::plain(text).unwrap())
        });
        let said = match what_if(&totals, &changes) {
            Err(input) => input.key().to_owned(),
            Ok(changed) => {
                let rate = |metric| match figure(&changed, metric) {
                    Ok(value) => value.digits(Unit::Percent, 8),
                    Err(reason) => reason.id(),
                };
                let churn = changed
                    .churned
                    .unwrap()
                    .map_or("-".to_owned(), |it| it.to_string());
                let lost = changed.customers_lost.unwrap();
                let lost = lost.map_or("-".to_owned(), |it| it.to_string());
                [
                    rate(Metric::Nrr),
                    rate(Metric::CustomerRetention),
                    churn,
                    lost,
                ]
                .join(" ")
            }
        };
        assert_eq!(said, expect, "{inputs} {changes:?}");
    };
    let all = [REVENUE, CUSTOMERS].join(" ");
    check(&all, "- - - - -", "110 90 30000 20");
    // The mock's three, and all of them.
    check(&all, "- - - -5 -", "111.5 92.5 22500 15");
    check(&all, "- -50% - - -", "112 90 30000 20");
    check(&all, "10% - - - -", "112 90 30000 20");
    check(&all, "10% -50% - -5 -", "115.5 92.5 22500 15");
    // "Reduced churn by 40%".
    check(&all, "- - -40% - -", "112.4 90 18000 20");
    check(&all, "- - -40% -40% -", "112.4 94 18000 12");
    // Customers alone: their revenue does not follow when it is said to stay.
    check(&all, "- - 0 -5 -", "110 92.5 30000 15");
    check(&all, "25000 - - - -", "115 90 30000 20");
    check(&all, "- - - - 100%", "110 90 30000 20");
    // A third of an amount is rounded to a millionth.
    check(
        REVENUE,
        "- - 33.333333% - -",
        "108 missing:customers_start 39999.9999 -",
    );
    check(&all, "- - - 12.5% -", "109.1 88.5 34500 23");
    // What cannot be.
    check(&all, "-100000.01 - - - -", "expansion");
    check(&all, "- -20001 - - -", "contraction");
    check(&all, "- - - -21 -", "customers_lost");
    check(&all, "- - - 181 -", "customers_lost");
    check(&all, "- - - 180 -", "56 0 300000 200");
    check(&all, "- - - - -51", "customers_new");
    check(&all, "- 700000 - - -", "ending_negative 90 30000 20");
    check(
        "start=100 churn=5",
        "10% - - - -",
        "missing:expansion missing:customers_start 5 -",
    );
}

/// A change, and where the slider beside it stands.
#[test]
fn sliders_follow_their_fields() {
    let check = |choice: &str, typed: &str, expect: &str| {
        let all = [
            REVENUE,
            "customers_start=200 customers_end=230 customers_new=50",
        ]
        .join(" ");
        let sheet = chosen(&all, &[(choice, typed)]);
        let choice = Choice::parse(choice).unwrap();
        assert_eq!(text::choices::slid(&sheet, choice), expect, "{typed}");
    };
    check("target", "117.5", "117.5");
    check("target", "1000", "1000");
    check("if_expansion", "15%", "15");
    check("if_expansion", "-10000", "-10");
    check("if_churn", "-7500", "-25");
    check("if_contraction", "-5001", "-25");
    check("if_contraction", "300%", "300");
    // Solved from the other counts: 20.
    check("if_customers_lost", "-5", "-25");
    check("if_customers_new", "50", "100");
    check("if_expansion", "0", "0");
    // Nothing to be a percentage of.
    let none = chosen("start=100 expansion=0", &[("if_expansion", "5")]);
    assert_eq!(text::choices::slid(&none, Choice::IfExpansion), "0");
}

#[test]
fn the_counts_add_up_after_a_change() {
    let changed = |pairs: &str, change: (usize, &str)| {
        let mut changes = [None; 5];
        changes[change.0] = Some(Change::plain(change.1).unwrap());
        let changed = what_if(&totals(pairs), &changes).unwrap();
        figure(&changed, Metric::CustomersEnd)
            .unwrap()
            .digits(Unit::Count, 9)
    };
    for (given, change, end) in [
        (
            "customers_start=200 customers_new=50 customers_lost=20",
            (3, "-5"),
            "235",
        ),
        (
            "customers_start=200 customers_lost=20 customers_end=230",
            (4, "10"),
            "240",
        ),
        (
            "customers_start=200 customers_new=50 customers_end=230",
            (3, "-50%"),
            "240",
        ),
        (
            "customers_new=50 customers_lost=20 customers_end=230",
            (4, "-50%"),
            "205",
        ),
        (
            "customers_start=200 customers_new=40 customers_returned=10 customers_lost=20 customers_end=230",
            (3, "-5"),
            "235",
        ),
    ] {
        assert_eq!(changed(given, change), end, "{given} {change:?}");
    }
    assert_eq!(number(leaver(&example()).unwrap()), "1500");
    assert_eq!(leaver(&totals(REVENUE)), None);
    assert_eq!(INPUTS.len(), 5);
}

// Claims

/// A rate and a change; the two readings.
#[test]
fn percent_and_points_are_told_apart() {
    let check = |rate: &str, change: &str, relative: &str, points: &str| {
        let change = match change.strip_prefix('-') {
            Some(size) => share(size).negated(),
            None => share(change),
        };
        let found = claim(share(rate), change);
        let said = |rate: Option<Ratio>| rate.map_or("-".to_owned(), percent);
        assert_eq!(
            (said(found.relative).as_str(), said(found.points).as_str()),
            (relative, points)
        );
    };
    check("90", "25", "112.5", "115");
    check("6", "-40", "3.6", "-");
    check("60", "-40", "36", "20");
    check("100", "0", "100", "100");
    let changed = |before: &str, after: &str| {
        let (points, relative) = between(share(before), share(after)).unwrap();
        (
            percent(points),
            relative.map(|relative| Value::Ratio(relative).digits(Unit::Percent, 4)),
        )
    };
    // From 95% to 118% is 23 points, and 24.2% more of it.
    assert_eq!(changed("95", "118"), ("23".into(), Some("24.21".into())));
    assert_eq!(changed("10", "6"), ("-4".into(), Some("-40".into())));
    assert_eq!(changed("0", "6"), ("6".into(), None));
}

// Sensitivity

#[test]
fn the_table_stands_around_today() {
    let check = |inputs: &str, rows: &[&str], columns: &[&str]| {
        let found = sensitivity(&base(inputs)).unwrap();
        let said = |shares: &[Ratio]| shares.iter().copied().map(percent).collect::<Vec<_>>();
        assert_eq!(
            (said(&found.expansion), said(&found.losses)),
            (said_of(rows), said_of(columns))
        );
    };
    check(
        REVENUE,
        &["10", "15", "20", "25", "30"],
        &["0", "5", "10", "15", "20"],
    );
    check(
        "start=1000 expansion=15 contraction=0 churn=20",
        &["0.5", "1.5", "2.5", "3.5"],
        &["0", "1", "2", "3", "4"],
    );
    let mixed = nrr(share("25"), share("10")).unwrap();
    assert_eq!(percent(mixed), "115");
    assert_eq!(nrr(share("0"), share("101")), None);
}

fn said_of(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| text.to_string()).collect()
}

// Forecasts

const NONE: Arrivals = Arrivals {
    revenue: Ratio::ZERO,
    customers: Ratio::ZERO,
};

fn rounded(line: &[Ratio], places: u32) -> Vec<String> {
    line.iter()
        .map(|it| it.round(places).unwrap().normalize().to_string())
        .collect()
}

#[test]
fn the_existing_base_repeats() {
    let forecast = Forecast::of(&example(), 5, NONE).unwrap();
    assert_eq!(
        rounded(&forecast.revenue, 2),
        [
            "500000", "550000", "605000", "665500", "732050", "805255", "885780.5"
        ]
    );
    assert_eq!(
        rounded(&forecast.customers, 1),
        ["200", "180", "162", "145.8", "131.2", "118.1", "106.3"]
    );
    assert_eq!(
        rounded(&forecast.average, 2),
        [
            "2500", "3055.56", "3734.57", "4564.47", "5578.8", "6818.53", "8333.76"
        ]
    );
    assert_eq!(rounded(&forecast.new_revenue, 0), ["0"; 7]);
    assert!(!forecast.ends_early);
}

#[test]
fn what_is_won_is_kept_at_the_same_rates() {
    let won = Arrivals {
        revenue: Ratio::whole(10_000),
        customers: Ratio::whole(10),
    };
    let forecast = Forecast::of(&example(), 3, won).unwrap();
    assert_eq!(
        rounded(&forecast.new_revenue, 2),
        ["0", "0", "10000", "21000", "33100"]
    );
    assert_eq!(
        rounded(&forecast.new_customers, 2),
        ["0", "0", "10", "19", "27.1"]
    );
    assert_eq!(number(forecast.all(4).unwrap()), "765150");
}

/// Inputs, periods, new revenue; when losses are made up for.
#[test]
fn losses_are_made_up_for_or_not() {
    let check = |inputs: &str, periods: u64, won: i64, expect: BreakEven| {
        let arrivals = Arrivals {
            revenue: Ratio::whole(won),
            customers: Ratio::ZERO,
        };
        let totals = totals(inputs);
        let forecast = Forecast::of(&totals, periods, arrivals).unwrap();
        let found = forecast
            .break_even(&Base::of(&totals).unwrap(), arrivals)
            .unwrap();
        assert_eq!(found, expect, "{inputs} {won}");
    };
    let shrinking = "start=1000 expansion=0 contraction=0 churn=100";
    check(REVENUE, 5, 0, BreakEven::NotNeeded);
    check(shrinking, 12, 0, BreakEven::Needs(Ratio::whole(100)));
    check(shrinking, 12, 99, BreakEven::Needs(Ratio::whole(100)));
    check(shrinking, 12, 100, BreakEven::Needs(Ratio::whole(100)));
    // 900, 1000 (810 + 190)
    check(shrinking, 12, 190, BreakEven::In(1));
    // 900, 929, 955.1, 978.59, 999.731, 1018.7579
    check(shrinking, 12, 119, BreakEven::In(5));
    check(shrinking, 4, 119, BreakEven::Later);
    // 110 × 0.9^k falls below 10 with the 23rd.
    check(shrinking, 60, 101, BreakEven::In(23));
}

#[test]
fn it_ends_with_the_last_customer() {
    let forecast = Forecast::of(
        &totals(
            "start=1000 expansion=0 contraction=0 churn=500 customers_start=8 customers_lost=4",
        ),
        10,
        NONE,
    );
    let forecast = forecast.unwrap();
    assert_eq!(rounded(&forecast.customers, 0), ["8", "4", "2", "1"]);
    assert_eq!((forecast.len(), forecast.ends_early), (4, true));
    // Too large to show: it ends before.
    let huge = "start=900000000000000 expansion=900000000000000 contraction=0 churn=0";
    let forecast = Forecast::of(&totals(huge), 60, NONE).unwrap();
    assert!((20..=60).contains(&forecast.len()), "{}", forecast.len());
    assert_eq!(Forecast::of(&totals("start=5"), 5, NONE), None);
    let gone =
        totals("start=5 expansion=0 contraction=0 churn=5 customers_start=2 customers_lost=2");
    assert_eq!(
        rounded(&Forecast::of(&gone, 5, NONE).unwrap().revenue, 0),
        ["5", "0", "0", "0", "0", "0", "0"]
    );
}

proptest! {
    /// As long as fractions fit, the long way gives the same to nine places.
    #[test]
    fn repeating_is_multiplying(start in 0_i128..10_i128.pow(9), rate in 0_i128..2000, more in 0_i128..1000) {
        let ratio = |above, below| Ratio::new(above, below).unwrap();
        let (first, rate, more) = (ratio(start, 100), ratio(rate, 1000), ratio(more, 1));
        let mut exact = first;
        for known in repeated(first, rate, more, 6) {
            prop_assert_eq!(known.round(8), exact.round(8));
            exact = exact.checked_mul(rate).and_then(|it| it.checked_add(more)).unwrap();
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn nothing_panics(inputs in prop::array::uniform4(0_i128..10_i128.pow(22)), counts in prop::array::uniform3(0_u64..10_u64.pow(15)), target in 0_i64..1000, by in -100_i64..1000) {
        use retention_calculator::number::{Amount, Count};
        let amount = |micros| Ok(Some(Amount::from_micros(micros).unwrap()));
        let count = |many| Ok(Count::new(many));
        let totals = Totals {
            starting: amount(inputs[0]),
            expansion: amount(inputs[1]),
            contraction: amount(inputs[2]),
            churned: amount(inputs[3]),
            customers_start: count(counts[0]),
            customers_lost: count(counts[1]),
            customers_new: count(counts[2]),
            ..Totals::default()
        };
        let change = Change::plain(&format!("{by}%"));
        let _ = what_if(&totals, &[change, change, None, change, change]);
        let _ = Drivers::of(&totals);
        let _ = Forecast::of(&totals, 60, Arrivals { revenue: Ratio::ONE, customers: Ratio::ONE });
        if let Ok(base) = Base::of(&totals) {
            let _ = Target::of(&base, Ratio::percent(target));
            let _ = sensitivity(&base);
            let _ = Size::of(Some(&base), None, None, None).surveys().count();
        }
    }
}

// Drivers

/// Inputs; the main driver, its share and the other's, size of leavers, how much is replaced, and
/// what to work on.
#[test]
fn the_larger_loss_drives() {
    let check = |inputs: &str, expect: &str| {
        let found = Drivers::of(&totals(inputs)).unwrap();
        let said = |share: Option<Ratio>| {
            share.map_or("-".to_owned(), |share| {
                Value::Ratio(share).digits(Unit::Percent, 4)
            })
        };
        let order = found.in_order(Ratio::percent(87), Ratio::ONE);
        let order: Vec<_> = order.into_iter().map(Driver::id).collect();
        let parts = [
            found.main.id().to_owned(),
            said(found.shares.map(|shares| shares.0)),
            said(found.shares.map(|shares| shares.1)),
            said(found.leavers),
            said(found.replaced),
            order.join("+"),
        ];
        assert_eq!(parts.join(" "), expect, "{inputs}");
    };
    check(&[REVENUE, CUSTOMERS].join(" "), "churn 60 40 60 200 churn");
    check(
        "start=500 expansion=0 contraction=300 churn=0 customers_start=1 customers_lost=0",
        "contraction 0 100 - 0 contraction+expansion",
    );
    check(
        "start=100 expansion=17 contraction=0 churn=15",
        "churn 100 0 - 113.3 churn",
    );
    check(
        "start=100 expansion=5 contraction=0 churn=0",
        "expansion - - - - expansion",
    );
    check(
        "start=100 expansion=0 contraction=5 churn=5 customers_start=10 customers_lost=2",
        "churn 50 50 25 0 churn+customers+expansion",
    );
    assert_eq!(
        Drivers::of(&totals("start=0 expansion=0 contraction=0 churn=0")),
        None
    );
    for driver in [
        Driver::Churn,
        Driver::Contraction,
        Driver::Expansion,
        Driver::Customers,
    ] {
        assert!(
            driver
                .playbook()
                .iter()
                .all(|step| !step.article.is_empty() && step.words.ends_with('.'))
        );
    }
}

// The articles' worked examples

/// What each example leads to: points and money short of its stage's target, the driver.
#[test]
fn the_worked_examples_lead_on() {
    for (inputs, target, short, main) in [
        (
            "start=100000 expansion=20000 contraction=0 churn=10000 period=month",
            "115",
            "5000",
            "churn",
        ),
        (REVENUE, "115", "25000", "churn"),
        (
            "start=500 expansion=0 contraction=300 churn=0",
            "115",
            "375",
            "contraction",
        ),
        (
            "start=100 expansion=17 contraction=0 churn=15",
            "102",
            "0",
            "churn",
        ),
    ] {
        let totals = totals(inputs);
        let base = Base::of(&totals).unwrap();
        assert_eq!(
            number(Target::of(&base, share(target)).unwrap().short),
            short
        );
        assert_eq!(Drivers::of(&totals).unwrap().main.id(), main);
    }
    // Without revenue there is nothing to reach, and a reason for it.
    let customers = totals("customers_start=200 customers_new=50 customers_lost=20");
    assert_eq!(Base::of(&customers).unwrap_err().id(), "missing:start");
    let found = what_if(&customers, &[None, None, None, Change::plain("-50%"), None]).unwrap();
    assert_eq!(
        figure(&found, Metric::CustomerRetention)
            .unwrap()
            .digits(Unit::Percent, 9),
        "95"
    );
    assert_eq!(
        found
            .customers(Input::CustomersLost)
            .unwrap()
            .unwrap()
            .value(),
        10
    );
}

// Words

/// The sheet of totals and choices: `key=text` pairs of both.
fn chosen(pairs: &str, choices: &[(&str, &str)]) -> Sheet {
    let mut draft: Draft = common::typed(pairs);
    for (key, text) in choices {
        draft.choose(Choice::parse(key).unwrap(), text.to_string());
    }
    Sheet::of(&draft)
}

#[test]
fn words_of_a_target() {
    let all = [REVENUE, CUSTOMERS].join(" ");
    let check = |inputs: &str, set: &str, short: &str, values: [&str; 3]| {
        let sheet = chosen(inputs, &[("target", set)]);
        let found = target::shown(&sheet).unwrap();
        let said = target::short(&sheet).unwrap();
        assert_eq!(said.replace('*', ""), short, "{inputs} {set}");
        assert_eq!(
            found.levers.map(|lever| lever.value),
            values,
            "{inputs} {set}"
        );
        assert!(!found.marks.is_empty());
    };
    check(
        &all,
        "",
        "You are 5.0 points short. That is $25,000, the worth of 10 average customers.",
        ["+$25,000", "−$25,000", "$12,500 and $12,500"],
    );
    check(
        &all,
        "108",
        "You are 2.0 points past it.",
        ["−$10,000", "+$10,000", "$5,000 and $5,000"],
    );
    check(
        &all,
        "110",
        "You are exactly there.",
        ["No change", "No change", "No change"],
    );
    check(
        &all,
        "126",
        "You are 16.0 points short. That is $80,000, the worth of 32 average customers.",
        ["+$80,000", "Not alone", "$40,000 and $40,000"],
    );
    check(
        &all,
        "135",
        "You are 25.0 points short. That is $125,000, the worth of 50 average customers.",
        ["+$125,000", "Not alone", "Not by halves"],
    );
    // A month's target is the yearly one over twelve months, and what it comes to is said.
    let month = chosen(
        "period=month start=1000 expansion=0 contraction=0 churn=10",
        &[],
    );
    assert_eq!(target::label(&month), "Target NRR for the month");
    assert_eq!(
        target::short(&month).unwrap(),
        "You are *2.2 points* short. That is *$22*. Kept up, the target is 115.4% a year."
    );
    // What is passed is not missing: the ways there say so.
    let ways = |set: &str| {
        let found = target::shown(&chosen(&all, &[("target", set)])).unwrap();
        let [_, lose, half] = found.levers.map(|lever| lever.words);
        (found.headings, lose, half)
    };
    let (headings, lose, half) = ways("120");
    assert_eq!(headings, ["Sell more to those who stay", "Lose less"]);
    assert!(lose.ends_with("GRR is then 100.0%."), "{lose}");
    assert_eq!(half, "Expansion of $125,000 and losses of $25,000.");
    let (headings, _, half) = ways("50");
    assert_eq!(headings, ["Selling less would do", "Losing more would do"]);
    assert_eq!(half, "Half of the gap is more than all expansion.");
    // Without figures there is no distance.
    assert_eq!(target::short(&chosen("start=1000", &[])), None);
    for (net, gross, growth, said) in [
        (
            "102",
            "85",
            "",
            "Expansion is *17.0%* of the start. NRR = GRR + expansion.",
        ),
        ("", "85", "17%", "NRR is *102.0%*. NRR = GRR + expansion."),
        (
            "80",
            "85",
            "",
            "Expansion would have to be below 0% or above 100%: there is none.",
        ),
        (
            "80",
            "",
            "",
            "Give two of the three; the third is worked out.",
        ),
    ] {
        let terms = [("if_net", net), ("if_gross", gross), ("if_growth", growth)];
        let shown = tried::shown(&chosen(&all, &terms)).unwrap();
        assert_eq!(shown.third, said);
    }
}

#[test]
fn words_of_changes_and_claims() {
    let all = [REVENUE, CUSTOMERS].join(" ");
    let sheet = chosen(
        &all,
        &[
            ("if_customers_lost", "-5"),
            ("if_churn", ""),
            ("if_2", "Save~10%~~~~"),
        ],
    );
    let found = tried::shown(&sheet).unwrap();
    assert_eq!(
        found.rows[3].note,
        "20 becomes 15, at their average of $1,500.00 each"
    );
    assert_eq!(found.rows[0].note, "100,000, unchanged");
    assert_eq!(
        (
            found.total.nrr.shown.as_str(),
            found.total.nrr.change.as_str()
        ),
        ("111.5%", "+1.5 points")
    );
    assert_eq!(
        found.kept.unwrap().columns,
        ["Figure", "Now", "Save", "As set above"]
    );
    let impossible = chosen(&all, &[("if_customers_lost", "500")]);
    let found = tried::shown(&impossible).unwrap();
    assert_eq!(
        found.rows[3].note,
        "more than there are, or fewer than none"
    );
    assert_eq!(found.total.nrr.shown, "—");
    let claim = chosen(&all, &[("if_rate", "90"), ("if_by", "25%")]);
    assert_eq!(
        tried::shown(&claim).unwrap().claim,
        "As percent of itself, 90.0% × 125.0% is *112.5%*. As points, 90.0% + 25.0 points is *115.0%*. Ask which is meant."
    );
    for (key, said) in [
        (
            "cr_threshold",
            "CR line must be a percentage from 0 to 100, like 87.",
        ),
        (
            "target",
            "Target NRR must be a percentage from 0 to 1,000, like 115.",
        ),
        (
            "if_churn",
            "The change must be a percentage or an amount, like −10% or 5,000. No more than all can be taken away.",
        ),
        (
            "if_customers_lost",
            "The change must be a percentage or a whole number, like −10% or −5. No more than all can be taken away.",
        ),
    ] {
        let choice = Choice::parse(key).unwrap();
        let style = chosen("", &[]).style;
        assert_eq!(
            text::choices::choice_wrong(style, choice, choice.grammar()),
            said
        );
    }
    let month = chosen(&[all.as_str(), "period=month"].join(" "), &[]);
    assert_eq!(text::choices::usual(&month, Choice::Target), "101.2%");
    let copied = text::markdown(&chosen(&all, &[("if_expansion", "10%"), ("target", "120")]));
    assert!(
        copied.contains("| NRR then | 112.0% | if expansion changes by +10% |"),
        "{copied}"
    );
    assert!(
        copied.contains("| target NRR | 120.0% | You are 10.0 points short."),
        "{copied}"
    );
}

/// Every text of a picture.
fn texts(marks: &[Mark], words: &mut Vec<String>) {
    for mark in marks {
        match &mark.shape {
            Shape::Text(_, text) => words.push(text.clone()),
            Shape::Group(_, inner) => texts(inner, words),
            _ => {}
        }
    }
}

#[test]
fn words_of_what_stands_beside_and_ahead() {
    let all = [REVENUE, CUSTOMERS].join(" ");
    let title = |inputs: &str, choices: &[(&str, &str)]| {
        beside::shown(&chosen(inputs, choices)).unwrap().title
    };
    assert_eq!(
        title(&all, &[]),
        "Your NRR is 10 to 12 points above the medians for companies your size"
    );
    assert_eq!(
        title(
            "start=100 expansion=0 contraction=0 churn=1",
            &[("stage", "growth")]
        ),
        "Your NRR is 4 to 6 points below the medians for companies your size"
    );
    assert_eq!(
        title(
            "start=100 expansion=1 contraction=0 churn=0 period=quarter",
            &[("stage", "growth")]
        ),
        "As an estimate, your NRR is among the medians for companies your size"
    );
    let gap = beside::shown(&chosen("start=100 expansion=2 contraction=0 churn=0", &[])).unwrap();
    assert_eq!(gap.articles[0].cells[0].0, "not labelled by this source");
    assert_eq!(beside::gross(&chosen(&all, &[])), "≥ 90.0%");
    for (inputs, stage, said) in [
        (
            all.as_str(),
            "",
            [
                "From 500,000 a year. Choose a stage if that is not all of it.",
                "500,000",
                "2,500",
            ],
        ),
        (all.as_str(), "mature", ["As chosen.", "", "2,500"]),
        ("", "", ["Choose a stage, or type yearly revenue.", "", ""]),
        ("", "early", ["As chosen.", "", ""]),
    ] {
        assert_eq!(beside::sizes(&chosen(inputs, &[("stage", stage)])), said);
    }
    // NRR, GRR and CR have a form each: one's own, and the medians; CR with its quartiles.
    let shown = beside::shown(&chosen(&all, &[])).unwrap();
    let classes = |marks: &[Mark]| -> Vec<&str> { marks.iter().map(|mark| mark.class).collect() };
    let own = [
        "grid",
        "link",
        "you-line",
        "m-rev",
        "bench-med",
        "m-cust",
        "end",
        "t-rev",
    ];
    assert_eq!(classes(&shown.own), own);
    let median = |source: &str| {
        let row = shown
            .surveys
            .iter()
            .find(|row| row.name.starts_with(source));
        classes(&row.unwrap().marks)[3..].to_vec()
    };
    assert_eq!(median("SaaS Capital"), ["bench-med"; 2]);
    assert_eq!(
        median("KeyBanc"),
        ["arrow l-grr", "bench-med", "bench-med", "bench-med"]
    );
    assert_eq!(classes(&shown.quoted[0].marks)[3..], ["bench-med"]);
    // Wide enough for all of one's own; 100 is always named.
    let low = beside::shown(&chosen("start=100 expansion=0 contraction=0 churn=60", &[])).unwrap();
    let named: Vec<&str> = low
        .axis
        .iter()
        .map(|mark| match &mark.shape {
            Shape::Text(_, words) => words.as_str(),
            _ => "no text",
        })
        .collect();
    assert_eq!(named, ["40", "60", "80", "100", "120", "140"]);
    // The picture: round steps and 100%, what is large in few letters, new revenue by itself.
    let steep = ahead::shown(&chosen(
        "start=100000 expansion=200000 contraction=0 churn=10000 customers_start=20000 customers_new=0 customers_lost=18000",
        &[("forecast_new", "1000000"), ("forecast_periods", "2"), ("forecast_customers", "5")],
    ))
    .unwrap();
    let mut words = Vec::new();
    texts(&steep.marks, &mut words);
    for said in [
        "100%",
        "10×",
        "30×",
        "24.4×",
        "20",
        "$2.4M",
        "0.1%",
        "24,389×",
        "$121,945.00",
        "new revenue",
    ] {
        assert!(words.contains(&said.to_owned()), "{said} in {words:?}");
    }
    assert!(!words.contains(&"0%".to_owned()), "{words:?}");
    let rows: Vec<&str> = steep.table.rows.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(
        rows,
        [
            "Revenue, existing",
            "New revenue since now",
            "All revenue",
            "Customers, existing",
            "New customers since now",
            "Revenue per customer"
        ]
    );
    // What is no difference, or next to nothing, is said in words.
    let customers = "customers_start=200 customers_new=0 customers_lost=20";
    for (revenue, said) in [
        (
            "start=100 expansion=0 contraction=0 churn=10",
            "about as much as",
        ),
        (
            "start=100 expansion=0 contraction=0 churn=60",
            "next to nothing beside",
        ),
    ] {
        let title = ahead::shown(&chosen(&[revenue, customers].join(" "), &[]));
        assert_eq!(
            title.unwrap().title,
            [
                "In five more years, 106 customers would each have to pay ",
                said,
                " the average you started with",
            ]
            .concat()
        );
    }
    let month = ahead::shown(&chosen(
        "start=100 expansion=0 contraction=0 churn=10 period=month",
        &[("forecast_new", "19")],
    ))
    .unwrap();
    assert_eq!(
        month.title,
        "In five more months, the same customers would pay 53.1% of what they paid at the start"
    );
    assert_eq!(
        month.notes,
        ["With *$19 a month* of new revenue, what was lost is made up for in month *1*."]
    );
    let free = "start=100 expansion=5000 contraction=0 churn=0 customers_start=10 customers_new=0";
    for (lost, title, words) in [
        (
            "0",
            "Nothing was lost",
            "Every customer stayed and none pays less. What remains is to grow.",
        ),
        (
            "1",
            "Customers left, but no revenue",
            "Those who left paid nothing, or what they paid is missing from churned revenue.",
        ),
    ] {
        let sheet = chosen(&[free, " customers_lost=", lost].concat(), &[]);
        let shown = drivers::shown(&sheet).unwrap();
        assert_eq!((shown.title, shown.words.as_str()), (title, words));
    }
    assert_eq!(
        drivers::shown(&chosen(&all, &[])).unwrap().words,
        "Of what was lost, *60.0%* was churned and *40.0%* was contraction. Those who left paid *0.6 times* the average customer: smaller customers leave. Expansion replaces *200.0%* of the losses."
    );
}

#[test]
fn the_download_holds_what_the_figures_lead_to() {
    let sheet = chosen(
        &[REVENUE, CUSTOMERS].join(" "),
        &[("if_churn", "-40%"), ("forecast_periods", "2")],
    );
    let json: serde_json::Value = serde_json::from_str(&document::json(&sheet, None)).unwrap();
    let led = &json["insight"];
    for (path, value) in [
        ("/target/short", "25000"),
        ("/target/nrr", "115"),
        ("/what_if/nrr", "112.4"),
        ("/published/stage", "early"),
        ("/published/articles/0/nrr", "good"),
        ("/forecast/revenue/3", "665500"),
        ("/drivers/main", "churn"),
        ("/drivers/churn_share", "60"),
    ] {
        assert_eq!(led.pointer(path).unwrap(), value, "{path}");
    }
    assert_eq!(json["settings"]["choices"]["if_churn"], "-40%");
}
