//! The command `secret-store-emulator`.

use super::guard::{allowed_host, allowed_origin};
use super::inspect;
use super::signals::Signals;
use super::stdin;
use super::{Kind, Limits, Server, Settings, StartError};
use crate::assumptions::Assumptions;
use crate::engine::Engine;
use crate::memory::MemoryStore;
use crate::sqlite::SqliteStore;
use crate::store::Store;
use crate::world::World;
use clap::{Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The time limit for work on the disk at the very end, when no client waits for its answer.
const LAST_WORK: Duration = Duration::from_secs(2);

/// Stripe's Secret Store on your own machine, to develop and test against.
///
/// It keeps secrets in plain text, and every program that reaches it can use it: use made-up secrets only.
/// RUST_LOG sets the level of the log: off, error, warn, info or debug.
#[derive(Parser)]
#[command(name = "secret-store-emulator", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Action>,
    /// The port to listen on; 0 for a free one.
    #[arg(long, global = true, default_value_t = 12_111, env = "SECRET_STORE_EMULATOR_PORT")]
    port: u16,
    /// The name or address to listen on.
    #[arg(long, global = true, default_value = "127.0.0.1", env = "SECRET_STORE_EMULATOR_HOST")]
    host: String,
    /// The SQLite file to keep secrets in; left out, they are gone with the process.
    #[arg(long, value_name = "FILE", env = "SECRET_STORE_EMULATOR_DB")]
    db: Option<PathBuf>,
    /// The world: apps, accounts, users and keys, as a .toml or .json file; left out, the one of Stripe's guide.
    #[arg(long, value_name = "FILE", env = "SECRET_STORE_EMULATOR_WORLD")]
    world: Option<PathBuf>,
    /// Switches an assumption off, or on again; can be given several times. docs/assumptions.md has their names.
    #[arg(long, value_name = "NAME=true|false", value_parser = assumption)]
    assumption: Vec<(String, bool)>,
    /// Ends when standard input ends, so that the server does not outlive a program that started it with a pipe.
    #[arg(long)]
    end_with_stdin: bool,
    /// Lets the pages of an origin use the emulator, such as `https://app.example`; can be given several times. Pages of this machine and
    /// sandboxed frames may always.
    #[arg(long, value_name = "ORIGIN", value_parser = allowed_origin)]
    allow_origin: Vec<String>,
    /// Accepts requests for another name of this machine, such as host.docker.internal; can be given several times. On a loopback
    /// address only names of this machine are accepted.
    #[arg(long, value_name = "NAME", value_parser = allowed_host)]
    allow_host: Vec<String>,
}

/// Something else than to run a server.
#[derive(Subcommand)]
enum Action {
    /// Prints the address of a running server's page: its apps, accounts, secrets without payloads, and requests as they arrive. In a terminal it
    /// opens the page too.
    Inspect,
    /// Asks Stripe about each assumption, with a key of test mode, and writes a report. This needs Node: run `npx secret-store-emulator ask --help`
    /// of the npm package, or `npm run ask-stripe -- --help` in the project.
    Ask {
        /// The options of the npm package.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        _options: Vec<String>,
    },
}

const ASK: &str = "`ask` runs in Node, and this program is without it. Run `npx secret-store-emulator ask` of the npm package, or `npm run ask-stripe` in the project.";

fn assumption(text: &str) -> Result<(String, bool), String> {
    let (name, enabled) = text.split_once('=').ok_or("write it as NAME=false")?;
    let enabled = enabled.parse().map_err(|_| "write it as NAME=true or NAME=false")?;
    Assumptions::default().set(name, enabled).map_err(|unknown| unknown.to_string())?;
    Ok((name.to_owned(), enabled))
}

/// Runs the command, with the process's arguments.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log();
    let done = match &arguments.command {
        Some(Action::Inspect) => show_page(&arguments),
        // The options may hold a key by mistake, so they are not repeated.
        Some(Action::Ask { .. }) => Err(ASK.to_owned()),
        None => run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("secret-store-emulator: {message}");
            ExitCode::FAILURE
        }
    }
}

fn show_page(Arguments { host, port, .. }: &Arguments) -> Result<(), String> {
    let address = inspect::page_of(host, *port)?;
    let _ = writeln!(std::io::stdout(), "{address}");
    if std::io::stdout().is_terminal() {
        inspect::open(&address);
    }
    Ok(())
}

/// Writes lines to stderr. Each request is a line if stderr is a terminal.
fn log() {
    let is_watched = std::io::stderr().is_terminal();
    let usual = if is_watched { LevelFilter::INFO } else { LevelFilter::WARN };
    let levels = std::env::var("RUST_LOG").ok().filter(|levels| !levels.is_empty());
    let filter = match levels.as_deref().map(str::parse::<Targets>) {
        Some(Ok(filter)) => filter,
        None => Targets::new().with_default(usual),
        Some(Err(error)) => {
            eprintln!("secret-store-emulator: RUST_LOG is not understood: {error}");
            Targets::new().with_default(usual)
        }
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(is_watched).with_target(false);
    tracing_subscriber::registry().with(filter).with(lines).init();
}

fn run(arguments: Arguments) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    // Before anything is opened or listens, so that no signal comes too early.
    let _runtime = runtime.enter();
    let signals = Signals::new().map_err(|error| error.to_string())?;
    let served = start(&runtime, signals, arguments);
    runtime.shutdown_timeout(LAST_WORK);
    served
}

fn start(runtime: &Runtime, signals: Signals, arguments: Arguments) -> Result<(), String> {
    let world = arguments.world.as_deref().map_or_else(|| Ok(World::default()), read_world)?;
    match arguments.db.clone() {
        None => runtime.block_on(serve(Engine::new(MemoryStore::default(), world), Kind::Memory, arguments, signals)),
        Some(path) => {
            let store = SqliteStore::open(&path).map_err(|error| error.to_string())?;
            warn_of_readers(&path);
            runtime.block_on(serve(Engine::new(store, world), Kind::Sqlite, arguments, signals))
        }
    }
}

fn read_world(path: &Path) -> Result<World, String> {
    let described = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let read: fn(&str) -> _ = match path.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => World::from_toml,
        Some("json") => World::from_json,
        _ => return Err(described(&"A world is a .toml or a .json file.")),
    };
    let text = std::fs::read_to_string(path).map_err(|error| described(&error))?;
    read(&text).map_err(|error| described(&error))
}

/// Warns where other users of the machine can read what is kept. The emulator makes its own files readable to their owner alone.
#[cfg(unix)]
fn warn_of_readers(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = path.metadata().map_or(0, |metadata| metadata.permissions().mode());
    if mode & 0o077 != 0 {
        let path = path.display();
        eprintln!(
            "secret-store-emulator: WARNING: Other users of this machine can reach {path} (mode {:o}), which keeps payloads in plain text. \
             `chmod 600 {path}` keeps them out.",
            mode & 0o777
        );
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_: &Path) {}

async fn serve<S: Store + 'static>(engine: Engine<S>, store: Kind, arguments: Arguments, mut signals: Signals) -> Result<(), String> {
    let Arguments {
        port, host, db, assumption: assumptions, allow_origin: allowed_origins, allow_host: allowed_hosts, end_with_stdin, ..
    } = arguments;
    let settings = Settings { host, port, store, assumptions, allowed_origins, allowed_hosts, limits: Limits::default() };
    let server = Server::bind(Arc::new(engine), settings).await.map_err(|error| match (&db, error) {
        (Some(path), StartError::Store(reason)) => format!("The database {} cannot be used. {reason}", path.display()),
        (_, error) => error.to_string(),
    })?;
    let address = server.address();
    if !address.ip().is_loopback() {
        eprintln!(
            "secret-store-emulator: WARNING: {address} can be reached from other machines. Every program that reaches it can read and change everything \
             that is kept here, in plain text. Leave --host out unless that is what you want."
        );
    }
    // The parent process may have closed the pipe, which must not end the server.
    let _ = writeln!(std::io::stdout(), "secret-store-emulator listening on http://{address}");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut serving = pin!(server.serve(async {
        let _ = stopped.await;
    }));
    tokio::select! {
        () = &mut serving => return Ok(()),
        () = signals.next() => {}
        () = stdin::ended(end_with_stdin) => {}
    }
    let _ = stop.send(());
    tokio::select! {
        () = &mut serving => {}
        // A second signal is a wish not to wait.
        () = signals.next() => {}
    }
    Ok(())
}
