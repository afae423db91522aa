//! Links: every documented one for ever, and the laws.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use proptest::prelude::*;
use retention_calculator::link::{
    Accent, Choice, Choices, Currency, Grammar, Host, Kept, Link, Message, NoticeKind, Parts,
    Place, Setting, Snippet, Theme, View, decode, encode,
};
use retention_calculator::number::{Amount, Change, Count, Mark};
use retention_calculator::retention::{Input, Period, Totals};

/// The golden file: query, fragment, the canonical link (`-` for none), notices.
#[test]
fn documented_links_open_for_ever() {
    let mut checked = 0;
    let lines = include_str!("fixtures/links.tsv").lines().skip(1);
    for line in lines.filter(|line| !line.starts_with("# ")) {
        let cells: Vec<&str> = line.split('\t').collect();
        let decoded = decode(cells[0], cells[1]);
        let link = decoded.link.as_ref().map_or("-".into(), encode);
        assert_eq!(link, cells[2], "{line}");
        let notices = decoded
            .notices
            .iter()
            .map(|notice| format!("{:?} {} {}", notice.kind, notice.key, notice.text));
        assert_eq!(
            notices.collect::<Vec<_>>().join("; "),
            cells[3].replace("\\0", "\0"),
            "{line}"
        );
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn values_in_the_query_are_told_apart_from_presentation() {
    for (query, from_query, view, theme, lang) in [
        ("", false, View::Page, Theme::Auto, None),
        ("?start=1", true, View::Page, Theme::Auto, None),
        (
            "?view=embed&theme=dark&lang=pt-BR",
            false,
            View::Embed,
            Theme::Dark,
            Some("pt-BR"),
        ),
        (
            "view=wide&theme=light&lang=%3Cb%3E",
            false,
            View::Page,
            Theme::Light,
            None,
        ),
        (
            "view=embed&view=page&theme=sepia",
            false,
            View::Embed,
            Theme::Auto,
            None,
        ),
    ] {
        let decoded = decode(query, "");
        let shown = &decoded.presentation;
        let found = (
            decoded.from_query,
            shown.view,
            shown.theme,
            shown.lang.as_deref(),
        );
        assert_eq!(found, (from_query, view, theme, lang), "{query}");
    }
}

#[test]
fn what_is_too_long_is_cut_between_keys_and_said() {
    let long = format!("start=1&filler={}&churn=2", "x".repeat(9000));
    let decoded = decode("", &long);
    assert_eq!(
        encode(&decoded.link.unwrap()),
        "v=1&period=year&currency=USD&start=1"
    );
    assert_eq!(decoded.notices[0].kind, NoticeKind::TooLong);

    // The cap falls into the value of churn: it is left out, not cut to another number.
    let cut = format!("filler={}&churn=123456", "x".repeat(8192 - 17));
    assert_eq!(decode("", &cut).link, None);

    let many = format!("{}churn=2", "x=1&".repeat(64));
    let decoded = decode("", &many);
    assert_eq!(
        (decoded.link, decoded.notices[0].kind),
        (None, NoticeKind::TooManyKeys)
    );
    let just = format!("{}churn=2", "x=1&".repeat(63));
    assert!(decode("", &just).link.is_some());

    let text = decode("", &format!("start={}", "y".repeat(500))).notices[0]
        .text
        .clone();
    assert_eq!(text.len(), 64);
}

#[test]
fn a_link_leaves_out_what_cannot_be_used() {
    let mut totals = Totals {
        starting: Ok(Amount::plain("-5").ok()),
        ..Totals::default()
    };
    totals.customers_lost = Err(retention_calculator::retention::Fault::NotWhole);
    let link = Link::of(&totals, Currency::EUR).unwrap();
    assert_eq!(link, Link::empty(Period::YEAR, Currency::EUR));
    assert!(link.is_empty());
    totals.period = Err(retention_calculator::retention::Fault::Unreadable);
    assert_eq!(Link::of(&totals, Currency::EUR), None);
}

/// What a query says of the presentation, and the query that is made of it.
#[test]
fn presentation_is_read_and_written() {
    for (query, written) in [
        ("", ""),
        ("view=page&theme=auto", ""),
        ("theme=dark&view=embed", "view=embed&theme=dark"),
        (
            "view=embed&parts=inputs,equation,sentence,working",
            "view=embed",
        ),
        (
            "view=embed&parts=picture,inputs,nothing",
            "view=embed&parts=inputs,picture",
        ),
        ("view=embed&parts=", "view=embed&parts="),
        (
            "view=embed&lock=start,churn,nobody",
            "view=embed&lock=start,churn",
        ),
        ("view=embed&accent=%23A36", "view=embed&accent=aa3366"),
        ("accent=aa3366&lang=de", "lang=de&accent=aa3366"),
        ("accent=red", ""),
    ] {
        let presentation = decode(query, "").presentation;
        assert_eq!(presentation.query(), written, "{query}");
        assert_eq!(decode(written, "").presentation, presentation, "{query}");
    }
}

#[test]
fn parts_are_added_and_taken_away() {
    let mut parts = Parts::default();
    parts.toggle("picture");
    parts.toggle("equation");
    parts.toggle("nothing");
    assert_eq!(parts.list(), "inputs,sentence,working,picture");
    assert!(parts.has("picture") && !parts.has("equation"));
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let level = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if level <= 0.04045 {
            level / 12.92
        } else {
            ((level + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn every_accent_is_readable_in_both_themes() {
    let steps = [0, 17, 51, 85, 119, 128, 153, 187, 221, 255];
    let grounds = |light: bool| {
        if light {
            ["ffffff", "eef1ee"]
        } else {
            ["151d22", "11181c"]
        }
    };
    for (r, g, b) in steps
        .iter()
        .flat_map(|r| steps.iter().map(move |g| (r, g)))
        .flat_map(|(r, g)| steps.iter().map(move |b| (r, g, b)))
    {
        let given = format!("{r:02x}{g:02x}{b:02x}");
        let accent = Accent::parse(&given).unwrap();
        for (corrected, light) in [(accent.on_light(), true), (accent.on_dark(), false)] {
            let corrected = corrected.to_string();
            for ground in grounds(light) {
                let (one, other) = (luminance(&corrected), luminance(ground));
                let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(
                    contrast >= 4.5,
                    "{given} as {corrected} on {ground}: {contrast}"
                );
            }
        }
    }
}

#[test]
fn an_accent_that_is_readable_stays_as_it_is() {
    let check = |text, light: &str, dark: &str| {
        let accent = Accent::parse(text).unwrap();
        assert_eq!(accent.on_light().to_string(), light, "{text}");
        assert_eq!(accent.on_dark().to_string(), dark, "{text}");
    };
    check("005c94", "005c94", "4f8eb5");
    check("#7cc4ee", "456e85", "7cc4ee");
    for text in ["", "#", "12", "12345", "1234567", "red", "ggg", "#é12"] {
        assert_eq!(Accent::parse(text), None, "{text}");
    }
}

/// What is pasted, and where.
#[test]
fn a_snippet_is_what_its_host_keeps() {
    let shown = decode("view=embed&theme=dark&lock=churn", "").presentation;
    let link = decode("", "start=100&expansion=5").link;
    let snippet = Snippet {
        base: "https://a.b/c/",
        shown: &shown,
        link: link.as_ref(),
        height: 440,
        follows: true,
        words: "NRR 105.0%",
    };
    let frame = concat!(
        r#"<iframe src="https://a.b/c/?view=embed&amp;theme=dark&amp;lock=churn"#,
        r#"#v=1&amp;period=year&amp;currency=USD&amp;start=100&amp;expansion=5" "#,
        r#"title="NRR and CR calculator" width="100%" height="440" frameborder="0" "#,
        r#"loading="lazy" allow="clipboard-write" referrerpolicy="no-referrer"></iframe>"#,
    );
    let full = "https://a.b/c/#v=1&period=year&currency=USD&start=100&expansion=5";
    let plain = format!(
        "\n<p><a href=\"{}\">NRR 105.0%</a></p>",
        full.replace('&', "&amp;")
    );
    let script = "\n<script async src=\"https://a.b/c/embed.v1.js\"></script>";
    let html = [frame, &plain, script].concat();
    for (place, text) in [
        (Place::Html, html.clone()),
        (
            Place::WordPress,
            format!("<!-- wp:html -->\n{html}\n<!-- /wp:html -->"),
        ),
        (
            Place::Ghost,
            format!("<!--kg-card-begin: html-->\n{html}\n<!--kg-card-end: html-->"),
        ),
        (
            Place::Mdx,
            frame
                .replace("frameborder", "frameBorder")
                .replace("referrerpolicy", "referrerPolicy")
                .replace("></iframe>", " />")
                + &format!("\n\n[NRR 105.0%]({full})"),
        ),
        (
            Place::Notion,
            full.replace("/#", "/?view=embed&theme=dark&lock=churn#"),
        ),
        (
            Place::Picture,
            format!("[![NRR 105.0%](retention.svg)]({full})"),
        ),
    ] {
        assert_eq!(snippet.text(place), text);
        assert!(!text.contains("style="));
    }
    let alone = Snippet {
        link: None,
        follows: false,
        base: "https://a.b/x.html",
        ..snippet
    };
    assert!(!alone.text(Place::Html).contains("script"));
    assert_eq!(alone.full(), "https://a.b/x.html");
    let script = Snippet {
        follows: true,
        ..alone
    }
    .text(Place::Html);
    assert!(script.contains("https://a.b/embed.v1.js"), "{script}");
    for (key, place) in Place::ALL {
        assert_eq!(Place::parse(key), Some(place));
    }
}

/// Our address, its query and fragment, what iframe-resizer says, and all that we answer.
#[test]
fn a_host_hears_the_height_and_nothing_else() {
    let own = r#"{"type":"retention-calculator:resize","v":1,"height":640}"#;
    let amp = r#"{"sentinel":"amp","type":"embed-size","height":640}"#;
    let embedly = r#"'{"src":"https://a.b/?view=embed","context":"iframe.resize","height":640}'"#;
    for (query, fragment, said, more) in [
        ("?view=embed", "start=500000&churn=1", "", &[][..]),
        (
            "?view=embed",
            "v=1&start=500000#?secret=aB3",
            "",
            &[r#"{"message":"height","value":640,"secret":"aB3"}"#],
        ),
        (
            "",
            "?secret=x",
            "",
            &[r#"{"message":"height","value":640,"secret":"x"}"#],
        ),
        ("", "start=1#?secret=<b>", "", &[]),
        (
            "?view=embed&childId=post-1&parentUrl=x",
            "",
            "",
            &["'pymxPYMxpost-1xPYMxheightxPYMx640'"],
        ),
        (
            "",
            "",
            "[iFrameSizer]frame0:8:false:false:32",
            &["'[iFrameSizer]frame0:640:500:size'"],
        ),
        ("", "", "[iFrameSizer]:8", &[]),
        ("", "", "[iFrameSizer]resize", &[]),
        ("", "", "hello", &[]),
    ] {
        let mut host = Host::of("https://a.b/?view=embed", query, fragment);
        assert_eq!(host.hear(said), !more.is_empty() && !said.is_empty());
        assert!(!host.hear(said), "introduced once");
        let said: Vec<_> = host.resize(500, 640).into_iter().map(written).collect();
        let expect: Vec<_> = [own, embedly, amp].iter().chain(more).copied().collect();
        assert_eq!(said, expect);
        assert!(said.iter().all(|message| !message.contains("500000")));
    }
}

#[test]
fn heights_stay_within_reason() {
    for (height, said) in [(0, "120"), (119, "120"), (121, "121"), (9000, "4000")] {
        let first = written(Host::default().resize(1, height).remove(0));
        assert!(first.ends_with(&format!(r#""height":{said}}}"#)), "{first}");
    }
    let quoted = Host::of(r#"https://a.b/?x="\"#, "", "")
        .resize(1, 200)
        .remove(1);
    let quoted = written(quoted);
    assert!(quoted.contains("?x=%22%5C\","), "{quoted}");
}

fn written(message: Message) -> String {
    match message {
        Message::Object(json) => json,
        Message::Text(text) => format!("'{text}'"),
    }
}

fn links() -> impl Strategy<Value = Link> {
    let amounts = prop::collection::vec(prop::option::of(0..10_i128.pow(22)), 6);
    let counts = prop::collection::vec(prop::option::of(0..10_u64.pow(15)), 5);
    let currency =
        prop::sample::select(Currency::all().chain([Currency::NONE]).collect::<Vec<_>>());
    let all = (amounts, counts, 1_u32..=60, currency, choices());
    all.prop_map(|(amounts, counts, months, currency, choices)| {
        let mut totals = Totals {
            period: Ok(Period::months_of(months).unwrap()),
            ..Totals::default()
        };
        for (input, micros) in Input::REVENUE.into_iter().zip(amounts) {
            *totals.revenue_mut(input).unwrap() =
                Ok(micros.map(|micros| Amount::from_micros(micros).unwrap()));
        }
        for (input, count) in Input::CUSTOMERS.into_iter().zip(counts) {
            *totals.customers_mut(input).unwrap() =
                Ok(count.map(|count| Count::new(count).unwrap()));
        }
        Link::of(&totals, currency).unwrap().with(choices)
    })
}

/// An amount as large as a setting may be.
fn settled() -> impl Strategy<Value = Amount> {
    (0..10_i128.pow(21)).prop_map(|micros| Amount::from_micros(micros).unwrap())
}

fn change() -> impl Strategy<Value = Option<Change>> {
    let amount = (settled(), any::<bool>()).prop_map(|(by, less)| Change {
        by: Amount::from_micros(if less { -by.micros() } else { by.micros() }).unwrap(),
        is_percent: false,
    });
    let percent = (-100_000_000_i128..=1_000_000_000).prop_map(|micros| Change {
        by: Amount::from_micros(micros).unwrap(),
        is_percent: micros != 0,
    });
    prop_oneof![Just(None), amount.prop_map(Some), percent.prop_map(Some)]
}

/// Any setting of a choice, as far as its grammar goes.
fn chosen(choice: Choice) -> BoxedStrategy<Setting> {
    match choice.grammar() {
        Grammar::Word(words) => prop::sample::select(words.to_vec())
            .prop_map(Setting::Word)
            .boxed(),
        Grammar::Percent(most) => (0..=i128::from(most) * 1_000_000)
            .prop_map(|micros| Setting::Amount(Amount::from_micros(micros).unwrap()))
            .boxed(),
        Grammar::Amount => settled().prop_map(Setting::Amount).boxed(),
        Grammar::Whole(least, most) => (least..=most).prop_map(Setting::Whole).boxed(),
        Grammar::Change => change()
            .prop_map(|change| Setting::Change(change.unwrap_or(Change::plain("0").unwrap())))
            .boxed(),
        Grammar::Kept => ("\\PC{1,40}", prop::array::uniform5(change()))
            .prop_map(|(name, changes)| {
                let named = |name: &str| Kept::new(name, changes);
                Setting::Kept(named(&name).unwrap_or_else(|| named("A").unwrap()))
            })
            .boxed(),
    }
}

fn choices() -> impl Strategy<Value = Choices> {
    let each: Vec<_> = Choice::all()
        .map(|choice| prop::option::of(chosen(choice)))
        .collect();
    each.prop_map(|settings| {
        let mut choices = Choices::default();
        for (choice, setting) in Choice::all().zip(settings) {
            choices.set(choice, setting);
        }
        choices
    })
}

/// What a person types, and what a link then carries; `!` cannot be read.
#[test]
fn choices_are_typed_as_numbers_are() {
    for (key, mark, text, plain) in [
        ("stage", Mark::Point, "mature", "mature"),
        ("stage", Mark::Point, "large", "!"),
        ("target", Mark::Point, "115", "115"),
        ("target", Mark::Point, " 115.50 % ", "115.5"),
        ("target", Mark::Comma, "115,5%", "115.5"),
        ("target", Mark::Point, "many", "!"),
        ("target", Mark::Point, "-5", "!"),
        ("arr", Mark::Point, "$9.5M", "9500000"),
        ("if_churn", Mark::Point, "-40%", "-40%"),
        ("if_churn", Mark::Point, "−40 %", "-40%"),
        ("if_churn", Mark::Point, "+12.5%", "12.5%"),
        ("if_churn", Mark::Comma, "-12,5%", "-12.5%"),
        ("if_churn", Mark::Point, "-12,000", "-12000"),
        ("if_churn", Mark::Point, "-140%", "!"),
        ("if_churn", Mark::Point, "1100%", "!"),
        ("if_churn", Mark::Point, "%", "!"),
        ("forecast_periods", Mark::Point, "12", "12"),
        ("forecast_periods", Mark::Point, "2.5", "!"),
        ("forecast_customers", Mark::Point, "1,200", "1200"),
    ] {
        let choice = Choice::parse(key).unwrap();
        let read = choice.typed(text, mark).unwrap();
        let shown = read.map_or("!".to_owned(), |setting| setting.to_string());
        assert_eq!(shown, plain, "{key} {text}");
        assert_eq!(choice.typed("  ", mark), None);
    }
}

/// Every choice has a key of its own, and no input has the same.
#[test]
fn keys_of_choices_are_their_own() {
    let keys: Vec<_> = Choice::all().map(Choice::key).collect();
    assert_eq!(keys.len(), Choice::COUNT);
    for (at, key) in keys.iter().enumerate() {
        assert!(
            Input::parse(key).is_none() && !keys[..at].contains(key),
            "{key}"
        );
        let choice = Choice::parse(key).unwrap();
        assert_eq!((choice.key(), choice.place()), (*key, at));
    }
}

/// Text that looks like a link, more or less.
fn scraps() -> impl Strategy<Value = String> {
    let keys: Vec<String> = Input::all()
        .map(|input| input.key().into())
        .chain(["v".into(), "currency".into()])
        .chain(Choice::all().map(|choice| choice.key().into()))
        .collect();
    let pair = (
        prop::sample::select(keys),
        "[-0-9.]{0,20}|year|months:[0-9]{1,2}|[A-Z]{3}|%[0-9A-F]{2}|\\PC{0,4}",
    )
        .prop_map(|(key, value)| format!("{key}={value}"));
    let piece = prop_oneof![4 => pair, 1 => "\\PC{0,8}", 1 => "[#?!&;=%]{0,3}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join("&"))
}

proptest! {
    #[test]
    fn a_link_says_what_it_was_made_of(link in links()) {
        let text = encode(&link);
        let decoded = decode("", &text);
        prop_assert_eq!(decoded.link, Some(link));
        prop_assert!(decoded.notices.is_empty());
        prop_assert!(text.len() <= 1800);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~&=%".contains(&byte)));
    }

    #[test]
    fn decoding_makes_canonical(query in scraps(), fragment in scraps()) {
        if let Some(link) = decode(&query, &fragment).link {
            let text = encode(&link);
            let again = decode("", &text);
            prop_assert!(again.notices.is_empty(), "{:?}", again.notices);
            prop_assert_eq!(encode(&again.link.unwrap()), text);
        }
    }

    #[test]
    fn anything_decodes(query in any::<String>(), fragment in any::<Vec<u8>>()) {
        let decoded = decode(&query, &String::from_utf8_lossy(&fragment));
        prop_assert!(decoded.notices.iter().all(|notice| notice.text.chars().count() <= 64));
    }
}
