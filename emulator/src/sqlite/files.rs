//! Checks whether the files that SQLite has open are still the files at their paths.
//!
//! SQLite goes on writing to a file that was deleted, moved, replaced or cut short: each write succeeds, and is lost. The log and its
//! index count as well, because a committed change is in the log alone until the next checkpoint.

use super::error::Error;
use std::ffi::OsString;
use std::fs::Metadata;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells one file from another, whatever its name: the device and the inode.
type FileId = (u64, u64);

/// The database, its log and the log's index, as they were when they were opened.
pub(super) struct OpenFiles {
    files: Vec<(PathBuf, FileId)>,
    database: PathBuf,
    log: PathBuf,
    /// The length of the database when it was last looked at, in bytes.
    length: AtomicU64,
    /// The greatest length of the log's index. It never shrinks while it is open.
    index_length: AtomicU64,
    /// A file that is there only while [`OpenFiles::check_room`] runs.
    probe: PathBuf,
}

/// The room that a check wants on the disk, in bytes: more than the largest secret takes in the log and in the file.
static ROOM: [u8; 128 * 1024] = [0; 128 * 1024];

impl OpenFiles {
    /// Remembers the files of a database in write-ahead mode that every connection has read once.
    pub(super) fn new(database: &Path) -> std::io::Result<Self> {
        // SQLite follows links, and puts its own files next to the target.
        let target = database.canonicalize()?;
        let beside = |suffix: &str| {
            let mut path = OsString::from(&target);
            path.push(suffix);
            PathBuf::from(path)
        };
        let paths = [database.to_owned(), beside("-wal"), beside("-shm")];
        let files = paths.into_iter().filter_map(|path| file_id(&path).map(|id| id.map(|id| (path, id))).transpose());
        Ok(Self {
            files: files.collect::<Result<_, _>>()?,
            database: database.to_owned(),
            log: beside("-wal"),
            length: AtomicU64::new(database.metadata()?.len()),
            index_length: AtomicU64::new(beside("-shm").metadata()?.len()),
            probe: beside(&format!("-check-{}", std::process::id())),
        })
    }

    /// Fails when the disk has no room for a secret. SQLite writes over old parts of its log, so a small write may succeed on a full disk.
    pub(super) fn check_room(&self) -> Result<(), Error> {
        let written = std::fs::File::create(&self.probe).and_then(|mut file| {
            file.write_all(&ROOM)?;
            file.sync_data()
        });
        let removed = std::fs::remove_file(&self.probe);
        written.and(removed).map_err(Error::Room)
    }

    /// Fails when the log's index has lost its end. SQLite maps it into memory, and the system ends a program that touches a part that
    /// is gone (SIGBUS). No connection may work before this.
    pub(super) fn check_index(&self) -> Result<(), Error> {
        let Some((path, id)) = self.files.last() else { return Ok(()) };
        // An index that was deleted or replaced stays whole for those that have it open.
        let Ok(metadata) = path.metadata() else { return Ok(()) };
        if id_of(&metadata) != Some(*id) {
            return Ok(());
        }
        let greatest = self.index_length.fetch_max(metadata.len(), Ordering::AcqRel);
        if metadata.len() < greatest { Err(Error::Shortened(path.clone())) } else { Ok(()) }
    }

    /// Fails when one of the files is no longer at its path, or the index cannot be used.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.check_index()?;
        match self.files.iter().find(|(path, id)| !file_id(path).is_ok_and(|found| found == Some(*id))) {
            Some((path, _)) => Err(Error::Moved(path.clone())),
            None => Ok(()),
        }
    }

    /// Fails when the database or its log has lost its end. `database_length` and `log_length` say what SQLite has committed, in bytes.
    pub(super) fn check_lengths(
        &self,
        database_length: impl Fn() -> Result<u64, Error>,
        log_length: impl Fn() -> Result<u64, Error>,
    ) -> Result<(), Error> {
        // Another program may empty the log between two looks, so what is committed must be the same before and after.
        let committed = log_length()?;
        if length_of(&self.log)? < committed && log_length()? == committed {
            return Err(Error::Shortened(self.log.clone()));
        }
        let last = self.length.load(Ordering::Acquire);
        let now = length_of(&self.database)?;
        // It shrinks when another program vacuums it, and has all its pages then. SQLite may not even begin to read one that was cut.
        if now < last && !database_length().is_ok_and(|whole| (1..=now).contains(&whole)) {
            return Err(Error::Shortened(self.database.clone()));
        }
        let _ = self.length.compare_exchange(last, now, Ordering::AcqRel, Ordering::Relaxed);
        Ok(())
    }
}

fn length_of(path: &Path) -> Result<u64, Error> {
    path.metadata().map(|metadata| metadata.len()).map_err(|_| Error::Moved(path.to_owned()))
}

fn file_id(path: &Path) -> std::io::Result<Option<FileId>> {
    Ok(id_of(&path.metadata()?))
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no id")]
fn id_of(metadata: &Metadata) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// Returns nothing: other systems do not allow deleting or replacing an open file.
#[cfg(not(unix))]
fn id_of(_: &Metadata) -> Option<FileId> {
    None
}
