//! No text that a program may print has a payload, a key or an address.

use crate::client_of;
use crate::server::{Server, answer};
use std::error::Error as _;
use std::fmt::Debug;
use stripe_secret_store::{CallOptions, CreateSecret, Error, FindSecret, ListSecrets, Scope};

const KEY: &str = "sk_test_app_a";
const PAYLOAD: &str = "an obviously made-up payload";

fn assert_keeps_secrets(text: &str) {
    let texts = [KEY, PAYLOAD, "obviously%20made", "name=", "a+name", "a%20name"];
    assert!(texts.iter().all(|secret| !text.contains(secret)), "{text}");
}

fn printed(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

/// Returns everything that an error prints, with its sources.
fn all_of(error: &Error) -> String {
    let mut text = format!("{error} {}", printed(error));
    let mut source = error.source();
    while let Some(inner) = source {
        text += &format!(" {inner} {inner:?}");
        source = inner.source();
    }
    text
}

#[tokio::test]
async fn prints_neither_a_key_nor_a_payload() {
    let secret = format!(
        r#"{{"id":"appsecret_1","object":"apps.secret","created":1,"livemode":false,"name":"n","scope":{{"type":"account"}},"payload":"{PAYLOAD}"}}"#
    );
    let server = Server::start(answer("200 OK", "Content-Type: application/json", &secret)).await;
    let builder = client_of(&server.url);
    assert_keeps_secrets(&printed(&builder));
    let secrets = builder.build().unwrap();
    assert_keeps_secrets(&printed(&secrets));
    assert_keeps_secrets(&printed(&secrets.all_secrets(ListSecrets::new(Scope::Account))));
    assert_keeps_secrets(&printed(&CreateSecret::new("n", PAYLOAD, Scope::Account)));
    assert_keeps_secrets(&printed(&CallOptions::default()));
    let found = secrets.find_secret(FindSecret::new("n", Scope::Account)).await.unwrap().unwrap();
    assert_keeps_secrets(&printed(&found));
}

#[tokio::test]
async fn fails_without_a_payload_a_key_or_an_address_in_the_error() {
    let answers = [
        // Quotes the payload, where a number or an object is expected.
        ("200 OK", format!(r#"{{"id":"{PAYLOAD}","object":"{PAYLOAD}","created":"{PAYLOAD}"}}"#)),
        ("200 OK", PAYLOAD.to_owned()),
        (
            "400 Bad Request",
            format!(r#"{{"error":{{"message":"bad: {PAYLOAD}","code":"{PAYLOAD}","param":"{PAYLOAD}","doc_url":"{PAYLOAD}"}}}}"#),
        ),
        ("500 Internal Server Error", PAYLOAD.to_owned()),
        ("999 Odd", PAYLOAD.to_owned()),
    ];
    for (status, body) in answers {
        let server = Server::start(answer(status, "Content-Type: application/json", &body)).await;
        let secrets = client_of(&server.url).build().unwrap();
        assert_keeps_secrets(&all_of(&secrets.create_secret(CreateSecret::new("a name", PAYLOAD, Scope::Account)).await.unwrap_err()));
    }
    // A body that is cut short, a connection that is refused, and one that is not HTTP.
    let cut = answer("200 OK", "Connection: close\r\nContent-Type: application/json", "{}").replace(": 2", ": x");
    let not_http = Server::start(format!("{PAYLOAD}\r\n\r\n")).await;
    let wrong_length = Server::start(cut).await;
    for url in [
        not_http.url.as_str(),
        wrong_length.url.as_str(),
        "http://127.0.0.1:1",
        "https://127.0.0.1:1",
        "http://[::1]:1",
        "http://nowhere.invalid",
    ] {
        let secrets = client_of(url).build().unwrap();
        let error = secrets.find_secret(FindSecret::new("a name", Scope::Account)).await.unwrap_err();
        assert_eq!(error.code().as_str(), "connection_failed", "{url}");
        assert!(error.source().is_some());
        assert_keeps_secrets(&all_of(&error));
        assert_keeps_secrets(&all_of(&secrets.create_secret(CreateSecret::new("a name", PAYLOAD, Scope::Account)).await.unwrap_err()));
    }
}

#[tokio::test]
async fn fails_without_the_beginning_of_a_payload_that_is_longer_than_a_text_of_an_error() {
    let long = PAYLOAD.repeat(100);
    let body = format!(r#"{{"error":{{"message":"bad: {long}","code":"{long}","param":"{long}","doc_url":"{long}"}}}}"#);
    let server = Server::start(answer("400 Bad Request", "Content-Type: application/json", &body)).await;
    let secrets = client_of(&server.url).build().unwrap();
    assert_keeps_secrets(&all_of(&secrets.create_secret(CreateSecret::new("a name", long, Scope::Account)).await.unwrap_err()));
}
