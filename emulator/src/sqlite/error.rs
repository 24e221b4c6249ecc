//! Why a store in a file failed, told without anything that it keeps.

/// Why the file could not be read or changed. It names tables and columns, and never holds what is in them: SQLite tells of its
/// statements, and the values are not part of them.
#[derive(Debug)]
pub struct Error(rusqlite::Error);

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self(error)
    }
}
