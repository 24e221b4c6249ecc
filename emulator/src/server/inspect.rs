//! The subcommand `inspect`: names the page of a running server, and opens it.

use std::net::{TcpStream, ToSocketAddrs};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The time limit for a server to accept a connection.
const PATIENCE: Duration = Duration::from_secs(2);

/// Returns the address of the page of the server at this host and port.
///
/// # Errors
/// When no server listens there.
pub(super) fn page_of(host: &str, port: u16) -> Result<String, String> {
    let name = host.trim_matches(['[', ']']);
    let addresses = (name, port).to_socket_addrs().map_err(|error| format!("{host} is not known: {error}."))?;
    let listens = addresses.into_iter().any(|address| TcpStream::connect_timeout(&address, PATIENCE).is_ok());
    if !listens {
        return Err(format!(
            "No emulator listens on {host}, port {port}. Start one with `secret-store-emulator`, or name another by --host and --port."
        ));
    }
    let host = if name.contains(':') { format!("[{name}]") } else { name.to_owned() };
    Ok(format!("http://{host}:{port}/_emulator/ui"))
}

/// Opens an address in the user's browser. A machine without one still has the printed address, so a failure does not matter.
pub(super) fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut browser = Command::new(program);
    browser.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let _ = browser.spawn();
}
