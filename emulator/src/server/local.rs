//! A server on a thread of its own, for a test in any runtime or in none.

use super::{Server, Settings, StartError};
use crate::engine::Engine;
use crate::memory::MemoryStore;
use crate::store::Store;
use crate::world::World;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// A server on a free port of this machine. It stops when this value is dropped.
///
/// ```
/// use secret_store_emulator::server::LocalServer;
///
/// let emulator = LocalServer::start().unwrap();
/// assert!(emulator.url().starts_with("http://127.0.0.1:"));
/// ```
#[derive(Debug)]
pub struct LocalServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl LocalServer {
    /// Starts a server over a store in memory, with the default world and its secrets.
    ///
    /// # Errors
    /// When no port of 127.0.0.1 can be listened on, or no thread can be started.
    pub fn start() -> Result<Self, StartError> {
        Self::start_with(Engine::new(MemoryStore::default(), World::default()), Settings::default())
    }

    /// Starts a server over an engine.
    ///
    /// # Errors
    /// When it cannot listen there, the store fails or an assumption is unknown.
    pub fn start_with<S: Store + 'static>(engine: impl Into<Arc<Engine<S>>>, settings: Settings) -> Result<Self, StartError> {
        let engine = engine.into();
        let host = settings.host.clone();
        let port = settings.port;
        let failed = move |error| StartError::Address(host.clone(), port, error);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(&failed)?;
        let (started, start) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        // On a thread of its own, since a runtime cannot be started within another one.
        let thread = std::thread::Builder::new().name("secret-store-emulator".to_owned()).spawn(move || {
            runtime.block_on(async {
                match Server::bind(engine, settings).await {
                    Ok(server) => {
                        let address = server.address();
                        let _ = started.send(Ok(address));
                        // An error says that the sender is dropped, which stops it too.
                        let stopped = async { drop(stopped.await) };
                        server.serve(stopped).await;
                    }
                    Err(error) => drop(started.send(Err(error))),
                }
            });
        });
        let thread = thread.map_err(&failed)?;
        match start.recv() {
            Ok(Ok(address)) => Ok(Self { address, stop: Some(stop), thread: Some(thread) }),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(failed(std::io::Error::other("the server's thread ended"))),
        }
    }

    /// Returns the address that it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns its URL for a program on this machine, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            // All addresses of this machine. Windows has no connection to that one.
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// Begins to stop: requests under way are finished, and no other is taken. Dropping the value waits for the end, at most five seconds.
    pub fn stop(&mut self) {
        drop(self.stop.take());
    }
}

impl Drop for LocalServer {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A panic of the server was printed by its thread.
            let _ = thread.join();
        }
    }
}
