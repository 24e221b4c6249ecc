//! A server in this process, with limits that a test can wait for.

use crate::wire::{Answer, Wire, control, find, set};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{Kind, Limits, Server, Settings};
use secret_store_emulator::world::World;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::oneshot;

pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A server in memory as it comes.
pub(crate) fn running() -> Running {
    running_with(Limits::default())
}

pub(crate) fn running_with(limits: Limits) -> Running {
    running_as(limits, "127.0.0.1", &[])
}

pub(crate) fn running_as(limits: Limits, host: &str, assumptions: &[(&str, bool)]) -> Running {
    let assumptions = assumptions.iter().map(|(name, enabled)| ((*name).to_owned(), *enabled)).collect();
    let settings = Settings {
        host: host.to_owned(),
        port: 0,
        store: Kind::Memory,
        assumptions,
        allowed_origins: Vec::new(),
        allowed_hosts: Vec::new(),
        limits,
    };
    let (sender, receiver) = std::sync::mpsc::channel();
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let engine = Arc::new(Engine::new(MemoryStore::default(), World::default()));
            let server = Server::bind(engine, settings).await.unwrap();
            sender.send(server.address()).unwrap();
            server
                .serve(async {
                    let _ = stopped.await;
                })
                .await;
        });
    });
    Running { address: receiver.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
}

impl Running {
    pub(crate) fn wire(&self) -> Wire {
        Wire::new(self.address)
    }

    pub(crate) fn ask(&self, request: impl AsRef<[u8]>) -> Answer {
        self.wire().ask(request)
    }

    /// A control route, which has to answer with this status.
    pub(crate) fn control(&self, method: &str, path: &str, body: &str, status: u16) -> Value {
        let answer = self.ask(control(method, path, body));
        assert_eq!(answer.status, status, "{}", answer.body);
        answer.json()
    }

    pub(crate) fn set(&self, name: &str, payload: &str) -> Answer {
        self.ask(set(name, payload))
    }

    pub(crate) fn find(&self, name: &str) -> Answer {
        self.ask(find(name))
    }

    /// The log, as it stands.
    pub(crate) fn log(&self) -> Vec<Value> {
        self.control("GET", "requests", "", 200)["data"].as_array().unwrap().clone()
    }

    /// Begins to stop.
    pub(crate) fn stop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
    }

    /// Waits for the end.
    pub(crate) fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}
