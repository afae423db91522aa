//! `cargo xtask bench list`: from a chosen file to the table of months, ours beside others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::build::build;
use crate::lists::{self, Kind};
use crate::memory::Renderers;
use crate::run::{Outcome, root, say};
use crate::same::as_peers;
use crate::serve::Site;
use crate::setup;
use crate::versions::{DUCKDB, PAPAPARSE, UDSV};
use crate::webdriver::Driver;

/// What is to be measured.
pub struct Options {
    pub rows: Vec<usize>,
    pub rounds: usize,
    /// Names of readers; all if empty.
    pub only: Vec<String>,
    /// Kinds of lists beside the sorted ones are read at this size.
    pub kinds_at: usize,
    /// Measures the `dist/` that is there.
    pub built: bool,
}

impl Options {
    /// From the words behind the command.
    pub fn of(words: &[&str]) -> Outcome<Self> {
        let mut options = Self {
            rows: vec![10_000, 100_000, 1_000_000, 5_000_000],
            rounds: 5,
            only: Vec::new(),
            kinds_at: 5_000_000,
            built: false,
        };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            if word == "--built" {
                options.built = true;
                continue;
            }
            let value = words.next().ok_or(format!("{word} wants a value"))?;
            let number = |text: &str| {
                let plain = text.replace('_', "");
                plain.parse().map_err(|_| format!("not a number: {text}"))
            };
            match word {
                "--rows" => {
                    options.rows = value.split(',').map(number).collect::<Result<_, _>>()?
                }
                "--rounds" => options.rounds = number(value)?.max(1),
                "--kinds-at" => options.kinds_at = number(value)?,
                "--only" => options.only = value.split(',').map(str::to_owned).collect(),
                other => return Err(format!("no such option: {other}")),
            }
        }
        Ok(options)
    }

    /// Every list to read: the sorted ones by size, then the other kinds.
    fn lists(&self) -> Vec<(usize, Kind)> {
        let sorted = self.rows.iter().map(|rows| (*rows, Kind::Sorted));
        let others = [Kind::Quoted, Kind::Shuffled].map(|kind| (self.kinds_at, kind));
        let others = others
            .into_iter()
            .filter(|(rows, _)| self.rows.contains(rows));
        sorted.chain(others).collect()
    }
}

/// A page that does the job.
struct Reader {
    name: &'static str,
    address: String,
    /// True once it takes a file, and once the table is shown.
    ready: &'static str,
    shown: &'static str,
}

/// What one reading took.
struct Sample {
    milliseconds: f64,
    /// Over idle, where the system tells.
    mebibytes: Option<f64>,
    longest_task: f64,
    longest_gap: f64,
    months: Vec<String>,
}

const OURS: &str = "ours";

pub fn run(options: &Options) -> Outcome {
    setup::browser()?;
    let folder = root().join("target/bench");
    let peers = Site::start(peers(&folder.join("site"))?, "/")?;
    let mut readers = vec![];
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|o| o == name);
    let _site;
    if wanted(OURS) {
        let dist = if options.built {
            root().join("dist")
        } else {
            build(None)?
        };
        let site = Site::start(dist, "/")?;
        readers.push(Reader {
            name: OURS,
            address: site.address.clone(),
            ready: "document.readyState === 'complete'",
            shown: "document.querySelector('#months-table tbody tr') !== null",
        });
        _site = site;
    }
    for name in ["udsv", "papaparse", "duckdb"] {
        if wanted(name) {
            readers.push(Reader {
                name,
                address: format!("{}{name}.html", peers.address),
                ready: "document.querySelector('input[name=customer_list]:enabled') !== null",
                shown: "document.querySelector('#months tbody') !== null",
            });
        }
    }
    let driver = Driver::start(&["--window-size=1280,900"])?;
    print_heading(&readers);
    for (rows, kind) in options.lists() {
        let list = lists::file(&folder.join("lists"), rows, kind)?;
        let mut samples: BTreeMap<&str, Vec<Sample>> = BTreeMap::new();
        for round in 0..options.rounds {
            say(&format!(
                "{rows} rows, {}: round {}",
                kind.name(),
                round + 1
            ));
            for reader in &readers {
                let sample = sample(&driver, reader, &list)?;
                samples.entry(reader.name).or_default().push(sample);
            }
        }
        same(&samples)?;
        print_row(rows, kind, &readers, &samples);
    }
    Ok(())
}

/// Puts together the pages of the peers and their libraries.
fn peers(site: &Path) -> Outcome<PathBuf> {
    let udsv = setup::npm_package("udsv", UDSV)?;
    let papaparse = setup::npm_package("papaparse", PAPAPARSE)?;
    let duckdb = setup::npm_package("@duckdb/duckdb-wasm", DUCKDB)?;
    let beside = duckdb.join("../..");
    let dist = duckdb.join("dist");
    let library = site.join("lib");
    copy(&root().join("bench/peers"), site, &["html", "js"])?;
    copy(&udsv.join("dist"), &library.join("udsv"), &["mjs"])?;
    copy(&papaparse, &library.join("papaparse"), &["min.js"])?;
    let engine = ["browser.mjs", "browser-eh.worker.js", "duckdb-eh.wasm"];
    copy(&dist, &library.join("duckdb"), &engine)?;
    copy(
        &beside.join("apache-arrow"),
        &library.join("apache-arrow"),
        &["mjs"],
    )?;
    copy(&beside.join("tslib"), &library.join("tslib"), &["mjs"])?;
    copy(
        &beside.join("flatbuffers/mjs"),
        &library.join("flatbuffers/mjs"),
        &["js"],
    )?;
    Ok(site.to_owned())
}

/// Copies the files whose names end so.
fn copy(from: &Path, to: &Path, ends: &[&str]) -> Outcome {
    let problem = |error| format!("could not copy {}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            copy(&path, &to.join(name), ends)?;
        } else if ends.iter().any(|end| name.ends_with(end)) {
            fs::create_dir_all(to).map_err(problem)?;
            fs::copy(&path, to.join(name)).map_err(problem)?;
        }
    }
    Ok(())
}

/// One reading, in a window of its own.
fn sample(driver: &Driver, reader: &Reader, list: &Path) -> Outcome<Sample> {
    let old = driver.call("GET", "/window", &json!({}))?;
    let new = driver.call("POST", "/window/new", &json!({ "type": "window" }))?;
    driver.call("DELETE", "/window", &json!({}))?;
    drop(old);
    driver.call("POST", "/window", &json!({ "handle": new["handle"] }))?;
    driver.open(&reader.address)?;
    driver.script(&WAIT.replace("HOLDS", reader.ready), &[])?;
    driver.script(&WATCH.replace("SHOWN", reader.shown), &[])?;
    let input = json!({ "using": "css selector", "value": "input[name=customer_list]" });
    let input = driver.call("POST", "/element", &input)?;
    let id = input.as_object().and_then(|o| o.values().next());
    let id = id.and_then(Value::as_str).ok_or("there is no file input")?;
    let renderers = Renderers::of(driver.process());
    renderers.forget_peak();
    let idle = renderers.now();
    let keys = json!({ "text": list.display().to_string() });
    driver.call("POST", &format!("/element/{id}/value"), &keys)?;
    let told = driver.script("return window.measured;", &[])?;
    let peak = renderers.peak();
    let number = |key: &str| told[key].as_f64().unwrap_or(f64::NAN);
    let months = told["months"].as_array().into_iter().flatten();
    Ok(Sample {
        milliseconds: number("milliseconds"),
        mebibytes: idle.zip(peak).map(|(idle, peak)| peak - idle),
        longest_task: number("task"),
        longest_gap: number("gap"),
        months: months
            .map(|m| m.as_str().unwrap_or_default().to_owned())
            .collect(),
    })
}

/// Waits until something holds. It stands in the script itself: the page's policy lets no text become
/// a function.
const WAIT: &str = r#"
while (!(HOLDS)) await new Promise((done) => setTimeout(done, 20));
await new Promise((done) => setTimeout(done, 1000));
"#;

/// Takes the time from the choice of a file until its table is painted, and notes what kept the
/// page busy meanwhile.
const WATCH: &str = r##"
const shown = () => SHOWN;
let [start, task, gap, frame] = [0, 0, 0, 0];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (start && entry.startTime + entry.duration > start) task = Math.max(task, entry.duration);
}).observe({ type: "longtask" });
const message = () => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(null);
});
window.measured = new Promise((done) => {
  const look = (now) => {
    if (start) {
      if (frame) gap = Math.max(gap, now - frame);
      frame = now;
      if (shown()) {
        message().then(async () => {
          const milliseconds = performance.now() - start;
          await new Promise((later) => setTimeout(later, 100));
          const rows = [...document.querySelectorAll("#months tbody tr, #months-table tbody tr")];
          const months = rows.map((row) => [...row.cells].filter((cell) => !cell.querySelector("svg")).map((cell) => cell.textContent.trim()).join("|"));
          done({ milliseconds, task, gap, months });
        });
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
addEventListener("change", (event) => { if (event.target.name === "customer_list") start = performance.now(); }, true);
"##;

/// All must show the same table.
fn same(samples: &BTreeMap<&str, Vec<Sample>>) -> Outcome {
    let mut first: Option<(&str, &[String])> = None;
    for (name, samples) in samples.iter().filter(|(name, _)| **name != OURS) {
        for sample in samples {
            let months = sample.months.as_slice();
            let (before, expected) = *first.get_or_insert((name, months));
            if months.is_empty() {
                return Err(format!("{name} shows no months"));
            }
            if let Some(at) = (0..expected.len().max(months.len()))
                .find(|at| expected.get(*at) != months.get(*at))
            {
                return Err(format!(
                    "{before} and {name} differ:\n  {:?}\n  {:?}",
                    expected.get(at),
                    months.get(at)
                ));
            }
        }
    }
    let Some((peer, expected)) = first else {
        return Ok(());
    };
    for sample in samples.get(OURS).into_iter().flatten() {
        as_peers(&sample.months, expected).map_err(|why| format!("{OURS} and {peer}: {why}"))?;
    }
    Ok(())
}

fn print_heading(readers: &[Reader]) {
    let names: Vec<_> = readers.iter().map(|r| format!(" {} |", r.name)).collect();
    println!("| rows |{}", names.concat());
    println!("| --- |{}", " --- |".repeat(readers.len()));
}

fn print_row(rows: usize, kind: Kind, readers: &[Reader], samples: &BTreeMap<&str, Vec<Sample>>) {
    let cells = readers.iter().map(|reader| {
        let samples = samples
            .get(reader.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let of = |value: fn(&Sample) -> f64| median(samples.iter().map(value).collect());
        let memory = samples
            .iter()
            .filter_map(|s| s.mebibytes)
            .collect::<Vec<_>>();
        let memory = match memory.is_empty() {
            true => String::new(),
            false => format!(", {:.0} MiB", median(memory)),
        };
        format!(
            " {:.0} ms{memory}, task {:.0}, gap {:.0} |",
            of(|s| s.milliseconds),
            of(|s| s.longest_task),
            of(|s| s.longest_gap),
        )
    });
    println!("| {rows} {} |{}", kind.name(), cells.collect::<String>());
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_choose_sizes_rounds_and_readers() {
        let words = ["--rows", "10_000,5", "--rounds", "7", "--only", "udsv,ours"];
        let options = Options::of(&words).unwrap();
        assert_eq!(options.rows, [10_000, 5]);
        assert_eq!(options.rounds, 7);
        assert_eq!(options.only, ["udsv", "ours"]);
        assert!(Options::of(&["--rows", "many"]).is_err());
        assert!(Options::of(&["--what", "1"]).is_err());
    }
}
