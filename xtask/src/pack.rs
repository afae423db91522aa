//! Makes a built page smaller to download without changing what it does: a letter or two for the
//! names that only the program and its script share, and no comments or indentation. A page that
//! plain Trunk built does the same unpacked.

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::{files, read, read_bytes, write};
use crate::run::Outcome;

pub fn pack(dist: &Path) -> Outcome {
    let page = dist.join("index.html");
    write(&page, squeezed(&read(&page)?))?;
    for file in files(dist)? {
        let path = file.to_string_lossy();
        if let Some(stem) = path.strip_suffix("_bg.wasm") {
            let script = Path::new(stem).with_extension("js");
            let text = squeezed(&read(&script)?);
            let (program, text) = short_names(&read_bytes(&file)?, &text)
                .ok_or_else(|| format!("{} and its script do not fit together", file.display()))?;
            write(&file, program)?;
            write(&script, text)?;
        }
    }
    Ok(())
}

/// Lines without indentation, blank lines, and comments that stand on lines of their own.
pub fn squeezed(text: &str) -> String {
    let mut out = String::new();
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        if !in_comment && !starts && !line.is_empty() && !line.starts_with("//") {
            out += line;
            out.push('\n');
        }
        in_comment = (in_comment || starts) && !line.ends_with("*/");
    }
    out
}

/// Renames what the program imports from its script, and what it exports for closures. None: they
/// are not what they should be.
fn short_names(program: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut exports = Vec::new();
    let mut out = program.get(..8)?.to_vec();
    let mut rest = program.get(8..)?;
    while let Some((&id, after)) = rest.split_first() {
        let (size, after) = number(after)?;
        let (section, after) = after.split_at_checked(size)?;
        let section = match id {
            IMPORTS => renamed(section, &mut names)?,
            EXPORTS => renamed_exports(section, &mut exports)?,
            _ => section.to_vec(),
        };
        out.push(id);
        out.extend(leb128(section.len()));
        out.extend(section);
        rest = after;
    }
    let mut found = 0;
    let lines = script.lines().map(|line| {
        let known = line.split_once(':').and_then(|(name, rest)| {
            let short = names.get(name)?;
            found += 1;
            Some(format!("{short}:{rest}\n"))
        });
        known.unwrap_or_else(|| format!("{line}\n"))
    });
    let mut script: String = lines.collect();
    // One name may begin with another.
    exports.sort_by_key(|(name, _): &(&str, String)| std::cmp::Reverse(name.len()));
    for (name, short) in exports {
        script = script.replace(name, &short);
    }
    (found == names.len()).then_some((out, script))
}

/// The section of a WebAssembly program that names what it imports.
const IMPORTS: u8 = 2;

fn renamed<'a>(section: &'a [u8], names: &mut BTreeMap<&'a str, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = leb128(count);
    for _ in 0..count {
        let (module, after) = text(rest)?;
        let (name, after) = text(after)?;
        let next = short(names.len());
        let short = names.entry(name).or_insert(next);
        for text in [module, short] {
            out.extend(leb128(text.len()));
            out.extend(text.bytes());
        }
        // Only functions are imported: a zero, then the number of their type.
        let (_, after_type) = number(after.strip_prefix(&[0])?)?;
        out.extend(after.get(..after.len() - after_type.len())?);
        rest = after_type;
    }
    Some(out)
}

/// The section that names what the program exports.
const EXPORTS: u8 = 7;

/// Closures are exported under names that tell all their types.
fn renamed_exports<'a>(section: &'a [u8], names: &mut Vec<(&'a str, String)>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = leb128(count);
    for _ in 0..count {
        let (name, after) = text(rest)?;
        let mut short = name.to_owned();
        if name.starts_with("wasm_bindgen_") {
            short = format!("run_{}", names.len());
            names.push((name, short.clone()));
        }
        out.extend(leb128(short.len()));
        out.extend(short.bytes());
        // Its kind, and its number.
        let (_, after_number) = number(after.get(1..)?)?;
        out.extend(after.get(..after.len() - after_number.len())?);
        rest = after_number;
    }
    Some(out)
}

/// a, b, … z, a1, b1, …
fn short(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (size, rest) = number(bytes)?;
    let (text, rest) = rest.split_at_checked(size)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// A number in LEB128, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 127) << (7 * index);
        if *byte < 128 {
            return Some((value, bytes.get(index + 1..)?));
        }
    }
    None
}

fn leb128(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while value > 127 {
        out.push(u8::try_from(value % 128).unwrap_or(0) | 128);
        value /= 128;
    }
    out.push(u8::try_from(value).unwrap_or(0));
    out
}

#[cfg(test)]
mod tests {
    use super::{leb128, number, short, short_names, squeezed};

    #[test]
    fn comments_and_indentation_go() {
        let check = |text, expect| assert_eq!(squeezed(text), expect);
        check("a {\n  b: c;\n}\n", "a {\nb: c;\n}\n");
        check(
            "/* one */\n\n/* two\n   lines */\na {} /* kept */\n",
            "a {} /* kept */\n",
        );
        check("// a\nrun(\"//\");\n/**\n * b\n */\nx", "run(\"//\");\nx\n");
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for value in [0, 1, 127, 128, 300, 65_535, 1_000_000] {
            let bytes = leb128(value);
            assert_eq!(number(&bytes), Some((value, &[][..])), "{value}");
        }
        assert_eq!(number(&[128, 128]), None);
    }

    #[test]
    fn imports_are_renamed_on_both_sides() {
        let magic = *b"\0asm\x01\0\0\0";
        let import = |name: &str| {
            let mut bytes = vec![1, b'm', u8::try_from(name.len()).unwrap()];
            bytes.extend(name.bytes());
            bytes.extend([0, 7]);
            bytes
        };
        let module = |names: [&str; 2]| {
            let section = [vec![2], import(names[0]), import(names[1])].concat();
            let size = u8::try_from(section.len()).unwrap();
            [magic.to_vec(), vec![2, size], section, vec![3, 1, 0]].concat()
        };
        let long = module(["__first", "__second"]);
        let script = "const i = {\n__first: function() {\n__second: f,\n__first();\n";
        let expect = "const i = {\na: function() {\nb: f,\n__first();\n";
        let packed = short_names(&long, script);
        assert_eq!(packed, Some((module(["a", "b"]), expect.to_owned())));
        assert_eq!(short_names(&long, "__first: f,\n"), None);
    }

    #[test]
    fn closures_are_renamed_on_both_sides() {
        let module = |names: [&str; 3]| {
            let mut section = vec![3];
            for name in names {
                section.push(u8::try_from(name.len()).unwrap());
                section.extend(name.bytes());
                section.extend([0, 7]);
            }
            let size = u8::try_from(section.len()).unwrap();
            [b"\0asm\x01\0\0\0".to_vec(), vec![7, size], section].concat()
        };
        let long = module(["wasm_bindgen_f", "main", "wasm_bindgen_f_1"]);
        let script = "function wasm_bindgen_f_1() {\nwasm.wasm_bindgen_f();\nwasm.main();\n";
        let expect = "function run_1() {\nwasm.run_0();\nwasm.main();\n";
        let packed = short_names(&long, script);
        let short = module(["run_0", "main", "run_1"]);
        assert_eq!(packed, Some((short, expect.to_owned())));
    }

    #[test]
    fn short_names_differ() {
        let names: std::collections::BTreeSet<String> = (0..200).map(short).collect();
        assert_eq!(names.len(), 200);
    }
}
