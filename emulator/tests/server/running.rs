//! A server in this process, with limits that a test can wait for.

use crate::wire::{Answer, Wire, control, find, set};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{Limits, LocalServer, Settings};
use secret_store_emulator::world::World;
use serde_json::Value;
use std::net::SocketAddr;

pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    server: Option<LocalServer>,
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
    let settings = Settings { host: host.to_owned(), assumptions, limits, ..Settings::default() };
    let server = LocalServer::start_with(Engine::new(MemoryStore::default(), World::default()), settings).unwrap();
    Running { address: server.address(), server: Some(server) }
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
        if let Some(server) = &mut self.server {
            server.stop();
        }
    }

    /// Waits for the end.
    pub(crate) fn join(&mut self) {
        drop(self.server.take());
    }
}
