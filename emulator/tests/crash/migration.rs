//! A process that is killed while it brings a file of the first version up to date.

use crate::moment::Moments;
use rusqlite::Connection;
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::{Partition, Store};
use std::path::Path;
use std::process::{Command, Stdio};
use stripe_secret_store::scope::Scope;

const KILLS: usize = 30;

/// Names the file to the child.
const FILE: &str = "MIGRATION_CHILD";

/// The number of secrets in the file.
const SECRETS: usize = 200;

/// The schema of the emulator's first version.
const FIRST_VERSION: &str = "
    CREATE TABLE secrets (
        number INTEGER PRIMARY KEY, realm TEXT NOT NULL, account TEXT NOT NULL, livemode INTEGER NOT NULL, scope TEXT NOT NULL,
        name TEXT NOT NULL, created INTEGER NOT NULL, expires_at INTEGER, room BLOB NOT NULL DEFAULT (zeroblob(989)),
        payload TEXT NOT NULL, UNIQUE (realm, account, livemode, scope, name)
    ) STRICT;
    CREATE INDEX ends ON secrets (expires_at) WHERE expires_at IS NOT NULL;
    CREATE TABLE kept (
        app TEXT NOT NULL, account TEXT NOT NULL, livemode INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
        status INTEGER NOT NULL, code TEXT, fingerprint BLOB NOT NULL, body TEXT NOT NULL, PRIMARY KEY (app, account, livemode, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX kept_since ON kept (at);
    CREATE TABLE numbers (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), issued INTEGER NOT NULL) STRICT;
    INSERT INTO numbers VALUES (1, 200);
    PRAGMA application_id = 0x5353456d;
    PRAGMA user_version = 1;
    PRAGMA journal_mode = WAL;
";

fn file_of_the_first_version(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA page_size = 1024").unwrap();
    connection.execute_batch(FIRST_VERSION).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for number in 1..=SECRETS {
        let insert = "INSERT INTO secrets (number, realm, account, livemode, scope, name, created, payload)
                      VALUES (?1, 'app_a', 'acct_1', 0, 'account', 'token ' || ?1, 5, 'payload ' || ?1)";
        connection.execute(insert, [number]).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// Opens the file until it is killed, when a parent names one.
#[test]
#[ignore = "the child of the other test"]
fn opens_the_file_until_it_is_killed() {
    if let Some(file) = std::env::var_os(FILE) {
        SqliteStore::open(Path::new(&file)).unwrap();
    }
}

#[test]
fn loses_nothing_when_killed_at_any_moment_of_a_migration() {
    let mut moments = Moments::new();
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.db");
    file_of_the_first_version(&first);
    for kill in 0..KILLS {
        let file = folder.path().join(format!("{kill}.db"));
        std::fs::copy(&first, &file).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["migration::opens_the_file_until_it_is_killed", "--exact", "--ignored"])
            .env(FILE, &file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        moments.kill(&mut child, 25);
        let version: i64 = Connection::open(&file).unwrap().query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap();
        assert!([1, 3].contains(&version), "version {version} after kill {kill}: by half");
        let partition =
            Partition { sharing_group: "app_a".to_owned(), account: "acct_1".to_owned(), livemode: false, scope: Scope::Account };
        let records = SqliteStore::open(&file).unwrap().read(&partition).unwrap();
        assert_eq!(records.len(), SECRETS, "after kill {kill}");
        assert!(records.iter().all(|record| record.payload == format!("payload {}", record.number)));
    }
}
