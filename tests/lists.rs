//! A customer list in the page's state: read, asked about, compared, saved, undone.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::lists::{Hurry, compared, list, now, read, read_with};
use retention_calculator::accounts::{Method, Month, Returning, Span};
use retention_calculator::app::changes::{Change, LAYOUTS, ROLES, Reading, questions};
use retention_calculator::app::list::{Compare, List, Who};
use retention_calculator::app::refusal::{Foreign, Refusal};
use retention_calculator::app::sheet::{Basis, Sheet};
use retention_calculator::app::state::{State, Tab};
use retention_calculator::app::tables::months;
use retention_calculator::app::text::{
    self, Style, facts, list as words, questions as asks, reports,
};
use retention_calculator::app::{document, sample};
use retention_calculator::import::{Choices, Code, Severity};
use retention_calculator::number::{Currency, Mark, Unit};
use retention_calculator::retention::{Metric, Period};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::USD,
};

const THREE_MONTHS: &str = "l04-three-months-by-hand.csv";

fn fixture(name: &str) -> String {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics/tables");
    let bytes = fs::read(tables.join(name)).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn sheet(list: &List) -> Sheet {
    Sheet::of_list(list, &State::default().draft)
}

fn shown(list: &List) -> [String; 3] {
    let sheet = sheet(list);
    let percent = |metric| match sheet.figure(metric) {
        Ok(value) => sheet.style.value(&value, Unit::Percent),
        Err(reason) => text::reason(reason),
    };
    [
        percent(Metric::Nrr),
        text::gross_text(&sheet).unwrap_or_default(),
        percent(Metric::CustomerRetention),
    ]
}

#[test]
fn the_window_fills_the_instrument() {
    let list = list(&fixture(THREE_MONTHS));
    // A 100 → 150, B 200 → 120, C 300 → 300.
    assert_eq!(shown(&list), ["95.0%", "86.7%", "100.0%"]);
    let sheet = sheet(&list);
    assert_eq!(sheet.totals.period, Ok(Period::months_of(2).unwrap()));
    assert!(text::gross_note(&sheet).contains("Exact, because every customer is known"));
    assert_eq!(
        text::figure_subject(Metric::Nrr, &sheet),
        "Jan 2024 to Mar 2024"
    );
    assert!(words::list_checks(&list)[0].0);
    let link = sheet.link().unwrap();
    assert!(retention_calculator::link::encode(&link).contains("start=600"));
}

#[test]
fn other_windows_and_readings() {
    // A leaves and comes back; B grows, then shrinks; C is there throughout.
    let text = "customer,month,mrr,plan\n\
        A,2024-01,100,x\nB,2024-01,100,y\nC,2024-01,100,x\n\
        B,2024-02,150,y\nC,2024-02,100,x\n\
        A,2024-03,100,x\nB,2024-03,120,y\nC,2024-03,100,x\n";
    let first = list(text);
    let check = |change: &dyn Fn(&mut Compare), expect: [&str; 3]| {
        let mut compare = Compare::default();
        change(&mut compare);
        let list = compared((*first.read).clone(), compare);
        assert_eq!(shown(&list), expect);
        let movements = list.movements().unwrap();
        assert!(movements.reconciles(), "{movements:?}");
    };
    check(&|_| (), ["106.7%", "100.0%", "100.0%"]);
    // What is shown under a name is what it says: by customer, or by movements.
    let named = |method: Method, note: &str, row: &str| {
        let compare = Compare {
            method,
            ..Compare::default()
        };
        let sheet = sheet(&compared((*first.read).clone(), compare));
        assert!(text::gross_note(&sheet).ends_with(note), "{method:?}");
        let copied = text::markdown(&sheet);
        assert!(copied.contains(row), "{copied}");
    };
    named(
        Method::ByCustomer,
        "every customer is known. By movements it would read 56.7%.",
        "| GRR by customer | 100.0% | (start − contraction − churned) ÷ start |",
    );
    named(
        Method::ByMovements,
        "every customer is known.",
        "| GRR by movements | 56.7% | (start − contraction − churned) ÷ start |",
    );
    check(
        &|compare| compare.returns = Returning::LeftOut,
        ["73.3%", "66.7%", "66.7%"],
    );
    check(
        &|compare| compare.method = Method::ByMovements,
        ["106.7%", "100.0%", "100.0%"],
    );
    check(
        &|compare| {
            compare.method = Method::ByMovements;
            compare.returns = Returning::LeftOut;
        },
        ["73.3%", "66.7%", "66.7%"],
    );
    let compare = Compare {
        returns: Returning::LeftOut,
        ..Compare::default()
    };
    let sheet = sheet(&compared((*first.read).clone(), compare));
    let (nrr, cr) = (text::nrr_note(&sheet), text::cr_note(&sheet));
    assert_eq!(nrr, "Of *$300* at the start, *$220* counts as kept.");
    assert_eq!(
        cr,
        "*2* of the *3* customers you had at the start count as kept."
    );
    check(
        &|compare| compare.who = Who::Segment(Some(1)),
        ["120.0%", "100.0%", "100.0%"],
    );
    check(
        &|compare| {
            compare.span = Some(Span {
                from: Month::new(2024, 1).unwrap(),
                to: Month::new(2024, 2).unwrap(),
            });
        },
        ["83.3%", "66.7%", "66.7%"],
    );
}

/// A last month is left out where its rows are few or its dates stop before its end.
#[test]
fn a_last_month_that_looks_incomplete_is_left_out() {
    let check = |days: &[&str], customers: usize, expect: &str, to: &str| {
        let rows = days.iter().flat_map(|day| {
            let (day, most) = day.split_once('*').unwrap_or((day, "99"));
            let most = most.parse::<usize>().unwrap().min(customers);
            (0..most).map(move |at| format!("c{at},{day},10\n"))
        });
        let list = list(&format!("customer,date,mrr\n{}", rows.collect::<String>()));
        let told = words::partial(&list).map_or(String::new(), |(words, _)| words);
        assert_eq!(told, expect, "{days:?}");
        assert_eq!(list.span().unwrap().to.to_string(), to, "{days:?}");
    };
    let stops = "Apr 2024 looks incomplete: its dates stop on day 12.";
    let ends = ["2024-01-31", "2024-02-29", "2024-03-31"];
    check(&[&ends[..], &["2024-04-12"]].concat(), 3, stops, "2024-03");
    check(&[&ends[..], &["2024-04-28"]].concat(), 3, "", "2024-04");
    let few = "Apr 2024 looks incomplete: 4 rows, 10 the month before.";
    check(&[&ends[..], &["2024-04-30*4"]].concat(), 10, few, "2024-03");
    // One day stands for all of a month; two months tell nothing.
    let firsts = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"];
    check(&firsts, 3, "", "2024-04");
    check(
        &["2024-01-15", "2024-02-15", "2024-03-15"],
        3,
        "",
        "2024-03",
    );
    check(&["2024-01-31", "2024-02-10"], 3, "", "2024-02");
    check(&["2024-01", "2024-02", "2024-03-01"], 3, "", "2024-03");
    check(&["5.01.2024", "27.02.2024", "3.03.2024"], 3, "", "2024-03");
    let third = "Mar 2024 looks incomplete: its dates stop on day 3.";
    check(
        &["30.01.2024", "27.02.2024", "3.03.2024"],
        3,
        third,
        "2024-02",
    );
}

#[test]
fn only_some_choices_need_another_look_at_the_accounts() {
    let first = list(&fixture(THREE_MONTHS));
    let check = |change: &dyn Fn(&mut Compare), covered: bool| {
        let mut compare = Compare::default();
        change(&mut compare);
        assert_eq!(first.covers(&compare), covered);
        let mut state = State::default();
        state.take_list(first.clone());
        assert_eq!(state.compare(compare), covered);
    };
    check(&|compare| compare.method = Method::ByMovements, true);
    check(&|compare| compare.who = Who::Segment(None), true);
    check(&|compare| compare.span = first.span(), true);
    check(&|compare| compare.returns = Returning::LeftOut, false);
}

#[test]
fn a_snapshot_has_the_period_that_the_reader_names() {
    let read = read("customer,start,end\nA,100,110\nB,50,0\n");
    let compare = Compare {
        period: Period::MONTH,
        ..Compare::default()
    };
    let list = compared(read, compare);
    assert_eq!(shown(&list), ["73.3%", "66.7%", "50.0%"]);
    assert_eq!(sheet(&list).totals.period, Ok(Period::MONTH));
    assert_eq!(list.span(), None);
}

#[test]
fn totals_fill_the_instrument_row_by_row() {
    let text = "period,starting,expansion,contraction,churn,customers start,customers lost\n\
        2024-01,1000,100,50,50,10,1\n2024-02,2000,0,0,0,10,0\n";
    let mut last = list(text);
    assert_eq!(shown(&last), ["100.0%", "100.0%", "100.0%"]);
    last.compare.row = Some(0);
    assert_eq!(shown(&last), ["100.0%", "at least 90.0%", "90.0%"]);
}

#[test]
fn a_question_withholds_every_figure() {
    let read = read(&fixture("n06-undecidable-numbers.csv"));
    assert!(read.is_open() && !read.is_refused());
    let asked = questions(&read);
    let (question, _) = asks::question(&asked[0]);
    assert_eq!(question, "Is “1,234” 1234 or 1.234?");
    let labels: Vec<_> = asked[0]
        .answers
        .iter()
        .map(|answer| asks::answer(&asked[0], answer))
        .collect();
    assert_eq!(labels, ["1234", "1.234"]);
    let key = asked[0].answers[1].key.clone();
    let list = compared(read, Compare::default());
    let sheet = sheet(&list);
    assert_eq!(sheet.basis, Basis::Open);
    assert!(
        Metric::ALL
            .iter()
            .all(|metric| sheet.figure(*metric).is_err())
    );
    let json: Value = serde_json::from_str(&document::json(&sheet, Some(&list))).unwrap();
    assert_eq!(json["headline"], Value::Null);
    // The answer: everything is read again, and it stands beside the result.
    let read = &list.read;
    let choices = Change::parse(&key)
        .unwrap()
        .apply(&read.choices, &read.source.roles);
    let text = fixture("n06-undecidable-numbers.csv");
    let answered = read_with(text.as_bytes(), choices);
    assert!(!answered.is_open());
    assert_eq!(
        facts::answered(&answered),
        [("Decimals stand after a comma.", "mark:")]
    );
}

#[test]
fn dates_are_asked_for_in_words() {
    let read = read(&fixture("d04-undecidable-slash-dates.csv"));
    let asked = questions(&read);
    let days: Vec<_> = asked[0]
        .answers
        .iter()
        .map(|answer| (&answer.reading, asks::answer(&asked[0], answer)))
        .collect();
    assert_eq!(days.len(), 2);
    assert!(days.iter().all(|(day, _)| matches!(day, Reading::Day(..))));
    assert!(asks::question(&asked[0]).0.ends_with('?'));
}

#[test]
fn contradictions_come_with_a_way_out() {
    for (name, code) in [
        (
            "n08-contradictory-styles.csv",
            Code::NumberStyleContradictory,
        ),
        (
            "d05-contradictory-slash-dates.csv",
            Code::DateOrderContradictory,
        ),
    ] {
        let read = read(&fixture(name));
        assert!(read.is_refused(), "{name}");
        let asked = questions(&read);
        assert_eq!(asked[0].report.code, code, "{name}");
        let change = Change::parse(&asked[0].answers[0].key).unwrap();
        let choices = change.apply(&read.choices, &read.source.roles);
        let again = read_with(fixture(name).as_bytes(), choices);
        assert!(!again.is_refused(), "{name}");
        let (title, lines) = asks::refusal(&Refusal::Unusable(Arc::new(read)), STYLE);
        assert!(!title.is_empty() && !lines.is_empty(), "{name}");
    }
}

#[test]
fn unknown_headings_can_be_named() {
    let text = "wer,wann,wieviel,sonst\nA,2024-01,100,p\nA,2024-02,90,q\nB,2024-01,5,p\n";
    let mut first = read(text);
    let mut choices = first.choices.clone();
    for key in ["column:0:customer", "column:1:period", "column:2:amount"] {
        assert_eq!(choices.layout, None);
        let roles = &first.source.roles;
        choices = Change::parse(key).unwrap().apply(&choices, roles);
        first.choices = choices.clone();
    }
    let list = compared(read_with(text.as_bytes(), choices), Compare::default());
    assert_eq!(shown(&list), ["85.7%", "85.7%", "50.0%"]);
}

#[test]
fn every_change_has_a_key_that_is_read_back() {
    let layouts = LAYOUTS.map(|layout| ["layout:", layout.id()].concat());
    let roles = ROLES.map(|role| ["column:3:", role.id()].concat());
    for key in layouts.iter().chain(&roles) {
        assert!(Change::parse(key).is_some(), "{key}");
    }
    for key in [
        "",
        "mark",
        "column:x:customer",
        "column:1:nothing",
        "what:1",
    ] {
        assert_eq!(Change::parse(key), None, "{key}");
    }
    let read = read(&fixture(THREE_MONTHS));
    for fact in facts::facts(&read, sheet(&list(&fixture(THREE_MONTHS))).style) {
        assert!(!fact.words.is_empty());
        for (key, ..) in &fact.options {
            assert!(Change::parse(key).is_some(), "{key}");
        }
    }
}

#[test]
fn a_column_can_be_said_to_be_the_segment_and_no_other() {
    let text = "customer,month,mrr,plan,region\nA,2024-01,1,p,r\nA,2024-02,1,p,r\n";
    let first = read(text);
    let change = Change::parse("only:segment:4").unwrap();
    let choices = change.apply(&first.choices, &first.source.roles);
    let again = read_with(text.as_bytes(), choices);
    let names = again.ledger().unwrap().segment_names();
    assert_eq!(names.iter().collect::<Vec<_>>(), ["r"]);
}

#[test]
fn undo_brings_back_what_was_there() {
    let mut state = State::default();
    let example = state.sheet();
    state.take_list(list(&fixture(THREE_MONTHS)));
    assert_eq!(state.tab, Tab::List);
    assert_ne!(state.sheet(), example);
    let first = state.list.clone();
    state.take_list(list("customer,start,end\nA,1,2\n"));
    state.refuse(Refusal::Empty);
    assert!(state.list.is_some(), "a refusal takes nothing away");
    state.undo();
    assert_eq!((&state.list, &state.refused), (&first, &None));
    state.undo();
    assert_eq!((state.tab, state.sheet()), (Tab::Totals, example));
    state.redo();
    assert_eq!(state.list, first);
    state.remove_list();
    assert_eq!(state.list, None);
    state.undo();
    assert_eq!(state.list, first);
}

/// The months come first: no figure is shown before the window is compared, and the comparison
/// finds its list wherever undo has put it.
#[test]
fn a_list_is_completed_wherever_it_is_kept() {
    let read = Arc::new(read(&fixture(THREE_MONTHS)));
    let compare = Compare::default();
    let first = || List::first(Arc::clone(&read), compare);
    let whole = now(List::of(Arc::clone(&read), compare, &mut Hurry(true))).unwrap();
    assert!(first().is_pending && !whole.is_pending);
    assert_eq!(first().end(), whole.end());
    assert_eq!(months(&first(), false), months(&whole, false));
    assert_eq!(sheet(&first()).basis, Basis::Pending);
    assert_eq!(sheet(&first()).basis.waits(), Some("reading"));
    assert!(text::definition(&sheet(&first()), Some(&first())).is_none());

    // What is done meanwhile, and what brings the list back.
    type Act = fn(&mut State);
    let moves: [(Act, Act); 4] = [
        (|_| (), |_| ()),
        (State::undo, State::redo),
        (State::remove_list, State::undo),
        (
            |state| state.take_list(list("customer,start,end\nA,1,2\n")),
            State::undo,
        ),
    ];
    for (away, back) in moves {
        let mut state = State::default();
        state.take_list(first());
        away(&mut state);
        state.complete(&whole);
        back(&mut state);
        assert_eq!(state.list.as_deref(), Some(&whole));
    }
}

#[test]
fn of_large_lists_only_the_newest_are_kept() {
    let undone = |rows: [u64; 4]| {
        let mut state = State::default();
        for rows in rows {
            let mut read = read(&fixture(THREE_MONTHS));
            read.source.rows_used = rows;
            state.take_list(compared(read, Compare::default()));
        }
        let mut undone = 0;
        while state.can_undo() {
            state.undo();
            undone += 1;
        }
        undone
    };
    assert_eq!(undone([9, 9, 9, 9]), 4);
    assert_eq!(undone([9, 9, 9, 5_000_000]), 4);
    assert_eq!(undone([9, 9, 5_000_000, 9]), 1);
    assert_eq!(undone([9, 900_000, 100_000, 9]), 2);
    assert_eq!(undone([5_000_000; 4]), 1);
}

#[test]
fn a_reload_names_the_list_that_it_took_away() {
    let mut state = State::default();
    assert_eq!(state.lost_by_reload(), "");
    state.take_list(list(&fixture(THREE_MONTHS)));
    assert_eq!(state.lost_by_reload(), "list.csv");
    let mut state = State::default();
    state.left = Some("list.csv".to_owned());
    assert_eq!(state.lost_by_reload(), "list.csv");
    state.take_list(list("customer,start,end\nA,1,2\n"));
    assert_eq!(state.left, None);
}

#[test]
fn a_currency_of_the_file_is_shown() {
    let mut state = State::default();
    state.take_list(list("customer,month,mrr\nA,2024-01,€10\nA,2024-02,€20\n"));
    assert_eq!(state.draft.currency().code(), "EUR");
    state.undo();
    assert_eq!(state.draft.currency().code(), "USD");
}

#[test]
fn work_that_nobody_waits_for_ends() {
    let read = Arc::new(read(&fixture(THREE_MONTHS)));
    let stopped = now(List::of(read, Compare::default(), &mut Hurry(false)));
    assert_eq!(stopped, None);
}

#[test]
fn one_month_is_nothing_to_compare() {
    let list = list("customer,month,mrr\nA,2024-01,10\n");
    assert_eq!(sheet(&list).basis, Basis::Single);
    assert!(words::waiting(&list).is_some());
}

#[test]
fn what_is_no_table_is_known_by_its_first_bytes() {
    for (bytes, expect) in [
        (&b"PK\x03\x04rest"[..], Some(Foreign::Workbook)),
        (b"\xd0\xcf\x11\xe0\xa1", Some(Foreign::OldWorkbook)),
        (b"%PDF-1.7", Some(Foreign::Pdf)),
        (b"\x1f\x8b\x08", Some(Foreign::Compressed)),
        (b"\x89PNG\r\n", Some(Foreign::Picture)),
        (b"customer,month,mrr", None),
        (b"PK,month,mrr", None),
        (b"", None),
    ] {
        assert_eq!(Foreign::of(bytes), expect, "{bytes:?}");
    }
    let (title, help) = asks::refusal(&Refusal::Foreign("a.xlsx".into(), Foreign::Workbook), STYLE);
    assert!(title.starts_with("a.xlsx") && help[0].contains("CSV UTF-8"));
}

#[test]
fn every_code_has_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics/tables");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let read = read_with(&fs::read(file.unwrap().path()).unwrap(), Choices::default());
        let told: u64 = read.reports.counts().map(|(_, _, count)| count).sum();
        assert_eq!(told, read.reports.total());
        for notice in reports::notices(&read.reports, false, STYLE) {
            assert_ne!(notice.severity, Severity::Question);
            assert!(notice.words.ends_with('.'), "{notice:?}");
            assert!(notice.places.starts_with("Line"), "{notice:?}");
            seen += 1;
        }
        for question in questions(&read) {
            let (asked, why) = asks::question(&question);
            assert!(
                asked.ends_with(['?', '.']) && why.ends_with('.'),
                "{asked} {why}"
            );
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn places_are_named_and_the_rest_counted() {
    let rows: String = (0..9).map(|_| "A,2024-01,x\n").collect();
    let read = read(&["customer,month,mrr\nA,2024-01,1\n", &rows].concat());
    let notices = reports::notices(&read.reports, false, STYLE);
    assert_eq!(notices[0].places, "Lines 3, 4, 5 and 6 more");
    assert_eq!(notices[0].words, "“x” is not a number: not used.");
}

#[test]
fn why_an_amount_is_not_used_is_said() {
    let check = |amounts: &str, expect: &str| {
        let rows: String = amounts
            .split(' ')
            .map(|amount| format!("A,2024-01,{amount}\n"))
            .collect();
        let read = read(&["customer,month,mrr\n", &rows].concat());
        let words: Vec<_> = reports::notices(&read.reports, false, STYLE)
            .into_iter()
            .map(|notice| notice.words)
            .collect();
        assert_eq!(words.join(" "), expect, "{amounts}");
    };
    let decimals = "“1.1234567” has more than six decimals: not used.";
    check("1.1234567", decimals);
    check("999999999999999.5 1.120000000", "");
    let large = "is too large to be added up exactly with the others: not used.";
    check("1234567890123456", &["“1234567890123456” ", large].concat());
    let percent = "“12%” is a percentage, not an amount: not used.";
    check("1 12%", percent);
}

#[test]
fn the_sample_is_the_same_every_time_and_read_in_full() {
    assert_eq!(sample::csv(), sample::csv());
    let list = list(&sample::csv());
    let ledger = list.read.ledger().unwrap();
    assert_eq!((ledger.accounts(), ledger.months().len()), (60, 25));
    assert_eq!(list.read.reports.total(), 0);
    assert_eq!(ledger.segment_names().len(), 3);
    let span = list.span().unwrap();
    assert_eq!(span.to.since(span.from), 12);
    assert!(list.returned() > 0, "the sample shows a return");
}

#[test]
fn the_json_says_what_the_page_says() {
    let list = list(&fixture(THREE_MONTHS));
    let sheet = sheet(&list);
    let json: Value = serde_json::from_str(&document::json(&sheet, Some(&list))).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["source"]["layout"], "long");
    assert_eq!(json["settings"]["window"][1], "2024-03");
    assert_eq!(json["headline"]["nrr"], "95");
    assert!(
        json["headline"]["grr"]
            .as_str()
            .unwrap()
            .starts_with("86.666666")
    );
    assert_eq!(json["totals"]["start"], "600");
    assert_eq!(json["months"].as_array().unwrap().len(), 3);
    let typed: Value =
        serde_json::from_str(&document::json(&State::default().sheet(), None)).unwrap();
    assert_eq!(typed["headline"]["nrr"], "110");
}

#[test]
fn the_reports_can_be_saved() {
    let read = read(&fixture("n09-bad-cells.csv"));
    let csv = document::reports_csv(&read);
    let rows = csv.lines().count() as u64;
    assert_eq!(rows, read.reports.total() + 1);
    assert!(csv.starts_with("file,line,column,code,severity,text"));
}
