//! The guarantees of each store: the same tests for the one in memory and the one in a file.

use crate::support::{account, answer, keep, kept, key, names, payload, put, record, user};
use secret_store_emulator::store::{Partition, Record, Store, StoredAnswer, StoredIdempotencyKey};

macro_rules! for_each_store {
    ($($promise:ident)*) => {
        mod in_memory {
            $(#[test] fn $promise() { super::$promise(&secret_store_emulator::memory::MemoryStore::default()); })*
        }
        mod in_a_file {
            $(#[test] fn $promise() { super::$promise(&crate::support::Place::new().open()); })*
        }
    };
}

for_each_store! {
    keeps_a_secret_whole
    replaces_a_secret_by_the_one_with_its_number
    renames_a_secret
    returns_secrets_in_the_order_of_their_numbers
    removes_only_the_secret_with_the_number
    finds_nothing_in_an_empty_store
    separates_partitions
    distinguishes_texts_byte_by_byte
    issues_growing_numbers_even_after_it_is_cleared
    reads_its_own_writes_within_a_change
    reads_a_write_at_once
    counts_as_new_until_it_issues_a_number
    keeps_an_answer_whole
    replaces_an_answer_by_a_later_one
    separates_answers_of_different_keys
    sweeps_expired_secrets
    sweeps_answers_older_than_the_given_time
    sweeps_every_secret_that_expires_by_the_last_moment
    deletes_secrets_and_answers_when_cleared
}

fn keeps_a_secret_whole(store: &impl Store) {
    let texts = ["plain", "", "'; DROP TABLE secrets; --", "a\0b", "käse 🧀", &"é".repeat(5_000)];
    for (index, text) in texts.iter().enumerate() {
        let number = store.write(|change| change.next_number()).unwrap();
        let expires_at = [None, Some(0), Some(1), Some(i64::MAX.unsigned_abs())][index % 4];
        let record = Record { number, name: format!("{text}{index}"), payload: (*text).to_owned(), created: number, expires_at };
        store.write(|change| change.put(&account(), &record)).unwrap();
        assert!(store.find(&account(), &record.name).unwrap().unwrap() == record);
        assert!(store.read(&account()).unwrap().pop().unwrap() == record);
    }
}

fn replaces_a_secret_by_the_one_with_its_number(store: &impl Store) {
    let number = put(store, &account(), "token", "first", Some(5));
    let second = Record { created: 7, ..record(number, "token", "second") };
    store.write(|change| change.put(&account(), &second)).unwrap();
    assert!(store.read(&account()).unwrap() == [second]);
}

fn renames_a_secret(store: &impl Store) {
    let number = put(store, &account(), "old", "x", None);
    store.write(|change| change.put(&account(), &record(number, "new", "x"))).unwrap();
    assert_eq!(names(store, &account()), ["new"]);
    assert_eq!(payload(store, &account(), "old"), None);
}

fn returns_secrets_in_the_order_of_their_numbers(store: &impl Store) {
    let numbers = store.write(|change| Ok([change.next_number()?, change.next_number()?, change.next_number()?])).unwrap();
    for (index, name) in [(2, "a"), (0, "b"), (1, "c")] {
        store.write(|change| change.put(&account(), &record(numbers[index], name, "x"))).unwrap();
    }
    assert_eq!(names(store, &account()), ["b", "c", "a"]);
}

fn removes_only_the_secret_with_the_number(store: &impl Store) {
    let first = put(store, &account(), "first", "x", None);
    put(store, &account(), "second", "x", None);
    // Another scope's.
    store.write(|change| change.remove(&user("usr_1"), first)).unwrap();
    assert_eq!(names(store, &account()), ["first", "second"]);
    store.write(|change| change.remove(&account(), first)).unwrap();
    // No longer there.
    store.write(|change| change.remove(&account(), first)).unwrap();
    assert_eq!(names(store, &account()), ["second"]);
}

fn finds_nothing_in_an_empty_store(store: &impl Store) {
    assert!(names(store, &account()).is_empty());
    assert_eq!(payload(store, &account(), "token"), None);
    assert_eq!(kept(store, &key("key")), None);
}

fn separates_partitions(store: &impl Store) {
    let partitions = [
        account(),
        user("usr_1"),
        user("usr_2"),
        // No user in an account's scope is a user's scope by mistake.
        user(""),
        user("account"),
        Partition { livemode: true, ..account() },
        Partition { account: "acct_2".to_owned(), ..account() },
        Partition { sharing_group: "app_b".to_owned(), ..account() },
        // These would be equal if the texts were joined.
        Partition { sharing_group: "app_aacct_".to_owned(), account: "1".to_owned(), ..account() },
    ];
    for (index, partition) in partitions.iter().enumerate() {
        put(store, partition, "token", &index.to_string(), None);
    }
    for (index, partition) in partitions.iter().enumerate() {
        assert_eq!(payload(store, partition, "token"), Some(index.to_string()));
        assert_eq!(names(store, partition), ["token"]);
    }
}

fn distinguishes_texts_byte_by_byte(store: &impl Store) {
    let close = ["token", "Token", "token ", "token\0", "tok\u{e9}n", "toke\u{301}n", "%", "t_ken", "1", "01", "1.0"];
    for name in close {
        put(store, &account(), name, name, None);
    }
    for name in close {
        assert_eq!(payload(store, &account(), name).as_deref(), Some(name));
    }
}

fn issues_growing_numbers_even_after_it_is_cleared(store: &impl Store) {
    let mut last = 0;
    for round in 0..30 {
        let (first, second) = store.write(|change| Ok((change.next_number()?, change.next_number()?))).unwrap();
        assert!(last < first && first < second);
        last = second;
        if round % 10 == 9 {
            store.clear().unwrap();
        }
    }
}

fn reads_its_own_writes_within_a_change(store: &impl Store) {
    let seen = store.write(|change| {
        let number = change.next_number()?;
        change.put(&account(), &record(number, "token", "x"))?;
        let put = change.records(&account())?.len();
        change.remove(&account(), number)?;
        change.store_answer(&key("key"), &answer("body", 1))?;
        Ok((put, change.records(&account())?.len(), change.stored_answer(&key("key"))?))
    });
    assert_eq!(seen.unwrap(), (1, 0, Some(answer("body", 1))));
}

fn reads_a_write_at_once(store: &impl Store) {
    for round in 0..50 {
        let name = format!("token {round}");
        put(store, &account(), &name, "x", None);
        // As often as there may be connections that read.
        for _ in 0..5 {
            assert_eq!(payload(store, &account(), &name).as_deref(), Some("x"));
        }
    }
}

fn counts_as_new_until_it_issues_a_number(store: &impl Store) {
    keep(store, &key("key"), &answer("body", 1));
    assert!(store.is_new().unwrap());
    let number = put(store, &account(), "token", "x", None);
    assert!(!store.is_new().unwrap());
    store.write(|change| change.remove(&account(), number)).unwrap();
    store.clear().unwrap();
    assert!(!store.is_new().unwrap());
}

fn keeps_an_answer_whole(store: &impl Store) {
    let with_code =
        StoredAnswer { code: Some("resource_missing".to_owned()), status: 404, ..answer("{\"a\": \"ä\\u0000\"}", 1_900_000_000) };
    let bare = StoredAnswer {
        fingerprint: Vec::new(),
        status: u16::MAX,
        body: String::new(),
        code: None,
        request_id: String::new(),
        answered_at: 0,
    };
    for kept_now in [with_code, bare] {
        keep(store, &key("key"), &kept_now);
        assert_eq!(kept(store, &key("key")), Some(kept_now));
    }
}

fn replaces_an_answer_by_a_later_one(store: &impl Store) {
    keep(store, &key("key"), &answer("first", 1));
    keep(store, &key("key"), &answer("second", 2));
    assert_eq!(kept(store, &key("key")), Some(answer("second", 2)));
}

fn separates_answers_of_different_keys(store: &impl Store) {
    let keys = [
        key("key"),
        key("Key"),
        StoredIdempotencyKey { app: "app_b".to_owned(), ..key("key") },
        StoredIdempotencyKey { account: "acct_2".to_owned(), ..key("key") },
        StoredIdempotencyKey { livemode: true, ..key("key") },
    ];
    for (index, key) in keys.iter().enumerate() {
        keep(store, key, &answer(&index.to_string(), 1));
    }
    for (index, key) in keys.iter().enumerate() {
        assert_eq!(kept(store, key), Some(answer(&index.to_string(), 1)));
    }
}

fn sweeps_expired_secrets(store: &impl Store) {
    put(store, &account(), "forever", "x", None);
    put(store, &account(), "past", "x", Some(99));
    put(store, &account(), "now", "x", Some(100));
    put(store, &account(), "later", "x", Some(101));
    put(store, &user("usr_1"), "elsewhere", "x", Some(1));
    assert_eq!(names(store, &account()).len(), 4, "what has ended stays until it is swept");
    store.sweep(100, 0).unwrap();
    assert_eq!(names(store, &account()), ["forever", "later"]);
    assert!(names(store, &user("usr_1")).is_empty());
}

fn sweeps_answers_older_than_the_given_time(store: &impl Store) {
    for at in 99..=101 {
        keep(store, &key(&at.to_string()), &answer("body", at));
    }
    store.sweep(0, 100).unwrap();
    assert_eq!([99, 100, 101].map(|at| kept(store, &key(&at.to_string())).is_some()), [false, true, true]);
}

fn sweeps_every_secret_that_expires_by_the_last_moment(store: &impl Store) {
    put(store, &account(), "forever", "x", None);
    put(store, &account(), "late", "x", Some(i64::MAX.unsigned_abs()));
    keep(store, &key("first"), &answer("body", 0));
    store.sweep(0, 0).unwrap();
    assert_eq!(names(store, &account()), ["forever", "late"]);
    assert!(kept(store, &key("first")).is_some());
    store.sweep(u64::MAX, 1).unwrap();
    assert_eq!(names(store, &account()), ["forever"]);
    assert!(kept(store, &key("first")).is_none());
    keep(store, &key("last"), &answer("body", i64::MAX.unsigned_abs()));
    store.sweep(0, u64::MAX).unwrap();
    assert!(kept(store, &key("last")).is_none());
}

fn deletes_secrets_and_answers_when_cleared(store: &impl Store) {
    put(store, &account(), "token", "x", None);
    put(store, &user("usr_1"), "token", "x", Some(u64::from(u32::MAX)));
    keep(store, &key("key"), &answer("body", 1));
    store.clear().unwrap();
    assert!(names(store, &account()).is_empty() && names(store, &user("usr_1")).is_empty());
    assert_eq!(kept(store, &key("key")), None);
}
