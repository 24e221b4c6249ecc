//! The table of codes in the README is the one of the source.

use std::fmt::Write as _;
use std::fs;
use stripe_secret_store::error::ErrorCode;

const BEGIN: &str = "<!-- codes: written by `UPDATE=1 cargo test readme` from src/error.rs -->";
const END: &str = "<!-- /codes -->";

#[test]
fn the_readme_has_every_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let table = table();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, [before, BEGIN, &table, END, after].concat()).unwrap();
    } else {
        assert_eq!(written, table, "run `UPDATE=1 cargo test readme`");
    }
}

/// As Prettier lays tables out: each column as wide as its widest cell.
fn table() -> String {
    let mut rows = vec![["Code".to_string(), "When".into(), "What to do".into(), "Retryable".into()]];
    for code in ErrorCode::ALL {
        let retryable = if code.retryable() { "yes" } else { "" };
        rows.push([format!("`{}`", code.as_str()), code.when().into(), code.advice().into(), retryable.into()]);
    }
    let widths = [0, 1, 2, 3].map(|column| rows.iter().map(|row| row.get(column).unwrap().chars().count()).max().unwrap());
    let mut table = String::from("\n\n");
    for (index, row) in rows.iter().enumerate() {
        for (cell, width) in row.iter().zip(widths) {
            write!(table, "| {cell:width$} ").unwrap();
        }
        table.push_str("|\n");
        if index == 0 {
            for width in widths {
                write!(table, "| {} ", "-".repeat(width)).unwrap();
            }
            table.push_str("|\n");
        }
    }
    table.push('\n');
    table
}
