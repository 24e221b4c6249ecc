//! Programs without a runtime of tokio.

use crate::client_of;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use stripe_secret_store::{CreateSecret, Error, ErrorCode, FindSecret, ListSecrets, Scope};

/// Polls a future once, as any executor does.
fn poll<T>(future: impl Future<Output = Result<T, Error>>) -> Error {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => error,
        _ => panic!("it must end with an error at once"),
    }
}

#[test]
fn says_what_to_do_without_a_runtime() {
    let secrets = client_of("http://127.0.0.1:1").build().unwrap();
    let errors = [
        poll(secrets.create_secret(CreateSecret::new("token", "made-up", Scope::Account))),
        poll(secrets.find_secret(FindSecret::new("token", Scope::Account))),
        poll(secrets.list_secrets(ListSecrets::new(Scope::Account))),
        poll(secrets.all_secrets(ListSecrets::new(Scope::Account)).try_collect()),
    ];
    for error in errors {
        assert_eq!((error.code(), error.attempts(), error.is_retryable()), (ErrorCode::UnexpectedFailure, 0, false));
        assert!(error.to_string().contains("#[tokio::main]"), "{error}");
    }
    // A mistake is reported first.
    assert_eq!(poll(secrets.find_secret(FindSecret::new("", Scope::Account))).code(), ErrorCode::InvalidName);
}
