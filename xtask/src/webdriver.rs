//! Just enough WebDriver to drive one browser: JSON over loopback HTTP, one request at a time.
//!
//! Every element, script and DevTools command goes through [`Driver::call`]; journeys wrap it in
//! their own words (`tests/browser/page.rs`).

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::run::{Outcome, output, which};

/// The driver that `CHROMEDRIVER` names, or the one on PATH.
pub fn chromedriver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| which("chromedriver"))
}

/// The browser that `CHROME` names, or the first on PATH that works.
pub fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let answers = |path: &PathBuf| output(Command::new(path).arg("--version")).is_some();
    named("CHROME").or_else(|| names.into_iter().filter_map(which).find(answers))
}

fn named(variable: &str) -> Option<PathBuf> {
    let value = env::var_os(variable).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}

/// Runs as root and without a screen, and leaves the network alone.
const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// The same for programs that start the driver themselves.
pub fn chromium_options() -> Value {
    json!({ "goog:chromeOptions": { "args": CHROMIUM_ARGUMENTS, "binary": chromium() } })
}

/// A browser with one window and a fresh profile. Both programs end when it is dropped.
pub struct Driver {
    /// The driver, and a screen where it needs one.
    processes: Vec<Child>,
    port: u16,
    session: String,
}

impl Driver {
    /// Starts a browser, with arguments beside the usual ones.
    pub fn start(arguments: &[&str]) -> Outcome<Self> {
        again_and_again(|| Self::start_once(arguments))
    }

    fn start_once(arguments: &[&str]) -> Outcome<Self> {
        let program = chromedriver().ok_or("chromedriver is missing: run `cargo xtask test`")?;
        let browser = chromium().ok_or("chromium is missing: run `cargo xtask test`")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("could not start {}: {error}", program.display()))?;
        let port = port_of(&mut process);
        let driver = Self::of(vec![process]);
        let arguments: Vec<_> = CHROMIUM_ARGUMENTS.iter().chain(arguments).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments, "binary": browser },
            "goog:loggingPrefs": { "browser": "ALL" },
        }}});
        driver.begin(port?, &wanted)
    }

    /// Drivers that run, and end with it; the first one is asked.
    pub(crate) fn of(processes: Vec<Child>) -> Self {
        Self {
            processes,
            port: 0,
            session: String::new(),
        }
    }

    /// Opens a browser with these capabilities.
    pub(crate) fn begin(mut self, port: u16, wanted: &Value) -> Outcome<Self> {
        self.port = port;
        let session = self.request("POST", "/session", wanted)?;
        self.session = session["sessionId"].as_str().unwrap_or_default().to_owned();
        Ok(self)
    }

    /// The driver's process, the browser's parent.
    pub fn process(&self) -> u32 {
        self.processes.first().map_or(0, Child::id)
    }

    /// A WebDriver command within the session, such as `POST` `/url`.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        self.request(method, &format!("/session/{}{path}", self.session), body)
    }

    /// Opens an address and waits for its `load` event.
    pub fn open(&self, address: &str) -> Outcome {
        self.call("POST", "/url", &json!({ "url": address }))
            .map(drop)
    }

    /// Runs the body of a function in the page, with `arguments`; gives what it returns. A promise
    /// is awaited.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Outcome<Value> {
        let body = json!({ "script": body, "args": arguments });
        self.call("POST", "/execute/sync", &body)
    }

    /// A command of the DevTools protocol, such as `Emulation.setEmulatedMedia`.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.call("POST", "/goog/cdp/execute", &body)
    }

    /// What the console has shown since the last call, as (level, text).
    pub fn console(&self) -> Outcome<Vec<(String, String)>> {
        let log = self.call("POST", "/se/log", &json!({ "type": "browser" }))?;
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = log.as_array().into_iter().flatten();
        Ok(entries
            .map(|e| (text(e, "level"), text(e, "message")))
            .collect())
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let (status, answer) = exchange(self.port, method, path, body)
            .map_err(|error| format!("the driver does not answer {method} {path}: {error}"))?;
        let value = answer["value"].clone();
        if status == 200 {
            return Ok(value);
        }
        let message = value["message"].as_str().unwrap_or_default();
        // The rest of the message is the driver's own stack.
        let first = message.lines().next().unwrap_or_default();
        let kind = value["error"].as_str().unwrap_or_default();
        Err(format!("{path}: {kind}: {first}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the session closes the browser; chromedriver alone would leave it behind.
        if !self.session.is_empty() {
            self.call("DELETE", "", &json!({})).ok();
        }
        for process in &mut self.processes {
            process.kill().ok();
            process.wait().ok();
        }
    }
}

/// How often a driver is started before its problem is believed.
const TRIES: usize = 4;

/// Gives the first start that works. Two programs may take the same port in the same moment, and
/// many browsers may start at once: neither says anything about what is tested.
pub(crate) fn again_and_again<T>(mut start: impl FnMut() -> Outcome<T>) -> Outcome<T> {
    (1..TRIES).fold(start(), |started, _| started.or_else(|_| start()))
}

/// Reads the port that chromedriver chose from what it prints.
fn port_of(process: &mut Child) -> Outcome<u16> {
    let printed = process.stdout.take().ok_or("chromedriver prints nothing")?;
    let mut lines = BufReader::new(printed).lines().map_while(Result::ok);
    let mut said = String::new();
    let port = lines.find_map(|line| {
        said.push_str(&line);
        said.push(' ');
        let port = line.split_once("started successfully on port ")?.1;
        port.trim_end_matches('.').parse().ok()
    });
    // It must be able to print more, or it stops.
    std::thread::spawn(move || lines.for_each(drop));
    port.ok_or_else(|| format!("chromedriver did not start: {said}"))
}

/// One HTTP exchange: gives the status and the JSON of the answer.
fn exchange(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, Value)> {
    let body = if method == "POST" {
        body.to_string()
    } else {
        String::new()
    };
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(300)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let header = line.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer)?;
    Ok((status.unwrap_or(0), serde_json::from_slice(&answer)?))
}

#[cfg(test)]
mod tests {
    use super::{TRIES, again_and_again};

    #[test]
    fn a_driver_that_fails_to_start_is_started_again() {
        // How many starts fail first, and what comes of it: how often it was started, and whether
        // it runs.
        let check = |failing: usize, expect: (usize, bool)| {
            let mut started = 0;
            let outcome = again_and_again(|| {
                started += 1;
                if started > failing {
                    Ok(())
                } else {
                    Err("the port is taken".to_owned())
                }
            });
            assert_eq!((started, outcome.is_ok()), expect, "{failing} failing");
            if let Err(problem) = outcome {
                assert!(problem.starts_with("the port is taken"), "{problem}");
            }
        };
        check(0, (1, true));
        check(1, (2, true));
        check(TRIES - 1, (TRIES, true));
        check(TRIES, (TRIES, false));
    }
}
