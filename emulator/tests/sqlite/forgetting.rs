//! Deleted data leaves the disk, not only the tables.

use crate::support::{Dice, Place, account, key, payload, put, record, user};
use secret_store_emulator::store::Store;

const TEXT: &str = "correct-horse-battery-staple";

#[test]
fn overwrites_an_expired_payload() {
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", TEXT, Some(100));
    put(&store, &account(), "other", "stays", None);
    assert!(place.count(TEXT) > 0, "the search finds what is there");
    store.sweep(99, 0).unwrap();
    assert!(place.count(TEXT) > 0, "and still does before it has ended");
    store.sweep(100, 0).unwrap();
    assert_eq!(place.count(TEXT), 0);
    assert_eq!(payload(&store, &account(), "other").as_deref(), Some("stays"));
}

#[test]
fn overwrites_a_removed_or_replaced_payload_at_the_next_sweep() {
    let place = Place::new();
    let store = place.open();
    let number = put(&store, &account(), "token", TEXT, None);
    store.write(|change| change.put(&account(), &record(number, "token", "another"))).unwrap();
    store.sweep(0, 0).unwrap();
    assert_eq!(place.count(TEXT), 0);
    let number = put(&store, &account(), "second", TEXT, None);
    assert!(place.count(TEXT) > 0);
    store.write(|change| change.remove(&account(), number)).unwrap();
    store.sweep(0, 0).unwrap();
    assert_eq!(place.count(TEXT), 0);
}

#[test]
fn overwrites_data_that_was_removed_before_it_opened_the_file() {
    let place = Place::new();
    // In use all the time, so that the first store does not tidy up when it is closed.
    let store = place.open();
    assert!(store.is_new().unwrap());
    let first = place.open();
    let number = put(&first, &account(), "token", TEXT, None);
    first.write(|change| change.remove(&account(), number)).unwrap();
    drop(first);
    assert!(place.count(TEXT) > 0);
    store.sweep(0, 0).unwrap();
    assert_eq!(place.count(TEXT), 0);
}

#[test]
fn overwrites_all_payloads_when_cleared() {
    let place = Place::new();
    let store = place.open();
    for index in 0..50 {
        put(&store, &user(&format!("usr_{index}")), "token", &TEXT.repeat(index + 1), None);
    }
    assert!(place.count(TEXT) > 1_000);
    store.clear().unwrap();
    assert_eq!(place.count(TEXT), 0);
}

#[test]
fn overwrites_a_payload_once_no_reader_needs_it() {
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", TEXT, Some(100));
    let reader = rusqlite::Connection::open(place.path()).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM secrets;").unwrap();
    store.sweep(100, 0).unwrap();
    assert!(place.count(TEXT) > 0, "the reader still needs it");
    assert_eq!(payload(&store, &account(), "token"), None);
    reader.execute_batch("COMMIT").unwrap();
    store.sweep(100, 0).unwrap();
    assert_eq!(place.count(TEXT), 0);
}

#[test]
fn writes_after_a_reader_has_blocked_a_sweep() {
    let place = Place::new();
    let store = place.open();
    let reader = rusqlite::Connection::open(place.path()).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM secrets;").unwrap();
    store.write(|change| change.stored_answer(&key("key"))).unwrap();
    store.clear().unwrap();
    put(&store, &account(), "token", "x", None);
    assert_eq!(payload(&store, &account(), "token").as_deref(), Some("x"));
}

/// SQLite moves rows between pages while others are put and removed, and must not leave copies behind: there are as many
/// payloads in the file as in the tables.
#[test]
fn leaves_no_copy_of_a_moved_row() {
    let place = Place::new();
    let store = place.open();
    let mut dice = Dice::new();
    let mut live: Vec<(String, u64)> = Vec::new();
    for _ in 0..40 {
        let change = store.write(|change| {
            for _ in 0..100 {
                let longest = [60, 60, 60, 4_000][dice.roll(4) as usize];
                let text = format!("{TEXT}{}", "x".repeat(dice.roll(longest) as usize));
                if live.is_empty() || dice.roll(5) < 3 {
                    let number = change.next_number()?;
                    let owner = format!("usr_{}", dice.roll(200));
                    change.put(&user(&owner), &record(number, &number.to_string(), &text))?;
                    live.push((owner, number));
                } else {
                    let at = dice.roll(live.len() as u64) as usize;
                    let (owner, number) = live[at].clone();
                    if dice.roll(3) == 0 {
                        change.put(&user(&owner), &record(number, &number.to_string(), &text))?;
                    } else {
                        change.remove(&user(&owner), number)?;
                        live.swap_remove(at);
                    }
                }
            }
            Ok(())
        });
        change.unwrap();
    }
    store.sweep(0, 0).unwrap();
    assert!(live.len() > 300);
    // A payload that two pages share is not found as a whole, so each is searched for by its first letters.
    let found = place.count(&TEXT[..8]);
    assert!(found <= live.len() && found > live.len() * 9 / 10, "{found} payloads in the file, {} in the tables", live.len());
}
