//! The size budget: what a visitor downloads, compressed as hosts compress it (brotli 11).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::build::files;
use crate::run::{self, Outcome};
use crate::seal::OFFLINE;

/// What counts. Pictures, the offline copy, the demo and the script of embedding pages do not.
const KINDS: [&str; 4] = ["wasm", "js", "css", "html"];

/// Prints the sizes of `dist/` and fails where `xtask/budget.txt` allows less. `ready_made`: with the
/// standard library that rustup brings.
pub fn check(dist: &Path, ready_made: bool) -> Outcome {
    let budget = run::root().join("xtask/budget.txt");
    let budget = fs::read_to_string(&budget)
        .map_err(|error| format!("could not read {}: {error}", budget.display()))?;
    let sizes = measure(dist)?;
    let mut limits = limits(&budget)?;
    if let Some(limit) = limits.remove("total_ready_made").filter(|_| ready_made) {
        limits.insert("total".to_owned(), limit);
    }
    let (table, over) = compare(&sizes, &limits);
    print!("{table}");
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("over the size budget: {}", over.join(", ")))
    }
}

/// Compressed bytes per kind, and their `total`.
fn measure(dist: &Path) -> Outcome<BTreeMap<String, usize>> {
    let mut sizes = BTreeMap::new();
    for file in files(dist)? {
        let kind = file.extension().and_then(|kind| kind.to_str());
        let other = |name: &str| file.file_name().is_some_and(|own| own == name);
        if [OFFLINE, "demo.html", "embed.v1.js"].into_iter().any(other) {
            continue;
        }
        if let Some(kind) = kind.filter(|kind| KINDS.contains(kind)) {
            let bytes = fs::read(&file)
                .map_err(|error| format!("could not read {}: {error}", file.display()))?;
            let size = compressed(&bytes).len();
            *sizes.entry(kind.to_owned()).or_default() += size;
            *sizes.entry("total".to_owned()).or_default() += size;
        }
    }
    Ok(sizes)
}

/// As small as hosts make it.
pub fn compressed(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    // Reading a slice and writing a vector can't fail.
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).ok();
    out
}

/// Reads lines of `kind bytes`; `#` starts a comment.
fn limits(budget: &str) -> Outcome<BTreeMap<String, usize>> {
    let content = budget
        .lines()
        .map(|line| line.split('#').next().unwrap_or(""));
    let filled = content.filter(|line| !line.trim().is_empty());
    let limit = |line: &str| {
        let (kind, bytes) = line.trim().split_once(' ')?;
        Some((kind.to_owned(), bytes.trim().parse().ok()?))
    };
    filled
        .map(|line| limit(line).ok_or_else(|| format!("budget.txt: `{line}` is not `kind bytes`")))
        .collect()
}

/// A table for the terminal, and the kinds that are over their limit.
fn compare(
    sizes: &BTreeMap<String, usize>,
    limits: &BTreeMap<String, usize>,
) -> (String, Vec<String>) {
    let mut table = String::new();
    let mut over = Vec::new();
    for kind in KINDS.into_iter().chain(["total"]) {
        let size = sizes.get(kind).copied().unwrap_or(0);
        let limit = limits.get(kind);
        let allowed = limit
            .map(|limit| format!(" of {limit:>7}"))
            .unwrap_or_default();
        table += &format!("{kind:>6} {size:>7}{allowed} bytes\n");
        if limit.is_some_and(|limit| size > *limit) {
            over.push(format!("{kind} {size}"));
        }
    }
    (table, over)
}

#[cfg(test)]
mod tests {
    use super::{compare, compressed, limits};

    #[test]
    fn a_budget_is_exceeded_by_one_byte_more() {
        let limits = limits("# bytes\nwasm 90 # the core\n\ntotal 100\n").unwrap();
        let check = |wasm, total, expect: &[&str]| {
            let sizes = [("wasm".to_owned(), wasm), ("total".to_owned(), total)];
            let (_, over) = compare(&sizes.into_iter().collect(), &limits);
            assert_eq!(over, expect);
        };
        check(90, 100, &[]);
        check(91, 100, &["wasm 91"]);
        check(90, 101, &["total 101"]);
    }

    #[test]
    fn a_budget_line_is_a_kind_and_bytes() {
        assert!(limits("wasm ninety").is_err());
        assert!(limits("wasm").is_err());
    }

    #[test]
    fn repetition_costs_little() {
        assert!(compressed(&[b'a'; 10_000]).len() < 50);
        assert!(compressed(b"retention").len() >= 9);
    }
}
