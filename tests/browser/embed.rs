//! The calculator in other people's pages: as a reader of a post meets it, and as its author makes it.

use crate::page::{Media, Page, site};
use crate::parents;
use serde_json::{Value, json};
use std::sync::OnceLock;
use xtask::run;
use xtask::serve::Site;

/// How high a frame is on the page, and how high what it shows.
fn heights(page: &Page, css: &str) -> (i64, i64) {
    let height =
        "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().height)";
    let outer = page.script(height, &[json!(css)]).as_i64();
    page.enter(css);
    let inner = page.script(height, &[json!("body")]).as_i64();
    page.leave();
    (outer.unwrap(), inner.unwrap())
}

fn fits(page: &Page, css: &str) {
    page.wait_until("the frame fits what it shows", || {
        let (outer, inner) = heights(page, css);
        (0..=2).contains(&(outer - inner))
    });
}

#[test]
fn a_post_shows_three_calculators_that_fit() {
    let page = Page::blank();
    for width in [1000, 400] {
        page.resize(width, 800);
        page.look_at(&format!("{}demo.html", site()));
        for frame in [
            "iframe:nth-of-type(1)",
            "iframe:nth-of-type(2)",
            "retention-calculator iframe",
        ] {
            fits(&page, frame);
        }
        assert!(!page.scrolls_sideways());
        page.screenshot(&format!("demo-{width}"));
    }
    // The first: the example, until somebody types.
    let first = "iframe:nth-of-type(1)";
    page.enter(first);
    assert_eq!(page.text("#embed-tag"), "Example");
    assert!(
        page.attribute("[data-open]", "href")
            .unwrap()
            .ends_with("/tools/retention/")
    );
    page.type_into("expansion", "0");
    assert_eq!(page.metric("nrr").shown, "90.0%");
    assert!(!page.is_visible("#embed-tag"));
    assert!(
        page.attribute("[data-open]", "href")
            .unwrap()
            .contains("expansion=0&")
    );
    page.click("How it is worked out");
    assert_eq!(page.axe(), [""; 0]);
    page.leave();
    fits(&page, first);
    // The second: what the author fixed cannot be typed into.
    page.enter("iframe:nth-of-type(2)");
    assert_eq!(page.metric("nrr").shown, "90.0%");
    assert!(page.attribute("#churn", "readonly").is_some());
    assert!(page.attribute("#expansion", "readonly").is_none());
    page.type_into("expansion", "50000");
    assert_eq!(page.metric("nrr").shown, "100.0%");
    page.leave();
    // The third: a result, and nothing to type.
    page.enter("retention-calculator iframe");
    assert!(!page.is_visible("#ask"));
    assert!(page.is_visible("#rectangle"));
    assert_eq!(page.text("#embed-subject"), "one month, EUR €");
    assert_eq!(page.metric("customer_retention").shown, "95.0%");
    assert_eq!(page.axe(), [""; 0]);
}

#[test]
fn pym_and_iframe_resizer_make_it_fit() {
    let page = Page::blank();
    for parent in ["pym.html", "resizer.html"] {
        page.look_at(&format!("{}{parent}", posts()));
        fits(&page, "iframe");
        page.enter("iframe");
        assert_eq!(page.metric("nrr").shown, "110.0%", "{parent}");
        page.click("How it is worked out");
        page.leave();
        fits(&page, "iframe");
        page.resize(360, 800);
        fits(&page, "iframe");
        page.resize(1280, 900);
    }
}

/// With nothing but a size, and with nothing allowed but scripts.
#[test]
fn a_sandboxed_frame_of_fixed_height_is_usable() {
    let page = Page::blank();
    page.look_at(&format!("{}sandbox.html", posts()));
    page.enter("iframe");
    assert_eq!(page.metric("nrr").shown, "110.0%");
    page.type_into("churn", "80000");
    assert_eq!(page.metric("nrr").shown, "100.0%");
    page.hear("Copied", || page.click("Copy result"));
    assert!(!page.scrolls_sideways());
    page.leave();
    page.screenshot("embed-sandbox");
}

/// Without scripts a frame shows the example, says so, and leads to the calculator itself.
#[test]
fn a_frame_without_scripts_says_what_it_shows() {
    let page = Page::blank();
    page.look_at(&format!("{}still.html", posts()));
    page.look_into("iframe");
    assert!(page.is_visible("noscript .note") && !page.is_visible("#load-failed"));
    assert!(
        page.text("noscript .note")
            .contains("the numbers below are the example")
    );
    let link = "noscript a[target=_blank]";
    assert_eq!(page.text(link), "open the calculator by itself");
}

/// All that the holding page ever hears, while a reader types.
#[test]
fn the_holding_page_hears_heights_only() {
    let page = Page::blank();
    page.look_at(&format!("{}listens.html", posts()));
    page.enter("iframe");
    page.type_into("start", "777123");
    page.type_into("customers_lost", "wrong");
    page.click("How it is worked out");
    page.leave();
    let heard = || -> Vec<String> {
        let heard = page.script("return heard.map((data) => JSON.stringify(data))", &[]);
        let heard = heard.as_array().unwrap().iter();
        heard
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    };
    for dialect in [
        "{\"type\":\"retention-calculator:resize\",\"v\":1,\"height\":",
        "\\\"context\\\":\\\"iframe.resize\\\"",
        "{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":",
        "{\"message\":\"height\",\"value\":",
    ] {
        page.wait_until("it hears", || {
            heard().iter().any(|text| text.contains(dialect))
        });
    }
    for text in heard() {
        for number in ["777123", "500000", "100000", "110", "start"] {
            assert!(!text.contains(number), "{text}");
        }
    }
    // It may ask again, and choose the theme.
    let ask = "heard.length = 0; frames[0].postMessage(arguments[0], '*'); return 0";
    page.script(
        ask,
        &[json!({ "type": "retention-calculator:hello", "v": 1 })],
    );
    page.wait_until("it answers", || !heard().is_empty());
    page.script(
        ask,
        &[json!({ "type": "retention-calculator:theme", "v": 1, "theme": "dark" })],
    );
    page.enter("iframe");
    page.wait_until("it is dark", || {
        page.attribute("html", "data-theme").as_deref() == Some("dark")
    });
}

/// The view is chosen before the first paint, and the program moves nothing when it takes over.
#[test]
fn an_embed_is_painted_once() {
    for (address, width) in [
        ("?view=embed", 720),
        ("?view=embed", 340),
        (
            "?view=embed&parts=equation#v=1&start=100&expansion=1&contraction=0&churn=2",
            500,
        ),
    ] {
        let page = Page::blank();
        page.resize(width, 900);
        page.go(address);
        let shift = page.script(
            "return new Promise(done => { let sum = 0;
             new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
               .observe({ type: 'layout-shift', buffered: true });
             setTimeout(() => done(sum), 400); })",
            &[],
        );
        assert!(
            shift.as_f64().is_some_and(|shift| shift < 0.005),
            "{address} {width}: {shift}"
        );
    }
}

#[test]
fn it_is_clean_at_every_width_in_both_themes() {
    let page = Page::open("?view=embed");
    for (width, media) in [
        (800, Media::Light),
        (640, Media::Dark),
        (480, Media::Light),
        (320, Media::Dark),
    ] {
        page.resize(width, 700);
        page.emulate_media(&[media]);
        assert!(!page.scrolls_sideways(), "{width}");
        assert_eq!(page.axe(), [""; 0], "{width}");
        page.screenshot(&format!("embed-{width}"));
    }
    page.emulate_media(&[Media::ForcedColors]);
    page.screenshot("embed-forced");
    page.go("?view=embed&accent=ffee00&theme=light#v=1&start=0&expansion=0&contraction=0&churn=0");
    assert_eq!(page.text("#nrr [data-metric]"), "not defined");
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("embed-not-defined");
    page.emulate_media(&[Media::Print]);
    page.resize(700, 900);
    page.screenshot("embed-print");
}

/// 12 pixels are the least for any words, those in a picture that is drawn to scale included.
#[test]
fn words_in_pictures_keep_their_size() {
    let page = Page::open("?view=embed&parts=inputs,equation,sentence,working,ruler,picture");
    let least = "return Math.min(...[...document.querySelectorAll('svg.plot text')]
        .filter((text) => text.checkVisibility())
        .map((text) => [parseFloat(getComputedStyle(text).fontSize), text.getScreenCTM()])
        .map(([size, scale]) => size * Math.hypot(scale.a, scale.b)))";
    for width in [320, 360, 545, 560, 720] {
        page.resize(width, 900);
        let least = page.script(least, &[]).as_f64().unwrap();
        assert!(least > 11.99, "{width}: {least}");
        assert!(!page.scrolls_sideways(), "{width}");
    }
}

#[test]
fn an_author_makes_an_embed() {
    let page = Page::open("");
    page.type_into("expansion", "150000");
    page.click("Embed");
    let code = || page.text("#embed-code");
    page.wait_until("it is drawn", || code().contains("expansion=150000"));
    assert!(code().starts_with("<iframe src=\""));
    assert!(
        page.text("#embed-publishes")
            .contains("readers can see them")
    );
    assert!(page.text("#embed-preview").contains("120.0"));
    page.screenshot("builder");
    assert_eq!(page.axe(), [""; 0]);
    page.choose("embed_width", "480");
    page.choose("embed_theme", "dark");
    page.choose("embed_part", "working");
    page.choose("embed_lock", "churn");
    page.wait_until("it follows", || {
        code().contains("&amp;theme=dark&amp;parts=inputs,equation,sentence&amp;lock=churn#v=1")
    });
    let width = "return document.querySelector('#embed-preview').offsetWidth";
    assert_eq!(page.script(width, &[]), json!(480));
    assert!(!page.is_visible("#embed-preview .embed-working"));
    page.screenshot("builder-dark");
    assert_eq!(page.axe(), [""; 0]);
    // What cannot be used is said, and changes nothing.
    for (name, wrong) in [("embed_accent", "blueish"), ("embed_height", "60")] {
        let message = format!("#{name}-message");
        assert!(!page.is_visible(&message));
        let before = code();
        page.type_into(name, wrong);
        page.press("Tab");
        page.wait_until("it says what is wrong", || page.is_visible(&message));
        assert!(page.text(&message).contains("Used until then: "));
        assert_eq!(code(), before);
        let field = format!("#{name}");
        let invalid = page.attribute(&field, "aria-invalid");
        assert_eq!(invalid.as_deref(), Some("true"));
        let told_by = page.attribute(&field, "aria-describedby");
        assert_eq!(
            told_by.as_ref(),
            message.strip_prefix('#').map(str::to_owned).as_ref()
        );
        assert_eq!(page.axe(), [""; 0]);
        page.screenshot(&format!("builder-{name}"));
        page.type_into(name, "");
        page.press("Tab");
        page.wait_until("it says no more", || !page.is_visible(&message));
    }
    // What is pasted is what was shown: the embed opens with it, as high as the preview was.
    page.click("Copy embed code");
    page.wait_until("it is copied", || page.clipboard() == code());
    let open = page.attribute("#embed-open", "href").unwrap();
    let height: i64 = code()
        .split("height=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    for (place, text) in [
        ("mdx", "frameBorder"),
        ("wordpress", "wp:html"),
        ("ghost", "kg-card"),
        ("notion", "?view=embed"),
        ("picture", "[![NRR 120.0%"),
    ] {
        page.choose("embed_place", place);
        page.wait_until(place, || code().contains(text));
    }
    page.click_on("#embed-dialog input[value=none]");
    page.wait_until("the numbers are left out", || !code().contains("150000"));
    page.resize(320, 700);
    assert!(!page.scrolls_sideways());
    assert_eq!(page.axe(), [""; 0]);
    page.screenshot("builder-320");
    page.press("Escape");
    page.resize(480, 600);
    page.look_at("about:blank");
    page.look_at(&open);
    page.wait_until("the embed starts", || page.exists("html[data-started]"));
    assert_eq!(page.metric("nrr").shown, "120.0%");
    let own = page.script(
        "return Math.ceil(document.body.getBoundingClientRect().height)",
        &[],
    );
    assert!(
        (own.as_i64().unwrap() - height).abs() <= 2,
        "{own} {height}"
    );
}

#[test]
fn the_result_is_saved_as_a_picture() {
    let page = Page::open("");
    let made = |css: &str| -> Value {
        page.script(
            "const [css] = arguments;
             const make = URL.createObjectURL;
             return new Promise((done) => {
               URL.createObjectURL = (blob) => {
                 URL.createObjectURL = make;
                 blob.arrayBuffer().then((bytes) => done([blob.type, String.fromCharCode(...new Uint8Array(bytes).slice(0, 5000))]));
                 return make.call(URL, blob);
               };
               document.querySelector(css).click();
             });",
            &[json!(css)],
        )
    };
    let svg = made("#share [data-download=svg]");
    assert_eq!(svg[0], "image/svg+xml");
    assert!(
        svg[1]
            .as_str()
            .unwrap()
            .contains("<title>NRR 110.0%, CR 90.0%</title>")
    );
    let png = made("#share [data-download=png]");
    assert_eq!(png[0], "image/png");
    assert!(png[1].as_str().unwrap().contains("PNG"));
}

/// Pages that embed, on a host of their own.
fn posts() -> &'static str {
    static SITE: OnceLock<Site> = OnceLock::new();
    let start = || {
        let folder = run::root().join("target/parents");
        parents::write(&folder, site());
        Site::start(folder, "/").unwrap()
    };
    &SITE.get_or_init(start).address
}
