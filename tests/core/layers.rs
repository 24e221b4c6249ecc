//! One concept a file, and each file imports only those above it: by the tables of `src/lib.rs` and `emulator/src/lib.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the table, from above.
fn table(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("lib.rs")).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("//! | ")?.split('`').nth(1)).map(str::to_owned);
    names.collect()
}

/// The code of a module without its tests, which may use what they like.
fn code_of(path: &Path) -> String {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().map(|entry| code_of(&entry.unwrap().path())).collect();
    }
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn imported(code: &str) -> impl Iterator<Item = &str> {
    code.split("crate::").skip(1).map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap())
}

/// The modules of a folder by their names.
fn modules(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "rs")).map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, path)
    })
}

/// Compares a folder with its table. Files that are `outside` may import all of them, and none of them imports those.
fn is_in_layers(folder: &str, outside: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let table = table(&folder);
    let mut found = BTreeSet::new();
    for (name, path) in modules(&folder).filter(|(name, _)| name != "lib" && name != "main" && !outside.contains(&name.as_str())) {
        let above = table.iter().take_while(|other| **other != name).collect::<BTreeSet<_>>();
        for import in imported(&code_of(&path)) {
            assert!(import == name || above.contains(&import.to_owned()), "{name} imports {import}, which is not above it");
        }
        found.insert(name);
    }
    assert_eq!(found, table.into_iter().collect(), "the files and the table of {}", folder.display());
}

#[test]
fn keeps_the_core_in_layers() {
    is_in_layers("src", &["wasm"]);
}

#[test]
fn keeps_the_emulator_in_layers() {
    is_in_layers("emulator/src", &["server", "sqlite", "wasm"]);
}
