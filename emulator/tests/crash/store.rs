//! The store alone: this test program starts itself, as the child that writes.

use crate::moment::Moments;
use rusqlite::Connection;
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::{Partition, Record, Store, StoredAnswer, StoredIdempotencyKey};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use stripe_secret_store::scope::Scope;

const KILLS: usize = 200;

/// Names the file to the child.
const FILE: &str = "CRASH_CHILD";

/// The number of secrets that a change replaces. Each has its own pages.
const SECRETS: usize = 5;

fn partition() -> Partition {
    Partition { sharing_group: "app_a".to_owned(), account: "acct_1".to_owned(), livemode: false, scope: Scope::Account }
}

fn key(generation: u64) -> StoredIdempotencyKey {
    StoredIdempotencyKey { app: "app_a".to_owned(), account: "acct_1".to_owned(), livemode: false, key: generation.to_string() }
}

/// The generation that the store is in: all of it is in the same, or this panics.
fn generation(store: &SqliteStore) -> u64 {
    let records = store.read(&partition()).unwrap();
    if records.is_empty() {
        return 0;
    }
    assert_eq!(records.len(), SECRETS);
    let generation = records[0].created;
    for record in &records {
        assert_eq!(record.created, generation);
        assert!(record.payload == payload(generation, &record.name));
    }
    let kept = store.write(|change| Ok((change.stored_answer(&key(generation))?, change.stored_answer(&key(generation + 1))?))).unwrap();
    assert_eq!(kept.0.map(|kept| kept.answered_at), Some(generation));
    assert_eq!(kept.1, None);
    generation
}

/// Of different lengths, over one page or several.
fn payload(generation: u64, name: &str) -> String {
    format!("{generation} {name} ").repeat(1 + usize::try_from(generation % 300).unwrap())
}

/// One generation after the other, each in one change, until the end.
fn write(store: &SqliteStore) {
    for next in generation(store) + 1.. {
        let changed = store.write(|change| {
            let records = change.records(&partition())?;
            for index in 0..SECRETS {
                let number = match records.get(index) {
                    Some(record) => record.number,
                    None => change.next_number()?,
                };
                let name = format!("token {index}");
                let record = Record { number, payload: payload(next, &name), name, created: next, expires_at: None };
                change.put(&partition(), &record)?;
            }
            let kept = StoredAnswer {
                fingerprint: vec![1],
                status: 200,
                body: "{}".to_owned(),
                code: None,
                request_id: "req_1".to_owned(),
                answered_at: next,
            };
            change.store_answer(&key(next), &kept)
        });
        changed.unwrap();
        let mut stdout = std::io::stdout();
        stdout.write_all(format!("\nacknowledged {next}\n").as_bytes()).unwrap();
        stdout.flush().unwrap();
        // In between also what moves the log into the file.
        if next % 7 == 0 {
            store.sweep(0, next.saturating_sub(20)).unwrap();
        }
    }
}

/// Writes until it is killed, once it gets a path.
#[test]
#[ignore = "the child of the other test"]
fn writes_until_it_is_killed() {
    if let Some(file) = std::env::var_os(FILE) {
        write(&SqliteStore::open(Path::new(&file)).unwrap());
    }
}

/// Lets a child write and kills it. Gives back the last generation that it acknowledged.
fn write_and_kill(file: &Path, moments: &mut Moments) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["store::writes_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let acknowledged = |line: &str| line.strip_prefix("acknowledged ").map(|generation| generation.parse::<u64>().unwrap());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.by_ref().find_map(|line| acknowledged(&line)).expect("the child writes");
    moments.kill(&mut child, 30);
    // Later acknowledgements wait in the pipe. An incomplete line does not count.
    lines.filter_map(|line| acknowledged(&line)).last().unwrap_or(first)
}

#[test]
fn keeps_every_acknowledged_write_when_killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.db");
    let mut moments = Moments::new();
    let mut last = 0;
    for kill in 0..KILLS {
        let acknowledged = write_and_kill(&file, &mut moments);
        let check: String = Connection::open(&file).unwrap().query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
        assert_eq!(check, "ok", "after kill {kill}");
        let generation = generation(&SqliteStore::open(&file).unwrap());
        assert!(last < acknowledged, "the child goes on where the one before ended");
        assert!((acknowledged..=acknowledged + 1).contains(&generation), "{generation} after {acknowledged}, kill {kill}");
        last = generation;
    }
    println!("{last} generations over {KILLS} kills");
}
