//! What must hold for every page of a sealed `dist/`. Independent of how it was sealed: each page is
//! read as a browser would read it.

use std::path::Path;

use crate::build::{files, read, read_bytes};
use crate::html::{Tag, content, tags};
use crate::run::Outcome;
use crate::seal::{OFFLINE, fingerprint, short_fingerprint};

/// Fails with everything that is wrong. `own`: the address at which the pages will be.
pub fn verify(dist: &Path, own: Option<&str>) -> Outcome {
    let mut wrong = Vec::new();
    for page in files(dist)? {
        if page.extension().is_some_and(|kind| kind == "html") {
            let name = page
                .strip_prefix(dist)
                .unwrap_or(&page)
                .display()
                .to_string();
            let html = read(&page)?;
            let known = |file: &str| {
                let file = file.trim_start_matches("./");
                read_bytes(&dist.join(file))
                    .ok()
                    .map(|bytes| fingerprint(&bytes))
            };
            let offline = name == OFFLINE;
            wrong.extend(
                problems(&html, offline, own, &known)
                    .iter()
                    .map(|problem| format!("{name}: {problem}")),
            );
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "dist/ is not fit to be published:\n  {}",
            wrong.join("\n  ")
        ))
    }
}

/// What is wrong with a page. `known`: the fingerprint of a file beside it.
fn problems(
    html: &str,
    offline: bool,
    own: Option<&str>,
    known: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let all = tags(html, "");
    let policy = policy(html);
    if policy.is_empty() {
        wrong.push("no policy stands first in its head".to_owned());
    }
    for tag in &all {
        for name in tag.attributes() {
            if name == "style" || name.starts_with("on") {
                wrong.push(format!("attribute {name} in {}", tag.text()));
            }
        }
        if let Some(address) = loaded(tag).filter(|address| is_foreign(address, own)) {
            wrong.push(format!("foreign address {address}"));
        }
    }
    for script in tags(html, "script") {
        let Some(file) = script.attribute("src") else {
            let inside = short_fingerprint(content(html, &script, "script"));
            if !offline || !policy.contains(&inside) {
                wrong.push(format!("inline script {}", script.text()));
            }
            continue;
        };
        wrong.extend(mismatch(&script, "integrity", file, known));
        let named = script
            .attribute("integrity")
            .is_some_and(|known| policy.contains(known));
        if !named {
            wrong.push(format!("{file} is not named in the policy"));
        }
        if let Some(wasm) = script.attribute("data-wasm") {
            wrong.extend(mismatch(&script, "data-integrity", wasm, known));
        }
    }
    for style in tags(html, "style") {
        let text = content(html, &style, "style");
        if !policy.contains(&short_fingerprint(text)) {
            wrong.push("a style sheet is not named in the policy".to_owned());
        }
        if text.contains("url(") && !text.contains("url(#") || text.contains("@import") {
            wrong.push("a style sheet loads something".to_owned());
        }
    }
    wrong
}

/// The policy, if it is the first thing in the head.
fn policy(html: &str) -> &str {
    let head = html.split_once("<head>").map_or("", |(_, head)| head);
    let first = tags(head, "").first().copied();
    let policy = first.filter(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"));
    policy
        .and_then(|tag| tag.attribute("content"))
        .unwrap_or_default()
}

/// What a browser fetches for an element without being asked.
fn loaded<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let link = tag
        .text()
        .starts_with("<link")
        .then(|| tag.attribute("href"));
    let icon = tag
        .text()
        .starts_with("<use")
        .then(|| tag.attribute("href"));
    tag.attribute("src")
        .or(link.flatten())
        .or(icon.flatten())
        .or_else(|| tag.attribute("srcset"))
}

fn is_foreign(address: &str, own: Option<&str>) -> bool {
    let within = address.starts_with("data:");
    let absolute = address.starts_with("//") || address.contains("://") && !within;
    absolute && !own.is_some_and(|own| address.starts_with(own))
}

fn mismatch(
    tag: &Tag,
    attribute: &str,
    file: &str,
    known: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let is = known(file);
    (is.is_none() || tag.attribute(attribute) != is.as_deref())
        .then(|| format!("wrong or no fingerprint of {file}"))
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::seal::{fingerprint, short_fingerprint};

    #[test]
    fn what_is_wrong_with_a_page_is_found() {
        let known = |file: &str| (file == "a.js").then(|| fingerprint(b"a"));
        let good = fingerprint(b"a");
        let style = short_fingerprint("a{}");
        let inside = short_fingerprint("run()");
        let head = format!(
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"'{good}' '{style}' '{inside}'\">"
        );
        let check = |body: &str, expect: &[&str]| {
            let found = problems(
                &[&head, body].concat(),
                false,
                Some("https://own.example/"),
                &known,
            );
            assert_eq!(found.len(), expect.len(), "{body}: {found:?}");
            for (found, expect) in found.iter().zip(expect) {
                assert!(found.contains(expect), "{body}: {found}");
            }
        };
        check("<p>text</p>", &[]);
        check(
            &format!("<script src=\"a.js\" integrity=\"{good}\"></script>"),
            &[],
        );
        check(
            "<script src=\"a.js\" integrity=\"sha384-x\"></script>",
            &["wrong or no fingerprint", "not named"],
        );
        check(
            "<script src=\"a.js\"></script>",
            &["wrong or no fingerprint", "not named"],
        );
        check(
            &format!("<script src=\"gone.js\" integrity=\"{good}\"></script>"),
            &["wrong or no fingerprint"],
        );
        check("<script>run()</script>", &["inline script"]);
        check("<style>a{}</style>", &[]);
        check("<style>b{}</style>", &["not named"]);
        check("<p style=\"color:red\">", &["attribute style"]);
        check("<p data-style=\"x\" title=\"style\">", &[]);
        check("<a onclick=\"go()\">", &["attribute onclick"]);
        check(
            "<img src=\"https://other.example/a.png\">",
            &["foreign address"],
        );
        check("<img src=\"//other.example/a.png\">", &["foreign address"]);
        check(
            "<link rel=\"icon\" href=\"data:image/svg+xml,http://www.w3.org/2000/svg\">",
            &[],
        );
        check("<a href=\"https://other.example/\">a source</a>", &[]);
        check(
            "<link rel=\"canonical\" href=\"https://own.example/\">",
            &[],
        );
        check(
            "<link rel=\"icon\" href=\"https://other.example/\">",
            &["foreign address"],
        );
    }

    #[test]
    fn an_offline_page_may_hold_the_program_it_names() {
        let known = |_: &str| None;
        let inside = short_fingerprint("run()");
        let check = |named: &str, expect| {
            let html = format!(
                "<head><meta http-equiv=\"Content-Security-Policy\" content=\"'{named}'\"><script>run()</script>"
            );
            assert_eq!(problems(&html, true, None, &known).len(), expect);
        };
        check(&inside, 0);
        check("sha256-other", 1);
    }

    #[test]
    fn a_policy_behind_anything_else_is_none() {
        let known = |_: &str| None;
        let html = "<head><title>a</title><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        assert_eq!(problems(html, false, None, &known).len(), 1);
        assert_eq!(problems("<p>", false, None, &known).len(), 1);
    }
}
