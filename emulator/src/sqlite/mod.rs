//! A store in a SQLite file, for secrets that outlive the process. The file is in plain text, readable only by its owner.

mod change;
mod error;
mod files;
mod open;
mod readers;
mod schema;
mod writer;

pub use error::Error;
pub use open::OpenError;

use crate::store::{Checked, Partition, Record, Store, Transaction};
use change::Change;
use files::OpenFiles;
use readers::Readers;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;
use writer::Writer;

/// The time that a sweep waits for readers of the log, while other work waits for it. Another sweep follows.
const LOG_PATIENCE: Duration = Duration::from_millis(200);

/// The time that a check waits for another program that is writing.
const CHECK_PATIENCE: Duration = Duration::from_secs(1);

/// More would only wait for the same disk.
const MOST_READERS: usize = 4;

/// Secrets in a file. Several of these, in several processes, may have the same file open.
pub struct SqliteStore {
    readers: Readers,
    /// After the readers, because the last one to close puts the log into the file.
    writer: Writer,
    /// The log may hold payloads that are deleted.
    log_is_stale: AtomicBool,
    files: OpenFiles,
}

impl SqliteStore {
    /// Opens the store in this file, and creates the file if it is missing.
    ///
    /// # Errors
    /// When the file cannot be made or read, or is not of this program. It is left as it was.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (writer, readers, files) = open::connections(path, cores.min(MOST_READERS))?;
        Ok(Self {
            readers,
            writer,
            // An earlier process may have left data in it.
            log_is_stale: AtomicBool::new(true),
            files,
        })
    }

    /// Returns a connection that can read.
    fn reader(&self) -> Result<MutexGuard<'_, Connection>, Error> {
        self.files.check_index()?;
        Ok(self.readers.get())
    }

    /// Fails when the files are not those that SQLite has open, or have lost something that was committed.
    fn check_files(&self) -> Result<(), Error> {
        self.files.check()?;
        self.check_lengths()
    }

    fn check_lengths(&self) -> Result<(), Error> {
        self.files.check_lengths(|| change::database_length(&self.readers.get()), || change::log_length(&self.readers.get()))
    }

    /// Does `work` as a whole or not at all. A change is done when it is in the file that others find.
    fn change<T>(&self, work: impl FnOnce(&mut Change<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.files.check()?;
        let changed = self.writer.change(|change| {
            // Within the transaction, so that no other program writes between this look and the change.
            self.check_lengths()?;
            Ok((work(change)?, change.has_deleted))
        });
        if changed.is_err() {
            // SQLite itself may fail in a file that was cut short, and does not say why.
            self.check_files()?;
        }
        let (done, has_deleted) = changed?;
        if has_deleted {
            self.log_is_stale.store(true, Ordering::Relaxed);
        }
        self.files.check()?;
        Ok(done)
    }

    /// Empties the log, which has every payload as it was written, also those that were deleted later. If another program is
    /// using it, the next sweep tries again.
    fn empty_log(&self) -> Result<(), Error> {
        if self.log_is_stale.load(Ordering::Relaxed) {
            let writer = self.writer.idle();
            writer.busy_timeout(LOG_PATIENCE)?;
            // A connection that has not looked into the tables before is in its own way here (seen with SQLite 3.54).
            writer.execute_batch("SELECT 1 FROM numbers")?;
            if writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0))? {
                self.log_is_stale.store(false, Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

impl Store for SqliteStore {
    type Error = Error;

    fn read(&self, partition: &Partition) -> Result<Vec<Record>, Error> {
        let reader = self.reader()?;
        change::read(&reader, partition)
    }

    fn find(&self, partition: &Partition, name: &str) -> Result<Option<Record>, Error> {
        let reader = self.reader()?;
        change::find(&reader, partition, name)
    }

    fn all(&self) -> Result<Vec<(Partition, Record)>, Error> {
        let reader = self.reader()?;
        change::read_all(&reader)
    }

    fn write<T>(&self, work: impl FnOnce(&mut dyn Transaction<Error = Error>) -> Result<T, Error>) -> Result<T, Error> {
        self.change(|change| work(change))
    }

    fn sweep(&self, expired: u64, answered_before: u64) -> Result<(), Error> {
        self.check_files()?;
        // A reader does not hold up writers.
        let is_due = change::is_due(&self.readers.get(), expired, answered_before)?;
        if is_due {
            self.change(|change| change.delete_due(expired, answered_before))?;
        }
        self.empty_log()
    }

    fn clear(&self) -> Result<(), Error> {
        self.change(|change| change.delete_all())?;
        self.empty_log()
    }

    fn check(&self) -> Result<Checked, Error> {
        self.check_files()?;
        self.is_new()?;
        self.files.check_room()?;
        let Some(writer) = self.writer.try_idle() else { return Ok(Checked::ReadOnly) };
        writer.busy_timeout(CHECK_PATIENCE)?;
        // It changes nothing, and takes the whole way to the disk.
        let tried = writer.execute_batch("BEGIN IMMEDIATE; UPDATE numbers SET issued = issued; COMMIT");
        if !writer.is_autocommit() {
            writer.execute_batch("ROLLBACK")?;
        }
        tried?;
        self.check_files()?;
        Ok(Checked::Written)
    }

    fn is_new(&self) -> Result<bool, Error> {
        Ok(self.reader()?.prepare_cached("SELECT issued = 0 FROM numbers")?.query_row((), |row| row.get(0))?)
    }
}

impl Drop for SqliteStore {
    /// Keeps a log that is not the store's own. The last connection to close deletes the log by its name. If the files were replaced, that log is
    /// another program's. A log that was cut short is kept, since a repair needs it.
    fn drop(&mut self) {
        if self.check_files().is_err() {
            let keep_log = |connection: &Connection| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
            for reader in self.readers.all() {
                let _ = keep_log(&reader.lock().unwrap_or_else(PoisonError::into_inner));
            }
            let _ = keep_log(&self.writer.idle());
        }
    }
}
