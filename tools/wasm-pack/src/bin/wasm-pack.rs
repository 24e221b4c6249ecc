//! `wasm-pack`, without the question to its registry, at each start, whether there is a newer one.

use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    env_logger::init();
    let args = wasm_pack::Cli::parse();
    wasm_pack::PBAR.set_log_level(args.log_level);
    wasm_pack::PBAR.set_quiet(args.quiet);
    wasm_pack::command::run_wasm_pack(args.cmd)
}
