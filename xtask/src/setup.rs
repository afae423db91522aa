//! What the other commands stand on: finds each tool at the version we want, or installs it.
//!
//! Looking comes first and needs no network, so a second run starts at once. What we install goes
//! into one folder per version ([`cache`]), shared by all checkouts of this machine; only Debian's
//! packages are installed system-wide, because they come no other way.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Outcome, command, output, run, say, which};
use crate::{versions, webdriver};

/// What browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools that a build of the page uses.
pub struct Tools {
    /// Variables that make cargo able to build for wasm32; empty where rustup has the target.
    wasm: Vec<(&'static str, &'static str)>,
    /// Folders of our own tools, to go in front of PATH.
    folders: Vec<PathBuf>,
    /// The locked version of wasm-bindgen.
    pub wasm_bindgen: String,
}

impl Tools {
    /// Whether rustup's own standard library is used, which is compiled for speed and has words for
    /// panics; else it is built here, for size.
    pub fn has_ready_made_std(&self) -> bool {
        self.wasm.is_empty()
    }

    /// A program that finds our tools on its PATH and can build for wasm32.
    pub fn command(&self, program: &str) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&path));
        let joined = env::join_paths(folders).unwrap_or(path.clone());
        let mut command = command(find(program, &joined));
        command.env("PATH", joined).envs(self.wasm.iter().copied());
        if !self.wasm.is_empty() {
            // Left by the toolchain that runs us; it must not feed another one's rustc.
            command.env_remove("LD_LIBRARY_PATH");
        }
        command
    }
}

/// Everything that building the page needs.
pub fn for_build() -> Outcome<Tools> {
    let wasm = wasm_toolchain()?;
    let lock = fs::read_to_string(run::root().join("Cargo.lock"))
        .map_err(|error| format!("could not read Cargo.lock: {error}"))?;
    let wasm_bindgen = versions::locked(&lock, "wasm-bindgen")
        .ok_or("Cargo.lock names no version of wasm-bindgen")?;
    let folders = [
        cargo_tool("trunk", "trunk", versions::TRUNK, &TRUNK_FLAGS)?,
        // Without --locked: the release's own lock file names a crate that was withdrawn.
        cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen, &[])?,
        wasm_opt()?,
    ];
    Ok(Tools {
        wasm,
        folders: folders.into_iter().flatten().collect(),
        wasm_bindgen,
    })
}

const TRUNK_FLAGS: [&str; 4] = ["--locked", "--no-default-features", "--features", "rustls"];

/// Where our tools live: `RETENTION_TOOLS`, else a folder of the user's cache.
pub fn cache() -> PathBuf {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = named("RETENTION_TOOLS") {
        return PathBuf::from(folder);
    }
    let user = named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| named("HOME").map(|home| Path::new(&home).join(".cache")))
        .unwrap_or_else(|| run::root().join(".tools"));
    user.join("retention-calculator-tools")
}

/// A panic stops the page at once, without words: nobody reads them, and everybody would download
/// them. Only a standard library that is built here can do without. Tests in the browser share
/// what is compiled, so they stop at the first panic too.
const SILENT: &str = "-Zunstable-options -Cpanic=immediate-abort -Zpanic-abort-tests \
                      -Zlocation-detail=none -Zfmt-debug=none";

/// A standard library for wasm32: the one rustup has, else Debian's Rust, which brings the sources.
fn wasm_toolchain() -> Outcome<Vec<(&'static str, &'static str)>> {
    if rustup_has_wasm() {
        return Ok(Vec::new());
    }
    if !debian_rust_is_linked() {
        say(&format!("adding the {WASM} target (rustup)"));
        let added = run(command("rustup").args(["target", "add", WASM]));
        if added.is_ok() {
            return Ok(Vec::new());
        }
        say("rustup can't download here: using Debian's Rust and its sources instead");
        packages(
            "a wasm32 standard library",
            versions::DEBIAN_RUST,
            "or give rustup network access and run `rustup target add wasm32-unknown-unknown`",
        )?;
        run(command("rustup").args(["toolchain", "link", "debian", "/usr"]))?;
    }
    Ok(vec![
        ("RUSTUP_TOOLCHAIN", "debian"),
        // The standard library is built from source, which stable allows only when told so.
        ("RUSTC_BOOTSTRAP", "1"),
        // `test` is named so that tests and the page share what is compiled.
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort,test"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        ("RUSTFLAGS", SILENT),
    ])
}

fn rustup_has_wasm() -> bool {
    let sysroot = output(command("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| {
        let libraries = Path::new(&sysroot).join("lib/rustlib").join(WASM);
        libraries.join("lib").is_dir()
    })
}

fn debian_rust_is_linked() -> bool {
    let rustc = output(command("rustup").args(["run", "debian", "rustc", "--print", "sysroot"]));
    rustc.is_some_and(|sysroot| {
        let sources = Path::new(&sysroot).join("lib/rustlib/src/rust/library/std");
        sources.is_dir() && missing(versions::DEBIAN_RUST).is_empty()
    })
}

/// A tool from crates.io. Gives its folder, or nothing when the one on PATH already fits.
fn cargo_tool(
    package: &str,
    program: &str,
    version: &str,
    flags: &[&str],
) -> Outcome<Option<PathBuf>> {
    if is_version(Path::new(program), version) {
        return Ok(None);
    }
    let folder = cache().join(format!("{package}-{version}"));
    let bin = folder.join("bin");
    if is_version(&bin.join(program), version) {
        return Ok(Some(bin));
    }
    say(&format!(
        "installing {package} {version} (once, one to three minutes)"
    ));
    // Unoptimised: the page is built as fast, and the tool is there in a third of the time.
    let mut install = command("cargo");
    install
        .args(["install", "--debug", "--force", package])
        .args(["--version", version])
        .args(flags)
        .arg("--root")
        .arg(&folder)
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(&mut install)?;
    Ok(Some(bin))
}

/// `wasm-opt`, from npm. Gives its folder, or nothing when the one on PATH already fits.
fn wasm_opt() -> Outcome<Option<PathBuf>> {
    if is_version(Path::new("wasm-opt"), versions::BINARYEN) {
        return Ok(None);
    }
    node()?;
    let version = format!("{}.0.0", versions::BINARYEN);
    let binaryen = npm_package("binaryen", &version)?;
    Ok(Some(binaryen.join("bin")))
}

/// The accessibility checker's script.
pub fn axe() -> Outcome<PathBuf> {
    Ok(npm_package("axe-core", versions::AXE_CORE)?.join("axe.min.js"))
}

/// The scripts of pages that embed: pym.js and iframe-resizer.
pub fn parents() -> Outcome<[PathBuf; 2]> {
    let pym = npm_package("pym.js", versions::PYM)?;
    let resizer = npm_package("iframe-resizer", versions::IFRAME_RESIZER)?;
    Ok([
        pym.join("dist/pym.v1.min.js"),
        resizer.join("js/iframeResizer.min.js"),
    ])
}

/// A package from npm, in its own folder; gives the package's folder.
pub fn npm_package(package: &str, version: &str) -> Outcome<PathBuf> {
    let folder = cache().join(format!("{package}-{version}"));
    let installed = folder.join("node_modules").join(package);
    let manifest = fs::read_to_string(installed.join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        return Ok(installed);
    }
    node()?;
    say(&format!(
        "installing {package} {version} from npm (once, some seconds)"
    ));
    fs::create_dir_all(&folder)
        .map_err(|error| format!("could not create {}: {error}", folder.display()))?;
    let mut install = command(which("npm").unwrap_or_else(|| "npm".into()));
    install
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts"])
        .args(["--loglevel", "error", "--prefix"])
        .arg(&folder)
        .arg(format!("{package}@{version}"));
    run(&mut install)?;
    Ok(installed)
}

fn node() -> Outcome {
    if which("node").is_some() && which("npm").is_some() {
        return Ok(());
    }
    packages(
        "node and npm",
        &["nodejs", "npm"],
        "or install Node.js 18 or newer from https://nodejs.org",
    )
}

/// The linter of the toolchain that builds for wasm32.
pub fn wasm_clippy(tools: &Tools) -> Outcome {
    if tools.wasm.is_empty() || output(tools.command("cargo").args(["clippy", "-V"])).is_some() {
        return Ok(());
    }
    let otherwise = "which belongs to the toolchain named debian";
    packages("clippy for wasm32", versions::DEBIAN_CLIPPY, otherwise)
}

/// Chromium and its driver.
pub fn browser() -> Outcome {
    let there = || webdriver::chromedriver().is_some() && webdriver::chromium().is_some();
    let otherwise = "or install Chrome or Chromium and the chromedriver of the same version, on \
                     PATH or named by CHROME and CHROMEDRIVER";
    if !there() {
        let names = ["chromium", "chromium-driver"];
        packages("a browser to test in", &names, otherwise)?;
    }
    if there() {
        Ok(())
    } else {
        Err(format!(
            "chromium or chromedriver does not start\n  {otherwise}"
        ))
    }
}

/// Firefox and WebKitGTK with their drivers; gives geckodriver.
pub fn engines() -> Outcome<PathBuf> {
    packages(
        "Firefox and WebKitGTK to test in",
        versions::DEBIAN_ENGINES,
        "or test on a Debian where you may install packages",
    )?;
    let folder = cargo_tool(
        "geckodriver",
        "geckodriver",
        versions::GECKODRIVER,
        &["--locked"],
    )?;
    Ok(folder.map_or("geckodriver".into(), |bin| bin.join("geckodriver")))
}

/// Installs Debian packages, or says what the person has to install.
fn packages(what: &str, names: &[&str], otherwise: &str) -> Outcome {
    let list = names.join(" ");
    let names = missing(names);
    if names.is_empty() {
        return Ok(());
    }
    let by_hand = format!("please install {what}: sudo apt-get install {list} {otherwise}");
    if which("apt-get").is_none() {
        return Err(by_hand);
    }
    let sudo: &[&str] = match output(command("id").arg("-u")).as_deref() {
        Some("0") => &[],
        _ if which("sudo").is_some() => &["sudo"],
        _ => return Err(by_hand),
    };
    say(&format!("installing {what} (apt-get): {}", names.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut words = sudo.iter().chain(&["apt-get", "-q", "-y"]).chain(arguments);
        let mut apt = command(words.next().unwrap_or(&"apt-get"));
        // A person may be asked for their password; nobody else has a terminal to answer on.
        apt.stdin(std::process::Stdio::inherit());
        run(apt.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // Stale lists are no reason to stop: what they offer may still be there.
    let updated = apt(&["update"]);
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(&names);
    apt(&install).map_err(|error| match updated {
        Ok(()) => format!("{error}\n{by_hand}"),
        Err(update) => format!("{update}\n{error}\n{by_hand}"),
    })
}

/// Which of these Debian packages are not installed.
fn missing<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let query = ["-W", "-f", "${Package} ${db:Status-Status}\n"];
    let known = command("dpkg-query").args(query).args(names).output();
    let known = known.map(|known| known.stdout).unwrap_or_default();
    let known = String::from_utf8_lossy(&known);
    let installed = |name: &str| {
        known
            .lines()
            .any(|line| line == format!("{name} installed"))
    };
    let absent = names.iter().copied().filter(|name| !installed(name));
    absent.collect()
}

/// Whether `program --version` prints this version.
fn is_version(program: &Path, version: &str) -> bool {
    let printed = output(command(program).arg("--version")).unwrap_or_default();
    names_version(&printed, version)
}

fn names_version(printed: &str, version: &str) -> bool {
    printed
        .split(|c: char| c.is_whitespace() || c == '(')
        .any(|word| word == version)
}

/// The program's full path, so that a PATH meant for the child finds it too.
fn find(program: &str, path: &std::ffi::OsStr) -> PathBuf {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .unwrap_or_else(|| program.into())
}

#[cfg(test)]
mod tests {
    use super::names_version;

    #[test]
    fn a_version_is_a_whole_word() {
        let check = |printed, version, expect| {
            assert_eq!(names_version(printed, version), expect, "{printed:?}");
        };
        check("trunk 0.21.14", "0.21.14", true);
        check("wasm-bindgen 0.2.130", "0.2.13", false);
        check("wasm-opt version 132 (version_132)", "132", true);
        check("wasm-opt version 108 (version_108)", "132", false);
        check("", "132", false);
    }
}
