//! What leaves the page as text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::panic
)]

mod common;

use common::sets::{Set, csv_rows, sets};
use std::collections::BTreeMap;

use proptest::prelude::*;
use retention_calculator::accounts::{
    Ledger, Month, Returns, Scaled, Span, Window, figures, movers, segments,
};
use retention_calculator::export::{
    self, Anchor, Cell, Content, Document, Line, List, Reports, Settings, Source, Table,
};
use retention_calculator::number::{Amount, Count, Mark, Ratio, Unit, Value};
use retention_calculator::retention::{Metric, Totals, figure};
use serde_json::Value as Json;

// ---- CSV, TSV, Markdown ----

fn texts(cells: &[&str]) -> Table<'static> {
    Table::new(
        &["text"],
        cells.iter().map(|cell| vec![Cell::text(cell.to_string())]),
    )
}

fn check_csv(text: &str, expected: &str) {
    let csv = export::csv(&texts(&[text]));
    assert_eq!(csv, format!("text\r\n{expected}\r\n"), "{text:?}");
}

#[test]
fn text_is_never_a_formula() {
    check_csv("=1+1", "'=1+1");
    check_csv("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1");
    check_csv("+SUM(A1)", "'+SUM(A1)");
    check_csv("-2+3", "'-2+3");
    check_csv("@import", "'@import");
    check_csv("\t=1", "'\t=1");
    check_csv("\r=1", "\"'\r=1\"");
    check_csv("-", "'-");
    check_csv("-.", "'-.");
    check_csv("-1e5", "'-1e5");
    check_csv("-5", "-5");
    check_csv("+5", "+5");
    check_csv("-12.50", "-12.50");
    check_csv("=\"x\"", "\"'=\"\"x\"\"\"");
    check_csv("Acme", "Acme");
    check_csv(" =1", "\" =1\"");
    check_csv("a=1", "a=1");
    check_csv("", "");
}

#[test]
fn cells_are_quoted_where_they_must_be() {
    check_csv("Smith, Jones", "\"Smith, Jones\"");
    check_csv("the \"big\" one", "\"the \"\"big\"\" one\"");
    check_csv("two\nlines", "\"two\nlines\"");
    check_csv("end ", "\"end \"");
    let tabs = export::tsv(&texts(&["Smith, Jones", "a\tb", "=1"]), Mark::Comma);
    assert_eq!(tabs, "text\r\nSmith, Jones\r\n\"a\tb\"\r\n'=1\r\n");
}

fn numbers() -> Table<'static> {
    let third = Ratio::new(1, 3).unwrap();
    let cells = vec![
        Cell::Money(-123_450, 2),
        Cell::Money(0, 6),
        Cell::Count(7),
        Cell::Figure(Value::Ratio(third), Unit::Percent),
        Cell::Undefined,
        Cell::Blank,
        Cell::Month(Month::new(2024, 3).unwrap()),
    ];
    Table::new(&["a", "b", "c", "d", "e", "f", "g"], [cells])
}

#[test]
fn numbers_are_exact_in_files_and_rounded_in_documents() {
    assert_eq!(
        export::csv(&numbers()),
        "a,b,c,d,e,f,g\r\n-1234.5,0,7,33.3333333333333333,,,2024-03\r\n"
    );
    assert_eq!(
        export::markdown(&numbers(), Mark::Point),
        "| a | b | c | d | e | f | g |\n| ---: | ---: | ---: | ---: | ---: | --- | --- |\n\
         | −1,234.50 | 0.00 | 7 | 33.3% | — |  | 2024-03 |\n"
    );
    assert!(export::markdown(&numbers(), Mark::Comma).contains("| −1.234,50 |"));
    // A spreadsheet reads numbers with the mark of its language.
    assert_eq!(
        export::tsv(&numbers(), Mark::Comma),
        "a\tb\tc\td\te\tf\tg\r\n-1234,5\t0\t7\t33,3333333333333333\t\t\t2024-03\r\n"
    );
    let text = export::markdown(&texts(&["a|b\n<i>*c*"]), Mark::Point);
    assert_eq!(text, "| text |\n| --- |\n| a\\|b \\<i\\>\\*c\\* |\n");
}

proptest! {
    #[test]
    fn reading_a_file_again_gives_the_same_cells(cells in prop::collection::vec(any::<String>(), 1..8), sum in any::<i64>(), scale in 0..7_u32) {
        let rows = cells.iter().map(|cell| vec![Cell::text(cell.as_str()), Cell::Money(sum.into(), scale)]);
        let read = csv_rows(export::csv(&Table::new(&["text", "sum"], rows)).as_bytes(), b',');
        prop_assert_eq!(read.len(), cells.len() + 1);
        for (row, cell) in read[1..].iter().zip(&cells) {
            prop_assert!(row[0] == *cell || row[0].strip_prefix('\'') == Some(cell));
            let plain = rust_decimal::Decimal::try_from_i128_with_scale(sum.into(), scale).unwrap().normalize();
            prop_assert_eq!(&row[1], &plain.to_string());
        }
    }
}

// ---- JSON ----

/// Checks that all that is expected is there: rates by their value, everything else as written.
fn check_json(what: &str, found: &Json, expected: &Json) {
    match expected {
        Json::Object(rate) if rate.contains_key("undefined") => assert!(found.is_null(), "{what}"),
        Json::Object(rate) if rate.contains_key("half_up") => {
            check_rate(what, found, &rate["half_up"])
        }
        Json::Object(fields) => {
            for (key, expected) in fields.iter().filter(|(key, _)| !key.ends_with("_exact")) {
                let what = format!("{what}.{key}");
                let found = found
                    .get(key)
                    .unwrap_or_else(|| panic!("{what} is missing"));
                if key.ends_with("_retention") {
                    check_rate(&what, found, expected)
                } else {
                    check_json(&what, found, expected)
                }
            }
        }
        Json::Array(entries) => {
            assert_eq!(found.as_array().unwrap().len(), entries.len(), "{what}");
            for (index, expected) in entries.iter().enumerate() {
                check_json(&format!("{what}[{index}]"), &found[index], expected);
            }
        }
        _ => assert_eq!(found, expected, "{what}"),
    }
}

fn check_rate(what: &str, found: &Json, half_up: &Json) {
    let [found, expected] =
        [found, half_up].map(|rate| rate.as_str().unwrap_or_else(|| panic!("{what}: {rate}")));
    let rounded: rust_decimal::Decimal = found.parse().unwrap();
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    assert_eq!(
        format!("{:.2}", rounded.round_dp_with_strategy(2, strategy)),
        expected,
        "{what}"
    );
}

#[test]
fn the_download_says_what_the_reference_says() {
    for Set {
        id,
        expected,
        ledger,
    } in sets()
    {
        let figures = figures(&ledger);
        let snapshot = expected.get("period").map(|_| Span {
            from: Ledger::START,
            to: Ledger::end(),
        });
        let window = snapshot.and_then(|span| Window::between(&ledger, span, &Returns::Kept));
        let document = Document {
            settings: Settings::default(),
            totals: None,
            insight: None,
            content: Content::List {
                source: Source::default(),
                reports: Reports::default(),
                list: List {
                    ledger: &ledger,
                    figures: &figures,
                    grr: None,
                    segments: &[],
                    period: window.as_ref().map(|window| &window.movements),
                },
            },
        };
        let found: Json = serde_json::from_str(&document.to_json()).unwrap();
        assert_eq!(found["schema"], 1);
        check_json(&id, &found, &expected);
    }
}

fn amount(text: &str) -> Option<Amount> {
    Some(Amount::plain(text).unwrap())
}

fn example() -> Totals {
    Totals {
        starting: Ok(amount("500000")),
        expansion: Ok(amount("100000")),
        contraction: Ok(amount("20000")),
        churned: Ok(amount("30000")),
        customers_start: Ok(Count::new(200)),
        customers_lost: Ok(Count::new(20)),
        ..Totals::default()
    }
}

#[test]
fn typed_totals_have_a_headline_only() {
    let totals = example();
    let settings = Settings {
        period: Some("year".into()),
        currency: Some("USD"),
        ..Settings::default()
    };
    let document = Document {
        settings,
        totals: Some(&totals),
        insight: None,
        content: Content::Typed,
    };
    let found: Json = serde_json::from_str(&document.to_json()).unwrap();
    let mut keys: Vec<&str> = found
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort();
    assert_eq!(keys, ["headline", "schema", "settings", "totals"]);
    assert_eq!(found["headline"]["nrr"], "110");
    assert_eq!(found["headline"]["customer_retention"], "90");
    assert_eq!(found["headline"]["retained_arpa"], "3055.55555555555556");
    assert_eq!(found["headline"]["quick_ratio"], Json::Null);
    assert_eq!(
        found["headline"].as_object().unwrap().len(),
        Metric::ALL.len()
    );
    assert_eq!(found["totals"]["start"], "500000");
    assert_eq!(found["totals"]["customers_end"], Json::Null);
}

#[test]
fn an_open_question_leaves_the_figures_null() {
    let report = export::Report {
        file: "list.csv",
        line: 2,
        column: Some(3),
        code: "number_style_undecidable",
        severity: "question",
        text: "1,234",
    };
    let content = Content::Open {
        source: Source::default(),
        reports: Reports {
            listed: vec![report],
            total: 1,
        },
    };
    let document = Document {
        settings: Settings::default(),
        totals: None,
        insight: None,
        content,
    };
    let found: Json = serde_json::from_str(&document.to_json()).unwrap();
    for key in ["months", "trailing12", "cohorts", "segments", "headline"] {
        assert!(found.get(key).is_some_and(Json::is_null), "{key}");
    }
    assert_eq!(found["reports"][0]["code"], "number_style_undecidable");
    assert_eq!(found["reports_total"], 1);
}

// ---- tables ----

#[test]
fn tables_of_a_list() {
    let mut ledger = Ledger::default();
    let jan = Month::new(2024, 1).unwrap();
    for (name, segment, amounts) in [
        ("=A", "x", [100, 150]),
        ("B", "y", [50, 0]),
        ("C", "y", [0, 25]),
        ("D", "x", [10, 5]),
        ("E", "x", [7, 7]),
    ] {
        let account = ledger.account(name).unwrap();
        let segment = ledger.segment_number(segment);
        for (index, units) in (0..).zip(amounts) {
            ledger
                .add(
                    account,
                    jan.plus(index),
                    Scaled { units, scale: 1 },
                    segment,
                )
                .unwrap();
        }
    }
    let span = Span {
        from: jan,
        to: jan.next(),
    };
    let window = Window::between(&ledger, span, &Returns::Kept).unwrap();
    let figures = figures(&ledger);
    assert_eq!(
        export::csv(&export::months(&figures, ledger.scale())),
        "month,revenue_start,new,reactivation,expansion,contraction,churn,revenue_end,customers_start,customers_new,\
         customers_reactivated,customers_expanded,customers_contracted,customers_churned,customers_end,nrr,grr,cr\r\n\
         2024-01,,,,,,,16.7,,,,,,,4,,,\r\n\
         2024-02,16.7,2.5,0,5,0.5,5,18.7,4,1,0,1,1,1,4,97.0059880239520958,67.0658682634730539,75\r\n"
    );
    let split = segments(&ledger, span, &Returns::Kept);
    let table = export::csv(&export::segments(&ledger, &split, Some(&window)));
    let firsts: Vec<&str> = table.lines().map(|line| &line[..8]).collect();
    assert_eq!(firsts, ["segment,", "x,11.7,0", "y,5,2.5,", ",16.7,2."]);
    assert_eq!(
        export::csv(&export::movers(&ledger, &movers(&ledger, span, 5), span)),
        "movement,customer,name,segment,revenue_start,revenue_end,change\r\n\
         churn,B,,y,5,0,-5\r\ncontraction,D,,x,1,0.5,-0.5\r\nexpansion,'=A,,x,10,15,5\r\nnew,C,,y,0,2.5,2.5\r\n"
    );
    let all = export::csv(&export::accounts(&ledger, span));
    assert_eq!(all.lines().count(), 6);
    assert!(all.contains("\r\n,E,,x,0.7,0.7,0\r\n"));
    assert_eq!(export::cohorts(&figures, ledger.scale()).rows.len(), 3);
    assert!(export::trailing(&figures, ledger.scale()).rows.is_empty());
}

// ---- formulas ----

fn label(line: Line) -> &'static str {
    match line {
        Line::Given(input) => input.key(),
        Line::Retained => "retained",
        Line::Nrr => "nrr",
        Line::GrrByMovements => "grr",
        Line::CustomersKept => "kept",
        Line::CustomerRetention => "cr",
        Line::Growth => "growth",
    }
}

#[test]
fn formulas_refer_to_the_cells_where_they_are_pasted() {
    assert_eq!(
        export::formulas(&example(), Anchor::A1, Mark::Point, label),
        "start\t500000\r\nexpansion\t100000\r\ncontraction\t20000\r\nchurn\t30000\r\nretained\t=B1+B2-B3-B4\r\n\
         nrr\t=B5/B1\r\ngrr\t=(B1-B3-B4)/B1\r\ncustomers_start\t200\r\ncustomers_lost\t20\r\nkept\t=B8-B9\r\n\
         cr\t=B10/B8\r\ngrowth\t=B6/B11\r\n"
    );
    let elsewhere = export::formulas(
        &example(),
        Anchor::parse("z10").unwrap(),
        Mark::Point,
        label,
    );
    assert!(elsewhere.contains("nrr\t=AA14/AA10\r\n"), "{elsewhere}");
    assert_eq!(
        export::literal(&example(), Mark::Point, label),
        "retained\t=500000+100000-20000-30000\r\nnrr\t=(500000+100000-20000-30000)/500000\r\n\
         grr\t=(500000-20000-30000)/500000\r\nkept\t=200-20\r\ncr\t=(200-20)/200\r\n\
         growth\t=((500000+100000-20000-30000)/500000)/((200-20)/200)\r\n"
    );
}

#[test]
fn formulas_that_lack_something_are_left_out() {
    let totals = Totals {
        contraction: Ok(None),
        customers_end: Ok(Count::new(230)),
        ..example()
    };
    let check = |totals: &Totals, gone: &[&str]| {
        let block = export::formulas(totals, Anchor::A1, Mark::Point, label);
        for line in gone {
            assert!(!block.contains(&format!("{line}\t")), "{line} in {block}");
        }
        block
    };
    check(
        &totals,
        &["contraction", "retained", "nrr", "grr", "growth"],
    );
    check(
        &Totals {
            starting: Ok(amount("0")),
            ..example()
        },
        &["nrr", "grr", "growth"],
    );
    check(
        &Totals {
            customers_start: Ok(Count::new(0)),
            ..example()
        },
        &["cr", "growth"],
    );
    assert_eq!(check(&Totals::default(), &[]), "");
    // Lost customers follow from the other three counts.
    let totals = Totals {
        customers_lost: Ok(None),
        customers_new: Ok(Count::new(50)),
        customers_end: Ok(Count::new(230)),
        ..example()
    };
    assert!(check(&totals, &[]).contains("customers_lost\t20\r\n"));
    let comma = export::literal(
        &Totals {
            churned: Ok(amount("0.5")),
            ..example()
        },
        Mark::Comma,
        label,
    );
    assert!(comma.contains("=(500000-20000-0,5)/500000"), "{comma}");
}

#[test]
fn anchors_are_read_as_written() {
    let check = |text: &str, expected: Option<(u32, u32)>| {
        let anchor = Anchor::parse(text).map(|anchor| (anchor.column, anchor.row));
        assert_eq!(anchor, expected, "{text:?}");
    };
    check("A1", Some((1, 1)));
    check(" $c$10 ", Some((3, 10)));
    check("AA7", Some((27, 7)));
    check("XFC1", Some((16_383, 1)));
    for text in [
        "",
        "A",
        "1",
        "A0",
        "XFD1",
        "AAAAAAAAAAAA1",
        "A99999999999",
        "A-1",
        "A+1",
        "1A",
        "Ä1",
    ] {
        check(text, None);
    }
}

/// Works out a block as a spreadsheet would: + − ÷, brackets, numbers and cells.
fn evaluate(block: &str, anchor: Anchor, column: &str) -> BTreeMap<String, f64> {
    let rows: Vec<(&str, &str)> = block
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let mut cells = BTreeMap::new();
    let mut named = BTreeMap::new();
    for (index, (name, cell)) in rows.into_iter().enumerate() {
        let mut rest = cell.trim_start_matches('=');
        let value = sum(&mut rest, &cells);
        assert_eq!(rest, "", "{cell}");
        cells.insert(format!("{column}{}", anchor.row as usize + index), value);
        named.insert(name.to_string(), value);
    }
    named
}

fn sum(rest: &mut &str, cells: &BTreeMap<String, f64>) -> f64 {
    let mut value = quotient(rest, cells);
    while let Some(sign) = rest.chars().next().filter(|sign| "+-".contains(*sign)) {
        *rest = &rest[1..];
        let next = quotient(rest, cells);
        value += if sign == '+' { next } else { -next };
    }
    value
}

fn quotient(rest: &mut &str, cells: &BTreeMap<String, f64>) -> f64 {
    let mut value = operand(rest, cells);
    while let Some(after) = rest.strip_prefix('/') {
        *rest = after;
        value /= operand(rest, cells);
    }
    value
}

fn operand(rest: &mut &str, cells: &BTreeMap<String, f64>) -> f64 {
    if let Some(inner) = rest.strip_prefix('(') {
        *rest = inner;
        let value = sum(rest, cells);
        *rest = rest.strip_prefix(')').unwrap();
        return value;
    }
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    *rest = after;
    word.parse().unwrap_or_else(|_| cells[word])
}

proptest! {
    #[test]
    fn formulas_work_out_to_the_figures(money in prop::array::uniform4(1..1_000_000_i128), start in 1..1000_u64, lost in 0..1000_u64, row in 1..50_u32) {
        let entry = |micros: i128| Ok(Some(Amount::from_micros(micros * 10_000).unwrap()));
        let totals = Totals {
            starting: entry(money[0]),
            expansion: entry(money[1]),
            contraction: entry(money[2]),
            churned: entry(money[3]),
            customers_start: Ok(Count::new(start)),
            customers_lost: Ok(Count::new(lost)),
            ..Totals::default()
        };
        let anchor = Anchor { column: 3, row };
        let blocks = [export::formulas(&totals, anchor, Mark::Point, label), export::literal(&totals, Mark::Point, label)];
        for block in blocks {
            let values = evaluate(&block, anchor, "D");
            for (name, metric) in [("nrr", Metric::Nrr), ("grr", Metric::GrrByMovements), ("cr", Metric::CustomerRetention)] {
                let expected = figure(&totals, metric).ok().map(|value| value.digits(Unit::Plain, 18).parse::<f64>().unwrap());
                prop_assert_eq!(values.contains_key(name), expected.is_some(), "{}", block);
                if let Some(expected) = expected {
                    prop_assert!((values[name] - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{} in {}", name, block);
                }
            }
            if let Some(growth) = values.get("growth") {
                prop_assert!((growth * values["cr"] - values["nrr"]).abs() < 1e-6 * values["nrr"].abs().max(1.0));
            }
        }
    }
}
