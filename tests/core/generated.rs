//! js/generated.js has what both sides know by number, as Rust has it.

use std::fmt::Write as _;
use std::fs;
use stripe_secret_store::call::{Failure, StepKind};
use stripe_secret_store::error::{ErrorCode, Problem};
use stripe_secret_store::field::Field;
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::operation::Operation;
use stripe_secret_store::value::Kind;

const HEAD: &str = "\
// Generated from src/ by `UPDATE=1 cargo test --test core generated`. Do not edit.
//
// Rust and JavaScript both know these by number: a constant's value, or a text's place in its list.
";

#[test]
fn generates_the_numbers_and_texts_of_generated_js() {
    let mut source = HEAD.to_owned();
    source += &constants("KIND", Kind::ALL);
    source += &constants("OPERATION", Operation::ALL);
    source += &constants("FAILURE", Failure::ALL);
    source += &constants("STEP", StepKind::ALL);
    source += &constants("PROBLEM", &[Problem::UnknownField, Problem::TooLong, Problem::Expand]);
    source += &constants("CODE", &[ErrorCode::HostNotReady, ErrorCode::UnexpectedFailure]);
    source += &list("methods", "The HTTP methods of the operations.", Operation::ALL.iter().map(|operation| operation.method()));
    source += &sentences("paths", "The paths of the operations.", Operation::ALL.iter().map(|operation| operation.path()));
    source += &list("fieldNames", "The names of fields.", Field::ALL.iter().map(|field| field.name()));
    source += &list("keywords", "The texts that decide something.", Keyword::ALL.iter().map(|keyword| keyword.as_str()));
    // The one that tells of a module that was not loaded is not thrown by it.
    let codes = ErrorCode::ALL.iter().filter(|code| **code != ErrorCode::WebassemblyUnavailable);
    let codes = codes.map(|code| {
        // js/error.js splits the two at the colon.
        assert!(!code.advice().contains(": "), "{code:?}");
        [code.as_str(), code.advice()].join(if code.advice().is_empty() { "" } else { ": " })
    });
    source += &sentences("codes", "The codes, each with its advice.", codes);
    source += &sentences("problems", "The texts that continue a field's name.", Problem::ALL.iter().map(|problem| problem.as_str()));

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/js/generated.js");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, &source).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), source, "run `UPDATE=1 cargo test --test core generated`");
}

#[test]
fn gives_advice_in_the_entry_without_a_fallback() {
    let source = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/js/wasm.ts")).unwrap();
    let code = ErrorCode::WebassemblyUnavailable;
    assert!(source.contains(code.as_str()) && source.contains(code.advice()), "js/wasm.ts lacks the text of {code:?}");
}

/// Declares a constant for each of these values: `PREFIX_NAME = number`. They are compared with their numbers first.
fn constants<T: std::fmt::Debug + Copy + Into<Numbered>>(prefix: &str, values: &[T]) -> String {
    let mut lines = String::from("\n");
    for value in values {
        let name = format!("{value:?}").chars().fold(String::new(), |mut name, letter| {
            if letter.is_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
            name
        });
        writeln!(lines, "export const {prefix}{name} = {};", (*value).into().0).unwrap();
    }
    lines
}

/// The number of a value.
struct Numbered(usize);

macro_rules! is_numbered {
    ($($name:ident),+) => {
        $(impl From<$name> for Numbered {
            fn from(value: $name) -> Self {
                assert_eq!($name::numbered(value as i32), Some(value));
                Self(value as usize)
            }
        })+
    };
}

is_numbered!(Kind, Operation, Failure, StepKind, Problem, ErrorCode);

/// Declares a list of texts. (`Debug` quotes as JavaScript does, for these.)
fn list(name: &str, about: &str, texts: impl Iterator<Item = &'static str>) -> String {
    let lines: String = texts.map(|text| format!("  {text:?},\n")).collect();
    format!("\n/** {about} */\n// prettier-ignore\nexport const {name} = [\n{lines}];\n")
}

/// Declares a list of sentences. As one string they are 50 bytes less of the bundle, compressed (November 2026).
fn sentences(name: &str, about: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let texts: Vec<_> = texts.map(|text| text.as_ref().to_owned()).collect();
    assert!(texts.iter().all(|text| !text.contains('|')));
    let last = texts.len() - 1;
    let lines: Vec<_> =
        texts.iter().enumerate().map(|(index, text)| format!("  {:?}", format!("{text}{}", if index < last { "|" } else { "" }))).collect();
    format!("\n/** {about} */\n// prettier-ignore\nexport const {name} = /* @__PURE__ */ (\n{}\n).split(\"|\");\n", lines.join(" +\n"))
}
