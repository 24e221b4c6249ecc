//! Who reaches what: apps, accounts, modes and users are apart, and a backend reaches every user.

use crate::support::{ACCOUNT, USER_1, USER_2, emulator, extension, request};
use secret_store_emulator::caller::Caller;

#[test]
fn apps_accounts_and_modes_are_apart() {
    let callers = [
        Caller::default(),
        Caller { app: "app_b".to_owned(), ..Caller::default() },
        Caller { account: "acct_other".to_owned(), ..Caller::default() },
        Caller { livemode: true, ..Caller::default() },
    ];
    let payload = |number: usize, scope: &str| format!("{number}-{}", scope.len() + usize::from(scope == USER_2));
    let mut emulator = emulator();
    for (number, caller) in callers.iter().enumerate() {
        emulator.caller = caller.clone();
        for scope in [ACCOUNT, USER_1, USER_2] {
            assert_eq!(emulator.find(&format!("name=token&{scope}")).status, 404, "{caller:?} {scope}");
            let answer = emulator.set(&format!("name=token&payload={}&{scope}", payload(number, scope)));
            assert_eq!(answer.json["livemode"], caller.livemode);
        }
    }
    for (number, caller) in callers.iter().enumerate() {
        emulator.caller = caller.clone();
        for scope in [ACCOUNT, USER_1, USER_2] {
            let found = emulator.find(&format!("name=token&expand[]=payload&{scope}"));
            assert_eq!(found.json["payload"], payload(number, scope));
        }
    }
}

#[test]
fn an_extension_reaches_its_account_and_its_own_user() {
    let mut emulator = emulator();
    emulator.caller = extension("usr_1");
    assert_eq!(emulator.set(&format!("name=mine&payload=x&{USER_1}")).status, 200);
    assert_eq!(emulator.set(&format!("name=shared&payload=x&{ACCOUNT}")).status, 200);
    emulator.caller = extension("usr_2");
    assert_eq!(emulator.list(ACCOUNT).names(), ["shared"]);
    assert!(emulator.list(USER_2).names().is_empty());
    assert_eq!(emulator.list(USER_1).status, 400);
}

#[test]
fn a_backend_reaches_every_user() {
    let mut emulator = emulator();
    for (user, scope) in [("usr_1", USER_1), ("usr_2", USER_2)] {
        emulator.caller = extension(user);
        emulator.set(&format!("name={user}&payload=x&{scope}"));
    }
    emulator.caller = Caller::default();
    assert_eq!(emulator.list(USER_1).names(), ["usr_1"]);
    assert_eq!(emulator.list(USER_2).names(), ["usr_2"]);
}

#[test]
fn a_backend_names_the_account_by_header() {
    let mut emulator = emulator();
    emulator.fill(1);
    let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    asked.headers.push(("stripe-account".to_owned(), "acct_other".to_owned()));
    assert!(emulator.send(&asked).names().is_empty());
    asked.headers[1].1 = "acct_cactus".to_owned();
    assert_eq!(emulator.send(&asked).names(), ["secret_1"]);
}
