//! The servers, each on a runtime of its own.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{Kind, Limits, Server, Settings};
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::Store;
use secret_store_emulator::world::World;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use tokio::net::TcpListener;

/// A server that runs.
#[derive(Clone, Copy)]
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    /// The name of its threads.
    pub(crate) thread_name: &'static str,
}

/// Runs a server that says where it listens, until the process ends.
fn run<F: Future<Output = ()>>(name: &'static str, server: impl FnOnce(Sender<SocketAddr>) -> F + Send + 'static) -> Running {
    let (sender, receiver) = channel();
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_name(name).enable_all().build().unwrap();
    std::thread::Builder::new().name(name.to_owned()).spawn(move || runtime.block_on(server(sender))).unwrap();
    Running { address: receiver.recv().unwrap(), thread_name: name }
}

fn emulator<S: Store + 'static>(name: &'static str, store: S, kind: Kind) -> Running {
    run(name, async move |sender| {
        let engine = Arc::new(Engine::new(store, World::default()));
        let settings = Settings { store: kind, ..Settings::default() };
        let server = Server::bind(engine, settings).await.unwrap();
        sender.send(server.address()).unwrap();
        server.serve(std::future::pending()).await;
    })
}

pub(crate) fn memory() -> Running {
    emulator("memory", MemoryStore::default(), Kind::Memory)
}

pub(crate) fn sqlite(path: &Path) -> Running {
    emulator("sqlite", SqliteStore::open(path).unwrap(), Kind::Sqlite)
}

/// Answers everything with these headers and this JSON, after it read what was sent.
pub(crate) fn bare((headers, body): (Vec<(String, String)>, Vec<u8>)) -> Running {
    // hyper adds the length and the date.
    let is_kept = |name: &str| !["content-length", "date"].contains(&name);
    let headers: HeaderMap = headers
        .iter()
        .filter(|(name, _)| is_kept(name))
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap()))
        .collect();
    let body = Bytes::from(body);
    run("bare", async move |sender| {
        let answer = async move |_: Bytes| {
            let mut response = Response::new(Body::from(body.clone()));
            response.headers_mut().clone_from(&headers);
            response
        };
        let router =
            Router::new().route("/v1/apps/secrets/find", get(answer.clone())).route("/v1/apps/secrets", axum::routing::post(answer));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        sender.send(listener.local_addr().unwrap()).unwrap();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            stream.set_nodelay(true).unwrap();
            let service = TowerToHyperService::new(router.clone());
            let Limits { head_time, head_bytes, .. } = Limits::default();
            tokio::spawn(async move {
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new()).header_read_timeout(head_time).max_buf_size(head_bytes);
                let _ = http.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}
