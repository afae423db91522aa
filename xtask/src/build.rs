//! `cargo xtask build`: the release page in `dist/`, and what must hold for it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pack::pack;
use crate::publish;
use crate::run::{self, Outcome, run, say};
use crate::seal::seal;
use crate::setup::{self, Tools};
use crate::verify::verify;

/// Sets up and builds; gives the folder to serve. `address`: where it will be published, if known.
pub fn build(address: Option<&str>) -> Outcome<PathBuf> {
    build_at(&setup::for_build()?, address)
}

/// Builds with tools that are already there.
pub fn build_with(tools: &Tools) -> Outcome<PathBuf> {
    build_at(tools, None)
}

fn build_at(tools: &Tools, address: Option<&str>) -> Outcome<PathBuf> {
    let address = address.map(publish::address).transpose()?;
    let address = address.as_deref();
    say("building the page (the first time takes some minutes)");
    let mut trunk = tools.command("trunk");
    // The compiler's message is what helps, not where in Trunk it was noticed.
    trunk
        .args(["build", "--release"])
        .env("RUST_BACKTRACE", "0");
    run(&mut trunk)?;
    let dist = run::root().join("dist");
    pack(&dist)?;
    publish::publish(&dist, address)?;
    seal(&dist)?;
    verify(&dist, address)?;
    say(&format!("{} is ready for any static host", dist.display()));
    Ok(dist)
}

/// Every file below a folder, in a stable order.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let problem = |error| format!("could not list {}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("could not read {}: {error}", path.display()))
}

pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("could not read {}: {error}", path.display()))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    fs::write(path, content).map_err(|error| format!("could not write {}: {error}", path.display()))
}
