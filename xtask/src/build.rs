//! `cargo xtask build`: the release page in `dist/`, and what must hold for it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pack::pack;
use crate::run::{self, Outcome, run, say};
use crate::setup::{self, Tools};

/// Sets up and builds; gives the folder to serve.
pub fn build() -> Outcome<PathBuf> {
    build_with(&setup::for_build()?)
}

/// Builds with tools that are already there.
pub fn build_with(tools: &Tools) -> Outcome<PathBuf> {
    say("building the page (the first time takes some minutes)");
    let mut trunk = tools.command("trunk");
    // The compiler's message is what helps, not where in Trunk it was noticed.
    trunk
        .args(["build", "--release"])
        .env("RUST_BACKTRACE", "0");
    run(&mut trunk)?;
    let dist = run::root().join("dist");
    pack(&dist)?;
    verify(&dist)?;
    say(&format!("{} is ready for any static host", dist.display()));
    Ok(dist)
}

/// No page may carry an inline script: a strict content security policy would block it.
fn verify(dist: &Path) -> Outcome {
    for file in files(dist)? {
        if file.extension().is_some_and(|kind| kind == "html") {
            let html = read(&file)?;
            if let Some(tag) = inline_script(&html) {
                return Err(format!("{}: inline script {tag}", file.display()));
            }
        }
    }
    Ok(())
}

/// The first script element that would run its own text.
fn inline_script(html: &str) -> Option<&str> {
    let starts = html.match_indices("<script").map(|(start, _)| start);
    let tags = starts.filter_map(|start| {
        let tag = html.get(start..)?;
        tag.get(..=tag.find('>')?)
    });
    let data = |tag: &str| tag.contains("application/ld+json");
    tags.into_iter()
        .find(|tag| !tag.contains(" src=") && !data(tag))
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

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("could not read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::inline_script;

    #[test]
    fn only_scripts_with_their_own_text_are_inline() {
        let check = |html, expect| assert_eq!(inline_script(html), expect);
        check("<p>no script</p>", None);
        check(r#"<script type="module" src="./boot.js"></script>"#, None);
        check(r#"<script type="application/ld+json">{}</script>"#, None);
        check("<script>run()</script>", Some("<script>"));
        check(
            r#"<script src="a.js"></script><script type="module">run()</script>"#,
            Some(r#"<script type="module">"#),
        );
    }
}
