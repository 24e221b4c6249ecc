//! `secret-store-emulator`, the server. What it can be told is in `server/command.rs`.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    secret_store_emulator::server::main()
}

#[cfg(target_family = "wasm")]
fn main() {}
