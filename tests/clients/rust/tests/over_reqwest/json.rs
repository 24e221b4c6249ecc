//! Answers whose JSON is unusual.

use crate::client_of;
use crate::server::{Server, answer};
use stripe_secret_store::secrecy::ExposeSecret;
use stripe_secret_store::{Error, ErrorCode, FindSecret, Scope, Secret};

/// Finds a secret whose JSON has this text in front of its last brace.
async fn found(added: &str) -> Result<Option<Secret>, Error> {
    let secret =
        r#""id":"appsecret_1","object":"apps.secret","created":1,"livemode":false,"name":"n","scope":{"type":"account"},"payload":"p""#;
    let server = Server::start(answer("200 OK", "Content-Type: text/plain", &format!("{{{secret}{added}}}"))).await;
    let secrets = client_of(&server.url).build().unwrap();
    secrets.find_secret(FindSecret::new("n", Scope::Account)).await
}

#[tokio::test]
async fn reads_fields_that_it_does_not_know_and_takes_the_last_of_two_that_have_one_name() {
    let levels = |count: usize| format!(r#","x":{}1{}"#, "[".repeat(count), "]".repeat(count));
    for added in [r#","x":null"#, r#","x":1e308,"y":-0,"z":18446744073709551616"#, r#","x":"\ud83d\ude00""#, &levels(126)] {
        assert_eq!(found(added).await.unwrap().unwrap().payload.unwrap().expose_secret(), "p", "{added}");
    }
    assert_eq!(found(r#","payload":"q""#).await.unwrap().unwrap().payload.unwrap().expose_secret(), "q");
}

/// `JSON.parse` reads these. docs/rust.md says so.
#[tokio::test]
async fn refuses_a_number_that_is_too_large_half_of_a_surrogate_pair_and_128_levels() {
    let levels = format!(r#","x":{}1{}"#, "[".repeat(128), "]".repeat(128));
    for added in [r#","x":1e999"#, r#","x":"\ud83d""#, &levels] {
        assert_eq!(found(added).await.unwrap_err().code(), ErrorCode::UnreadableResponse, "{added}");
    }
}
