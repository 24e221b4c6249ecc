//! A file in a folder of its own, and things to keep in it.

use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::{Partition, Record, Store, StoredAnswer, StoredIdempotencyKey};
use std::path::{Path, PathBuf};
use stripe_secret_store::scope::Scope;
use tempfile::TempDir;

/// A folder that is deleted in the end, and a file in it that is not there yet.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("secrets.db")
    }

    pub(crate) fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.path()).unwrap()
    }

    /// The file and SQLite's other files.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// Returns the number of occurrences of a text in the files.
    pub(crate) fn count(&self, text: &str) -> usize {
        let count = |file: &Path| std::fs::read(file).unwrap().windows(text.len()).filter(|bytes| *bytes == text.as_bytes()).count();
        self.files().iter().map(|file| count(file)).sum()
    }
}

pub(crate) fn account() -> Partition {
    Partition { sharing_group: "app_a".to_owned(), account: "acct_1".to_owned(), livemode: false, scope: Scope::Account }
}

pub(crate) fn user(user: &str) -> Partition {
    Partition { scope: Scope::User { user: user.to_owned() }, ..account() }
}

pub(crate) fn record(number: u64, name: &str, payload: &str) -> Record {
    Record { number, name: name.to_owned(), payload: payload.to_owned(), created: 1_900_000_000, expires_at: None }
}

/// Keeps a secret under the next number, which it gives back.
pub(crate) fn put<S: Store>(store: &S, partition: &Partition, name: &str, payload: &str, expires_at: Option<u64>) -> u64 {
    let put = store.write(|change| {
        let number = change.next_number()?;
        change.put(partition, &Record { expires_at, ..record(number, name, payload) })?;
        Ok(number)
    });
    put.unwrap()
}

pub(crate) fn payload<S: Store>(store: &S, partition: &Partition, name: &str) -> Option<String> {
    store.find(partition, name).unwrap().map(|record| record.payload)
}

pub(crate) fn names<S: Store>(store: &S, partition: &Partition) -> Vec<String> {
    store.read(partition).unwrap().into_iter().map(|record| record.name).collect()
}

pub(crate) fn key(key: &str) -> StoredIdempotencyKey {
    StoredIdempotencyKey { app: "app_a".to_owned(), account: "acct_1".to_owned(), livemode: false, key: key.to_owned() }
}

pub(crate) fn answer(body: &str, at: u64) -> StoredAnswer {
    StoredAnswer {
        fingerprint: vec![0, 1, 255],
        status: 200,
        body: body.to_owned(),
        code: None,
        request_id: "req_1".to_owned(),
        answered_at: at,
    }
}

pub(crate) fn keep<S: Store>(store: &S, key: &StoredIdempotencyKey, kept: &StoredAnswer) {
    store.write(|change| change.store_answer(key, kept)).unwrap();
}

pub(crate) fn kept<S: Store>(store: &S, key: &StoredIdempotencyKey) -> Option<StoredAnswer> {
    store.write(|change| change.stored_answer(key)).unwrap()
}

/// Numbers that are the same in each run (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// Less than `limit`.
    pub(crate) fn roll(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
