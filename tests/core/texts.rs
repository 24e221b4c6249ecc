//! The texts that JavaScript has for the numbers are those of the source.

use std::fs;
use stripe_secret_store::error::{ErrorCode, Problem};
use stripe_secret_store::key::Key;

const END: &str = "// /texts";

#[test]
fn names_are_those_of_values_js() {
    same("values.js", "src/key.rs", &list("export const names", Key::ALL.iter().map(|key| key.name())));
}

#[test]
fn codes_and_problems_are_those_of_error_js() {
    // Each code is followed by its advice. The one that tells of a module that was not loaded is not thrown by it.
    let codes = ErrorCode::ALL.iter().filter(|code| **code != ErrorCode::WebassemblyUnavailable);
    let codes = list("const codes", codes.flat_map(|code| [code.as_str(), code.advice()]));
    let problems = list("const problems", Problem::ALL.iter().map(|problem| problem.as_str()));
    same("error.js", "src/error.rs", &(codes + &problems));
}

#[test]
fn the_entry_without_a_way_out_says_what_to_do() {
    let source = read("wasm.ts");
    let code = ErrorCode::WebassemblyUnavailable;
    assert!(source.contains(code.as_str()) && source.contains(code.advice()), "js/wasm.ts lacks the text of {code:?}");
}

/// A constant of JavaScript. (`Debug` quotes as JavaScript does, for these.)
fn list(declaration: &str, texts: impl Iterator<Item = &'static str>) -> String {
    let lines: String = texts.map(|text| format!("  {text:?},\n")).collect();
    format!("// prettier-ignore\n{declaration} = [\n{lines}];\n")
}

fn same(file: &str, from: &str, wanted: &str) {
    let begin = format!("// texts: written by `UPDATE=1 cargo test texts` from {from}\n");
    let source = read(file);
    let (before, rest) = source.split_once(&begin).expect("its beginning");
    let (written, after) = rest.split_once(END).expect("its end");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(file), [before, &begin, wanted, END, after].concat()).unwrap();
    } else {
        assert_eq!(written, wanted, "run `UPDATE=1 cargo test texts`");
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap()
}

fn path(file: &str) -> String {
    format!("{}/js/{file}", env!("CARGO_MANIFEST_DIR"))
}
