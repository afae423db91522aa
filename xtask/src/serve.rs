//! `cargo xtask serve`, and the small static server that journeys and benchmarks use as well.
//!
//! It behaves as a plain static host does: right types, `404.html` for what is not there, any
//! sub-path. It can be a browser's proxy as well: then it stands for the whole world, and what it was
//! asked for is all that the browser has sent to anybody.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::build::build;
use crate::run::{Outcome, command, say, which};

/// Builds the page, serves it and opens it, until interrupted.
pub fn serve(port: Option<u16>, open: bool) -> Outcome {
    let dist = build(None)?;
    let site = Site::start_on(port, dist, "/")?;
    say(&format!("the calculator is at {}", site.address));
    say("stop with Ctrl+C");
    if open {
        open_browser(&site.address);
    }
    loop {
        thread::park();
    }
}

/// A folder on a loopback address, served for as long as the program runs.
pub struct Site {
    /// Where it starts, with a closing slash.
    pub address: String,
    /// For browsers that are to ask nobody else.
    pub port: u16,
    served: Arc<Served>,
}

struct Served {
    folder: PathBuf,
    path: String,
    /// Method and target of every request.
    asked: Mutex<Vec<String>>,
}

/// The host that a browser sees through the proxy. Nothing answers there without it.
const PROXIED: &str = "http://localhost";

/// The port that `serve` prefers: a link stays good over a restart.
const USUAL_PORT: u16 = 8417;

impl Site {
    /// Serves a folder under a path such as `/tools/retention/`, on any free port.
    pub fn start(folder: PathBuf, path: &str) -> Outcome<Self> {
        Self::start_on(Some(0), folder, path)
    }

    fn start_on(port: Option<u16>, folder: PathBuf, path: &str) -> Outcome<Self> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => bind(port),
            None => bind(USUAL_PORT).or_else(|_| bind(0)),
        };
        let listener = listener.map_err(|error| format!("could not listen: {error}"))?;
        let own = listener.local_addr();
        let own = own.map_err(|error| format!("could not listen: {error}"))?;
        let site = Self {
            address: format!("http://{own}{path}"),
            port: own.port(),
            served: Arc::new(Served {
                folder,
                path: path.to_owned(),
                asked: Mutex::default(),
            }),
        };
        let served = Arc::clone(&site.served);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let served = Arc::clone(&served);
                // A browser that hangs up early concerns nobody but itself.
                thread::spawn(move || answer(&stream, &served).ok());
            }
        });
        Ok(site)
    }

    /// Where it starts for a browser whose proxy it is.
    pub fn proxied(&self) -> String {
        [PROXIED, &self.served.path].concat()
    }

    /// Takes what it was asked for since the last time: "GET /a.js", "GET http://localhost/a.js" and
    /// "CONNECT example.org:443" by a browser whose proxy it is.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.served.asked.lock();
        std::mem::take(&mut asked.unwrap_or_else(PoisonError::into_inner))
    }
}

fn answer(mut stream: &TcpStream, served: &Served) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The headers say nothing that we need, but the browser wants them read.
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}

    let mut words = request.split(' ');
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let asked = served.asked.lock();
    asked
        .unwrap_or_else(PoisonError::into_inner)
        .push([method, " ", target].concat());
    let target = target.strip_prefix(PROXIED).unwrap_or(target);
    let (status, kind, mut body) = match method {
        "GET" | "HEAD" => find(&served.folder, &served.path, target),
        _ => ("405 Method Not Allowed", mime(Path::new("")), Vec::new()),
    };
    let packed = file_for(&served.path, target)
        .and_then(|file| fs::read(compressed(&served.folder.join(file))).ok());
    let encoding = match packed {
        Some(packed) => {
            body = packed;
            "Content-Encoding: br\r\n"
        }
        None => "",
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{encoding}\
         Access-Control-Allow-Origin: *\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Where a file lies compressed, if it does.
pub fn compressed(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// What a request gets: status, type, body.
fn find(folder: &Path, path: &str, target: &str) -> (&'static str, &'static str, Vec<u8>) {
    let page = file_for(path, target).and_then(|file| {
        let file = folder.join(file);
        let body = fs::read(&file).ok()?;
        Some(("200 OK", mime(&file), body))
    });
    page.unwrap_or_else(|| {
        let missing = folder.join("404.html");
        let body = fs::read(&missing).unwrap_or_else(|_| b"Not found".to_vec());
        ("404 Not Found", mime(&missing), body)
    })
}

/// The file that a request names, relative to the served folder and never outside of it.
fn file_for(path: &str, target: &str) -> Option<PathBuf> {
    let target = target.split(['?', '#']).next()?;
    let decoded = percent_decode(target.strip_prefix(path)?)?;
    let index = if decoded.is_empty() || decoded.ends_with('/') {
        "index.html"
    } else {
        ""
    };
    let file = PathBuf::from(decoded + index);
    let inside = |part| matches!(part, Component::Normal(_));
    file.components().all(inside).then_some(file)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

/// Opens the person's browser where there is one; the address has been printed in any case.
fn open_browser(address: &str) {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let opener: &[&str] = if cfg!(windows) {
        &["explorer"]
    } else if cfg!(target_os = "macos") {
        &["open"]
    } else if (set("DISPLAY") || set("WAYLAND_DISPLAY")) && which("xdg-open").is_some() {
        &["xdg-open"]
    } else {
        &[]
    };
    if let (Some(program), false) = (opener.first(), set("CI")) {
        command(program).arg(address).spawn().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::{file_for, mime};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_request_names_a_file_inside_the_folder_or_none() {
        let check = |path, target, expect: Option<&str>| {
            assert_eq!(
                file_for(path, target),
                expect.map(PathBuf::from),
                "{target}"
            );
        };
        check("/", "/", Some("index.html"));
        check("/", "/?view=embed", Some("index.html"));
        check("/", "/a.js?x=1", Some("a.js"));
        check("/", "/help/", Some("help/index.html"));
        check("/", "/a%20b.csv", Some("a b.csv"));
        check("/tools/", "/tools/boot.js", Some("boot.js"));
        check("/tools/", "/boot.js", None);
        check("/", "/../secret", None);
        check("/", "/%2e%2e/secret", None);
        check("/", "//etc/passwd", None);
        check("/", "/%zz", None);
    }

    #[test]
    fn wasm_has_the_type_that_browsers_stream() {
        assert_eq!(mime(Path::new("a_bg.wasm")), "application/wasm");
    }
}
