//! A change to the file, and the statements that it is made of.

use super::error::Error;
use crate::store::{Partition, Record, StoredAnswer, StoredIdempotencyKey, Transaction};
use rusqlite::{Connection, Row, params};
use std::borrow::Cow;
use stripe_secret_store::scope::Scope;

/// The length of a log's header, and of the header of each of its pages, in bytes: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.
const LOG_HEADER: u64 = 32;
const LOG_PAGE_HEADER: u64 = 24;

/// A transaction under way.
pub(super) struct Change<'a> {
    transaction: &'a Connection,
    /// A payload was deleted or replaced.
    pub(super) has_deleted: bool,
}

impl<'a> Change<'a> {
    pub(super) fn new(transaction: &'a Connection) -> Self {
        Self { transaction, has_deleted: false }
    }

    /// Deletes what [`is_due`] looks for.
    pub(super) fn delete_due(&mut self, expired: u64, answered_before: u64) -> Result<(), Error> {
        self.transaction.prepare_cached("DELETE FROM secrets WHERE expires_at <= ?1")?.execute([last(expired)])?;
        self.transaction.prepare_cached("DELETE FROM idempotency_keys WHERE answered_at <= ?1")?.execute([last_before(answered_before)])?;
        self.has_deleted = true;
        Ok(())
    }

    /// Deletes everything but the count of numbers.
    pub(super) fn delete_all(&mut self) -> Result<(), Error> {
        self.transaction.execute_batch("DELETE FROM secrets; DELETE FROM idempotency_keys;")?;
        self.has_deleted = true;
        Ok(())
    }
}

impl Transaction for Change<'_> {
    type Error = Error;

    fn records(&mut self, partition: &Partition) -> Result<Vec<Record>, Error> {
        read(self.transaction, partition)
    }

    fn next_number(&mut self) -> Result<u64, Error> {
        // After the last one SQLite would go on with a fraction, which the column does not take.
        let mut statement = self.transaction.prepare_cached("UPDATE numbers SET issued = issued + 1 RETURNING issued")?;
        Ok(statement.query_row((), |row| row.get(0))?)
    }

    fn put(&mut self, partition: &Partition, record: &Record) -> Result<(), Error> {
        let Partition { sharing_group, account, livemode, scope } = partition;
        let scope = scope_column(scope);
        let Record { number, name, payload, created, expires_at } = record;
        let values = params![number, sharing_group, account, livemode, scope, name, created, expires_at, payload];
        let mut update = self.transaction.prepare_cached(
            "UPDATE secrets SET name = ?6, created = ?7, expires_at = ?8, payload = ?9
             WHERE number = ?1 AND sharing_group = ?2 AND account = ?3 AND livemode = ?4 AND scope = ?5",
        )?;
        if update.execute(values)? > 0 {
            self.has_deleted = true;
            return Ok(());
        }
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO secrets (number, sharing_group, account, livemode, scope, name, created, expires_at, payload)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        insert.execute(values)?;
        Ok(())
    }

    fn remove(&mut self, partition: &Partition, number: u64) -> Result<(), Error> {
        let Partition { sharing_group, account, livemode, scope } = partition;
        let mut statement = self.transaction.prepare_cached(
            "DELETE FROM secrets WHERE number = ?1 AND sharing_group = ?2 AND account = ?3 AND livemode = ?4 AND scope = ?5",
        )?;
        let deleted = statement.execute(params![number, sharing_group, account, livemode, scope_column(scope)])?;
        self.has_deleted |= deleted > 0;
        Ok(())
    }

    fn stored_answer(&mut self, key: &StoredIdempotencyKey) -> Result<Option<StoredAnswer>, Error> {
        let StoredIdempotencyKey { app, account, livemode, key } = key;
        let mut statement = self.transaction.prepare_cached(
            "SELECT fingerprint, status, body, code, answered_at, request_id FROM idempotency_keys WHERE app = ?1 AND account = ?2 AND livemode = ?3 AND key = ?4",
        )?;
        let mut rows = statement.query(params![app, account, livemode, key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(StoredAnswer {
            fingerprint: row.get(0)?,
            status: row.get(1)?,
            body: row.get(2)?,
            code: row.get(3)?,
            answered_at: row.get(4)?,
            request_id: row.get(5)?,
        }))
    }

    fn store_answer(&mut self, key: &StoredIdempotencyKey, kept: &StoredAnswer) -> Result<(), Error> {
        let StoredIdempotencyKey { app, account, livemode, key } = key;
        let StoredAnswer { fingerprint, status, body, code, request_id, answered_at } = kept;
        let mut statement = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO idempotency_keys (app, account, livemode, key, fingerprint, status, body, code, answered_at, request_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        statement.execute(params![app, account, livemode, key, fingerprint, status, body, code, answered_at, request_id])?;
        Ok(())
    }
}

/// Reads the secrets of a partition in the order of their numbers.
pub(super) fn read(connection: &Connection, partition: &Partition) -> Result<Vec<Record>, Error> {
    let Partition { sharing_group, account, livemode, scope } = partition;
    let mut statement = connection.prepare_cached(
        "SELECT number, name, payload, created, expires_at FROM secrets
         WHERE sharing_group = ?1 AND account = ?2 AND livemode = ?3 AND scope = ?4 ORDER BY number",
    )?;
    let mut rows = statement.query(params![sharing_group, account, livemode, scope_column(scope)])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record(row)?);
    }
    Ok(records)
}

/// Reads every secret, by partition as [`Partition`] is ordered.
pub(super) fn read_all(connection: &Connection) -> Result<Vec<(Partition, Record)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT number, name, payload, created, expires_at, sharing_group, account, livemode, scope FROM secrets
         ORDER BY sharing_group, account, livemode, scope, number",
    )?;
    let mut rows = statement.query(())?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let scope = row.get_ref(8)?.as_str().map_err(rusqlite::Error::from)?;
        let scope = scope.strip_prefix(USER).map_or(Scope::Account, |user| Scope::User { user: user.to_owned() });
        all.push((Partition { sharing_group: row.get(5)?, account: row.get(6)?, livemode: row.get(7)?, scope }, record(row)?));
    }
    Ok(all)
}

/// Finds the secret of this name.
pub(super) fn find(connection: &Connection, partition: &Partition, name: &str) -> Result<Option<Record>, Error> {
    let Partition { sharing_group, account, livemode, scope } = partition;
    let mut statement = connection.prepare_cached(
        "SELECT number, name, payload, created, expires_at FROM secrets
         WHERE sharing_group = ?1 AND account = ?2 AND livemode = ?3 AND scope = ?4 AND name = ?5",
    )?;
    let mut rows = statement.query(params![sharing_group, account, livemode, scope_column(scope), name])?;
    rows.next()?.map(record).transpose()
}

/// Returns whether a secret ends at the moment `expired`, or an answer was kept before `answered_before`.
pub(super) fn is_due(connection: &Connection, expired: u64, answered_before: u64) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM secrets WHERE expires_at <= ?1) OR EXISTS (SELECT 1 FROM idempotency_keys WHERE answered_at <= ?2)",
    )?;
    Ok(statement.query_row([last(expired), last_before(answered_before)], |row| row.get(0))?)
}

/// Returns the least length of the log, in bytes, or 0 if the log is empty.
pub(super) fn log_length(connection: &Connection) -> Result<u64, Error> {
    Ok(match number(connection, "PRAGMA wal_checkpoint(NOOP)", 1)? {
        0 => 0,
        pages => page_bytes(connection)?.saturating_add(LOG_PAGE_HEADER).saturating_mul(pages).saturating_add(LOG_HEADER),
    })
}

/// Returns the length of the whole database, in bytes. Its last pages may still be in the log alone.
pub(super) fn database_length(connection: &Connection) -> Result<u64, Error> {
    Ok(number(connection, "PRAGMA page_count", 0)?.saturating_mul(page_bytes(connection)?))
}

fn page_bytes(connection: &Connection) -> Result<u64, Error> {
    number(connection, "PRAGMA page_size", 0)
}

fn number(connection: &Connection, pragma: &str, column: usize) -> Result<u64, Error> {
    let number = connection.prepare_cached(pragma)?.query_row((), |row| row.get::<_, i64>(column))?;
    Ok(u64::try_from(number).unwrap_or_default())
}

fn record(row: &Row<'_>) -> Result<Record, Error> {
    Ok(Record { number: row.get(0)?, name: row.get(1)?, payload: row.get(2)?, created: row.get(3)?, expires_at: row.get(4)? })
}

/// The prefix of a user's scope in its column.
const USER: &str = "user ";

/// Returns the scope as text, because a `UNIQUE` takes two rows with NULL for different ones.
fn scope_column(scope: &Scope) -> Cow<'static, str> {
    match scope {
        Scope::Account => "account".into(),
        Scope::User { user } => format!("{USER}{user}").into(),
    }
}

/// Limits a moment to the last one that SQLite can store. No kept row has a later one.
fn last(moment: u64) -> i64 {
    i64::try_from(moment).unwrap_or(i64::MAX)
}

/// Returns the last moment before this one. Before 0 comes -1, when nothing was.
fn last_before(moment: u64) -> i64 {
    moment.checked_sub(1).map_or(-1, last)
}
