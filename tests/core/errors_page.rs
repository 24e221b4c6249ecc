//! Compares the tables of docs/errors.md with the source: the cause of each code, and the answers of Stripe that lead to it.

use crate::object;
use crate::values::Js;
use std::fmt::Write as _;
use std::fs;
use stripe_secret_store::call::{Call, Expected, Step};
use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::operation::Operation;

/// The statuses that Stripe documents.
const STATUSES: &[u16] = &[200, 400, 401, 402, 403, 404, 409, 424, 429, 500, 502, 503, 504];
const OPERATIONS: &[(Operation, &str)] = &[
    (Operation::Create, "`createSecret`"),
    (Operation::Find, "`findSecret`"),
    (Operation::List, "`listSecrets`"),
    (Operation::Delete, "`deleteSecret`"),
];
const PLAIN: &str = "invalid_request_error";

#[test]
fn documents_every_error_code() {
    let mut rows = vec![["Code".to_string(), "Cause".into(), "Advice".into(), "Retryable".into()]];
    for code in ErrorCode::ALL {
        let retryable = if code.retryable() { "yes" } else { "" };
        rows.push([format!("`{}`", code.as_str()), code.when().into(), code.advice().into(), retryable.into()]);
    }
    same("codes", &table(&rows));
}

#[test]
fn documents_the_answers_behind_each_error_code() {
    let mut rows = vec![["Stripe answers".to_string(), "Code".into()]];
    for code in ErrorCode::ALL {
        let answers = answers_that_lead_to(*code);
        if !answers.is_empty() {
            rows.push([answers.join("; "), format!("`{}`", code.as_str())]);
        }
    }
    same("answers", &table(&rows));
}

/// Finds the answers by trying each status, alone and with each keyword of the core as the error's code and as its type.
fn answers_that_lead_to(wanted: ErrorCode) -> Vec<String> {
    let mut answers = Vec::new();
    let mut add = |reaches: &dyn Fn(Operation, u16) -> bool, which: &str| {
        // Statuses with the same code for the same methods share a row.
        let mut groups: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        for status in STATUSES {
            let methods: Vec<_> = OPERATIONS.iter().filter(|(operation, _)| reaches(*operation, *status)).map(|(_, name)| *name).collect();
            match groups.iter_mut().find(|(known, _)| *known == methods) {
                Some((_, statuses)) => statuses.push(status.to_string()),
                None => groups.push((methods, vec![status.to_string()])),
            }
        }
        for (methods, statuses) in groups.into_iter().filter(|(methods, _)| !methods.is_empty()) {
            let whose = if methods.len() == OPERATIONS.len() { String::new() } else { format!(" to {}", methods.join(", ")) };
            answers.push(format!("{}{which}{whose}", statuses.join(", ")));
        }
    };
    let alone = |operation, status| code_of(operation, status, PLAIN, "other") == Some(wanted);
    add(&alone, "");
    for keyword in Keyword::ALL {
        let word = keyword.as_str();
        let with = |operation, status| code_of(operation, status, PLAIN, word) == Some(wanted) && !alone(operation, status);
        add(&with, &format!(" with the code `{word}`"));
        let of_type = |operation, status| code_of(operation, status, word, "other") == Some(wanted) && !alone(operation, status);
        add(&of_type, &format!(" of the type `{word}`"));
    }
    answers
}

/// Returns the result of an answer without a secret, after the last attempt.
fn code_of(operation: Operation, status: u16, error_type: &str, error_code: &str) -> Option<ErrorCode> {
    let mut call = Call { operation, max_network_retries: 0, attempts: 0 };
    let expected = Expected { name: Js::from("n").handle(), user: Js::from("usr_1").handle() };
    let json = object! { error: object! { type: error_type, code: error_code } };
    match call.answered(expected, status, Js::Undefined.handle(), json.handle(), 0) {
        Step::Reject { code, .. } => Some(code),
        _ => None,
    }
}

/// Lays a table out as Prettier does: each column is as wide as its widest cell.
fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap();
    let mut table = String::from("\n\n");
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            write!(table, "| {cell:0$} ", width(column)).unwrap();
        }
        table.push_str("|\n");
        if index == 0 {
            for column in 0..COLUMNS {
                write!(table, "| {} ", "-".repeat(width(column))).unwrap();
            }
            table.push_str("|\n");
        }
    }
    table.push('\n');
    table
}

fn same(name: &str, wanted: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/errors.md");
    let begin = format!("<!-- {name}: written by `UPDATE=1 cargo test --test core errors_page -- --test-threads 1` -->");
    let end = format!("<!-- /{name} -->");
    let page = fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once(&begin).expect("its beginning");
    let (written, after) = rest.split_once(&end).expect("its end");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, [before, &begin, wanted, &end, after].concat()).unwrap();
    } else {
        assert_eq!(written, wanted, "run `UPDATE=1 cargo test --test core errors_page -- --test-threads 1`");
    }
}
