//! Typed amounts and counts: what is understood, how it is echoed, what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use retention_calculator::number::{Echo, Mark, ReadError, read_amount, read_count};

/// `expect` is the value, and the echo behind a `!`; or an error.
fn check(mark: Mark, text: &str, expect: &str) {
    let said = match read_amount(text, mark) {
        Ok(None) => "blank".into(),
        Ok(Some(reading)) => match reading.echo {
            None => reading.value.to_string(),
            Some(echo) => format!("{} !{echo:?}", reading.value),
        },
        Err(error) => format!("{error:?}"),
    };
    assert_eq!(said, expect, "{text:?} with {mark:?}");
}

#[test]
fn amounts_as_people_type_them() {
    for (text, expect) in [
        ("", "blank"),
        ("  \u{a0}", "blank"),
        ("-", "blank"),
        ("—", "blank"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("5.", "5"),
        (".5", "0.5"),
        ("$1,234.50", "1234.5"),
        ("1 234,50 €", "1234.5 !OtherMark"),
        ("1\u{202f}234.50", "1234.5"),
        ("(1,200)", "-1200 !AmbiguousMark"),
        ("(1,200.00)", "-1200 !Brackets"),
        ("$(500)", "-500 !Brackets"),
        ("19.5k", "19500 !Suffix"),
        ("19.5 K", "19500 !Suffix"),
        ("1.2M", "1200000 !Suffix"),
        ("$1.2m", "1200000 !Suffix"),
        ("1.5k €", "1500 !Suffix"),
        ("1.5k€", "1500 !Suffix"),
        ("1e5", "100000 !Suffix"),
        ("−500", "-500"),
        ("500-", "-500"),
        ("-$500", "-500"),
        ("$-500", "-500"),
        ("+500", "500"),
        ("1,234", "1234 !AmbiguousMark"),
        ("1.234", "1.234 !AmbiguousMark"),
        ("1,234k", "1234000 !AmbiguousMark"),
        ("1.234,50", "1234.5 !OtherMark"),
        ("1.234.567", "1234567 !OtherMark"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125 !OtherMark"),
        ("1234.567", "1234.567"),
        ("1 234.567", "1234.567"),
        ("1'234'567.5", "1234567.5"),
        ("Rs.500", "500"),
        ("Rs. 1,200.50", "1200.5"),
        ("$.50", "0.5"),
        ("500 kr.", "500"),
        ("500 kr", "500"),
        ("R$ 1.234,56", "1234.56 !OtherMark"),
        ("CHF 1’200.50", "1200.5"),
        ("12 USD", "12"),
        ("9999999999999999.999999", "9999999999999999.999999"),
        ("1.50000000000", "1.5"),
        ("0000000000000000000000001", "1"),
        ("10000000000000000", "TooLarge"),
        (
            "99999999999999999999999999999999999999999999999999",
            "TooLarge",
        ),
        ("1e99", "TooLarge"),
        ("9999999999M", "9999999999000000 !Suffix"),
        ("99999999999M", "TooLarge"),
        ("0.0000001", "TooPrecise"),
        ("1e-7", "TooPrecise"),
        ("12%", "Percent"),
        ("12,5 %", "Percent"),
        ("5000 per month", "TrailingText"),
        ("5000 US", "TrailingText"),
        ("12 EUR/month", "TrailingText"),
        ("5000abc", "TrailingText"),
        ("1e", "TrailingText"),
        ("1.2kk", "TrailingText"),
        ("$5 €", "TrailingText"),
        ("12,34,567", "Groups"),
        ("1,2,3", "Groups"),
        ("1  200", "Groups"),
        ("0,125,000", "Groups"),
        ("1,200.50.00", "Groups"),
        (".", "NotANumber"),
        ("$", "NotANumber"),
        ("()", "NotANumber"),
        ("--5", "NotANumber"),
        ("-(5)", "NotANumber"),
        ("(5", "NotANumber"),
        ("-5-", "NotANumber"),
        ("abc", "NotANumber"),
        ("from 12", "NotANumber"),
        ("e5", "NotANumber"),
        ("NaN", "NotANumber"),
        ("∞", "NotANumber"),
        ("½", "NotANumber"),
        ("1200.-", "TrailingText"),
    ] {
        check(Mark::Point, text, expect);
    }
}

#[test]
fn the_page_decides_what_is_ambiguous_and_nothing_else() {
    for (text, expect) in [
        ("1,234", "1.234 !AmbiguousMark"),
        ("1.234", "1234 !AmbiguousMark"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5 !OtherMark"),
        ("1.234.567", "1234567"),
        ("19,5k", "19500 !Suffix"),
        ("19.5", "19.5 !OtherMark"),
        ("(1,200)", "-1.2 !AmbiguousMark"),
    ] {
        check(Mark::Comma, text, expect);
    }
}

#[test]
fn customers_are_whole() {
    for (text, expect) in [
        ("", "blank"),
        ("200", "200"),
        ("1,234", "1234"),
        ("1.234", "1234 !AmbiguousMark"),
        ("1 234", "1234"),
        ("200.00", "200"),
        ("1.5k", "1500 !Suffix"),
        ("-0", "0"),
        ("999,999,999,999,999", "999999999999999"),
        ("1000000000000000", "TooLarge"),
        ("0.5", "NotWhole"),
        ("1.2345k", "NotWhole"),
        ("-5", "Negative"),
        ("(5)", "Negative"),
        ("many", "NotANumber"),
        ("20 people", "TrailingText"),
        ("50%", "Percent"),
    ] {
        let said = match read_count(text, Mark::Point) {
            Ok(None) => "blank".into(),
            Ok(Some(reading)) => match reading.echo {
                None => reading.value.to_string(),
                Some(echo) => format!("{} !{echo:?}", reading.value),
            },
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(said, expect, "{text:?}");
    }
}

#[test]
fn a_loss_gives_its_size() {
    let reading = read_amount("-20,000.00", Mark::Point)
        .unwrap()
        .unwrap()
        .as_loss();
    assert_eq!(
        (reading.value.to_string().as_str(), reading.echo),
        ("20000", Some(Echo::LossSign))
    );
    let reading = read_amount("20000", Mark::Point)
        .unwrap()
        .unwrap()
        .as_loss();
    assert_eq!(
        (reading.value.to_string().as_str(), reading.echo),
        ("20000", None)
    );
}

/// The spellings that files hold, read as if typed.
#[test]
fn spellings_of_the_reference_table() {
    let mut checked = 0;
    for line in include_str!("fixtures/numbers.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let text: String = serde_json::from_str(cells[1]).unwrap();
        let read = |mark| {
            read_amount(&text, mark).map(|reading| reading.map(|reading| reading.value.to_string()))
        };
        match cells[2] {
            "value" if cells[3].len() > 20 => {
                assert_eq!(read(Mark::Point), Err(ReadError::TooLarge), "{text:?}");
            }
            "value" => {
                let plain = cells[3].trim_end_matches('0').trim_end_matches('.');
                let value = if cells[3].contains('.') {
                    plain
                } else {
                    cells[3]
                };
                let value = if value.is_empty() { "0" } else { value };
                assert_eq!(read(Mark::Point), Ok(Some(value.into())), "{text:?}");
                assert_eq!(read(Mark::Comma), Ok(Some(value.into())), "{text:?}");
            }
            "ambiguous" => {
                for (name, mark) in [
                    ("point_decimal=", Mark::Point),
                    ("comma_decimal=", Mark::Comma),
                ] {
                    let told = cells[4]
                        .split("; ")
                        .find_map(|part| part.strip_prefix(name))
                        .unwrap();
                    let told = told.strip_suffix(".000").unwrap_or(told);
                    assert_eq!(read(mark), Ok(Some(told.into())), "{text:?} {mark:?}");
                }
            }
            "blank" => assert_eq!(read(Mark::Point), Ok(None), "{text:?}"),
            _ => assert!(
                read(Mark::Point).is_err(),
                "{text:?} is {:?}",
                read(Mark::Point)
            ),
        }
        checked += 1;
    }
    assert!(checked > 140, "{checked}");
}
