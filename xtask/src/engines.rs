//! Three engines, driven alike: Chromium, Firefox and WebKitGTK, each with a proxy that it asks for
//! whatever it wants from anybody.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::run::{Outcome, which};
use crate::webdriver::{Driver, again_and_again};

/// Chromium, whose own machine has no way around the proxy either.
pub fn chromium(proxy: u16) -> Outcome<Driver> {
    Driver::start(&[
        &format!("--proxy-server=http://127.0.0.1:{proxy}"),
        "--proxy-bypass-list=<-loopback>",
        "--disable-features=MediaRouter,OptimizationHints,AutofillServerCommunication",
    ])
}

/// Firefox without a screen, by this geckodriver.
pub fn firefox(geckodriver: &Path, proxy: u16) -> Outcome<Driver> {
    again_and_again(|| firefox_once(geckodriver, proxy))
}

fn firefox_once(geckodriver: &Path, proxy: u16) -> Outcome<Driver> {
    let browser = which("firefox-esr").or_else(|| which("firefox"));
    let browser = browser.ok_or("Firefox is missing: run `cargo xtask test`")?;
    let port = free_port()?;
    let driver = Driver::of(vec![quiet(
        Command::new(geckodriver).arg(format!("--port={port}")),
    )?]);
    answers(port)?;
    let wanted = json!({ "capabilities": { "alwaysMatch": {
        "proxy": by_proxy(proxy),
        "moz:firefoxOptions": {
            "binary": browser,
            "args": ["-headless"],
            "prefs": {
                "network.proxy.allow_hijacking_localhost": true,
                // What it would ask its makers for by itself.
                "dom.push.connection.enabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    }}});
    driver.begin(port, &wanted)
}

fn by_proxy(port: u16) -> Value {
    let address = format!("127.0.0.1:{port}");
    json!({ "proxyType": "manual", "httpProxy": address, "sslProxy": address })
}

/// WebKitGTK's small browser, on a screen of its own.
pub fn webkit(proxy: u16) -> Outcome<Driver> {
    again_and_again(|| webkit_once(proxy))
}

fn webkit_once(proxy: u16) -> Outcome<Driver> {
    let program = which("WebKitWebDriver").ok_or("WebKitGTK is missing: run `cargo xtask test`")?;
    let browser = minibrowser().ok_or("WebKitGTK's MiniBrowser is missing")?;
    let (screen, display) = screen()?;
    let port = free_port()?;
    let mut webkit = Command::new(program);
    webkit
        .arg(format!("--port={port}"))
        .env("DISPLAY", display)
        // Its sandbox and its buffers need more than a container has.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    let process = quiet(&mut webkit);
    let driver = match process {
        Ok(process) => Driver::of(vec![process, screen]),
        Err(problem) => {
            drop(Driver::of(vec![screen]));
            return Err(problem);
        }
    };
    answers(port)?;
    let wanted = json!({ "capabilities": { "alwaysMatch": {
        "proxy": by_proxy(proxy),
        "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] },
    }}});
    driver.begin(port, &wanted)
}

/// It lies beside the library, whose folder is named after the machine.
fn minibrowser() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.flatten();
    let inside = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
    inside.into_iter().find(|path| path.is_file())
}

/// A screen that nobody sees, and its name.
fn screen() -> Outcome<(Child, String)> {
    let mut screen = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1024x24",
            "-nolisten",
            "tcp",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("could not start Xvfb: {error}"))?;
    let mut name = String::new();
    if let Some(printed) = screen.stdout.take() {
        BufReader::new(printed).read_line(&mut name).ok();
    }
    Ok((screen, format!(":{}", name.trim())))
}

fn quiet(command: &mut Command) -> Outcome<Child> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("could not start {:?}: {error}", command.get_program()))
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    let port = address.map(|address| address.port());
    port.map_err(|error| format!("there is no free port: {error}"))
}

/// Waits until the driver listens.
fn answers(port: u16) -> Outcome {
    for _ in 0..200 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err("the driver did not start".to_owned())
}
