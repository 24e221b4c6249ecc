//! Redirects, time limits, dropped futures and TLS.

use crate::client_of;
use crate::server::{Server, answer};
use std::time::Duration;
use stripe_secret_store::{CreateSecret, ErrorCode, FindSecret, Scope};

#[tokio::test]
async fn follows_no_redirect() {
    let target = Server::start(answer("200 OK", "Content-Type: application/json", "{}")).await;
    for status in ["301 Moved Permanently", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let mut server = Server::start(answer(status, &format!("Location: {}/v1/apps/secrets", target.url), "")).await;
        // Also where the caller's own settings follow redirects.
        let secrets = client_of(&server.url).configure(|http| http.redirect(reqwest::redirect::Policy::limited(5))).build().unwrap();
        let error = secrets.create_secret(CreateSecret::new("token", "made-up", Scope::Account)).await.unwrap_err();
        assert_eq!((error.code(), error.status()), (ErrorCode::UnreadableResponse, Some(status[..3].parse().unwrap())));
        assert!(server.request().await.contains("payload=made-up"));
    }
    assert_eq!(target.connections(), 0);
}

#[tokio::test]
async fn limits_the_time_of_a_body() {
    let unfinished = answer("200 OK", "Content-Type: application/json", "{}").replace("Content-Length: 2", "Content-Length: 100");
    let server = Server::start(unfinished).await;
    let secrets = client_of(&server.url).timeout(Duration::from_millis(100)).build().unwrap();
    let error = secrets.find_secret(FindSecret::new("token", Scope::Account)).await.unwrap_err();
    assert_eq!((error.code(), error.attempts(), error.status()), (ErrorCode::Timeout, 1, None));
}

#[tokio::test]
async fn sends_nothing_before_the_first_poll_and_closes_the_connection_of_a_dropped_future() {
    let mut server = Server::start(String::new()).await;
    let secrets = client_of(&server.url).max_network_retries(2).build().unwrap();
    drop(secrets.create_secret(CreateSecret::new("unsent", "made-up", Scope::Account)));
    {
        let call = secrets.create_secret(CreateSecret::new("sent", "made-up", Scope::Account));
        tokio::select! {
            _ = call => panic!("there is no answer"),
            request = server.request() => assert!(request.contains("name=sent"), "{request}"),
        }
    }
    server.closed().await;
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn reports_a_server_without_tls_as_a_failed_connection() {
    let url = std::env::var("EMULATOR_URL").expect("EMULATOR_URL");
    let secrets = client_of(&url.replace("http:", "https:")).build().unwrap();
    let error = secrets.find_secret(FindSecret::new("token", Scope::Account)).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::ConnectionFailed);
}

#[tokio::test]
async fn makes_calls_on_other_threads() {
    let server = Server::start(answer("404 Not Found", "Content-Type: application/json", r#"{"error":{"code":"resource_missing"}}"#)).await;
    let secrets = client_of(&server.url).build().unwrap();
    let call = tokio::spawn(async move { secrets.find_secret(FindSecret::new("token", Scope::Account)).await });
    assert!(call.await.unwrap().unwrap().is_none());
}
