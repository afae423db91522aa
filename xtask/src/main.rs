//! `cargo xtask`: the project's commands.

use std::process::ExitCode;

use xtask::run::Outcome;
use xtask::{bench, bench_list, bench_load, build, serve, test};

const HELP: &str = "\
Usage: cargo xtask <command>

  serve [--port N] [--no-open]
                    Build the calculator, serve it on this machine and open it
  build [--public-url https://HOST/PATH/]
                    Build it into dist/, for any static host and any path; with the address it will
                    have, also what search engines, chats and oEmbed read
  test              Run everything that CI runs
  test journeys [NAME]
                    Build, then run only the browser journeys (whose name contains NAME)
  test engines      Run the few journeys in Chromium, Firefox and WebKitGTK, on the dist/ that is
                    there
  bench keystroke   Measure from a keystroke to the painted result, in Chromium
  bench load [--built]
                    Measure the first visit by Lighthouse, beside that of a trivial page
  bench list [--rows N,N] [--rounds N] [--only NAME,NAME] [--kinds-at N] [--built]
                    Measure from a chosen file to the table of months, beside uDSV, PapaParse and
                    DuckDB-wasm (names: ours, udsv, papaparse, duckdb); --built uses dist/ as it is

Each command first sets up what it needs: a wasm32 standard library, Trunk, wasm-bindgen, wasm-opt;
for test and bench also Chromium and its driver, for test Firefox, WebKitGTK and theirs. What is already there is used, and needs no network.

  RETENTION_TOOLS   where downloaded tools are kept (else retention-calculator-tools in your cache)
  CHROME            the browser to test in (else the Chromium or Chrome on PATH)
  CHROMEDRIVER      its driver (else the one on PATH)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", options @ ..] => {
            let (port, open) = serve_options(options)?;
            serve::serve(port, open)
        }
        ["build"] => build::build(None).map(drop),
        ["build", "--public-url", address] => build::build(Some(address)).map(drop),
        ["test"] => test::test(),
        ["test", "engines"] => test::engines(),
        ["test", "journeys", filter @ ..] => test::only_journeys(filter),
        ["bench", "keystroke"] => bench::keystroke(),
        ["bench", "load"] => bench_load::run(false),
        ["bench", "load", "--built"] => bench_load::run(true),
        ["bench", "list", options @ ..] => bench_list::run(&bench_list::Options::of(options)?),
        [] | ["help" | "-h" | "--help", ..] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command: {}\n\n{HELP}", words.join(" "))),
    }
}

fn serve_options(options: &[&str]) -> Outcome<(Option<u16>, bool)> {
    match options {
        [] => Ok((None, true)),
        ["--no-open", rest @ ..] => Ok((serve_options(rest)?.0, false)),
        ["--port", port, rest @ ..] => {
            let number = port.parse().map_err(|_| format!("not a port: {port}"))?;
            Ok((Some(number), serve_options(rest)?.1))
        }
        [other, ..] => Err(format!("no such option: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::serve_options;

    #[test]
    fn options_come_in_any_order() {
        let check = |options: &[&str], expect| assert_eq!(serve_options(options).ok(), expect);
        check(&[], Some((None, true)));
        check(&["--port", "80", "--no-open"], Some((Some(80), false)));
        check(&["--no-open", "--port", "80"], Some((Some(80), false)));
        check(&["--port", "many"], None);
        check(&["--port"], None);
        check(&["--watch"], None);
    }
}
