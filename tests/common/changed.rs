//! Copies of the built page in which something was changed on the way to the reader.

use std::fs;
use std::path::{Path, PathBuf};

/// A copy of `dist/` whose `part` ("wasm", "script", "view") was changed so that it would still run,
/// and say that it did.
pub fn write(dist: &Path, folder: &Path, part: &str) {
    copy(dist, folder);
    let told = b"document.documentElement.dataset.changed = \"\";\n";
    let file = match part {
        "wasm" => program(folder, ".wasm"),
        "script" => program(folder, ".js"),
        _ => folder.join("view.js"),
    };
    let bytes = fs::read(&file).unwrap();
    let changed = match part {
        // A section of one's own, named x, which every engine passes over.
        "wasm" => [&bytes[..], b"\x00\x02\x01x"].concat(),
        _ => [&told[..], &bytes].concat(),
    };
    fs::write(&file, changed).unwrap();
}

/// The files of `dist/`, elsewhere.
pub fn copy(dist: &Path, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    for file in fs::read_dir(dist).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
}

/// The file of the program with this ending.
fn program(folder: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    let ours = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("retention-calculator-") && name.ends_with(ending)
    };
    files.find(ours).unwrap()
}
