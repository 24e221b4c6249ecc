//! The program itself, in a process of its own.

use crate::wire::{Answer, Wire};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::thread::JoinHandle;
use tempfile::TempDir;

pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) ready: String,
    stdout: BufReader<ChildStdout>,
    stderr: Option<JoinHandle<String>>,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_secret-store-emulator");

/// The command, on no port yet.
pub(crate) fn command(arguments: &[&str]) -> Command {
    plain(Command::new(PROGRAM), arguments)
}

/// The command as a shell starts it after `setting`.
#[cfg(unix)]
pub(crate) fn under(setting: &str, arguments: &[&str]) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{setting}; exec \"$0\" \"$@\""), PROGRAM]);
    plain(shell, arguments)
}

fn plain(mut command: Command, arguments: &[&str]) -> Command {
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["RUST_LOG", "SECRET_STORE_EMULATOR_PORT", "SECRET_STORE_EMULATOR_DB", "SECRET_STORE_EMULATOR_WORLD"] {
        command.env_remove(name);
    }
    command
}

/// The result of a command that ends by itself.
pub(crate) fn output(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// A server on a free port.
pub(crate) fn process(arguments: &[&str]) -> Process {
    process_of(command(arguments).args(["--port", "0"]))
}

pub(crate) fn process_of(command: &mut Command) -> Process {
    let mut child = command.spawn().unwrap();
    // Read all along, or the server would wait when the pipe is full.
    let mut errors = child.stderr.take().unwrap();
    let stderr = std::thread::spawn(move || {
        let mut text = String::new();
        errors.read_to_string(&mut text).unwrap();
        text
    });
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut ready = String::new();
    stdout.read_line(&mut ready).unwrap();
    let address = ready.trim_end().rsplit_once("http://").unwrap_or_else(|| panic!("not ready: {ready:?}")).1.parse().unwrap();
    Process { child, address, ready, stdout, stderr: Some(stderr) }
}

impl Process {
    pub(crate) fn wire(&self) -> Wire {
        Wire::new(self.address)
    }

    pub(crate) fn ask(&self, request: impl AsRef<[u8]>) -> Answer {
        self.wire().ask(request)
    }

    pub(crate) fn signal(&self, name: &str) {
        let done = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Closes the pipe to its standard input.
    pub(crate) fn close_stdin(&mut self) {
        drop(self.child.stdin.take().expect("the server has a pipe"));
    }

    /// Its exit code and its output.
    pub(crate) fn end(mut self) -> (ExitStatus, String, String) {
        let status = self.child.wait().unwrap();
        let mut stdout = self.ready.clone();
        self.stdout.read_to_string(&mut stdout).unwrap();
        (status, stdout, self.stderr.take().unwrap().join().unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A directory that is gone with the test.
pub(crate) struct Directory(TempDir);

impl Directory {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}
