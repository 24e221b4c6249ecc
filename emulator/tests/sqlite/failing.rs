//! A failure changes nothing, and its error shows no contents.

use crate::support::{Place, account, answer, kept, key, names, payload, put, record, user};
use rusqlite::Connection;
use secret_store_emulator::sqlite::Error;
use secret_store_emulator::store::{Partition, Store, Transaction};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Changes everything that can be changed.
fn meddle(change: &mut dyn Transaction<Error = Error>, number: u64) -> Result<(), Error> {
    change.put(&account(), &record(number, "token", "changed"))?;
    let next = change.next_number()?;
    change.put(&user("usr_1"), &record(next, "another", "x"))?;
    change.store_answer(&key("key"), &answer("changed", 2))
}

/// The names of one scope are unique, so this is refused.
fn clash(change: &mut dyn Transaction<Error = Error>) -> Result<(), Error> {
    let next = change.next_number()?;
    change.put(&account(), &record(next, "token", "s3cret-payload"))
}

#[test]
fn changes_nothing_when_work_fails() {
    let place = Place::new();
    let store = place.open();
    let number = put(&store, &account(), "token", "first", None);
    store.write(|change| change.store_answer(&key("key"), &answer("first", 1))).unwrap();
    let failed = store.write(|change| {
        meddle(change, number)?;
        clash(change)
    });
    assert!(failed.is_err());
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        store.write(|change| -> Result<(), Error> {
            meddle(change, number)?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(payload(&store, &account(), "token").as_deref(), Some("first"));
    assert!(names(&store, &user("usr_1")).is_empty());
    assert_eq!(kept(&store, &key("key")), Some(answer("first", 1)));
    assert_eq!(put(&store, &account(), "next", "x", None), number + 1);
}

#[test]
fn refuses_a_number_out_of_range() {
    let place = Place::new();
    let store = place.open();
    let beyond = i64::MAX.unsigned_abs() + 1;
    for number in [beyond, u64::MAX] {
        assert!(store.write(|change| change.put(&account(), &record(number, "token", "x"))).is_err());
        let mut ends = record(1, "token", "x");
        ends.expires_at = Some(number);
        assert!(store.write(|change| change.put(&account(), &ends)).is_err());
        assert!(store.write(|change| change.store_answer(&key("key"), &answer("body", number))).is_err());
    }
    assert!(names(&store, &account()).is_empty());
}

#[test]
fn issues_no_number_after_the_last() {
    let place = Place::new();
    let store = place.open();
    let other = Connection::open(place.path()).unwrap();
    other.execute("UPDATE numbers SET issued = ?1", [i64::MAX - 1]).unwrap();
    assert_eq!(store.write(|change| change.next_number()).unwrap(), i64::MAX.unsigned_abs());
    for _ in 0..2 {
        assert!(store.write(|change| change.next_number()).is_err());
    }
}

#[test]
fn reveals_no_payload_and_no_name_in_an_error() {
    let place = Place::new();
    let store = place.open();
    let secret = Partition { account: "acct_hidden".to_owned(), ..account() };
    let put_twice = |number| store.write(|change| change.put(&secret, &record(number, "name-hidden", "payload-hidden")));
    put_twice(1).unwrap();
    let clash = put_twice(2).unwrap_err();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("PRAGMA ignore_check_constraints = ON; UPDATE secrets SET expires_at = -1;").unwrap();
    let bent = store.find(&secret, "name-hidden").err().unwrap();
    other.execute_batch("ALTER TABLE secrets RENAME TO gone").unwrap();
    let gone = put_twice(3).unwrap_err();
    for error in [clash, bent, gone] {
        let message = format!("{error} {error:?}");
        assert!(message.len() > 20 && !message.contains("hidden"), "{message}");
    }
}
