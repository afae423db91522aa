//! What is typed and chosen: grouping, number style, links, examples.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::{says, typed};
use proptest::prelude::*;
use retention_calculator::app::draft::{Draft, FIELDS, Origin, PeriodChoice};
use retention_calculator::app::examples;
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::state::State;
use retention_calculator::link::{Choice, Currency, Link, decode, encode};
use retention_calculator::number::Mark;
use retention_calculator::retention::{Input, Period};

#[test]
fn a_field_that_is_left_groups_a_plain_number() {
    for (mark, raw, settled) in [
        ("point", "500000", "500,000"),
        ("point", " 500000 ", "500,000"),
        ("point", "1234.5", "1,234.5"),
        ("point", "1234567.891", "1,234,567.891"),
        ("point", "007", "7"),
        ("point", "0.5", "0.5"),
        ("comma", "500000", "500.000"),
        ("comma", "1234,5", "1.234,5"),
        // Two readings: the text stays, and its reading is shown.
        ("point", "1.234", "1.234"),
        ("comma", "1,234", "1,234"),
        // Anything else stays as it was typed.
        ("point", "", ""),
        ("point", "1,234", "1,234"),
        ("point", "19.5k", "19.5k"),
        ("point", "$500000", "$500000"),
        ("point", "-500000", "-500000"),
        ("point", "1.2.3", "1.2.3"),
        ("point", "5.", "5."),
        ("point", ".5", ".5"),
        ("point", "many", "many"),
        ("comma", "1234.5", "1234.5"),
        // Too large or too fine for an amount: nothing may change.
        ("point", "12345678901234567890", "12345678901234567890"),
        ("comma", "12345678,1234567", "12345678,1234567"),
    ] {
        let mut draft = typed(&format!("mark={mark}"));
        draft.type_into(Input::Start, raw.into());
        let before = Sheet::of(&draft).field(Input::Start).read;
        draft.settle(Input::Start);
        assert_eq!(draft.text(Input::Start), settled, "{mark} {raw}");
        assert_eq!(
            Sheet::of(&draft).field(Input::Start).read,
            before,
            "{mark} {raw}"
        );
    }
}

#[test]
fn what_the_page_wrote_is_never_ambiguous() {
    let mut draft = Draft::empty();
    draft.write(Input::Start, "1234");
    assert_eq!(draft.text(Input::Start), "1,234");
    assert_eq!(says(&Sheet::of(&draft), "under start"), "-");
    draft.type_into(Input::Start, "1,234".into());
    assert_eq!(
        says(&Sheet::of(&draft), "under start"),
        "Info: Read as 1,234.00."
    );
    // Grouped on leaving: written by the page from then on.
    draft.type_into(Input::Start, "1234".into());
    draft.settle(Input::Start);
    assert!(draft.by_page(Input::Start));
}

#[test]
fn the_number_style_regroups_what_the_page_wrote() {
    let mut draft = Draft::example();
    draft.type_into(Input::Churn, "30,000.50".into());
    draft.write(Input::New, "1234.5");
    draft.set_mark(Mark::Comma);
    assert_eq!(draft.text(Input::Start), "500.000");
    assert_eq!(draft.text(Input::New), "1.234,5");
    assert_eq!(draft.text(Input::Churn), "30,000.50");
    let sheet = Sheet::of(&draft);
    assert_eq!(says(&sheet, "under churn"), "Info: Read as 30.000,50.");
    assert_eq!(says(&sheet, "nrr"), "110,0%");
    // The same style again changes nothing; the way back restores everything.
    let comma = draft.clone();
    draft.set_mark(Mark::Comma);
    assert_eq!(draft, comma);
    draft.set_mark(Mark::Point);
    assert_eq!(draft.text(Input::Start), "500,000");
}

#[test]
fn an_ambiguous_text_is_read_the_other_way_by_swapping_its_marks() {
    let mut draft = typed("start=1,234");
    draft.swap_marks(Input::Start);
    assert_eq!(draft.text(Input::Start), "1.234");
    assert_eq!(
        says(&Sheet::of(&draft), "under start"),
        "Info: Read as 1.234."
    );
    draft.swap_marks(Input::Start);
    assert_eq!(draft.text(Input::Start), "1,234");
}

#[test]
fn an_example_that_is_edited_is_an_example_no_more() {
    let mut draft = Draft::example();
    assert_eq!(draft.origin, Origin::Example);
    draft.settle(Input::Start);
    assert_eq!(draft, Draft::example());
    draft.type_into(Input::Start, "5".into());
    assert_eq!(draft.origin, Origin::Typed);
}

#[test]
fn clearing_keeps_period_currency_and_number_style() {
    let mut draft = typed("mark=comma currency=EUR period=quarter start=5 customers_lost=1");
    draft.origin = Origin::Checked(1);
    let cleared = draft.cleared();
    assert!(cleared.is_empty() && !draft.is_empty());
    assert_eq!(cleared.origin, Origin::Typed);
    assert_eq!(cleared.period, PeriodChoice::Quarter);
    assert_eq!(
        (cleared.mark(), cleared.currency()),
        (Mark::Comma, Currency::EUR)
    );
    assert!(Draft::empty().is_empty());
    assert!(typed("start=_").is_empty());
}

#[test]
fn a_draft_becomes_a_link_and_comes_back() {
    for (what, link) in [
        (
            "start=500000 expansion=100000 contraction=20000 churn=30000 customers_start=200 \
             customers_new=50 customers_lost=20",
            "v=1&period=year&currency=USD&start=500000&expansion=100000&contraction=20000\
             &churn=30000&customers_start=200&customers_new=50&customers_lost=20",
        ),
        (
            "mark=comma currency=CHF period=months months=18 start=1.234,50 churn=-19,5k \
             customers_end=1.234",
            "v=1&period=months%3A18&currency=CHF&start=1234.5&churn=19500&customers_end=1234",
        ),
        // What cannot be read does not travel.
        (
            "currency=XXX period=half_year start=abc expansion=-1 customers_lost=1.5",
            "v=1&period=half_year&currency=XXX",
        ),
    ] {
        let draft = typed(what);
        let made = Sheet::of(&draft).link().unwrap();
        assert_eq!(encode(&made), link);
        let opened = decode("", link).link.unwrap();
        assert_eq!(opened, made);
        let back = draft.from_link(&opened);
        assert_eq!((back.mark(), back.origin), (draft.mark(), Origin::Typed));
        assert_eq!(Sheet::of(&back).link().unwrap(), made, "{what}");
    }
    assert_eq!(
        Sheet::of(&typed("start=5 period=months months=0")).link(),
        None
    );
}

#[test]
fn the_example_comes_back_from_its_link_as_it_was() {
    let mut example = Draft::example();
    let link = Sheet::of(&example).link().unwrap();
    let opened = decode("", &encode(&link)).link.unwrap();
    let back = Draft::empty().from_link(&opened);
    example.origin = Origin::Typed;
    assert_eq!(back, example);
}

/// Typed in one number style, carried by a link, opened in another, kept over a reload.
#[test]
fn choices_travel_with_the_numbers() {
    let mut draft = typed("start=500000 mark=comma");
    for (key, text) in [
        ("stage", "growth"),
        ("target", "112,5%"),
        ("cr_threshold", "120"),
        ("if_churn", "-1.500,5"),
        ("if_1", "Save plays~~~-40%~~"),
        ("forecast_periods", "5"),
    ] {
        draft.choose(Choice::parse(key).unwrap(), text.to_owned());
    }
    let link = "v=1&period=year&currency=USD&start=500000&stage=growth&target=112.5\
                &if_churn=-1500.5&if_1=Save%20plays~~~-40%25~~";
    assert_eq!(encode(&Sheet::of(&draft).link().unwrap()), link);
    assert!(draft.misread(Choice::CrThreshold).is_some());

    let opened = Draft::empty().from_link(&decode("", link).link.unwrap());
    assert_eq!(opened.choice(Choice::Target), "112.5%");
    let mut comma = opened.clone();
    comma.set_mark(Mark::Comma);
    assert_eq!(comma.choice(Choice::Target), "112,5%");
    assert_eq!(Sheet::of(&comma).choices, Sheet::of(&opened).choices);

    let kept = opened.lines();
    assert_eq!(
        Draft::from_lines(&mut kept.split('\n')),
        Some(opened.clone())
    );
    // What a reload kept before there were choices is read as it was.
    let before: Vec<_> = kept.split('\n').take(16).collect();
    let mut fewer = opened.clone();
    for choice in Choice::all() {
        fewer.choose(choice, String::new());
    }
    assert_eq!(
        Draft::from_lines(&mut before.into_iter()),
        Some(fewer.clone())
    );
    assert!(opened.cleared().choices().values().is_empty());
    assert!(opened.cleared().is_empty());
}

/// A field of a choice that is left shows its value as the page writes it; a step moves it.
#[test]
fn choices_are_settled_and_stepped() {
    let mut state = State::default();
    for (key, typed, settled, more, less) in [
        ("if_churn", "", "", "5%", "−5%"),
        ("if_churn", "-40 %", "−40%", "−35%", "−45%"),
        ("if_churn", "10000", "10,000", "11,000", "9,000"),
        ("if_churn", "-7500", "−7,500", "−7,400", "−7,600"),
        ("if_churn", "5", "5", "6", "4"),
        ("if_customers_lost", "-1200", "−1,200", "−1,199", "−1,201"),
        ("if_customers_lost", "10%", "10%", "15%", "5%"),
        ("forecast_periods", "7", "7", "8", "6"),
    ] {
        let choice = Choice::parse(key).unwrap();
        state.draft.choose(choice, typed.to_owned());
        state.draft.settle_choice(choice);
        assert_eq!(state.draft.choice(choice), settled, "{key} {typed}");
        for (step, expect) in [(true, more), (false, less)] {
            state.draft.choose(choice, typed.to_owned());
            state.step(choice, step);
            assert_eq!(state.draft.choice(choice), expect, "{key} {typed}");
        }
    }
    for (key, typed, settled) in [
        ("target", "105", "105%"),
        ("target", "101.2%", "101.2%"),
        ("nrr_threshold", "100", "100%"),
        ("forecast_new", "1234567.5", "1,234,567.5"),
        ("stage", "growth", "growth"),
        // What cannot be read stays: there are no parts of customers.
        ("target", "many", "many"),
        ("if_customers_lost", "-8.5", "-8.5"),
    ] {
        let choice = Choice::parse(key).unwrap();
        state.draft.choose(choice, typed.to_owned());
        state.draft.settle_choice(choice);
        assert_eq!(state.draft.choice(choice), settled, "{key} {typed}");
    }
    assert!(state.draft.misread(Choice::IfCustomersLost).is_some());
}

#[test]
fn a_link_chooses_its_period() {
    for (months, choice, text) in [
        (1, PeriodChoice::Month, ""),
        (3, PeriodChoice::Quarter, ""),
        (6, PeriodChoice::HalfYear, ""),
        (12, PeriodChoice::Year, ""),
        (18, PeriodChoice::Other, "18"),
    ] {
        let link = Link::empty(Period::months_of(months).unwrap(), Currency::GBP);
        let draft = Draft::example().from_link(&link);
        assert_eq!((draft.period, draft.months.as_str()), (choice, text));
        assert_eq!(draft.currency(), Currency::GBP);
        assert!(draft.is_empty());
    }
}

/// The figures of `domain` articles, computed again.
#[test]
fn checked_examples_give_the_right_figures() {
    let expect: [&[(&str, &str)]; 5] = [
        &[
            ("customer_retention", "90.0%"),
            ("customers_end", "230"),
            ("cr worked", "(230 − 50) / 200 = 180 / 200 = 90.0%"),
            ("nrr note", "Type revenue at the start to see NRR."),
        ],
        &[
            ("nrr", "110.0%"),
            ("grr", "at least 90.0%"),
            ("annualised_nrr", "313.8%"),
            ("subject", "net revenue retention, month"),
        ],
        &[
            ("nrr", "110.0%"),
            ("grr", "at least 90.0%"),
            ("annualised_nrr", "110.0%"),
        ],
        &[
            ("nrr", "40.0%"),
            ("grr", "40.0%"),
            ("customer_retention", "100.0%"),
            ("gross_revenue_churn", "60.0%"),
        ],
        &[
            ("nrr", "102.0%"),
            ("grr_by_movements", "85.0%"),
            ("expansion_rate", "17.0%"),
        ],
    ];
    let mut from = typed("mark=comma currency=EUR start=7 customers_end=7 new=7");
    from.period = PeriodChoice::Other;
    assert_eq!(examples::ALL.len(), expect.len());
    for (index, example) in examples::ALL.iter().enumerate() {
        let draft = example.draft(index, &Draft::example());
        assert_eq!(draft.origin, Origin::Checked(index));
        let sheet = Sheet::of(&draft);
        for (place, words) in expect[index] {
            assert_eq!(says(&sheet, place), *words, "{place} of {}", example.source);
        }
        for input in FIELDS {
            assert_eq!(
                says(&sheet, &format!("under {}", input.key())),
                "-",
                "{input:?}"
            );
        }
        // Nothing of what stood there before is left; the reader's style is.
        let styled = example.draft(index, &from);
        let plain = Sheet::of(&draft).link().unwrap();
        assert_eq!(Sheet::of(&styled).totals, *plain.totals());
        assert_eq!(
            (styled.mark(), styled.currency()),
            (Mark::Comma, Currency::EUR)
        );
    }
}

proptest! {
    /// Whatever is typed: nothing panics, leaving a field changes no reading, and what can be
    /// read survives a link and both number styles.
    #[test]
    fn any_text(texts in proptest::collection::vec("[0-9.,' $k()e%−-]{0,12}", 11), comma: bool) {
        let mut draft = typed(if comma { "mark=comma" } else { "" });
        for (input, text) in FIELDS.into_iter().zip(texts) {
            draft.type_into(input, text);
        }
        let sheet = Sheet::of(&draft);
        let link = sheet.link().unwrap();
        let opened = decode("", &encode(&link)).link.unwrap();
        prop_assert_eq!(&opened, &link);
        let mut back = draft.from_link(&opened);
        prop_assert_eq!(&Sheet::of(&back).totals, link.totals());
        back.set_mark(if comma { Mark::Point } else { Mark::Comma });
        prop_assert_eq!(&Sheet::of(&back).totals, link.totals());
        for input in FIELDS {
            draft.settle(input);
        }
        prop_assert_eq!(Sheet::of(&draft).totals, sheet.totals);
    }
}
