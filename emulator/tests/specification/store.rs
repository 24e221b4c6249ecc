//! The engine's demands on a store.

use crate::support::{ACCOUNT, NOW, USER_1, emulator, request};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::store::{Checked, Partition, Record, Store, Transaction};
use secret_store_emulator::world::World;

const REASON: &str = "The disk is gone.";

/// A store that cannot be reached.
struct Broken;

impl Store for Broken {
    type Error = &'static str;

    fn read(&self, _: &Partition) -> Result<Vec<Record>, &'static str> {
        Err(REASON)
    }

    fn find(&self, _: &Partition, _: &str) -> Result<Option<Record>, &'static str> {
        Err(REASON)
    }

    fn all(&self) -> Result<Vec<(Partition, Record)>, &'static str> {
        Err(REASON)
    }

    fn write<T>(&self, _: impl FnOnce(&mut dyn Transaction<Error = &'static str>) -> Result<T, &'static str>) -> Result<T, &'static str> {
        Err(REASON)
    }

    fn sweep(&self, _: u64, _: u64) -> Result<(), &'static str> {
        Err(REASON)
    }

    fn clear(&self) -> Result<(), &'static str> {
        Err(REASON)
    }

    fn check(&self) -> Result<Checked, &'static str> {
        Err(REASON)
    }

    fn is_new(&self) -> Result<bool, &'static str> {
        Err(REASON)
    }
}

#[test]
fn answers_500_as_stripe_does_when_the_store_fails() {
    let named = format!("name=token&{ACCOUNT}");
    for asked in [
        request("POST", "/v1/apps/secrets", &format!("payload=x&{named}")),
        request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""),
        request("GET", &format!("/v1/apps/secrets/find?{named}"), ""),
        request("POST", "/v1/apps/secrets/delete", &named),
    ] {
        let response = Engine::new(Broken, World::default()).handle(&asked, None, NOW).response;
        assert_eq!(response.status, 500);
        assert!(response.body.contains("\"type\":\"api_error\"") && !response.body.contains(REASON));
        assert_eq!(response.store_error.as_deref(), Some(REASON), "the log of the server says why");
    }
}

#[test]
fn sweeps_expired_secrets_from_every_scope() {
    let mut emulator = emulator();
    emulator.set(&format!("name=brief&payload=s3cret&expires_at={}&{USER_1}", NOW + 60));
    emulator.now += 60;
    // A request for another scope.
    emulator.list(ACCOUNT);
    assert!(!emulator.engine.store().snapshot().contains("s3cret"));
}

#[test]
fn forgets_everything_except_issued_ids_when_cleared() {
    let mut emulator = emulator();
    let first = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json["id"].clone();
    assert_eq!(emulator.engine.store().clear(), Ok(()));
    assert!(emulator.list(ACCOUNT).names().is_empty());
    assert_ne!(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json["id"], first);
}
