//! Connections to a file that is made sure to be the emulator's own.

use super::files::OpenFiles;
use super::readers::Readers;
use super::schema::{PAGE_BYTES, STEPS, SchemaError, migrate};
use super::writer::{PATIENCE, Writer};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// SQLite's smallest page, in bytes: no database is shorter.
const SHORTEST: u64 = 512;

/// The reason why a file cannot be used as a store.
#[derive(Debug)]
pub struct OpenError {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Io(std::io::Error),
    Folder,
    NoDatabase,
    ReadOnly,
    NoWal,
    SchemaError(SchemaError),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io(error) => write!(formatter, "The database {path} cannot be made: {error}."),
            Problem::Folder => write!(formatter, "{path} is a folder, and a database is a file."),
            Problem::ReadOnly => write!(formatter, "The database {path} is read-only, and the emulator must write to it."),
            Problem::NoWal => {
                write!(formatter, "The database {path} is where SQLite cannot keep a write-ahead log. Put it on a local disk.")
            }
            Problem::NoDatabase => {
                write!(formatter, "{path} is not a database, and is left as it is. Give a file of the emulator's own.")
            }
            Problem::SchemaError(SchemaError::Foreign) => {
                write!(formatter, "{path} is the database of another program, and is left as it is. Give a file of the emulator's own.")
            }
            Problem::SchemaError(SchemaError::Newer { version }) => write!(
                formatter,
                "The database {path} is of version {version}, and this emulator knows versions up to {}. It is left as it is. Use a newer emulator.",
                STEPS.len()
            ),
            Problem::SchemaError(SchemaError::Sqlite(error)) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    write!(formatter, "The database {path} has been locked by another program for {} seconds.", PATIENCE.as_secs())
                }
                _ => write!(formatter, "The database {path} cannot be opened: {error}."),
            },
        }
    }
}

impl std::error::Error for OpenError {}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<SchemaError> for Problem {
    fn from(unfit: SchemaError) -> Self {
        match unfit {
            SchemaError::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Self::NoDatabase,
            unfit => Self::SchemaError(unfit),
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        SchemaError::from(error).into()
    }
}

/// Opens the connection that writes, `readers` connections that read, at least one, and remembers the files that they have open.
pub(super) fn connections(path: &Path, readers: usize) -> Result<(Writer, Readers, OpenFiles), OpenError> {
    let open = || {
        // Whole, because SQLite takes `:memory:` and `file:...` for something else than files.
        let path = std::path::absolute(path)?;
        if path.is_dir() {
            return Err(Problem::Folder);
        }
        create(&path)?;
        // SQLite takes a file of a single byte for an empty one, and would overwrite it.
        if (1..SHORTEST).contains(&path.metadata()?.len()) {
            return Err(Problem::NoDatabase);
        }
        let writer = writer(&path)?;
        let first = reader(&path)?;
        let others = (1..readers).map(|_| reader(&path)).collect::<Result<Vec<_>, _>>()?;
        // A connection opens the log by its first look into the tables. After that all have the same files open.
        for connection in others.iter().chain([&first, &writer]) {
            connection.query_row("SELECT issued FROM numbers", (), |_| Ok(()))?;
        }
        let files = OpenFiles::new(&path)?;
        Ok((Writer::new(writer), Readers::new(first, others), files))
    };
    open().map_err(|problem| OpenError { path: path.to_owned(), problem })
}

/// Creates an empty file that other users may not read, unless it exists. SQLite gives its other files the same permissions.
fn create(path: &Path) -> std::io::Result<()> {
    static CREATING: Mutex<()> = Mutex::new(());
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Closing the file gives up every lock that this process has on it, so no code may take SQLite's locks before that.
    let _creating = CREATING.lock().unwrap_or_else(PoisonError::into_inner);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // Sorting must not write data to other files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn writer(path: &Path) -> Result<Connection, Problem> {
    let mut log = OsString::from(path);
    log.push("-wal");
    let has_log = Path::new(&log).exists();
    let mut connection = connect(path)?;
    // Another program's log stays as it is if this turns out to be another program's database.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)?;
    if connection.is_readonly("main")? {
        return Err(Problem::ReadOnly);
    }
    // Before there is a first page; in all other files it does nothing.
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    patiently(|| migrate(&mut connection, STEPS))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let mode = patiently(|| Ok(connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?))?;
    if mode != "wal" {
        return Err(Problem::NoWal);
    }
    // On the disk before it is acknowledged, and off the disk when it is deleted.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    Ok(connection)
}

fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(path)?;
    connection.pragma_update(None, "query_only", "ON")?;
    Ok(connection)
}

/// Repeats work while the file is busy. SQLite waits by itself, except where two connections would wait for each other, as in the change to a log.
fn patiently<T>(mut work: impl FnMut() -> Result<T, SchemaError>) -> Result<T, SchemaError> {
    let start = Instant::now();
    loop {
        match work() {
            Err(SchemaError::Sqlite(error))
                if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
                    && start.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}
