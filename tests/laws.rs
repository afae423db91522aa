//! Laws that hold for all inputs.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use proptest::prelude::*;
use retention_calculator::number::*;
use retention_calculator::retention::*;
use rust_decimal::Decimal;
use std::cmp::Ordering;

const CENTS: i128 = 10_000;

/// Complete totals of a possible period, in cents, with consistent customers.
fn possible() -> impl Strategy<Value = Totals> {
    let money = prop_oneof![3 => 0..10_000_i128, 1 => 0..10_i128.pow(15), 1 => Just(0_i128)];
    let movements = (
        1..10_i128.pow(15),
        money.clone(),
        money.clone(),
        money.clone(),
        money.clone(),
        money,
    );
    let customers = (1..10_u64.pow(14), 0..=1000_u64, 0..10_000_u64);
    (movements, customers, 1_u32..=60).prop_filter_map(
        "the end is negative",
        |(m, (start, share, new), months)| {
            let (start_revenue, expansion, contraction, churn, new_revenue, returned) = m;
            let amount = |cents: i128| Ok(Amount::from_micros(cents * CENTS).ok());
            let count = |customers| Ok(Count::new(customers));
            let possible = contraction + churn <= start_revenue + expansion;
            possible.then(|| Totals {
                starting: amount(start_revenue),
                expansion: amount(expansion),
                contraction: amount(contraction),
                churned: amount(churn),
                new: amount(new_revenue),
                reactivation: amount(returned),
                customers_start: count(start),
                customers_lost: count((u128::from(start) * u128::from(share) / 1000) as u64),
                customers_new: count(new),
                period: Ok(Period::months_of(months).unwrap()),
                ..Totals::default()
            })
        },
    )
}

/// Whatever could be given, possible or not.
fn anything() -> impl Strategy<Value = Totals> {
    let fault = || {
        prop::sample::select(vec![
            Fault::Unreadable,
            Fault::Negative,
            Fault::NotWhole,
            Fault::TooLarge,
        ])
    };
    let size = prop_oneof![
        Just(0_i128),
        Just(1),
        Just(10_i128.pow(22) - 1),
        -5..5_i128,
        0..10_i128.pow(22)
    ];
    let amount = prop_oneof![
        8 => size.prop_map(|micros| Ok(Amount::from_micros(micros).ok())),
        1 => Just(Ok(None)),
        1 => fault().prop_map(Err),
    ];
    let size = prop_oneof![
        Just(0_u64),
        Just(1),
        Just(10_u64.pow(15) - 1),
        0..20_u64,
        0..10_u64.pow(15)
    ];
    let count = prop_oneof![
        8 => size.prop_map(|customers| Ok(Count::new(customers))),
        2 => Just(Ok(None)),
        1 => fault().prop_map(Err),
    ];
    let period = (0_u32..=61).prop_map(|months| Period::months_of(months).ok_or(Fault::Unreadable));
    (
        prop::collection::vec(amount, 6),
        prop::collection::vec(count, 5),
        period,
    )
        .prop_map(|(amounts, counts, period)| {
            let mut totals = Totals {
                period,
                ..Totals::default()
            };
            for (input, entry) in Input::REVENUE.into_iter().zip(amounts) {
                *totals.revenue_mut(input).unwrap() = entry;
            }
            for (input, entry) in Input::CUSTOMERS.into_iter().zip(counts) {
                *totals.customers_mut(input).unwrap() = entry;
            }
            totals
        })
}

fn rate(totals: &Totals, metric: Metric) -> Ratio {
    figure(totals, metric).unwrap().as_ratio().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn scaling_all_money_changes_no_rate(totals in possible(), factor in 1_i128..1000) {
        let mut scaled = totals.clone();
        for input in Input::REVENUE {
            let micros = totals.revenue(input).unwrap().unwrap().micros();
            *scaled.revenue_mut(input).unwrap() = Ok(Amount::from_micros(micros * factor).ok());
        }
        prop_assume!(scaled.starting.unwrap().is_some() && scaled.expansion.unwrap().is_some());
        for metric in Metric::ALL {
            match metric.unit() {
                Unit::Money => {
                    let both = figure(&totals, metric).ok().zip(figure(&scaled, metric).ok());
                    let both = both.and_then(|(a, b)| a.as_ratio().zip(b.as_ratio()));
                    if let Some((before, after)) = both {
                        prop_assert_eq!(before.checked_mul(Ratio::whole(factor as i64)), Some(after), "{:?}", metric);
                    }
                }
                _ => prop_assert_eq!(figure(&totals, metric), figure(&scaled, metric), "{:?}", metric),
            }
        }
    }

    #[test]
    fn gross_retention_is_at_most_all_and_at_most_net(totals in possible()) {
        let range = gross_range(&totals).unwrap();
        let nrr = rate(&totals, Metric::Nrr);
        prop_assert!(Ratio::ZERO <= range.low && range.low <= range.high);
        prop_assert!(range.high <= Ratio::ONE && range.high <= nrr);
        if let Ok(value) = figure(&totals, Metric::GrrByMovements) {
            prop_assert_eq!(value.as_ratio(), Some(range.low));
        }
    }

    #[test]
    fn rates_and_their_complements_make_one(totals in possible()) {
        let both = rate(&totals, Metric::Nrr).checked_add(rate(&totals, Metric::NetRevenueChurn));
        prop_assert_eq!(both, Some(Ratio::ONE));
        let both = rate(&totals, Metric::CustomerRetention).checked_add(rate(&totals, Metric::LogoChurn));
        prop_assert_eq!(both, Some(Ratio::ONE));
        let parts = rate(&totals, Metric::ContractionRate).checked_add(rate(&totals, Metric::ChurnRate));
        if let Ok(value) = figure(&totals, Metric::GrossRevenueChurn) {
            prop_assert_eq!(value.as_ratio(), parts);
        }
    }

    #[test]
    fn the_identity_holds_exactly(totals in possible()) {
        if let Ok(found) = identity(&totals) {
            prop_assert_eq!(found.customer_retention.checked_mul(found.growth), Some(found.nrr));
            prop_assert_eq!(found.arpa_start.checked_mul(found.growth), Some(found.retained_arpa));
            prop_assert_eq!(found.nrr, rate(&totals, Metric::Nrr));
            prop_assert_eq!(found.customer_retention, rate(&totals, Metric::CustomerRetention));
            prop_assert_eq!(found.retained_arpa, rate(&totals, Metric::RetainedArpa));
            if let Ok(leavers) = leavers(&totals) {
                prop_assert_eq!(leavers.mix.checked_mul(leavers.grew), Some(found.growth));
                prop_assert_eq!(found.arpa_start.checked_mul(leavers.size), Some(leavers.average));
                prop_assert_eq!(found.arpa_start.checked_mul(leavers.mix), Some(leavers.stayers_start));
            }
        }
    }

    #[test]
    fn a_year_of_years_is_a_year(mut totals in possible()) {
        totals.period = Ok(Period::YEAR);
        prop_assert_eq!(figure(&totals, Metric::AnnualisedNrr), figure(&totals, Metric::Nrr));
    }

    #[test]
    fn compounding_is_repeated_multiplication(n in 1_i128..2000, d in 1_i128..1000, times in 1_u32..12) {
        let base = Ratio::new(n, d).unwrap();
        let product = (0..times).try_fold(Ratio::ONE, |product, _| product.checked_mul(base));
        prop_assume!(product.is_some());
        let compound = Compound::new(base, times, 1).unwrap();
        prop_assert_eq!(compound.compare(product.unwrap()), Ordering::Equal);
        prop_assert_eq!(Value::Compound(compound).digits(Unit::Percent, 20), Value::Ratio(product.unwrap()).digits(Unit::Percent, 20));
        // The root of a power is where it began.
        let back = Compound::new(product.unwrap(), 1, times).unwrap();
        prop_assert_eq!(back.compare(base), Ordering::Equal);
        prop_assert_eq!(Value::Compound(back).digits(Unit::Plain, 18), base.digits(18));
    }

    #[test]
    fn rounding_is_to_the_nearest_and_half_away(n in any::<i64>(), d in 1..i64::MAX, months in 1_u32..=60, places in 0_u32..8) {
        let ratio = Ratio::new(n.into(), d.into()).unwrap();
        let compound = Compound::new(Ratio::new(i128::from(n).abs() % 5_000_000, 1_000_000).unwrap(), 12, months);
        for value in [Value::Ratio(ratio), Value::Compound(compound.unwrap())] {
            let Some(rounded) = value.round(Unit::Plain, places) else { continue };
            let unit = 10_i128.pow(rounded.scale());
            let off = |halves: i128| Ratio::new(rounded.mantissa() * 2 + halves, 2 * unit).unwrap();
            let (inner, outer) = if rounded.mantissa() < 0 { (1, -1) } else { (-1, 1) };
            let away = if rounded.mantissa() < 0 { Ordering::Less } else { Ordering::Greater };
            // From the half below, which belongs to it, to the half above, which does not.
            prop_assert_ne!(value.compare(off(outer)), away);
            prop_assert!(rounded.is_zero() || value.compare(off(outer)) != Ordering::Equal);
            prop_assert!(rounded.is_zero() || value.compare(off(inner)) != away.reverse());
        }
    }

    #[test]
    fn digits_are_as_many_as_asked_and_nearest(n in 1..i128::MAX, d in 1..i128::MAX, significant in 1_u32..=20) {
        let ratio = Ratio::new(n, d).unwrap();
        let text = ratio.digits(significant);
        let kept: String = text.chars().filter(char::is_ascii_digit).collect();
        prop_assert!(kept.trim_start_matches('0').trim_end_matches('0').len() <= significant as usize);
        prop_assert!(!text.ends_with('.'));
        prop_assert!(!text.contains('.') || !text.ends_with('0'));
        if let Ok(decimal) = Decimal::from_str_exact(&text) {
            let shown = Ratio::new(decimal.mantissa(), 10_i128.pow(decimal.scale())).unwrap();
            // Within half a unit of the last digit: twice the distance × 10^significant ≤ 10 × value.
            if let Some(gap) = shown.checked_sub(ratio) {
                let size = if gap.is_negative() { gap.negated() } else { gap };
                let allowed = size.checked_mul(Ratio::whole(2 * 10_i64.pow(significant - 1)));
                prop_assert!(allowed.is_none_or(|twice| twice <= ratio), "{text}");
            }
        }
    }

    #[test]
    fn order_agrees_with_subtraction(a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX) {
        let left = Ratio::new(a.into(), b.into()).unwrap();
        let right = Ratio::new(c.into(), d.into()).unwrap();
        let products = (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
        prop_assert_eq!(left.cmp(&right), products);
        prop_assert_eq!(left == left.reduced(), true);
    }

    #[test]
    fn no_totals_break_a_figure(totals in anything()) {
        for (metric, figure) in figures(&totals) {
            match figure {
                Ok(value) => {
                    let text = value.digits(metric.unit(), 18);
                    prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)));
                    prop_assert_ne!(&text, "-0");
                    shown(&value, metric.unit(), Mark::Point, &[]);
                }
                Err(reason) => prop_assert_ne!(reason, Reason::TooLarge, "{:?}", metric),
            }
        }
        for refused in [identity(&totals).err(), leavers(&totals).err(), gross_range(&totals).err()] {
            prop_assert_ne!(refused, Some(Reason::TooLarge));
        }
        let _ = (counts(&totals), losses(&totals), leaving(&totals), retained_revenue(&totals), customers_kept(&totals));
    }

    #[test]
    fn solved_counts_add_up(totals in anything()) {
        match counts(&totals) {
            Counts::Solved(found) => {
                let sum = found.start.value() + found.new.value() + found.returned.value();
                prop_assert_eq!(sum, found.end.value() + found.lost.value());
            }
            Counts::Disagree(found) => {
                prop_assert_ne!(found.off, 0);
                for (input, count) in found.fixes {
                    let mut mended = totals.clone();
                    *mended.customers_mut(input).unwrap() = Ok(Some(count));
                    prop_assert!(matches!(counts(&mended), Counts::Solved(_)));
                }
            }
            _ => {}
        }
    }

    #[test]
    fn what_is_shown_is_read_back(micros in -(10_i128.pow(22) - 1)..10_i128.pow(22), comma in any::<bool>()) {
        let mark = if comma { Mark::Comma } else { Mark::Point };
        let amount = Amount::from_micros(micros).unwrap();
        let text = group(amount.decimal(), mark, None);
        prop_assert_eq!(read_amount(&text, mark).unwrap().unwrap().value, amount, "{}", text);
        prop_assert_eq!(Amount::plain(&amount.to_string()), Ok(amount));
    }

    #[test]
    fn anything_can_be_typed(text in any::<String>(), comma in any::<bool>()) {
        let mark = if comma { Mark::Comma } else { Mark::Point };
        let _ = (read_amount(&text, mark), read_count(&text, mark));
        let _ = (Amount::plain(&text), Count::plain(&text), Period::parse(&text), Currency::parse(&text));
    }

    /// Strings of what numbers are made of: an accepted one is within bounds.
    #[test]
    fn nearly_numbers_are_read_or_refused(text in "[-+(]{0,2}[$€]?[0-9.,' eEkM%]{0,24}(USD|kr\\.|€|\\)|-)?") {
        if let Ok(Some(reading)) = read_amount(&text, Mark::Point) {
            prop_assert!(Amount::from_micros(reading.value.micros()).is_ok());
        }
        if let Ok(Some(reading)) = read_count(&text, Mark::Point) {
            prop_assert!(Count::new(reading.value.value()).is_some());
        }
    }
}
