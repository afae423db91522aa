//! The figures of a customer list: reference tables, and laws over generated lists.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use proptest::prelude::*;
use retention_calculator::accounts::*;
use retention_calculator::number::Ratio;
use serde_json::Value;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// Reads a plain decimal of at most six places.
fn scaled(text: &str) -> Scaled {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    Scaled {
        units: format!("{whole}{decimals}").parse().unwrap(),
        scale: decimals.len() as u32,
    }
}

/// A ledger of rows customer, month, amount.
fn ledger<'a>(rows: impl IntoIterator<Item = (&'a str, Month, &'a str)>) -> Ledger {
    let mut ledger = Ledger::default();
    for (name, month, amount) in rows {
        let account = ledger.account(name).unwrap();
        ledger.add(account, month, scaled(amount), None).unwrap();
    }
    ledger
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

/// A set of the reference tables: its expected figures and the ledger of its rows.
struct Set {
    id: String,
    expected: Value,
    ledger: Ledger,
}

fn sets() -> Vec<Set> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics");
    let lines = std::fs::read_to_string(folder.join("tables.jsonl")).unwrap();
    let sets = lines.lines().map(|line| {
        let mut set: Value = serde_json::from_str(line).unwrap();
        let rows = std::fs::read(folder.join(set["normalised"].as_str().unwrap())).unwrap();
        Set {
            id: set["id"].as_str().unwrap().into(),
            expected: set["expected"].take(),
            ledger: normalised(&rows),
        }
    });
    sets.collect()
}

fn normalised(bytes: &[u8]) -> Ledger {
    let rows = csv_rows(bytes);
    let snapshot = rows[0] == ["customer", "start", "end"];
    let mut ledger = Ledger::default();
    for row in &rows[1..] {
        let account = ledger.account(&row[0]).unwrap();
        let mut add =
            |month, amount: &str| ledger.add(account, month, scaled(amount), None).unwrap();
        if snapshot {
            add(Ledger::START, &row[1]);
            add(Ledger::end(), &row[2]);
        } else {
            add(month(&row[1]), &row[2]);
        }
    }
    ledger
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut input, mut output, mut ends) = (bytes, vec![0; bytes.len() + 16], vec![0; 16]);
    let mut rows = Vec::new();
    loop {
        let (result, read, _, fields) = reader.read_record(input, &mut output, &mut ends);
        input = &input[read..];
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends[..fields].iter().copied());
                let cells = starts
                    .zip(&ends[..fields])
                    .map(|(start, &end)| &output[start..end]);
                rows.push(
                    cells
                        .map(|cell| String::from_utf8(cell.to_vec()).unwrap())
                        .collect(),
                );
            }
            csv_core::ReadRecordResult::End => return rows,
            csv_core::ReadRecordResult::InputEmpty => {}
            full => panic!("{full:?}"),
        }
    }
}

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

// ---- speed ----

/// Prints how long the figures of a long list take; run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
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
        drop(Window::between(&ledger, span, &Returns::Kept))
    });
    timed("segments", &mut || {
        drop(segments(&ledger, span, &Returns::Kept))
    });
    timed("movers", &mut || drop(movers(&ledger, span, 10)));
    timed("methods", &mut || drop(methods(&ledger, span)));
    timed("one block of figures", &mut || {
        drop(Steps::new(FiguresSweep::new(&ledger)).step(&ledger))
    });
}
