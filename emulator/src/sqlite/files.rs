//! Checks whether the files that SQLite has open are still the files at their paths.
//!
//! SQLite goes on writing to a file that was deleted, moved or replaced: each write succeeds, and is lost. The log and its
//! index count as well, because a committed change is in the log alone until the next checkpoint.

use super::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Tells one file from another, whatever its name: the device and the inode.
type FileId = (u64, u64);

/// The database, its log and the log's index, as they were when they were opened.
pub(super) struct OpenFiles {
    files: Vec<(PathBuf, FileId)>,
}

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
        Ok(Self { files: files.collect::<Result<_, _>>()? })
    }

    /// Fails when one of the files is no longer at its path.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.files.iter().find(|(path, id)| !file_id(path).is_ok_and(|found| found == Some(*id))) {
            Some((path, _)) => Err(Error::Moved(path.clone())),
            None => Ok(()),
        }
    }
}

#[cfg(unix)]
fn file_id(path: &Path) -> std::io::Result<Option<FileId>> {
    use std::os::unix::fs::MetadataExt;
    let metadata = path.metadata()?;
    Ok(Some((metadata.dev(), metadata.ino())))
}

/// Other systems do not allow deleting or replacing an open file.
#[cfg(not(unix))]
fn file_id(_: &Path) -> std::io::Result<Option<FileId>> {
    Ok(None)
}
