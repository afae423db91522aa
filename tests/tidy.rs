//! The house rules that the compiler does not check.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use std::fs;
use std::path::{Path, PathBuf};

/// Every room of the core, and the rooms that it may stand on.
const ROOMS: [(&str, &[&str]); 8] = [
    ("number", &[]),
    ("retention", &["number"]),
    ("accounts", &["number", "retention"]),
    ("import", &["number", "retention", "accounts"]),
    ("insight", &["number", "retention", "accounts", "import"]),
    ("link", &["number", "retention", "accounts", "import"]),
    (
        "chart",
        &["number", "retention", "accounts", "import", "insight"],
    ),
    (
        "export",
        &[
            "number",
            "retention",
            "accounts",
            "import",
            "insight",
            "link",
        ],
    ),
];

/// What the core must not name: the web, the clock, files, floats.
const FOREIGN: [&str; 13] = [
    "leptos",
    "reactive_graph",
    "wasm_bindgen",
    "js_sys",
    "web_sys",
    "gloo",
    "std::time",
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "f32",
    "f64",
];

#[test]
fn imports_point_one_way() {
    for (room, file, code) in core_files() {
        let allowed = ROOMS.iter().find(|(name, _)| *name == room).unwrap().1;
        for named in rooms_named(&code) {
            let fine = named == room || allowed.contains(&named.as_str());
            assert!(
                fine,
                "{} uses {named}; {room} may use {allowed:?}",
                file.display()
            );
        }
    }
}

#[test]
fn the_core_knows_nothing_of_the_outside() {
    for (_, file, code) in core_files() {
        for word in FOREIGN {
            assert!(!has_word(&code, word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn every_room_has_its_rule() {
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension != "rs") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let known =
            ROOMS.iter().any(|(room, _)| *room == name) || ["app", "lib", "main"].contains(&name);
        assert!(known, "src/{name} is not in the list of rooms");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let files = files(&source());
    let long = |lines: usize| {
        files
            .iter()
            .filter(move |(_, text)| text.lines().count() > lines)
    };
    let too_long: Vec<_> = long(500).map(|(path, _)| path).collect();
    assert!(too_long.is_empty(), "more than 500 lines: {too_long:?}");
    let (count, over) = (files.len(), long(300).count());
    assert!(
        over * 8 <= count,
        "{over} of {count} files have more than 300 lines"
    );
    for (path, text) in &files {
        assert!(
            text.starts_with("//!"),
            "{} does not say what it is",
            path.display()
        );
    }
}

#[test]
fn the_rules_see_what_they_look_for() {
    let code =
        "use crate::{number::Ratio, retention};\nlet x = crate::app::run();\n// crate::chart\n";
    assert_eq!(
        rooms_named(&without_comments(code)),
        ["number", "retention", "app"]
    );
    assert!(has_word("let x: f64 = y;", "f64"));
    assert!(!has_word("let f640 = y;", "f64"));
}

/// Room, path and code without comments of every file of the core.
fn core_files() -> impl Iterator<Item = (String, PathBuf, String)> {
    let rooms = ROOMS
        .iter()
        .map(|(room, _)| (room.to_string(), source().join(room)));
    rooms
        .filter(|(_, folder)| folder.exists())
        .flat_map(|(room, folder)| {
            let files = files(&folder).into_iter();
            files.map(move |(path, text)| (room.clone(), path, without_comments(&text)))
        })
}

/// The first names behind every `crate::`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split_once("};").map_or(group, |(group, _)| group);
                let mut depth = 0;
                let parts = group.split(|letter| {
                    depth += i32::from(letter == '{') - i32::from(letter == '}');
                    letter == ',' && depth == 0
                });
                named.extend(parts.map(first_word).filter(|word| !word.is_empty()));
            }
            None => named.push(first_word(rest)),
        }
    }
    named
}

fn first_word(text: &str) -> String {
    let letters = text.trim_start().chars();
    letters
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

fn has_word(code: &str, word: &str) -> bool {
    let inside = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    };
    code.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&code[..at], &code[at + word.len()..]);
        !inside(before.chars().next_back()) && !inside(behind.chars().next())
    })
}

fn without_comments(text: &str) -> String {
    let code = text.lines().map(|line| line.split("//").next().unwrap());
    code.collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
