//! Generates the glue of a module: `bindgen MODULE FOLDER NAME [--typescript]`.
//!
//! `wasm-bindgen`'s own command line does the same, but brings a test server and two HTTP clients: 300 crates instead of 43.

use anyhow::{Context as _, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (module, folder, name, typescript) = match args.as_slice() {
        [module, folder, name] => (module, folder, name, false),
        [module, folder, name, flag] if flag == "--typescript" => (module, folder, name, true),
        _ => bail!("The usage is: bindgen MODULE FOLDER NAME [--typescript]"),
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        // This is the one target whose glue leaves the instantiating to others: no fetch, no import.meta.
        .bundler(true)?
        .out_name(name)
        .typescript(typescript);
    bindgen.generate(folder).with_context(|| format!("{module} has no glue"))
}
