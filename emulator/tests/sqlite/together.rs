//! Several stores on one file, as several servers have it.

use crate::support::{Place, account, names, payload, put, record, user};
use rusqlite::Connection;
use secret_store_emulator::store::Store;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn sees_at_once_the_writes_of_another_store() {
    let place = Place::new();
    let stores = [place.open(), place.open()];
    for round in 0..100 {
        let number = put(&stores[round % 2], &account(), "token", &round.to_string(), None);
        assert_eq!(payload(&stores[(round + 1) % 2], &account(), "token"), Some(round.to_string()));
        stores[(round + 1) % 2].write(|change| change.remove(&account(), number)).unwrap();
        assert!(names(&stores[round % 2], &account()).is_empty());
    }
}

#[test]
fn keeps_all_concurrent_writes() {
    const ROUNDS: usize = 40;
    let place = Place::new();
    let stores = [place.open(), place.open()];
    let numbers: Vec<Vec<u64>> = thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let store = &stores[writer % 2];
                scope.spawn(move || (0..ROUNDS).map(|round| put(store, &account(), &format!("{writer} {round}"), "x", None)).collect())
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let given: BTreeSet<u64> = numbers.iter().flatten().copied().collect();
    assert_eq!(given.len(), 8 * ROUNDS, "no number is given twice");
    for store in &stores {
        let kept: BTreeSet<u64> = store.read(&account()).unwrap().iter().map(|record| record.number).collect();
        assert!(kept == given);
    }
}

/// The number of transactions in the log of a file that no checkpoint has emptied.
fn commits(place: &Place) -> usize {
    const HEADER: usize = 32;
    const FRAME_HEADER: usize = 24;
    let log = std::fs::read(place.path().with_extension("db-wal")).unwrap();
    if log.is_empty() {
        return 0;
    }
    let page = u32::from_be_bytes(log[8..12].try_into().unwrap()) as usize;
    // The last page of a transaction has the size of the database in its frame.
    log[HEADER..].chunks_exact(FRAME_HEADER + page).filter(|frame| frame[4..8] != [0; 4]).count()
}

#[test]
fn commits_concurrent_changes_together() {
    let place = Place::new();
    let store = place.open();
    let mut changes = 0;
    // The system decides if they meet.
    while changes < 160 && commits(&place) == changes {
        thread::scope(|scope| {
            for writer in 0..8 {
                let store = &store;
                scope.spawn(move || put(store, &user(&writer.to_string()), &format!("token {changes}"), "x", None));
            }
        });
        changes += 8;
    }
    let commits = commits(&place);
    assert!(commits < changes, "{changes} changes in {commits} transactions");
}

#[test]
fn keeps_the_other_changes_of_a_transaction_when_one_fails_or_panics() {
    const ROUNDS: usize = 40;
    let place = Place::new();
    let store = place.open();
    thread::scope(|scope| {
        for writer in 0..9 {
            let store = &store;
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let name = format!("{writer} {round}");
                    let change = || {
                        store.write(|change| {
                            let number = change.next_number()?;
                            change.put(&account(), &record(number, &name, "x"))?;
                            match writer % 3 {
                                0 => Ok(()),
                                // The same name again is refused.
                                1 => change.put(&account(), &record(number + 1, &name, "x")),
                                _ => panic!("on purpose"),
                            }
                        })
                    };
                    let done = catch_unwind(AssertUnwindSafe(change));
                    assert_eq!(matches!(done, Ok(Ok(()))), writer % 3 == 0);
                }
            });
        }
    });
    let kept = names(&store, &account());
    assert_eq!(kept.len(), 3 * ROUNDS);
    assert!(kept.iter().all(|name| ["0", "3", "6"].contains(&name.split(' ').next().unwrap())));
}

/// A count that each reads and writes back: if anything came between, one would be missing.
#[test]
fn isolates_each_change_from_other_changes() {
    const ROUNDS: u64 = 40;
    let place = Place::new();
    let stores = [place.open(), place.open()];
    put(&stores[0], &account(), "count", "0", None);
    thread::scope(|scope| {
        for writer in 0..8 {
            let store = &stores[writer % 2];
            scope.spawn(move || {
                for _ in 0..ROUNDS {
                    let counted = store.write(|change| {
                        let mut kept = change.records(&account())?.remove(0);
                        kept.payload = (kept.payload.parse::<u64>().unwrap() + 1).to_string();
                        change.put(&account(), &kept)
                    });
                    counted.unwrap();
                }
            });
        }
    });
    assert_eq!(payload(&stores[1], &account(), "count"), Some((8 * ROUNDS).to_string()));
}

/// Two secrets that are always changed together are never seen apart.
#[test]
fn shows_a_reader_a_change_as_a_whole() {
    let place = Place::new();
    let stores = [place.open(), place.open()];
    let numbers = ["a", "b"].map(|name| (put(&stores[0], &account(), name, "0", None), name));
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 1..=200 {
                let both = stores[0].write(|change| {
                    numbers.iter().try_for_each(|(number, name)| change.put(&account(), &record(*number, name, &round.to_string())))
                });
                both.unwrap();
            }
        });
        while !writer.is_finished() {
            for store in &stores {
                let seen = store.read(&account()).unwrap();
                assert!(seen[0].payload == seen[1].payload);
            }
        }
    });
}

#[test]
fn opens_a_new_file_from_many_threads_at_once() {
    for _ in 0..20 {
        let place = Place::new();
        let start = Barrier::new(6);
        thread::scope(|scope| {
            for owner in 0..6 {
                let (place, start) = (&place, &start);
                scope.spawn(move || {
                    start.wait();
                    put(&place.open(), &user(&owner.to_string()), "token", "x", None)
                });
            }
        });
        let store = place.open();
        assert!((0..6).all(|owner| names(&store, &user(&owner.to_string())) == ["token"]));
        assert_eq!(put(&store, &account(), "token", "x", None), 7);
    }
}

#[test]
fn reads_without_waiting_for_a_writer() {
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", "first", None);
    let inside = store.write(|change| {
        let number = change.next_number()?;
        change.put(&account(), &record(number, "another", "x"))?;
        // The change is not over.
        Ok((payload(&store, &account(), "token"), names(&store, &account()), store.is_new().unwrap()))
    });
    assert_eq!(inside.unwrap(), (Some("first".to_owned()), vec!["token".to_owned()], false));
}

#[test]
fn sweeps_nothing_without_waiting_for_a_writer() {
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", "x", Some(100));
    // The first one tidies up after earlier processes.
    store.sweep(0, 0).unwrap();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    store.sweep(99, 0).unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn waits_to_write_while_another_program_writes() {
    let place = Place::new();
    let store = place.open();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| put(&store, &account(), "token", "x", None));
        thread::sleep(Duration::from_millis(300));
        assert!(!writer.is_finished());
        other.execute_batch("COMMIT").unwrap();
        writer.join().unwrap();
    });
    assert_eq!(names(&store, &account()), ["token"]);
}

#[test]
fn fails_to_write_when_another_program_does_not_end() {
    let place = Place::new();
    let store = place.open();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let error = store.write(|change| change.next_number()).unwrap_err();
                assert!(error.to_string().contains("locked"), "{error}");
            });
        }
    });
    let waited = start.elapsed();
    assert!((Duration::from_secs(5)..Duration::from_secs(19)).contains(&waited), "they wait side by side: {waited:?}");
    assert!(names(&store, &account()).is_empty(), "reading goes on");
}
