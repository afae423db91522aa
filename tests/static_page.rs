//! `index.html` is read before the program runs: it must say what the program says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects)]

mod common;

use common::says;
use retention_calculator::app::draft::{Draft, FIELDS};
use retention_calculator::app::sheet::{Basis, Sheet};
use retention_calculator::app::{examples, text};
use retention_calculator::number::{Unit, Value};
use retention_calculator::retention::{Input, Metric, Reason};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn words_of_the_example() {
    let (page, sheet) = (page(), example());
    for (start, place) in [
        ("id=\"verdict\">", "verdict"),
        ("id=\"grr-note\">", "grr note"),
        ("id=\"grr-exact\">", "grr exact"),
        ("id=\"identity-words\">", "identity"),
        ("id=\"inside-words\">", "inside"),
        ("id=\"annual\">", "annual"),
        ("id=\"ruler-d\">", "ruler"),
        ("id=\"definition\">", "definition"),
    ] {
        assert_eq!(
            starred(element(&page, start)),
            says(&sheet, place),
            "{place}"
        );
    }
    let notes: Vec<_> = after_each(&page, "class=\"figure-note\">")
        .map(starred)
        .collect();
    assert_eq!(notes, [says(&sheet, "nrr note"), says(&sheet, "cr note")]);
    let identity = sheet.identity.unwrap();
    let style = sheet.style;
    for (id, share) in [
        ("eq-nrr", identity.nrr),
        ("eq-cr", identity.customer_retention),
        ("eq-growth", identity.growth),
    ] {
        assert_eq!(
            words(element(&page, &format!("id=\"{id}\">"))),
            style.percent(share)
        );
    }
    let label = format!("aria-label=\"{}\"", says(&sheet, "equation"));
    assert!(page.contains(&label), "{label}");
    let question = format!("What is inside {}?", style.percent(identity.growth));
    assert!(page.contains(&question));
    let money = sheet.end_of_start().unwrap();
    assert_eq!(
        words(element(&page, "<output id=\"ended\"")),
        style.plain_money(money)
    );
    assert_eq!(words(element(&page, "<output id=\"stayed\"")), "180");
    for (id, metric) in [
        ("bar-nrr", Metric::Nrr),
        ("bar-cr", Metric::CustomerRetention),
    ] {
        assert_eq!(
            words(element(&page, &format!("id=\"{id}\">"))),
            says(&sheet, metric.id())
        );
    }
    let names: Vec<_> = after_each(&page, "class=\"figure-name\">")
        .map(words)
        .collect();
    let subject = |metric| text::figure_subject(metric, &sheet);
    assert_eq!(names[0], format!("NRR {}", subject(Metric::Nrr)));
    assert_eq!(
        names[1],
        format!("CR {}", subject(Metric::CustomerRetention))
    );
}

#[test]
fn checks_and_working_of_the_example() {
    let (page, sheet) = (page(), example());
    let list = between(&page, "id=\"checks\"", "</ul>");
    let lines: Vec<_> = after_each(list, "<li>")
        .map(|item| words(item.split("</li>").next().unwrap()))
        .collect();
    let checks: Vec<_> = text::checks(&sheet)
        .into_iter()
        .map(|(_, words)| words)
        .collect();
    assert_eq!(lines, checks);
    for (id, steps) in [
        ("nrr-worked", text::nrr_steps(&sheet)),
        ("cr-worked", text::cr_steps(&sheet)),
    ] {
        let steps = steps.unwrap();
        let terms: Vec<_> = steps.terms.into_iter().map(|(_, term)| term).collect();
        let (terms, under) = (terms.join(" "), steps.under);
        let line = words(element(
            between(&page, &format!("id=\"{id}\""), "</div>"),
            "class=\"formula\">",
        ));
        assert_eq!(
            line,
            format!("{terms}{under} = {}{under} = {}", steps.sum, steps.result)
        );
    }
}

#[test]
fn figures_of_the_example() {
    let (page, sheet) = (page(), example());
    for metric in Metric::ALL {
        let tag = format!("<data data-metric=\"{}\" ", metric.id());
        let (head, rest) = page.split_once(&tag).unwrap().1.split_once('>').unwrap();
        let shown = words(rest.split("</data>").next().unwrap());
        let (attribute, expect) = match sheet.figure(metric) {
            Ok(value) => (
                format!("value=\"{}\"", value.digits(metric.unit(), 18)),
                sheet.style.value(&value, metric.unit()),
            ),
            Err(reason) => (
                format!("data-reason=\"{}\"", reason.id()),
                text::reason_short(metric, reason).to_owned(),
            ),
        };
        assert_eq!(
            (head, shown),
            (attribute.as_str(), expect),
            "{}",
            metric.id()
        );
    }
    let gross = text::gross_text(&sheet).unwrap();
    assert_eq!(words(element(&page, "data-metric=\"grr\"")), gross);
    assert_eq!(
        words(element(&page, "id=\"bar-grr\">")),
        gross.replace("at least", "≥")
    );
}

#[test]
fn the_table_of_every_figure() {
    let (page, sheet) = (page(), example());
    let table = between(&page, "class=\"table every\"", "</table>");
    let body = table.split_once("<tbody>").unwrap().1;
    let rows: Vec<_> = after_each(body, "<tr>").collect();
    assert_eq!(rows.len(), text::further().count());
    for (row, metric) in rows.into_iter().zip(text::further()) {
        let name = row
            .split_once("text\">")
            .unwrap()
            .1
            .split('<')
            .next()
            .unwrap();
        assert_eq!(name, text::metric_name(Basis::Typed, metric));
        assert!(
            row.contains(&format!("data-metric=\"{}\"", metric.id())),
            "{row}"
        );
        let why = element(row, &format!("data-why=\"{}\">", metric.id()));
        let reason = sheet
            .figure(metric)
            .err()
            .map_or(String::new(), text::reason);
        assert_eq!(words(why), reason);
        let how = element(row, "wide-only dim\">");
        assert_eq!(words(how), text::formula(metric));
    }
    let above: Vec<_> = Metric::ALL.into_iter().take(2).collect();
    assert_eq!(above, [Metric::Nrr, Metric::CustomerRetention]);
}

#[test]
fn fields_of_the_example() {
    let (page, draft) = (page(), Draft::example());
    let sheet = Sheet::of(&draft);
    for input in FIELDS {
        let field = between(
            &page,
            &format!(
                "<input type=\"text\" class=\"input\" id=\"{0}\" name=\"{0}\"",
                input.key()
            ),
            ">",
        );
        let solved = sheet.worked_out().filter(|(solved, _)| *solved == input);
        let shown = solved.map_or(draft.text(input).to_owned(), |(_, count)| count.to_string());
        let value = field
            .split_once(" value=\"")
            .map_or("", |(_, rest)| rest.split('"').next().unwrap());
        assert_eq!(value, shown, "{input:?}");
        let placeholder = format!("placeholder=\"{}\"", text::example(input));
        assert!(field.contains(&placeholder), "{input:?}");
        assert!(
            field.contains("autocomplete=\"off\" spellcheck=\"false\""),
            "{input:?}"
        );
    }
    for element in after_each(&page, "data-unit>") {
        assert!(element.starts_with(&text::unit(sheet.style)));
    }
}

#[test]
fn the_gallery_says_what_its_examples_give() {
    let page = page();
    let gallery = between(&page, "class=\"gallery\"", "</ul>");
    let cards: Vec<_> = after_each(gallery, "<li class=\"card\">").collect();
    let expect = [
        (
            "Printed: CR 75%. Correct: CR 90%.",
            "200 customers, 50 new, 20 lost",
        ),
        (
            "Printed: NRR 110%. Correct: NRR 110% a month.",
            "100,000 at the start, 20,000 expansion, 10,000 churned, in a month",
        ),
        (
            "Printed: NRR 110%. Correct: NRR 110%, GRR at least 90%.",
            "500,000 at the start, +100,000, −20,000, −30,000, in a year",
        ),
        (
            "Printed: 60% lost. Correct: NRR 40%, GRR 40%, CR 100%.",
            "one account goes from 500 to 200",
        ),
        (
            "Printed: no figure for expansion. Correct: expansion is 17% of the start.",
            "gross 85%, net 102%",
        ),
        (
            "Printed: from 95% to 118%. Correct: 23 points more.",
            "NRR from 95% to 118%",
        ),
    ];
    assert_eq!(cards.len(), expect.len());
    for (index, (card, (printed, inputs))) in cards.into_iter().zip(expect).enumerate() {
        assert_eq!(words(element(card, "<p class=\"small\">")), printed);
        assert_eq!(words(element(card, "<p class=\"small ink\">")), inputs);
        let Some(example) = examples::ALL.get(index) else {
            assert!(!card.contains("data-action"));
            continue;
        };
        assert!(card.contains(&format!("data-action=\"load:{index}\"")));
        // Every rate called correct is one that the loaded example shows.
        let sheet = Sheet::of(&example.draft(index, &Draft::example()));
        let rates: Vec<_> = Metric::ALL
            .into_iter()
            .filter_map(|metric| percent(&sheet, metric))
            .collect();
        let correct = printed.split_once("Correct: ").unwrap().1;
        for rate in correct.split(' ').filter_map(|word| word.split_once('%')) {
            assert!(
                rates.contains(&format!("{}.0", rate.0)),
                "{} of {correct}: {rates:?}",
                rate.0
            );
        }
        // Every number of the inputs stands in a field.
        let typed: Vec<_> = example.values.iter().map(|(_, plain)| *plain).collect();
        if index < 3 {
            for number in inputs.split(' ').map(|word| {
                word.trim_matches(|c: char| !c.is_ascii_digit())
                    .replace(',', "")
            }) {
                assert!(
                    number.is_empty() || typed.contains(&number.as_str()),
                    "{number}"
                );
            }
        }
    }
}

fn percent(sheet: &Sheet, metric: Metric) -> Option<String> {
    let value = sheet.figure(metric).ok()?;
    (metric.unit() == Unit::Percent).then(|| value.round(Unit::Percent, 1).unwrap().to_string())
}

#[test]
fn every_place_that_the_program_fills_is_there() {
    let page = page();
    let mut seen = 0;
    for (path, code) in sources() {
        for call in [
            "dom::text(",
            "dom::show(",
            "dom::by_id(",
            "dom::put_in(",
            "dom::field(",
            "worked(",
        ] {
            for rest in after_each(&code, call) {
                if let Some(id) = rest.trim_start().strip_prefix('"') {
                    let id = id.split('"').next().unwrap();
                    assert!(
                        page.contains(&format!("id=\"{id}\"")),
                        "{} fills #{id}",
                        path.display()
                    );
                    seen += 1;
                }
            }
        }
        for rest in after_each(&code, "dom::all(\"") {
            let selector = rest.split('"').next().unwrap();
            let first = selector.split([' ', '>']).next().unwrap();
            let wanted = match (first.strip_prefix('#'), first.strip_prefix('.')) {
                (Some(id), _) => format!("id=\"{id}\""),
                // The last of an element's classes.
                (_, Some(class)) => format!(" {class}\""),
                // `tag[name=value]` stands in the page as `name="value"`.
                (None, None) => {
                    let inside = first.split(['[', ']']).nth(1).unwrap_or(first);
                    let quoted = inside
                        .split_once('=')
                        .map(|(name, value)| format!("{name}=\"{value}\""));
                    quoted.unwrap_or_else(|| inside.to_owned())
                }
            };
            assert!(
                page.contains(&wanted),
                "{} fills {selector}",
                path.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
    for input in FIELDS.into_iter().chain([Input::Period]) {
        let name = if input == Input::Period {
            "months"
        } else {
            input.key()
        };
        assert!(page.contains(&format!("id=\"{name}-message\"")), "{name}");
        assert!(
            page.contains(&format!("<label class=\"row-label\" for=\"{name}\"")),
            "{name}"
        );
        if Input::CUSTOMERS.contains(&input) {
            assert!(page.contains(&format!("id=\"{name}-how\"")), "{name}");
        }
    }
    // Every action of a button is one that the program knows.
    let code: String = sources().into_iter().map(|(_, code)| code).collect();
    for action in attribute_values(&page, "data-action").chain(attribute_values(&page, "data-copy"))
    {
        let name = action.split(':').next().unwrap();
        assert!(
            code.contains(&format!("\"{name}\"")),
            "nobody does {action}"
        );
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    let page = page();
    let ids: Vec<_> = attribute_values(&page, "id").collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
    let lists = ["for", "aria-labelledby", "aria-describedby"];
    let listed = lists
        .iter()
        .flat_map(|name| attribute_values(&page, name))
        .flat_map(|list| list.split(' '));
    let linked = attribute_values(&page, "href").filter_map(|href| href.strip_prefix('#'));
    for id in listed.chain(linked) {
        assert!(ids.contains(&id), "#{id} is nowhere");
    }
    for rest in after_each(&page, "url(#") {
        let id = rest.split(')').next().unwrap();
        assert!(ids.contains(&id), "#{id} is nowhere");
    }
}

#[test]
fn every_class_of_the_styles_is_used() {
    let mut used: String = page();
    used.extend(sources().into_iter().map(|(_, code)| code));
    let mut unused = Vec::new();
    for entry in fs::read_dir(root().join("style")).unwrap() {
        let path = entry.unwrap().path();
        let css = without_css_comments(&fs::read_to_string(&path).unwrap());
        for rest in after_each(&css, ".") {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
                .collect();
            let is_class = name.starts_with(|c: char| c.is_ascii_alphabetic());
            if is_class
                && !used
                    .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                    .any(|word| word == name)
            {
                unused.push(format!("{}: .{name}", path.file_name().unwrap().display()));
            }
        }
    }
    unused.dedup();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn the_rules_see_what_they_look_for() {
    assert_eq!(
        starred("a <b>1</b> &amp; <span>2</span></p> c"),
        "a *1* & 2"
    );
    assert_eq!(between("x[a]y", "[", "]"), "a");
    assert_eq!(after_each("a.b.c", ".").collect::<Vec<_>>(), ["b.c", "c"]);
    assert_eq!(
        Value::Ratio(retention_calculator::number::Ratio::ONE)
            .round(Unit::Percent, 1)
            .unwrap()
            .to_string(),
        "100.0"
    );
    assert!(matches!(
        example().figure(Metric::QuickRatio),
        Err(Reason::Missing(Input::New))
    ));
}

fn example() -> Sheet {
    Sheet::of(&Draft::example())
}

fn page() -> String {
    fs::read_to_string(root().join("index.html")).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The code of the page: `src/app`.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found
}

/// What stands behind every `mark`, to the end.
fn after_each<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(mark)
        .map(move |(at, _)| text.get(at + mark.len()..).unwrap())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"))
        .1;
    rest.split(end).next().unwrap()
}

/// What an element holds, from behind its opening tag; `start` lies in that tag.
fn element<'a>(text: &'a str, start: &str) -> &'a str {
    let rest = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"))
        .1;
    if start.ends_with('>') {
        rest
    } else {
        rest.split_once('>').unwrap().1
    }
}

fn attribute_values<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    let found: Vec<_> = text
        .match_indices(&mark)
        .map(|(at, _)| at + mark.len())
        .collect();
    found
        .into_iter()
        .map(move |at| text.get(at..).unwrap().split('"').next().unwrap())
}

/// The text of an element up to its end, bold in stars.
fn starred(html: &str) -> String {
    words(&html.replace("<b>", "*").replace("</b>", "*"))
}

/// The text of an element up to its end, without tags.
fn words(html: &str) -> String {
    let (mut depth, mut rest, mut out) = (0_i32, html, String::new());
    while let Some((text, tagged)) = rest.split_once('<') {
        out.push_str(text);
        depth += if tagged.starts_with('/') { -1 } else { 1 };
        let (tag, behind) = tagged.split_once('>').unwrap();
        depth -= i32::from(tag.ends_with('/'));
        rest = behind;
        if depth < 0 {
            rest = "";
        }
    }
    (out + rest).replace("&amp;", "&")
}

fn without_css_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((code, comment)) = rest.split_once("/*") {
        out += code;
        rest = comment.split_once("*/").unwrap().1;
    }
    out + rest
}
