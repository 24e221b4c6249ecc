//! Emulators and requests that several of these tests begin with.

use super::REFUSED;
use crate::support::{ACCOUNT, Answer, Emulator, TWO_ACCOUNTS, USER_1, emulator_in, request, with_header, without};
use secret_store_emulator::request::Request;
use secret_store_emulator::world::{SECRET_WRITE, World};

pub(super) fn expiring(emulator: &mut Emulator, expires_at: impl std::fmt::Display) -> u16 {
    let answer = emulator.set(&format!("name=token&payload=x&expires_at={expires_at}&{ACCOUNT}"));
    if answer.status != 200 {
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_invalid_integer"), Some("expires_at")));
    }
    answer.status
}

/// An emulator whose app has no permission.
pub(super) fn denied(switched_off: &[&str]) -> Emulator {
    let emulator = without(switched_off);
    emulator.engine.change_world(|world| world.permit("app_a", "acct_cactus", SECRET_WRITE, false)).unwrap();
    emulator
}

pub(super) fn two_accounts(switched_off: &[&str]) -> Emulator {
    let emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    switched_off.iter().for_each(|name| emulator.engine.set_assumption(name, false).unwrap());
    emulator
}

/// A list of the account's scope.
pub(super) fn get() -> Request {
    request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "")
}

/// The same, with this key.
pub(super) fn get_with(key: &str) -> Request {
    Request { headers: vec![("Authorization".to_owned(), format!("Bearer {key}"))], ..get() }
}

/// The same, on the account that each of the two headers names.
pub(super) fn on_account(context: &str, account: &str) -> Request {
    with_header(with_header(get(), "Stripe-Context", context), "Stripe-Account", account)
}

/// A secret of the account, its app uninstalled and installed again.
pub(super) fn reinstalled(emulator: &mut Emulator) {
    emulator.fill(1);
    emulator.set(&format!("name=token&payload=x&{USER_1}"));
    emulator.engine.change_world(|world| world.uninstall("app_a", "acct_cactus")).unwrap();
    assert_eq!(emulator.list(ACCOUNT).status, 403);
    emulator.engine.change_world(|world| world.install("app_a", "acct_cactus")).unwrap();
}

pub(super) fn with_key(emulator: &mut Emulator, form: &str, key: &str) -> Answer {
    emulator.send(&with_header(request("POST", "/v1/apps/secrets", form), "Idempotency-Key", key))
}

/// The answer to the second of two requests for two accounts with the same key.
pub(super) fn one_key_on_two_accounts(emulator: &mut Emulator) -> Answer {
    let mut ask = |account: &str, payload: &str| {
        let form = format!("name=token&payload={payload}&{ACCOUNT}");
        let asked = with_header(request("POST", "/v1/apps/secrets", &form), "Idempotency-Key", "key");
        emulator.send(&with_header(asked, "Stripe-Account", account))
    };
    ask("acct_cactus", "x");
    ask("acct_other", "y")
}
