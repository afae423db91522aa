//! The figures of a customer list: reference tables, and laws over generated lists.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::sets::{Set, scaled, sets};
use proptest::prelude::*;
use retention_calculator::accounts::*;
use retention_calculator::number::{Amount, Ratio};
use retention_calculator::retention::{Entry, Fault, Period};
use serde_json::Value;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// One account per name, its amounts from January 2024 on.
fn paths(accounts: &[(&str, &[i64])]) -> Ledger {
    let mut ledger = Ledger::default();
    for (name, amounts) in accounts {
        let account = ledger.account(name).unwrap();
        for (index, &units) in amounts.iter().enumerate() {
            let month = month("2024-01").plus(index as i32);
            ledger
                .add(account, month, Scaled { units, scale: 0 }, None)
                .unwrap();
        }
    }
    ledger
}

fn all_of(ledger: &Ledger) -> Span {
    let months: Vec<Month> = ledger.months().collect();
    Span {
        from: months[0],
        to: months[months.len() - 1],
    }
}

// ---- reference tables ----

/// Checks a sum against a plain decimal.
fn check_money(what: &str, sum: i128, scale: u32, expected: &Value) {
    let expected = scaled(
        expected
            .as_str()
            .unwrap_or_else(|| panic!("{what}: {expected}")),
    );
    assert!(expected.scale <= scale, "{what}: scale");
    let expected = i128::from(expected.units) * 10_i128.pow(scale - expected.scale);
    assert_eq!(sum, expected, "{what}");
}

/// Checks a fraction against an exact percentage, or a reason against "undefined".
fn check_rate<R: std::fmt::Debug>(what: &str, rate: Result<Ratio, R>, expected: &Value) {
    match expected["exact"].as_str() {
        Some(exact) => check_percent(
            what,
            rate.unwrap_or_else(|why| panic!("{what}: {why:?}")),
            exact,
        ),
        None => {
            assert_eq!(expected["undefined"], "zero_start", "{what}");
            assert!(rate.is_err(), "{what}: {rate:?}");
        }
    }
}

fn check_percent(what: &str, rate: Ratio, exact: &str) {
    let (n, d) = exact.split_once('/').unwrap();
    let expected = Ratio::new(n.parse().unwrap(), d.parse::<i128>().unwrap() * 100).unwrap();
    assert_eq!(rate, expected, "{what}");
}

fn check_movements(what: &str, moved: &Movements, scale: u32, expected: &Value) {
    for (key, sum) in [
        ("revenue_start", moved.start),
        ("new", moved.new),
        ("expansion", moved.expansion),
        ("contraction", moved.contraction),
        ("churn", moved.churn),
        ("revenue_end", moved.end),
    ] {
        check_money(&format!("{what} {key}"), sum, scale, &expected[key]);
    }
    for (key, count) in [
        ("customers_start", moved.customers_start),
        ("customers_new", moved.customers_new),
        ("customers_expanded", moved.customers_expanded),
        ("customers_contracted", moved.customers_contracted),
        ("customers_churned", moved.customers_churned),
        ("customers_end", moved.customers_end),
    ] {
        assert_eq!(expected[key], count, "{what} {key}");
    }
    if let Some(back) = expected.get("reactivation") {
        check_money(
            &format!("{what} reactivation"),
            moved.reactivation,
            scale,
            back,
        );
        assert_eq!(
            expected["customers_reactivated"], moved.customers_reactivated,
            "{what} reactivated"
        );
    }
    assert!(moved.reconciles(), "{what}");
    check_kept(what, &moved.kept(), expected);
}

fn check_kept(what: &str, kept: &Kept, expected: &Value) {
    check_rate(&format!("{what} nrr"), kept.nrr(), &expected["nrr"]);
    check_rate(&format!("{what} grr"), kept.grr(), &expected["grr"]);
    check_rate(
        &format!("{what} cr"),
        kept.customer_retention(),
        &expected["cr"],
    );
}

fn entries<'a>(expected: &'a Value, key: &str) -> &'a [Value] {
    expected[key].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn months_are_those_of_the_reference() {
    let mut checked = 0;
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        if expected.get("months").is_none() {
            continue;
        }
        let figures = figures(&ledger);
        let months = entries(&expected, "months");
        assert_eq!(figures.months.len(), months.len(), "{id}");
        for (figures, expected) in figures.months.iter().zip(months) {
            let what = format!("{id} {}", figures.month);
            assert_eq!(expected["month"], figures.month.to_string(), "{id}");
            match figures.moved() {
                Some(moved) => check_movements(&what, moved, ledger.scale(), expected),
                None => {
                    assert!(
                        expected["revenue_start"].is_null() && figures.is_first,
                        "{what}"
                    );
                    check_money(
                        &what,
                        figures.movements.end,
                        ledger.scale(),
                        &expected["revenue_end"],
                    );
                    assert_eq!(
                        expected["customers_end"], figures.movements.customers_end,
                        "{what}"
                    );
                }
            }
            checked += 1;
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn trailing_twelve_months_are_those_of_the_reference() {
    let mut checked = 0;
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        let figures = figures(&ledger);
        let trailing = entries(&expected, "trailing12");
        assert_eq!(figures.trailing.len(), trailing.len(), "{id}");
        for (
            Trailing {
                month,
                base_month,
                kept,
            },
            expected,
        ) in figures.trailing.iter().zip(trailing)
        {
            let what = format!("{id} {month}");
            assert_eq!(expected["month"], month.to_string(), "{id}");
            assert_eq!(expected["base_month"], base_month.to_string(), "{what}");
            check_money(&what, kept.start, ledger.scale(), &expected["base_revenue"]);
            check_money(
                &what,
                kept.revenue,
                ledger.scale(),
                &expected["retained_revenue"],
            );
            check_money(
                &what,
                kept.gross,
                ledger.scale(),
                &expected["retained_gross"],
            );
            assert_eq!(expected["base_customers"], kept.customers_start, "{what}");
            assert_eq!(expected["retained_customers"], kept.customers, "{what}");
            check_kept(&what, kept, expected);
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn cohorts_are_those_of_the_reference() {
    let mut checked = 0;
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        if expected.get("cohorts").is_none() {
            continue;
        }
        let figures = figures(&ledger);
        let cohorts = entries(&expected, "cohorts");
        assert_eq!(figures.cohorts.len(), cohorts.len(), "{id}");
        for (cohort, expected) in figures.cohorts.iter().zip(cohorts) {
            let what = format!("{id} cohort {}", cohort.month);
            assert_eq!(expected["cohort"], cohort.month.to_string(), "{id}");
            assert_eq!(
                expected["already_active_at_start_of_data"], cohort.already_active,
                "{what}"
            );
            assert_eq!(expected["customers"], cohort.start().customers, "{what}");
            check_money(
                &what,
                cohort.start().revenue,
                ledger.scale(),
                &expected["revenue"],
            );
            let ages = entries(expected, "ages");
            assert_eq!(cohort.ages.len(), ages.len(), "{what}");
            for (k, (age, expected)) in cohort.ages.iter().zip(ages).enumerate() {
                let what = format!("{what} age {k}");
                assert_eq!(expected["age"], k, "{what}");
                check_money(&what, age.revenue, ledger.scale(), &expected["revenue"]);
                check_money(&what, age.gross, ledger.scale(), &expected["gross"]);
                assert_eq!(expected["customers"], age.customers, "{what}");
                let kept = cohort.kept(age);
                check_percent(
                    &what,
                    kept.nrr().unwrap(),
                    expected["revenue_exact"].as_str().unwrap(),
                );
                check_percent(
                    &what,
                    kept.customer_retention().unwrap(),
                    expected["logo_exact"].as_str().unwrap(),
                );
                let gross = kept
                    .grr()
                    .unwrap()
                    .checked_mul(Ratio::new(100, 1).unwrap())
                    .unwrap();
                let gross = gross.round(2).unwrap();
                assert_eq!(expected["gross_retention"], format!("{gross:.2}"), "{what}");
                checked += 1;
            }
        }
    }
    assert!(checked > 1000, "{checked}");
}

#[test]
fn lists_with_one_period_are_those_of_the_reference() {
    let mut checked = 0;
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        if let Some(period) = expected.get("period") {
            let span = Span {
                from: Ledger::START,
                to: Ledger::end(),
            };
            let window = Window::between(&ledger, span, &Returns::Kept).unwrap();
            check_movements(&id, &window.movements, ledger.scale(), period);
            checked += 1;
        }
    }
    assert_eq!(checked, 5);
}

#[test]
fn notes_are_those_of_the_reference() {
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        if expected.get("months").is_none() {
            continue;
        }
        let figures = figures(&ledger);
        let without: Vec<String> = figures
            .months_without_rows
            .iter()
            .map(Month::to_string)
            .collect();
        assert_eq!(
            expected["months_without_rows"],
            serde_json::json!(without),
            "{id}"
        );
        let mut never: Vec<&str> = figures
            .never_active
            .iter()
            .map(|&account| ledger.name(account))
            .collect();
        never.sort();
        assert_eq!(entries(&expected, "never_active"), never, "{id}");
        let negatives = entries(&expected, "negative_totals");
        assert_eq!(
            figures.negative_totals.count,
            negatives.len() as u64,
            "{id}"
        );
        for ((account, month, sum), expected) in
            figures.negative_totals.listed.iter().zip(negatives)
        {
            assert_eq!(expected[0], ledger.name(*account), "{id}");
            assert_eq!(expected[1], month.to_string(), "{id}");
            check_money(&id, (*sum).into(), ledger.scale(), &expected[2]);
        }
        assert_eq!(expected["duplicate_rows"], ledger.duplicate_rows(), "{id}");
        assert_eq!(figures.partial, None, "{id}");
    }
}

// ---- one list, several readings ----

/// Percent with two decimals.
fn percent<R: std::fmt::Debug>(rate: Result<Ratio, R>) -> String {
    match rate {
        Ok(rate) => {
            let percent = rate.checked_mul(Ratio::whole(100)).unwrap();
            format!("{:.2}", percent.round(2).unwrap())
        }
        Err(why) => format!("{why:?}"),
    }
}

fn read(ledger: &Ledger, method: Method, returning: Returning) -> [String; 3] {
    let Reading {
        nrr,
        grr,
        customer_retention,
    } = methods(ledger, all_of(ledger))
        .unwrap()
        .reading(method, returning);
    [percent(nrr), percent(grr), percent(customer_retention)]
}

fn check_reading(
    accounts: &[(&str, &[i64])],
    method: Method,
    returning: Returning,
    expected: [&str; 3],
) {
    assert_eq!(
        read(&paths(accounts), method, returning),
        expected,
        "{method:?} {returning:?} {accounts:?}"
    );
}

use Method::*;
use Returning::{Counted, LeftOut};

#[test]
fn up_and_down_in_one_account() {
    let list: &[(&str, &[i64])] = &[("A", &[100, 150, 120])];
    check_reading(list, ByMovements, LeftOut, ["120.00", "70.00", "100.00"]);
    check_reading(list, ByCustomer, Counted, ["120.00", "100.00", "100.00"]);
    check_reading(list, Chained, LeftOut, ["120.00", "80.00", "100.00"]);
    let methods = methods(
        &paths(list),
        Span {
            from: month("2024-01"),
            to: month("2024-03"),
        },
    )
    .unwrap();
    let [difference] = &methods.differences[..] else {
        panic!()
    };
    assert_eq!(
        (
            difference.cause,
            difference.accounts,
            difference.losses,
            difference.net
        ),
        (Cause::UpAndDown, 1, 30, 0)
    );
    assert_eq!(
        difference.behind,
        [Mover {
            account: 0,
            before: 100,
            after: 120
        }]
    );
}

#[test]
fn who_joins_after_the_start_leaks_into_movements() {
    let list: &[(&str, &[i64])] = &[("flat", &[100, 100, 100]), ("joins", &[0, 50, 120])];
    check_reading(
        list,
        ByMovementsOfAll,
        LeftOut,
        ["170.00", "100.00", "NotAShare"],
    );
    check_reading(list, ByMovements, LeftOut, ["100.00", "100.00", "100.00"]);
    check_reading(list, ByCustomer, Counted, ["100.00", "100.00", "100.00"]);
}

#[test]
fn who_joins_after_the_start_leaks_into_a_chain() {
    // 100 in the first month after the start, then 5% more each month, to ten decimals of a unit.
    let mut joins = vec![0, 1_000_000_000_000];
    for _ in 0..11 {
        joins.push(joins.last().unwrap() / 100 * 105);
    }
    let flat = vec![1_000_000_000_000; 13];
    let list: &[(&str, &[i64])] = &[("flat", &flat), ("joins", &joins)];
    let [nrr, ..] = read(&paths(list), Chained, LeftOut);
    assert_eq!(nrr, "135.52");
    check_reading(list, ByCustomer, Counted, ["100.00", "100.00", "100.00"]);
}

#[test]
fn grew_then_left() {
    let list: &[(&str, &[i64])] = &[("A", &[500, 1379, 0])];
    check_reading(list, ByMovements, LeftOut, ["0.00", "-175.80", "0.00"]);
    check_reading(list, ByCustomer, Counted, ["0.00", "0.00", "0.00"]);
    let methods = methods(
        &paths(list),
        Span {
            from: month("2024-01"),
            to: month("2024-03"),
        },
    )
    .unwrap();
    assert_eq!(methods.difference(Cause::GrewThenLeft).unwrap().losses, 879);
}

#[test]
fn left_and_returned() {
    let list: &[(&str, &[i64])] = &[("A", &[100, 0, 100])];
    check_reading(list, ByMovements, LeftOut, ["0.00", "0.00", "0.00"]);
    check_reading(list, ByMovements, Counted, ["100.00", "0.00", "100.00"]);
    check_reading(list, ByCustomer, Counted, ["100.00", "100.00", "100.00"]);
    check_reading(list, ByCustomer, LeftOut, ["0.00", "0.00", "0.00"]);
    let reason = format!("ZeroStart({:?})", month("2024-03"));
    check_reading(list, Chained, LeftOut, [&reason, &reason, &reason]);
    let ledger = paths(list);
    let methods = methods(&ledger, all_of(&ledger)).unwrap();
    assert_eq!(methods.interrupted.accounts(), [0]);
    let difference = methods.difference(Cause::LeftAndReturned).unwrap();
    assert_eq!(
        (difference.losses, difference.net, difference.departures),
        (100, -100, 1)
    );
    let lost = Window::between(
        &ledger,
        all_of(&ledger),
        &Returns::Lost(methods.interrupted.clone()),
    )
    .unwrap();
    assert_eq!(lost.movements, methods.lost);
    assert!(lost.movements.reconciles());
}

#[test]
fn the_grain_decides() {
    check_reading(
        &[("customer", &[150, 150])],
        ByCustomer,
        Counted,
        ["100.00", "100.00", "100.00"],
    );
    let subscriptions: &[(&str, &[i64])] = &[("one", &[100, 0]), ("two", &[50, 150])];
    check_reading(
        subscriptions,
        ByCustomer,
        Counted,
        ["100.00", "33.33", "50.00"],
    );
}

#[test]
fn long_chains_round_as_the_exact_product() {
    let third = Ratio::new(1, 3).unwrap();
    let check = |rates: &[Ratio], significant: u32, digits: &str| {
        assert_eq!(chain(rates).unwrap().digits(significant), digits);
    };
    check(&[], 18, "1");
    check(&[third], 18, "0.333333333333333333");
    // (1 + 1/(10^6 + 3))^240, by integers of any length.
    check(
        &[Ratio::new(1_000_004, 1_000_003).unwrap(); 240],
        18,
        "1.00024002796210548",
    );
    // 2^-240 is too small for its 37 decimals, (99/100)^200 is not.
    check(
        &[Ratio::new(1, 2).unwrap(); 240],
        18,
        "0.00000000000000000000000000000000000001",
    );
    check(&[Ratio::percent(99); 200], 12, "0.133979674858");
    assert_eq!(chain(&[Ratio::whole(i64::MAX); 9]), None);
    let zero = [
        &[Ratio::ZERO][..],
        &[Ratio::new(99_999_999_977, 99_999_999_999).unwrap(); 60],
    ]
    .concat();
    assert!(chain(&zero).unwrap().is_zero());
}

// ---- windows, segments, movers ----

#[test]
fn a_window_starts_twelve_months_before_the_last_complete_month() {
    let check = |months: i32, last_rows: usize, expected: Option<(&str, &str)>| {
        let mut ledger = Ledger::default();
        for index in 0..months {
            for account in 0..(if index == months - 1 { last_rows } else { 10 }) {
                let account = ledger.account(&account.to_string()).unwrap();
                ledger
                    .add(
                        account,
                        month("2024-01").plus(index),
                        Scaled { units: 1, scale: 0 },
                        None,
                    )
                    .unwrap();
            }
        }
        let span = Span::default_of(&ledger, partial_last_month(&ledger));
        assert_eq!(
            span,
            expected.map(|(from, to)| Span {
                from: month(from),
                to: month(to)
            }),
            "{months} {last_rows}"
        );
    };
    check(0, 10, None);
    check(1, 10, None);
    check(2, 10, Some(("2024-01", "2024-02")));
    check(2, 4, None);
    check(12, 10, Some(("2024-01", "2024-12")));
    check(13, 10, Some(("2024-01", "2025-01")));
    check(13, 5, Some(("2024-01", "2025-01")));
    check(13, 4, Some(("2024-01", "2024-12")));
    check(20, 10, Some(("2024-08", "2025-08")));
    check(20, 1, Some(("2024-07", "2025-07")));
}

#[test]
fn a_window_fills_the_instrument() {
    let list = paths(&[
        ("back", &[7, 0, 0, 0, 5]),
        ("grows", &[10, 10, 10, 20, 30]),
        ("shrinks", &[10, 10, 9, 8, 4]),
        ("leaves", &[3, 3, 3, 0, 0]),
        ("joins", &[0, 0, 0, 0, 8]),
    ]);
    let window = Window::between(
        &list,
        Span {
            from: month("2024-02"),
            to: month("2024-05"),
        },
        &Returns::Kept,
    )
    .unwrap();
    assert_eq!((window.months, window.is_small_sample()), (3, true));
    let totals = window.totals();
    let plain = |entry: Entry<Amount>| entry.unwrap().unwrap().to_string();
    assert_eq!(
        [
            totals.starting,
            totals.expansion,
            totals.contraction,
            totals.churned,
            totals.new,
            totals.reactivation
        ]
        .map(plain),
        ["23", "20", "6", "3", "8", "5"]
    );
    let counts = [
        totals.customers_start,
        totals.customers_new,
        totals.customers_returned,
        totals.customers_lost,
        totals.customers_end,
    ];
    assert_eq!(
        counts.map(|count| count.unwrap().unwrap().value()),
        [3, 1, 1, 1, 4]
    );
    assert_eq!(totals.period, Ok(Period::QUARTER));
    for (from, to) in [
        ("2024-02", "2024-02"),
        ("2024-03", "2024-02"),
        ("2023-12", "2024-02"),
        ("2024-02", "2024-06"),
    ] {
        let span = Span {
            from: month(from),
            to: month(to),
        };
        assert_eq!(
            Window::between(&list, span, &Returns::Kept),
            None,
            "{span:?}"
        );
    }
}

#[test]
fn amounts_of_every_scale_become_money() {
    let check = |sum, scale, expected: Result<&str, Fault>| {
        let amount = amount(sum, scale).map(|amount| amount.unwrap().to_string());
        assert_eq!(amount, expected.map(String::from), "{sum} {scale}");
    };
    check(5, 0, Ok("5"));
    check(12345, 2, Ok("123.45"));
    check(1, 6, Ok("0.000001"));
    check(i128::MAX, 0, Err(Fault::TooLarge));
    check(i128::MAX, 6, Err(Fault::TooLarge));
    check(1, 7, Err(Fault::TooLarge));
}

#[test]
fn segments_are_those_of_the_start() {
    let mut ledger = Ledger::default();
    let mut add = |name: &str, index: i32, units: i64, segment: &str| {
        let account = ledger.account(name).unwrap();
        let segment = (!segment.is_empty()).then(|| ledger.segment_number(segment).unwrap());
        ledger
            .add(
                account,
                month("2024-01").plus(index),
                Scaled { units, scale: 0 },
                segment,
            )
            .unwrap();
    };
    add("moves", 0, 10, "small");
    add("moves", 2, 20, "large");
    add("blank at the start", 0, 5, "large");
    add("blank at the start", 1, 5, "");
    add("blank at the start", 2, 4, "small");
    add("moves", 1, 10, "");
    add("never known", 1, 3, "");
    add("joins", 2, 8, "large");
    add("gone before", 0, 8, "small");
    let span = Span {
        from: month("2024-02"),
        to: month("2024-03"),
    };
    let found = segments(&ledger, span, &Returns::Kept);
    let names: Vec<_> = found
        .iter()
        .map(|found| {
            found
                .segment
                .map(|segment| ledger.segment_names().name(segment))
        })
        .collect();
    assert_eq!(names, [Some("small"), Some("large"), None]);
    let sums: Vec<_> = found
        .iter()
        .map(|found| (found.movements.start, found.movements.end))
        .collect();
    assert_eq!(sums, [(10, 20), (5, 12), (3, 0)]);
}

#[test]
fn movers_come_largest_first() {
    let list = paths(&[
        ("a", &[0, 10, 30]),
        ("b", &[0, 10, 15]),
        ("c", &[0, 10, 15]),
        ("d", &[0, 40, 0]),
        ("e", &[0, 20, 19]),
        ("f", &[0, 20, 5]),
        ("g", &[0, 0, 7]),
        ("h", &[2, 0, 6]),
        ("i", &[0, 1, 1]),
    ]);
    let span = Span {
        from: month("2024-02"),
        to: month("2024-03"),
    };
    let found = movers(&list, span, 2);
    let names = |movers: &[Mover]| {
        movers
            .iter()
            .map(|mover| list.name(mover.account))
            .collect::<String>()
    };
    assert_eq!(names(&found.expanded), "ab");
    assert_eq!(names(&found.contracted), "fe");
    assert_eq!(names(&found.churned), "d");
    assert_eq!(names(&found.new), "g");
    assert_eq!(names(&found.returned), "h");
    assert_eq!(names(&found.largest), "de");
    assert_eq!(names(&found.lost()), "dfe");

    let window = Window::between(&list, span, &Returns::Kept)
        .unwrap()
        .movements;
    assert_eq!(found.churned[0].points(&window), Ratio::new(-40, 111));
    assert_eq!(found.new[0].points(&window), None);
    let found = concentration(&window, &movers(&list, span, 10));
    assert_eq!(
        found.shares,
        [
            (1, Ratio::new(40, 111).unwrap()),
            (5, Ratio::new(100, 111).unwrap())
        ]
    );
    assert_eq!(found.without_largest.nrr().ok(), Ratio::new(85, 71));
    assert_eq!(
        found.without_largest.customer_retention().ok(),
        Some(Ratio::ONE)
    );
    let [(1, share, kept)] = found.growers[..] else {
        panic!("{:?}", found.growers)
    };
    assert_eq!(
        (Some(share), kept.nrr().ok()),
        (Ratio::new(20, 30), Ratio::new(55, 101))
    );
}

#[test]
fn an_empty_ledger_has_no_figures() {
    let ledger = Ledger::default();
    assert_eq!(figures(&ledger), Figures::default());
    let span = Span {
        from: Ledger::START,
        to: Ledger::end(),
    };
    assert_eq!(methods(&ledger, span), None);
    assert_eq!(movers(&ledger, span, 10), Movers::default());
    assert!(segments(&ledger, span, &Returns::Kept).is_empty());
}

#[test]
fn a_sweep_can_be_done_in_steps() {
    let many: Vec<String> = (0..1500).map(|index| index.to_string()).collect();
    let list: Vec<(&str, &[i64])> = many
        .iter()
        .map(|name| (name.as_str(), &[1, 2, 3][..]))
        .collect();
    let ledger = paths(&list);
    let mut steps = Steps::new(FiguresSweep::new(&ledger));
    let mut taken = 0;
    while steps.step(&ledger) {
        taken += 1;
        assert_eq!(steps.progress(&ledger), (taken, ledger.blocks()));
    }
    assert!(taken > 1);
    assert_eq!(steps.found(), figures(&ledger));
}

// ---- laws ----

/// Amounts of some accounts over some months: few different values, many zeros, some below zero.
fn lists() -> impl Strategy<Value = Vec<Vec<i64>>> {
    let amount = prop_oneof![3 => Just(0), 4 => 1..5_i64, 2 => 100..100_000_i64, 1 => -50..0_i64, 1 => Just(i64::MAX)];
    (2..16_usize).prop_flat_map(move |months| {
        prop::collection::vec(prop::collection::vec(amount.clone(), months), 1..12)
    })
}

fn ledger_of(list: &[Vec<i64>]) -> Ledger {
    let names: Vec<String> = (0..list.len())
        .map(|index| format!("account {index}"))
        .collect();
    let accounts: Vec<(&str, &[i64])> = names
        .iter()
        .zip(list)
        .map(|(name, path)| (name.as_str(), &path[..]))
        .collect();
    let mut ledger = paths(&accounts);
    for (account, path) in (0..).zip(list) {
        let segment = ledger
            .segment_number(["a", "b", "c"][path.len() % 3])
            .unwrap();
        let segment = (account % 4 != 0).then_some(segment + account % 2);
        if segment.is_some() {
            ledger.segment_number("d").unwrap();
        }
        let zero = Scaled { units: 0, scale: 0 };
        ledger
            .add(
                account,
                month("2024-01"),
                zero,
                segment.map(|segment| segment.min(ledger.segment_names().len() - 1)),
            )
            .unwrap();
    }
    ledger
}

proptest! {
    #[test]
    fn start_and_movements_make_the_end(list in lists()) {
        let ledger = ledger_of(&list);
        for month in figures(&ledger).months {
            if let Some(moved) = month.moved() {
                prop_assert!(moved.reconciles(), "{month:?}");
            }
        }
        let methods = methods(&ledger, all_of(&ledger)).unwrap();
        prop_assert!(methods.kept.reconciles() && methods.lost.reconciles());
        for (month, moved) in methods.all.iter().chain(&methods.opening) {
            prop_assert!(moved.reconciles(), "{month} {moved:?}");
        }
    }

    #[test]
    fn the_months_of_the_methods_are_the_months(list in lists()) {
        let ledger = ledger_of(&list);
        let months = figures(&ledger).months;
        let methods = methods(&ledger, all_of(&ledger)).unwrap();
        for (month, (name, moved)) in months[1..].iter().zip(&methods.all) {
            prop_assert_eq!((month.month, month.movements), (*name, *moved));
        }
        let window = Window::between(&ledger, all_of(&ledger), &Returns::Kept).unwrap();
        prop_assert_eq!(window.movements, methods.kept);
    }

    #[test]
    fn trailing_figures_are_windows_of_twelve_months(list in lists()) {
        let ledger = ledger_of(&list);
        for Trailing { month, base_month, kept } in figures(&ledger).trailing {
            let window = Window::between(&ledger, Span { from: base_month, to: month }, &Returns::Kept).unwrap();
            prop_assert_eq!(window.movements.kept(), kept);
        }
    }

    #[test]
    fn cohorts_make_the_months(list in lists()) {
        let figures = figures(&ledger_of(&list));
        for month in &figures.months {
            let ages = figures.cohorts.iter().filter_map(|cohort| {
                let age = usize::try_from(month.month.since(cohort.month)).ok()?;
                cohort.ages.get(age)
            });
            let (revenue, customers) = ages.fold((0, 0), |sum, age| (sum.0 + age.revenue, sum.1 + age.customers));
            prop_assert_eq!((revenue, customers), (month.movements.end, month.movements.customers_end));
        }
        for cohort in &figures.cohorts {
            for age in &cohort.ages {
                prop_assert!(age.gross <= age.revenue.min(cohort.start().revenue));
                prop_assert!(age.customers <= cohort.start().customers);
            }
        }
    }

    #[test]
    fn gross_is_at_most_net_and_at_most_all(list in lists()) {
        let ledger = ledger_of(&list);
        let figures = figures(&ledger);
        let months = figures.months.iter().filter_map(|month| month.moved().map(Movements::kept));
        for kept in months.chain(figures.trailing.iter().map(|trailing| trailing.kept)) {
            if let (Ok(grr), Ok(nrr), Ok(retention)) = (kept.grr(), kept.nrr(), kept.customer_retention()) {
                prop_assert!(grr <= nrr && grr <= Ratio::ONE && retention <= Ratio::ONE && !grr.is_negative());
            }
        }
    }

    #[test]
    fn segments_add_up(list in lists()) {
        let ledger = ledger_of(&list);
        let methods = methods(&ledger, all_of(&ledger)).unwrap();
        for (returns, total) in [(Returns::Kept, methods.kept), (Returns::Lost(methods.interrupted.clone()), methods.lost)] {
            let mut sum = Movements::default();
            for segment in segments(&ledger, all_of(&ledger), &returns) {
                sum.merge(&segment.movements);
            }
            prop_assert_eq!(sum, total);
        }
    }

    #[test]
    fn the_causes_make_the_difference(list in lists()) {
        let methods = methods(&ledger_of(&list), all_of(&ledger_of(&list))).unwrap();
        let sum = |joined: bool, part: fn(&Difference) -> i128| {
            let causes = methods.differences.iter().filter(|difference| joined || difference.cause != Cause::JoinedAfterStart);
            causes.map(part).sum::<i128>()
        };
        for (monthly, joined) in [(&methods.opening, false), (&methods.all, true)] {
            let mut moved = Movements::default();
            monthly.iter().for_each(|(_, month)| moved.merge(month));
            let kept = methods.kept;
            let losses = moved.contraction + moved.churn;
            prop_assert_eq!(losses - (kept.contraction + kept.churn), sum(joined, |difference| difference.losses));
            let net = moved.expansion - losses;
            prop_assert_eq!(net - (kept.expansion - kept.contraction - kept.churn), sum(joined, |difference| difference.net));
            let departures = i128::from(moved.customers_churned) - i128::from(kept.customers_churned);
            prop_assert_eq!(departures, sum(joined, |difference| difference.departures));
        }
    }

    #[test]
    fn returns_counted_in_make_movements_and_comparison_agree(list in lists()) {
        let methods = methods(&ledger_of(&list), all_of(&ledger_of(&list))).unwrap();
        let (customer, movements) = (methods.reading(ByCustomer, Counted), methods.reading(ByMovements, Counted));
        prop_assert_eq!(customer.nrr, movements.nrr);
        prop_assert_eq!(customer.customer_retention, movements.customer_retention);
    }

    #[test]
    fn a_flat_list_keeps_all(amounts in prop::collection::vec(1..1_000_000_i64, 1..20), months in 13..30_usize) {
        let figures = figures(&ledger_of(&amounts.iter().map(|&amount| vec![amount; months]).collect::<Vec<_>>()));
        prop_assert_eq!(figures.trailing.len(), months - 12);
        for Trailing { kept, .. } in figures.trailing {
            let rates = [kept.nrr(), kept.grr(), kept.customer_retention()];
            prop_assert_eq!(rates, [Ok(Ratio::ONE); 3]);
        }
    }

    #[test]
    fn the_order_of_accounts_does_not_matter(list in lists()) {
        let turned: Vec<Vec<i64>> = list.iter().rev().cloned().collect();
        let [one, other] = [&list, &turned].map(|list| figures(&ledger_of(list)));
        prop_assert_eq!(one.months, other.months);
        prop_assert_eq!(one.trailing, other.trailing);
        prop_assert_eq!(one.cohorts, other.cohorts);
        prop_assert_eq!(one.negative_totals.count, other.negative_totals.count);
        prop_assert_eq!(one.never_active.len(), other.never_active.len());
    }

    #[test]
    fn scaling_all_money_changes_no_rate(list in lists(), factor in 2..1000_i64) {
        let list: Vec<Vec<i64>> = list.iter().map(|path| path.iter().map(|&amount| amount % 1_000_000).collect()).collect();
        let scaled: Vec<Vec<i64>> = list.iter().map(|path| path.iter().map(|&amount| amount * factor).collect()).collect();
        let [one, other] = [&list, &scaled].map(|list| ledger_of(list));
        for method in Method::ALL {
            for returning in [Counted, LeftOut] {
                let [one, other] = [&one, &other].map(|ledger| methods(ledger, all_of(ledger)).unwrap().reading(method, returning));
                // Chains longer than fits are cut at the same place.
                prop_assert_eq!(one, other);
            }
        }
        let [one, other] = [&one, &other].map(figures);
        for (one, other) in one.trailing.iter().zip(&other.trailing) {
            prop_assert_eq!(one.kept.nrr(), other.kept.nrr());
            prop_assert_eq!(one.kept.grr(), other.kept.grr());
        }
    }
}

// ---- speed ----

/// Prints how long the figures of a long list take; run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
#[allow(clippy::disallowed_methods)]
fn speed() {
    let mut random = 1_u64;
    let mut next = move |below: u64| {
        random = random
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (random >> 33) % below
    };
    let mut ledger = Ledger::default();
    for index in 0..1_000_000 {
        let account = ledger.account(&format!("cus_{index}")).unwrap();
        let (first, mut amount) = (next(48).saturating_sub(24), next(50_000) as i64);
        for month in first..24 {
            match next(40) {
                0 => amount += next(5_000) as i64,
                1 => amount -= next(5_000) as i64,
                2 => amount = 0,
                _ => {}
            }
            let month = Ledger::START.plus(month as i32);
            ledger
                .add(
                    account,
                    month,
                    Scaled {
                        units: amount.max(0),
                        scale: 2,
                    },
                    None,
                )
                .unwrap();
        }
    }
    let span = Span::default_of(&ledger, None).unwrap();
    let timed = |what: &str, work: &mut dyn FnMut()| {
        let best = (0..5).map(|_| {
            let start = std::time::Instant::now();
            work();
            start.elapsed()
        });
        println!("{what}: {:?}", best.min().unwrap());
    };
    timed("months, trailing, cohorts", &mut || drop(figures(&ledger)));
    timed("window", &mut || {
        _ = Window::between(&ledger, span, &Returns::Kept)
    });
    timed("segments", &mut || {
        drop(segments(&ledger, span, &Returns::Kept))
    });
    timed("movers", &mut || drop(movers(&ledger, span, 10)));
    timed("methods", &mut || drop(methods(&ledger, span)));
    timed("one block of figures", &mut || {
        _ = Steps::new(FiguresSweep::new(&ledger)).step(&ledger)
    });
}
