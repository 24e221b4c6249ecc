//! The servers, each on a runtime of its own.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
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

/// Runs a server that says where it listens, until the process ends.
fn run<F: Future<Output = ()>>(server: impl FnOnce(Sender<SocketAddr>) -> F + Send + 'static) -> SocketAddr {
    let (sender, receiver) = channel();
    std::thread::spawn(move || tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(server(sender)));
    receiver.recv().unwrap()
}

fn emulator<S: Store + 'static>(store: S, kind: Kind) -> SocketAddr {
    run(async move |sender| {
        let engine = Arc::new(Engine::new(store, World::default()));
        let settings = Settings { store: kind, ..Settings::default() };
        let server = Server::bind(engine, settings).await.unwrap();
        sender.send(server.address()).unwrap();
        server.serve(std::future::pending()).await;
    })
}

pub(crate) fn memory() -> SocketAddr {
    emulator(MemoryStore::default(), Kind::Memory)
}

pub(crate) fn sqlite(path: &Path) -> SocketAddr {
    emulator(SqliteStore::open(path).unwrap(), Kind::Sqlite)
}

/// Answers everything with this JSON, after it read what was sent.
pub(crate) fn bare(body: Vec<u8>) -> SocketAddr {
    let body = Bytes::from(body);
    run(async move |sender| {
        let answer = async move |_: Bytes| ([(CONTENT_TYPE, "application/json")], body.clone());
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
