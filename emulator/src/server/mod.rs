//! The HTTP server: `/v1` is the emulated service, `/_emulator` controls it.

mod api;
mod body;
mod clock;
mod command;
mod control;
mod envelopes;
mod guard;
mod inspect;
mod limits;
mod local;
mod log;
mod reply;
mod service;
mod shared;
mod signals;
mod stdin;
mod store_reports;

pub use command::main;
pub use limits::Limits;
pub use local::LocalServer;
pub use reply::Dropped;
pub use service::{ResponseBody, SecretStoreService};

use crate::assumptions::UnknownAssumption;
use crate::engine::Engine;
use crate::store::Store;
use envelopes::Envelopes;
use guard::Guard;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use shared::Shared;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Paths below this one control the emulator.
const CONTROL: &str = "/_emulator";

/// The interval between deletions of expired data.
const SWEEP_PERIOD: Duration = Duration::from_secs(1);

/// The wait after a connection could not be accepted, usually because file handles ran out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// The kind of the engine's store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// In memory: it answers at once.
    Memory,
    /// A SQLite file: writing waits for the disk.
    Sqlite,
}

impl Kind {
    /// Returns its name in answers of the control routes.
    const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Sqlite => "sqlite",
        }
    }
}

/// The settings of the server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name or address to listen on.
    pub host: String,
    /// The port; 0 for a free one.
    pub port: u16,
    /// The kind of the engine's store.
    pub store: Kind,
    /// The assumptions that are switched at the start, and again after a reset.
    pub assumptions: Vec<(String, bool)>,
    /// Origins whose pages may use it, besides those of this machine.
    pub allowed_origins: Vec<String>,
    /// Names of this machine that a request may be for, besides those of the loopback addresses.
    pub allowed_hosts: Vec<String>,
    /// The limits for clients.
    #[doc(hidden)]
    pub limits: Limits,
}

impl Default for Settings {
    /// Chooses a free port of 127.0.0.1, for a store in memory.
    fn default() -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 0,
            store: Kind::Memory,
            assumptions: Vec::new(),
            allowed_origins: Vec::new(),
            allowed_hosts: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// The reason why it does not start.
#[derive(Debug)]
pub enum StartError {
    /// There is no such assumption.
    Assumption(UnknownAssumption),
    /// Another program listens there.
    Taken(String, u16),
    /// The address cannot be listened on.
    Address(String, u16, std::io::Error),
    /// The store failed: this is what it said.
    Store(String),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Assumption(unknown) => unknown.fmt(formatter),
            Self::Taken(host, port) => {
                write!(formatter, "Port {port} of {host} is taken. Choose another by --port, or a free one by --port 0.")
            }
            Self::Address(host, port, error) => write!(formatter, "{host}, port {port}, cannot be listened on: {error}."),
            Self::Store(error) => write!(formatter, "The store cannot be used. {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// A server that listens, and does not answer yet.
pub struct Server<S> {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared<S>>,
    stopping: watch::Sender<bool>,
}

impl<S: Store + 'static> Server<S> {
    /// Listens, and gives the world's own secrets to a store that never held anything.
    ///
    /// # Errors
    /// When it cannot listen there, the store fails or an assumption is unknown.
    pub async fn bind(engine: Arc<Engine<S>>, settings: Settings) -> Result<Self, StartError> {
        let Settings { host, port, store, assumptions, allowed_origins, allowed_hosts, limits } = settings;
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::AddrInUse => StartError::Taken(host.clone(), port),
            _ => StartError::Address(host.clone(), port, error),
        };
        let listener = TcpListener::bind((host.trim_matches(['[', ']']), port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let guard = Guard { is_local: address.ip().is_loopback(), origins: allowed_origins, hosts: allowed_hosts };
        let (stopping, stops) = watch::channel(false);
        let shared = Shared::new(engine, store, assumptions, limits, guard, stops);
        shared.apply_assumptions().map_err(StartError::Assumption)?;
        let store = shared.engine.store();
        let unreadable = |error: S::Error| StartError::Store(error.to_string());
        if store.is_new().map_err(unreadable)? {
            shared.engine.seed(shared.clock.now()).map_err(unreadable)?;
        }
        Ok(Self { listener, address, shared: Arc::new(shared), stopping })
    }

    /// Returns the address that the server listens on.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` comes about; then requests under way are finished, for as long as the limits say.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Self { listener, shared, stopping, .. } = self;
        let sweeper = tokio::spawn(sweep(shared.clone()));
        let mut connections = JoinSet::new();
        let mut stop = pin!(stop);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(connection(shared.clone(), stream));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                    }
                },
                Some(_) = connections.join_next() => {}
                () = &mut stop => break,
            }
        }
        drop(listener);
        stopping.send_replace(true);
        let finished = tokio::time::timeout(shared.limits.stop, async { while connections.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            tracing::warn!(connections = connections.len(), "requests under way are given up");
        }
        sweeper.abort();
    }
}

/// Serves one client's connection, from its first byte to its last.
async fn connection<S: Store + 'static>(shared: Arc<Shared<S>>, stream: TcpStream) {
    // It only costs time where this is refused.
    let _ = stream.set_nodelay(true);
    let router = control::router(shared.clone());
    let stream = Envelopes::new(stream, shared.limits.clone(), shared.clock.now());
    let service = service_fn(|request| service::answer(&shared, &router, request));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(shared.limits.head_time).max_buf_size(shared.limits.head_bytes);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let outcome = tokio::select! {
        biased;
        outcome = connection.as_mut() => outcome,
        () = shared.stopped() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        // hyper's errors say what was wrong, not what was sent.
        tracing::debug!(%error, "a connection was cut");
    }
}

/// Deletes what is expired, from time to time.
async fn sweep<S: Store + 'static>(shared: Arc<Shared<S>>) {
    let mut ticks = tokio::time::interval(SWEEP_PERIOD);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let swept = shared.clone().work(|shared| shared.engine.sweep(shared.clock.now()).map_err(|error| error.to_string())).await;
        if let Ok(Err(reason)) = swept {
            shared.reports.write_failed(&reason);
        }
    }
}
