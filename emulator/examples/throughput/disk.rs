//! What the disk can do: the bound for whatever is to be durable.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many times in a second two pages can be added to a file and be safe on the disk: what setting a secret takes at the least.
pub(crate) fn syncs(directory: &Path, time: Duration) -> f64 {
    let mut file = File::create(directory.join("syncs")).unwrap();
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < time {
        file.write_all(&[1; 8_192]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / began.elapsed().as_secs_f64()
}
