//! `cargo xtask test`: everything that must hold before a change lands, cheapest first.

use std::fs;
use std::time::Instant;

use crate::build::build_with;
use crate::run::{Outcome, command, run, say};
use crate::setup::{self, Tools};
use crate::{run, size, webdriver};

/// Runs every step and stops at the first that fails.
pub fn test() -> Outcome {
    let start = Instant::now();
    let tools = step("set-up", || {
        let tools = set_up()?;
        setup::wasm_clippy(&tools)?;
        Ok(tools)
    })?;
    step("formatting", || {
        run(command("cargo").args(["fmt", "--all", "--check"]))
    })?;
    step("clippy", clippy)?;
    step("clippy for wasm32", || wasm_clippy(&tools))?;
    step("tests on the host", || {
        run(command("cargo").args(["test", "--workspace", "--lib", "--bins", "--tests"]))
    })?;
    step("doc tests", || {
        run(command("cargo").args(["test", "--workspace", "--doc"]))
    })?;
    step("wasm tests in Chromium", || wasm_tests(&tools))?;
    let dist = step("release build", || build_with(&tools))?;
    step("size budget", || {
        size::check(&dist, tools.has_ready_made_std())
    })?;
    step("journeys in Chromium", || journeys(&[]))?;
    step("journeys in three engines", engines)?;
    say(&format!("all steps passed in {}", seconds(start)));
    Ok(())
}

/// Only the journeys, on a fresh `dist/`; `filter` goes to cargo's test runner.
pub fn only_journeys(filter: &[&str]) -> Outcome {
    let tools = set_up()?;
    build_with(&tools)?;
    journeys(filter)
}

fn set_up() -> Outcome<Tools> {
    let tools = setup::for_build()?;
    setup::browser()?;
    setup::axe()?;
    setup::parents()?;
    Ok(tools)
}

fn clippy() -> Outcome {
    run(command("cargo")
        .args(["clippy", "--workspace", "--all-targets", "--all-features"])
        .args(["--", "-D", "warnings"]))
}

/// The page itself compiles only for wasm32, so the host's clippy has not seen it.
fn wasm_clippy(tools: &Tools) -> Outcome {
    run(tools
        .command("cargo")
        .args(["clippy", "--target", setup::WASM, "--lib", "--bins"])
        .args(["--test", "web", "--", "-D", "warnings"]))
}

fn wasm_tests(tools: &Tools) -> Outcome {
    let settings = run::root().join("target/webdriver.json");
    fs::create_dir_all(run::root().join("target"))
        .and_then(|()| fs::write(&settings, webdriver::chromium_options().to_string()))
        .map_err(|error| format!("could not write {}: {error}", settings.display()))?;
    let runner = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER";
    run(tools
        .command("cargo")
        // In release, because the page's build comes next and takes over what is compiled here.
        .args([
            "test",
            "--release",
            "--target",
            setup::WASM,
            "--test",
            "web",
        ])
        .env(runner, "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        .envs(webdriver::chromedriver().map(|path| ("CHROMEDRIVER", path))))
}

fn journeys(filter: &[&str]) -> Outcome {
    run(command("cargo")
        .args(["test", "--features", "journeys", "--test", "browser", "--"])
        .args(filter))
}

/// The few journeys that run in every engine, on the `dist/` that is there.
pub fn engines() -> Outcome {
    if !cfg!(target_os = "linux") {
        say("left out: WebKitGTK and the way Firefox is set up are for Linux");
        return Ok(());
    }
    setup::browser()?;
    setup::engines()?;
    setup::parents()?;
    run(command("cargo").args(["test", "--features", "journeys", "--test", "engines"]))
}

/// One step under its heading, with the time it took.
fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("\n── {name} ──");
    let start = Instant::now();
    let done = work().map_err(|problem| format!("{name}: {problem}"))?;
    println!("── {name}: {}", seconds(start));
    Ok(done)
}

fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}
