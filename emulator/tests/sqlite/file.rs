//! The file: what is in it stays, and what is not the emulator's own is left alone.

use crate::support::{Place, account, answer, keep, kept, key, payload, put};
use rusqlite::Connection;
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::Store;
use std::path::Path;

/// Returns the error of opening it.
fn open_error(path: &Path) -> String {
    SqliteStore::open(path).err().expect("is refused").to_string()
}

#[test]
fn keeps_everything_when_it_is_opened_again() {
    let place = Place::new();
    let store = place.open();
    let number = put(&store, &account(), "token", "s3cret", Some(2_000_000_000));
    keep(&store, &key("key"), &answer("body", 1));
    let before = store.read(&account()).unwrap();
    drop(store);
    let store = place.open();
    assert!(store.read(&account()).unwrap() == before);
    assert_eq!(kept(&store, &key("key")), Some(answer("body", 1)));
    assert!(!store.is_new().unwrap());
    store.clear().unwrap();
    drop(store);
    let store = place.open();
    assert!(!store.is_new().unwrap());
    assert_eq!(put(&store, &account(), "token", "s3cret", None), number + 1);
}

#[test]
fn leaves_one_file_when_it_closes() {
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", "s3cret", None);
    assert!(place.files().len() > 1, "the log is next to it");
    drop(store);
    assert_eq!(place.files(), [place.path()]);
}

#[cfg(unix)]
#[test]
fn keeps_other_users_from_reading_its_files() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let store = place.open();
    put(&store, &account(), "token", "s3cret", None);
    let files = place.files();
    assert_eq!(files.len(), 3);
    for file in files {
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
}

#[test]
fn accepts_an_empty_file() {
    let place = Place::new();
    std::fs::write(place.path(), "").unwrap();
    put(&place.open(), &account(), "token", "s3cret", None);
    assert_eq!(payload(&place.open(), &account(), "token").as_deref(), Some("s3cret"));
}

#[test]
fn opens_a_file_whose_name_is_special_to_sqlite() {
    let place = Place::new();
    for name in [":memory:", "file:a?mode=memory", "a%20b#c"] {
        let path = place.path().with_file_name(name);
        put(&SqliteStore::open(&path).unwrap(), &account(), "token", "s3cret", None);
        assert!(path.is_file(), "{name}");
        assert_eq!(payload(&SqliteStore::open(&path).unwrap(), &account(), "token").as_deref(), Some("s3cret"));
    }
}

#[test]
fn leaves_a_file_that_is_not_a_database_unchanged() {
    let place = Place::new();
    for text in ["x", "not a database", &"not a database ".repeat(1_000)] {
        std::fs::write(place.path(), text).unwrap();
        let message = open_error(&place.path());
        assert!(message.contains("is not a database") && message.contains("secrets.db"), "{message}");
        assert_eq!(std::fs::read_to_string(place.path()).unwrap(), *text);
        assert_eq!(place.files(), [place.path()]);
    }
}

#[test]
fn leaves_the_database_of_another_program_unchanged() {
    for sql in [
        "CREATE TABLE own (x); INSERT INTO own VALUES (1);",
        "PRAGMA application_id = 5; CREATE TABLE own (x);",
        "PRAGMA application_id = 5;",
        "PRAGMA user_version = 1;",
        "PRAGMA journal_mode = WAL; CREATE TABLE own (x);",
    ] {
        let place = Place::new();
        Connection::open(place.path()).unwrap().execute_batch(sql).unwrap();
        let before = std::fs::read(place.path()).unwrap();
        let message = open_error(&place.path());
        assert!(message.contains("is the database of another program"), "{message}");
        assert!(std::fs::read(place.path()).unwrap() == before, "{sql}");
        assert_eq!(place.files(), [place.path()]);
    }
}

#[test]
fn leaves_the_log_of_another_program_unchanged() {
    let own = Place::new();
    let open = Connection::open(own.path()).unwrap();
    open.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE own (x); INSERT INTO own VALUES (1);").unwrap();
    // As a crash leaves them.
    let place = Place::new();
    let log = |place: &Place| place.path().with_file_name("secrets.db-wal");
    std::fs::copy(own.path(), place.path()).unwrap();
    std::fs::copy(log(&own), log(&place)).unwrap();
    let before = [place.path(), log(&place)].map(|file| std::fs::read(file).unwrap());
    assert!(before[1].len() > 1_000);
    assert!(open_error(&place.path()).contains("is the database of another program"));
    assert!([place.path(), log(&place)].map(|file| std::fs::read(file).unwrap()) == before);
}

#[test]
fn leaves_the_database_of_a_newer_emulator_unchanged() {
    let place = Place::new();
    put(&place.open(), &account(), "token", "s3cret", None);
    Connection::open(place.path()).unwrap().execute_batch("PRAGMA user_version = 99; CREATE TABLE newer (x);").unwrap();
    let before = std::fs::read(place.path()).unwrap();
    let message = open_error(&place.path());
    assert!(message.contains("version 99") && message.contains("up to 3."), "{message}");
    assert!(std::fs::read(place.path()).unwrap() == before);
    assert_eq!(place.files(), [place.path()]);
}

#[test]
fn reports_an_impossible_path() {
    let place = Place::new();
    let folder = place.path();
    std::fs::create_dir(&folder).unwrap();
    let message = open_error(&folder);
    assert!(message.contains("is a folder"), "{message}");
    let message = open_error(&folder.join("missing").join("secrets.db"));
    assert!(message.contains("cannot be made") && message.contains("missing"), "{message}");
    let message = open_error(Path::new(""));
    assert!(message.contains("cannot be made"), "{message}");
}

#[test]
fn reports_a_file_that_another_program_has_locked() {
    let place = Place::new();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let message = open_error(&place.path());
    assert!(message.contains("has been locked by another program for 10 seconds"), "{message}");
}

#[test]
fn writes_a_sound_database() {
    let place = Place::new();
    let store = place.open();
    for index in 0..100 {
        put(&store, &account(), &format!("token {index}"), &"x".repeat(index * 30), Some(index as u64));
    }
    store.sweep(50, 0).unwrap();
    let check: String = Connection::open(place.path()).unwrap().query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}
