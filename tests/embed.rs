//! The calculator in other people's pages: what it says, what its author may choose, its picture.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{example, sheet};
use retention_calculator::app::builder::Builder;
use retention_calculator::app::draft::Draft;
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::state::State;
use retention_calculator::app::text::embed::{
    picture, sentence, short_cr_note, short_nrr_note, subject, wrong_accent, wrong_height,
};
use retention_calculator::link::{Parts, Place, decode};
use retention_calculator::retention::Input;
use std::fs;
use std::path::Path;

#[test]
fn it_says_the_same_in_fewer_words() {
    for (more, nrr, cr, words) in [
        (
            "",
            "500,000 became *550,000*",
            "*180* of 200 stayed",
            "Fewer customers, paying 22.2% more each. GRR is at least 90.0%.",
        ),
        (
            "expansion=0",
            "500,000 became *450,000*",
            "*180* of 200 stayed",
            "Fewer customers, each paying the same. GRR is 90.0%.",
        ),
        (
            "expansion=0 contraction=70000",
            "500,000 became *400,000*",
            "*180* of 200 stayed",
            "Fewer customers, paying 11.1% less each. GRR is 80.0%.",
        ),
        (
            "churn=0 customers_lost=0",
            "500,000 became *580,000*",
            "*200* of 200 stayed",
            "All customers stayed, paying 16.0% more each. GRR is at least 96.0%.",
        ),
        (
            "start=",
            "Type revenue at the start to see NRR.",
            "*180* of 200 stayed",
            "You kept 90.0% of customers: 180 of 200 stayed.",
        ),
        (
            "customers_start= customers_lost= customers_new=",
            "500,000 became *550,000*",
            "Add customer counts to see CR and why the two differ.",
            "You kept 110.0% of revenue: $500,000 at the start became $550,000. GRR is at least 90.0%.",
        ),
    ] {
        let sheet = example(more);
        assert_eq!(short_nrr_note(&sheet), nrr, "{more}");
        assert_eq!(short_cr_note(&sheet), cr, "{more}");
        assert_eq!(sentence(&sheet), words, "{more}");
    }
    assert_eq!(sentence(&sheet("")), "");
}

#[test]
fn it_names_the_period_and_the_currency() {
    for (pairs, words) in [
        ("", "one year, USD $"),
        ("period=half_year currency=EUR", "one half year, EUR €"),
        ("period=months months=18 currency=CHF", "18 months, CHF"),
        ("currency=XXX period=month", "one month"),
    ] {
        assert_eq!(subject(&sheet(pairs)), words, "{pairs}");
    }
}

/// What stands in the page before the program runs is what the program says.
#[test]
fn the_static_page_says_it_too() {
    let page = read("index.html");
    let sheet = Sheet::of(&Draft::example());
    for words in [
        format!("id=\"embed-subject\">{}<", subject(&sheet)),
        format!("id=\"embed-sentence\">{}<", sentence(&sheet)),
        "class=\"embed-note embed-only\">500,000 became <b>550,000</b></p>".to_owned(),
        "class=\"embed-note embed-only\"><b>180</b> of 200 stayed</p>".to_owned(),
    ] {
        assert!(page.contains(&words), "{words}");
    }
    // The first paint knows the same usual parts, and the builder ticks them.
    assert!(read("src/view.js").contains(&format!("?? \"{}\"", Parts::USUAL)));
    for part in Parts::ALL {
        let ticked = if Parts::default().has(part) {
            " checked"
        } else {
            ""
        };
        let tick = format!("name=\"embed_part\" value=\"{part}\"{ticked}>");
        assert!(page.contains(&tick), "{tick}");
        let rule = format!("[data-parts~=\"{part}\"]");
        assert!(read("style/embed.css").contains(&rule), "{rule}");
    }
    for (key, _) in Place::ALL {
        assert!(page.contains(&format!("<option value=\"{key}\">")), "{key}");
    }
}

#[test]
fn no_height_follows_the_window() {
    for entry in fs::read_dir(root().join("style")).unwrap() {
        let css = fs::read_to_string(entry.unwrap().path()).unwrap();
        let number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        for unit in ["vh", "vmin", "vmax", "vb"] {
            let found = css
                .match_indices(unit)
                .any(|(at, _)| number(css[..at].trim_end_matches(['d', 's', 'l'])));
            assert!(!found, "{unit}");
        }
    }
}

#[test]
fn the_script_beside_embeds_is_small() {
    let script = read("src/embed.v1.js");
    assert!(script.len() <= 1500, "{}", script.len());
    assert!(!script.contains("innerHTML"));
}

#[test]
fn what_the_author_fixed_stays() {
    let mut state = State::default();
    state.embed(&[Input::Start, Input::Churn]);
    state.type_into(Input::Start, "1".to_owned());
    state.type_into(Input::Expansion, "0".to_owned());
    assert_eq!(state.draft.text(Input::Start), "500,000");
    assert_eq!(state.draft.text(Input::Expansion), "0");

    let link = decode(
        "",
        "start=100&customers_start=10&customers_lost=1&customers_end=12&customers_new=5",
    )
    .link;
    let mut state = State::default();
    state.open("", link.as_ref(), Vec::new());
    state.embed(&[Input::CustomersEnd, Input::Churn]);
    state.fix_count(Input::CustomersEnd);
    state.fill_blanks();
    assert_eq!(state.draft.text(Input::CustomersEnd), "12");
    assert_eq!(state.draft.text(Input::Churn), "");
    assert_eq!(state.draft.text(Input::Contraction), "0");
}

/// The embed has fields for two counts; the one at the end follows from them.
#[test]
fn the_count_worked_out_is_the_one_without_a_field() {
    for counts in [
        "customers_start=200&customers_new=50&customers_end=230",
        "customers_start=200&customers_new=50&customers_lost=20",
        "customers_new=50&customers_lost=20&customers_end=230",
        "customers_start=200&customers_lost=20&customers_end=230",
    ] {
        let mut state = State::default();
        state.embed(&[]);
        state.open("", decode("", counts).link.as_ref(), Vec::new());
        let worked = state
            .sheet()
            .worked_out()
            .map(|(input, count)| (input, count.value()));
        assert_eq!(worked, Some((Input::CustomersEnd, 230)), "{counts}");
        state.type_into(Input::CustomersLost, "40".to_owned());
        let worked = state
            .sheet()
            .worked_out()
            .map(|(input, count)| (input, count.value()));
        assert_eq!(worked, Some((Input::CustomersEnd, 210)), "{counts}");
    }
}

/// Controls of the builder, one after the other, and the address of the embed after each.
#[test]
fn the_builder_follows_its_controls() {
    let mut builder = Builder::default();
    let sheet = Sheet::of(&Draft::example());
    for (name, value, query) in [
        ("embed_theme", "dark", "?view=embed&theme=dark"),
        (
            "embed_accent",
            " #f80 ",
            "?view=embed&theme=dark&accent=ff8800",
        ),
        // What cannot be read leaves what was there.
        (
            "embed_accent",
            "orange",
            "?view=embed&theme=dark&accent=ff8800",
        ),
        ("embed_accent", "", "?view=embed&theme=dark"),
        (
            "embed_part",
            "working",
            "?view=embed&theme=dark&parts=inputs,equation,sentence",
        ),
        ("embed_part", "working", "?view=embed&theme=dark"),
        ("embed_lock", "churn", "?view=embed&theme=dark&lock=churn"),
        (
            "embed_lock",
            "start",
            "?view=embed&theme=dark&lock=start,churn",
        ),
        ("embed_lock", "churn", "?view=embed&theme=dark&lock=start"),
    ] {
        assert!(builder.choose(name, value));
        let (_, source) = builder.snippet(&sheet, false, "https://a.b/", 500);
        assert_eq!(source, format!("https://a.b/{query}"), "{name} {value}");
    }
    assert!(!builder.choose("currency", "EUR"));

    let text = |builder: &Builder, carries| builder.snippet(&sheet, carries, "https://a.b/", 441).0;
    assert!(text(&builder, true).contains("height=\"441\""));
    assert!(text(&builder, true).contains(">NRR 110.0%, CR 90.0%</a>"));
    assert!(text(&builder, true).contains("start=500000"));
    assert!(text(&builder, false).contains(">NRR and CR calculator</a>"));
    assert!(!text(&builder, false).contains("500000"));
    assert!(text(&builder, true).contains("embed.v1.js"));
    builder.choose("embed_follows", "on");
    assert!(!text(&builder, true).contains("embed.v1.js"));
    for (typed, height) in [
        ("600", "600"),
        (" 120 px ", "120"),
        ("4000", "4000"),
        ("119", "4000"),
        ("4001", "4000"),
        ("tall", "4000"),
        ("", "441"),
        ("12.5", "441"),
    ] {
        builder.choose("embed_height", typed);
        assert!(
            text(&builder, true).contains(&format!("height=\"{height}\"")),
            "{typed}"
        );
    }
}

/// What is typed into the fields of colour and height, one after the other, and what is said to it.
#[test]
fn the_builder_says_what_is_wrong() {
    let mut builder = Builder::default();
    let colour =
        "A colour is # and 3 or 6 digits 0 to 9, a to f, like #05c or #005c94. Used until then: ";
    let height = "A height is a whole number of pixels from 120 to 4000. Used until then: ";
    for (accent, said_accent, tall, said_height) in [
        ("", None, "", None),
        (
            "blue",
            Some("the calculator’s own."),
            "0",
            Some("that of the preview."),
        ),
        ("#05c", None, "600", None),
        ("#05c9", Some("#0055cc."), "60", Some("600.")),
        ("rgb(0, 1, 2)", Some("#0055cc."), "tall", Some("600.")),
        (" ", None, " ", None),
    ] {
        builder.choose("embed_accent", accent);
        builder.choose("embed_height", tall);
        let said = |start: &str, end: Option<&str>| end.map(|end| start.to_owned() + end);
        assert_eq!(
            wrong_accent(&builder),
            said(colour, said_accent),
            "{accent}"
        );
        assert_eq!(wrong_height(&builder), said(height, said_height), "{tall}");
    }
}

#[test]
fn the_picture_says_what_the_page_says() {
    let svg = picture(&Sheet::of(&Draft::example()), day());
    for words in [
        "110.0%",
        "90.0%",
        "122.2%",
        "500,000 became 550,000",
        "one year, USD $",
        "Sat Nov 21 2026. NRR vs CR, retention calculator",
    ] {
        assert!(svg.contains(&format!(">{words}</tspan>")), "{words}");
    }
    assert!(svg.contains("<title>NRR 110.0%, CR 90.0%</title>"));
    assert!(svg.contains("Fewer customers, paying 22.2% more each. GRR"));
    assert!(svg.contains("NRR = (start + expansion"));
    // What is not known is said in it, and nothing is drawn of it.
    let svg = picture(&sheet("start=0 expansion=0 contraction=0 churn=0"), day());
    assert!(svg.contains(">not defined</tspan>"));
    assert!(!svg.contains("fill=\"#0072b2\""));
    for svg in [
        svg,
        picture(&example("expansion=0 contraction=70000"), day()),
    ] {
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
        assert!(!svg.contains("style=") && !svg.contains("NaN"));
    }
}

fn day() -> String {
    "Sat Nov 21 2026".to_owned()
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
