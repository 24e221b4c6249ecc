//! When to kill.

use std::process::Child;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Random moments, others in each run.
pub(crate) struct Moments(u64);

impl Moments {
    pub(crate) fn new() -> Self {
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        Self(0x9e37_79b9_7f4a_7c15 ^ u64::from(seed))
    }

    /// Waits for up to so many milliseconds, in steps of a microsecond, and kills with SIGKILL.
    pub(crate) fn kill(&mut self, child: &mut Child, milliseconds: u64) {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        std::thread::sleep(Duration::from_micros(self.0 % (milliseconds * 1_000)));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
