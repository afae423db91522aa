//! `cargo xtask bench load`: the first visit on a telephone, by Lighthouse, beside that of a page
//! with one line of text.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::build::{build, files, read_bytes, write};
use crate::run::{Outcome, command, output, root, say};
use crate::serve::Site;
use crate::versions::LIGHTHOUSE;
use crate::{serve, setup, size, webdriver};

const ROUNDS: usize = 5;
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
const TIMES: [(&str, &str); 4] = [
    ("first paint, ms", "first-contentful-paint"),
    ("largest paint, ms", "largest-contentful-paint"),
    ("blocked, ms", "total-blocking-time"),
    ("layout shift", "cumulative-layout-shift"),
];

const TRIVIAL: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>A page</title>\
    <meta name=\"description\" content=\"A page\"><link rel=\"icon\" href=\"data:,\">\
    <h1>How much revenue and how many customers you keep, side by side.</h1>";

/// `built`: measures the `dist/` that is there.
pub fn run(built: bool) -> Outcome {
    setup::browser()?;
    let lighthouse = setup::npm_package("lighthouse", LIGHTHOUSE)?.join("cli/index.js");
    let dist = if built {
        root().join("dist")
    } else {
        build(None)?
    };
    let folder = root().join("target/bench/load");
    publish(&dist, &folder)?;
    let site = Site::start(folder, "/")?;
    let mut ours = Vec::new();
    let mut trivial = Vec::new();
    for round in 0..ROUNDS {
        say(&format!("round {} of {ROUNDS}", round + 1));
        ours.push(report(&lighthouse, &site.address)?);
        trivial.push(report(
            &lighthouse,
            &format!("{}trivial.html", site.address),
        )?);
    }
    for category in CATEGORIES {
        let score = |report: &Value| report["categories"][category]["score"].as_f64();
        println!("{category:<20}{:>6.0}", 100.0 * median(&ours, score));
    }
    for (name, audit) in TIMES {
        let value = |report: &Value| report["audits"][audit]["numericValue"].as_f64();
        let (ours, trivial) = (median(&ours, value), median(&trivial, value));
        let ratio = ours / trivial;
        let ratio = if ratio.is_finite() {
            format!(", ratio {ratio:.2}")
        } else {
            String::new()
        };
        println!("{name:<20}{ours:>8.2}, the trivial page {trivial:.2}{ratio}");
    }
    println!("not all right:");
    for line in ours.last().map(shortcomings).unwrap_or_default() {
        println!("  {line}");
    }
    Ok(())
}

/// The page as a host serves it: compressed.
fn publish(dist: &Path, folder: &Path) -> Outcome {
    fs::remove_dir_all(folder).ok();
    let problem = |error| format!("could not create {}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(problem)?;
    for file in files(dist)? {
        let name = file.file_name().unwrap_or_default();
        let bytes = read_bytes(&file)?;
        place(&folder.join(name), &bytes)?;
    }
    place(&folder.join("trivial.html"), TRIVIAL.as_bytes())
}

fn place(file: &Path, bytes: &[u8]) -> Outcome {
    write(file, bytes)?;
    write(&serve::compressed(file), size::compressed(bytes))
}

/// What Lighthouse finds, on the telephone that it has in mind.
fn report(lighthouse: &Path, address: &str) -> Outcome<Value> {
    let chrome = webdriver::chromium().ok_or("there is no Chromium")?;
    let printed = output(
        command("node")
            .arg(lighthouse)
            .args([address, "--quiet", "--output=json"])
            .arg("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run")
            .env("CHROME_PATH", chrome),
    );
    let printed = printed.ok_or("Lighthouse did not come to an end")?;
    serde_json::from_str(&printed).map_err(|error| format!("Lighthouse said nonsense: {error}"))
}

fn median(reports: &[Value], of: impl Fn(&Value) -> Option<f64>) -> f64 {
    let mut values: Vec<f64> = reports.iter().filter_map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What counts and is not all right.
fn shortcomings(report: &Value) -> Vec<String> {
    let counted = CATEGORIES.iter().flat_map(|category| {
        let audits = report["categories"][category]["auditRefs"].as_array();
        audits.into_iter().flatten()
    });
    let counted = counted.filter(|audit| audit["weight"].as_f64() > Some(0.0));
    let audits = counted.filter_map(|audit| report["audits"].get(audit["id"].as_str()?));
    let short = audits.filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0));
    let text = |audit: &Value, key: &str| audit[key].as_str().unwrap_or_default().to_owned();
    let line = |audit: &Value| {
        let what = ["title", "displayValue", "explanation"].map(|key| text(audit, key));
        what.join(" ").trim().to_owned()
    };
    short.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{median, shortcomings};
    use serde_json::json;

    #[test]
    fn what_counts_and_is_not_all_right_is_told() {
        let report = json!({
            "categories": { "seo": { "auditRefs": [
                { "id": "good", "weight": 1 }, { "id": "bad", "weight": 1 },
                { "id": "free", "weight": 0 }, { "id": "none", "weight": 1 },
            ] } },
            "audits": {
                "good": { "title": "Good", "score": 1 },
                "bad": { "title": "Bad", "score": 0.5, "displayValue": "2 s" },
                "free": { "title": "Free", "score": 0 },
                "none": { "title": "None", "score": null },
            },
        });
        assert_eq!(shortcomings(&report), ["Bad 2 s"]);
    }

    #[test]
    fn a_median_is_the_one_in_the_middle() {
        let reports = [json!(3), json!(1), json!(2)];
        assert!((median(&reports, serde_json::Value::as_f64) - 2.0).abs() < f64::EPSILON);
    }
}
