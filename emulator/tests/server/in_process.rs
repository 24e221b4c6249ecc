//! The emulator in a test's own process: as a server on a thread, and as a service.

use crate::wire::{Wire, find, set};
use http_body_util::BodyExt;
use hyper::{Method, Request, StatusCode};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{Kind, LocalServer, ResponseBody, SecretStoreService, Settings};
use secret_store_emulator::world::World;
use serde_json::{Value, json};
use std::net::TcpStream;
use std::sync::Arc;
use tower::ServiceExt;

type InMemory = SecretStoreService<MemoryStore>;

fn service() -> InMemory {
    SecretStoreService::new(Engine::new(MemoryStore::default(), World::default()), Kind::Memory)
}

fn request(method: Method, path: &str, body: &str) -> Request<String> {
    Request::builder().method(method).uri(path).header("Authorization", "Bearer sk_test_app_a").body(body.to_owned()).unwrap()
}

async fn json_of(response: hyper::Response<ResponseBody>) -> (StatusCode, Value) {
    let (head, body) = response.into_parts();
    (head.status, serde_json::from_slice(&body.collect().await.unwrap().to_bytes()).unwrap())
}

async fn ask(service: &InMemory, method: Method, path: &str, body: &str) -> (StatusCode, Value) {
    json_of(service.clone().oneshot(request(method, path, body)).await.unwrap()).await
}

#[test]
fn starts_a_server_in_one_line_and_stops_it_when_it_is_dropped() {
    let emulator = LocalServer::start().unwrap();
    let address = emulator.address();
    assert_eq!(emulator.url(), format!("http://{address}"));
    assert_eq!(Wire::new(address).ask(set("token", "p")).status, 200);
    drop(emulator);
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn starts_a_server_within_a_runtime() {
    let (one, other) = (LocalServer::start().unwrap(), LocalServer::start().unwrap());
    assert_ne!(one.address(), other.address());
    let answer = tokio::task::spawn_blocking(move || Wire::new(one.address()).ask(find("token")).status).await.unwrap();
    assert_eq!(answer, 404);
}

#[test]
fn says_why_a_server_cannot_start() {
    let taken = LocalServer::start().unwrap();
    let engine = Arc::new(Engine::new(MemoryStore::default(), World::default()));
    let settings = Settings { port: taken.address().port(), ..Settings::default() };
    assert!(LocalServer::start_with(Arc::clone(&engine), settings).unwrap_err().to_string().contains("is taken"));
    let settings = Settings { assumptions: vec![("colour".to_owned(), false)], ..Settings::default() };
    assert!(LocalServer::start_with(engine, settings).unwrap_err().to_string().contains("colour"));
}

#[tokio::test]
async fn answers_the_four_operations_as_a_service() {
    let service = service();
    let form = "name=token&payload=made-up&scope[type]=account";
    let (status, created) = ask(&service, Method::POST, "/v1/apps/secrets", form).await;
    assert_eq!((status, &created["name"]), (StatusCode::OK, &json!("token")));
    let (_, found) = ask(&service, Method::GET, "/v1/apps/secrets/find?name=token&scope[type]=account&expand[]=payload", "").await;
    assert_eq!(found["payload"], "made-up");
    let (_, list) = ask(&service, Method::GET, "/v1/apps/secrets?scope[type]=account", "").await;
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    let (_, deleted) = ask(&service, Method::POST, "/v1/apps/secrets/delete", "name=token&scope[type]=account").await;
    assert_eq!(deleted["deleted"], true);
}

#[tokio::test]
async fn answers_the_control_routes_as_a_service() {
    let service = service();
    let (status, health) = ask(&service, Method::GET, "/_emulator/health", "").await;
    assert_eq!((status, &health["status"]), (StatusCode::OK, &json!("ok")));
    let (status, _) = ask(&service, Method::GET, "/_emulator/nothing", "").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn reports_a_fault_without_an_answer_as_an_error_of_the_service() {
    let service = service();
    ask(&service, Method::POST, "/_emulator/faults", r#"{"kind":"no_answer"}"#).await;
    let list = request(Method::GET, "/v1/apps/secrets?scope[type]=account", "");
    assert!(service.clone().oneshot(list.clone()).await.is_err());
    ask(&service, Method::POST, "/_emulator/faults", r#"{"kind":"cut_body"}"#).await;
    let cut = service.clone().oneshot(list.clone()).await.unwrap();
    assert!(cut.into_body().collect().await.is_err());
    assert_eq!(json_of(service.oneshot(list).await.unwrap()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn carries_out_many_writes_at_once_as_a_service() {
    let service = service();
    let writes = (0..10).map(|n| {
        let service = service.clone();
        tokio::spawn(
            async move { ask(&service, Method::POST, "/v1/apps/secrets", &format!("name=n{n}&payload=p&scope[type]=account")).await.0 },
        )
    });
    for write in writes.collect::<Vec<_>>() {
        assert_eq!(write.await.unwrap(), StatusCode::OK);
    }
}
