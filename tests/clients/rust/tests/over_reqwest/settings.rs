//! The settings of a client.

use crate::client_of;
use crate::server::{Server, answer};
use std::collections::HashSet;
use stripe_secret_store::{CreateSecret, DeleteSecret, ErrorCode, FindSecret, ListSecrets, Scope, SecretStoreClient};

#[test]
fn accepts_a_base_url_of_scheme_host_and_port() {
    let urls = [
        "http://127.0.0.1:12111",
        "http://localhost",
        "https://api.stripe.com",
        "https://api.stripe.com/",
        "https://api.stripe.com.",
        "https://a-b.c_d.example-2",
        "https://1.example",
        "http://[::1]:12111",
        "https://[2001:db8::1]/",
        "https://[::ffff:127.0.0.1]",
    ];
    for url in urls {
        assert!(client_of(url).build().is_ok(), "{url}");
    }
}

#[test]
fn refuses_any_other_base_url() {
    for (url, param) in [
        ("", "host"),
        ("api.stripe.com", "protocol"),
        ("ftp://api.stripe.com", "protocol"),
        ("HTTPS://api.stripe.com", "protocol"),
        ("https://", "host"),
        ("https:///", "host"),
        ("https://api.stripe.com/v1", "host"),
        ("https://api.stripe.com//", "host"),
        ("https://api.stripe.com?a", "host"),
        ("https://api.stripe.com#a", "host"),
        ("https://key@api.stripe.com", "host"),
        ("https://api.stripe.com:443@example.com", "port"),
        ("https://api.stripe.com\\@example.com", "host"),
        ("https://api.stripe.com:443:443", "host"),
        ("https://api stripe.com", "host"),
        ("https://äpi.stripe.com", "host"),
        ("https://a..b", "host"),
        ("https://.api.stripe.com", "host"),
        ("https://api.stripe.com..", "host"),
        ("https://.", "host"),
        ("https://127.0.0.1.5", "host"),
        ("https://256.0.0.1", "host"),
        ("https://127.1", "host"),
        ("https://2130706433", "host"),
        ("https://example.0x7f", "host"),
        ("https://[::1", "host"),
        ("https://[]", "host"),
        ("https://[::::]", "host"),
        ("https://[1:2]", "host"),
        ("https://api.stripe.com:0", "port"),
        ("https://api.stripe.com:65536", "port"),
        ("https://api.stripe.com:+1", "port"),
        ("https://api.stripe.com:", "port"),
    ] {
        let error = client_of(url).build().unwrap_err();
        assert_eq!((error.code(), error.param()), (ErrorCode::InvalidOption, Some(param)), "{url}");
    }
}

#[test]
fn refuses_an_empty_account_or_user() {
    let secrets = SecretStoreClient::builder("sk_test_made_up").build().unwrap();
    assert!(secrets.for_account("acct_cactus").is_ok());
    for account in ["", "acct_1\n", "acct 1"] {
        assert_eq!(secrets.for_account(account).unwrap_err().param(), Some("stripeAccount"));
    }
    assert!(secrets.for_user("usr_1").is_ok());
    assert_eq!(secrets.for_user("").unwrap_err().param(), Some("userContext"));
}

#[tokio::test]
async fn acts_for_the_account_and_the_user_that_it_is_made_for() {
    let mut server = Server::start(answer("403 Forbidden", "Content-Type: application/json", "")).await;
    let backend = client_of(&server.url).stripe_account("acct_1").build().unwrap();
    let theirs = backend.for_account("acct_2").unwrap().for_user("usr_1").unwrap();
    let foreign = theirs.list_secrets(ListSecrets::new(Scope::user("usr_2"))).await.unwrap_err();
    assert_eq!((foreign.code(), foreign.attempts()), (ErrorCode::ForeignUser, 0));
    for (secrets, account) in [(&backend, "acct_1"), (&theirs, "acct_2")] {
        let denied = secrets.list_secrets(ListSecrets::new(Scope::user("usr_1"))).await.unwrap_err();
        assert_eq!(denied.code(), ErrorCode::PermissionMissing);
        assert!(server.request().await.contains(&format!("stripe-account: {account}\r\n")));
    }
}

#[tokio::test]
async fn gives_each_write_a_key_of_its_own() {
    let mut server = Server::start(answer("400 Bad Request", "Connection: close", "")).await;
    let mut keys = HashSet::new();
    for _ in 0..3 {
        // Also with a client of its own.
        let secrets = client_of(&server.url).build().unwrap();
        for _ in 0..3 {
            secrets.create_secret(CreateSecret::new("token", "made-up", Scope::Account)).await.unwrap_err();
            let request = server.request().await;
            let key = request.lines().find_map(|line| line.strip_prefix("idempotency-key: ")).unwrap().to_owned();
            // A process that is forked has the same random numbers.
            assert!(key.split('-').any(|part| part == std::process::id().to_string()), "{key}");
            assert!(keys.insert(key));
        }
    }
}

#[tokio::test]
async fn completes_a_scope_that_leaves_its_user_out() {
    let secret =
        r#"{"id":"appsecret_1","object":"apps.secret","created":1.5,"livemode":true,"name":"n","scope":{"type":"user"},"payload":"p"}"#;
    let server = Server::start(answer("200 OK", "Content-Type: application/json", secret)).await;
    let secrets = client_of(&server.url).build().unwrap();
    let found = secrets.find_secret(FindSecret::new("n", Scope::user("usr_1"))).await.unwrap().unwrap();
    assert_eq!((found.scope, found.created, found.expires_at), (Scope::user("usr_1"), 1, None));
}

#[tokio::test]
async fn reports_an_address_that_is_too_long_for_an_http_client() {
    let mut server = Server::start(answer("404 Not Found", "Content-Type: application/json", "")).await;
    let secrets = client_of(&server.url).build().unwrap();
    let longest = "😀".repeat(5_000);
    let error = secrets.find_secret(FindSecret::new(&longest, Scope::Account)).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (ErrorCode::InvalidRequest, Some(404)));
    assert!(server.request().await.len() > 60_000);
    // The longest name and the longest user together have 120,000 bytes, and the crate http takes 65,534.
    let error = secrets.find_secret(FindSecret::new(&longest, Scope::user(&longest))).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::ConnectionFailed);
    assert!(
        secrets.delete_secret(DeleteSecret::new(&longest, Scope::user(&longest))).await.is_err_and(|error| error.status() == Some(404))
    );
}

#[test]
fn can_be_shared_by_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<SecretStoreClient>();
    fn is_sent<T: Send + Sync + 'static>() {}
    is_sent::<stripe_secret_store::Error>();
    fn is_moved<T: Send + 'static>() {}
    is_moved::<stripe_secret_store::AllSecrets>();
}
