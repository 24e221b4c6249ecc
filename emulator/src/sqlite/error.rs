//! Describes failures of a store in a file, without its contents.

use rusqlite::ErrorCode;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

const FULL: &str = "The disk is full. Make room, and the emulator writes again.";

/// Says why the file could not be read or changed. It names tables and columns, and never holds what is in them: SQLite quotes its
/// statements, and the values are not part of them.
#[derive(Debug)]
pub enum Error {
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// No file of the same folder could be written.
    Room(std::io::Error),
    /// The file at this path is gone, or another one.
    Moved(PathBuf),
    /// The transaction failed that this change shared with others.
    Shared(Arc<Error>),
    /// The file at this path was emptied or cut short.
    Shortened(PathBuf),
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let error = match self {
            Self::Moved(path) => {
                return write!(
                    formatter,
                    "{} was moved, deleted or replaced while the emulator had it open, so that no write would be found again. Put the \
                     file back, or start the emulator again.",
                    path.display()
                );
            }
            Self::Shortened(path) => {
                return write!(
                    formatter,
                    "{} was emptied or cut short while the emulator had it open, so that writes could be lost. Start the \
                     emulator again. If it does not start, restore a copy of the file or delete it.",
                    path.display()
                );
            }
            Self::Room(error) if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                return formatter.write_str(FULL);
            }
            Self::Room(error) => return write!(formatter, "The system could not write a file next to the database ({error})."),
            Self::Shared(error) => return error.fmt(formatter),
            Self::Sqlite(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => formatter.write_str(FULL),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => formatter.write_str("Another program has locked the database."),
            Some(ErrorCode::ReadOnly) => write!(formatter, "The database must be writable, but the system allows only reads ({error})."),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                write!(formatter, "The database is damaged ({error}). Restore a copy of it, or start with a new file.")
            }
            Some(ErrorCode::SystemIoFailure) => write!(
                formatter,
                "The system could not read or write the database ({error}). The disk may be full or failing, or a limit on the size of \
                 files is reached."
            ),
            _ => write!(formatter, "SQLite failed: {error}."),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
