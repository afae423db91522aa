//! Fractions, compounding, rounding and number text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use retention_calculator::number::{
    Amount, AmountError, Compound, Count, Currency, Mark, Ratio, Unit, Value, group,
    percent_places, shown,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

fn ratio(text: &str) -> Ratio {
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    Ratio::new(n.parse().unwrap(), d.parse().unwrap()).unwrap()
}

#[test]
fn fractions_are_rounded_half_away_from_zero() {
    for (fraction, places, expect) in [
        ("1/3", 2, "0.33"),
        ("2/3", 2, "0.67"),
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("5/2", 0, "3"),
        ("-5/2", 0, "-3"),
        ("-1/1000", 2, "0.00"),
        ("0", 2, "0.00"),
        ("12345", 1, "12345.0"),
        (
            "170141183460469231731687303715884105727/170141183460469231731687303715884105726",
            3,
            "1.000",
        ),
        (
            "1/170141183460469231731687303715884105727",
            28,
            "0.0000000000000000000000000000",
        ),
    ] {
        let rounded = ratio(fraction).round(places).unwrap();
        assert_eq!(rounded.to_string(), expect, "{fraction}");
    }
    assert_eq!(
        ratio("170141183460469231731687303715884105727").round(0),
        None
    );
}

#[test]
fn digits_are_plain_and_correctly_rounded() {
    for (fraction, significant, expect) in [
        ("0", 18, "0"),
        ("11/10", 18, "1.1"),
        ("1100/9", 18, "122.222222222222222"),
        ("2/3", 12, "0.666666666667"),
        ("-2/3", 3, "-0.667"),
        ("99999/100000", 3, "1"),
        ("996/1000", 3, "0.996"),
        ("9996/10000", 3, "1"),
        ("9995/10000", 3, "1"),
        ("9994/10000", 3, "0.999"),
        (
            "85070591730234615865843651857942052864/127605887595351923798765477786913079297",
            1,
            "0.7",
        ),
        ("95/10", 1, "10"),
        ("1/1000000000000000000000", 12, "0.000000000000000000001"),
        (
            "1/7000000000000000000000",
            12,
            "0.000000000000000000000142857142857",
        ),
        ("123456789", 3, "123000000"),
        ("995", 2, "1000"),
        (
            "170141183460469231731687303715884105727",
            5,
            "170140000000000000000000000000000000000",
        ),
        // Its remainders times ten do not fit 128 bits.
        (
            "170141183460469231731687303715884105725/170141183460469231731687303715884105727",
            30,
            "1",
        ),
        (
            "100000000000000000000000000000000000001/170141183460469231731687303715884105727",
            20,
            "0.58774717541114375398",
        ),
    ] {
        assert_eq!(ratio(fraction).digits(significant), expect, "{fraction}");
    }
    assert_eq!(
        Value::Ratio(ratio("11/10")).digits(Unit::Percent, 18),
        "110"
    );
    assert_eq!(
        Value::Ratio(ratio("1/3000")).digits(Unit::Percent, 12),
        "0.0333333333333"
    );
}

#[test]
fn fractions_compare_and_combine_exactly() {
    let huge = "170141183460469231731687303715884105727/170141183460469231731687303715884105726";
    let less = "170141183460469231731687303715884105726/170141183460469231731687303715884105725";
    for (a, b, order) in [
        ("1/2", "2/4", Ordering::Equal),
        ("1/3", "1/2", Ordering::Less),
        ("-1/3", "-1/2", Ordering::Greater),
        ("-1/2", "1/2", Ordering::Less),
        (huge, less, Ordering::Less),
        (huge, huge, Ordering::Equal),
    ] {
        assert_eq!(ratio(a).cmp(&ratio(b)), order, "{a} {b}");
        assert_eq!(ratio(b).cmp(&ratio(a)), order.reverse(), "{b} {a}");
    }
    assert_eq!(ratio("1/2").checked_add(ratio("1/3")), Some(ratio("5/6")));
    assert_eq!(ratio("1/2").checked_sub(ratio("1/3")), Some(ratio("1/6")));
    assert_eq!(ratio("-2/3").checked_mul(ratio("3/4")), Some(ratio("-1/2")));
    assert_eq!(ratio("2/3").checked_div(ratio("-4/3")), Some(ratio("-1/2")));
    assert_eq!(ratio("2/3").checked_div(Ratio::ZERO), None);
    assert_eq!(ratio(huge).checked_mul(ratio(huge)), None);
    assert_eq!(
        ratio(huge)
            .checked_mul(ratio(less))
            .map(|both| both > Ratio::ONE),
        Some(true)
    );
    assert_eq!(Ratio::new(1, 0), None);
    assert_eq!(Ratio::new(i128::MIN, 1), None);
    assert_eq!(Ratio::ZERO.round(u32::MAX), None);
    assert_eq!(Ratio::new(3, -6), Some(ratio("-1/2")));
}

#[test]
fn compounding_is_exactly_rounded() {
    for (base, power, root, significant, expect) in [
        ("11/10", 12, 1, 18, "313.8428376721"),
        ("11/10", 12, 24, 30, "104.880884817015154699145351368"),
        ("11/10", 12, 18, 20, "106.56022367666107124"),
        ("11/10", 12, 7, 20, "117.74945043331574622"),
        ("121/100", 1, 2, 18, "110"),
        ("2", 12, 24, 30, "141.421356237309504880168872421"),
        ("1/4", 12, 24, 18, "50"),
        ("0", 12, 7, 18, "0"),
        ("1", 12, 59, 18, "100"),
        ("99999/100000", 12, 59, 18, "99.9997966093593746"),
        (
            "10000000000000000000000",
            12,
            1,
            3,
            &["1", &"0".repeat(266)].concat(),
        ),
        (
            "1/10000000000000000000000",
            12,
            1,
            3,
            &["0.", &"0".repeat(261), "1"].concat(),
        ),
        ("1/1000000000000000000000", 12, 59, 3, "0.00536"),
    ] {
        let compound = Compound::new(ratio(base), power, root).unwrap();
        let digits = Value::Compound(compound).digits(Unit::Percent, significant);
        assert_eq!(digits, expect, "{base}^({power}/{root})");
    }
}

#[test]
fn compounding_rounds_ties_away_and_refuses_what_does_not_fit() {
    let compound = |base, power, root| Compound::new(ratio(base), power, root);
    let round = |value: Compound, places| Value::Compound(value).round(Unit::Plain, places);
    // 1.5^2 = 2.25, sqrt(0.0625) = 0.25, sqrt(2.25) = 1.5: ties.
    assert_eq!(
        round(compound("3/2", 2, 1).unwrap(), 1)
            .unwrap()
            .to_string(),
        "2.3"
    );
    assert_eq!(
        round(compound("1/16", 1, 2).unwrap(), 1)
            .unwrap()
            .to_string(),
        "0.3"
    );
    assert_eq!(
        round(compound("9/4", 1, 2).unwrap(), 0)
            .unwrap()
            .to_string(),
        "2"
    );
    assert_eq!(round(compound("10", 40, 1).unwrap(), 0), None);
    assert_eq!(compound("-1/2", 12, 1), None);
    assert_eq!(compound("1/2", 12, 0), None);
    assert_eq!(compound("1/2", 1000, 1), None);
    assert_eq!(compound("1/2", 12, 6), compound("2/4", 2, 1));
    assert_eq!(
        compound("2", 1, 2)
            .unwrap()
            .compare(ratio("141421356/100000000")),
        Ordering::Greater
    );
    assert_eq!(
        compound("2", 1, 2)
            .unwrap()
            .compare(ratio("141421357/100000000")),
        Ordering::Less
    );
    assert_eq!(
        compound("9/4", 1, 2).unwrap().compare(ratio("3/2")),
        Ordering::Equal
    );
    assert_eq!(
        compound("0", 1, 2).unwrap().compare(ratio("-3/2")),
        Ordering::Greater
    );
}

#[test]
fn amounts_are_bounded_and_plain() {
    for (text, expect) in [
        ("0", Ok("0")),
        ("-0", Ok("0")),
        ("-0.00", Ok("0")),
        ("007.50", Ok("7.5")),
        ("-20000", Ok("-20000")),
        ("500000.123456", Ok("500000.123456")),
        ("9999999999999999.999999", Ok("9999999999999999.999999")),
        ("10000000000000000", Err(AmountError::TooLarge)),
        ("1.0000000", Err(AmountError::TooPrecise)),
        ("1.", Err(AmountError::NotANumber)),
        (".5", Err(AmountError::NotANumber)),
        ("+5", Err(AmountError::NotANumber)),
        ("1e3", Err(AmountError::NotANumber)),
        ("1_000", Err(AmountError::NotANumber)),
        ("1,000", Err(AmountError::NotANumber)),
        ("--1", Err(AmountError::NotANumber)),
        ("1.2.3", Err(AmountError::NotANumber)),
        ("", Err(AmountError::NotANumber)),
        ("-", Err(AmountError::NotANumber)),
        ("١", Err(AmountError::NotANumber)),
    ] {
        let amount = Amount::plain(text);
        assert_eq!(
            amount.map(|amount| amount.to_string()),
            expect.map(String::from),
            "{text}"
        );
        if let Ok(amount) = amount {
            assert_eq!(Amount::from_micros(amount.micros()), Ok(amount));
            assert_eq!(Amount::new(amount.decimal()), Ok(amount));
            assert_eq!(Amount::plain(&amount.to_string()), Ok(amount));
        }
    }
    assert_eq!(Amount::new(Decimal::MAX), Err(AmountError::TooLarge));
    assert_eq!(
        Amount::new(Decimal::new(1, 7)),
        Err(AmountError::TooPrecise)
    );
    assert_eq!(Amount::new(Decimal::new(10, 7)).unwrap().micros(), 1);
    assert_eq!(Amount::from_micros(i128::MAX), Err(AmountError::TooLarge));
    assert_eq!(
        Amount::plain("-5").unwrap().size(),
        Amount::plain("5").unwrap()
    );
}

#[test]
fn counts_are_whole_and_bounded() {
    for (text, expect) in [
        ("200", Some(200)),
        ("000000000000200", Some(200)),
        ("999999999999999", Some(999_999_999_999_999)),
        ("1000000000000000", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        ("", None),
    ] {
        assert_eq!(Count::plain(text).map(Count::value), expect, "{text}");
    }
    assert_eq!(Count::new(1_000_000_000_000_000), None);
    assert_eq!(Count::from_signed(-1), None);
}

#[test]
fn groups_of_thousands_in_both_styles() {
    for (number, places, point, comma) in [
        ("0", None, "0", "0"),
        ("-0.00", Some(2), "0.00", "0,00"),
        ("999", Some(0), "999", "999"),
        ("1000", None, "1,000", "1.000"),
        ("1234567.5", Some(2), "1,234,567.50", "1.234.567,50"),
        ("1234567.5", None, "1,234,567.5", "1.234.567,5"),
        ("1234567.500", None, "1,234,567.5", "1.234.567,5"),
        ("-1234.565", Some(2), "−1,234.57", "−1.234,57"),
        ("-0.004", Some(2), "0.00", "0,00"),
        ("-0.005", Some(2), "−0.01", "−0,01"),
        ("999.995", Some(2), "1,000.00", "1.000,00"),
        ("0.05", Some(1), "0.1", "0,1"),
        ("7", Some(3), "7.000", "7,000"),
        ("0.05", Some(0), "0", "0"),
        (
            "79228162514264337593543950335",
            None,
            "79,228,162,514,264,337,593,543,950,335",
            "79.228.162.514.264.337.593.543.950.335",
        ),
    ] {
        let value: Decimal = number.parse().unwrap();
        assert_eq!(group(value, Mark::Point, places), point, "{number}");
        assert_eq!(group(value, Mark::Comma, places), comma, "{number}");
    }
}

#[test]
fn rates_take_a_second_decimal_only_close_to_a_line() {
    let lines = [ratio("7/10")];
    for (fraction, places, text) in [
        ("1", 1, "100.0"),
        ("99949/100000", 1, "99.9"),
        ("9995/10000", 2, "99.95"),
        ("99999/100000", 2, "100.00"),
        ("100049/100000", 2, "100.05"),
        ("10005/10000", 2, "100.05"),
        ("100051/100000", 1, "100.1"),
        ("7/10", 1, "70.0"),
        ("6996/10000", 2, "69.96"),
        ("11/10", 1, "110.0"),
        ("-1/8", 1, "−12.5"),
        ("-1/100000", 1, "0.0"),
    ] {
        let value = Value::Ratio(ratio(fraction));
        assert_eq!(percent_places(&value, &lines), places, "{fraction}");
        assert_eq!(
            shown(&value, Unit::Percent, Mark::Point, &lines).unwrap(),
            text,
            "{fraction}"
        );
    }
    let close = Value::Compound(Compound::new(ratio("9999/10000"), 12, 24).unwrap());
    assert_eq!(percent_places(&close, &[]), 2);
    let money = Value::Ratio(ratio("550000/180"));
    assert_eq!(
        shown(&money, Unit::Money, Mark::Point, &[]).unwrap(),
        "3,055.56"
    );
    let huge = Value::Compound(Compound::new(ratio("1000"), 12, 1).unwrap());
    assert_eq!(shown(&huge, Unit::Percent, Mark::Point, &[]), None);
}

#[test]
fn currencies() {
    let all: Vec<_> = Currency::all().collect();
    assert!(all.len() > 150);
    for pair in all.windows(2) {
        assert!(pair[0].code() < pair[1].code(), "{:?}", pair);
    }
    for currency in all.iter().chain([&Currency::NONE]) {
        assert!(
            currency.code().len() == 3
                && currency
                    .code()
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase())
        );
        assert_eq!(Currency::parse(currency.code()), Some(*currency));
    }
    for (code, symbol) in [
        ("usd", "$"),
        ("EUR", "€"),
        ("CZK", "Kč"),
        ("CHF", "CHF"),
        ("XXX", ""),
    ] {
        assert_eq!(Currency::parse(code).unwrap().symbol(), symbol);
    }
    assert_eq!(Currency::parse("USD").unwrap(), Currency::USD);
    assert_eq!(Currency::parse("EUR").unwrap(), Currency::EUR);
    assert_eq!(Currency::parse("GBP").unwrap(), Currency::GBP);
    for wrong in ["", "US", "USD$", "ABC", "€", "dollar"] {
        assert_eq!(Currency::parse(wrong), None, "{wrong}");
    }
}
