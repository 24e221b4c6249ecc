//! The emulator in a test's own process: as a server on a thread, and as a service.

use crate::wire::{Wire, find, set};
use http_body_util::{BodyExt, Empty, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::{Method, Request, StatusCode};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{LocalServer, ResponseBody, SecretStoreService, Settings};
use secret_store_emulator::world::World;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::net::TcpStream;
use std::sync::Arc;
use tower::ServiceExt;

type InMemory = SecretStoreService<MemoryStore>;

fn service() -> InMemory {
    SecretStoreService::default()
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
fn starts_many_servers_at_once_and_drops_them_on_other_threads() {
    let starting: Vec<_> = (0..20).map(|_| std::thread::spawn(|| LocalServer::start().unwrap())).collect();
    let servers: Vec<_> = starting.into_iter().map(|server| server.join().unwrap()).collect();
    let addresses: HashSet<_> = servers.iter().map(LocalServer::address).collect();
    assert_eq!(addresses.len(), servers.len());
    Wire::new(servers[0].address()).ask(set("token", "p"));
    assert_eq!(Wire::new(servers[1].address()).ask(find("token")).status, 404);
    let ending: Vec<_> = servers.into_iter().map(|server| std::thread::spawn(|| drop(server))).collect();
    assert!(ending.into_iter().all(|end| end.join().is_ok()));
}

#[test]
fn stops_a_server_when_a_test_panics_and_when_it_is_stopped_before_it_is_dropped() {
    let (say, said) = std::sync::mpsc::channel();
    let test = std::thread::spawn(move || {
        let mut emulator = LocalServer::start().unwrap();
        say.send(emulator.address()).unwrap();
        emulator.stop();
        emulator.stop();
        std::panic::resume_unwind(Box::new("without a message"));
    });
    assert!(test.join().is_err());
    assert!(TcpStream::connect(said.recv().unwrap()).is_err());
}

#[test]
fn names_an_address_of_this_machine_for_a_server_on_all_addresses() {
    for (host, url) in
        [("0.0.0.0", "http://127.0.0.1:"), ("localhost", "http://127.0.0.1:"), ("::1", "http://[::1]:"), ("[::]", "http://[::1]:")]
    {
        let engine = Engine::new(MemoryStore::default(), World::default());
        // A machine may lack one of the families.
        if let Ok(emulator) = LocalServer::start_with(engine, Settings { host: host.to_owned(), ..Settings::default() }) {
            assert!(emulator.url().starts_with(url), "{host}: {}", emulator.url());
            let address = emulator.url()["http://".len()..].parse().unwrap();
            assert_eq!(Wire::new(address).ask(find("token")).status, 404);
        }
    }
    let refused = Settings { host: "192.0.2.1".to_owned(), ..Settings::default() };
    let error = LocalServer::start_with(Engine::new(MemoryStore::default(), World::default()), refused).unwrap_err();
    assert!(error.to_string().contains("192.0.2.1"), "{error}");
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
async fn serves_below_the_layers_of_a_program_with_bodies_of_any_kind() {
    fn boxed<S>(service: S) -> tower::util::BoxCloneSyncService<Request<Full<Bytes>>, hyper::Response<ResponseBody>, String>
    where
        S: tower::Service<Request<Full<Bytes>>, Response = hyper::Response<ResponseBody>, Error: Into<tower::BoxError>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        tower::util::BoxCloneSyncService::new(service.map_err(|error| error.into().to_string()))
    }
    let service = SecretStoreService::default();
    let set =
        request(Method::POST, "/v1/apps/secrets", "name=token&payload=p&scope[type]=account").map(|body| Full::new(Bytes::from(body)));
    assert_eq!(boxed(service.clone()).oneshot(set).await.unwrap().status(), StatusCode::OK);
    let find = request(Method::GET, "/v1/apps/secrets/find?name=token&scope[type]=account", "");
    assert_eq!(service.clone().oneshot(find.clone().map(|_| Empty::<Bytes>::new())).await.unwrap().status(), StatusCode::OK);
    let layered = tower::ServiceBuilder::new()
        .map_request(|mut request: Request<String>| {
            request.headers_mut().insert("Stripe-Account", "acct_cactus".parse().unwrap());
            request
        })
        .service(service.clone());
    assert_eq!(layered.oneshot(find.clone()).await.unwrap().status(), StatusCode::OK);
    // A body that fails is a client that is gone, and the service goes on.
    let failing = find.map(|_| StreamBody::new(futures_util::stream::iter([Err::<Frame<Bytes>, _>(std::io::Error::other("cut"))])));
    assert!(service.clone().oneshot(failing.map(BodyExt::boxed_unsync)).await.is_err());
    let (status, _) = ask(&service, Method::GET, "/_emulator/health", "").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn goes_on_after_calls_that_are_dropped() {
    let service = service();
    for fault in [r#"{"kind":"hang"}"#, r#"{"kind":"latency","delay_ms":60000}"#] {
        ask(&service, Method::POST, "/_emulator/faults", fault).await;
        let find = request(Method::GET, "/v1/apps/secrets/find?name=token&scope[type]=account", "");
        let call = service.clone().oneshot(find);
        assert!(tokio::time::timeout(std::time::Duration::from_millis(20), call).await.is_err());
    }
    let (status, _) = ask(&service, Method::POST, "/v1/apps/secrets", "name=token&payload=p&scope[type]=account").await;
    assert_eq!(status, StatusCode::OK);
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
