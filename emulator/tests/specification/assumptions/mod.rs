//! Tests each assumption twice by its name: enabled and switched off. A test compares the table with the tests, so that none
//! is missing.

use crate::support::{ACCOUNT, emulator};
use secret_store_emulator::assumptions::{ASSUMPTIONS, markdown};
use std::collections::BTreeSet;

/// Defines tests, and the list of their names.
macro_rules! shown {
    ($(fn $name:ident() $body:block)+) => {
        $(#[test] fn $name() $body)+

        /// The names of the tests.
        pub(super) const SHOWN: &[&str] = &[$(stringify!($name)),+];
    };
}

mod held;
mod support;
mod switched_off;

const REFUSED: &str = "invalid_request_error";

#[test]
fn gives_each_assumption_its_own_name_and_a_test() {
    let names: BTreeSet<_> = ASSUMPTIONS.iter().map(|assumption| assumption.name).collect();
    assert_eq!(names.len(), ASSUMPTIONS.len(), "a name occurs twice");
    assert!(names.len() >= 20, "the table is incomplete");
    for shown in [held::SHOWN, switched_off::SHOWN] {
        assert_eq!(names, shown.iter().copied().collect());
    }
    assert!(ASSUMPTIONS.iter().all(|assumption| [assumption.does, assumption.instead, assumption.why].iter().all(|text| !text.is_empty())));
}

#[test]
fn names_exactly_the_assumptions_behind_an_answer() {
    let mut emulator = emulator();
    emulator.identity.account = Some("acct_cactus".to_owned());
    assert!(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).assumptions().is_empty(), "a plain set is documented");
    assert!(emulator.find(&format!("name=token&expand[]=payload&{ACCOUNT}")).assumptions().is_empty());
    assert!(emulator.list(ACCOUNT).assumptions().is_empty(), "a list of one has no order");
    assert!(emulator.find(&format!("name=other&{ACCOUNT}")).assumptions().is_empty());
    assert_eq!(emulator.set(&format!("name=token&payload=y&{ACCOUNT}")).assumptions(), ["replace_keeps_identity"]);
    assert_eq!(emulator.delete(&format!("name=token&{ACCOUNT}")).assumptions(), ["short_delete_answer"]);
    assert_eq!(emulator.delete(&format!("name=token&{ACCOUNT}")).assumptions(), ["delete_missing"]);
}

#[test]
fn refuses_an_unknown_assumption_and_lists_the_known_ones() {
    let error = emulator().engine.set_assumption("scope_ful", false).unwrap_err().to_string();
    assert!(error.contains("scope_ful") && error.contains("replace_when_full"), "{error}");
}

#[test]
fn documents_every_assumption_of_the_table() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/assumptions.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, markdown()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == markdown(), "docs/assumptions.md is out of date: UPDATE=1 cargo test -p secret-store-emulator assumptions");
}
