//! Idempotency keys that are unique, also without a good source of random numbers.

use super::driver;
use core::sync::atomic::{AtomicU64, Ordering};
use std::format;
use std::string::String;
use std::sync::OnceLock;

static PREFIX: OnceLock<String> = OnceLock::new();
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Returns a key that differs from all others of the account. It guards nothing, so that it need not be unpredictable.
///
/// Its beginning combines the clock with what the platform has of random numbers. A process that was forked has the same beginning and the same counter, so each
/// key names its process.
pub(super) fn new_idempotency_key() -> String {
    let prefix = PREFIX.get_or_init(|| format!("secret-store-{:.0}-{}", driver::now() * 1000.0, driver::unique()));
    format!("{prefix}-{}-{}", driver::process(), COUNT.fetch_add(1, Ordering::Relaxed))
}
