//! Seals `dist/`: every file that runs or paints is known by its fingerprint, and a policy in each
//! page lets a browser take nothing else.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::build::{files, read, read_bytes, write};
use crate::html::{Tag, content, replaced, tags};
use crate::pack::squeezed;
use crate::run::Outcome;

/// The calculator as one file that runs from a disk.
pub const OFFLINE: &str = "retention-calculator-offline.html";

/// Seals what Trunk has built.
pub fn seal(dist: &Path) -> Outcome {
    let index = dist.join("index.html");
    let html = with_styles_inside(dist, &read(&index)?)?;
    let program = Program::take(dist, &html)?;
    let offline = program.offline(&with_scripts_inside(dist, &html)?)?;
    write(&dist.join(OFFLINE), offline)?;
    let html = program.sealed(dist, &html)?;
    write(&index, &html)?;
    for page in files(dist)? {
        let name = page.file_name().unwrap_or_default();
        if page.extension().is_some_and(|kind| kind == "html") && name != OFFLINE {
            let html = with_styles_inside(dist, &read(&page)?)?;
            let html = with_fingerprints(dist, &html)?;
            let may = if name == "index.html" {
                CALCULATOR_MAY
            } else {
                READER_MAY
            };
            write(&page, with_policy(&html, may))?;
        }
    }
    Ok(())
}

/// What the calculator may do beside running and painting what is known: fetch its own WebAssembly.
/// A policy can name that no closer as long as it holds under any address; the program locks even
/// this when it has started.
const CALCULATOR_MAY: &str =
    "img-src data: blob:; connect-src 'self'; manifest-src 'self'; frame-src 'none'";

/// What the other pages may do: show the calculator in a frame.
const READER_MAY: &str = "img-src 'self' data:; connect-src 'none'; frame-src 'self'";

/// What no page may do.
const NOBODY_MAY: &str =
    "font-src 'none'; worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";

/// A fingerprint as `integrity` attributes and policies write it.
pub fn fingerprint(bytes: &[u8]) -> String {
    ["sha384-", &STANDARD.encode(Sha384::digest(bytes))].concat()
}

/// A shorter one, for text that stands in the page itself.
pub fn short_fingerprint(text: &str) -> String {
    ["sha256-", &STANDARD.encode(Sha256::digest(text))].concat()
}

/// The page with its style sheets inside: nothing waits for them, and one fingerprint holds them all.
fn with_styles_inside(dist: &Path, html: &str) -> Outcome<String> {
    let links = tags(html, "link");
    let sheets: Vec<&Tag> = links
        .iter()
        .filter(|tag| tag.attribute("rel") == Some("stylesheet"))
        .collect();
    let mut css = String::new();
    for sheet in &sheets {
        let file = dist.join(sheet.attribute("href").unwrap_or_default());
        css += &squeezed(&without_comments(&read(&file)?));
        fs::remove_file(&file).map_err(|e| format!("could not remove {}: {e}", file.display()))?;
    }
    let mut sealed = html.to_owned();
    for (index, sheet) in sheets.iter().enumerate().rev() {
        let style = ["<style>", &css, "</style>"].concat();
        let new = if index == 0 { style.as_str() } else { "" };
        sealed = replaced(&sealed, sheet.start, sheet.end, new);
    }
    Ok(sealed)
}

/// Comments of a style sheet are for its authors.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |css, part| {
        css + part.split_once("*/").map_or("", |(_, behind)| behind)
    })
}

/// The page with all its small scripts inside; not the program.
fn with_scripts_inside(dist: &Path, html: &str) -> Outcome<String> {
    let mut whole = html.to_owned();
    for script in tags(html, "script").iter().rev() {
        let small = script.attribute("id") != Some("boot");
        if let Some(file) = script.attribute("src").filter(|_| small) {
            let inline = ["<script>", &read(&dist.join(file))?].concat();
            whole = replaced(&whole, script.start, script.end, &inline);
        }
    }
    Ok(whole)
}

/// The calculator's own files, as Trunk leaves them.
struct Program {
    /// The JavaScript that wasm-bindgen makes, and what starts it.
    script: String,
    wasm: Vec<u8>,
    wasm_name: String,
}

impl Program {
    /// Reads the program and takes its JavaScript out of `dist/`.
    fn take(dist: &Path, html: &str) -> Outcome<Self> {
        let boot = boot(html)?;
        let named = |name| {
            let file = boot
                .attribute(name)
                .map(|file| file.trim_start_matches("./"));
            file.ok_or(format!("index.html: the script boot has no {name}"))
        };
        let (glue, start, wasm) = (named("data-module")?, named("src")?, named("data-wasm")?);
        let program = Self {
            script: format!(
                "{}\n{{\n{}}}\n",
                read(&dist.join(glue))?,
                read(&dist.join(start))?
            ),
            wasm: read_bytes(&dist.join(wasm))?,
            wasm_name: wasm.to_owned(),
        };
        for file in [glue, start] {
            let gone = fs::remove_file(dist.join(file));
            gone.map_err(|error| format!("could not remove {file}: {error}"))?;
        }
        Ok(program)
    }

    /// The page that loads the program, and the program beside it.
    fn sealed(&self, dist: &Path, html: &str) -> Outcome<String> {
        let known: String = fingerprint(self.script.as_bytes())
            .chars()
            .skip("sha384-".len())
            .filter(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        let name = format!("retention-calculator-{known}.js");
        write(&dist.join(&name), &self.script)?;
        let script = format!(
            "<script type=\"module\" id=\"boot\" src=\"./{name}\" data-wasm=\"./{}\" data-integrity=\"{}\">",
            self.wasm_name,
            fingerprint(&self.wasm),
        );
        // What Trunk would load ahead has other names now.
        let mut html = html.to_owned();
        for link in tags(&html.clone(), "link").iter().rev() {
            if link.attribute("rel") == Some("modulepreload") {
                html = replaced(&html, link.start, link.end, "");
            }
        }
        let old = boot(&html)?;
        let (start, end) = (old.start, old.end);
        Ok(replaced(&html, start, end, &script))
    }

    /// The page with the program inside.
    fn offline(&self, html: &str) -> Outcome<String> {
        let wasm = STANDARD.encode(&self.wasm);
        let script = format!("const OFFLINE_WASM = \"{wasm}\";\n{}", self.script);
        if script.contains("</script") {
            return Err("the program cannot stand in a page: it holds </script".to_owned());
        }
        let boot = boot(html)?;
        let inline = ["<script type=\"module\" id=\"boot\">", &script].concat();
        let html = replaced(html, boot.start, boot.end, &inline);
        let mut html = html.replacen("<html ", "<html data-offline ", 1);
        for link in tags(&html.clone(), "link").iter().rev() {
            if matches!(
                link.attribute("rel"),
                Some("modulepreload" | "preload" | "manifest")
            ) {
                html = replaced(&html, link.start, link.end, "");
            }
        }
        let may = "img-src data: blob:; connect-src 'none'; frame-src 'none'";
        Ok(with_policy(&html, may))
    }
}

fn boot(html: &str) -> Outcome<Tag<'_>> {
    let scripts = tags(html, "script");
    let boot = scripts
        .into_iter()
        .find(|tag| tag.attribute("id") == Some("boot"));
    boot.ok_or("index.html has no script with the id boot".to_owned())
}

/// The page in which every script names what it must be.
fn with_fingerprints(dist: &Path, html: &str) -> Outcome<String> {
    let mut sealed = html.to_owned();
    for script in tags(html, "script").iter().rev() {
        let Some(file) = script.attribute("src") else {
            continue;
        };
        let known = fingerprint(&read_bytes(&dist.join(file))?);
        let open = script.text().trim_end_matches('>');
        let new = format!("{open} integrity=\"{known}\" crossorigin=\"anonymous\">");
        sealed = replaced(&sealed, script.start, script.end, &new);
    }
    Ok(sealed)
}

/// The page with its policy, before anything else.
fn with_policy(html: &str, may: &str) -> String {
    let quoted = |known: &str| format!(" '{known}'");
    let scripts = tags(html, "script");
    let scripts: String = scripts
        .iter()
        .map(|tag| match tag.attribute("integrity") {
            Some(known) => quoted(known),
            None => quoted(&short_fingerprint(content(html, tag, "script"))),
        })
        .collect();
    let styles: String = tags(html, "style")
        .iter()
        .map(|tag| quoted(&short_fingerprint(content(html, tag, "style"))))
        .collect();
    let or_none = |known: String| {
        if known.is_empty() {
            " 'none'".to_owned()
        } else {
            known
        }
    };
    let wasm = if html.contains("id=\"boot\"") {
        " 'wasm-unsafe-eval'"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src{}{wasm}; style-src{}; {may}; {NOBODY_MAY}",
        or_none(scripts),
        or_none(styles),
    );
    let meta =
        format!("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    html.replacen("<head>", &meta, 1)
}

#[cfg(test)]
mod tests {
    use super::{
        fingerprint, short_fingerprint, with_policy, with_styles_inside, without_comments,
    };

    #[test]
    fn fingerprints_are_those_of_browsers() {
        // Of the empty text, as published with the algorithms.
        assert_eq!(
            short_fingerprint(""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert!(
            fingerprint(b"").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6")
        );
    }

    #[test]
    fn several_style_sheets_become_one() {
        let folder = std::env::temp_dir().join(format!("retention-sheets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, css) in [
            ("a.css", "a {\n  b: c;\n}\n"),
            ("c.css", "/* why */\nd {}\n"),
        ] {
            std::fs::write(folder.join(name), css).unwrap();
        }
        let html = "<link rel=\"stylesheet\" href=\"./a.css\" integrity=\"x\"/>\n<link \
                    rel=\"preload\" href=\"./b\">\n<link rel=\"stylesheet\" href=\"./c.css\"/>";
        let expect = "<style>a {\nb: c;\n}\nd {}\n</style>\n<link rel=\"preload\" href=\"./b\">\n";
        assert_eq!(with_styles_inside(&folder, html).unwrap(), expect);
        // Nobody asks for them any more.
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir(&folder).unwrap();
    }

    #[test]
    fn comments_of_style_sheets_go() {
        let check = |css, expect| assert_eq!(without_comments(css), expect);
        check("a{}", "a{}");
        check("/* why */a{}/**/b{}", "a{}b{}");
        check("a{}/* open", "a{}");
    }

    #[test]
    fn a_policy_comes_first_and_names_what_is_in_the_page() {
        let page = with_policy("<head>\n<style>a{}</style></head>", "img-src data:");
        assert!(page.starts_with("<head>\n<meta http-equiv"));
        assert!(page.contains(&format!("style-src '{}'", short_fingerprint("a{}"))));
        assert!(page.contains("script-src 'none'; "));
        assert!(!page.contains("wasm-unsafe-eval"));
    }
}
