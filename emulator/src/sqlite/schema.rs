//! The tables, and how a file gets from one version of them to the next.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The application number in SQLite's header: "SSEm". A file with another number belongs to another program.
const APPLICATION: i32 = 0x5353_456d;

/// The page size of a new file. It is small because of `secrets.padding`.
pub(super) const PAGE_BYTES: u32 = 1024;

/// The steps from an empty file to the first version, and from each version to the next. `user_version` counts the steps of a file.
/// Some file may have taken each step, so a step is never changed, only followed by another.
///
/// `secure_delete` clears the place of a deleted row. It misses the copies that SQLite leaves when it moves rows from one page
/// to another, but only the first 989 bytes of a row are ever moved: the rest is in pages of its own, which are cleared as a
/// whole. `padding` (created as `room`) takes up those 989 bytes (the page's 1,024 less 35), so that a payload is never among them.
pub(super) const STEPS: &[&str] = &[
    "
    CREATE TABLE secrets (
        number INTEGER PRIMARY KEY,
        realm TEXT NOT NULL,
        account TEXT NOT NULL,
        livemode INTEGER NOT NULL,
        scope TEXT NOT NULL,
        name TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires_at INTEGER,
        room BLOB NOT NULL DEFAULT (zeroblob(989)),
        payload TEXT NOT NULL,
        UNIQUE (realm, account, livemode, scope, name)
    ) STRICT;
    CREATE INDEX ends ON secrets (expires_at) WHERE expires_at IS NOT NULL;
    CREATE TABLE kept (
        app TEXT NOT NULL,
        account TEXT NOT NULL,
        livemode INTEGER NOT NULL,
        key TEXT NOT NULL,
        at INTEGER NOT NULL,
        status INTEGER NOT NULL,
        code TEXT,
        fingerprint BLOB NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (app, account, livemode, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX kept_since ON kept (at);
    CREATE TABLE numbers (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), issued INTEGER NOT NULL) STRICT;
    INSERT INTO numbers VALUES (1, 0);
",
    "
    ALTER TABLE secrets RENAME COLUMN realm TO sharing_group;
    ALTER TABLE secrets RENAME COLUMN room TO padding;
    ALTER TABLE kept RENAME TO idempotency_keys;
    ALTER TABLE idempotency_keys RENAME COLUMN at TO answered_at;
    DROP INDEX ends;
    CREATE INDEX expiries ON secrets (expires_at) WHERE expires_at IS NOT NULL;
    DROP INDEX kept_since;
    CREATE INDEX answers_by_age ON idempotency_keys (answered_at);
",
    "ALTER TABLE idempotency_keys ADD COLUMN request_id TEXT NOT NULL DEFAULT '';",
];

/// The reason why a file's tables cannot be used.
#[derive(Debug)]
pub(super) enum SchemaError {
    Foreign,
    Newer { version: i64 },
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for SchemaError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Takes the steps that the file has not taken yet, all or none. A file that is refused stays as it is.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), SchemaError> {
    // Looks first, because most files are up to date, and need not wait for a writer.
    if taken(&connection.transaction()?, steps.len())? == steps.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Again, because another process may have been faster.
    for step in steps.iter().skip(taken(&transaction, steps.len())?) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", steps.len())?;
    Ok(transaction.commit()?)
}

/// Returns the number of steps that the file has taken. Uses a transaction, so that all answers belong to one moment.
fn taken(transaction: &Transaction<'_>, known: usize) -> Result<usize, SchemaError> {
    let number = |sql| transaction.query_row(sql, (), |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    if application == i64::from(APPLICATION) {
        return usize::try_from(version).ok().filter(|taken| *taken <= known).ok_or(SchemaError::Newer { version });
    }
    let is_empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    if application == 0 && version == 0 && is_empty { Ok(0) } else { Err(SchemaError::Foreign) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::{STEPS, SchemaError, migrate};
    use rusqlite::Connection;

    const FIRST: &str = "CREATE TABLE a (x); INSERT INTO a VALUES (1);";
    const SECOND: &str = "ALTER TABLE a ADD COLUMN y DEFAULT 2;";
    const BROKEN: &str = "INSERT INTO a VALUES (3, 4); INSERT INTO nowhere VALUES (5);";

    fn number(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, (), |row| row.get(0)).unwrap()
    }

    #[test]
    fn takes_each_step_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        for steps in [&[FIRST] as &[_], &[FIRST], &[FIRST, SECOND], &[FIRST, SECOND]] {
            migrate(&mut connection, steps).unwrap();
            assert_eq!(number(&connection, "PRAGMA user_version"), i64::try_from(steps.len()).unwrap());
        }
        assert_eq!(number(&connection, "SELECT sum(x + y) FROM a"), 3);
    }

    #[test]
    fn takes_all_steps_at_once_in_a_new_file() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[FIRST, SECOND]).unwrap();
        assert_eq!(number(&connection, "SELECT sum(x + y) FROM a"), 3);
    }

    #[test]
    fn leaves_the_file_unchanged_when_a_step_fails() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[FIRST]).unwrap();
        assert!(matches!(migrate(&mut connection, &[FIRST, SECOND, BROKEN]), Err(SchemaError::Sqlite(_))));
        assert_eq!(number(&connection, "PRAGMA user_version"), 1);
        assert_eq!(number(&connection, "SELECT count(*) FROM pragma_table_info('a')"), 1);
        migrate(&mut connection, &[FIRST, SECOND]).unwrap();
    }

    #[test]
    fn refuses_a_file_with_more_steps_than_it_knows() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[FIRST, SECOND]).unwrap();
        assert!(matches!(migrate(&mut connection, &[FIRST]), Err(SchemaError::Newer { version: 2 })));
    }

    /// Migrates a file of the first version. If a process is killed meanwhile, SQLite rolls the transaction back, and the next one takes the same steps.
    #[test]
    fn keeps_the_contents_of_a_file_of_the_first_version() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS.get(..1).unwrap()).unwrap();
        connection
            .execute_batch(
                "INSERT INTO secrets (number, realm, account, livemode, scope, name, created, payload)
                 VALUES (1, 'app_a', 'acct_1', 0, 'account', 'token', 5, 'made up');
                 INSERT INTO kept VALUES ('app_a', 'acct_1', 0, 'key', 5, 200, NULL, x'01', '{}');",
            )
            .unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let kept = "SELECT count(*) FROM secrets JOIN idempotency_keys
                    WHERE sharing_group = 'app_a' AND payload = 'made up' AND length(padding) = 989 AND answered_at = 5 AND request_id = ''";
        assert_eq!(number(&connection, kept), 1);
    }

    #[test]
    fn pads_rows_by_as_many_bytes_as_sqlite_may_move() {
        assert!(STEPS.concat().contains(&format!("zeroblob({})", super::PAGE_BYTES - 35)));
    }
}
