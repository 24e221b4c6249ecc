//! Measures the disk, as the limit of all durable writes.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// As SQLite's log is used: two pages at a time, over what was there before.
const PAGES: [u8; 8_192] = [1; 8_192];
const TIMES: u64 = 500;

/// Returns the number of durable writes per second.
pub(crate) fn syncs(directory: &Path, time: Duration) -> f64 {
    let mut file = File::create(directory.join("syncs")).unwrap();
    for _ in 0..TIMES {
        file.write_all(&PAGES).unwrap();
    }
    file.sync_all().unwrap();
    let (began, mut count) = (Instant::now(), 0);
    while began.elapsed() < time {
        file.seek(SeekFrom::Start(count % TIMES * PAGES.len() as u64)).unwrap();
        file.write_all(&PAGES).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    count as f64 / began.elapsed().as_secs_f64()
}
