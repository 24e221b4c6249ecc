//! The server reports a file that is gone, full, locked, damaged or open to others.
#![cfg(unix)]

use crate::process::{Directory, Process, output, process, process_of, under};
use crate::wire::{Answer, control, find, request, set};
use rusqlite::Connection;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

fn health(server: &Process) -> Answer {
    server.ask(control("GET", "health", ""))
}

/// Ends the server, and gives the lines on stderr that hold `part`.
fn lines_with(server: Process, part: &str) -> Vec<String> {
    server.signal("TERM");
    let (status, _, stderr) = server.end();
    assert_eq!(status.code(), Some(0), "{stderr}");
    stderr.lines().filter(|line| line.contains(part)).map(str::to_owned).collect()
}

#[test]
fn refuses_writes_while_its_file_is_missing_and_logs_it_once() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    assert_eq!(server.ask(set("before", "1")).status, 200);
    let away = directory.file("away.db");
    fs::rename(&file, &away).unwrap();
    for _ in 0..3 {
        let answer = server.ask(set("lost", "2"));
        assert_eq!(answer.status, 500);
        assert_eq!(answer.json()["error"]["type"], "api_error");
        assert!(!answer.body.contains("secrets.db"), "the answer does not show the path of the file");
        assert_eq!(health(&server).status, 503);
    }
    assert_eq!(server.ask(control("POST", "reset", "{}")).status, 503);
    assert_eq!(server.ask(find("before")).json()["payload"], "1");
    fs::rename(&away, &file).unwrap();
    assert_eq!(server.ask(set("after", "3")).status, 200);
    assert_eq!(health(&server).status, 200);
    server.signal("TERM");
    let (_, _, stderr) = server.end();
    let lines: Vec<_> = stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{stderr}");
    assert!(lines[0].contains("was moved, deleted or replaced") && lines[0].contains(&file), "{stderr}");
    assert!(lines[1].contains("works again"), "{stderr}");
    let server = process(&["--db", &file]);
    assert_eq!((server.ask(find("after")).status, server.ask(find("lost")).status), (200, 404));
}

#[test]
fn notices_a_missing_file_without_a_write() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    fs::remove_file(&file).unwrap();
    assert_eq!(health(&server).status, 503);
    assert_eq!(lines_with(server, "was moved, deleted or replaced").len(), 1);
}

#[test]
fn survives_a_file_that_must_not_grow() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    // Blocks of 512 or 1,024 bytes. The first page of the log's index alone has 32 KiB.
    let server = process_of(&mut under("ulimit -f 160", &["--port", "0", "--db", &file]));
    let payload = "x".repeat(4_000);
    let fill = |user| request("POST", "/v1/apps/secrets", &format!("name=token&payload={payload}&scope[type]=user&scope[user]=usr_{user}"));
    let refused = (0..400).map(|user| server.ask(fill(user))).find(|answer| answer.status != 200);
    assert_eq!(refused.expect("the file is full").status, 500);
    assert_eq!(health(&server).status, 503);
    let first = "/v1/apps/secrets/find?name=token&scope[type]=user&scope[user]=usr_0";
    assert_eq!(server.ask(request("GET", first, "")).status, 200, "what was acknowledged can be read");
    let lines = lines_with(server, "ERROR");
    // One of the writes, and one of the checks.
    assert!((1..=2).contains(&lines.len()) && lines.iter().all(|line| line.contains("The system could not")), "{lines:?}");
}

#[test]
fn reports_itself_as_unhealthy_without_disk_space_for_a_secret() {
    let directory = Directory::new();
    let server = process_of(&mut under("ulimit -f 80", &["--port", "0", "--db", &directory.file("secrets.db")]));
    let answer = health(&server);
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("could not write a file next to the database"), "{}", answer.body);
    assert_eq!(server.ask(set("small", "x")).status, 200, "a small secret still fits");
    assert_eq!(fs::read_dir(Path::new(&directory.file("x")).parent().unwrap()).unwrap().count(), 3, "the check leaves no file");
    assert!(lines_with(server, "ERROR").len() <= 2);
}

#[test]
fn names_a_damaged_file_in_one_sentence() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    lines_with(process(&["--db", &file]), "");
    let mut bytes = fs::read(&file).unwrap();
    // All but the head and the first page: the tables are there, and what is in them is not.
    bytes[1_024..].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let output = output(&["--port", "0", "--db", &file]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), stderr.lines().count()), (Some(1), 1), "{stderr}");
    assert!(stderr.contains(&file) && stderr.contains("malformed"), "{stderr}");
    assert!(!stderr.contains("SqliteFailure") && !stderr.contains('{'), "{stderr}");
}

#[test]
fn answers_reads_and_checks_while_more_writers_wait_than_there_are_threads() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Tokio has 512 threads for work that blocks.
    let mut writers: Vec<_> = (0..600)
        .map(|number| {
            let mut wire = server.wire();
            wire.send(set(&format!("token {}", number % 5), "x"));
            wire
        })
        .collect();
    for _ in 0..3 {
        assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
        assert!([200, 503].contains(&health(&server).status));
    }
    assert!(writers.iter_mut().take(20).all(|wire| wire.is_silent_for(Duration::from_nanos(1))), "no writer was answered before");
    other.execute_batch("COMMIT").unwrap();
    for wire in writers.iter_mut().take(20) {
        assert_eq!(wire.answer().unwrap().status, 200);
    }
}

#[test]
fn warns_of_a_file_that_other_users_can_read() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    assert!(lines_with(process(&["--db", &file]), "WARNING").is_empty(), "its own file is private");
    for (mode, warns) in [(0o644, true), (0o640, true), (0o600, false), (0o400 | 0o200 | 0o006, true)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let lines = lines_with(process(&["--db", &file]), "WARNING");
        assert_eq!(lines.len(), usize::from(warns), "{mode:o}: {lines:?}");
        assert!(lines.iter().all(|line| line.contains(&file) && line.contains("chmod 600") && line.contains(&format!("{mode:o}"))));
    }
}

#[test]
fn logs_why_a_read_failed() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    let other = Connection::open(&file).unwrap();
    other.execute_batch("ALTER TABLE secrets RENAME TO gone").unwrap();
    for _ in 0..3 {
        assert_eq!(server.ask(request("GET", "/v1/apps/secrets?scope[type]=account", "")).status, 500);
    }
    drop(other);
    let lines = lines_with(server, "ERROR");
    assert!(lines.iter().all(|line| line.contains("no such table")) && (1..=2).contains(&lines.len()), "{lines:?}");
}
