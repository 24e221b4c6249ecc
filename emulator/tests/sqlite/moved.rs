//! The files are moved, deleted or replaced while the store has them open.
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
