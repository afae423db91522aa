//! `cargo xtask bench`: measures the built page in Chromium and prints what it found. Nothing here
//! passes or fails: times depend on the machine.

use serde_json::{Value, json};

use crate::build::build;
use crate::run::{Outcome, say};
use crate::serve::Site;
use crate::setup;
use crate::webdriver::Driver;

/// Frames follow each other without waiting for a screen, so that a time holds work only.
const ARGUMENTS: [&str; 3] = [
    "--window-size=1280,900",
    "--disable-frame-rate-limit",
    "--disable-gpu-vsync",
];

const KEYSTROKES: usize = 100;
const ROUNDS: usize = 3;

/// What any page costs: a field, and a text that follows it.
const PLAIN: &str = "data:text/html,<!doctype html><html data-started><input name=churn><output></output>\
    <script>document.querySelector('input').oninput=(e)=>\
    document.querySelector('output').textContent=e.target.value/7</script>";

/// From a keystroke in a revenue box to the painted result, and the same in a page of one field, in
/// turns: a machine that is busy slows both.
pub fn keystroke() -> Outcome {
    setup::browser()?;
    let dist = build(None)?;
    let site = Site::start(dist, "/")?;
    let driver = Driver::start(&ARGUMENTS)?;
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (samples, address) in [(&mut ours, site.address.as_str()), (&mut plain, PLAIN)] {
            driver.open(address)?;
            say(&format!("typing {KEYSTROKES} times"));
            let typed = driver.script(TYPE_AND_MEASURE, &[json!("churn"), json!(KEYSTROKES)])?;
            let typed = typed.as_array().ok_or("the page gave no measurements")?;
            samples.extend(typed.iter().cloned());
        }
    }
    println!("keystroke, milliseconds   median     p95   one field, median");
    for (name, key) in [
        ("event handled", "handled"),
        ("DOM updated", "updated"),
        ("style and layout done", "laid_out"),
        ("painted", "painted"),
    ] {
        let (ours, plain) = (times(&ours, key), times(&plain, key));
        println!(
            "{name:<24}{:>8.2}{:>8.2}{:>20.2}",
            percentile(&ours, 50),
            percentile(&ours, 95),
            percentile(&plain, 50)
        );
    }
    Ok(())
}

/// Types as a person does, one character replacing the figure, and notes the time since the
/// keystroke at each station. A message posted from a frame arrives after that frame is painted.
const TYPE_AND_MEASURE: &str = r#"
const [name, count] = arguments;
const pause = (time) => new Promise((done) => setTimeout(done, time));
while (!document.documentElement.hasAttribute("data-started")) await pause(50);
// What follows the start is over.
await pause(1500);
const input = document.querySelector(`input[name="${name}"]`);
if (!input) throw new Error(`there is no input named ${name}`);
const task = () => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(null);
});
const frame = () => new Promise((done) => requestAnimationFrame(done));
const samples = [];
const warm_up = 10;
input.focus();
for (let i = 0; i < count + warm_up; i += 1) {
  input.select();
  await frame();
  await task();
  const start = performance.now();
  document.execCommand("insertText", false, String(1000 + i * 137));
  const handled = performance.now() - start;
  // Updates are queued as microtasks: they are all done when this one is.
  const painted_later = frame().then(task).then(() => performance.now() - start);
  await task();
  const updated = performance.now() - start;
  document.body.getBoundingClientRect();
  const laid_out = performance.now() - start;
  const painted = await painted_later;
  if (i >= warm_up) samples.push({ handled, updated, laid_out, painted });
}
return samples;
"#;

fn times(samples: &[Value], key: &str) -> Vec<f64> {
    let mut times: Vec<f64> = samples
        .iter()
        .filter_map(|sample| sample[key].as_f64())
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The smallest of the sorted times that `percent` of them don't exceed.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times = [1.0, 2.0, 3.0, 4.0];
        let check = |percent, expect: f64| {
            assert!((percentile(&times, percent) - expect).abs() < f64::EPSILON);
        };
        check(50, 2.0);
        check(95, 4.0);
        check(1, 1.0);
    }
}
