//! The files are moved, deleted, replaced or cut short while the store has them open.
#![cfg(unix)]

use crate::support::{Place, account, names, payload, put};
use secret_store_emulator::sqlite::SqliteStore;
use secret_store_emulator::store::{Checked, Store};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// A store with one secret, in a folder of its own below the place.
fn opened(place: &Place) -> (SqliteStore, PathBuf) {
    let folder = place.path().parent().unwrap().join("folder");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("secrets.db");
    let store = SqliteStore::open(&file).unwrap();
    put(&store, &account(), "before", "s3cret", None);
    (store, file)
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut path = OsString::from(file);
    path.push(suffix);
    path.into()
}

/// Another file with the same bytes, in the place of the first.
fn replace_by_copy(file: &Path) {
    let copy = beside(file, ".copy");
    fs::copy(file, &copy).unwrap();
    fs::rename(copy, file).unwrap();
}

/// Nothing is acknowledged, and what is read stays what was acknowledged.
fn assert_refuses(store: &SqliteStore, what: &str) {
    let write = store.write(|change| change.next_number()).expect_err(what).to_string();
    assert!(write.contains("was moved, deleted or replaced") && write.contains("secrets.db"), "{what}: {write}");
    assert!(store.check().is_err(), "{what}: a check");
    assert!(store.sweep(0, 0).is_err(), "{what}: a sweep");
    assert!(store.clear().is_err(), "{what}: a reset");
    assert_eq!(payload(store, &account(), "before").as_deref(), Some("s3cret"), "{what}: a read");
}

#[test]
fn refuses_to_write_after_any_change_of_its_files() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 9] = [
        ("deleted", |file| fs::remove_file(file).unwrap()),
        ("moved", |file| fs::rename(file, beside(file, ".old")).unwrap()),
        ("replaced by a copy", replace_by_copy),
        ("replaced by an empty file", |file| {
            fs::remove_file(file).unwrap();
            fs::write(file, "").unwrap();
        }),
        ("replaced by a folder", |file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        }),
        ("without its log", |file| fs::remove_file(beside(file, "-wal")).unwrap()),
        ("with a copy of its log", |file| replace_by_copy(&beside(file, "-wal"))),
        ("without its index", |file| fs::remove_file(beside(file, "-shm")).unwrap()),
        ("without its folder", |file| fs::remove_dir_all(file.parent().unwrap()).unwrap()),
    ];
    for (what, change) in changes {
        let place = Place::new();
        let (store, file) = opened(&place);
        change(&file);
        assert_refuses(&store, what);
    }
}

#[test]
fn does_not_acknowledge_a_write_while_the_file_is_replaced() {
    let place = Place::new();
    let (store, file) = opened(&place);
    let written = store.write(|change| {
        let number = change.next_number()?;
        replace_by_copy(&file);
        Ok(number)
    });
    assert!(written.is_err());
}

#[test]
fn writes_again_when_the_file_is_back() {
    let place = Place::new();
    let (store, file) = opened(&place);
    let away = beside(file.parent().unwrap(), " elsewhere");
    fs::rename(file.parent().unwrap(), &away).unwrap();
    assert_refuses(&store, "its folder moved");
    fs::rename(&away, file.parent().unwrap()).unwrap();
    assert_eq!(store.check().unwrap(), Checked::Written);
    put(&store, &account(), "after", "x", None);
    assert_eq!(names(&store, &account()), ["before", "after"]);
}

#[test]
fn leaves_the_log_of_another_program_unchanged_when_it_closes() {
    let place = Place::new();
    let (old, file) = opened(&place);
    for name in [file.clone(), beside(&file, "-wal"), beside(&file, "-shm")] {
        fs::remove_file(name).unwrap();
    }
    let new = SqliteStore::open(&file).unwrap();
    put(&new, &account(), "new", "x", None);
    drop(old);
    put(&new, &account(), "newer", "x", None);
    drop(new);
    assert_eq!(names(&SqliteStore::open(&file).unwrap(), &account()), ["new", "newer"]);
}

#[test]
fn follows_links_to_the_file_itself() {
    let place = Place::new();
    let (store, file) = opened(&place);
    drop(store);
    let link = beside(&file, ".link");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let store = SqliteStore::open(&link).unwrap();
    put(&store, &account(), "through a link", "x", None);
    fs::remove_file(&link).unwrap();
    fs::write(beside(&file, ".other"), "").unwrap();
    std::os::unix::fs::symlink(beside(&file, ".other"), &link).unwrap();
    assert!(store.write(|change| change.next_number()).is_err());
}

/// Nothing is acknowledged after a file has lost its end.
fn assert_refuses_a_short(store: &SqliteStore, file: &str, what: &str) {
    let write = store.write(|change| change.next_number()).expect_err(what).to_string();
    assert!(write.contains(&format!("{file} was emptied or cut short")), "{what}: {write}");
    assert!(store.check().is_err() && store.sweep(0, 0).is_err() && store.clear().is_err(), "{what}");
}

fn cut(file: &Path, length: u64) {
    let open = fs::File::options().write(true).open(file).unwrap();
    assert!(open.metadata().unwrap().len() > length);
    open.set_len(length).unwrap();
}

#[test]
fn refuses_to_write_after_the_file_was_cut_short_and_loses_nothing_before() {
    for length in [0, 1024, 4096] {
        let place = Place::new();
        let (store, file) = opened(&place);
        cut(&file, length);
        assert_refuses_a_short(&store, "secrets.db", &format!("{length} bytes"));
        assert_eq!(payload(&store, &account(), "before").as_deref(), Some("s3cret"), "{length}: a read");
    }
}

#[test]
fn refuses_to_write_after_an_opened_file_was_cut_short_before_its_first_write() {
    for length in [0, 1024, 4096] {
        let place = Place::new();
        let (store, file) = opened(&place);
        drop(store);
        let store = SqliteStore::open(&file).unwrap();
        cut(&file, length);
        assert_refuses_a_short(&store, "secrets.db", &format!("{length} bytes"));
    }
}

#[test]
fn refuses_to_write_after_the_log_was_emptied_or_cut_short() {
    for kept in [0, 1, 32, 4000] {
        let place = Place::new();
        let (store, file) = opened(&place);
        let log = beside(&file, "-wal");
        let whole = fs::metadata(&log).unwrap().len();
        cut(&log, if kept == 0 { 0 } else { whole - kept });
        assert_refuses_a_short(&store, "secrets.db-wal", &format!("{kept} bytes"));
        drop(store);
        assert!(SqliteStore::open(&file).is_ok(), "{kept}: another start");
    }
}

/// SQLite has the index in its memory, and the system ends a program that touches a part that is gone.
#[test]
fn refuses_to_read_and_write_after_the_index_was_emptied_or_cut_short() {
    for length in [0, 1, 4096] {
        let place = Place::new();
        let (store, file) = opened(&place);
        cut(&beside(&file, "-shm"), length);
        assert_refuses_a_short(&store, "secrets.db-shm", &format!("{length} bytes"));
        assert!(store.find(&account(), "before").is_err() && store.read(&account()).is_err() && store.all().is_err(), "{length}: a read");
        drop(store);
        let again = SqliteStore::open(&file).unwrap();
        assert_eq!(payload(&again, &account(), "before").as_deref(), Some("s3cret"), "{length}: another start");
    }
}

#[test]
fn writes_on_after_another_program_has_emptied_the_log_or_vacuumed_the_file() {
    let place = Place::new();
    let (store, file) = opened(&place);
    for number in 0..40 {
        put(&store, &account(), &number.to_string(), &"x".repeat(5000), None);
    }
    store.clear().unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    let length = fs::metadata(&file).unwrap().len();
    other.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    assert!(fs::metadata(&file).unwrap().len() < length);
    put(&store, &account(), "after", "x", None);
    assert_eq!(store.check().unwrap(), Checked::Written);
    assert_eq!(names(&store, &account()), ["after"]);
}

#[test]
fn goes_on_where_the_file_grows_while_several_write() {
    let place = Place::new();
    let (store, _) = opened(&place);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for number in 0..20 {
                    put(store, &account(), &format!("{writer}-{number}"), &"x".repeat(2000), None);
                }
            });
        }
        store.sweep(0, 0).unwrap();
    });
    assert!(store.check().is_ok());
}
