//! What the reader says about a list: every thing that was understood can be changed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::lists::{compared, read, read_with};
use retention_calculator::app::changes::{Change, questions};
use retention_calculator::app::document;
use retention_calculator::app::list::{Compare, Read};
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::state::State;
use retention_calculator::app::text::{Style, facts, forms, questions as asks};
use retention_calculator::import::{Data, Layout, Outcome, Reader};
use retention_calculator::number::{Currency, Mark};
use retention_calculator::retention::Period;

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::USD,
};

/// Each account's amounts, month by month, and what was told: `A 10 0 | 3:3 number_blank`.
fn says(read: &Read) -> String {
    let mut parts = Vec::new();
    match &read.data {
        Data::Ledger(ledger) | Data::Snapshot(ledger) => {
            for account in 0..ledger.accounts() {
                let amounts = ledger.months().map(|month| {
                    let units = ledger.amount(account, month).into();
                    retention_calculator::export::money(units, ledger.scale())
                });
                let amounts: Vec<_> = amounts.collect();
                parts.push(format!("{} {}", ledger.name(account), amounts.join(" ")));
            }
        }
        Data::Totals(periods) => parts.push(format!("{:?}", periods[0].1.churned)),
        Data::Nothing => parts.push("nothing".into()),
    }
    for report in read.reports.list() {
        let place = report.place;
        parts.push(format!(
            "{}:{} {}",
            place.line,
            place.column,
            report.code.id()
        ));
    }
    parts.join(", ")
}

fn changed(text: &[u8], keys: &[&str]) -> Read {
    keys.iter()
        .fold(read_with(text, Default::default()), |read, key| {
            let change = Change::parse(key).unwrap_or_else(|| panic!("{key}"));
            read_with(text, change.apply(&read.choices, &read.source.roles))
        })
}

/// What is read after changes, each a key of the page's markup.
fn check(text: &str, keys: &[&str], expect: &str) {
    assert_eq!(
        says(&changed(text.as_bytes(), keys)),
        expect,
        "{text} {keys:?}"
    );
}

#[test]
fn empty_amounts() {
    let long = "customer,month,mrr\nA,2024-01,10\nA,2024-02,\n";
    check(long, &[], "A 10, 3:3 number_blank");
    check(long, &["blank:zero"], "A 10 0");
    check(long, &["blank:missing"], "A 10, 3:3 number_blank");
    check(long, &["blank:zero", "blank:"], "A 10, 3:3 number_blank");
    let wide = "customer,2024-01,2024-02\nA,10,\n";
    check(wide, &[], "A 10");
    check(wide, &["blank:missing"], "A 10, 2:3 number_blank");
    check(wide, &["blank:zero"], "A 10 0");
    let snapshot = "customer,start,end\nA,10,\n";
    check(snapshot, &[], "A 10 0, 2:3 blank_is_zero");
    check(snapshot, &["blank:zero"], "A 10 0");
    check(snapshot, &["blank:missing"], "nothing, 2:3 number_blank");
    let totals = "period,starting,expansion,contraction,churn\n2024,10,1,2,\n";
    check(totals, &[], "Ok(None)");
    check(totals, &["blank:zero"], "Ok(Some(Amount(0)))");
}

#[test]
fn encodings() {
    let file = |text: &str, wide: bool| -> Vec<u8> {
        match wide {
            true => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            false => text.chars().map(|c| c as u8).collect(),
        }
    };
    let text = "customer,month,mrr\nMüller,2024-01,10\n";
    let said = |bytes: &[u8], keys: &[&str]| says(&changed(bytes, keys));
    let assumed = "Müller 10, 2:1 encoding_assumed";
    assert_eq!(said(&file(text, false), &[]), assumed);
    let western = ["encoding:windows-1252"];
    assert_eq!(said(&file(text, false), &western), "Müller 10");
    let back = ["encoding:windows-1252", "encoding:"];
    assert_eq!(said(&file(text, false), &back), assumed);
    // Without its mark UTF-16 is not known.
    assert!(said(&file(text, true), &[]).contains("not_text"));
    assert_eq!(said(&file(text, true), &["encoding:utf-16le"]), "Müller 10");
    // UTF-8 that is said to be something else.
    assert_eq!(said(text.as_bytes(), &western), "MÃ¼ller 10");
    assert_eq!(said(text.as_bytes(), &["encoding:utf-8"]), "Müller 10");
}

const MIXED: &str =
    "customer,month,mrr,currency\nA,2024-01,10,usd\nB,2024-01,20,EUR\nC,2024-01,5,GBP\n";

fn filled(read: &Read, form: &str, fields: &[(&str, &str)], mark: Mark) -> Option<Read> {
    let owned = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    let fields: Vec<_> = fields.iter().map(owned).collect();
    let change = Change::filled(form, &fields, mark)?;
    let choices = change.apply(&read.choices, &read.source.roles);
    Some(read_with(MIXED.as_bytes(), choices))
}

#[test]
fn currencies_are_kept_or_converted() {
    let mixed = read(MIXED);
    assert_eq!(says(&mixed), "nothing, 3:4 currency_mixed");
    let asked = questions(&mixed);
    let answers: Vec<_> = asked[0]
        .answers
        .iter()
        .map(|a| asks::answer(&asked[0], a))
        .collect();
    assert_eq!(
        answers,
        [
            "Use USD rows only",
            "Use EUR rows only",
            "Use GBP rows only"
        ]
    );
    check(
        MIXED,
        &["keep:EUR"],
        "B 20, 2:4 currency_left_out, 4:4 currency_left_out",
    );
    let form = forms::rates(&mixed, STYLE).unwrap();
    let keys: Vec<_> = form.fields.iter().map(|field| field.key.as_str()).collect();
    assert_eq!(keys, ["into", "USD", "EUR", "GBP"]);

    let fill = |fields: &[(&str, &str)]| filled(&mixed, form.id, fields, Mark::Point);
    let into_dollars = [
        ("into", "USD"),
        ("USD", "7"),
        ("EUR", "1.0850"),
        ("GBP", " 1.3 "),
    ];
    let read = fill(&into_dollars).unwrap();
    assert_eq!(says(&read), "A 10, B 21.7, C 6.5");
    assert_eq!(read.source.currency.unwrap().text(), "USD");
    let read = fill(&[
        ("into", "GBP"),
        ("USD", "0.8"),
        ("EUR", "0.85"),
        ("GBP", ""),
    ])
    .unwrap();
    assert_eq!(says(&read), "A 8, B 17, C 5");
    assert_eq!(read.source.currency.unwrap().text(), "GBP");
    // What was said stands in the form and in the download, and can be taken back.
    let form = forms::rates(&read, STYLE).unwrap();
    let texts: Vec<_> = form
        .fields
        .iter()
        .map(|field| field.text.as_str())
        .collect();
    assert_eq!(texts, ["", "0.8", "0.85", "1"]);
    let list = compared(read, Compare::default());
    let sheet = Sheet::of_list(&list, &State::default().draft);
    let json: serde_json::Value =
        serde_json::from_str(&document::json(&sheet, Some(&list))).unwrap();
    assert_eq!(
        json["settings"]["answers"]["currencies"],
        "GBP, 1 USD = 0.8, 1 EUR = 0.85"
    );

    for (fields, mark) in [
        (
            &[("into", "USD"), ("EUR", ""), ("GBP", "1")][..],
            Mark::Point,
        ),
        (&[("into", "USD"), ("EUR", "0"), ("GBP", "1")], Mark::Point),
        (&[("into", "USD"), ("EUR", "-1"), ("GBP", "1")], Mark::Point),
        (
            &[("into", "USD"), ("EUR", "much"), ("GBP", "1")],
            Mark::Point,
        ),
        // A group or decimals.
        (
            &[("into", "USD"), ("EUR", "1,085"), ("GBP", "1")],
            Mark::Point,
        ),
        (
            &[("into", "USD"), ("EUR", "1.085"), ("GBP", "1")],
            Mark::Comma,
        ),
        (&[("EUR", "1.1"), ("GBP", "1")], Mark::Point),
    ] {
        assert!(
            filled(&mixed, "rates", fields, mark).is_none(),
            "{fields:?}"
        );
    }
    let comma = [("into", "USD"), ("EUR", "1,085"), ("GBP", "1")];
    let read = filled(&mixed, "rates", &comma, Mark::Comma).unwrap();
    assert!(says(&read).contains("B 21.7"));
}

#[test]
fn a_currency_without_a_rate_is_told() {
    let rates = [
        ("into".to_owned(), "USD".to_owned()),
        ("EUR".to_owned(), "2".to_owned()),
    ];
    let change = Change::filled("rates", &rates, Mark::Point).unwrap();
    let read = read_with(MIXED.as_bytes(), change.apply(&Default::default(), &[]));
    assert_eq!(says(&read), "A 10, B 40, 4:3 currency_mixed");
}

#[test]
fn currencies_are_mixed_across_columns_and_files_too() {
    check(
        "customer,start,end\nA,$10,€12\n",
        &[],
        "nothing, 2:3 currency_mixed",
    );
    check(
        "customer,2024-01,2024-02\nA,$10,€12\n",
        &["keep:USD"],
        "A 10, 2:3 currency_left_out",
    );
    let files = [
        "customer,month,mrr\nA,2024-01,$10\n",
        "customer,month,mrr\nA,2024-02,€10\n",
    ];
    let mut reader = Reader::new(Default::default());
    for file in files {
        reader.file("a.csv", None);
        reader.push(file.as_bytes());
    }
    let Outcome::Done(done) = reader.finish() else {
        panic!("once is enough");
    };
    assert!(matches!(done.data, Data::Nothing));
    let report = &done.reports.list()[0];
    assert_eq!(
        (report.file, report.code.id(), report.other),
        (1, "currency_mixed", None)
    );
}

fn months(text: &str, fields: [&str; 4]) -> Option<Read> {
    let keys = ["first", "last", "from", "to"];
    let fields = keys
        .into_iter()
        .zip(fields)
        .map(|(k, v)| (k.to_owned(), v.to_owned()));
    let fields: Vec<_> = fields.collect();
    let read = read(text);
    let change = Change::filled("months", &fields, Mark::Point)?;
    let choices = change.apply(&read.choices, &read.source.roles);
    Some(read_with(text.as_bytes(), choices))
}

#[test]
fn the_months_of_a_wide_list() {
    let check = |text: &str, fields, expect: &str| {
        let read = months(text, fields).unwrap_or_else(|| panic!("{fields:?}"));
        assert_eq!(read.source.layout, Some(Layout::Wide));
        assert_eq!(says(&read), expect, "{text} {fields:?}");
    };
    // Headings that say no month.
    let bare = "who,one,two,three\nA,10,20,30\n";
    assert!(read(bare).is_open());
    check(bare, ["1", "3", "2024-01", "2024-03"], "A 10 20 30");
    // Newest first.
    check(bare, ["1", "3", "2024-03", "2024-01"], "A 30 20 10");
    check(
        bare,
        ["1", "2", "2024-01", "2024-02"],
        "A 10 20, 1:4 column_ignored",
    );
    // Above the header stands a title.
    let titled = "Report\nwho,one,two,three\nA,10,20,30\n";
    check(
        titled,
        ["1", "3", "2024-01", "2024-03"],
        "A 10 20 30, 1:1 preamble",
    );
    // Other months than the headings say, and fewer of them.
    let wide = "customer,2024-01,2024-02,2024-03\nA,10,20,30\n";
    check(wide, ["1", "3", "2025-01", "2025-03"], "A 10 20 30");
    check(
        wide,
        ["2", "3", "2024-02", "2024-03"],
        "A 20 30, 1:2 column_ignored",
    );
    // A month that has two columns.
    let twice = "customer,2024-01,2024-01\nA,10,20\n";
    assert!(says(&read(twice)).contains("month_column_twice"));
    check(twice, ["1", "2", "2024-01", "2024-02"], "A 10 20");
    for wrong in [
        ["1", "3", "2024-01", "2024-04"],
        ["3", "1", "2024-01", "2024-03"],
        ["1", "3", "January", "2024-03"],
        ["x", "3", "2024-01", "2024-03"],
    ] {
        assert!(months(bare, wrong).is_none(), "{wrong:?}");
    }
}

#[test]
fn a_month_that_has_two_columns_can_lose_one() {
    let twice = "customer,2024-01,2024-01\nA,10,20\n";
    check(twice, &["column:2:ignored"], "A 10, 1:3 column_ignored");
}

/// Everything that was understood, in every layout.
#[test]
fn everything_understood_can_be_changed() {
    for text in [
        "customer,month,mrr\nA,2024-01,10\n",
        "customer,2024-01,2024-02\nA,10,20\n",
        "customer,start,end\nA,10,20\n",
        "customer,date,type,mrr\nA,2024-01-05,new,10\n",
        "customer,start date,end date,amount\nA,2024-01-05,,10\n",
        "period,starting,expansion,contraction,churn\n2024,10,1,2,0\n",
    ] {
        let read = read(text);
        for fact in facts::facts(&read, STYLE) {
            let changeable = !fact.options.is_empty() || fact.form.is_some();
            assert!(changeable, "{} of {text}", fact.id);
            for (key, ..) in &fact.options {
                assert!(Change::parse(key).is_some(), "{key}");
            }
            let mut state = State::default();
            state.open_fact(fact.id);
            assert_eq!(state.changing, Some(fact.id));
        }
    }
}

#[test]
fn periods_of_unknown_length_are_answered() {
    let text = b"starting,expansion,contraction,churn\n10,1,2,0\n";
    let asked = questions(&read(std::str::from_utf8(text).unwrap()));
    let (question, _) = asks::question(&asked[0]);
    assert_eq!(question, "How long is a period?");
    let answers = asked[0].answers.iter();
    let words: Vec<_> = answers
        .map(|known| asks::answer(&asked[0], known))
        .collect();
    assert_eq!(words, ["Month", "Quarter", "Half year", "Year"]);
    let said = changed(text, &[&asked[0].answers[1].key]);
    let list = compared(said, Compare::default());
    let sheet = Sheet::of_list(&list, &State::default().draft);
    assert_eq!(sheet.totals.period, Ok(Period::QUARTER));
    assert_eq!(
        facts::answered(&list.read),
        [("How long a period is.", "period:")]
    );
    let json = document::json(&sheet, Some(&list));
    let answers = r#""answers":{"period":"quarter"}"#;
    assert!(json.contains(answers), "{json}");
}

/// A currency that no file names is only how amounts are shown.
#[test]
fn the_shown_currency_is_changed_beside_the_list() {
    let plain = read("customer,month,mrr\nA,2024-01,10\n");
    let fact = |style| {
        facts::facts(&plain, style)
            .into_iter()
            .find(|f| f.id == "currency")
    };
    let known = fact(STYLE).unwrap();
    let now: Vec<_> = known.options.iter().filter(|(.., now)| *now).collect();
    assert_eq!(now[0].0, "shown:USD");
    let change = Change::parse("shown:EUR");
    assert_eq!(change, Some(Change::Shown(Currency::EUR)));
    let choices = change.unwrap().apply(&plain.choices, &plain.source.roles);
    assert_eq!(choices, plain.choices);
    let mut state = State::default();
    state.open_fact("currency");
    state.show_in(Currency::EUR);
    assert_eq!(
        (state.draft.currency(), state.changing),
        (Currency::EUR, None)
    );
    let named = read("customer,month,mrr\nA,2024-01,$10\n");
    let fact = facts::facts(&named, STYLE)
        .into_iter()
        .find(|f| f.id == "currency");
    assert!(fact.unwrap().options.is_empty());
}
