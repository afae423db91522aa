//! Every case of the reference vectors: status and reason, exact fraction, two places, 18 digits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use retention_calculator::number::{Amount, AmountError, Mark, Ratio, Unit, read_count};
use retention_calculator::retention::{Fault, Input, Metric, Period, Reason, Totals, figure};
use serde_json::Value as Json;

#[test]
fn every_case_of_the_reference_vectors() {
    let text = include_str!("fixtures/aggregate.jsonl");
    let (mut cases, mut figures, mut beyond) = (0, 0, 0);
    for line in text.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        cases += 1;
        let Some(totals) = totals(&case["inputs"]) else {
            // Beyond what an amount holds: refused, and only the cases made for that.
            assert_eq!(case["category"], "limit", "{} refused", case["id"]);
            beyond += 1;
            continue;
        };
        for (name, expected) in case["expected"].as_object().unwrap() {
            check(case["id"].as_str().unwrap(), &totals, name, expected);
            figures += 1;
        }
    }
    assert_eq!((cases, beyond), (186, 3));
    assert!(figures > 2500, "{figures}");
}

fn check(id: &str, totals: &Totals, name: &str, expected: &Json) {
    let name = if name == "grr" {
        "grr_by_movements"
    } else {
        name
    };
    let metric = Metric::parse(name).unwrap();
    let unit = metric.unit();
    let value = match figure(totals, metric) {
        Err(reason) => {
            assert_eq!(
                reason.id(),
                our_reason(expected["reason"].as_str().unwrap_or("ok")),
                "{id} {name}"
            );
            return;
        }
        Ok(value) => value,
    };
    assert_eq!(expected["status"], "ok", "{id} {name}");
    if let (Some(exact), Some(ratio)) = (expected["exact"].as_str(), value.as_ratio()) {
        let (n, d) = exact.split_once('/').unwrap();
        let scale = if unit == Unit::Percent { 100 } else { 1 };
        // A fraction that outgrows 128 bits is compared by its digits alone.
        if let (Ok(n), Some(d)) = (
            n.parse(),
            d.parse::<i128>().ok().and_then(|d| d.checked_mul(scale)),
        ) {
            assert_eq!(Some(ratio), Ratio::new(n, d), "{id} {name}");
        }
    }
    let half_up = expected["half_up"].as_str().unwrap();
    let places = if unit == Unit::Count { 0 } else { 2 };
    assert_eq!(
        value.round(unit, places).unwrap().to_string(),
        half_up,
        "{id} {name}"
    );
    if let Some(digits) = expected["digits"].as_str() {
        let known = significant(digits).len().saturating_sub(1).clamp(1, 18);
        let ours = value.digits(unit, known as u32);
        assert_eq!(ours, rounded(digits, known), "{id} {name}");
    }
}

fn totals(inputs: &Json) -> Option<Totals> {
    let mut totals = Totals::default();
    for (input, theirs) in Input::REVENUE.into_iter().zip([
        "starting",
        "expansion",
        "contraction",
        "churn",
        "new",
        "reactivation",
    ]) {
        *totals.revenue_mut(input)? = match inputs[theirs].as_str().map(Amount::plain) {
            None => Ok(None),
            Some(Ok(amount)) => Ok(Some(amount)),
            Some(Err(AmountError::TooLarge | AmountError::TooPrecise)) => return None,
            Some(Err(error)) => panic!("{error:?}"),
        };
    }
    for (input, theirs) in Input::CUSTOMERS.into_iter().zip([
        "customers_start",
        "customers_new",
        "customers_reactivated",
        "customers_churned",
        "customers_end",
    ]) {
        let text = inputs[theirs].as_str().unwrap_or("");
        *totals.customers_mut(input)? = match read_count(text, Mark::Point) {
            Ok(reading) => Ok(reading.map(|reading| reading.value)),
            Err(error) => Err(error.into()),
        };
    }
    let months = inputs["period_months"]
        .as_u64()
        .and_then(|months| Period::months_of(months as u32));
    totals.period = months.ok_or(Fault::Unreadable);
    Some(totals)
}

/// Their reason with our names of the inputs.
fn our_reason(theirs: &str) -> String {
    let names = [
        ("starting", "start"),
        ("customers_churned", "customers_lost"),
        ("customers_reactivated", "customers_returned"),
    ];
    match theirs.split_once(':') {
        Some((what, input)) => {
            let ours = names
                .iter()
                .find(|(name, _)| *name == input)
                .map_or(input, |(_, ours)| ours);
            format!("{what}:{ours}")
        }
        None => theirs.into(),
    }
}

fn significant(digits: &str) -> String {
    let all: String = digits.chars().filter(char::is_ascii_digit).collect();
    all.trim_start_matches('0').into()
}

/// A decimal text rounded half up to so many significant digits, without trailing zeros.
fn rounded(digits: &str, count: usize) -> String {
    let negative = digits.starts_with('-');
    let (whole, fraction) = digits.trim_start_matches('-').split_once('.').unwrap();
    let all: Vec<u8> = [whole, fraction]
        .concat()
        .bytes()
        .map(|byte| byte - b'0')
        .collect();
    let first = all
        .iter()
        .position(|digit| *digit != 0)
        .unwrap_or(all.len());
    let end = (first + count).min(all.len());
    let mut kept = vec![0];
    kept.extend(&all[..end]);
    if all.get(end).is_some_and(|digit| *digit >= 5) {
        let mut at = kept.len() - 1;
        while kept[at] == 9 {
            kept[at] = 0;
            at -= 1;
        }
        kept[at] += 1;
    }
    kept.resize(all.len() + 1, 0);
    let text: String = kept.iter().map(|digit| char::from(b'0' + digit)).collect();
    let (whole, fraction) = text.split_at(whole.len() + 1);
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::from(if negative { "-" } else { "" });
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if out == "-0" { "0".into() } else { out }
}

#[test]
fn the_rounding_of_the_test_itself() {
    assert_eq!(rounded("99.995000", 4), "100");
    assert_eq!(rounded("-0.00012350", 3), "-0.000124");
    assert_eq!(rounded("102.000", 2), "100");
}

#[test]
fn reasons_have_the_names_of_the_contract() {
    assert_eq!(
        Reason::Missing(Input::Contraction).id(),
        "missing:contraction"
    );
    assert_eq!(
        Reason::Faulty(Input::CustomersLost, Fault::NotWhole).id(),
        "not_whole:customers_lost"
    );
    assert_eq!(Reason::ZeroStart.id(), "zero_start");
}
