//! All secrets of a scope, over its pages.

use crate::client_of;
use crate::server::{Server, answer};
use futures_util::stream::FusedStream;
use futures_util::{FutureExt, Stream, StreamExt, TryStreamExt};
use stripe_secret_store::{CreateSecret, ErrorCode, ListSecrets, Scope};

#[tokio::test]
async fn returns_all_secrets_of_a_scope_once() {
    let url = std::env::var("EMULATOR_URL").expect("EMULATOR_URL");
    let secrets = client_of(&url).stripe_account("acct_cactus").build().unwrap();
    let scope = || Scope::user("usr_of_pages");
    assert!(secrets.all_secrets(ListSecrets::new(scope())).try_collect().await.unwrap().is_empty());
    let mut names: Vec<_> = (0..10).map(|number| format!("secret {number}")).collect();
    for name in &names {
        secrets.create_secret(CreateSecret::new(name, "made-up", scope())).await.unwrap();
    }
    names.reverse();
    for limit in [1, 3, 5, 10, 100] {
        let all = secrets.all_secrets(ListSecrets::new(scope()).limit(limit)).try_collect().await.unwrap();
        assert_eq!(all.iter().map(|secret| secret.name.clone()).collect::<Vec<_>>(), names, "{limit}");
        assert!(all.iter().all(|secret| secret.payload.is_none()));
    }
    let first = secrets.list_secrets(ListSecrets::new(scope()).limit(4)).await.unwrap();
    assert!(first.has_more);
    let rest = ListSecrets::new(scope()).limit(2).starting_after(&first.data[3].id);
    assert_eq!(secrets.all_secrets(rest).try_collect().await.unwrap().len(), 6);
}

/// Returns an answer with one secret.
fn page(has_more: bool) -> String {
    let secret = r#"{"id":"appsecret_1","object":"apps.secret","created":1,"livemode":false,"name":"n","scope":{"type":"account"}}"#;
    let list = format!(r#"{{"object":"list","data":[{secret}],"has_more":{has_more},"url":"/v1/apps/secrets"}}"#);
    answer("200 OK", "Connection: close\r\nContent-Type: application/json", &list)
}

#[tokio::test]
async fn is_a_stream_that_ends_once_and_knows_how_many_secrets_it_has() {
    let server = Server::start(page(false)).await;
    // The stream needs neither the client nor its own place to stay.
    let mut all = client_of(&server.url).build().unwrap().all_secrets(ListSecrets::new(Scope::Account));
    assert_eq!((all.size_hint(), all.is_terminated()), ((0, None), false));
    // A future that is dropped leaves the request to the next one.
    assert!(all.try_next().now_or_never().is_none());
    assert_eq!(StreamExt::next(&mut all).await.unwrap().unwrap().id, "appsecret_1");
    assert_eq!(server.connections(), 1);
    assert_eq!((all.size_hint(), all.is_terminated()), ((0, Some(0)), true));
    assert!(StreamExt::next(&mut all).await.is_none());

    let secrets = client_of("http://127.0.0.1:1").build().unwrap();
    let ids = secrets.all_secrets(ListSecrets::new(Scope::Account)).map_ok(|secret| secret.id);
    assert_eq!(TryStreamExt::try_collect::<Vec<_>>(ids).await.unwrap_err().code(), ErrorCode::ConnectionFailed);
}

#[tokio::test]
async fn ends_if_the_pages_go_round_in_circles() {
    let server = Server::start(page(true)).await;
    let secrets = client_of(&server.url).build().unwrap();
    let mut all = secrets.all_secrets(ListSecrets::new(Scope::Account));
    for _ in 0..2 {
        assert_eq!(all.try_next().await.unwrap().unwrap().id, "appsecret_1");
    }
    assert_eq!(all.try_next().await.unwrap_err().code(), ErrorCode::UnreadableResponse);
    assert!(all.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn ends_after_an_error() {
    let secrets = client_of("http://127.0.0.1:1").build().unwrap();
    let mut all = secrets.all_secrets(ListSecrets::new(Scope::Account));
    assert_eq!(all.try_next().await.unwrap_err().code(), ErrorCode::ConnectionFailed);
    assert!(all.try_next().await.unwrap().is_none());
    let mut backwards = secrets.all_secrets(ListSecrets::new(Scope::Account).ending_before("appsecret_1"));
    assert_eq!(backwards.try_next().await.unwrap_err().code(), ErrorCode::InvalidParameter);
}
