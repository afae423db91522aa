//! Every pinned tool, in one place. wasm-bindgen is the exception: its command-line tool follows
//! the version in `Cargo.lock`, because the two must be the same.

/// Bundles the page.
pub const TRUNK: &str = "0.21.14";

/// The npm package that carries `wasm-opt`; also what `wasm-opt --version` prints.
pub const BINARYEN: &str = "132";

/// The accessibility checker that journeys run.
pub const AXE_CORE: &str = "4.14.1";

/// The readers of lists that ours is measured beside, from npm.
pub const UDSV: &str = "0.7.3";
pub const PAPAPARSE: &str = "5.7.1";
pub const DUCKDB: &str = "1.32.0";

/// Measures first visits.
pub const LIGHTHOUSE: &str = "12.8.2";

/// Libraries of pages that embed: journeys are held by them.
pub const PYM: &str = "1.3.2";
pub const IFRAME_RESIZER: &str = "4.4.5";

/// Drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// Firefox, and WebKitGTK with its driver and a screen to draw on. Of Debian's current release.
pub const DEBIAN_ENGINES: &[&str] = &["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Debian's Rust with the standard library's sources: builds the wasm32 standard library on
/// machines whose rustup can't download one.
pub const DEBIAN_RUST: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// The linter that belongs to it.
pub const DEBIAN_CLIPPY: &[&str] = &["rust-web-clippy"];

/// The version of `package` in a `Cargo.lock`.
pub fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{BINARYEN, locked};

    #[test]
    fn trunk_asks_for_the_wasm_opt_that_is_set_up() {
        let settings = include_str!("../../Trunk.toml");
        assert!(settings.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }

    #[test]
    fn the_locked_version_is_that_of_the_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
