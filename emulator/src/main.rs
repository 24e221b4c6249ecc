//! Starts `secret-store-emulator`, the server. `server/command.rs` has its options.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    secret_store_emulator::server::main()
}

#[cfg(target_family = "wasm")]
fn main() {}
