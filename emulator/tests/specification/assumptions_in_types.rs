//! The names of the assumptions in TypeScript are those of the table.

use secret_store_emulator::assumptions::ASSUMPTIONS;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../js/testing/assumptions.ts");
const BEGIN: &str = "export type AssumptionName =\n";

#[test]
fn declares_every_assumption_of_the_table_in_the_types() {
    let source = fs::read_to_string(FILE).unwrap();
    let (before, rest) = source.split_once(BEGIN).expect("its beginning");
    let (written, after) = rest.split_once(';').expect("its end");
    let names: Vec<_> = ASSUMPTIONS.iter().map(|assumption| format!("  | {:?}", assumption.name)).collect();
    let wanted = names.join("\n");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(FILE, [before, BEGIN, &wanted, ";", after].concat()).unwrap();
    } else {
        assert!(written == wanted, "js/testing/assumptions.ts is out of date: UPDATE=1 cargo test -p secret-store-emulator assumptions");
    }
}
